"""The catalogue of every model that somebody lists."""
