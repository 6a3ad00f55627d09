"""What the readers of a format share: fields, names, keys beside prices, places and times."""
