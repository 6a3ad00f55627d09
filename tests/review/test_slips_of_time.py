"""What an ordinary change could slip past the gate: one test for each way of hours, dates and periods."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.review.gated import BUDGETED, answer, dearer_by_day, gated, rate, stopped
from tests.review.project import POLICY

if TYPE_CHECKING:
    from tests.review.project import Project

THRICE = ("input: 0.50", "output: 1", 'peak: {multiplier: 3, hours: ["08:00-20:00"], tz: UTC}')


def test_hours_at_which_a_price_is_dearer_are_looked_at(project: Project) -> None:
    """Three times as much from 08:00 to 20:00: 1,800 in place of 600, which is 200 % more."""
    gated(project)
    rate(project, "2026-11-20", "input: 0.50", "output: 1", 'peak: {multiplier: 3, hours: ["08:00-20:00"], tz: UTC}')
    found = answer(project, 1)
    assert [each["message"] for each in found["findings"] if each["failing"]] == [
        "bot/small rises by 200 %, and the gate is 25%, at 2026-11-23T08:00:00Z, in peak hours"
    ]
    (move,) = found["moves"]
    assert (move["hours"], move["before"]["total"], move["after"]["total"]) == ("peak", "600", "1800")
    (hours,) = (each for each in found["findings"] if each["check"] == "hours-changed")
    assert "3 times the price in 08:00-20:00 UTC" in hours["message"]


def test_hours_that_grow_dearer_are_looked_at_although_midnight_is_not_among_them(project: Project) -> None:
    dearer_by_day(project, 2)
    gated(project)
    rate(project, "2026-11-21", "input: 0.50", "output: 1", 'peak: {multiplier: 3, hours: ["08:00-20:00"], tz: UTC}')
    project.edit("pricing/acme.yaml", ("version: 2026-11-20", "version: 2026-11-21"))
    assert stopped(project) == [  # 1,200 -> 1,800
        "gate: bot/small rises by 50 %, and the gate is 25%, at 2026-11-23T08:00:00Z, in peak hours"
    ]


def test_hours_that_only_move_cost_no_more_and_are_said(project: Project) -> None:
    dearer_by_day(project, 2)
    gated(project)
    rate(project, "2026-11-21", "input: 0.50", "output: 1", 'peak: {multiplier: 2, hours: ["09:00-21:00"], tz: UTC}')
    project.edit("pricing/acme.yaml", ("version: 2026-11-20", "version: 2026-11-21"))
    found = answer(project, 0)
    assert found["moves"] == []
    assert [each["about"] for each in found["findings"] if each["check"] == "hours-changed"] == [
        "acme/small 2026-11-21"
    ]


def test_hours_that_grow_dearer_do_not_hide_below_those_that_are_dearest(project: Project) -> None:
    """Peak hours stay 600 * 3 = 1,800, and all others double."""
    dearer_by_day(project, 3)
    gated(project)
    rate(project, "2026-11-21", "input: 1", "output: 2", 'peak: {multiplier: 1.5, hours: ["08:00-20:00"], tz: UTC}')
    project.edit("pricing/acme.yaml", ("version: 2026-11-20", "version: 2026-11-21"))
    assert stopped(project) == ["gate: bot/small rises by 100 %, and the gate is 25%, at 2026-11-23, in off-peak hours"]


def test_whoever_says_when_requests_are_made_is_priced_by_that(project: Project) -> None:
    """A tenth in peak hours: 600 * (0.9 + 0.1 * 3) = 720, which is 20 % more."""
    project.edit("scenarios/bot.yaml", ("period: month", "period: month\npeak_share: 10%"))
    gated(project)
    rate(project, "2026-11-20", "input: 0.50", "output: 1", 'peak: {multiplier: 3, hours: ["08:00-20:00"], tz: UTC}')
    found = answer(project, 0)
    assert [(each["after"]["total"], each["hours"]) for each in found["moves"]] == [("720", None)]


def test_an_announced_price_is_held_against_the_gate(project: Project) -> None:
    """Ten times the input from tomorrow on: 5,000 + 100 = 5,100 in place of 600, which is 750 % more."""
    gated(project)
    project.price("small", "2026-11-24", input="5", output="1")
    assert stopped(project) == ["gate: bot/small rises by 750 %, and the gate is 25%, at 2026-11-24"]


def grows(project: Project, by: str) -> None:
    """Give the scenario requests that grow from month to month, of which November is the first."""
    project.edit(
        "scenarios/bot.yaml",
        ("requests: tickets,", f"requests: tickets * {by} ^ (month - 1),"),
        ("assumptions:\n", "assumptions:\n  month: {value: 1, why: the first}\n"),
    )


def test_growth_is_held_in_the_months_in_which_it_shows(project: Project) -> None:
    """November costs 600 as before; December 600 * 1.5 in place of 600 * 1.1, 900 in place of 660."""
    grows(project, "1.1")
    gated(project)
    project.edit("scenarios/bot.yaml", ("1.1 ^", "1.5 ^"))
    found = answer(project, 1)
    assert [each["message"] for each in found["findings"] if each["failing"]] == [
        "bot/large rises by 36.36 %, and the gate is 25%, at 2026-12-01",
        "bot/small rises by 36.36 %, and the gate is 25%, at 2026-12-01",
    ]
    assert found["moves"] == []
    # the last month within 400 days is December 2027, the fourteenth: 600 * 1.1 ^ 13 before, and 600 * 1.5 ^ 13
    (small,) = (one for one in found["upcoming"] if one["option"] == "small")
    assert (small["since"], small["now"], small["then"]) == (
        "2027-12-01T00:00:00Z",
        str((600 * Decimal("1.1") ** 13).normalize()),
        "116771.7041015625",
    )


def test_a_budget_holds_in_months_to_come(project: Project) -> None:
    """600 * 1.2 ^ 3 are 1,036.80 in February; the base keeps 900 in all of them."""
    grows(project, "1.01")
    project.edit("scenarios/bot.yaml", BUDGETED)
    project.started()
    project.edit("scenarios/bot.yaml", ("1.01 ^", "1.2 ^"))
    assert stopped(project) == ["budget: bot/small is over its budget by 136.8 USD, at 2027-02-01"]


def test_growth_that_is_as_it_was_is_no_news(project: Project) -> None:
    grows(project, "1.1")
    project.edit("scenarios/bot.yaml", BUDGETED)  # the base breaks it in May 2027
    gated(project)
    project.edit("scenarios/bot.yaml", ("title: Support bot", "title: A bot"))
    found = answer(project, 0)
    assert (found["moves"], found["upcoming"]) == ([], [])


def test_a_promotion_that_ends_is_held_against_the_gate(project: Project) -> None:
    """Until the end of the week 600 as before; then 2 * 1,000M + 1 * 100M = 2,100 in place of 600."""
    gated(project)
    rate(
        project,
        "2026-11-20",
        "input: 2",
        "output: 1",
        "promotion: {until: 2026-11-29, input: 0.50}",
    )
    assert stopped(project) == ["gate: bot/small rises by 250 %, and the gate is 25%, at 2026-11-29"]


def test_a_budget_says_on_which_day_it_will_be_broken(project: Project) -> None:
    project.edit("scenarios/bot.yaml", BUDGETED)
    project.started()
    project.price("small", "2026-12-24", input="1", output="1")  # 1,100 then
    assert stopped(project) == ["budget: bot/small is over its budget by 200 USD, at 2026-12-24"]


def test_how_far_ahead_is_looked_is_said_in_the_policy(project: Project) -> None:
    gated(project, more="horizon: 30 days\n")
    project.price("small", "2026-12-24", input="5", output="1")  # 31 days ahead
    assert stopped(project, 0) == []


def test_what_the_base_announced_is_no_news(project: Project) -> None:
    project.price("small", "2026-11-24", input="5", output="1")
    gated(project)
    project.edit("scenarios/bot.yaml", ("title: Support bot", "title: A bot"))
    assert stopped(project, 0) == []


def test_a_price_that_ends_is_said_before_it_does(project: Project) -> None:
    project.started()
    project.edit("pricing/acme.yaml", ("version: 2026-11-01", "version: 2026-11-20"))
    text = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    before, _, after = text.rpartition("effective: 2026-01-01\n")
    project.write("pricing/acme.yaml", f"{before}effective: 2026-01-01\n        until: 2026-11-25\n{after}")
    found = answer(project, 0)
    assert [each["message"] for each in found["findings"] if each["check"] == "no-price-ahead"] == [
        "bot/small has no price from 2026-11-25 on: acme/small has no price at 2026-11-25"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "acme/small}",
            "acme/small, as_of: 2026-02-01}",
            "the prices of bot/small are those of 2026-02-01, and were today's",
        ),
        ("period: month", "period: month\npeak_share: 0%", "the `peak_share` of bot is 0% and was none"),
    ],
)
def test_whoever_says_when_prices_are_asked_for_is_named(project: Project, old: str, new: str, message: str) -> None:
    project.started()
    project.edit("scenarios/bot.yaml", (old, new))
    found = answer(project, 0)
    assert message in [each["message"] for each in found["findings"] if each["check"] == "policy-changed"]


def test_hours_that_are_announced_have_their_money(project: Project) -> None:
    """The same prices, and three times as much by day: 600 -> 1,800 from December on."""
    project.started()
    rate(project, "2026-12-01", "input: 0.50", "output: 1", 'peak: {multiplier: 3, hours: ["08:00-20:00"], tz: UTC}')
    ran = project.run("--base", "main")
    assert "Largest to come: bot/small, in peak hours from 2026-12-01: +1,200.00, +200 %" in ran.out
    (found,) = answer(project, 0)["upcoming"]
    assert (found["hours"], found["now"], found["then"]) == ("peak", "600", "1800")


@pytest.mark.parametrize("gate", ["increase_percent: 25%", "increase: 500 USD", "total: 1000 USD"])
def test_a_price_does_not_hide_behind_another_period(project: Project, gate: str) -> None:
    """A thirtieth of the requests a day, at ten times the price, are ten times as much."""
    project.edit("scenarios/bot.yaml", ("  large: {model: acme/large}\n", ""))
    gated(project, gate)
    project.price("small", "2026-11-20", input="5", output="10")
    project.edit(
        "scenarios/bot.yaml",
        ("period: month", "period: day"),
        ("value: 1M, unit: requests/month", "value: 100_000 / 3"),
    )
    (found,) = stopped(project)
    # 600 a month are 600 * 12 / 365 = 1440/73 a day, and 6,000 / 30 = 200 a day are 200 * 365 / 12 = 6083.33… a month.
    assert found.startswith("gate: bot/small ")
    assert {"increase_percent": "rises by 913.89 %", "increase": "rises by 5483.33", "total": "costs 6083.33"}[
        gate.partition(":")[0]
    ] in found


def test_a_budget_is_for_the_period_that_it_was_written_for(project: Project) -> None:
    project.edit("scenarios/bot.yaml", BUDGETED)
    project.started()
    project.price("small", "2026-11-20", input="5", output="10")
    project.edit("scenarios/bot.yaml", ("period: month", "period: 2026-12"))
    assert stopped(project) == ["budget: bot/small is over its budget by 5100 USD, at 2026-11-23"]


def test_what_is_done_once_is_not_compared_with_what_recurs(project: Project) -> None:
    gated(project)
    project.edit("scenarios/bot.yaml", ("period: month", "period: once"))
    assert stopped(project) == [
        f"gate: bot/{option} cannot be compared (its period was month and is once), and the gate is 25%, at 2026-11-23"
        for option in ("large", "small")
    ]


def test_another_month_of_the_calendar_is_held_against_the_budget_of_a_month(project: Project) -> None:
    """Ten times the price from December on, which November did not see: 6,000 in December, and 900 are allowed."""
    project.edit("scenarios/bot.yaml", BUDGETED, ("period: month", "period: 2026-11"))
    project.price("small", "2026-12-01", input="5", output="10")
    project.started()
    project.edit("scenarios/bot.yaml", ("period: 2026-11", "period: 2026-12"))
    assert stopped(project) == ["budget: bot/small is over its budget by 5100 USD, at 2026-11-23"]


@pytest.mark.parametrize("gate", ["increase_percent: 25%", "price_increase: 25%", "increase: 700 USD"])
def test_a_day_whose_prices_an_option_holds_has_hours_as_well(project: Project, gate: str) -> None:
    """At midnight of the day it is 600 as before, and by day three times as much."""
    held = ("small: {model: acme/small}", "small: {model: acme/small, as_of: 2026-11-21}")
    project.edit("scenarios/bot.yaml", held)
    gated(project, gate)
    rate(project, "2026-11-21", *THRICE)
    (found,) = stopped(project)
    assert found.startswith("gate: bot/small ")
    assert found.endswith(", at 2026-11-21T08:00:00Z, in peak hours")


def test_a_sum_and_a_budget_look_at_the_hours_of_a_day_that_an_option_holds(project: Project) -> None:
    project.edit(
        "scenarios/bot.yaml",
        ("small: {model: acme/small}\n", "small: {model: acme/small, as_of: 2026-11-21}\nchosen: small\n"),
    )
    project.edit("scenarios/bot.yaml", ("chosen: small\n", "chosen: small\nbudgets: [{option: small, max: 900 USD}]\n"))
    gated(project, "sum: all, increase: 1000 USD")
    rate(project, "2026-11-21", *THRICE)
    assert [each.partition(", ")[0] for each in stopped(project)] == [
        "gate: the sum of all scenarios rises by 1200 USD a month",
        "budget: bot/small is over its budget by 900 USD",
    ]


@pytest.mark.parametrize(
    ("gate", "said"),
    [
        ("increase_percent: 25%", "gate: bot/small rises by 900 %, and the gate is 25%"),
        ("price_increase: 25%", "gate: bot/small would rise by 900 % by its prices alone, and the gate is 25%"),
        (
            "sum: all, increase: 5 USD",
            "gate: the sum of all scenarios rises by 5400 USD a month, and the gate is 5 USD",
        ),
    ],
)
@pytest.mark.parametrize("name", ["small", "tiny"])
def test_an_option_that_holds_other_prices_now_is_held_at_those_of_the_base_as_well(
    project: Project, gate: str, said: str, name: str
) -> None:
    """At the prices of February it is 600 as before, at today's ten times as much."""
    project.edit("scenarios/bot.yaml", ("  large: {model: acme/large}\n", ""))
    gated(project, gate)
    project.price("small", "2026-11-20", input="5", output="10")
    project.edit(
        "scenarios/bot.yaml", ("small: {model: acme/small}", f"{name}: {{model: acme/small, as_of: 2026-02-01}}")
    )
    (found,) = stopped(project)
    assert found.replace("tiny", "small").startswith(f"{said}, at 2026-11-23")


def test_a_budget_is_held_at_the_prices_that_the_base_holds_and_peak_hours_of_today(project: Project) -> None:
    project.edit("scenarios/bot.yaml", BUDGETED)
    project.started()
    rate(project, "2026-11-21", *THRICE)
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "small: {model: acme/small, as_of: 2026-02-01}"))
    assert stopped(project) == [
        "budget: bot/small is over its budget by 900 USD, at 2026-11-23T08:00:00Z, in peak hours, as the base prices it"
    ]


def test_an_option_may_hold_old_prices_where_there_are_no_others(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("  large: {model: acme/large}\n", ""))
    gated(project)
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "small: {model: acme/small, as_of: 2026-02-01}"))
    assert stopped(project, 0) == []


def test_an_option_that_holds_the_prices_of_an_instant_says_the_hour(project: Project) -> None:
    held = ("small: {model: acme/small}", "small: {model: acme/small, as_of: 2026-11-21T03:00:00Z}")
    project.edit("scenarios/bot.yaml", held)
    gated(project)
    rate(project, "2026-11-21", *THRICE)
    assert stopped(project, 0) == []


@pytest.mark.parametrize("years", ["2026", "2026-2027"])
def test_a_day_to_come_on_which_a_calendar_opens_dearer_hours_is_held(project: Project, years: str) -> None:
    """Half price but for holidays: 300, and 600 on a day that becomes one, which is 100 % more."""
    calendar = f"{{schema: costcalc/calendar/v1, id: own, title: Own, source: a, years: {years}, holidays: {{}}}}\n"
    project.write("pricing/calendars/own.yaml", calendar)
    cheap = 'off_peak: {multiplier: 0.5, hours: ["00:00-24:00"], tz: UTC, holidays: own}'
    rate(project, "2026-11-01", "input: 0.50", "output: 1", cheap)
    gated(project)
    project.edit("pricing/calendars/own.yaml", ("holidays: {}", "holidays: {2026-12-24: A day off}"))
    assert stopped(project) == ["gate: bot/small rises by 100 %, and the gate is 25%, at 2026-12-24, in peak hours"]


def in_month(project: Project, month: str) -> None:
    """Make the scenario one of a month of the calendar: 600 of small, as at every time."""
    project.edit("scenarios/bot.yaml", ("period: month", f"period: {month}"))


def test_what_is_announced_for_after_a_month_of_the_calendar_is_held_in_the_next_one(project: Project) -> None:
    """December costs 600 as before; January 1.50 * 1,000 + 3 * 100 = 1,800 in place of 600."""
    in_month(project, "2026-12")
    gated(project)
    project.price("small", "2027-01-01", input="1.50", output="3")
    assert stopped(project) == ["gate: bot/small rises by 200 %, and the gate is 25%, at 2027-01-01"]


def test_what_changes_within_a_month_to_come_is_held_in_whole_months(project: Project) -> None:
    """From 16 January on twice as much: January is 600 * (15 + 2 * 16) / 31, which is 51.61 % more."""
    in_month(project, "2026-12")
    gated(project)
    project.price("small", "2027-01-16", input="1", output="2")
    assert stopped(project) == ["gate: bot/small rises by 51.61 %, and the gate is 25%, at 2027-01-01"]


def test_a_price_of_today_is_held_although_the_month_of_a_scenario_is_past(project: Project) -> None:
    """October is past; November has 21 of its 30 days before 22 November, when it becomes three times as much."""
    in_month(project, "2026-10")
    gated(project)
    project.price("small", "2026-11-22", input="1.50", output="3")
    # 600 * (21 + 3 * 9) / 30 = 960 in place of 600
    assert stopped(project) == ["gate: bot/small rises by 60 %, and the gate is 25%, at 2026-11-01"]


def test_a_price_of_today_is_held_in_the_whole_of_the_next_month(project: Project) -> None:
    """November has two days of it, 600 * (28 + 3 * 2) / 30 = 680, which is within 25 %; December is 1,800."""
    in_month(project, "2026-11")
    gated(project)
    project.price("small", "2026-11-29", input="1.50", output="3")
    assert stopped(project) == ["gate: bot/small rises by 200 %, and the gate is 25%, at 2026-12-01"]


def test_what_the_base_announced_for_the_next_month_is_no_news_in_it(project: Project) -> None:
    in_month(project, "2026-12")
    project.price("small", "2027-01-01", input="1.50", output="3")
    gated(project)
    in_month_again = ("period: 2026-12", "period: 2027-01")
    project.edit("scenarios/bot.yaml", in_month_again)
    assert stopped(project, 0) == []


def test_a_budget_of_a_sum_that_was_kept_in_its_month_is_broken_by_the_next(project: Project) -> None:
    """600 in December were within 900, and 1,800 in January are 900 more."""
    in_month(project, "2026-12")
    project.edit("scenarios/bot.yaml", ("options:", "chosen: small\noptions:"))
    project.price("small", "2027-01-01", input="1.50", output="3")
    project.write("costcalc.yaml", f"{POLICY}budgets:\n  - {{sum: all, max: 900 USD}}\n")
    project.started()
    project.edit("scenarios/bot.yaml", ("period: 2026-12", "period: 2027-01"))
    assert stopped(project) == ["budget: the sum of all scenarios is over its budget by 900 USD a month, at 2026-11-23"]


def test_a_share_that_is_moved_through_its_assumption_is_said(project: Project) -> None:
    busy = ("assumptions:\n", "assumptions:\n  busy: {value: 20%, why: logs}\n")
    project.edit("scenarios/bot.yaml", busy, ("period: month", "period: month\npeak_share: busy"))
    dearer_by_day(project, 2)
    gated(project)
    project.edit("scenarios/bot.yaml", ("busy: {value: 20%", "busy: {value: 0%"))
    (said,) = (each for each in answer(project, 0)["findings"] if each["check"] == "policy-changed")
    assert said["message"] == "`busy` of bot, on which a `peak_share` rests, is 0% and was 20%"


def test_a_model_with_more_dear_hours_is_said(project: Project) -> None:
    """The same prices, three times as much in 22 hours in place of one: peak costs what peak did."""
    rate(project, "2026-11-01", "input: 0.50", "output: 1", 'peak: {multiplier: 3, hours: ["08:00-09:00"], tz: UTC}')
    peak = 'peak: {multiplier: 3, hours: ["01:00-23:00"], tz: UTC}'
    rate(project, "2026-11-01", "input: 0.50", "output: 1", peak, model="large")
    project.edit("scenarios/bot.yaml", ("  large: {model: acme/large}\n", ""))
    gated(project)
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "small: {model: acme/large}"))
    (said,) = (each for each in answer(project, 0)["findings"] if each["check"] == "hours-changed")
    assert said["message"] == (
        "bot/small runs at prices with other hours: 3 times the price in 01:00-23:00 UTC; it had 3 times the price in"
        " 08:00-09:00 UTC"
    )


def test_dear_hours_of_a_scenarios_own_price_that_grow_are_said(project: Project) -> None:
    own = 'prices:\n  ours: {input: 1, peak: {multiplier: 3, hours: ["08:00-09:00"], tz: UTC}}\nworkload:'
    project.edit("scenarios/bot.yaml", ("workload:", own), (", output: 100", ""), ("acme/small", "ours"))
    gated(project)
    project.edit("scenarios/bot.yaml", ("08:00-09:00", "01:00-23:00"))
    assert [each["check"] for each in answer(project, 0)["findings"]].count("hours-changed") == 1


def test_growth_of_this_month_is_held_although_the_scenario_began_before(project: Project) -> None:
    """October is month 1, November 2, December 3: with 1, 1.5 and 1 times as much, of which the base has 1."""
    project.edit(
        "scenarios/bot.yaml",
        ("requests: tickets,", "requests: tickets * 1,"),
        ("assumptions:\n", "assumptions:\n  month: {value: 1, why: the first}\n"),
        ("period: month", "as_of: 2026-10-01\nperiod: month"),
    )
    gated(project, "increase_percent: 25%, option: small")
    project.edit("scenarios/bot.yaml", ("tickets * 1", "tickets * (3 - (month - 2) ^ 2) / 2"))
    found = stopped(project)  # from January on the formula is negative, which is said by itself
    assert found[0] == "gate: bot/small rises by 50 %, and the gate is 25%, at 2026-11-23"


def test_growth_that_is_counted_from_another_month_is_the_same(project: Project) -> None:
    grows(project, "1.3")
    project.edit("scenarios/bot.yaml", ("period: month", "as_of: 2026-11-01\nperiod: month"))
    gated(project)
    project.edit(
        "scenarios/bot.yaml", ("as_of: 2026-11-01", "as_of: 2026-12-01"), ("month: {value: 1", "month: {value: 2")
    )
    found = answer(project, 0)
    assert [one["total"] for move in found["moves"] for one in (move["before"], move["after"]) if move["own"]] == []


def test_a_new_option_is_held_at_the_prices_of_every_day_as_well(project: Project) -> None:
    """Ten times as much since October: 6,000 of it new, and 600 at the prices of February."""
    project.price("small", "2026-10-01", input="5", output="10")
    gated(project, "new: 1000 USD")
    project.edit("scenarios/bot.yaml", ("options:\n", "options:\n  old: {model: acme/small, as_of: 2026-02-01}\n"))
    (found,) = stopped(project)
    assert found.startswith("gate: bot/old is new and costs 6000 USD a month, and the gate is 1000 USD")


HOLIDAYS = "schema: costcalc/calendar/v1\nid: hol\ntitle: Days\nsource: us\nyears: {0}\nholidays: {{{0}-12-25: X}}\n"


@pytest.mark.parametrize(("years", "said"), [("2026", 0), ("2025", 1)])
def test_hours_that_nobody_knows_today_are_said(project: Project, years: str, said: int) -> None:
    """Twenty times as much in hours of a calendar; of 2025 alone, nobody knows which they are today."""
    project.write("pricing/calendars/hol.yaml", HOLIDAYS.format(years))
    peak = 'peak: {multiplier: 20, hours: ["08:00-20:00"], tz: UTC, holidays: hol}'
    rate(project, "2026-11-01", "input: 0.50", "output: 1", peak)
    gated(project)
    project.edit("scenarios/bot.yaml", ("title: Support bot", "title: A bot"))
    found = [one["message"] for one in answer(project, 0)["findings"] if one["check"] == "hours-unknown"]
    assert len(found) == said
    assert all(one.startswith("acme/small is priced without the hours that have prices of their own") for one in found)
