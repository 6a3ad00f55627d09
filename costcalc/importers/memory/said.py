"""What a list says of a model, as a short sum that a card keeps: the next import asks whether it is the same.

Without it nobody could tell what the list has changed from what somebody wrote into the card since.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from costcalc.expr import decimal_text
from costcalc.instant import short_instant
from costcalc.ratecard.doubts import OUTLYING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from costcalc.importers.writing.written import WrittenCard

LETTERS = 12
_NUMBER = re.compile(r"\d{1,17}(\.\d{1,18})?", re.ASCII)
_IN_LETTERS = str.maketrans("0123456789", "ghijklmnop")  # a sum of digits alone would be a number in YAML

_WORDS = {"title", "note", "source", "facts_source", "disagreement", "weights", "released"}
"""What may be told in other words and asks for no other price."""


class Sums:
    """What the list said of each model of a card last time, and what it says now.

    Args:
        old: The card.
        new: What the import made.
        day: From when on prices hold that are not dated.
    """

    def __init__(self, old: WrittenCard, new: WrittenCard, day: str) -> None:
        imported = [card.card.imported for card in (old, new)]
        self._old, self._new, self._day = old, new, day
        self._before = dict(old.card.said)
        self._earlier = short_instant(imported[0].date.at) if imported[0] else day
        # A card that keeps no sums yet.
        self._is_same_file = not self._before and len({one and str(one.sha256) for one in imported}) == 1

    def is_new(self, name: str) -> bool:
        """Whether the list says something else of a model, which may be another name there, than it did."""
        if name not in self._before:
            return not (self._is_same_file and name in self._old.card.names)
        # A date that is in the list may be the day on which it was imported last.
        return self._before[name] not in {self._sum(name), self._sum(name, self._earlier)}

    def had(self, name: str) -> bool:
        """Whether the list had a model last time; of a card that keeps no sums it is taken to have had all."""
        return not self._before or name in self._before

    def now(self, there: WrittenCard, asked: Callable[[str], bool], *, same: bool) -> dict[str, str]:
        """Return what a card is to keep.

        Args:
            there: The card, with names that have become models.
            asked: Whether a model was asked for.
            same: Whether what is missing in the list is gone.
        """
        found = {}
        for name in map(str, {**there.card.models, **self._new.card.models}):
            listed = name in self._new.card.names and (name in there.card.models or name not in there.card.names)
            if asked(name) and listed:
                found[name] = self._sum(name)
            elif name in self._before and not (asked(name) and same):
                found[name] = self._before[name]
        return found

    def differ(self, now: Mapping[str, str]) -> bool:
        """Whether the list says something else now; of a card that keeps no sums only its prices tell."""
        was = self._before
        others = (name for name in now if now[name] != was.get(name))
        return bool(was) and (now.keys() != was.keys() or any(map(self.is_new, others)))

    def _sum(self, name: str, *undated: str) -> str:
        return said(self._new.tree["models"][self._new.card.names[name]], {self._day, *undated})


def said(model: Mapping[str, Any], undated: Collection[str]) -> str:
    """Return the sum of what decides about prices of a model, limits and names with them.

    Args:
        model: As its card has it.
        undated: Days that stand for no date: that on which an import began a price that the list does not date.
    """
    text = json.dumps(_plain(model, undated), sort_keys=True)
    return sha256(text.encode()).hexdigest()[:LETTERS].translate(_IN_LETTERS)


def _plain(node: Any, undated: Collection[str]) -> Any:
    if isinstance(node, Mapping):
        kept = {key: value for key, value in node.items() if key not in _WORDS}
        if kept.get("effective") in undated:
            del kept["effective"]
        plain = {str(key): _plain(value, undated) for key, value in kept.items()}
        return {key: value for key, value in plain.items() if key != "doubts" or value}
    if isinstance(node, str):
        return decimal_text(Decimal(node)) if _NUMBER.fullmatch(node) else str(node)
    # Whether a price is far from others depends on the others.
    return [_plain(item, undated) for item in node if item != OUTLYING]
