"""Month by month: `month` counted up, the prices of each month's days, and what they come to together."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison.forecast import Forecast, forecast
from costcalc.problem import InputError
from costcalc.project.load import find_cards, load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.expr import Exact, Figure

CARD = card_yaml("""\
models:
  small:
    rates:
      - {effective: 2026-01-01, source: s, input: 1, output: 10}
      - {effective: 2026-04-16, source: s, input: 2, output: 10}
  late: {rates: [{effective: 2026-03-01, source: s, input: 1, output: 1}]}
""")
SCENARIO = scenario_yaml("""\
as_of: 2026-02-10
assumptions: {month: 1, users: 1M * month}
workload:
  - {call: answer, requests: users, input: 100, output: 10}
  - {line: setup, unit_price: 500, once: true}
options:
  small: {model: acme/small}
  held: {model: acme/small, as_of: 2026-01-15}
  late: {model: acme/late}
baseline: small
""")
DAILY = scenario_yaml("""\
as_of: 2026-04-10
period: day
workload: [{call: answer, requests: 1M, input: 100, output: 10}]
options: {small: {model: acme/small}}
""")


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Forecast]:
    def forecast_options(
        text: str = SCENARIO, months: int = 4, as_of: str = "2026-02-10", card: str = CARD, **others: object
    ) -> Forecast:
        cards = cards_in(tmp_path, card)
        (tmp_path / "scenario").mkdir(exist_ok=True)
        path = tmp_path / "scenario" / "s.yaml"
        path.write_text(text, encoding="utf-8")
        return forecast(load_scenario(path), cards, as_of=as_of, months=months, **others)  # type: ignore[arg-type]

    return forecast_options


def values(figures: tuple[Figure | None, ...]) -> list[Exact | None]:
    return [figure.value if figure else None for figure in figures]


def test_each_month_has_its_number_and_the_prices_of_its_days(run: Callable[..., Forecast]) -> None:
    small, held, _ = run().options
    # 1M, 2M, 3M, 4M requests of 100 + 10 tokens. From 16 April on, half of the month, input costs 2 in place of 1:
    # 100 + 100; 200 + 200; 150 + 300 + 300; 800 + 400
    assert values(small.totals) == [200, 400, 750, 1200]
    # An option of 15 January keeps the prices of that day: 100 + 100; 200 + 200; 300 + 300; 400 + 400
    assert values(held.totals) == [200, 400, 600, 800]


def test_what_is_paid_once_is_in_the_first_month_of_what_has_been_paid(run: Callable[..., Forecast]) -> None:
    small, held, _ = run().options
    assert small.upfront
    assert small.upfront.value == 500
    assert values(small.cumulative) == [700, 1100, 1850, 3050]
    assert values(held.cumulative) == [700, 1100, 1700, 2500]
    assert values((small.total, held.total)) == [3050, 2500]
    assert small.cumulative[1] is not None
    assert small.cumulative[1].formula == "cumulative.2026_02 + total.2026_03"
    assert small.cumulative[1].substituted() == "700 + 400"


def test_years_add_up_to_all_months_with_what_is_paid_once_in_the_first(run: Callable[..., Forecast]) -> None:
    small = run(start="2026-12-01", months=3).options[0]
    # `month` is 1 in February 2026, and so 11, 12, 13 from December on: 11 * (200 + 100), 12 * 300, 13 * 300
    assert values(small.totals) == [3300, 3600, 3900]
    found = [(year.year, year.months, year.figure.value if year.figure else None) for year in small.years]
    assert found == [(2026, 1, 3800), (2027, 2, 7500)]
    assert small.total is not None
    assert small.total.value == 11_300


@pytest.mark.parametrize(
    ("others", "first"),
    [
        ({"as_of": "2026-04-01"}, 3),  # the file's own as_of says to which month the written number belongs
        ({"settings": {"month": 5}}, 5),
        ({"settings": {"month": 5}, "start": "2026-03-01"}, 6),
        ({"start": "2026-01-01"}, 0),
    ],
)
def test_the_written_month_is_that_of_the_scenarios_own_day(
    run: Callable[..., Forecast], others: dict[str, object], first: int
) -> None:
    assert run(months=1, **others).results[0].frame["month"] == first


def test_without_a_day_of_its_own_it_is_that_of_the_day_asked_for(run: Callable[..., Forecast]) -> None:
    text = SCENARIO.replace("as_of: 2026-02-10\n", "")
    found = run(text, as_of="2026-05-31", start="2026-07-01", months=2)
    assert [result.frame["month"] for result in found.results] == [3, 4]


def test_changes_of_prices_are_found_with_their_day_and_not_where_prices_are_held(run: Callable[..., Forecast]) -> None:
    small, held, late = run().options
    (step,) = small.steps
    assert (f"{step.at:%Y-%m-%d}", step.offer.ref) == ("2026-04-16", "acme/small")
    assert step.before is not None
    assert step.after is not None
    assert [f"{rate.effective.at:%m-%d}" for rate in (step.before, step.after)] == ["01-01", "04-16"]
    assert held.steps == ()
    assert [f"{step.at:%Y-%m-%d}" for step in late.steps] == ["2026-03-01"]  # where it begins to have a price


def test_a_change_on_the_first_day_of_a_month_is_one_between_months(run: Callable[..., Forecast]) -> None:
    assert [f"{step.at:%Y-%m-%d}" for step in run(start="2026-02-01", months=2).options[2].steps] == ["2026-03-01"]
    assert run(start="2026-03-01", months=2).options[2].steps == ()  # what begins with the forecast is no change


def test_a_month_without_a_price_is_said_once_and_leaves_the_others(run: Callable[..., Forecast]) -> None:
    found = run()
    late = found.options[2]
    # 200 + 20; 300 + 30; 400 + 40
    assert values(late.totals) == [None, 220, 330, 440]
    assert values(late.cumulative) == [None] * 4
    assert late.total is None
    assert [year.figure for year in late.years] == [None]
    ((problem, months),) = late.not_priced
    assert (problem.code, [month.name for month in months]) == ("not-in-force", ["2026-02"])
    assert [problem.code for problem in found.problems] == ["not-in-force"]
    assert found.cheapest == ("held",)


def test_a_day_is_in_a_month_as_often_as_the_month_has_days(run: Callable[..., Forecast]) -> None:
    (small,) = run(DAILY, as_of="2026-04-10", months=1).options
    # 30 days of 100M and 10M tokens: 3,000M, half at 1 and half at 2, and 300M at 10
    assert values(small.totals) == [1500 + 3000 + 3000]


def test_a_year_is_twelve_months_of_equal_size(run: Callable[..., Forecast]) -> None:
    (small,) = run(DAILY.replace("period: day", "period: year"), as_of="2026-02-01", months=1).options
    # A twelfth of 100 + 100, which has no last digit
    assert values(small.totals) == [Fraction(200, 12)]
    assert small.total is not None
    assert small.total.value == Fraction(50, 3)


@pytest.mark.parametrize(
    ("period", "said"),
    [("once", "is paid once"), ("2026-08", "is for 2026-08"), ("2026", "is for 2026")],
)
def test_what_is_for_no_repeated_time_has_no_months(run: Callable[..., Forecast], period: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        run(DAILY.replace("period: day", f"period: {period}"))
    (problem,) = refused.value.problems
    assert (problem.code, said in problem.message) == ("months-of-a-period", True)
    assert problem.hint is not None
    assert "period: month" in problem.hint


def test_a_scenario_without_a_period_has_no_months(run: Callable[..., Forecast]) -> None:
    with pytest.raises(InputError, match="says no period"):
        run(DAILY.replace("period: day\n", "").replace("period: month\n", ""))


def test_an_open_assumption_leaves_the_other_options(run: Callable[..., Forecast]) -> None:
    text = SCENARIO.replace("assumptions: {", "assumptions: {extra: {unit: requests}, ").replace(
        "held: {model: acme/small, as_of: 2026-01-15}", "held: {model: acme/small, with: {users: extra}}"
    )
    small, held, _ = run(text, months=2).options
    assert values(small.totals) == [200, 400]
    assert values(held.totals) == [None, None]
    assert held.outcomes[0].open == ("extra",)


def test_only_some_options_and_the_baseline(run: Callable[..., Forecast]) -> None:
    assert [option.id for option in run(only=["held"]).options] == ["small", "held"]


def test_too_many_months_of_too_many_options_are_refused_before_they_are_worked_out(
    run: Callable[..., Forecast],
) -> None:
    options = "".join(f"  o{nth}: {{model: acme/small}}\n" for nth in range(30))
    text = DAILY.replace("options: {small: {model: acme/small}}\n", f"options:\n{options}")
    with pytest.raises(InputError, match="30 options × 1 call × 120 months = 3,600 charges"):
        run(text, months=120, as_of="2026-05-01")


def test_a_calendar_that_ends_is_assumed_to_go_on_and_that_is_said_once() -> None:
    file = load_scenario(Path("scenarios/chatbot.yaml"))
    found = forecast(file, find_cards([Path("pricing")]), as_of="2026-05-10", start="2027-01-01", months=3)
    option = next(one for one in found.options if one.id == "flash_published")
    ((flag, months),) = [one for one in option.flags if one.what.code == "calendar-assumed"]
    assert len(months) == 3
    # 29 March 2027 is a Monday, and 31 March the last weekday of the quarter
    assert flag.message.endswith("no holidays are assumed from 2027-01-01 to 2027-03-31")
    assert all(isinstance(figure.value, Decimal | Fraction) for figure in option.totals if figure)
    assert found.cheapest == ("flash_published",)


@pytest.mark.parametrize("asked", [{"as_of": "2026-04-20T12:00:00Z"}, {"as_of": "2026-02-10", "start": "2026-04-01"}])
def test_the_first_month_is_a_whole_one_wherever_in_it_it_is_asked_for(
    run: Callable[..., Forecast], asked: dict[str, object]
) -> None:
    text = SCENARIO.replace("assumptions: {month: 1, users: 1M * month}", "assumptions: {users: 1M}")
    (small, _, _) = run(text, months=1, **asked).options
    # Half of April at 1, half of it at 2 for 100M tokens of input: 50 + 100; 10M of output at 10: 100
    assert values(small.totals) == [250]
    assert [f"{step.at:%Y-%m-%d}" for step in small.steps] == ["2026-04-16"]


@pytest.mark.parametrize(
    "asked",
    [
        {"as_of": "2026-03-08"},
        {"as_of": "2026-02-10", "start": "2026-03-01"},
        {"as_of": "2026-04-20", "start": "2026-03-01"},
    ],
)
def test_a_model_that_begins_after_one_asks_has_no_price_in_its_first_month(
    run: Callable[..., Forecast], asked: dict[str, object]
) -> None:
    card = CARD.replace("effective: 2026-03-01", "effective: 2026-03-10")
    found = run(SCENARIO.replace("users: 1M * month", "users: 1M"), months=2, card=card, **asked)
    late = found.options[2]
    assert values(late.totals) == [None, 110]  # 100 + 10 in April
    assert [[month.name for month in one.months] for one in late.not_priced] == [["2026-03"]]


@pytest.mark.parametrize("start", [None, "2026-03-01"])
@pytest.mark.parametrize("day", [10, 20])
def test_a_model_that_began_in_the_month_of_the_instant_has_the_prices_since_then(
    run: Callable[..., Forecast], start: str | None, day: int
) -> None:
    first, dearer = (f"{{effective: 2026-03-{day}, source: s, input: {day // 10}, output: " for day in (10, 21))
    card = CARD.replace("[{effective: 2026-03-01, source: s, input: 1, output: 1}]", f"[{first}1}}, {dearer}10}}]")
    text = SCENARIO.replace("users: 1M * month", "users: 1M")
    late = run(text, months=1, card=card, as_of=f"2026-03-{day}", start=start).options[2]
    # 100M of input at 1, for 11 days of 22 at 2, and 10M of output at 1, for 11 days at 10
    assert values(late.totals) == [150 + 55]
    assert not late.flags


def test_months_without_a_month_share_what_is_worked_out(run: Callable[..., Forecast]) -> None:
    text = SCENARIO.replace("assumptions: {month: 1, users: 1M * month}", "assumptions: {users: 1M}")
    first, second = run(text, months=2).results
    assert first.frame is second.frame
    growing = run(months=2).results
    assert growing[0].frame is not growing[1].frame
    assert growing[0].frame.steps is growing[1].frame.steps
    assert growing[0].ranges.allowance is growing[1].ranges.allowance


def test_what_is_paid_once_asks_for_a_price_in_its_own_month_alone(run: Callable[..., Forecast]) -> None:
    text = """\
as_of: 2026-02-10
workload:
  - {call: setup, requests: 1M, input: 100, once: true}
  - {line: rent, unit_price: 10}
options: {gone: {model: acme/gone}}
"""
    card = card_yaml("models: {gone: {rates: [{effective: 2026-01-01, until: 2026-03-10, source: s, input: 2}]}}\n")
    (gone,) = run(scenario_yaml(text), months=3, card=card).options
    assert values(gone.totals) == [10, 10, 10]
    assert gone.total is not None
    assert gone.total.value == 230  # 100M of input at 2, and three months' rent
    assert (gone.not_priced, gone.flags) == ((), ())


def test_flags_of_one_code_that_say_something_else_are_all_told(run: Callable[..., Forecast]) -> None:
    text = """\
as_of: 2026-02-10
assumptions: {month: 1}
workload:
  - {call: one, requests: 1, input: 900 + month * 200}
  - {call: two, requests: 1, input: 1100}
options: {small: {model: acme/small}}
"""
    card = CARD.replace("    rates:\n", "    context_window: 1200\n    rates:\n", 1)
    card = card.replace("{effective: 2026-04-16,", "{effective: 2026-04-16, context_window: 1000,")
    (small,) = run(scenario_yaml(text), months=3, card=card).options
    found = [(one.what.message, [month.name for month in one.months]) for one in small.flags]
    assert [months for _, months in found] == [["2026-03", "2026-04"], ["2026-04"]]
    assert "one" in found[0][0]
    assert "two" in found[1][0]
