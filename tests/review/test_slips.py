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
    assert "3 times the price in 08:00-20:00 UTC" in hours["message"]


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


def test_another_month_of_the_calendar_is_held_against_the_budget_of_a_month(project: Project) -> None:
    """Ten times the price from December on, which November did not see: 6,000 in December, and 900 are allowed."""
    project.edit("scenarios/bot.yaml", BUDGETED, ("period: month", "period: 2026-11"))
    project.price("small", "2026-12-01", input="5", output="10")
    project.started()
    project.edit("scenarios/bot.yaml", ("period: 2026-11", "period: 2026-12"))
    assert stopped(project) == ["budget: bot/small is over its budget by 5100 USD, at 2026-11-23"]


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


def test_what_is_new_and_paid_once_has_a_gate_as_well(project: Project) -> None:
    gated(project, "new: 60K USD")
    other = SCENARIO.replace("id: bot", "id: other").replace(
        "options:", "  - {line: train, unit_price: 70K, once: true}\noptions:"
    )
    project.write("scenarios/other.yaml", other)
    assert "gate: other/small is new and costs 70000 USD once, and the gate is 60K USD, at 2026-11-23" in stopped(
        project
    )


def test_a_decoy_does_not_take_the_place_of_what_was_moved_without_a_word(project: Project) -> None:
    gated(project)
    decoy = SCENARIO.replace("value: 1M", "value: 1K")
    project.write("old/bot.yaml", decoy)
    project.edit("scenarios/bot.yaml", ("id: bot", "id: robot"), ("value: 1M", "value: 2M"))
    found = answer(project, 0)
    assert any(each["check"] == "not-paired" and "robot/small is new" in each["message"] for each in found["findings"])


def test_what_is_gone_is_said(project: Project) -> None:
    project.write("scenarios/other.yaml", SCENARIO.replace("id: bot", "id: other"))
    project.started()
    (project.folder / "scenarios/other.yaml").rename(project.folder / "scenarios/other.txt")
    assert [each["message"] for each in answer(project, 0)["findings"] if each["check"] == "gone"] == [
        "other is gone: nothing holds what it costs any more"
    ]


def test_what_is_new_while_something_is_gone_is_said(project: Project) -> None:
    project.write("costcalc.yaml", PERCENT)
    project.edit("scenarios/bot.yaml", ("  large: {model: acme/large}\n", ""))
    project.started()
    project.edit("scenarios/bot.yaml", ("  small: {model: acme/small}", "  big: {model: acme/large}"))
    found = answer(project, 0)
    (said,) = (each["message"] for each in found["findings"] if each["check"] == "not-paired")
    assert said == "bot/big is new, and bot/small is gone, moved or cheaper: no percentage holds it"


# Volume, and sums.


def test_fewer_requests_do_not_hide_a_price(project: Project) -> None:
    """40 % dearer and 30 % fewer: 600 * 1.4 * 0.7 = 588, and at the old volume 840."""
    gated(project, "price_increase: 10%")
    project.price("small", "2026-11-20", input="0.70", output="1.40")
    project.edit("scenarios/bot.yaml", ("value: 1M", "value: 700K"))
    assert stopped(project) == [
        "gate: bot/small would rise by 40 % by its prices alone, and the gate is 10%, at 2026-11-23"
    ]


@pytest.mark.parametrize("name", ["theirs", "ours"])
def test_a_price_of_the_scenario_itself_is_a_price_whatever_it_is_called(project: Project, name: str) -> None:
    priced = "prices: {ours: {input: 1, output: 1}}\noptions:"
    project.edit("scenarios/bot.yaml", ("options:", priced), ("small: {model: acme/small}", "small: {model: ours}"))
    gated(project, "price_increase: 10%")
    project.edit(
        "scenarios/bot.yaml", ("ours: {input: 1,", f"{name}: {{input: 1.5,"), ("model: ours", f"model: {name}")
    )
    project.edit("scenarios/bot.yaml", ("value: 1M", "value: 600K"))
    (found,) = stopped(project)  # 1,100 -> 1,600 at the requests of the base
    assert found.startswith("gate: bot/small would rise by 45.45 % by its prices alone")


def test_a_price_may_rest_on_an_assumption_that_is_new(project: Project) -> None:
    priced = "prices: {ours: {input: 1, output: 1}}\noptions:"
    project.edit("scenarios/bot.yaml", ("options:", priced), ("small: {model: acme/small}", "small: {model: ours}"))
    gated(project, "price_increase: 10%")
    project.edit("scenarios/bot.yaml", ("{input: 1,", "{input: 1 * up,"), ("assumptions:", "assumptions:\n  up: 1.5"))
    (found,) = stopped(project)  # 1,100 -> 1,600
    assert found.startswith("gate: bot/small would rise by 45.45 % by its prices alone")


def test_a_price_of_a_line_is_a_price(project: Project) -> None:
    line = "  - {line: desk, quantity: seats, unit_price: 10}\noptions:"
    project.edit("scenarios/bot.yaml", ("options:", line), ("assumptions:", "assumptions:\n  seats: 100"))
    gated(project, "price_increase: 10%, option: small")
    project.edit("scenarios/bot.yaml", ("unit_price: 10", "unit_price: 14"), ("seats: 100", "seats: 50"))
    (found,) = stopped(project)  # 600 + 1,000 -> 600 + 1,400
    assert found.startswith("gate: bot/small would rise by 25 % by its prices alone")


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
        ("sum: all, total: 1699 USD", "the sum of all scenarios costs 1700 USD a month, and the gate is 1699 USD"),
        ("sum: team, increase_percent: 41%", "team=support rises by 41.67 %, and the gate is 41%"),
        ("sum: team, increase: 500 USD", None),
    ],
)
def test_a_sum_over_chosen_options_has_gates(project: Project, gate: str, message: str | None) -> None:
    """Two scenarios of 600 that become 850 each: 1,200 -> 1,700."""
    teams(project, f"gates:\n  - {{{gate}}}\n")
    project.price("small", "2026-11-20", input="0.75", output="1")
    found = stopped(project, 1 if message else 0)
    assert [each.partition(", at ")[0] for each in found] == ([f"gate: {message}"] if message else [])


def test_a_sum_shows_what_it_is_of(project: Project) -> None:
    teams(project, "gates:\n  - {sum: team, increase: 400 USD}\n")
    project.price("small", "2026-11-20", input="0.75", output="1")
    said = " ".join(project.run("--base", "main", "--explain").out.split())
    assert "bot.small.total + other.small.total = 850 + 850 = 1_700" in said


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
    assert found.startswith("gate: the sum of all scenarios cannot be compared (other/small has no number)")


def test_a_scenario_that_chooses_nothing_is_in_no_sum_and_that_is_said(project: Project) -> None:
    teams(project, "gates:\n  - {sum: all, total: 10K USD}\n")
    project.edit("scenarios/other.yaml", ("chosen: small\n", ""))
    found = answer(project, 0)
    assert [each["message"] for each in found["findings"] if each["check"] == "in-no-sum"] == [
        "other has 2 options, and none is chosen: no sum has it"
    ]


def test_a_sum_that_is_of_nothing_is_an_error(project: Project) -> None:
    teams(
        project,
        "gates:\n  - {sum: taem, increase: 1 USD}\nbudgets:\n  - {sum: all, tags: {team: suport}, max: 1 USD}\n",
    )
    found = [each for each in answer(project, 1)["findings"] if each["check"] == "budget-matches-nothing"]
    assert [(each["message"], each["hint"]) for each in found] == [
        ("this gate is for scenarios with the tag `taem`, and there are none", "did you mean `team`?"),
        ("this budget is for scenarios with the tag team: suport, and there are none", None),
    ]


def test_a_broken_budget_of_a_sum_blocks_where_the_policy_wants_it(project: Project) -> None:
    teams(project, "budgets:\n  - {sum: all, max: 1 USD}\nbroken_budgets: block\n")
    project.edit("scenarios/bot.yaml", ("title: Support bot", "title: A bot"))
    assert stopped(project) == [
        "budget: the sum of all scenarios is over its budget by 1199 USD a month, at 2026-11-23"
    ]


def test_a_budget_of_one_of_several_scenarios_of_an_id_is_missed(project: Project) -> None:
    for team in ("a", "b"):
        text = SCENARIO.replace(SMALL, BUDGETED[1])
        project.write(f"teams/{team}/bot.yaml", text)
    (project.folder / "scenarios/bot.yaml").unlink()
    project.started()
    (project.folder / "teams/a/bot.yaml").unlink()
    (found,) = stopped(project)
    assert found.startswith(
        "budget-matches-nothing: this budget is for the scenario `teams/a/bot`, which does not exist"
    )


def test_a_scenario_without_the_tag_is_in_no_sum_and_that_is_said(project: Project) -> None:
    teams(project, "gates:\n  - {sum: team, increase: 500 USD}\n")
    project.write("scenarios/third.yaml", SCENARIO.replace("id: bot", "id: third") + "chosen: small\n")
    found = answer(project, 0)
    assert [each["message"] for each in found["findings"] if each["check"] == "in-no-sum"] == [
        "third has no tag `team`: no sum by that has it"
    ]


def test_what_is_moved_out_of_the_paths_is_found_there(project: Project) -> None:
    gated(project, more="paths: [pricing, scenarios]\n")
    renamed(project, "old/.kept/bot.YAML")
    found = answer(project, 1)
    (gate,) = (each["message"] for each in found["findings"] if each["check"] == "gate")
    assert gate == "bot/small rises by 41.67 %, and the gate is 25%, at 2026-11-23"
    assert any(each["check"] == "renamed" for each in found["findings"])


def test_a_scenario_and_its_budget_can_be_renamed_in_one_change(project: Project) -> None:
    project.edit("scenarios/bot.yaml", BUDGETED)
    project.write("costcalc.yaml", f"{POLICY}gates:\n  - {{scenario: bot, option: small, increase: 100 USD}}\n")
    project.started()
    project.edit(
        "scenarios/bot.yaml", ("id: bot", "id: robot"), ("  small: {", "  mini: {"), ("option: small", "option: mini")
    )
    assert len(stopped(project)) == 1  # the policy still names what there is no more
    project.edit("costcalc.yaml", ("scenario: bot, option: small", "scenario: robot, option: mini"))
    assert stopped(project, 0) == []
    project.price("small", "2026-11-20", input="1", output="1")  # 1,100: 500 more than it was, and 200 too much
    assert [each.partition(",")[0] for each in stopped(project)] == [
        "gate: robot/mini rises by 500 USD",
        "budget: robot/mini is over its budget by 200 USD",
    ]


def test_a_change_of_the_policy_says_what_it_is(project: Project) -> None:
    gated(project, "increase_percent: 25%", "jump: 3\n")
    policy = "gates:\n  - {increase_percent: 99%, message: whatever}\nchecks: {history-edited: off}\n"
    project.write("costcalc.yaml", f"{POLICY}{policy}")
    (said,) = (each["message"] for each in answer(project, 0)["findings"] if each["check"] == "policy-changed")
    assert said == (
        "this change is to the policy itself: history-edited as usual → off, jump 3 → not said, "
        "without the gate increase_percent: 25%, with the gate increase_percent: 99%, message: whatever"
    )


# Days without an answer.


EXCHANGE = """\
schema: costcalc/fx/v1
id: fx
title: a bank
rates:
  - {effective: 2026-01-01, until: 2026-12-15, from: EUR, to: USD, rate: 1.1, source: a bank}
"""
LATER = "  - {effective: 2026-12-15, from: EUR, to: USD, rate: 110, source: a bank}\n"


@pytest.mark.parametrize(
    ("held", "day", "message"),
    [
        ("gates:\n  - {sum: all, increase: 100 USD}", "2026-11-22", "gate: the sum of all scenarios rises by 600 USD"),
        (
            "budgets:\n  - {sum: all, max: 1500 USD}",
            "2026-12-22",
            "budget: the sum of all scenarios is over its budget",
        ),
    ],
)
def test_an_exchange_rate_moves_a_sum(project: Project, held: str, day: str, message: str) -> None:
    """600 USD and 600 EUR at 1: 1,200 USD, and 600 + 600 * 2 = 1,800 at 2."""
    project.write("pricing/euro.yaml", CARD.replace("id: acme", "id: euro").replace("currency: USD", "currency: EUR"))
    fx = "schema: costcalc/fx/v1\nid: fx\ntitle: a bank\nrates:\n"
    row = "  - {{effective: {}, from: EUR, to: USD, rate: {}, source: a bank}}\n"
    project.write("pricing/fx.yaml", fx + row.format("2026-01-01", 1))
    project.write(
        "scenarios/euro.yaml", SCENARIO.replace("id: bot", "id: euro").replace("acme/", "euro/") + "chosen: small\n"
    )
    project.edit("scenarios/bot.yaml", (SMALL, f"{SMALL}chosen: small\n"))
    project.write("costcalc.yaml", f"{POLICY}{held}\n")
    project.started()
    project.write("pricing/fx.yaml", fx + row.format("2026-01-01", 1) + row.format(day, 2))
    (found,) = stopped(project)
    assert found.startswith(message)


def test_a_month_of_the_calendar_and_a_day_are_counted_there_and_back(project: Project) -> None:
    """100 a week are 400 in the 28 days of February 2027; what costs 434 in it costs 108.50 a week: 8.5 % more."""
    project.edit("scenarios/bot.yaml", ("period: month", "period: week"), ("value: 1M", "value: 1M / 6"))
    gated(project, "increase_percent: 1%, option: small")
    project.edit("scenarios/bot.yaml", ("period: week", "period: 2027-02"), ("value: 1M / 6", "value: 434M / 600"))
    (found,) = stopped(project)
    assert found.startswith("gate: bot/small rises by 8.5 %")


def test_a_period_that_is_none_of_the_calendar_any_more_is_held_on_the_days_ahead(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("period: month", "period: 2026-12"))
    gated(project, "total: 2500 USD, option: small")
    project.edit("scenarios/bot.yaml", ("period: 2026-12", "period: month"))
    project.price("small", "2027-02-01", input="5", output="10")
    assert stopped(project) == ["gate: bot/small costs 6000 USD a month, and the gate is 2500 USD, at 2027-02-01"]


def test_an_exchange_rate_that_ends_leaves_no_number_for_gates(project: Project) -> None:
    project.write("pricing/acme.yaml", CARD.replace("currency: USD", "currency: EUR"))
    project.edit("scenarios/bot.yaml", ("period: month", "period: month\ncurrency: USD"))
    project.write("pricing/fx.yaml", EXCHANGE.replace(", until: 2026-12-15", ""))
    gated(project)
    project.write("pricing/fx.yaml", EXCHANGE)
    (found,) = stopped(project)
    assert found.startswith("no-price-ahead: there is no answer about bot from 2026-12-15 on: no rate from EUR to USD")


@pytest.mark.parametrize("gate", ["increase_percent: 25%", "total: 5000 USD"])
def test_a_day_on_which_only_the_base_has_no_answer_is_held(project: Project, gate: str) -> None:
    project.write("pricing/acme.yaml", CARD.replace("currency: USD", "currency: EUR"))
    project.edit("scenarios/bot.yaml", ("period: month", "period: month\ncurrency: USD"))
    project.write("pricing/fx.yaml", EXCHANGE)
    gated(project, gate)
    project.write(
        "pricing/fx.yaml",
        f"{EXCHANGE}{LATER}",
    )
    found = [each for each in stopped(project) if each.startswith("gate")]
    assert all("at 2026-12-15" in each for each in found)
    small = next(each for each in found if "small" in each)
    said = "cannot be compared (nobody knows what it cost before)" if "percent" in gate else "costs 66000 USD"
    assert said in small


def test_a_gate_of_prices_stops_what_the_cards_of_the_change_do_not_price(project: Project) -> None:
    """`small` alone is one model in the base; the change adds a card in which there is another of that name."""
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "small: {model: small}"))
    gated(project, "price_increase: 10%")
    project.price("small", "2026-11-20", input="2", output="4")
    project.write("pricing/other.yaml", CARD.replace("id: acme", "id: other"))
    project.edit(
        "scenarios/bot.yaml", ("small: {model: small}", "small: {model: acme/small}"), ("value: 1M", "value: 250K")
    )
    assert any("bot/small cannot be compared" in each for each in stopped(project))


def test_a_period_of_the_calendar_is_held_on_the_days_ahead_over_the_old_one(project: Project) -> None:
    gated(project)
    project.price("small", "2026-11-24", input="5", output="1")
    project.edit("scenarios/bot.yaml", ("period: month", "period: 2026-10"))
    assert stopped(project) == ["gate: bot/small rises by 750 %, and the gate is 25%, at 2026-11-24"]


def test_a_total_that_is_paid_once_is_not_one_of_a_month(project: Project) -> None:
    gated(project, "total: 1200 USD, option: small")
    project.price("small", "2026-11-20", input="5", output="10")
    project.edit("scenarios/bot.yaml", ("period: month", "period: once"), ("value: 1M", "value: 100K"))
    (found,) = stopped(project)
    assert found.startswith("gate: bot/small cannot be compared (its period was month and is once)")


def test_a_pinned_date_is_named_although_the_option_has_another_name(project: Project) -> None:
    project.started()
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "tiny: {model: acme/small, as_of: 2026-02-01}"))
    found = answer(project, 0)
    said = [each["message"] for each in found["findings"] if each["check"] == "policy-changed"]
    assert said == ["the prices of bot/tiny are those of 2026-02-01, and were today's"]


def test_what_is_announced_is_said_once_and_with_its_own_day(project: Project) -> None:
    project.started()
    project.price("small", "2026-12-01", input="0.60", output="1")
    project.price("large", "2027-01-01", input="3", output="8")
    found = answer(project, 0)["upcoming"]
    assert [(each["option"], each["since"][:10]) for each in found] == [
        ("small", "2026-12-01"),
        ("large", "2027-01-01"),
    ]


def test_a_bare_name_that_meant_nothing_in_the_base_is_no_answer_of_the_base(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "small: {model: small}"))
    project.write("pricing/other.yaml", CARD.replace("id: acme", "id: other"))
    project.started()
    (project.folder / "pricing/other.yaml").unlink()
    ran = project.run("--base", "main")
    assert ran.code == 2
    assert "in the base" in ran.err


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
