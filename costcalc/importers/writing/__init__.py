"""Cards as text: new ones, and lines put into those that are there."""
