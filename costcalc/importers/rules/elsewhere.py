"""What models cost in the cards that come with costcalc, against which an import is held.

`pricing/known_prices.json` has it: for each bare name of a model how many cards price it, and the medians of input and
output in USD per 1M tokens. `just catalogue` writes it, because to read all those cards takes many times as long.
"""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from costcalc.checks.plain_price import STANDARD, PlainPrice
from costcalc.checks.usual_prices import INPUT, MILLION, OUTPUT
from costcalc.importers.draft import USD
from costcalc.project.kept import SHIPPED_FOLDER
from costcalc.spelling import bare_name, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FILE = SHIPPED_FOLDER / "known_prices.json"
CARD = "the cards that come with costcalc"


def elsewhere(prices: Iterable[PlainPrice]) -> Iterator[PlainPrice]:
    """Yield what the models of an import, and those of which they are variants, cost in the cards of costcalc."""
    names = {bare_name(price.model) for price in prices if price.where == STANDARD}
    for name in names.union(*map(stems, names)):
        _, *medians = _known().get(name, [0])
        for meter, median in zip((INPUT, OUTPUT), medians, strict=False):
            if median:
                yield PlainPrice(CARD, name, "", STANDARD, meter, Fraction(str(median)) / MILLION, USD, None)


@cache
def _known() -> Mapping[str, Sequence[int | str]]:
    found: Mapping[str, Sequence[int | str]] = json.loads(FILE.read_bytes()) if FILE.is_file() else {}
    return found
