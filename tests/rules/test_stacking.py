"""The order of modifiers, as the formula shows it, and what a charge says of its price."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from .cases import answer, write_cards

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.pricing import Charge

RATE = """\
input: 10
output: 10
reasoning: output
services: {batch: {multiplier: 0.5}}
regions: {us-east: {multiplier: 1.1}}
peak: {multiplier: 2, hours: ["09:00-12:00"], tz: UTC}
promotion: {until: 2026-06-01, multiplier: 0.6}
context_tiers: [{when: input > 200K, mode: whole_request, output: 20}]
markup: 5%
"""
DEAL = "- {effective: 2026-01-01, source: contract 123, discount: 15%}\n"


def charges(folder: Path, **changes: Any) -> dict[str, Charge]:
    asked = {"requests": "1K", "input": "1K", "output": "1K", "service": "batch", "region": "us-east"}
    given: dict[str, Any] = {
        "rate": RATE,
        "contract": DEAL,
        "as_of": "2026-01-15T10:00:00Z",
        "calls": {"ask": asked | changes.pop("asked", {})},
    }
    return {charge.key: charge for charge in answer(given | changes, write_cards(given | changes, folder)).charges}


def test_modifiers_stand_in_their_order(tmp_path: Path) -> None:
    formula = charges(tmp_path)["ask.output"].unit_price.formula
    words = ["list.output", "promotion.multiplier", "batch.multiplier", "us_east.multiplier", "peak.multiplier"]
    words += ["contract.discount", "price.markup"]
    places = [formula.index(word) for word in words]
    assert places == sorted(places)


def test_a_formula_says_why_a_tier_and_an_hour_were_taken(tmp_path: Path) -> None:
    charge = charges(tmp_path, asked={"input": "300K"})["ask.output"]
    assert "300000 > 200000" in charge.figure.substituted()
    assert "2026-01-15T10:00:00Z in the peak" in charge.figure.substituted()
    # 20 × 0.6 × 0.5 × 1.1 × 2 × 0.85 × 1.05
    assert charge.amount == Decimal("11.781")


@pytest.mark.parametrize(
    ("as_of", "why"),
    [
        ("2026-01-15T09:00:00Z", "2026-01-15T09:00:00Z in the peak"),
        ("2026-01-15T12:00:00Z", "2026-01-15T12:00:00Z not in the peak"),
    ],
)
def test_an_hour_is_named_whether_it_is_in_the_window_or_not(tmp_path: Path, as_of: str, why: str) -> None:
    assert why in charges(tmp_path, as_of=as_of)["ask.output"].figure.formula


def test_a_charge_says_what_it_was_asked_for_and_who_says_the_price(tmp_path: Path) -> None:
    charge = charges(tmp_path)["ask.output"]
    assert (charge.service, charge.region, charge.model, charge.currency) == ("batch", "us-east", "deal/small", "USD")
    assert charge.source == ("a case", "contract 123")
    assert [place.rpartition("/")[2].partition(":")[0] for place in charge.sources()[:1]] == ["acme.yaml"]
    assert any("deal.yaml" in place for place in charge.sources())


def test_every_number_of_a_price_has_its_place(tmp_path: Path) -> None:
    charge = charges(tmp_path, asked={"input": "300K"})["ask.output"]
    lines = (tmp_path / "acme.yaml").read_text(encoding="utf-8").splitlines()
    written = set()
    for place in charge.sources():
        path, line, column = place.rsplit(":", 2)
        if path.endswith("acme.yaml"):
            written.add(lines[int(line) - 1][int(column) - 1 :].split(",")[0].rstrip("}]"))
    assert {"20", "10", "0.6", "0.5", "1.1", "2", "5%", "input > 200K"} <= written


def test_prices_of_its_own_are_called_after_what_they_belong_to(tmp_path: Path) -> None:
    rate = "input: 1\ncache_read: input\nservices: {fast: {input: 3}}\n"
    asked = {"input": "2K", "cache_read": "1K", "service": "fast"}
    given = {"rate": rate, "calls": {"ask": {"requests": "1K", **asked}}}
    found = answer(given, write_cards(given, tmp_path)).charges
    assert [charge.unit_price.formula for charge in found] == ["fast.input", "fast.input"]


def test_what_is_counted_in_packages_says_so(tmp_path: Path) -> None:
    rate = "input: {package: 10, per: 1M tokens, rounded: period}\noutput: 1\n"
    given = {"rate": rate, "calls": {"ask": {"requests": "1", "input": "2.3M", "output": "1M"}}}
    packs, tokens = answer(given, write_cards(given, tmp_path)).charges
    assert (packs.unit, packs.quantity.value, packs.per.value) == ("package", 3, 1)
    assert (tokens.unit, tokens.quantity.value, tokens.per.value) == ("token", 1_000_000, 1_000_000)
