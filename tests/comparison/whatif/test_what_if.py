"""A table over the values of assumptions: each cell is what compare says, and what cannot be asked is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costcalc
from costcalc.comparison.whatif import WhatIf, what_if
from costcalc.expr.values import MAX_STEPS
from costcalc.problem import InputError
from costcalc.project.load import load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.ratecard import Catalogue
    from costcalc.scenario import ScenarioFile

TIER = "context_tiers: [{when: input > 200, mode: whole_request, input: 6}]"
CARD = card_yaml(f"""\
models:
  flat: {{rates: [{{effective: 2026-01-01, source: s, input: 4}}]}}
  low: {{rates: [{{effective: 2026-01-01, source: s, input: 2}}]}}
  tiered:
    context_window: 500
    rates:
      - {{effective: 2026-01-01, source: s, input: 2, {TIER}}}
  unsaid:
    rates:
      - {{effective: 2026-01-01, source: s, input: 1, {TIER.replace("6", "unpriced")}}}
""")
BODY = """\
assumptions: {n: 10K, tokens: 100, fee: 5, shown: 1}
workload:
  - {call: ask, requests: n, input: tokens}
  - {line: seats, unit_price: fee}
options:
  flat: {model: acme/flat, use: [ask]}
  tiered: {model: acme/tiered, use: [ask]}
  seat: {use: [seats]}
"""
AS_OF = "2026-04-28"


@pytest.fixture
def cards(tmp_path: Path) -> Catalogue:
    return cards_in(tmp_path, CARD)


@pytest.fixture
def ask(tmp_path: Path, cards: Catalogue) -> Callable[..., WhatIf]:
    def asked(body: str = BODY, **arguments: object) -> WhatIf:
        (tmp_path / "s.yaml").write_text(scenario_yaml(dedent(body)), encoding="utf-8")
        return what_if(load_scenario(tmp_path / "s.yaml"), cards, as_of=AS_OF, **arguments)  # type: ignore[arg-type]

    return asked


def totals(result: WhatIf) -> list[list[object]]:
    return [
        [outcome.total.value if outcome.total else None for outcome in point.result.outcomes] if point.result else []
        for point in result.points
    ]


def test_each_value_has_the_totals_of_all_options_and_its_cheapest(ask: Callable[..., WhatIf]) -> None:
    result = ask(vary={"n": "5K,12.5K,20K"}, only=["flat", "seat"])
    # n * 100 * 4 / 1M: 5,000 -> 2, 12,500 -> 5, 20,000 -> 8; the seat is 5 whatever they are
    assert totals(result) == [[2, 5], [5, 5], [8, 5]]
    assert [point.cheapest for point in result.points] == [("flat",), ("flat", "seat"), ("seat",)]
    assert result.options == ("flat", "seat")
    assert repr(result) == "<s: 3 values of n>"


def test_of_two_assumptions_the_last_changes_first(ask: Callable[..., WhatIf]) -> None:
    result = ask(vary={"n": [10_000, 20_000], "tokens": "100,200"}, only=["flat"])
    assert [point.values for point in result.points] == [(10_000, 100), (10_000, 200), (20_000, 100), (20_000, 200)]
    # n * tokens * 4 / 1M
    assert totals(result) == [[4], [8], [8], [16]]


def test_what_does_not_fit_is_flagged_there_and_not_the_cheapest(ask: Callable[..., WhatIf]) -> None:
    result = ask(vary={"tokens": "100,600"}, settings={"fee": 1_000})
    # tiered: 10K * 100 * 2 / 1M = 2; 10K * 600 * 6 / 1M = 36, in a window of 500 tokens
    assert totals(result) == [[4, 2, 1000], [24, 36, 1000]]
    assert [[flag.code for flag in outcome.flags] for _, outcome in result.outcomes("tiered") if outcome] == [
        [],
        ["context-window-exceeded"],
    ]
    assert [point.cheapest for point in result.points] == [("tiered",), ("flat",)]


def test_what_has_no_price_there_says_so_and_the_others_are_shown(ask: Callable[..., WhatIf]) -> None:
    body = BODY.replace("acme/tiered", "acme/unsaid").replace("tiered:", "unsaid:")
    result = ask(body, vary={"tokens": "200,300"})
    # unsaid: 10K * 200 * 1 / 1M = 2
    assert totals(result) == [[8, 2, 5], [12, None, 5]]
    assert [point.cheapest for point in result.points] == [("unsaid",), ("seat",)]
    assert [problem.code for problem in result.problems] == ["no-price"]


def test_a_value_with_which_the_workload_cannot_be_has_no_totals(ask: Callable[..., WhatIf]) -> None:
    body = BODY.replace("input: tokens", "input: 150 - tokens")
    result = ask(body, vary={"tokens": "100,200"}, only=["flat"])
    # 10K * 50 * 4 / 1M = 2; 150 - 200 is less than nothing
    assert totals(result) == [[2], []]
    assert result.points[1].cheapest == ()
    (problem,) = result.problems
    assert problem.message == "`input` of `ask` comes out negative: -50, where tokens is 200"
    assert problem.code == "negative-number"


def test_a_workload_that_cannot_be_with_any_value_is_refused(ask: Callable[..., WhatIf]) -> None:
    with pytest.raises(InputError) as caught:
        ask(BODY.replace("input: tokens", "input: 150 - tokens"), vary={"tokens": "200,300"}, only=["flat"])
    assert [problem.code for problem in caught.value.problems] == ["negative-number"] * 2


def test_an_assumption_with_a_range_is_pinned_by_its_values(ask: Callable[..., WhatIf]) -> None:
    body = BODY.replace("tokens: 100", "tokens: {value: 100, between: 50 to 200}")
    pinned, other = ask(body, vary={"tokens": "100,150"}), ask(body, vary={"n": "1K"})
    assert [outcome.ranged_total for _, outcome in pinned.outcomes("flat") if outcome] == [None, None]
    ((_, outcome),) = other.outcomes("flat")
    assert outcome is not None
    # 1K * 50 * 4 / 1M = 0.2, and 1K * 200 * 4 / 1M = 0.8
    assert outcome.ends == (Fraction(2, 10), Fraction(8, 10))


def test_ranges_are_those_of_each_value(ask: Callable[..., WhatIf]) -> None:
    body = BODY.replace("tokens: 100", "tokens: {value: 100, between: 50 to 200}")
    ends = [outcome.ends for _, outcome in ask(body, vary={"n": "1K,10K"}).outcomes("flat") if outcome]
    assert ends == [(Fraction(2, 10), Fraction(8, 10)), (2, 8)]


def test_an_assumption_without_a_value_gets_some(ask: Callable[..., WhatIf]) -> None:
    result = ask(BODY.replace("fee: 5", "fee: {unit: USD}"), vary={"fee": "2,3"}, only=["seat"])
    assert totals(result) == [[2], [3]]


def test_values_lie_below_what_options_say(ask: Callable[..., WhatIf]) -> None:
    body = BODY.replace("flat: {model: acme/flat,", "flat: {model: acme/flat, with: {tokens: tokens * 2},")
    # 10K * 2 * 100 * 4 / 1M = 8, as with `--set`
    assert totals(ask(body, vary={"tokens": "100,200"}, only=["flat"])) == [[8], [16]]


def test_an_option_that_takes_no_notice_says_so(ask: Callable[..., WhatIf]) -> None:
    body = BODY.replace("flat: {model: acme/flat,", "flat: {model: acme/flat, with: {tokens: 300},")
    result = ask(body, vary={"tokens": "100,200"}, settings={"n": 1}, only=["flat"])
    said = [flag.message for _, outcome in result.outcomes("flat") if outcome for flag in outcome.flags]
    assert said == ["`--vary tokens` changes nothing of what flat costs: its `with` says `tokens: 300`"] * 2


def test_what_must_be_whole_has_no_price_between(ask: Callable[..., WhatIf]) -> None:
    body = BODY.replace("input: tokens", 'input: "sum(k=1..tokens, k)"')
    result = ask(body, vary={"tokens": "3,3.5"}, only=["flat"])
    # 1 + 2 + 3 = 6: 10K * 6 * 4 / 1M = 0.24
    assert totals(result)[0] == [Decimal("0.24")]
    assert [problem.code for problem in result.points[1].problems]


def test_figures_budgets_and_claims_are_about_the_values_of_the_file(ask: Callable[..., WhatIf]) -> None:
    body = dedent(BODY) + "figures: {one: 1 / shown}\nbudgets: [{option: flat, max: 1 USD}]\n"
    result = ask(body, vary={"shown": "0,1"})
    assert [point.result.budgets for point in result.points if point.result] == [(), ()]


@pytest.mark.parametrize(
    ("vary", "settings", "code", "message"),
    [
        ({}, {}, "bad-setting", "one or two assumptions are varied, not 0"),
        ({"n": "1", "tokens": "1", "fee": "1"}, {}, "bad-setting", "one or two assumptions are varied, not 3"),
        ({"n": "1"}, {"n": 2}, "duplicate-key", "`n` is set and varied"),
        ({"n": []}, {}, "bad-setting", "`n` has no values to be varied over"),
        ({"n": [1, Decimal("1.0")]}, {}, "duplicate-key", "`n` has the same value twice"),
        ({"n": range(1001)}, {}, "bad-setting", "these are too many values"),
        ({"token": "1"}, {}, "unknown-name", "there is no assumption `token`"),
        (
            {"n": "1..100", "tokens": "1..100"},
            {},
            "too-much-work",
            "this is too much at once: 10,000 pairs of values, and 1,000 are the most",
        ),
    ],
)
def test_what_no_table_can_be_made_of_is_refused(
    ask: Callable[..., WhatIf], vary: dict[str, object], settings: dict[str, int], code: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        ask(vary=vary, settings=settings)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == (code, message)


def test_a_name_that_is_not_there_is_told_the_nearest(ask: Callable[..., WhatIf]) -> None:
    with pytest.raises(InputError) as caught:
        ask(vary={"token": "1"})
    assert caught.value.problems[0].hint == "did you mean `tokens`?"


def test_numbers_of_python_are_exact(ask: Callable[..., WhatIf]) -> None:
    with pytest.raises(TypeError, match="has lost digits already"):
        ask(vary={"n": [0.1]})
    result = ask(vary={"n": [Fraction(1, 3)]}, only=["flat"])
    # 1/3 * 100 * 4 / 1M
    assert totals(result) == [[Fraction(400, 3_000_000)]]


def test_the_charges_of_all_values_are_counted_before_any_is_priced(ask: Callable[..., WhatIf]) -> None:
    with pytest.raises(InputError, match=r"charges.*2,500 are the most"):
        ask(vary={"n": "1..900"})  # three options of one charge each: 2,700


def test_the_sums_of_all_values_have_one_allowance(ask: Callable[..., WhatIf]) -> None:
    body = BODY.replace("input: tokens", 'input: "sum(k=1..100K, k * tokens) / 1M"')
    assert MAX_STEPS < 20 * 100_000
    with pytest.raises(InputError, match="the sums of these values take more steps than one file may have"):
        ask(body, vary={"tokens": "1..20"}, only=["flat"])


def test_it_is_asked_from_python_as_it_is_documented(cards: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(scenario_yaml(BODY), encoding="utf-8")
    scenario = costcalc.load_scenario(tmp_path / "s.yaml")
    result = costcalc.what_if(scenario, cards, vary={"n": "5K"}, as_of=AS_OF)
    assert isinstance(result, costcalc.WhatIf)
    assert result.points[0].cheapest == ("tiered",)  # 5K * 100 * 2 / 1M = 1


def shop(folder: Path, size: str, layer: str) -> tuple[ScenarioFile, Catalogue]:
    """Return a scenario in which options say something of assumptions, and its cards."""
    options = "".join(
        f"  {name}: {{model: acme/{name}, with: {layer}}}\n" for name in ("flat", "low", "tiered", "unsaid")
    )
    body = BODY.partition("options:")[0].replace("input: tokens", f'input: "{size}"') + f"options:\n{options}"
    return load_scenario(text=scenario_yaml(body)), cards_in(folder, CARD)


@given(
    st.lists(st.integers(0, 700), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from([0, 1, 3, 10_000, Decimal("2.5")]), min_size=1, max_size=2, unique=True),
    st.sampled_from(["tokens", "tokens * 1.5", "max(tokens - 100, 0)", "floor(tokens / 7)", "fee + tokens"]),
    st.sampled_from(["{}", "{tokens: 250}", "{fee: n / 3}", "{tokens: tokens * 2, n: n + 1}"]),
)
def test_each_cell_is_what_compare_says_of_the_same_values(
    tmp_path_factory: pytest.TempPathFactory,
    sizes: list[int],
    counts: list[int | Decimal],
    size: str,
    layer: str,
) -> None:
    scenario, cards = shop(tmp_path_factory.mktemp("shop"), size, layer)
    result = what_if(scenario, cards, vary={"n": counts, "tokens": sizes}, as_of=AS_OF)
    assert len(result.points) == len(counts) * len(sizes)
    for point in result.points:
        settings = dict(zip(("n", "tokens"), point.values, strict=True))
        alone = costcalc.compare(scenario, cards, as_of=AS_OF, settings=settings)
        assert point.result is not None
        for here, there in zip(point.result.outcomes, alone.outcomes, strict=True):
            assert (here.total is None) == (there.total is None)
            if here.total and there.total:
                assert here.total.value == there.total.value
                assert here.total.substituted() == there.total.substituted()
            assert [why.message for why in here.not_priced] == [why.message for why in there.not_priced]
            assert [flag.code for flag in here.flags] == [flag.code for flag in there.flags]
        assert point.cheapest == alone.cheapest
