"""What holds of every list, so that no importer has to remember it, and the proof of a card before it is written."""
