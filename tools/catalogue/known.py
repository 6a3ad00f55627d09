"""Write what models cost in all cards that come with costcalc: `python -m tools.catalogue.known`.

It is what imports are held against; `just catalogue` writes it, too. What is far from others is no measure.
"""

from __future__ import annotations

import json
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

from costcalc.checks.plain_price import STANDARD, plain_prices
from costcalc.checks.usual_prices import INPUT, MILLION, OUTPUT
from costcalc.expr import decimal_text, magnitude, round_half_up
from costcalc.importers.rules.elsewhere import FILE
from costcalc.project.kept import SHIPPED_FOLDER
from costcalc.project.load.files import load_card
from costcalc.project.load.listed import LISTED
from costcalc.ratecard.doubts import OUTLYING
from costcalc.spelling import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from costcalc.ratecard import RateCard

DIGITS = 4


def known() -> dict[str, list[int | str]]:
    """Return for each bare name in how many cards it is, and the medians of input and output, in USD per 1M tokens."""
    found: dict[str, dict[str, dict[str, Fraction]]] = defaultdict(lambda: {INPUT: {}, OUTPUT: {}})
    for card in _cards():
        doubtful = {
            name for name, model in card.models.items() if any(OUTLYING in span.rate.doubts for span in model.history)
        }
        for price in plain_prices(card):
            if price.where == STANDARD and price.meter in (INPUT, OUTPUT) and price.model not in doubtful:
                # Of several rates the last one counts.
                found[bare_name(price.model)][price.meter][price.card] = price.value * MILLION
    return {name: [max(map(len, sides.values())), *map(_text, sides.values())] for name, sides in sorted(found.items())}


def kept() -> Iterator[RateCard]:
    """Yield the cards that are kept by hand."""
    yield from (load_card(path).card for path in sorted(SHIPPED_FOLDER.glob("*.yaml")))


def _cards() -> Iterator[RateCard]:
    yield from kept()
    yield from (LISTED.read(card_id).card for card_id in LISTED.ids())


def _text(values: dict[str, Fraction]) -> str:
    if not values:
        return ""
    middle = median(values.values())
    return decimal_text(round_half_up(middle, max(0, DIGITS - magnitude(middle))))


def write() -> None:
    """Write the file, a model a line."""
    lines = (f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in known().items())
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
