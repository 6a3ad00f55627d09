"""Worked cases as finance can read them: prices, what is asked, and what it costs, worked out by hand.

A file here holds cases, each a mapping with these keys:

    says       a sentence, which is the test's name
    rate       prices as they stand in a rate card, in force from 2026-01-01
    rates      in place of it: whole rates, where several follow each other
    card       more keys of the card
    model      more keys of the model
    others     more models
    contract   negotiated terms, laid over it; then it is they that are asked
    deal       more keys of their card
    holidays   days of a calendar called `days`, which knows 2026
    beyond     what else the calendar says
    as_of      2026-01-15 where left out
    period     `once` where left out
    calls      what is asked: `requests`, meters of one request, `service`, `region`, `peak_share`, and the `model`,
               which is `small` where left out; without `requests` only the totals of the period are known
    charges    each charge by its key, and no others: 28, 0.65 or 1/9
    total      their sum, where it is all that is said
    prices     what else a charge shows: {list: 10, contracted: 8.5, paid: 8.5}
    flags      what speaks against it, where that is the point
    refused    in place of charges: the code of the problem
    rows       several of these cases, which share all that is above
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr import Num, number
from costcalc.instant import parse_instant, parse_period
from costcalc.problem import Place, Source
from costcalc.project.load import find_cards
from costcalc.rules import Terms
from costcalc.workload import RequestGroup
from tests.estimates import estimate_together
from tests.inputs import card_yaml, contract_yaml
from tools.read_yaml import yaml_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.pricing import Estimate
    from costcalc.ratecard import Catalogue

HERE = Path(__file__).parent
NOWHERE = Place(Source("case"), 1, 1)
_SCALE = {"K": 10**3, "M": 10**6, "B": 10**9}
_KEYS = set(re.findall(r"^    ([a-z_]+) {3}", __doc__, re.MULTILINE))
_OF_A_CALL = {"requests", "service", "region", "peak_share", "model"}


class Case(NamedTuple):
    """A case, with what it is called."""

    name: str
    given: Mapping[str, Any]


def cases(file: Path) -> Iterator[Case]:
    """Read the cases of a file; every value is a text."""
    for case in yaml_texts(file.read_text(encoding="utf-8")):
        rows = case.get("rows", [{}])
        for nth, row in enumerate(rows, 1):
            given = {**case, **row}
            assert given.keys() <= _KEYS, given.keys() - _KEYS
            yield Case(f"{file.stem}: {case['says']}" + (f" ({nth})" if len(rows) > 1 else ""), given)


def quantity(text: str) -> Num:
    """Read 2.5, 200K or 30%."""
    scale = Decimal("0.01") if text.endswith("%") else Decimal(_SCALE.get(text[-1], 1))
    return number(Decimal(text.rstrip("KMB%").replace("_", "")) * scale)


def write_cards(given: Mapping[str, Any], folder: Path) -> Catalogue:
    """Write the cards of a case, and read them as anybody's."""
    body = given.get("rate")
    rates = f"- effective: 2026-01-01\n  source: a case\n{indent(body, '  ')}" if body else given["rates"]
    cards = {
        "acme": card_yaml(
            f"{given.get('card', '')}models:\n{indent(given.get('others', ''), '  ')}  small:\n"
            f"{indent(given.get('model', ''), '    ')}    rates:\n{indent(rates, '      ')}"
        )
    }
    if "contract" in given:
        cards["deal"] = contract_yaml(f"{given.get('deal', '')}contract:\n{indent(given['contract'], '  ')}")
    for name, text in cards.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    if "holidays" in given:
        (folder / "calendars").mkdir()
        (folder / "calendars" / "days.yaml").write_text(
            "schema: costcalc/calendar/v1\nid: days\ntitle: Days off\nsource: a case\nyears: 2026\n"
            f"{given.get('beyond', '')}holidays:\n{indent(given['holidays'], '  ')}",
            encoding="utf-8",
        )
    return find_cards([folder])


def groups(calls: Mapping[str, Mapping[str, str]], model: str) -> tuple[RequestGroup, ...]:
    """Give what is asked of a model."""
    return tuple(
        RequestGroup(
            call,
            quantity(asked["requests"]) if "requests" in asked else None,
            {meter: quantity(amount) for meter, amount in asked.items() if meter not in _OF_A_CALL},
            Terms(asked.get("service"), asked.get("region")),
            quantity(asked["peak_share"]) if "peak_share" in asked else None,
        )
        for call, asked in calls.items()
        if asked.get("model", "small") == model
    )


def answer(given: Mapping[str, Any], cards: Catalogue) -> Estimate:
    """Price a case."""
    card = "deal" if "contract" in given else "acme"
    asked = [
        (cards.find(f"{card}/{model}", NOWHERE), groups(given["calls"], model))
        for model in dict.fromkeys(call.get("model", "small") for call in given["calls"].values())
    ]
    period = parse_period(given.get("period", "once"))
    as_of = period.start or parse_instant(given.get("as_of", "2026-01-15"))
    return estimate_together(asked, as_of, NOWHERE, period)


def amounts(result: Estimate) -> dict[str, Fraction]:
    """Give the amount of each charge."""
    found = {charge.key: Fraction(charge.amount) for charge in result.charges}
    assert len(found) == len(result.charges), "two charges have one key"
    return found
