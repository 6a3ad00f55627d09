"""How tightly a written formula holds together, for who reads it and who writes it."""

LOWEST, ADD, MULTIPLY, NEGATE, POWER, ATOM = range(6)
"""How tightly a written node holds together: what binds looser than its surroundings gets parentheses."""
