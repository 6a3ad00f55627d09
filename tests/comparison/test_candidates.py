"""The models that patterns name: found, weighed, the cheapest of them listed and the others counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import Comparison, ScenarioQuestion, comparison_of
from costcalc.comparison.candidates import candidates, ranked
from costcalc.comparison.patterns import is_pattern, models_like
from costcalc.problem import InputError, Place
from costcalc.project.load import find_cards, load_fx, load_scenario
from tests.inputs import card_yaml, cards_in, contract_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.ratecard import Catalogue

ACME = card_yaml("""\
models:
  base: {rates: [{effective: 2026-01-01, source: s, input: 5, output: 5}]}
  cheap: {rates: [{effective: 2026-01-01, source: s, input: 1, output: 2}]}
  mid/large: {aliases: [big], rates: [{effective: 2026-01-01, source: s, input: 2, output: 2}]}
  tiny: {context_window: 120, rates: [{effective: 2026-01-01, source: s, input: 0.1, output: 0.1}]}
  words: {rates: [{effective: 2026-01-01, source: s, input: 0.1}]}
  later: {rates: [{effective: 2027-01-01, source: s, input: 0.1, output: 0.1}]}
  gone: {retired: 2026-02-01, rates: [{effective: 2026-01-01, source: s, input: 0.1, output: 0.1}]}
""")
SAID = card_yaml("""\
id: said
basis: claimed
models:
  cheapest: {rates: [{effective: 2026-01-01, source: s, input: 0.1, output: 0.1}]}
""")
YUAN = card_yaml("""\
id: yuan
currency: CNY
models:
  far: {rates: [{effective: 2026-01-01, source: s, input: 1, output: 1}]}
""")
DEAL = contract_yaml("""\
contract: [{effective: 2026-01-01, source: c, models: [big], discount: 50%}]
""")
SCENARIO = scenario_yaml("""\
assumptions: {n: 1M, reasoning: 0}
workload: [{call: ask, requests: n, input: 100, output: 100, reasoning: reasoning}]
options:
  base: {model: acme/base}
baseline: base
""")
FX = """\
schema: costcalc/fx/v1
id: fx
title: Rates
rates: [{from: CNY, to: USD, effective: 2026-01-01, rate: 0.25, source: s}]
"""
WHERE = Place.start_of("--with", "x")


@pytest.fixture
def cards(tmp_path: Path) -> Catalogue:
    return cards_in(tmp_path, ACME, SAID, YUAN, DEAL)


@pytest.fixture
def top(tmp_path: Path, cards: Catalogue) -> Callable[..., Comparison]:
    def compare_cheapest(
        models: tuple[str, ...] = ("*",),
        number: int | None = 3,
        text: str = SCENARIO,
        fx: str | None = None,
        **settings: str,
    ) -> Comparison:
        (tmp_path / "other").mkdir(exist_ok=True)
        path = tmp_path / "other" / "s.yaml"
        path.write_text(text, encoding="utf-8")
        rates = None
        if fx:
            (tmp_path / "other" / "fx.yaml").write_text(fx, encoding="utf-8")
            rates = load_fx(tmp_path / "other" / "fx.yaml")
        file = load_scenario(path)
        asked = ScenarioQuestion.of(file, cards, as_of="2026-05-01", settings=settings, models=models, fx=rates)
        found = candidates(asked, number)
        result = comparison_of(asked._replace(models=found.models))
        ranking = found.ranking(number)
        assert ranking
        return ranked(result, ranking)

    return compare_cheapest


def listed(result: Comparison) -> dict[str, str]:
    return {one.id: one.estimate.figure.text if one.estimate else "" for one in result.outcomes}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("acme/*e", ["acme/base", "acme/mid/large", "acme/gone"]),
        ("*/large", ["acme/mid/large", "deal/mid/large"]),  # a contract has the models that it has terms for
        ("deal/*", ["deal/mid/large"]),
        ("????/tin?", ["acme/tiny"]),
        ("*far", ["yuan/far"]),
        ("acme/mid/*", ["acme/mid/large"]),
    ],
)
def test_a_pattern_is_of_card_and_model_as_a_whole(cards: Catalogue, pattern: str, found: list[str]) -> None:
    assert is_pattern(pattern)
    assert models_like(pattern, cards, WHERE) == found


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("acme/[a-z]*", "there are base, cheap, mid/large, tiny, words, later, gone"),
        ("amce/*", "did you mean `acme`?"),
        ("che*", "patterns are of CARD/MODEL: '*/che*'"),
    ],
)
def test_a_pattern_that_names_nothing_is_a_problem(cards: Catalogue, pattern: str, hint: str) -> None:
    with pytest.raises(InputError) as refused:
        models_like(pattern, cards, WHERE)
    (problem,) = refused.value.problems
    assert (problem.code, problem.hint) == ("unknown-model", hint)


def test_many_stars_take_no_longer(cards: Catalogue) -> None:
    # Tried one after the other, the places of 40 stars in a name of 40 letters would be more than anybody can wait for.
    with pytest.raises(InputError):
        models_like("*a" * 40 + "*b", cards, WHERE)
    assert models_like("*" * 40 + "/tiny", cards, WHERE) == ["acme/tiny"]


def test_a_card_that_cannot_be_meant_is_not_read(tmp_path: Path) -> None:
    cards = cards_in(tmp_path, ACME)
    (tmp_path / "broken.yaml").write_text("schema: nothing\n", encoding="utf-8")
    known = find_cards([tmp_path])
    assert models_like("acme/t*", known, WHERE) == models_like("ac*/t*", known, WHERE) == ["acme/tiny"]
    assert len(list(cards)) == 1
    with pytest.raises(InputError):
        models_like("*/t*", known, WHERE)


def test_the_cheapest_are_listed_with_the_baseline_and_the_others_counted(top: Callable[..., Comparison]) -> None:
    result = top(number=2)
    # 100M tokens read and 100M written: deal 100*2*50% + 100*2*50%; cheap 100*1 + 100*2; base 100*5 + 100*5
    assert listed(result) == {"mid_large": "200", "cheap": "300", "base": "1000"}
    assert result.cheapest == ("mid_large",)
    assert result.ranking
    # 9 models of cards and one of the contract: base is the baseline, and stays; acme's own mid/large costs 400, which
    # is dearer than two others; `words` has no price of output, `later` none yet, and nobody changes yuan
    assert result.ranking.named == 10
    assert dict(result.ranking.left_out) == {"not priced": 3, "infeasible": 2, "claimed": 1, "dearer": 1}
    assert result.problems == ()


def test_what_is_required_and_not_so_is_counted(top: Callable[..., Comparison]) -> None:
    text = SCENARIO + "require: {context_window: 100}\n"
    with pytest.raises(InputError, match="no model like `acme/c\\*` can be listed: 1 excluded"):
        top(("acme/c*",), text=text)


def test_nothing_of_a_meter_needs_no_price(top: Callable[..., Comparison]) -> None:
    # No card has a price of reasoning: with 10 tokens of it, nothing is priced; with none, all are.
    assert top(("acme/c*",), 1).cheapest == ("cheap",)
    with pytest.raises(InputError, match="1 not priced"):
        top(("acme/c*",), 1, reasoning="10")


def test_other_currencies_are_compared_where_there_are_rates(top: Callable[..., Comparison]) -> None:
    # 200M tokens at 1 CNY, which is 0.25 USD
    result = top(number=1, text=SCENARIO + "currency: USD\n", fx=FX)
    assert listed(result) == {"far": "50", "base": "1000"}


def test_without_a_number_all_that_have_a_price_are_listed(top: Callable[..., Comparison]) -> None:
    result = top(("acme/*", "said/*"), None)
    # 10 USD each for 100M and 100M tokens at 0.1: what cannot be bought, or is too small, is listed with its flags
    assert listed(result) == {
        "base": "1000",
        "cheap": "300",
        "mid_large": "400",
        "tiny": "20",
        "gone": "20",
        "cheapest": "20",
    }
    assert result.cheapest == ("cheap",)
    assert result.ranking
    assert dict(result.ranking.left_out) == {"not priced": 2}


def test_a_model_that_is_named_itself_is_listed_without_a_price(top: Callable[..., Comparison]) -> None:
    result = top(("acme/words", "acme/c*"), None)
    assert listed(result) == {"base": "1000", "words": "", "cheap": "300"}
    assert [problem.code for problem in result.problems] == ["no-price"]


def test_the_options_of_the_file_are_ranked_as_well(top: Callable[..., Comparison]) -> None:
    text = SCENARIO.replace("baseline", "  own: {model: acme/cheap}\n  dear: {model: acme/base}\nbaseline")
    result = top((), 1, text)
    assert listed(result) == {"own": "300", "base": "1000"}
    assert result.ranking
    assert dict(result.ranking.left_out) == {"dearer": 1}
    assert [option.id for option in result.plan.options] == ["base", "own"]


def test_a_model_that_is_an_option_already_is_not_added_again(top: Callable[..., Comparison]) -> None:
    text = SCENARIO.replace("baseline", "  own: {model: acme/cheap}\nbaseline")
    assert listed(top(("acme/c*", "acme/m*"), None, text)) == {"base": "1000", "own": "300", "mid_large": "400"}


def test_what_a_pattern_adds_is_like_the_baseline(top: Callable[..., Comparison]) -> None:
    text = SCENARIO.replace("base: {model: acme/base}", "base: {model: acme/base, with: {n: n * 2}}")
    assert listed(top(("acme/c*",), None, text)) == {"base": "2000", "cheap": "600"}


LIKE = """\
as_of: 2026-06-01
workload:
  - {call: ask, requests: 1000, input: prompt, output: answer}
  - {call: grade, requests: 10, input: 500, output: 5}
"""


@pytest.mark.parametrize(
    "base",
    [
        "{model: openai/gpt-5.4, service: batch}",
        "{model: openai/gpt-4o, with: {prompt: 1M - 100, answer: 10}}",
        "{model: openai/gpt-4o, with: {prompt: 20, answer: 9K}, use: [grade]}",
        "{model: google/gemini-2.5-pro, with: {prompt: 250K}, use: [ask]}",
        "{model: anthropic/claude-sonnet-4-5, region: us}",
        "{models: {ask: openai/gpt-4o, grade: openai/gpt-4o-mini}}",
        "{model: openai/gpt-4o, as_of: 2026-03-01}",
    ],
)
def test_the_cheapest_of_all_models_is_the_one_that_comparing_each_alone_finds(base: str) -> None:
    file = load_scenario(
        text=scenario_yaml(
            f"{LIKE}assumptions: {{prompt: 1000, answer: 5000}}\noptions: {{now: {base}}}\nbaseline: now\n"
        )
    )
    cards = find_cards()
    everything = ScenarioQuestion.of(file, cards, as_of="2026-06-01", models=["*"])
    alone: dict[str, tuple[object, bool]] = {}
    for ref in models_like("*", cards, WHERE):
        result = comparison_of(ScenarioQuestion.of(file, cards, as_of="2026-06-01", models=[ref]))
        if len(result.outcomes) > 1:
            outcome = result.outcomes[-1]
            alone[ref] = (outcome.estimate.value if outcome.estimate else None, outcome.may_win)
    if "as_of" not in base and "models" not in base:  # the option itself would be another one, and is not added again
        alone = {ref: found for ref, found in alone.items() if ref not in base}
    able = sorted((total, ref) for ref, (total, may_win) in alone.items() if total is not None and may_win)
    for number in (1, 3, 7):
        found = candidates(everything, number)
        assert [alone[ref][0] for ref in found.models] == [total for total, _ in able[:number]]
    counted = candidates(everything, 1).left_out
    assert counted["not priced"] == sum(total is None for total, _ in alone.values())


def test_where_options_have_different_entries_somebody_has_to_say_which(top: Callable[..., Comparison]) -> None:
    text = SCENARIO.replace(
        "  base: {model: acme/base}\nbaseline: base", "  a: {model: acme/base}\n  b: {model: acme/base, use: [ask]}"
    )
    with pytest.raises(InputError) as refused:
        top(("acme/c*",), None, text)
    assert [problem.code for problem in refused.value.problems] == ["unlike-options"]


def test_where_every_call_says_its_model_that_is_said_once(top: Callable[..., Comparison]) -> None:
    text = SCENARIO.replace("{call: ask,", "{call: ask, model: acme/base,").replace(
        "options:\n  base: {model: acme/base}\nbaseline: base\n", ""
    )
    with pytest.raises(InputError) as refused:
        top(("*",), None, text)
    assert [(str(problem.place), problem.code) for problem in refused.value.problems] == [
        ("--with:1:1", "unlike-options")
    ]
