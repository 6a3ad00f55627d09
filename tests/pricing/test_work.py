"""How much is priced in one run: a file of a few lines can ask for millions of charges."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import compare
from costcalc.comparison.forecast import forecast
from costcalc.export import ledger
from costcalc.export.times import DatedScenario
from costcalc.instant import parse_instant
from costcalc.pricing import Work
from costcalc.pricing.work import MOST_CHARGES
from costcalc.problem import InputError, Place, Source
from costcalc.project.load import load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.ratecard import Catalogue
    from costcalc.scenario import ScenarioFile
    from tests.conftest import Answer

HERE = Place(Source("f"), 3, 4)
CARD = card_yaml("models:\n  m:\n    rates:\n")


def cards(folder: Path, days: int, price: str = "input: 1") -> Catalogue:
    """A price for each of the first days of 2026, and on."""
    starts = (date(2026, 1, 1) + timedelta(days=nth) for nth in range(days))
    rates = "".join(f"    - {{effective: {start}, source: x, {price}}}\n" for start in starts)
    return cards_in(folder, CARD + rates)


def scenario(calls: int, options: int, period: str = "2026") -> ScenarioFile:
    listed = "".join(f"- {{call: c{nth}, requests: 1, input: 1}}\n" for nth in range(calls))
    named = "".join(f"  o{nth}: {{model: acme/m}}\n" for nth in range(options))
    head = f"as_of: 2026-04-28\nperiod: {period}\n"
    return load_scenario(text=scenario_yaml(f"{head}workload:\n{listed}options:\n{named}"))


def refused(error: pytest.ExceptionInfo[InputError]) -> str:
    (problem,) = error.value.problems
    assert problem.code == "too-much-work"
    assert problem.hint
    return f"{problem.place}: {problem.message}"


def test_as_much_as_allowed_is_done_and_one_more_is_not() -> None:
    work = Work(10)
    work.add(10, HERE)
    with pytest.raises(InputError) as error:
        work.add(1, HERE)
    assert refused(error) == "f:3:4: this is too much at once: the work of 11 charges, and 10 are the most"


def test_a_year_of_changing_prices_has_a_charge_for_each(tmp_path: Path) -> None:
    daily = cards(tmp_path, 50)
    result = compare(scenario(10, 5), daily, as_of="2026-04-28")  # 50 x 10 x 5
    assert result.plan.work == MOST_CHARGES
    with pytest.raises(InputError) as error:
        compare(scenario(10, 6), daily, as_of="2026-04-28")
    said = "10 calls × 50 times with prices of their own = 500 charges, after 2,500 before them"
    assert refused(error) == f"text:23:15: this is too much at once: {said}, and 2,500 are the most"


def test_it_is_refused_before_anything_is_priced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    daily = cards(tmp_path, 100)
    monkeypatch.setattr(sys.modules["costcalc.comparison.option_plan"], "bill", None)
    with pytest.raises(InputError) as error:
        compare(scenario(51, 1), daily, as_of="2026-04-28")
    assert "51 calls × 100 times with prices of their own = 5,100 charges" in refused(error)


def test_slices_are_charges(tmp_path: Path) -> None:
    steps = "".join(f"{{up_to: {nth}K, price: 1}}, " for nth in range(1, 100))
    sliced = cards(tmp_path, 1, f"input: {{graduated: [{steps}{{price: 1}}], period: month}}")
    assert compare(scenario(1, 25, "month"), sliced, as_of="2026-04-28").plan.work == MOST_CHARGES  # 25 x 100
    with pytest.raises(InputError) as error:
        compare(scenario(1, 26, "month"), sliced, as_of="2026-04-28")
    assert refused(error) == "text:34:16: this is too much at once: the work of 2,600 charges, and 2,500 are the most"


def test_what_every_call_repeats_of_the_others_counts(tmp_path: Path) -> None:
    pooled = cards(tmp_path, 1, "input: {volume: [{up_to: 1K, price: 2}, {price: 1}], period: month}")
    # 200 charges, each with the total of 200 calls: 200 + 200 x 200 / 25 = 1,800
    assert compare(scenario(200, 1, "month"), pooled, as_of="2026-04-28").plan.work == 1_800
    with pytest.raises(InputError) as error:
        compare(scenario(200, 2, "month"), pooled, as_of="2026-04-28")
    assert "the work of 3,600 charges" in refused(error)


def test_one_model_alone_can_be_too_much(tmp_path: Path) -> None:
    pooled = cards(tmp_path, 10, "input: {volume: [{up_to: 1K, price: 2}, {price: 1}], period: month}")
    with pytest.raises(InputError) as error:
        compare(scenario(200, 1), pooled, as_of="2026-04-28")  # 200 x 10 charges, and what they repeat
    assert refused(error).startswith("text:208:15: this is too much at once: the work of ")


def test_the_months_of_an_export_count(tmp_path: Path) -> None:
    asked = [DatedScenario(scenario(10, 2, "month"), parse_instant("2026-04-28"))]
    once = cards(tmp_path, 1)
    assert len(ledger(asked, once, months=120).entries) == 2_400  # 10 x 2 x 120
    more = [DatedScenario(scenario(10, 3, "month"), parse_instant("2026-04-28"))]
    with pytest.raises(InputError) as error:
        ledger(more, once, months=120)
    assert "3 options × 10 calls × 120 months = 3,600 charges" in refused(error)


def few_of_many(options: int, calls: int) -> ScenarioFile:
    """A scenario whose options have one of many calls each."""
    listed = "".join(f"- {{call: c{nth}, requests: 1, input: 1, output: 1}}\n" for nth in range(calls))
    named = "".join(f"  o{nth}: {{model: acme/m, use: [c{nth}]}}\n" for nth in range(options))
    return load_scenario(text=scenario_yaml(f"as_of: 2026-04-28\nworkload:\n{listed}options:\n{named}"))


def test_of_many_calls_those_count_that_an_option_uses(tmp_path: Path) -> None:
    once = cards(tmp_path, 1, "input: 1, output: 2")
    file = few_of_many(16, 60)  # and not 16 x 60 x 5 = 4,800
    result = forecast(file, once, as_of="2026-04-28", months=5)
    assert sum(month.plan.work for month in result.results) == 160  # 16 x 1 call of 2 charges x 5
    asked = [DatedScenario(file, parse_instant("2026-04-28"))]
    assert len(ledger(asked, once, months=5).entries) == 160


@pytest.mark.parametrize(
    ("text", "others", "said"),
    [
        # A scenario without options has one, and a line has a charge as a call has.
        ("workload:\n{}", {}, "1 option × 21 calls × 120 months = 2,520 charges"),
        ("workload:\n{}- {{line: x, unit_price: 1}}\n", {}, "1 option × 22 calls × 120 months = 2,640 charges"),
        ("workload:\n{}options: {{a: {{}}, b: {{}}}}\n", {}, "2 options × 21 calls × 120 months = 5,040 charges"),
        # What is not shown is worked out.
        ("workload:\n{}options: {{a: {{}}, b: {{}}}}\n", {"only": ["a"]}, "2 options × 21 calls × 120 months"),
        ("workload:\n{}- {{line: x, unit_price: 1, once: true}}\n", {}, "1 option × 21 calls × 120 months"),
    ],
)
def test_forecasts_and_exports_foresee_the_same(
    tmp_path: Path, text: str, others: dict[str, list[str]], said: str
) -> None:
    calls = "".join(f"- {{call: c{nth}, model: acme/m, requests: 1, input: 1}}\n" for nth in range(21))
    file = load_scenario(text=scenario_yaml(f"as_of: 2026-04-28\nperiod: month\n{text.format(calls)}"))
    once = cards(tmp_path, 1)
    with pytest.raises(InputError) as error:
        forecast(file, once, as_of="2026-04-28", months=120, **others)
    with pytest.raises(InputError) as of_export:
        ledger([DatedScenario(file, parse_instant("2026-04-28"), **others)], once, months=120)
    assert said in refused(error) == refused(of_export)


def test_the_scenarios_of_an_export_count_together(tmp_path: Path) -> None:
    once = cards(tmp_path, 1)
    first = DatedScenario(scenario(10, 40, "month"), parse_instant("2026-04-28"))
    other = scenario(10, 40, "month")
    object.__setattr__(other.scenario, "id", type(other.scenario.id)("t", other.scenario.id.place, unquoted=True))
    with pytest.raises(InputError) as error:
        ledger([first, DatedScenario(other, first.as_of)], once, months=6)
    assert "after 2,400 before them" in refused(error)


def test_both_sides_of_a_check_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, costcalc: Callable[..., Answer]
) -> None:
    monkeypatch.setattr("costcalc.review.priced.MOST_REVIEWED", 7)
    for side in ("base", "head"):
        (tmp_path / side / "pricing").mkdir(parents=True)
        (tmp_path / side / "scenarios").mkdir()
        cards(tmp_path / side / "pricing", 1)
        text = scenario_yaml(  # what is the same on both sides is priced once
            f"title: {side}\nworkload:\n- {{call: c, requests: 1, input: 1}}\n- {{call: d, requests: 1, input: 1}}\n"
            "options:\n  a: {model: acme/m}\n  b: {model: acme/m}\n"
        )
        (tmp_path / side / "scenarios" / "s.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "head")
    assert "too-much-work" not in costcalc("check", "--as-of", "2026-04-28").err
    answer = costcalc("check", "--as-of", "2026-04-28", "--base", "../base")
    assert answer.code == 2
    assert (
        "scenarios/s.yaml:2:5: error[too-much-work]: in the base: this is too much at once: the work of 8 charges"
        in answer.err
    )


def test_announced_prices_are_priced_anew_as_often_as_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, costcalc: Callable[..., Answer]
) -> None:
    monkeypatch.setattr("costcalc.review.priced.MOST_REVIEWED", 4)
    (tmp_path / "pricing").mkdir()
    (tmp_path / "scenarios").mkdir()
    cards(tmp_path / "pricing", 4)
    text = scenario_yaml("workload:\n- {call: c, requests: 1, input: 1}\noptions:\n  a: {model: acme/m}\n")
    (tmp_path / "scenarios" / "s.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "too-much-work" not in costcalc("check", "--as-of", "2026-01-01").err  # today, and three ahead
    monkeypatch.setattr("costcalc.review.priced.MOST_REVIEWED", 3)
    assert "s.yaml:2:5: error[too-much-work]" in costcalc("check", "--as-of", "2026-01-01").err


@pytest.mark.parametrize(
    ("price", "most"),
    [
        ("input: {{graduated: [{many}{{price: 1}}], period: month}}", 100),
        ("input: {{volume: [{many}{{price: 1}}], period: month}}", 100),
    ],
)
def test_a_price_has_so_many_slices(tmp_path: Path, price: str, most: int) -> None:
    def sliced(count: int) -> str:
        return price.format(many="".join(f"{{up_to: {nth}K, price: 1}}, " for nth in range(1, count)))

    assert cards(tmp_path, 1, sliced(most))
    with pytest.raises(InputError, match="too-many"):
        cards(tmp_path, 1, sliced(most + 1))


def test_a_model_has_so_many_rates(tmp_path: Path) -> None:
    assert cards(tmp_path, 1_000)
    with pytest.raises(InputError, match="too-many"):
        cards(tmp_path, 1_001)


def test_a_window_has_so_many_hours(tmp_path: Path) -> None:
    def window(count: int) -> str:
        hours = ", ".join([f'"{nth:02}:00-{nth:02}:30"' for nth in range(24)] + ['"12:30-12:40"'] * (count - 24))
        return f"input: 1, peak: {{multiplier: 2, tz: UTC, hours: [{hours}]}}"

    assert cards(tmp_path, 1, window(24))
    with pytest.raises(InputError, match="too-many"):
        cards(tmp_path, 1, window(25))


@pytest.mark.slow
def test_the_parts_of_a_quantity_count(tmp_path: Path) -> None:
    """100 parts of 1/7 are 100 quotients, 200 numbers and a sum: some 300 terms, of which 25 are usual.

    So each of 200 calls is 1 and some 11 charges, and two options are some 4,800.
    """
    once = cards(tmp_path, 1)
    parts = ", ".join(f"p{nth}: 1/7" for nth in range(100))
    calls = "".join(f"- {{call: c{nth}, requests: 1, input: {{{parts}}}}}\n" for nth in range(200))
    assert compare(scenario(200, 2, "month"), once, as_of="2026-04-28").plan.work == 400  # 200 x 2
    options = "  o: {model: acme/m}\n  p: {model: acme/m}\n"
    file = load_scenario(text=scenario_yaml(f"workload:\n{calls}options:\n{options}"))
    with pytest.raises(InputError) as error:
        compare(file, once, as_of="2026-04-28")
    assert "this is too much at once: the work of 4,8" in refused(error)
