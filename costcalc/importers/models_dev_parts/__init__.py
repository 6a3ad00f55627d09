"""What the importer of models.dev is made of: its files, its prices."""
