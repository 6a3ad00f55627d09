"""What the importer of litellm is made of: its keys, its arithmetic for what has no key, its hours."""
