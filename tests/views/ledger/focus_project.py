"""A card, a scenario and exchange rates, written for a test of the FOCUS export."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from tests.inputs import card_yaml, contract_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

CARD = card_yaml("""\
id: {id}
title: {title}
currency: {currency}
meters: {{api_call: {{unit: api call}}, disk: {{unit: gb-month}}}}
models:
  m:
    rates:
      - {{effective: 2026-01-01, source: a page, input: 10, output: 30, {more}}}
""")
DEAL = contract_yaml("""\
contract: [{effective: 2026-01-01, source: c, discount: 20%}]
""")
SCENARIO = scenario_yaml("""\
title: {title}
as_of: 2026-06-10T05:00:00Z
period: {period}
{currency}
workload: [{call}]
options: {{a: {{model: {model}}}}}
""")
FX = """\
schema: costcalc/fx/v1
id: fx
title: T
rates:
  - {effective: 2026-06-01, from: EUR, to: CNY, rate: 8, source: a bank}
"""
LINES = (
    "{call: c, model: acme/m, requests: 1000, input: 200}, {line: vector_store, unit_price: 70},"
    " {line: seat, quantity: n, unit_price: 20, per: 1 seat-month},"
    " {line: labour, quantity: n, unit_price: 50, per: 1 hour},"
    " {line: search, quantity: n * 1K, unit_price: 5, per: 1K searches}, {line: set_up, once: true, unit_price: 500},"
    " {call: d, model: own, once: true, totals: {input: 1M}}"
)
ON_LINES = "assumptions: {n: 5}\nprices: {own: {input: 3}}\ntags: {team: Grün}"
CALL = "{call: c, requests: 1000, input: 200}"

Row = dict[str, str]


def rows_of(text: str) -> list[Row]:
    """Read a file."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


class Project:
    """A folder to export from.

    Args:
        run: Runs the program.
    """

    def __init__(self, run: Callable[..., Answer]) -> None:
        self.run = run

    def export(self, *args: str, card: dict[str, str] | None = None, cards: str = "", **said: str) -> Answer:
        """Put the files there, and export them.

        Args:
            args: More arguments of the program.
            card: What the card says.
            cards: A card laid over it.
            said: What the scenario says.
        """
        Path("pricing").mkdir(exist_ok=True)
        about = {"id": "acme", "title": "Acme API", "currency": "USD", "more": "cache_read: 1"} | (card or {})
        Path("pricing/acme.yaml").write_text(CARD.format(**about), encoding="utf-8")
        if cards:
            Path("pricing/deal.yaml").write_text(cards, encoding="utf-8")
        text = {"title": "T", "period": "month", "currency": "", "call": CALL, "model": "acme/m"} | said
        Path("s.yaml").write_text(SCENARIO.format(**text), encoding="utf-8")
        Path("fx.yaml").write_text(FX, encoding="utf-8")
        return self.run("export", "s.yaml", "--pricing", "pricing", "--profile", "focus", *args)

    def rows(self, *args: str, card: dict[str, str] | None = None, cards: str = "", **said: str) -> list[Row]:
        """Export what has a price."""
        answer = self.export(*args, card=card, cards=cards, **said)
        assert answer.code == 0, answer.err
        return rows_of(answer.out)

    def row(self, *args: str, card: dict[str, str] | None = None, cards: str = "", **said: str) -> Row:
        """Export what has one charge."""
        (row,) = self.rows(*args, card=card, cards=cards, **said)
        return row
