"""A wrong argument is refused by its name, whatever is wrong with it, and never inside the library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import costcalc
from costcalc.comparison import PeriodOverride, evaluate, plan
from costcalc.diff import diff_cards
from costcalc.export import ledger
from costcalc.export.times import DatedScenario
from costcalc.instant import parse_period
from costcalc.problem import InputError
from costcalc.review import review

D = Decimal
MINI = "openai/gpt-4o-mini"
WHEN = "2026-04-28"
CHATBOT = Path("scenarios/chatbot.yaml")
CARDS = costcalc.load_cards("pricing")
CHAT = costcalc.load_scenario(CHATBOT)
ANSWER = costcalc.compare(CHAT, CARDS, as_of=WHEN)
PLAN = plan(CHAT, CARDS, as_of=WHEN)
ASKED = DatedScenario(CHAT, datetime(2026, 4, 28, tzinfo=UTC))


def price(model: Any = MINI, usage: Any = None, requests: Any = 1, *, cards: Any = CARDS, **more: Any) -> Any:
    asked = {"input": 1_000_000} if usage is None else usage
    return costcalc.price(cards, model, asked, requests, **{"as_of": WHEN, **more})


def compare(scenario: Any = CHAT, cards: Any = CARDS, **more: Any) -> Any:
    return costcalc.compare(scenario, cards, **{"as_of": WHEN, **more})


def forecast(scenario: Any = CHAT, cards: Any = CARDS, **more: Any) -> Any:
    return costcalc.forecast(scenario, cards, **{"as_of": WHEN, "months": 1, **more})


def solve(unknown: Any = "queries", target: Any = "flash.total = 1", **more: Any) -> Any:
    return costcalc.solve(CHAT, CARDS, unknown, target=target, **{"as_of": WHEN, **more})


def given(**more: Any) -> Any:
    assert ANSWER.outcomes[0].estimate
    return ANSWER.outcomes[0].estimate.figure.given(more)


class Nowhere(tzinfo):
    """A zone that does not know its offset."""

    def utcoffset(self, _moment: datetime | None) -> None:
        return None

    def dst(self, _moment: datetime | None) -> None:
        return None

    def tzname(self, _moment: datetime | None) -> str:
        return "nowhere"


Wrong = Callable[[Any], Any]

WRONG_TYPES: list[tuple[Wrong, Any, str]] = [
    (lambda it: price(cards=it), "pricing", "cards must be what load_cards gave, not str"),
    (lambda it: price(cards=it), Path("pricing"), "cards must be what load_cards gave, not PosixPath"),
    (price, 4, "model must be a text such as openai/gpt-4o, not int"),
    (price, None, "model must be a text such as openai/gpt-4o, not NoneType"),
    (lambda it: price(usage=it), [3000, 500], "usage must be a mapping of meters to quantities"),
    (lambda it: price(usage=it), "input=3000", "usage must be a mapping of meters to quantities"),
    (lambda it: price(usage=it), pd.Series({"input": 1}), "usage must be a mapping of meters to quantities"),
    (lambda it: price(usage=it), {1: 3000}, "usage must be a mapping whose keys are names of meters, not int"),
    (lambda it: price(usage=it), {"input": 0.5}, "input must be an int, a Decimal or a Fraction, not float, which has"),
    (lambda it: price(usage=it), {"input": np.float64(1)}, "input must be .* not float64, which has lost digits"),
    (lambda it: price(usage=it), {"input": np.True_}, "input must be an int, a Decimal or a Fraction, not bool"),
    (lambda it: price(usage=it), {"input": np.array([1])}, "input must be .* not ndarray"),
    (lambda it: price(usage=it), {"input": None}, "input must be an int, a Decimal or a Fraction, not NoneType"),
    (lambda it: price(requests=it), "1M", "requests must be an int, a Decimal or a Fraction, not str"),
    (lambda it: price(requests=it), True, "requests must be an int, a Decimal or a Fraction, not bool"),
    (lambda it: price(peak_share=it), 0.5, "peak_share must be .* not float, which has lost digits already"),
    (lambda it: price(service=it), 5, "service must be a text such as batch, or None, not int"),
    (lambda it: price(region=it), ["eu"], "region must be a text such as eu, or None, not list"),
    (lambda it: price(places=it), [], "places must be a mapping of names to places, not list"),
    (lambda it: price(as_of=it), 20260428, "as_of must be a datetime, a date or ISO text, not int"),
    (lambda it: price(as_of=it), None, "as_of must be a datetime, a date or ISO text, not NoneType"),
    (lambda it: price(as_of=it), np.datetime64("2026-04-28"), "as_of must be .* not datetime64"),
    (compare, str(CHATBOT), "scenario must be what load_scenario gave, not str"),
    (compare, CHATBOT, "scenario must be what load_scenario gave, not PosixPath"),
    (lambda it: compare(cards=it), "pricing", "cards must be what load_cards gave, not str"),
    (lambda it: compare(as_of=it), 2026, "as_of must be a datetime, a date or ISO text, not int"),
    (lambda it: compare(fx=it), "fx.yaml", "fx must be what load_fx gave, not str"),
    (lambda it: compare(settings=it), [("queries", 1)], "settings must be a mapping of names to numbers or formulas"),
    (lambda it: compare(settings=it), {1: 2}, "settings must be a mapping whose keys are names of assumptions"),
    (lambda it: compare(settings=it), {"queries": 1.5}, r"settings\['queries'\] must be .* not float"),
    (lambda it: compare(models=it), MINI, "models must be a list of texts such as openai/gpt-4o, not one text"),
    (lambda it: compare(models=it), [4], "models must be a list of texts .* one of them is of the type int"),
    (lambda it: compare(models=it), 4, "models must be a list of texts such as openai/gpt-4o, not int"),
    (lambda it: compare(period=it), "2026-08", "period must be a PeriodOverride, not str"),
    (lambda it: compare(period=it), PeriodOverride("2026-08", 1), "period.period must be a Period"),  # type: ignore[arg-type]
    (lambda it: compare(period=it), PeriodOverride(parse_period("2026-08"), 1), "period.times must be a formula"),  # type: ignore[arg-type]
    (forecast, CHATBOT, "scenario must be what load_scenario gave, not PosixPath"),
    (lambda it: forecast(cards=it), "pricing", "cards must be what load_cards gave, not str"),
    (lambda it: forecast(as_of=it), None, "as_of must be a datetime, a date or ISO text, not NoneType"),
    (lambda it: forecast(start=it), 2027, "start must be a datetime, a date or ISO text, not int"),
    (lambda it: forecast(months=it), "3", "months must be a whole number, not str"),
    (lambda it: forecast(months=it), 1.5, "months must be a whole number, not float"),
    (lambda it: forecast(settings=it), [("queries", 1)], "settings must be a mapping of names to numbers or formulas"),
    (lambda it: forecast(settings=it), {"queries": 1.5}, r"settings\['queries'\] must be .* not float"),
    (lambda it: forecast(models=it), MINI, "models must be a list of texts such as openai/gpt-4o, not one text"),
    (lambda it: forecast(only=it), "flash", "only must be a list of ids of options, not one text"),
    (lambda it: forecast(fx=it), "fx.yaml", "fx must be what load_fx gave, not str"),
    (solve, 3, "unknown must be the name of an assumption, not int"),
    (lambda it: solve(target=it), 154, "target must be an equation such as 'flash.total = 154', not int"),
    (lambda it: solve(target=None, break_even=it), "turbo", "break_even must be the ids of two options, not one text"),
    (lambda it: solve(settings=it), {"queries": 1.5}, r"settings\['queries'\] must be .* not float"),
    (lambda it: evaluate(it, PLAN.frame()), ANSWER, "planned must be what plan gave, not Comparison"),
    (lambda it: evaluate(PLAN, it), {"queries": D(1)}, "frame must be a Frame"),
    (lambda it: given(queries=it), 0.5, r"settings\['queries'\] must be .* not float, which has lost digits"),
    (lambda it: given(queries=it), [2], r"settings\['queries'\] must be .* not list"),
    (costcalc.load_scenario, 5, "path must be the path of a scenario, an open file or a mapping, not int"),
    (costcalc.load_scenario, None, "path must be .* or text is given in its place: there is neither"),
    (costcalc.load_scenario, b"scenarios/chatbot.yaml", "path must be .* not bytes"),
    (costcalc.load_scenario, ["schema"], "path must be the path of a scenario, an open file or a mapping, not list"),
    (costcalc.load_scenario, "schema: x\nid: y", r"path must be .* not a text: write load_scenario\(text=...\)"),
    (costcalc.load_scenario, {"workload": [{"input": 0.5}]}, r"workload\[0\].input must be .* not float, which has"),
    (costcalc.load_scenario, {"options": {1: 2}}, "a key of options must be a text, not int"),
    (costcalc.load_scenario, {"options": {"a"}}, "options must be a text, an exact number, a date, a list"),
    (lambda it: costcalc.load_scenario(text=it), CHATBOT, "text must be the text of a scenario, not PosixPath"),
    (lambda it: costcalc.load_scenario(CHATBOT, text=it), "x", "path must be .* or text is given .*: not both"),
    (lambda it: costcalc.load_scenario(CHATBOT, it), 5, "name must be a text, or None, not int"),
    (costcalc.load_cards, 5, "path must be the path of a folder or of a card, not int"),
    (costcalc.load_cards, ["pricing"], "path must be the path of a folder or of a card, not list"),
    (costcalc.load_cards, b"pricing", "path must be the path of a folder or of a card, not bytes"),
    (costcalc.load_fx, {"CNY": 7}, "path must be the path of a file of exchange rates, not dict"),
    (costcalc.load_fx, None, "path must be the path of a file of exchange rates, not NoneType"),
    (costcalc.read_usage, {"usage": {}}, "path must be the path of a JSON file, or -, not dict"),
    (lambda it: costcalc.read_usage("-", it), None, "service must be a text such as batch, not NoneType"),
    (lambda it: review(it, as_of=WHEN), "pricing", "paths must be a list of paths, not one text"),
    (lambda it: review([it], as_of=WHEN), 5, "paths must be a list of paths, not int"),
    (lambda it: review(as_of=it), None, "as_of must be a datetime, a date or ISO text, not NoneType"),
    (lambda it: review(as_of=WHEN, base=it), 5, "base must be a folder or a revision as a text, or None, not int"),
    (lambda it: ledger(it, CARDS), CHATBOT, r"scenarios must be a list of DatedScenario\(file, as_of\), not PosixPath"),
    (lambda it: ledger(it, CARDS), [CHAT], "scenarios must be a list of .* one of them is of the type ScenarioFile"),
    (lambda it: ledger([ASKED], it), "pricing", "cards must be what load_cards gave, not str"),
    (lambda it: ledger([ASKED], CARDS, months=it), "3", "months must be a whole number, or None, not str"),
    (lambda it: diff_cards(it, CARDS), "pricing", "old must be cards, as load_cards gives, not one text"),
    (lambda it: diff_cards(CARDS, it), None, "new must be cards, as load_cards gives, not NoneType"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "argument", "said"), WRONG_TYPES, ids=map(str, range(len(WRONG_TYPES))))
def test_a_wrong_type_is_refused_with_the_name_of_the_argument(call: Wrong, argument: Any, said: str) -> None:
    with pytest.raises(TypeError, match=f"^{said}"):
        call(argument)


@pytest.mark.parametrize(
    "moment",
    [
        date.min,
        date.max,
        date(1989, 12, 31),
        date(2200, 1, 1),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-14))),
        datetime.max.replace(tzinfo=UTC),
        "0001-01-01",
        "9999-12-31T23:59:59-14:00",
        pd.NaT,
    ],
    ids=repr,
)
def test_the_ends_of_the_calendar_are_no_as_of(moment: Any) -> None:
    for call in (price, compare, review):
        with pytest.raises(ValueError, match=r"^as_of is no point in time: the year must lie between 1990 and 2199"):
            call(as_of=moment)


@pytest.mark.parametrize("moment", [datetime(2026, 4, 28), datetime(2026, 4, 28, tzinfo=Nowhere())])  # noqa: DTZ001
def test_an_instant_has_a_time_zone_that_knows_its_offset(moment: datetime) -> None:
    with pytest.raises(ValueError, match=r"^as_of needs a time zone"):
        price(as_of=moment)


@pytest.mark.parametrize("moment", ["tomorrow", "", "2026-02-30", "2026-04-28T12:00"])
def test_a_text_that_is_no_instant(moment: str) -> None:
    with pytest.raises(ValueError, match=r"^as_of is no point in time: "):
        price(as_of=moment)


def test_a_break_even_is_of_two_options() -> None:
    with pytest.raises(ValueError, match="break_even must be the ids of two options, not 3"):
        solve(target=None, break_even=("turbo", "flash", "turbo"))


@pytest.mark.parametrize("months", [0, -1])
def test_a_forecast_has_a_month(months: int) -> None:
    with pytest.raises(ValueError, match=rf"^months must be at least 1, not {months}$"):
        forecast(months=months)


def test_the_first_month_is_an_instant() -> None:
    with pytest.raises(ValueError, match=r"^start is no point in time: "):
        forecast(start="2027")


def test_a_level_that_there_is_not() -> None:
    with pytest.raises(ValueError, match=r"^fail_on must be .*error.* or None, not 'loud'"):
        review(as_of=WHEN, fail_on="loud")


@pytest.mark.parametrize(
    "moment",
    [
        date(2026, 4, 28),
        datetime(2026, 4, 28, tzinfo=UTC),
        datetime(2026, 4, 28, 2, tzinfo=timezone(timedelta(hours=2))),
        pd.Timestamp("2026-04-28", tz="UTC"),
        "2026-04-28",
        np.str_("2026-04-28"),
    ],
    ids=repr,
)
def test_an_instant_however_somebody_has_it(moment: Any) -> None:
    bill = price(as_of=moment)
    assert bill.as_of == datetime(2026, 4, 28, tzinfo=UTC)
    assert type(bill.as_of) is datetime


@pytest.mark.parametrize(
    ("quantity", "amount"),
    [
        (2_000_000, D("0.3")),  # 2M tokens * 0.15 / 1M
        (np.int64(2_000_000), D("0.3")),
        (np.uint8(200), D("0.00003")),
        (np.array(2_000_000), D("0.3")),
        (D("0.5"), D("7.5E-8")),
        (Fraction(1, 2), D("7.5E-8")),
        (Fraction(1, 3), Fraction(5, 10**8)),  # 0.15 / 3 / 1M
        (10**30, D("1.5E+23")),
    ],
    ids=repr,
)
def test_every_exact_number_is_taken(quantity: Any, amount: Any) -> None:
    assert price(usage={"input": quantity}).value == amount
    assert price(usage={"input": 1}, requests=quantity).value == amount


def test_numbers_of_numpy_everywhere() -> None:
    assert given(queries=np.int64(2_000_000)) == 34_000  # 2M * (200 * 10 + 500 * 30) / 1M
    result = compare(settings={"queries": np.int32(2_000_000)})
    assert result["turbo"].estimate.total == 34_000
    bill = price(usage={"input": np.int64(3), "cache_read": Fraction(1, 2)})
    assert bill.value == D("2.5") * D("0.15") / 10**6 + D("0.5") * D("0.075") / 10**6


def test_a_part_that_is_a_fraction_is_no_more_than_its_whole() -> None:
    with pytest.raises(InputError) as refused:
        price(usage={"input": 1, "cache_read": Fraction(4, 3)})
    assert [problem.code for problem in refused.value.problems] == ["part-exceeds-whole"]


def test_a_number_that_is_none() -> None:
    for amount in (D("NaN"), D("Infinity"), -1, Fraction(-1, 3), 10**100):
        with pytest.raises(InputError) as refused:
            price(usage={"input": amount})
        assert [problem.code for problem in refused.value.problems] == ["bad-number"]


def test_a_name_that_is_too_long_is_no_folder() -> None:
    with pytest.raises(InputError) as refused:
        costcalc.load_cards("a" * 5_000)
    assert [problem.code for problem in refused.value.problems] == ["no-such-folder"]


def test_texts_and_mappings_of_other_kinds_are_taken() -> None:
    class Name(str):
        __slots__ = ()

    from types import MappingProxyType

    assert price(Name(MINI), MappingProxyType({"input": 1_000_000}), service=Name("standard")).total == D("0.15")
    assert price(service=None).total == D("0.15")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: price(region=""), "region must be a text such as eu, or None, and is empty"),
        (lambda: price(service=""), "service must be a text such as batch, or None, and is empty"),
        (lambda: costcalc.load_cards(""), "path must be the path of a folder or of a card, and is empty"),
        (lambda: costcalc.load_scenario(""), "path must be the path of a scenario, and is empty"),
        (lambda: review([""], as_of=WHEN), "paths must be a list of paths, and is empty"),
        (lambda: review(pricing=[""], as_of=WHEN), "pricing must be a list of paths, and is empty"),
    ],
    ids=map(str, range(6)),
)
def test_what_is_empty_is_no_argument(call: Callable[[], object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()
