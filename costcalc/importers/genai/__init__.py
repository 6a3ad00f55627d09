"""What the importer of genai-prices is made of: its price keys, its conditions in time, the installed package."""
