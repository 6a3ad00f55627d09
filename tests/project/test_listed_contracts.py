"""Contracts over cards of what somebody lists: what they say themselves is no word of the list, and the rest is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from costcalc import compare, load_scenario, price
from costcalc.inventory import offers_of
from costcalc.problem import InputError
from costcalc.project.load import find_cards
from tests.inputs import card_yaml, contract_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.ratecard import Catalogue

    Contracted = Callable[[str], Catalogue]

DAY = "2026-11-30"
OWN = "{effective: 2026-01-01, source: contract 17, models: [grok-4-0709], input: 1, output: 2}"
DISCOUNT = "{effective: 2026-01-01, source: a letter, discount: 10%}"


@pytest.fixture
def contracted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Contracted:
    """Return what gives the cards of a folder with a contract over xAI."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pricing").mkdir()

    def cards(terms: str) -> Catalogue:
        text = contract_yaml(f"extends: xai\ncontract: [{terms}]\n")
        (tmp_path / "pricing" / "deal.yaml").write_text(text, encoding="utf-8")
        return find_cards()

    return cards


def test_a_contract_can_be_laid_over_a_listed_card(contracted: Contracted) -> None:
    cards = contracted(DISCOUNT)
    found = price(cards, "deal/grok-4", {"input": 1_000_000}, as_of=DAY)
    assert found.total == Decimal("2.7")  # 3 less 10 %
    assert [flag.bars for flag in found.flags if flag.code == "unverified-price"] == [True]
    assert "grok-4-0709" in {offer.name for offer in offers_of(cards, "deal")}


def test_a_price_of_the_contract_is_not_the_list_s_and_may_win(contracted: Contracted) -> None:
    cards = contracted(OWN)
    found = price(cards, "deal/grok-4", {"input": 100_000, "output": 100_000}, as_of=DAY)
    assert found.total == Decimal("0.3")  # 0.1M at 1, and 0.1M at 2
    assert not found.flags
    body = (
        "workload: [{call: ask, requests: 1K, input: 1000, output: 100}]\n"
        "options: {ours: {model: deal/grok-4}, other: {model: anthropic/claude-opus-4-6}}\n"
    )
    assert compare(load_scenario(text=scenario_yaml(body)), cards, as_of=DAY).cheapest == ("ours",)


@pytest.mark.parametrize("asked", [{"input": 1_000, "cache_read": 500}, {"input": 1_000}])
def test_what_the_contract_does_not_say_is_the_list_s(contracted: Contracted, asked: dict[str, int]) -> None:
    terms = OWN if "cache_read" in asked else OWN.replace("input: 1, ", "")
    found = price(contracted(terms), "deal/grok-4", asked, as_of=DAY)
    assert [flag.code for flag in found.flags] == ["unverified-price"]


def test_a_doubt_of_the_list_is_no_doubt_of_the_contract(tmp_path: Path, contracted: Contracted) -> None:
    listed = "{effective: 2026-01-01, source: a list, doubts: [outlying], input: 0.001}"
    text = card_yaml(f"id: xai\nmodels: {{grok-4-0709: {{rates: [{listed}]}}}}\n")
    (tmp_path / "pricing" / "xai.yaml").write_text(text, encoding="utf-8")
    for terms, codes in ((OWN, []), (DISCOUNT, ["outlying-price"])):
        found = price(contracted(terms), "deal/grok-4-0709", {"input": 1_000}, as_of=DAY)
        assert [flag.code for flag in found.flags] == codes


@pytest.mark.parametrize("terms", [OWN, DISCOUNT])
def test_a_bare_name_is_in_the_contract_and_in_the_list_below(contracted: Contracted, terms: str) -> None:
    with pytest.raises(InputError) as refused:
        price(contracted(terms), "grok-4", {"input": 1_000}, as_of=DAY)
    (problem,) = refused.value.problems
    assert (problem.code, problem.hint) == ("ambiguous-model", "say which: deal/grok-4-0709, xai/grok-4-0709")
