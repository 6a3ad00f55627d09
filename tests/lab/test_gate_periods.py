"""Check 3: what a scenario costs is held against what it cost, whatever period it says."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.lab.changes import appended, edited, every, with_call, with_policy, with_scenario
from tests.lab.repository import AS_OF
from tests.lab.sums import YEARLY

if TYPE_CHECKING:
    from tests.lab.described import Lab
    from tests.lab.repository import Repository

TENFOLD = appended("acme/small", AS_OF, "10")
SINCE_AUTUMN = edited("acme/small", prices={"input": "5", "cache_read": "0.5", "output": "10"})


def test_ten_times_the_price_for_a_thirtieth_of_the_requests_a_day_is_stopped(lab: Lab, change: Repository) -> None:
    changes = (TENFOLD, with_scenario("ads-chat", period="day"), with_call("ads-chat", requests="10000"))
    checked = change.becomes(lab, every(*changes)(lab)).checked()
    assert checked.code == 1, checked
    # a month of 213 is 213 * 12 / 365 a day; 10K requests of 0.0071 are 71: * 365 / (213 * 12) is 10.139 times as much
    about = {about for check, about in checked.failing if check == "gate"}
    assert "ads-chat/small" in about
    (move,) = [
        one
        for one in checked.found["moves"]
        if (one["scenario"], one["option"], one["as_of"][:10]) == ("ads-chat", "small", AS_OF)
    ]
    assert Fraction(move["before"]["total_exact"] or move["before"]["total"]) == Fraction(213 * 12, 365)
    assert Fraction(move["after"]["total"]) == 71


@pytest.mark.parametrize("policy", [(), (("  - {price_increase: 10%}\n", ""),)], ids=["all gates", "a gate of 25 %"])
@pytest.mark.parametrize("price", [TENFOLD, SINCE_AUTUMN], ids=["appended", "edited"])
def test_ten_times_the_price_for_a_month_of_the_calendar_is_stopped(
    lab: Lab, change: Repository, policy: tuple[tuple[str, str], ...], price: object
) -> None:
    main = with_policy(*policy)(lab)
    change.becomes(lab, main)
    change.git("branch", "-f", "main")
    assert callable(price)
    after = every(
        price,
        *(
            with_scenario(one.id, period="2026-10")
            for one in main.scenarios.values()
            if one.period == "month" and not one.growth
        ),
    )(main)
    checked = change.becomes(main, after).checked()
    assert checked.code == 1, checked


@pytest.mark.parametrize("period", ["day", "week", "year"])
def test_the_same_work_in_another_period_moves_nothing_and_is_said(lab: Lab, change: Repository, period: str) -> None:
    # 365 * 300K requests a month of ads-chat are 365 * 300K * 12 a year, a whole number of requests in each
    often = YEARLY["month"] / YEARLY[period]
    requests = Fraction(300_000) * often
    main = with_call("ads-chat", requests=str(365 * 300_000))(lab)
    change.becomes(lab, main)
    change.git("branch", "-f", "main")
    after = every(with_scenario("ads-chat", period=period), with_call("ads-chat", requests=str(requests * 365)))(main)
    checked = change.becomes(main, after).checked()
    assert checked.code == 0, checked
    assert {one["difference"] for one in checked.found["moves"]} <= {"0"}, checked.found["moves"]
    assert checked.said("period", "ads-chat"), checked


def test_a_budget_is_held_over_the_period_that_it_was_written_for(lab: Lab, change: Repository) -> None:
    # support-chat may cost 80 USD a month and costs 71; 4,000 requests a day are 2.84 * 365 / 12 = 86.38 a month
    main = with_policy(("gates:\n  - {increase_percent: 25%}\n", "gates:\n"))(lab)
    change.becomes(lab, main)
    change.git("branch", "-f", "main")
    after = every(with_scenario("support-chat", period="day"), with_call("support-chat", requests="4000"))(main)
    checked = change.becomes(main, after).checked()
    assert checked.code == 1, checked
    assert ("budget", "support-chat/small") in checked.failing


@pytest.mark.parametrize(("name", "period"), [("ads-mail", "once"), ("ads-backfill", "month")])
def test_what_is_paid_once_is_compared_with_nothing_else(lab: Lab, change: Repository, name: str, period: str) -> None:
    checked = change.becomes(lab, with_scenario(name, period=period)(lab)).checked()
    assert checked.said("period", name), checked
    kinds = {one["kind"] for one in checked.found["moves"] if one["scenario"] == name}
    assert kinds <= {"new", "gone", "not-comparable"}, kinds
    assert kinds


def test_a_month_that_becomes_once_does_not_pass_the_gate_of_what_is_new(lab: Lab, change: Repository) -> None:
    # 213 a month; the same once, for a hundred times the requests, is 21,300 and not comparable with anything
    after = every(with_scenario("ads-chat", period="once"), with_call("ads-chat", requests="30000000"))(lab)
    checked = change.becomes(lab, after).checked()
    assert checked.code == 1, checked
