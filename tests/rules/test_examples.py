"""The worked cases of every rule: what is charged, and that what is printed beside it says the same."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import costcalc
from costcalc.problem import InputError
from costcalc.rules import RULES
from tests.expr.calculator import calculate

from .cases import HERE, amounts, answer, cases, quantity, write_cards

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from costcalc.pricing import Estimate
    from costcalc.ratecard import Catalogue

    from .cases import Case

FILES = sorted(HERE.glob("*.yaml"))
CASES = [case for file in FILES for case in cases(file)]
ABOUT_SEVERAL = {"stacking", "billed_as"}
_HOUR = re.compile(r" \[[^][]* (?:not )?in the [^][]*\]")


def test_every_rule_has_worked_cases() -> None:
    assert {file.stem for file in FILES} == set(RULES) | ABOUT_SEVERAL
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_worked_case(case: Case, tmp_path: Path) -> None:
    cards = write_cards(case.given, tmp_path)
    if "refused" in case.given:
        with pytest.raises(InputError) as refused:
            answer(case.given, cards)
        assert {problem.code for problem in refused.value.problems} == {case.given["refused"]}
        return
    result = answer(case.given, cards)
    found = amounts(result)
    if "charges" in case.given:
        assert found == {key: Fraction(amount) for key, amount in case.given["charges"].items()}
    if "total" in case.given:
        assert sum(found.values()) == Fraction(case.given["total"])
    assert Fraction(result.figure.value) == sum(found.values())
    for key, prices in case.given.get("prices", {}).items():
        assert shown(result, key, prices) == {name: Fraction(price) for name, price in prices.items()}
    if "flags" in case.given:
        assert [flag.code for flag in result.flags] == case.given["flags"]
    agree(result)
    same_from_python(case.given, cards, result)


def shown(result: Estimate, key: str, prices: Mapping[str, str]) -> dict[str, Fraction | None]:
    """Give the prices that a charge shows."""
    (charge,) = (charge for charge in result.charges if charge.key == key)
    figures = {"list": charge.list_price, "contracted": charge.contracted_price, "paid": charge.unit_price}
    return {name: Fraction(figure.value) if (figure := figures[name]) else None for name in prices}


def agree(result: Estimate) -> None:
    """Check that each charge is quantity * unit price / per, and that its formula comes to what it says."""
    for charge in result.charges:
        quantity, price, per = (Fraction(f.value) for f in (charge.quantity, charge.unit_price, charge.per))
        assert quantity * price / per == Fraction(charge.amount)
        assert calculate(_HOUR.sub("", charge.figure.substituted())) == Fraction(charge.amount)


def same_from_python(given: Mapping[str, Any], cards: Catalogue, result: Estimate) -> None:
    """Ask `costcalc.price` the same, where that can be asked: one call, once."""
    calls = list(given["calls"].values())
    if len(calls) > 1 or "requests" not in calls[0] or "period" in given:
        return
    (asked,) = calls
    counts = {
        key: quantity(value).value
        for key, value in asked.items()
        if key not in {"requests", "service", "region", "peak_share"}
    }
    share: Decimal | None = quantity(asked["peak_share"]).value if "peak_share" in asked else None
    same = costcalc.price(
        cards,
        result.model,
        counts,
        quantity(asked["requests"]).value,
        as_of=given.get("as_of", "2026-01-15"),
        service=asked.get("service", "standard"),
        region=asked.get("region"),
        peak_share=share,
    )
    assert Fraction(same.figure.value) == Fraction(result.figure.value)
