"""What changed between two states of the rate cards, and whether it rewrote the past.

difference = diff_cards(old, new)
for card, model, rate in difference.rewritten: ...
"""

from costcalc.diff.cards import diff_cards
from costcalc.diff.changes import CardChange, CardsDiff, Change, ChangeKind, ModelChange, PriceChange, RateChange
from costcalc.diff.meaning import plain

__all__ = [
    "CardChange",
    "CardsDiff",
    "Change",
    "ChangeKind",
    "ModelChange",
    "PriceChange",
    "RateChange",
    "diff_cards",
    "plain",
]
