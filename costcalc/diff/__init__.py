"""What changed between two states of the rate cards, and whether it rewrote the past.

difference = diff_cards(old, new)
for card, model, rate in difference.rewritten: ...
"""

from costcalc.diff.cards import diff_cards
from costcalc.diff.changes import CardChange, CardsDiff, ChangeKind, ModelChange, PriceChange, RateChange, ValueChange
from costcalc.diff.meaning import plain
from costcalc.diff.past import seen_at
from costcalc.diff.rates import same_prices

__all__ = [
    "CardChange",
    "CardsDiff",
    "ChangeKind",
    "ModelChange",
    "PriceChange",
    "RateChange",
    "ValueChange",
    "diff_cards",
    "plain",
    "same_prices",
    "seen_at",
]
