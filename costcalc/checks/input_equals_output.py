"""Input and output cost the same.

Nearly every model that writes text charges several times more for what it writes than for what it reads, so one price
was perhaps copied into both lines. Prices of nothing, and models without output such as embeddings, are left alone.

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.14, output: 0.14}     # bad, if it is 0.28

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.14, output: 0.28}     # good
      - {effective: 2026-03-01, source: "https://…", input: 0.14, output: input}    # good: it is meant

It is a notice: a few small models do cost the same. They say so with `output: input`, or with `unusual:` at the price.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.amounts import Amounts, is_meant
from costcalc.checks.finding import Finding, Level
from costcalc.instant import short_instant
from costcalc.ratecard.price_points import PriceScope
from costcalc.rules import UnitPrice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject

LEVEL = Level.NOTICE
INPUT, OUTPUT = "input", "output"
HINT = "look at the price page; where it is meant, write `output: input`"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each model whose input and output have the same price."""
    for file in subject.head.own:
        for name, model in file.card.models.items():
            for span in model.history:
                price = span.rate.price(OUTPUT)
                if not isinstance(price, UnitPrice) or is_meant(price) or is_meant(span.rate.price(INPUT)):
                    continue
                amounts = Amounts(file.card, span.rate)
                reading, writing = (amounts.value(PriceScope(), meter) for meter in (INPUT, OUTPUT))
                if writing and reading == writing:
                    about = f"{file.card.id}/{name}"
                    message = f"input and output of {about} cost the same"
                    since = short_instant(span.start)
                    yield Finding("input-equals-output", LEVEL, price.place, message, HINT, f"{about} {since}")
