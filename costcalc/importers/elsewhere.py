"""What models cost in the cards that come with costcalc, against which an import is held.

`pricing/known_prices.json` has it: for each bare name of a model how many cards price it, and the medians of input and
output in USD per 1M tokens. `just catalogue` writes it, because to read all those cards takes many times as long.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from costcalc.checks.market import STANDARD, PlainPrice
from costcalc.checks.usual_prices import INPUT, MILLION, OUTPUT
from costcalc.importers.draft import USD
from costcalc.project.kept import SHIPPED_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FILE = SHIPPED_FOLDER / "known_prices.json"
_DATE = re.compile(r"-(\d{4}|\d{8}|\d{4}-\d\d-\d\d)$", re.ASCII)
CARD = "the cards that come with costcalc"
MOST = 3
"""As many cards as one median stands for: two cards of an import that agree do not overrule it."""


def elsewhere(prices: Iterable[PlainPrice]) -> Iterator[PlainPrice]:
    """Yield what the models of an import cost in the cards that come with costcalc."""
    for name in {price.kind[0] for price in prices if price.where == STANDARD}:
        cards, *medians = _known().get(str(name)) or _known().get(_DATE.sub("", str(name)), [0])
        for meter, median in zip((INPUT, OUTPUT), medians, strict=False):
            if median:
                value = Fraction(str(median)) / MILLION
                yield from [PlainPrice(CARD, str(name), "", STANDARD, meter, value, USD, None)] * min(MOST, int(cards))


@cache
def _known() -> Mapping[str, Sequence[int | str]]:
    found: Mapping[str, Sequence[int | str]] = json.loads(FILE.read_bytes()) if FILE.is_file() else {}
    return found
