"""Options side by side: who is cheapest, by how much, and what makes the difference."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import Comparison, PeriodOverride, compare
from costcalc.expr import Quotient, number
from costcalc.instant import parse_period
from costcalc.problem import InputError
from costcalc.project.load import find_cards, load_cards, load_scenario
from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CARD = card_yaml("""\
id: {id}
basis: {basis}
currency: {currency}
models:
  a: {{context_window: 1K, max_output: 100, rates: [{{effective: 2026-01-01, source: s, input: 2, output: 4}}]}}
  b: {{rates: [{{effective: 2026-01-01, source: s, input: 1, output: 8}}]}}
  twin: {{rates: [{{effective: 2026-01-01, source: s, input: 1, output: 8}}]}}
  free: {{rates: [{{effective: 2026-01-01, source: s, input: 0, output: 0}}]}}
  soon: {{released: 2026-09-01, rates: [{{effective: 2026-01-01, source: s, input: 0.1, output: 0.1}}]}}
  late: {{rates: [{{effective: 2027-01-01, source: s, input: 0.1, output: 0.1}}]}}
""")
SCENARIO = scenario_yaml("""\
period: {period}
assumptions: {{n: 1M, size: 200, answer: size / 2}}
workload:
{workload}
options:
{options}
{baseline}
""")
AS_OF = "2026-04-28"


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Comparison]:
    folder = tmp_path / "cards"
    folder.mkdir()
    for card, basis, currency in (("x", "published", "USD"), ("said", "claimed", "USD"), ("yuan", "published", "CNY")):
        text = CARD.format(id=card, basis=basis, currency=currency)
        (folder / f"{card}.yaml").write_text(text, encoding="utf-8")

    def compare_options(
        options: dict[str, str],
        *,
        baseline: str | None = None,
        workload: str = "- {call: ask, requests: n, input: size, output: answer}",
        period: str = "month",
        settings: dict[str, str] | None = None,
        models: tuple[str, ...] = (),
    ) -> Comparison:
        path = tmp_path / "s.yaml"
        text = SCENARIO.format(
            period=period,
            workload=indent(dedent(workload), "  "),
            options="\n".join(f"  {name}: {{model: {model}}}" for name, model in options.items()),
            baseline=f"baseline: {baseline}" if baseline else "",
        )
        path.write_text(text, encoding="utf-8")
        cards = load_cards(folder)
        return compare(load_scenario(path), cards, as_of=AS_OF, settings=settings, models=models)

    return compare_options


def totals(result: Comparison) -> dict[str, str | None]:
    return {v.id: v.estimate.figure.text if v.estimate else None for v in result.outcomes}


def test_the_lowest_total_is_the_cheapest(run: Callable[..., Comparison]) -> None:
    result = run({"one": "x/a", "two": "x/b"}, baseline="one")
    # 200 × 2 + 100 × 4; 200 × 1 + 100 × 8
    assert totals(result) == {"one": "800", "two": "1000"}
    assert result.cheapest == ("one",)


def test_options_that_tie_are_both_the_cheapest(run: Callable[..., Comparison]) -> None:
    assert run({"one": "x/b", "two": "x/twin"}).cheapest == ("one", "two")


@pytest.mark.parametrize(
    ("option", "flag"),
    [("said/free", "claimed-price"), ("x/soon", "not-released"), ("x/late", None)],
)
def test_what_cannot_be_bought_never_wins(run: Callable[..., Comparison], option: str, flag: str | None) -> None:
    result = run({"one": "x/a", "two": option})
    assert result.cheapest == ("one",)
    estimate = result.outcomes[1].estimate
    assert (estimate.flags[0].code if estimate else None) == flag


@pytest.mark.parametrize(
    ("workload", "codes"),
    [
        ("- {call: ask, requests: 1, input: 900, output: 100}", []),
        ("- {call: ask, requests: 1, input: 901, output: 100}", ["context-window-exceeded"]),
        ("- {call: ask, requests: 1, input: 1, output: 101}", ["max-output-exceeded"]),
        ("- {call: ask, requests: 1M, input: 500, output: 100}", []),
        ("- {call: ask, totals: {input: 1M, output: 100}}", ["request-size-unknown"]),
        ("- {call: ask, totals: {input: 900, output: 100}}", []),
    ],
)
def test_limits_are_those_of_one_request(run: Callable[..., Comparison], workload: str, codes: list[str]) -> None:
    estimate = run({"one": "x/a"}, workload=workload).outcomes[0].estimate
    assert estimate
    assert [flag.code for flag in estimate.flags] == codes


def test_a_saving_is_positive_when_cheaper_and_the_ratio_is_exact(run: Callable[..., Comparison]) -> None:
    dear, cheap, same = run({"two": "x/b", "one": "x/a", "three": "x/twin"}, baseline="two").outcomes
    assert cheap.saving
    assert cheap.ratio
    assert (cheap.saving.value, cheap.ratio.value) == (Decimal("0.2"), Decimal("1.25"))
    assert cheap.saving.formula == "1 - one.total / two.total"
    assert cheap.saving.substituted() == "1 - 800 / 1000"
    assert same.saving
    assert same.saving.value == 0
    assert dear.ratio
    assert dear.ratio.value == 1


def test_a_ratio_without_an_end_is_a_fraction(run: Callable[..., Comparison]) -> None:
    _, other = run({"one": "x/a", "two": "x/b"}, baseline="one", settings={"size": "100", "answer": "200"}).outcomes
    # 100 × 2 + 200 × 4 = 1000 against 100 + 200 × 8 = 1700
    assert other.ratio
    assert other.ratio.value == Fraction(10, 17)
    assert other.ratio.text == "0.588235294117647"


def test_nothing_is_compared_with_a_free_baseline_and_free_is_no_ratio(run: Callable[..., Comparison]) -> None:
    _, other = run({"gift": "x/free", "one": "x/a"}, baseline="gift").outcomes
    assert other.saving is None
    assert other.ratio is None
    gift = run({"one": "x/a", "gift": "x/free"}, baseline="one").outcomes[1]
    assert gift.saving
    assert gift.saving.value == 1
    assert gift.ratio is None


def test_an_unpriced_baseline_leaves_the_others_priced(run: Callable[..., Comparison]) -> None:
    result = run({"later": "x/late", "one": "x/a"}, baseline="later")
    assert totals(result) == {"later": None, "one": "800"}
    assert result.outcomes[1].saving is None
    assert [problem.code for problem in result.problems] == ["not-in-force"]


def test_the_difference_is_by_meter_the_largest_first(run: Callable[..., Comparison]) -> None:
    _, other = run({"one": "x/a", "two": "x/b"}, baseline="one").outcomes
    assert [(meter, figure.text) for meter, figure in other.differences] == [("output", "400"), ("input", "-200")]
    assert other.differences[0][1].formula == "two.ask.output - one.ask.output"


@pytest.mark.parametrize(
    ("period", "year"),
    [("day", "292000"), ("week", "41714.2857142857"), ("month", "9600"), ("year", "800"), ("once", None)],
)
def test_a_year_has_so_many_periods(run: Callable[..., Comparison], period: str, year: str | None) -> None:
    outcome = run({"one": "x/a"}, period=period).outcomes[0]
    assert (outcome.per_year.text if outcome.per_year else None) == year


def test_several_calls_are_charged_apart_and_a_request_of_them_means_nothing(run: Callable[..., Comparison]) -> None:
    workload = """\
        - {call: classify, requests: n, input: {rules: 100, text: size}, output: 1}
        - {call: ask, requests: n * 25%, input: size, output: answer}"""
    outcome = run({"one": "x/a"}, workload=workload).outcomes[0]
    assert outcome.estimate
    assert [(charge.key, charge.figure.text) for charge in outcome.estimate.charges] == [
        ("classify.input", "600"),  # 1M × 300 × 2 / 1M
        ("classify.output", "4"),
        ("ask.input", "100"),  # 250K × 200 × 2 / 1M
        ("ask.output", "100"),
    ]
    assert outcome.estimate.charges[0].figure.formula == "n * (input.rules + size) * price.input / 1M"
    assert outcome.per_request is None  # of which of the two?


def test_an_override_reaches_what_depends_on_it(run: Callable[..., Comparison]) -> None:
    result = run({"one": "x/a"}, settings={"size": "2K/4"})
    assert [(a.name, a.figure.text, a.overridden) for a in result.assumptions] == [
        ("n", "1000000", False),
        ("size", "500", True),
        ("answer", "250", False),
    ]
    assert totals(result) == {"one": "2000"}  # 500 × 2 + 250 × 4


def test_an_added_model_is_an_option_with_a_name_that_formulas_can_use(run: Callable[..., Comparison]) -> None:
    result = run({"b": "x/a"}, models=("x/b", "x/twin", "x/twin"), baseline="b")
    assert [outcome.id for outcome in result.outcomes] == ["b", "x_b", "twin"]  # each once
    assert result.outcomes[1].saving
    assert result.outcomes[1].saving.formula == "1 - x_b.total / b.total"


def test_two_currencies_are_not_compared(run: Callable[..., Comparison]) -> None:
    with pytest.raises(InputError, match="options in CNY and USD cannot be compared"):
        run({"one": "x/a", "two": "yuan/a"})


def test_all_unknown_models_are_reported_in_one_run(run: Callable[..., Comparison]) -> None:
    with pytest.raises(InputError) as error:
        run({"one": "x/A", "two": "y/a"}, models=("zzz",))
    assert [problem.code for problem in error.value.problems] == ["unknown-model", "unknown-model", "unknown-card"]


def test_units_held_do_not_grow_with_the_time_they_are_held(tmp_path: Path) -> None:
    (tmp_path / "acme.yaml").write_text(
        card_yaml(
            "models: {m: {rates: [{effective: 2026-01-01, source: s,"
            " capacity: {reserved: 260, per: 1 unit, term: month}}]}}\n"
        ),
        encoding="utf-8",
    )
    for period, times in (("year", Fraction(1, 12)), ("day", Fraction(31))):
        (tmp_path / "s.yaml").write_text(
            scenario_yaml(
                f"period: {period}\nworkload: [{{call: hold, requests: 1, capacity: 20}}]\n"
                "options: {o: {model: acme/m}}\n"
            ),
            encoding="utf-8",
        )
        override = PeriodOverride(
            parse_period("2026-08"), number(str(times)) if times > 1 else Quotient(number(1), number(12))
        )
        result = compare(
            load_scenario(tmp_path / "s.yaml"), find_cards([tmp_path]), as_of="2026-08-01", period=override
        )
        # 20 units for the month of August
        assert result.outcomes[0].estimate
        assert result.outcomes[0].estimate.total == 5200
