"""docs/recipes.md: every recipe runs, and gives what the page says, which is worked out by hand there."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

import costcalc as library
from costcalc.project.load import load_scenario
from tests.conftest import ROOT
from tests.worked import HEAD, USUAL, Row, computed, examples
from tools.generate import page_with_blocks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.comparison import Comparison
    from costcalc.ratecard import Catalogue
    from tests.conftest import Answer

PAGE = (ROOT / "docs/recipes.md").read_text(encoding="utf-8")
FILES = sorted((ROOT / "docs/examples/recipes").glob("*.yaml"))
RECIPES = {text.partition("\n")[0].removeprefix("# "): rows for text, rows in examples(PAGE)}


def test_every_recipe_has_a_file_a_command_and_results() -> None:
    paths = [path.relative_to(ROOT).as_posix() for path in FILES]
    assert sorted(RECIPES) == paths
    assert PAGE.count("\n### ") == PAGE.count(HEAD) == len(paths)
    assert sorted(re.findall(r"^`costcalc compare (\S+)`$", PAGE, re.MULTILINE)) == paths
    assert all(RECIPES.values())
    assert sum(map(len, RECIPES.values())) == len(re.findall(r"^\| `", PAGE, re.MULTILINE))


def test_the_page_shows_the_files_as_they_are() -> None:
    assert page_with_blocks(PAGE) == PAGE


def test_every_recipe_is_linked_where_the_language_is_described() -> None:
    page = (ROOT / "docs/scenario.md").read_text(encoding="utf-8")
    for heading in re.findall(r"^### (.*)$", PAGE, re.MULTILINE):
        anchor = re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        assert f"](recipes.md#{anchor})" in page


@pytest.mark.parametrize(
    ("path", "row"),
    [
        pytest.param(ROOT / path, row, id=f"{path.rpartition('/')[2]} {row}")
        for path, rows in RECIPES.items()
        for row in rows
    ],
)
def test_a_result_is_what_the_page_works_out(cards: Catalogue, path: Path, row: Row) -> None:
    assert set(row.by_hand) & set("+−×÷^"), "a number alone is not worked out"
    assert row.shown == row.rounded
    assert computed(row, load_scenario(path), cards) == row.worked


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_recipe_is_short_and_runs_as_it_stands(costcalc: Callable[..., Answer], path: Path) -> None:
    assert 10 <= path.read_text(encoding="utf-8").count("\n") <= 30
    answer = costcalc("compare", path.relative_to(ROOT))
    assert (answer.code, answer.err) == (0, "")
    assert str(load_scenario(path).scenario.title) in answer.out


def compared(cards: Catalogue, recipe: str, **settings: int) -> Comparison:
    file = load_scenario(ROOT / f"docs/examples/recipes/{recipe}.yaml")
    return library.compare(file, cards, as_of=USUAL, settings=settings)


def test_what_the_rules_of_the_house_exclude(cards: Catalogue) -> None:
    result = compared(cards, "regulated")
    reasons = {outcome.id: " ".join(outcome.excluded) for outcome in result.outcomes}
    assert "origin is CN" in reasons["flash"]
    assert "context window is 128,000" in reasons["gpt_4o"]
    assert reasons["small"] == reasons["sonnet"] == ""
    assert result.cheapest == ("small",)


@pytest.mark.parametrize(
    ("recipe", "cheapest"),
    [
        ("rag-or-whole-document", "rag"),
        ("response-cache", "cached"),
        ("fine-tuning", "prompted"),
        ("routing", "routed"),
    ],
)
def test_a_price_in_the_file_wins_only_where_it_is_contracted(cards: Catalogue, recipe: str, cheapest: str) -> None:
    assert compared(cards, recipe).cheapest == (cheapest,)


@pytest.mark.parametrize(
    ("recipe", "settings", "flagged"),
    [
        ("rag-or-whole-document", {}, set()),
        ("rag-or-whole-document", {"document": 1_200_000}, {"whole", "whole_cached"}),
        ("agent", {}, set()),
        ("agent", {"steps": 60}, {"resent", "cached"}),
    ],
)
def test_what_does_not_fit_into_the_window_is_flagged(
    cards: Catalogue, recipe: str, settings: dict[str, int], flagged: set[str]
) -> None:
    outcomes = compared(cards, recipe, **settings).outcomes
    codes = {outcome.id: {flag.code for flag in outcome.flags} for outcome in outcomes}
    assert {option for option, found in codes.items() if "context-window-exceeded" in found} == flagged


def test_a_migration_is_paid_back_as_the_figure_says(cards: Catalogue) -> None:
    payback = compared(cards, "migration")["move"].payback
    assert payback
    assert payback.value == Fraction(10_800, 5_170)
