"""What an ordinary change could slip past the gate, and no longer can: one test for each way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.review.project import CARD, POLICY, SCENARIO

if TYPE_CHECKING:
    from typing import Any

    from tests.review.project import Project

# 1M requests of 1,000 and 100 tokens: small is 1,000M * 0.50 + 100M * 1 = 500 + 100 = 600 USD a month.
SMALL = "  small: {model: acme/small}\n"
BUDGETED = (SMALL, f"{SMALL}budgets:\n  - {{option: small, max: 900 USD}}\n")
PERCENT = f"{POLICY}gates:\n  - {{increase_percent: 25%}}\n"


def gated(project: Project, gate: str = "increase_percent: 25%", more: str = "") -> Project:
    """Commit a policy with one gate, and go on in a branch."""
    project.write("costcalc.yaml", f"{POLICY}gates:\n  - {{{gate}}}\n{more}")
    return project.started()


def stopped(project: Project, code: int = 1) -> list[str]:
    """Give what a check stops, each as its check and message."""
    found = answer(project, code)
    return [f"{each['check']}: {each['message']}" for each in found["findings"] if each["failing"]]


def answer(project: Project, code: int) -> dict[str, Any]:
    """Give the JSON report of a check against main."""
    ran = project.run("--base", "main", "--format", "json")
    assert ran.code == code, ran.out + ran.err
    report: dict[str, Any] = json.loads(ran.out)
    return report


def rate(project: Project, effective: str, *lines: str, model: str = "small") -> None:
    """Append a rate with lines of its own to a model."""
    text = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    before, name, after = text.partition(f"  {model}:\n")
    rates, following, others = after.partition("  small:\n")
    body = [f"      - effective: {effective}", "        source: a list", "        verified: 2026-11-20"]
    body += [f"        {line}" for line in lines]
    written = "".join((before, name, rates, *(f"{line}\n" for line in body), following, others))
    project.write("pricing/acme.yaml", written.replace("version: 2026-11-01", "version: 2026-11-20"))


# Hours.


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
    assert "other prices in 08:00-20:00 UTC" in hours["message"]


def test_hours_that_grow_dearer_are_looked_at_although_midnight_is_not_among_them(project: Project) -> None:
    project.price("small", "2026-11-01", input="0.50", output="1")
    text = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    peak = '        peak: {multiplier: 2, hours: ["08:00-20:00"], tz: UTC}\n'
    project.write("pricing/acme.yaml", text + peak)
    gated(project)
    rate(project, "2026-11-21", "input: 0.50", "output: 1", 'peak: {multiplier: 3, hours: ["08:00-20:00"], tz: UTC}')
    project.edit("pricing/acme.yaml", ("version: 2026-11-20", "version: 2026-11-21"))
    assert stopped(project) == [  # 1,200 -> 1,800
        "gate: bot/small rises by 50 %, and the gate is 25%, at 2026-11-23T08:00:00Z, in peak hours"
    ]


def test_hours_that_only_move_cost_no_more_and_are_said(project: Project) -> None:
    project.price("small", "2026-11-01", input="0.50", output="1")
    text = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    peak = '        peak: {multiplier: 2, hours: ["08:00-20:00"], tz: UTC}\n'
    project.write("pricing/acme.yaml", text + peak)
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
    project.price("small", "2026-11-01", input="0.50", output="1")
    text = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    peak = '        peak: {multiplier: 3, hours: ["08:00-20:00"], tz: UTC}\n'
    project.write("pricing/acme.yaml", text + peak)
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


# Dates.


def test_an_announced_price_is_held_against_the_gate(project: Project) -> None:
    """Ten times the input from tomorrow on: 5,000 + 100 = 5,100 in place of 600, which is 750 % more."""
    gated(project)
    project.price("small", "2026-11-24", input="5", output="1")
    assert stopped(project) == ["gate: bot/small rises by 750 %, and the gate is 25%, at 2026-11-24"]


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
        ("acme/small}", "acme/small, as_of: 2026-02-01}", "bot/small has the prices of 2026-02-01 and was none"),
        ("period: month", "period: month\npeak_share: 0%", "the `peak_share` of bot is 0% and was none"),
    ],
)
def test_whoever_says_when_prices_are_asked_for_is_named(project: Project, old: str, new: str, message: str) -> None:
    project.started()
    project.edit("scenarios/bot.yaml", (old, new))
    found = answer(project, 0)
    assert message in [each["message"] for each in found["findings"] if each["check"] == "policy-changed"]


# Periods.


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


# Names.


def renamed(project: Project, to: str, *changes: tuple[str, str]) -> None:
    """Make the small model a quarter dearer than allowed, and give things other names."""
    project.price("small", "2026-11-20", input="0.75", output="1")  # 850 in place of 600: 41.67 %
    project.edit("scenarios/bot.yaml", *changes)
    if to != "scenarios/bot.yaml":
        (project.folder / to).parent.mkdir(parents=True, exist_ok=True)
        (project.folder / "scenarios/bot.yaml").rename(project.folder / to)


@pytest.mark.parametrize(
    ("to", "changes"),
    [
        ("scenarios/bot.yaml", [("  small: {", "  mini: {")]),
        ("scenarios/bot.yaml", [("id: bot", "id: robot")]),
        ("scenarios/robot.yaml", [("id: bot", "id: robot"), ("  small: {", "  mini: {")]),
        ("scenarios/team/bot.yaml", []),
        ("scenarios/team/robot.yaml", [("id: bot", "id: robot"), ("call: answer", "call: reply")]),
    ],
)
def test_another_name_does_not_hide_what_it_costs(project: Project, to: str, changes: list[tuple[str, str]]) -> None:
    gated(project)
    renamed(project, to, *changes)
    found = answer(project, 1)
    (gate,) = (each["message"] for each in found["findings"] if each["check"] == "gate")
    assert "rises by 41.67 %, and the gate is 25%" in gate
    assert all(each["renamed_from"] for each in found["moves"])
    assert any(each["check"] == "renamed" for each in found["findings"])


def test_a_gate_for_an_option_holds_it_by_its_old_name_as_well(project: Project) -> None:
    gated(project, "scenario: bot, option: small, increase: 100 USD")
    renamed(project, "scenarios/bot.yaml", ("  small: {", "  mini: {"))
    assert "gate: bot/mini rises by 250 USD, and the gate is 100 USD, at 2026-11-23" in stopped(project)


def test_what_is_new_has_a_gate_of_its_own_by_the_month(project: Project) -> None:
    """20 requests a day of 50M tokens are 20 * 50 * 2 = 2,000 USD a day: 2,000 * 365 / 12 = 60,833.33… a month."""
    gated(project, "new: 60K USD")
    other = SCENARIO.replace("id: bot", "id: other").replace("period: month", "period: day")
    other = other.replace("value: 1M, unit: requests/month", "value: 20")
    other = other.replace("input: 1000, output: 100", "input: 50_000_000").replace("  small: {model: acme/small}\n", "")
    project.write("scenarios/other.yaml", other)
    (found,) = stopped(project)
    assert found.startswith("gate: other/large is new and costs 60833.33")
    assert found.endswith("USD a month, and the gate is 60K USD, at 2026-11-23")


def test_what_is_new_while_something_is_gone_is_said(project: Project) -> None:
    project.write("costcalc.yaml", PERCENT)
    project.edit("scenarios/bot.yaml", ("  large: {model: acme/large}\n", ""))
    project.started()
    project.edit("scenarios/bot.yaml", ("  small: {model: acme/small}", "  big: {model: acme/large}"))
    found = answer(project, 0)
    (said,) = (each["message"] for each in found["findings"] if each["check"] == "not-paired")
    assert said == "bot/big is new, and bot/small is gone: no percentage holds it"


# Volume, and sums.


def test_fewer_requests_do_not_hide_a_price(project: Project) -> None:
    """40 % dearer and 30 % fewer: 600 * 1.4 * 0.7 = 588, and at the old volume 840."""
    gated(project, "price_increase: 10%")
    project.price("small", "2026-11-20", input="0.70", output="1.40")
    project.edit("scenarios/bot.yaml", ("value: 1M", "value: 700K"))
    assert stopped(project) == [
        "gate: bot/small would rise by 40 % by its prices alone, and the gate is 10%, at 2026-11-23"
    ]


def test_more_requests_are_no_price(project: Project) -> None:
    gated(project, "price_increase: 10%")
    project.edit("scenarios/bot.yaml", ("value: 1M", "value: 2M"))
    assert stopped(project, 0) == []


def teams(project: Project, policy: str) -> Project:
    """Give two scenarios, of 600 USD each where small is chosen, to one team."""
    for name in ("bot", "other"):
        text = SCENARIO.replace("id: bot", f"id: {name}") + "chosen: small\ntags: {team: support}\n"
        project.write(f"scenarios/{name}.yaml", text)
    project.write("costcalc.yaml", f"{POLICY}{policy}")
    return project.started()


@pytest.mark.parametrize(
    ("gate", "message"),
    [
        ("sum: team, increase: 499 USD", "team=support rises by 500 USD a month, and the gate is 499 USD"),
        ("sum: all, total: 1699 USD", "all scenarios costs 1700 USD a month, and the gate is 1699 USD"),
        ("sum: team, increase_percent: 41%", "team=support rises by 41.67 %, and the gate is 41%"),
        ("sum: team, increase: 500 USD", None),
        ("sum: team, tags: {team: search}, increase: 1 USD", None),
    ],
)
def test_a_sum_over_chosen_options_has_gates(project: Project, gate: str, message: str | None) -> None:
    """Two scenarios of 600 that become 850 each: 1,200 -> 1,700."""
    teams(project, f"gates:\n  - {{{gate}}}\n")
    project.price("small", "2026-11-20", input="0.75", output="1")
    found = stopped(project, 1 if message else 0)
    assert [each.partition(", at ")[0] for each in found] == ([f"gate: {message}"] if message else [])


def test_a_sum_over_chosen_options_has_a_budget(project: Project) -> None:
    teams(project, "budgets:\n  - {sum: team, tags: {team: support}, max: 1600 USD}\n")
    project.price("small", "2026-11-20", input="0.75", output="1")
    (found,) = stopped(project)
    assert found.startswith("budget: team=support is over its budget by 100 USD a month, at 2026-11-23")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tags: {team: support}", "tags: {team: nobody}"),
        ("tags: {team: support}\n", ""),
        ("chosen: small", "chosen: large"),
    ],
)
def test_a_sum_is_held_under_the_tags_and_choices_of_the_base_and_those_of_the_head(
    project: Project, old: str, new: str
) -> None:
    teams(project, "gates:\n  - {sum: team, increase: 400 USD}\n")
    project.price("small", "2026-11-20", input="0.75", output="1")
    project.edit("scenarios/other.yaml", (old, new))
    found = answer(project, 1)
    assert any(each["check"] == "gate" and "team=support" in each["message"] for each in found["findings"])
    assert any(each["check"] == "policy-changed" and "other" in each["about"] for each in found["findings"])


def test_what_is_divided_counts_in_parts(project: Project) -> None:
    """Two of 600 that become 850: one is all of support's, of the other 60 % are: 1,600 * 600 -> 1.6 * 850 = 1,360."""
    teams(project, "gates:\n  - {sum: team, increase: 399 USD}\n")
    project.commit("main")
    project.edit("scenarios/other.yaml", ("tags: {team: support}", "allocate: {team: {support: 60%, ads: 40%}}"))
    project.git("switch", "-q", "main")
    project.commit()
    project.git("switch", "-q", "-C", "change")
    project.price("small", "2026-11-20", input="0.75", output="1")
    found = answer(project, 1)
    assert [each["message"] for each in found["findings"] if each["check"] == "gate"] == [
        "team=support rises by 400 USD a month, and the gate is 399 USD, at 2026-11-23"
    ]
    sums = {one["value"]: (one["before"], one["after"]) for one in found["sums"]}
    assert sums == {None: ("1200", "1700"), "support": ("960", "1360"), "ads": ("240", "340")}


def test_what_becomes_a_cost_that_is_paid_once_does_not_leave_its_sum(project: Project) -> None:
    teams(project, "gates:\n  - {sum: all, increase: 0 USD}\n")
    project.edit("scenarios/other.yaml", ("period: month", "period: once"))
    (found, *_) = stopped(project)
    assert found.startswith("gate: all scenarios cannot be compared (other/small has no number)")


def test_a_scenario_that_chooses_nothing_is_in_no_sum_and_that_is_said(project: Project) -> None:
    teams(project, "gates:\n  - {sum: all, total: 10K USD}\n")
    project.edit("scenarios/other.yaml", ("chosen: small\n", ""))
    found = answer(project, 0)
    assert [each["message"] for each in found["findings"] if each["check"] == "no-choice"] == [
        "other has 2 options, and none is chosen: no sum has it"
    ]


# Cards.


def shadow(price: str) -> str:
    """Write an own card of the id of one that comes with costcalc, with the price of one model."""
    return (
        CARD.replace("id: acme", "id: deepseek")
        .replace("  large:", "  deepseek-v4-flash:")
        .replace("input: 2\n", f"input: {price}\n")
    )


def test_a_card_laid_over_a_shipped_one_is_compared_with_that(project: Project) -> None:
    project.started()
    project.write("pricing/deepseek.yaml", shadow("9"))
    found = answer(project, 1)
    assert any(each["check"] == "history-edited" and "deepseek" in each["message"] for each in found["findings"])


def test_a_card_laid_over_a_shipped_one_is_compared_with_that_when_it_goes(project: Project) -> None:
    project.write("pricing/deepseek.yaml", shadow("9"))
    project.started()
    (project.folder / "pricing/deepseek.yaml").unlink()
    found = answer(project, 1)
    assert any(each["check"] == "history-edited" and "deepseek" in each["message"] for each in found["findings"])


def test_a_percentage_above_the_gate_does_not_look_like_the_gate(project: Project) -> None:
    """600 -> 750.00006 is 25.00001 % more."""
    gated(project)
    project.price("small", "2026-11-20", input="0.65000006", output="1")
    assert stopped(project) == ["gate: bot/small rises by 25.00001 %, and the gate is 25%, at 2026-11-23"]


def test_a_gate_says_what_the_policy_wants_to_be_said(project: Project) -> None:
    gated(project, "increase_percent: 25%, message: ask finops first")
    project.price("small", "2026-11-20", input="0.75", output="1")
    (finding,) = (each for each in answer(project, 1)["findings"] if each["check"] == "gate")
    assert finding["hint"] == "ask finops first"
