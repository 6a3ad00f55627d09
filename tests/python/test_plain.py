"""Answers as plain values, as tables, and by their keys."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import costcalc
from costcalc.problem import InputError
from costcalc.project.load import find_cards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison import Comparison
    from costcalc.ratecard import Catalogue

D = Decimal
FLASH = "deepseek/deepseek-v4-flash"
PLAIN = {str, int, bool, type(None), Decimal, Fraction, dict, list}


def values_in(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from values_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from values_in(item)


@pytest.fixture
def chatbot(cards: Catalogue) -> Comparison:
    return costcalc.compare(costcalc.load_scenario("scenarios/chatbot.yaml"), cards, as_of="2026-04-28T12:00:00Z")


def bill(cards: Catalogue) -> Any:
    return costcalc.price(cards, FLASH, {"input": 200, "output": 500}, 1_000_000, as_of="2026-04-28T12:00:00Z")


def test_an_estimate_as_plain_values(cards: Catalogue) -> None:
    said = bill(cards).to_dict()
    charges = said.pop("charges")
    assert said == {
        "model": FLASH,
        "basis": "published",
        "as_of": "2026-04-28T12:00:00Z",
        "currency": "USD",
        "total": 168,  # 200 * 0.14 + 500 * 0.28
        "total_exact": None,
        "formula": "request.input + request.output",
        "substituted": "28 + 140",
        "flags": [],
    }
    assert [(charge["key"], charge["amount"]) for charge in charges] == [("request.input", 28), ("request.output", 140)]


def test_a_comparison_as_plain_values(chatbot: Comparison) -> None:
    said = chatbot.to_dict()
    assert (said["id"], said["period"], said["currency"]) == ("chatbot", "month", "USD")
    assert (said["baseline"], said["cheapest"]) == ("turbo", ["flash_published"])
    assert [(one["name"], one["value"], one["overridden"]) for one in said["assumptions"]] == [
        ("queries", 1_000_000, False),
        ("prompt_tokens", 200, False),
        ("answer_tokens", 500, False),
    ]
    turbo, *_, flash = said["options"]
    assert (turbo["id"], turbo["estimate"]["total"], turbo["saving"]) == ("turbo", 17_000, 0)
    assert (flash["id"], flash["per_year"], flash["may_win"]) == ("flash_published", 2016, True)  # 12 * 168
    assert flash["saving"] == Fraction(17_000 - 168, 17_000)
    assert flash["differences"] == {"output": -14_860, "input": -1_972}  # 140 - 15_000, 28 - 2_000
    assert flash["estimate"]["charges"][0]["sources"][0].startswith("pricing/deepseek.yaml:")
    assert chatbot["flash_published"].to_dict() == flash


def test_an_option_without_a_price_says_why(cards: Catalogue) -> None:
    scenario = costcalc.load_scenario("scenarios/chatbot.yaml")
    result = costcalc.compare(scenario, cards, as_of="2026-04-20")
    said = result["turbo"].to_dict()
    assert said["estimate"] is said["saving"] is None
    (problem,) = said["not_priced"]
    assert problem["code"] == "not-in-force"
    assert problem["place"] == str(result["turbo"].not_priced[0].place)
    assert set(result.to_frame()["option"]) == {"turbo_published"}


@pytest.mark.parametrize("tree", ["calendar", "contracts", "currencies", "forms", "formulas", "refused"])
def test_plain_values_are_plain_and_numbers_never_floats(tree: str) -> None:
    folder = Path("tests/trees") / tree
    cards = find_cards([folder / "pricing", Path("pricing")])
    fx = costcalc.load_fx(folder / "fx.yaml") if (folder / "fx.yaml").exists() else None
    seen = 0
    for path in sorted((folder / "scenarios").glob("*.yaml")):
        try:
            result = costcalc.compare(costcalc.load_scenario(path), cards, as_of="2026-08-17T12:00:00Z", fx=fx)
        except InputError:
            continue
        said = result.to_dict()
        assert {type(value) for value in values_in(said)} <= PLAIN
        assert json.loads(json.dumps(said, default=str))["id"] == path.stem
        rows = sum(len(outcome.estimate.charges) for outcome in result if outcome.estimate)
        assert len(result.to_frame()) == rows
        seen += 1
    assert seen or tree == "refused"


def test_an_estimate_is_its_charges(cards: Catalogue) -> None:
    estimate = bill(cards)
    assert tuple(estimate) == estimate.charges
    assert estimate["request.output"].amount == 140
    with pytest.raises(KeyError, match=r"request\.reasoning: did you mean `request\.input`"):
        estimate["request.reasoning"]
    with pytest.raises(KeyError, match=r"tools: there are request\.input, request\.output"):
        estimate["tools"]
    assert "request.output" in estimate
    assert "request.reasoning" not in estimate
    assert estimate.charges[0] in estimate
    assert repr(estimate["request.output"]) == "<request.output: 140 USD>"


def test_a_comparison_is_its_options(chatbot: Comparison) -> None:
    assert [outcome.id for outcome in chatbot] == ["turbo", "flash", "turbo_published", "flash_published"]
    assert chatbot["flash"].estimate
    assert chatbot["flash"].estimate["answer.output"].amount == 140
    with pytest.raises(KeyError, match="opus: there are turbo, flash, turbo_published, flash_published"):
        chatbot["opus"]
    with pytest.raises(KeyError, match="flsh: did you mean `flash`"):
        chatbot["flsh"]
    assert "flash" in chatbot
    assert "opus" not in chatbot
    assert chatbot.outcomes[0] in chatbot


def test_a_table_has_a_row_for_each_charge_and_exact_numbers(chatbot: Comparison, cards: Catalogue) -> None:
    table = chatbot.to_frame()
    assert list(table.columns[:2]) == ["option", "key"]
    assert list(table["option"].unique()) == ["turbo", "flash", "turbo_published", "flash_published"]
    # 200M tokens at 0.014 and 500M at 0.28: 2.8 + 140, exactly
    assert table[table["option"] == "flash"]["amount"].sum() == D("142.8")
    assert {type(amount) for amount in table["amount"]} == {Decimal}
    alone = bill(cards).to_frame()
    assert list(alone.columns) == list(table.columns[1:])
    assert alone["amount"].sum() == 168
    by_hand = pd.DataFrame(charge.to_dict() for charge in bill(cards))
    assert by_hand.to_dict("records") == alone.to_dict("records")


def test_a_table_needs_pandas_and_says_so(
    chatbot: Comparison, cards: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    for answer in (chatbot, bill(cards)):
        with pytest.raises(ImportError, match="to_frame needs pandas, which is not installed: pip install pandas"):
            answer.to_frame()
    assert chatbot.to_dict()
