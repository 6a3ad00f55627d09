"""The words that `expect` of a claim may say: how it comes out, and what is to be said beside that."""

from __future__ import annotations

RELATIONS = (
    "not-checkable",
    "impossible",
    "possible",
    "inconsistent",
    "differs",
    "cut",
    "raised",
    "rounded",
    "agrees",
)
"""How a printed figure can stand to the recomputed one; where several hold, the first one."""

TAGS = ("wrong-price", "stale-price", "infeasible")
"""What can be said of it besides."""
