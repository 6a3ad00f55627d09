"""Months of the calendar: split where prices change and at the hours of windows, to the second."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from costcalc.expr import number
from costcalc.instant import parse_period
from costcalc.problem import InputError, Place, Source
from costcalc.rules import Terms
from costcalc.workload import RequestGroup
from tests.estimates import estimate
from tests.inputs import card_yaml, cards_in, contract_yaml
from tools.read_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.pricing import Estimate
    from costcalc.ratecard import Catalogue

NOWHERE = Place(Source("asked"), 1, 1)
NEW_YORK, LORD_HOWE = "America/New_York", "Australia/Lord_Howe"
MINUTE = timedelta(minutes=1)
HOLIDAYS = set(read_yaml(Path("pricing/calendars/cn.yaml").read_text(encoding="utf-8"))["holidays"])


def ask(cards: Catalogue, ref: str, period: str, peak_share: str | None = None, requests: int = 1_000_000) -> Estimate:
    """Price a million chats of 200 and 500 tokens in a period."""
    share = number(Decimal(peak_share)) if peak_share else None
    group = RequestGroup("chat", number(requests), {"input": number(200), "output": number(500)}, peak_share=share)
    found = parse_period(period)
    assert found.start
    return estimate(cards.find(ref, NOWHERE), [group], {}, found.start, NOWHERE, found)


def minutes(start: datetime, end: datetime) -> Iterator[datetime]:
    """Count every minute of a time; no price changes within one."""
    while start < end:
        yield start
        start += MINUTE


def average(start: datetime, end: datetime, price: Callable[[datetime], Fraction]) -> Fraction:
    """Give the price on average of requests that are made evenly."""
    prices = [price(minute) for minute in minutes(start, end)]
    return sum(prices, Fraction(0)) / len(prices)


def month(year: int, nth: int) -> tuple[datetime, datetime]:
    return datetime(year, nth, 1, tzinfo=UTC), datetime(year + nth // 12, nth % 12 + 1, 1, tzinfo=UTC)


def in_beijing(moment: datetime, *, weekdays: bool) -> bool:
    """Say whether it is a peak hour in Beijing."""
    local = moment.astimezone(ZoneInfo("Asia/Shanghai"))
    if weekdays and (local.isoweekday() > 5 or local.date() in HOLIDAYS):
        return False
    return 9 <= local.hour < 12 or 14 <= local.hour < 18


def flash(moment: datetime) -> Fraction:
    """Say what a million chats cost at an instant, as the history of deepseek-v4-flash is told."""
    if moment < datetime(2026, 8, 16, 16, tzinfo=UTC):
        return Fraction(168)
    weekdays = moment >= datetime(2026, 8, 23, tzinfo=UTC)
    base = 374 if moment < datetime(2026, 9, 10, 4, tzinfo=UTC) else 330
    return Fraction(base * (2 if in_beijing(moment, weekdays=weekdays) else 1))


def test_august_is_split_at_the_instant_of_the_change(cards: Catalogue) -> None:
    result = ask(cards, "deepseek/deepseek-v4-flash", "2026-08")
    change = datetime(2026, 8, 16, 16, tzinfo=UTC)
    before = [charge for charge in result.charges if charge.until and charge.until <= change]
    after = [charge for charge in result.charges if charge.since and charge.since >= change]
    assert len(before) + len(after) == len(result.charges)
    # 15 days and 16 hours of 31 days are 376 hours of 744
    for charges, share in ((before, Fraction(47, 93)), (after, Fraction(46, 93))):
        counted = {
            meter: sum(Fraction(charge.quantity.value) for charge in charges if charge.meter == meter)
            for meter in ("input", "output")
        }
        assert counted == {"input": 200_000_000 * share, "output": 500_000_000 * share}
    assert sum(Fraction(charge.amount) for charge in before) == 168 * Fraction(47, 93)


def test_a_month_without_a_decree_has_no_holidays_and_says_so(cards: Catalogue) -> None:
    result = ask(cards, "deepseek/deepseek-v4-flash", "2027-03")
    # 23 weekdays of seven hours, of 31 days: by the clock on the wall, holidays aside, of which none is known
    assert Fraction(result.figure.value) == 330 * (1 + Fraction(23 * 7, 31 * 24))
    assert [(flag.code, flag.message) for flag in result.flags] == [
        (
            "calendar-assumed",
            "the calendar `cn` covers 2025 to 2026; no holidays are assumed from 2027-03-01 to 2027-03-31",
        )
    ]


def test_the_months_of_a_year_that_is_decreed_are_not_flagged(cards: Catalogue) -> None:
    assert ask(cards, "deepseek/deepseek-v4-flash", "2026-12").flags == ()


def test_the_parts_of_a_month_follow_each_other(cards: Catalogue) -> None:
    result = ask(cards, "deepseek/deepseek-v4-flash", "2026-08")
    times = dict.fromkeys((charge.since, charge.until) for charge in result.charges)
    assert list(times) == [
        (datetime(2026, 8, 1, tzinfo=UTC), datetime(2026, 8, 16, 16, tzinfo=UTC)),
        (datetime(2026, 8, 16, 16, tzinfo=UTC), datetime(2026, 8, 23, tzinfo=UTC)),
        (datetime(2026, 8, 23, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)),
    ]
    assert [charge.key for charge in result.charges if charge.meter == "input"] == [
        "chat.input.part_1",
        "chat.input.part_2.peak",
        "chat.input.part_2.off_peak",
        "chat.input.part_3.peak",
        "chat.input.part_3.off_peak",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("nth", [7, 8, 9, 10, 11, 12])
def test_a_month_costs_what_counting_its_minutes_gives(cards: Catalogue, nth: int) -> None:
    result = ask(cards, "deepseek/deepseek-v4-flash", f"2026-{nth:02}")
    assert Fraction(result.figure.value) == average(*month(2026, nth), flash)


def test_the_seconds_of_peak_hours(cards: Catalogue) -> None:
    result = ask(cards, "deepseek/deepseek-v4-flash", "2026-08")
    seconds = {True: 0, False: 0}
    for minute in minutes(datetime(2026, 8, 16, 16, tzinfo=UTC), datetime(2026, 9, 1, tzinfo=UTC)):
        weekdays = minute >= datetime(2026, 8, 23, tzinfo=UTC)
        seconds[in_beijing(minute, weekdays=weekdays)] += 60
    # by hand: 17 to 22 August every day, six of them; 24 to 28 and 31 August; seven hours each
    assert seconds[True] == 12 * 7 * 3600
    peak = [charge for charge in result.charges if charge.key.endswith(".peak") and charge.meter == "input"]
    assert sum(Fraction(charge.quantity.value) for charge in peak) == Fraction(200_000_000 * seconds[True], 744 * 3600)


def test_a_year_is_the_months_it_has(cards: Catalogue) -> None:
    # flash has no price before 24 April
    with pytest.raises(InputError) as refused:
        ask(cards, "deepseek/deepseek-v4-flash", "2026")
    assert [problem.code for problem in refused.value.problems] == ["not-in-force"]
    # gpt-4o in 2024: none before 13 May either; in 2025 one price
    result = ask(cards, "openai/gpt-4o", "2025")
    assert result.total == 200 * Decimal("2.5") + 500 * 10
    assert [charge.key for charge in result.charges] == ["chat.input", "chat.output"]


def test_a_change_on_the_first_of_a_month_splits_nothing(cards: Catalogue) -> None:
    result = ask(cards, "openai/gpt-4o", "2024-11")
    assert [charge.key for charge in result.charges] == ["chat.input", "chat.output"]
    # and in October one day of 31 is at the old price
    october = ask(cards, "openai/gpt-4o", "2024-10")
    old, new = 200 * Fraction(5) + 500 * 15, 200 * Fraction(5, 2) + 500 * 10
    assert Fraction(october.figure.value) == old / 31 + new * 30 / 31


@pytest.mark.parametrize("period", ["2026-04", "2026-05"])
def test_a_change_at_either_end_of_a_period_is_none_in_it(tmp_path: Path, period: str) -> None:
    cards = cards_in(
        tmp_path,
        card_yaml(
            "models:\n  small:\n    rates:\n"
            "      - {effective: 2026-04-01, source: s, input: 1, output: 1}\n"
            "      - {effective: 2026-05-01, source: s, input: 2, output: 2,"
            " promotion: {until: 2026-06-01, multiplier: 0.5}}\n"
            "      - {effective: 2026-06-01, until: 2026-07-01, source: s, input: 3, output: 3}\n"
        ),
        contract_yaml("contract: [{effective: 2026-05-01, until: 2026-06-01, source: s, discount: 50%}]\n"),
    )
    assert [charge.key for charge in ask(cards, "acme/small", period).charges] == ["chat.input", "chat.output"]
    # 700 at 1; 700 at 2, halved by the promotion, and by the contract
    assert ask(cards, "acme/small", period).total == 700
    assert ask(cards, "deal/small", period).total == (700 if period == "2026-04" else 350)


def test_what_changes_no_price_splits_nothing(tmp_path: Path) -> None:
    cards = cards_in(
        tmp_path,
        card_yaml(
            "models:\n"
            "  large: {rates: [{effective: 2026-01-01, source: s, input: 1, output: 1}]}\n"
            "  small:\n    rates:\n"
            "      - {effective: 2026-01-01, source: s, input: 2, output: 2,"
            " promotion: {until: 2026-04-16, multiplier: 0.5}}\n"
            "      - {effective: 2026-04-01, source: s, input: 1, output: 1}\n"
        ),
        contract_yaml("contract: [{effective: 2026-04-11, source: s, models: [large], discount: 50%}]\n"),
    )
    # the promotion's end lies after that of its rate; the contract is for another model
    for ref in ("acme/small", "deal/small"):
        assert [charge.key for charge in ask(cards, ref, "2026-04").charges] == ["chat.input", "chat.output"]
    assert len(ask(cards, "deal/large", "2026-04").charges) == 4


@pytest.mark.slow
def test_a_month_costs_what_its_instants_do_on_average(tmp_path: Path) -> None:
    cards = cards_in(
        tmp_path,
        card_yaml(
            "models:\n  small:\n    rates:\n"
            "      - {effective: 2026-01-01, source: s, input: 2, output: 7, services: {batch: {multiplier: 0.5}},"
            " promotion: {until: 2026-04-05T06:30:00Z, multiplier: 0.5}}\n"
            "      - {effective: 2026-04-09T12:00:00Z, source: s, input: 3, output: 5,"
            " services: {batch: {input: 1, output: 2}},"
            ' peak: {multiplier: 2, hours: ["22:30-03:00"], tz: "+05:30", days: mon-thu}, markup: 10%}\n'
            "      - {effective: 2026-04-23T00:30:00Z, source: s, input: 3, output: 11,"
            " services: {batch: {multiplier: 0.1}},"
            ' off_peak: {hours: ["00:00-06:00"], tz: Europe/Berlin, output: 1}}\n'
        ),
        contract_yaml(
            "contract:\n"
            "  - {effective: 2026-04-12T23:30:00Z, until: 2026-04-27, source: s, discount: 30%}\n"
            "  - {effective: 2026-04-03, source: s, meters: [input], discount: 70%}\n"
        ),
    )
    offer = cards.find("deal/small", NOWHERE)
    shape = {"input": number(200), "output": number(500)}
    groups = [
        RequestGroup("now", number(1_000_000), shape),
        RequestGroup("later", number(1_000_000), shape, Terms("batch")),
    ]
    period = parse_period("2026-04")
    start, end = month(2026, 4)
    half_hours = [start + timedelta(minutes=30 * nth) for nth in range((end - start) // timedelta(minutes=30))]
    each = [Fraction(estimate(offer, groups, {}, moment, NOWHERE).figure.value) for moment in half_hours]
    assert len(set(each)) > 10
    found = estimate(offer, groups, {}, start, NOWHERE, period).figure.value
    assert Fraction(found) == sum(each, Fraction(0)) / len(each)


def test_the_share_of_the_peak_holds_in_each_part(cards: Catalogue) -> None:
    result = ask(cards, "deepseek/deepseek-v4-flash", "2026-08", peak_share="0.25")
    # a quarter of the requests at twice the price, from the change on
    assert Fraction(result.figure.value) == 168 * Fraction(47, 93) + 374 * Fraction(5, 4) * Fraction(46, 93)


def test_a_month_without_a_peak_hour_has_no_peak(tmp_path: Path) -> None:
    cards = written(tmp_path, {"hours": '["09:00-12:00"]', "tz": "UTC", "days": "[mon]", "holidays": "days"})
    (tmp_path / "calendars").mkdir()
    days = "".join(f"  2026-02-{day:02}: off\n" for day in (2, 9, 16, 23))
    (tmp_path / "calendars" / "days.yaml").write_text(
        f"schema: costcalc/calendar/v1\nid: days\ntitle: d\nsource: s\nyears: 2026\nholidays:\n{days}", encoding="utf-8"
    )
    result = ask(cards, "acme/small", "2026-02")
    assert [charge.key for charge in result.charges] == ["chat.input", "chat.output"]
    assert result.total == 700


def written(folder: Path, window: dict[str, str]) -> Catalogue:
    text = ", ".join(f"{key}: {value}" for key, value in window.items())
    card = card_yaml(
        "models:\n  small:\n    rates:\n      - effective: 2024-01-01\n        source: s\n"
        f"        input: 1\n        output: 1\n        peak: {{multiplier: 3, {text}}}\n"
    )
    return cards_in(folder, card)


def is_in(local: datetime, spans: list[tuple[time, time]], days: set[int]) -> bool:
    """Say whether a clock on the wall shows a time of the window: independent of how the window works it out."""
    now, today = local.time(), local.isoweekday() - 1
    for start, end in spans:
        if start < end and start <= now < end and today in days:
            return True
        if start > end and ((now >= start and today in days) or (now < end and (today - 1) % 7 in days)):
            return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize(
    ("window", "spans", "days", "zone", "period"),
    [
        ({"hours": '["09:00-12:00"]', "tz": "UTC"}, [(9, 12)], range(7), "UTC", "2026-02"),
        ({"hours": '["00:00-24:00"]', "tz": "UTC", "days": "mon-fri"}, [(0, 24)], range(5), "UTC", "2026-02"),
        ({"hours": '["22:00-06:00"]', "tz": "UTC", "days": "mon-fri"}, [(22, 6)], range(5), "UTC", "2026-02"),
        ({"hours": '["22:00-06:00"]', "tz": '"+08:00"', "days": "[sat]"}, [(22, 6)], [5], "Asia/Shanghai", "2026-05"),
        # in any order
        ({"hours": '["14:00-18:00", "09:00-12:00"]', "tz": "UTC"}, [(9, 12), (14, 18)], range(7), "UTC", "2026-02"),
        # they overlap, and no minute counts twice
        ({"hours": '["08:00-12:00", "10:00-14:00"]', "tz": "UTC"}, [(8, 12), (10, 14)], range(7), "UTC", "2026-02"),
        ({"hours": '["10:00-14:00", "20:00-11:00"]', "tz": "UTC"}, [(10, 14), (20, 11)], range(7), "UTC", "2026-02"),
        ({"hours": '["20:00-11:00"]', "tz": "UTC", "days": "fri-mon"}, [(20, 11)], [4, 5, 6, 0], "UTC", "2026-02"),
        # the clocks change in the middle of the night
        ({"hours": '["01:00-04:00"]', "tz": "Europe/Berlin"}, [(1, 4)], range(7), "Europe/Berlin", "2026-03"),
        ({"hours": '["01:00-04:00"]', "tz": "Europe/Berlin"}, [(1, 4)], range(7), "Europe/Berlin", "2026-10"),
        ({"hours": '["22:00-06:00"]', "tz": "Europe/Berlin"}, [(22, 6)], range(7), "Europe/Berlin", "2026-10"),
        ({"hours": '["09:00-17:00"]', "tz": NEW_YORK, "days": "mon-fri"}, [(9, 17)], range(5), NEW_YORK, "2026-11"),
        ({"hours": '["09:00-17:00"]', "tz": NEW_YORK, "days": "mon-fri"}, [(9, 17)], range(5), NEW_YORK, "2026"),
        ({"hours": '["09:00-17:00"]', "tz": LORD_HOWE}, [(9, 17)], range(7), LORD_HOWE, "2026-04"),
        ({"hours": '["09:00-17:00"]', "tz": "Asia/Kathmandu"}, [(9, 17)], range(7), "Asia/Kathmandu", "2024-02"),
    ],
)  # fmt: skip
def test_the_hours_of_a_window_are_those_that_a_clock_on_the_wall_shows(
    tmp_path: Path, window: dict[str, str], spans: list[tuple[int, int]], days: Any, zone: str, period: str
) -> None:
    result = ask(written(tmp_path, window), "acme/small", period)
    found = parse_period(period)
    assert found.start
    assert found.end
    on_the_wall = [(time(start), time(end) if end < 24 else time.max) for start, end in spans]

    def price(moment: datetime) -> Fraction:
        local = moment.astimezone(ZoneInfo(zone))
        return Fraction(700 * (3 if is_in(local, on_the_wall, set(days)) else 1))

    assert Fraction(result.figure.value) == average(found.start, found.end, price)


def test_units_that_are_held_are_paid_for_the_time_of_each_rate_once(tmp_path: Path) -> None:
    rates = "".join(
        f"      - {{effective: {since}, source: s, capacity: {{reserved: {price}, per: 1 unit, term: month}}}}\n"
        for since, price in (("2026-01-01", 260), ("2026-03-11", 300))
    )
    cards = cards_in(tmp_path, card_yaml(f"models:\n  m:\n    rates:\n{rates}"))
    period = parse_period("2026-03")
    assert period.start
    group = RequestGroup("hold", number(1), {"capacity": number(20)})
    found = estimate(cards.find("acme/m", NOWHERE), [group], {}, period.start, NOWHERE, period)
    # ten days of March at 260 a month, and 21 at 300
    assert found.value == 20 * (260 * Fraction(10, 31) + 300 * Fraction(21, 31))
