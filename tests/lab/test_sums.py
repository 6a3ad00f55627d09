"""The money of thirty scenarios, worked out twice."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tests.lab.repository import AS_OF
from tests.lab.sums import Asked, has_window, total, upfront

if TYPE_CHECKING:
    from tests.lab.described import Lab
    from tests.lab.repository import Repository

TODAY = date.fromisoformat(AS_OF)


def number(record: dict[str, Any], name: str) -> Fraction:
    """Return a number of JSON, exactly."""
    return Fraction(record[f"{name}_exact"] or record[name])


def compared(original: Repository, lab: Lab, *words: str) -> dict[tuple[str, str], dict[str, Any]]:
    ran = original.run("compare", *lab.scenarios, "--fx", "pricing/fx.yaml", "--format", "json", *words)
    assert ran.code in {0, 1}, ran.err  # 1 is a budget that is broken at another day
    return {
        (result["scenario"]["id"], option["id"]): option
        for result in json.loads(ran.out)["comparisons"]
        for option in result["options"]
    }


def test_there_are_thirty_scenarios_in_three_teams(lab: Lab) -> None:
    assert len(lab.scenarios) == 30
    assert {one.tags["team"] for one in lab.scenarios.values()} == {"support", "search", "ads"}
    periods = {one.period for one in lab.scenarios.values()}
    assert periods == {"day", "week", "month", "year", "once", "2026-12"}


def test_a_chat_worked_out_by_hand(lab: Lab) -> None:
    # 100K requests of 800 tokens at 0.50, 200 from the cache at 0.05 and 300 of answer at 1, for a million:
    # (400 + 10 + 300) / 1M * 100K = 71
    assert total(lab, lab.scenario("support-chat"), "small", Asked(TODAY)) == 71
    # 1,500 of input are 1.00 for 10 of 31 days and 1.25 for 21, 400 of output 3: (1500 * 36.25 / 31 + 1200) / 10
    december = total(lab, lab.scenario("support-december"), "flux", Asked(TODAY))
    assert december == (Fraction(1500) * (10 + 21 * Fraction("1.25")) / 31 + 1200) / 10
    # twelve turns of k * 30K: six below 200K at 2 and 8, six at 4 and 12; a guard of 900 * (600 * 0.50 + 5)
    step = 40 * (30_000 * (21 * 2 + 57 * 4) + 700 * 6 * (8 + 12)) / Fraction(1_000_000)
    agent = total(lab, lab.scenario("support-agent"), "deep", Asked(TODAY))
    assert agent == step + Fraction(900 * 305, 1_000_000) + Fraction("25.50")
    assert upfront(lab, lab.scenario("support-agent"), "deep", Asked(TODAY)) == 2550


def test_every_option_of_thirty_scenarios_costs_what_fractions_say(original: Repository, lab: Lab) -> None:
    for day in ("2026-03-02", AS_OF, "2026-12-24"):
        found = compared(original, lab, "--as-of", day)
        expected = {
            (one.id, option): (total(lab, one, option, asked), upfront(lab, one, option, asked))
            for asked in [Asked(date.fromisoformat(day))]
            for one in lab.scenarios.values()
            for option in one.options
        }
        assert {key: (number(one, "total"), number(one, "upfront")) for key, one in found.items()} == expected


def test_every_budget_of_the_policy_has_what_fractions_leave_of_it(original: Repository, lab: Lab) -> None:
    checked = original.checked()
    assert checked.code == 0, checked
    assert checked.found["counts"]["scenarios"] == 30
    assert checked.found["counts"]["options"] == sum(len(one.options) for one in lab.scenarios.values())
    for budget in checked.found["budgets"]:
        if budget["as_of"][:10] == AS_OF:
            one = lab.scenario(budget["scenario"])
            hours = ("peak", "off_peak") if has_window(lab, one, budget["option"], TODAY) else (None,)
            totals = {total(lab, one, budget["option"], Asked(TODAY, each)) for each in hours}
            assert number(budget, "limit") - number(budget, "headroom") in totals
