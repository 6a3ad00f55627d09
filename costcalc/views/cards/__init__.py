"""What `costcalc cards` says: a folder for each of its answers, and what they share."""
