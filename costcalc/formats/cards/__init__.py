"""What `costcalc cards` says: of all cards, of one, of a model, and of what changed."""
