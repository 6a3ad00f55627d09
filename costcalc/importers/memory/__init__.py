"""An import that remembers what its list said last, and appends what is new."""
