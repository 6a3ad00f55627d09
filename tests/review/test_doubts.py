"""No limit is known to be kept where a price is in doubt: not that of an option, nor that of a sum, today or later.

The small model costs 600 USD at 1,000M tokens for 0.50 and 100M for 1; all limits here are 900.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.review.gated import rate, stopped
from tests.review.project import POLICY

if TYPE_CHECKING:
    from tests.review.project import Project

LARGE = ("  large: {model: acme/large}\n", "")
LIMITS = {
    "the budget of an option": "budgets: [{scenario: bot, option: small, max: 900 USD}]",
    "the budget of a sum": "budgets: [{sum: all, max: 900 USD}]",
    "a gate of an option": "gates: [{option: small, total: 900 USD}]",
    "a gate of a sum": "gates: [{sum: all, total: 900 USD}]",
}
DOUBTED = ("doubts: [outlying]", "input: 0.40", "output: 1")


@pytest.fixture(params=LIMITS.values(), ids=LIMITS)
def limited(request: pytest.FixtureRequest, project: Project) -> Project:
    """Give a project whose only option has a limit."""
    project.edit("scenarios/bot.yaml", LARGE)
    project.write("costcalc.yaml", f"{POLICY}{request.param}\n")
    return project.started()


@pytest.mark.parametrize("since", ["2026-11-10", "2026-12-15"], ids=["in force", "announced"])
@pytest.mark.parametrize("based", [True, False], ids=["with a base", "alone"])
def test_a_price_in_doubt_keeps_no_limit(limited: Project, since: str, *, based: bool) -> None:
    """500 would be kept, if it were known to be right: 1,000M at 0.40 and 100M at 1."""
    rate(limited, since, *DOUBTED)
    if based:
        (said,) = stopped(limited)
    else:
        ran = limited.run("--format", "json")
        assert ran.code == 1
        (said,) = [each["message"] for each in json.loads(ran.out)["findings"] if each["failing"]]
    assert "the price is far from what others cost" in said or "bot/small has a price in doubt" in said
    assert f"at {max(since, '2026-11-23')}" in said


def test_a_doubt_that_was_there_stops_no_other_change(project: Project) -> None:
    """As of a budget that was over, no change is to blame; a gate of a total holds whoever made it so."""
    project.edit("scenarios/bot.yaml", LARGE)
    limits = "budgets: [{sum: all, max: 900 USD}, {scenario: bot, option: small, max: 900 USD}]"
    project.write("costcalc.yaml", f"{POLICY}{limits}\n")
    rate(project, "2026-11-10", *DOUBTED)
    project.started().edit("scenarios/bot.yaml", ("Support bot", "Support"))
    ran = project.run("--base", "main", "--format", "json")
    assert ran.code == 0, ran.out
    found = [each for each in json.loads(ran.out)["findings"] if each["check"] == "budget"]
    assert [each["level"] for each in found] == ["warning", "warning"]


def test_what_was_in_doubt_was_not_over(project: Project) -> None:
    """At 0.40 and 1 it came to 500, in doubt; at 4 and 10 it comes to 5,000, and no doubt is left."""
    project.edit("scenarios/bot.yaml", LARGE)
    project.write("costcalc.yaml", f"{POLICY}budgets: [{{scenario: bot, option: small, max: 900 USD}}]\n")
    rate(project, "2026-11-10", *DOUBTED)
    rate(project.started(), "2026-11-23", "input: 4", "output: 10")
    (said,) = [one for one in stopped(project) if one.startswith("budget")]
    assert "is over its budget by 4100 USD" in said


def test_an_option_that_is_new_is_not_known_to_cost_little(project: Project) -> None:
    project.edit("scenarios/bot.yaml", LARGE)
    project.write("costcalc.yaml", f"{POLICY}gates: [{{new: 900 USD}}]\n")
    text = (project.folder / "scenarios/bot.yaml").read_text(encoding="utf-8")
    rate(project, "2026-11-10", *DOUBTED)
    project.started().write("scenarios/other.yaml", text.replace("id: bot", "id: other"))
    (said,) = stopped(project)
    assert said.startswith("gate: other/small is new and has a price in doubt (acme/small: ")
