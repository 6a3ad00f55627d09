"""docs/scenario.md: every word has an example, and every example gives what the page works out."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import costcalc as library
from costcalc.expr import MAX_DEPTH
from costcalc.expr.numbers import MAX_BITS
from costcalc.expr.values import MAX_STEPS
from costcalc.scenario.assumption import Assumption
from costcalc.scenario.budget import Budget
from costcalc.scenario.claims import Claim
from costcalc.scenario.document import (
    MAX_ASSUMPTIONS,
    MAX_CLAIMS,
    MAX_ENTRIES,
    MAX_FIGURES,
    MAX_OPTIONS,
    MAX_PRICES,
    Scenario,
)
from costcalc.scenario.entries import Call, LineEntry
from costcalc.scenario.figures import SolvedFigure
from costcalc.scenario.inline_price import InlinePrice
from costcalc.scenario.option import Option
from costcalc.scenario.requirements import Requirements
from costcalc.scenario.tags import MAX_SHARES, MAX_TAGS
from tests.conftest import ROOT
from tests.inputs import scenario_yaml
from tests.worked import USUAL, Row, computed, examples
from tools.read_yaml import yaml_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from costcalc.ratecard import Catalogue
    from costcalc.scenario import ScenarioFile
    from tests.conftest import Answer

PAGE = (ROOT / "docs/scenario.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
EXAMPLES = list(examples(PAGE))
RECORDS = (Scenario, Assumption, Call, LineEntry, InlinePrice, Option, SolvedFigure, Requirements, Budget, Claim)
BY_METER = {"by meter"}
OF_A_CARD = {"other"}
"""Whose meters a card names itself; none that is shipped does."""


def complete(example: str) -> str:
    """Return an example with what the page says that it leaves out."""
    if example.startswith("schema:"):
        return example
    if "as_of:" not in re.sub(r"^ .*$", "", example, flags=re.MULTILINE):
        example = f"as_of: {USUAL}\n{example}"
    if "call:" in example and "options:" not in example:
        example += "options:\n  mini: {model: openai/gpt-4o-mini}\n"
    return scenario_yaml(example)


def loaded(example: str) -> ScenarioFile:
    return library.load_scenario(text=complete(example))


def example_with(text: str) -> str:
    (found,) = (example for example, _ in EXAMPLES if text in example)
    return found


def heading_before(example: str) -> str:
    return str(re.findall(r"^#+ (.*)$", PAGE[: PAGE.index(example)], re.MULTILINE)[-1])


def test_every_example_has_results() -> None:
    assert len(EXAMPLES) == len(BLOCKS) - 1  # that of exchange rates has none
    assert [example for example, _ in EXAMPLES] == [block for block in BLOCKS if "costcalc/fx" not in block]


@pytest.mark.parametrize(
    ("example", "row"),
    [pytest.param(example, row, id=f"{heading_before(example)}: {row}") for example, rows in EXAMPLES for row in rows],
)
def test_a_result_is_what_the_page_works_out(cards: Catalogue, example: str, row: Row) -> None:
    file = loaded(example)
    assert set(row.by_hand) & set("+−×÷^"), "a number alone is not worked out"
    assert row.shown == row.rounded
    assert computed(row, file, cards) == row.worked


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_word_is_in_a_table_and_in_an_example(record: Any) -> None:
    own = record.__annotations__ if record is InlinePrice else record.model_fields
    words = {record.model_fields[name].alias or name for name in own if name in record.model_fields}
    used = {key for block in BLOCKS for key in keys_in(yaml_texts(block))}
    named = {
        name for line in re.findall(r"^\| (`[^|]*) \|", PAGE, re.MULTILINE) for name in re.findall("`(.*?)`", line)
    }
    assert words - BY_METER - OF_A_CARD <= used
    assert words - BY_METER <= named


def keys_in(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        yield from tree
        for value in tree.values():
            yield from keys_in(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from keys_in(value)


MEAN = """
workload:
  - {call: turn, requests: 1000 * 20, input: "sum(k=1..20, 20K * k) / 20", output: 500}
options:
  pro: {model: google/gemini-2.5-pro}
"""


def test_a_mean_of_the_turns_is_another_sum_of_money(cards: Catalogue) -> None:
    (outcome,) = library.compare(loaded(MEAN), cards, as_of=USUAL).outcomes
    assert outcome.estimate
    # 210K tokens are above 200K, and so is each of the 20,000 then
    assert outcome.estimate.value == 20_000 * (210_000 * Fraction("2.50") + 500 * 15) / 10**6 == 10_650
    assert "would come to 10,650.00" in PAGE


def test_what_depends_on_what_nobody_knows_has_no_number(cards: Catalogue) -> None:
    (outcome,) = library.compare(loaded(example_with("hosting: {unit:")), cards, as_of=USUAL).outcomes
    assert outcome.open == ("hosting",)
    assert outcome.estimate is None


def test_what_is_excluded_is_not_the_cheapest(cards: Catalogue) -> None:
    result = library.compare(loaded(example_with("require:")), cards, as_of=USUAL)
    assert [bool(outcome.excluded) for outcome in result.outcomes] == [True, False, True]
    assert result.cheapest == ("small",)


def test_budgets_are_kept(cards: Catalogue) -> None:
    result = library.compare(loaded(example_with("budgets:")), cards, as_of=USUAL)
    assert [budget.broken for budget in result.budgets] == [False, False]
    # 10 - 6.60, and 0.001 - 0.00033
    assert [budget.headroom.value for budget in result.budgets if budget.headroom] == [
        Fraction("3.40"),
        Fraction("0.00067"),
    ]


def test_what_is_claimed_is_computed_with_the_values_it_is_meant_at(cards: Catalogue) -> None:
    result = library.compare(loaded(example_with("claims:")), cards, as_of=USUAL)
    found = {str(claim.written.claim): claim.figures[0].value for claim in result.claims}
    less = 1 - Fraction("142.8") / 17_000
    assert found == {"turbo_month": 17_000, "flash_month": Fraction("142.8"), "double": 34_000, "less": less}


def test_tags_are_kept_in_their_order() -> None:
    assert loaded(example_with("tags:")).scenario.tags == {"team": "support", "cost_centre": "4711"}


def test_the_exchange_rates_can_be_read(tmp_path: Path) -> None:
    (text,) = (block for block in BLOCKS if "costcalc/fx" in block)
    file = tmp_path / "fx.yaml"
    file.write_text(text, encoding="utf-8")
    assert len(library.load_fx(file).fx.rates) == 3


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("output: answer\n  - call", "ouput: answer\n  - call"),
        ("cache_read: instructions\n    output", "cache_read: 2000\n    output"),
    ],
)
def test_an_error_is_shown_as_it_is_printed(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, right: str, wrong: str
) -> None:
    monkeypatch.chdir(tmp_path)
    text = BLOCKS[0].replace(right, wrong, 1)
    (tmp_path / "support-bot.yaml").write_text(text, encoding="utf-8")
    answer = costcalc("compare", "support-bot.yaml", "--pricing", ROOT / "pricing")
    assert answer.code == 2
    shown = [block for block in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL) if block in answer.err]
    assert len(shown) == 1


def test_the_working_of_a_part_of_the_month_is_shown_as_it_is_printed(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    file = tmp_path / "august.yaml"
    file.write_text(example_with("period: 2026-08"), encoding="utf-8")
    printed = costcalc("compare", file).out
    (shown,) = (block for block in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL) if "part_2" in block)
    assert " ".join(shown.split()) in " ".join(printed.split())


def test_its_limits_are_those_of_the_program() -> None:
    table = PAGE.partition("\n## Limits\n")[2].partition("\n## ")[0]
    sizes = (MAX_ENTRIES, MAX_OPTIONS, MAX_PRICES, MAX_FIGURES, MAX_ASSUMPTIONS, MAX_CLAIMS, MAX_TAGS, MAX_SHARES)
    assert all(re.search(rf"\b{size:,}\b", table) for size in (*sizes, MAX_DEPTH, MAX_STEPS, MAX_BITS))
    kept_safe = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert all(f"{size:,} " in kept_safe for size in (MAX_STEPS, MAX_BITS))


def test_every_code_in_its_tables_is_one() -> None:
    tables = PAGE.partition("## Flags")[2]
    named = {
        code
        for row in re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|", tables, re.MULTILINE)
        for code in re.findall("`([^`]+)`", row)
    }
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "costcalc").rglob("*.py"))
    assert len(named) > 40
    assert [each for each in sorted(named) if f'"{each}"' not in code] == []


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))])
def test_every_link_to_a_heading_leads_somewhere(page: str) -> None:
    file = ROOT / page
    for link in re.findall(r"\]\(((?!https?:)[^)\s]*)\)", file.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = file.parent / path if path else file
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}, link
