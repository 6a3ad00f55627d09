"""What a list calls `~vendor/latest` or `@cf/llama` is found by that name, though no model of a card is called so."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from costcalc import load_cards, price
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

MILLION = 1_000_000


@pytest.fixture
def night(tmp_path: Path, costcalc: Callable[..., Answer]) -> Callable[..., Path]:
    """Import models with a price per 1M tokens into a folder."""
    (tmp_path / "cards").mkdir()

    def run(prices: dict[str, int]) -> Path:
        models = [{"id": name, "pricing": {"prompt": f"{each}e-6"}} for name, each in prices.items()]
        (tmp_path / "models.json").write_text(json.dumps({"data": models}), encoding="utf-8")
        words = ("--into", tmp_path / "cards", "--effective", "2026-01-01")
        assert costcalc("cards", "import", "openrouter", tmp_path / "models.json", *words).code == 0
        return tmp_path / "cards"

    return run


def of(cards: Path, name: str) -> str:
    return str(price(load_cards(cards), f"openrouter/{name}", {"input": MILLION}, as_of="2026-02-01").total)


def test_it_has_the_price_of_the_model_that_is_called_without_the_sign(night: Callable[..., Path]) -> None:
    cards = night({"~acme/large-latest": 3, "@cf/acme/small": 2})
    assert [of(cards, f"{sign}acme/large-latest") for sign in ("", "~")] == ["3", "3"]
    assert [of(cards, f"{sign}cf/acme/small") for sign in ("", "@")] == ["2", "2"]


def test_a_sign_is_not_passed_over_where_a_model_is_called_so_without_it(night: Callable[..., Path]) -> None:
    cards = night({"acme/large": 3, "~acme/large": 5})
    assert of(cards, "acme/large") == "3"
    with pytest.raises(InputError) as unknown:
        of(cards, "~acme/large")
    assert [problem.code for problem in unknown.value.problems] == ["unknown-model"]


def test_names_that_differ_in_capitals_stay_two_names(night: Callable[..., Path]) -> None:
    cards = night({"~Acme/Large": 3, "~acme/large": 5})
    assert [of(cards, name) for name in ("~Acme/Large", "~acme/large")] == ["3", "5"]


def test_a_card_that_was_imported_without_the_name_gets_it_and_one_from_which_it_was_taken_does_not(
    night: Callable[..., Path],
) -> None:
    cards = night({"~acme/large": 3})
    path = cards / "openrouter.yaml"
    line = '    aliases: ["~acme/large"]\n'
    before, alias, after = path.read_text(encoding="utf-8").partition(line)
    assert alias
    path.write_text(before + after, encoding="utf-8")
    night({"~acme/large": 3})
    assert path.read_text(encoding="utf-8") == before + after
    # The sum is of what the list said, without the name.
    path.write_text(re.sub(r"(?<=\n  acme/large: )[a-p]+", "a" * 12, before + after), encoding="utf-8")
    night({"~acme/large": 3})
    assert of(cards, "~acme/large") == "3"


def test_a_scenario_names_a_model_so(night: Callable[..., Path], costcalc: Callable[..., Answer]) -> None:
    cards = night({"~acme/large": 3, "@cf/small": 2})
    scenario = cards.parent / "scenario.yaml"
    scenario.write_text(
        "schema: costcalc/scenario/v1\nid: scenario\ntitle: Signs\nas_of: 2026-02-01\nperiod: month\n"
        "workload:\n  - {call: answer, requests: 1M, input: 1}\n"
        'options:\n  a: {model: openrouter/~acme/large}\n  b: {models: {answer: "openrouter/@cf/small"}}\n',
        encoding="utf-8",
    )
    answer = costcalc("compare", scenario, "--pricing", cards)
    # A million tokens a month.
    assert (answer.code, "3.00" in answer.out, "2.00" in answer.out) == (0, True, True)
