"""What the importer of OpenRouter is made of: its prices, their conditions."""
