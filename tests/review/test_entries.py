"""What a change does to calls that become lines, to what is paid once, to routing, and to what has no number.

The project is written out by hand. A month has 1M tickets of 1,000 and 100 tokens, and a check of 100 tokens for each.

    mix     before: 1,000M * 2 + 100M * 8 + 100M * 0.50 + 70 + 20 = 2,000 + 800 + 50 + 90 = 2,940; once 500
    small   before: 1,000M * 0.50 + 100M * 1 + 50 + 90 = 500 + 100 + 140 = 740; once 500
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.review.project import POLICY

if TYPE_CHECKING:
    from tests.review.project import Project

SCENARIO = """\
schema: costcalc/scenario/v1
id: bot
title: Support bot
period: month
assumptions:
  tickets: {value: 1M, unit: requests/month, why: ticket system}
  tokens: 1000
  fee: 20
workload:
  - {call: answer, requests: tickets, input: tokens, output: 100}
  - {call: check, requests: tickets, input: 100}
  - {line: store, unit_price: 70}
  - {line: setup, once: true, unit_price: 500}
  - {line: labels, unit_price: fee}
options:
  mix: {model: acme/large, models: {check: acme/small}}
  small: {model: acme/small}
figures: {per_ticket: total / tickets}
"""
NAMELESS = """\
schema: costcalc/scenario/v1
id: desk
title: Desk
period: month
workload:
  - {call: answer, model: acme/small, requests: 1M, input: 1000}
  - {line: seat, quantity: 5, unit_price: 20}
"""
CLAIMS = """\
schema: costcalc/scenario/v1
id: claims
title: Claims
claims: [{claim: c1, printed: "4", of: 2 * 2}]
"""


@pytest.fixture
def project(project: Project) -> Project:
    project.write("scenarios/bot.yaml", SCENARIO)
    return project


def checked(project: Project, *args: str) -> dict[str, Any]:
    ran = project.run("--base", "main", "--format", "json", *args)
    assert ran.err == "", ran
    found: dict[str, Any] = json.loads(ran.out)
    assert found["exit_code"] == ran.code
    return found


def stopped(found: dict[str, Any]) -> list[str]:
    return [f"{one['check']}: {one['message']}" for one in found["findings"] if one["failing"]]


def move_of(found: dict[str, Any], option: str) -> dict[str, Any]:
    (move,) = (each for each in found["moves"] if each["option"] == option)
    assert isinstance(move, dict)
    return move


def sides(move: dict[str, Any], name: str) -> list[str | None]:
    return [side and side[name] for side in (move["before"], move["after"])]


def charges(move: dict[str, Any]) -> dict[tuple[str, bool], list[str | None]]:
    return {
        (each["key"], each["once"]): [side and side["amount"] for side in (each["before"], each["after"])]
        for each in move["charges"]
    }


def test_a_call_that_becomes_a_line_and_a_line_that_is_paid_once(project: Project) -> None:
    project.started()
    project.edit(
        "scenarios/bot.yaml",
        (
            "{call: check, requests: tickets, input: 100}",
            "{line: check, quantity: tickets, unit_price: 10, per: 1M checks}",
        ),
        ("{line: store, unit", "{line: store, once: true, unit"),
        ("unit_price: 500", "unit_price: 750"),
        ("models: {check: acme/small}", "models: {answer: acme/small}"),
        ("{model: acme/small}", "{model: acme/small, with: {tokens: tokens * 1.35}}"),
    )
    found = checked(project)
    mix, small = move_of(found, "mix"), move_of(found, "small")
    # 1,000M * 0.50 + 100M * 1 + 10 + 20 = 630; 2,940 - 630 = 2,310. Once 70 + 750, and 500 before
    assert (sides(mix, "total"), mix["difference"]) == (["2940", "630"], "-2310")
    assert (sides(mix, "upfront"), mix["upfront_difference"]) == (["500", "820"], "320")
    assert charges(mix) == {
        ("answer.input", False): ["2000", "500"],
        ("answer.output", False): ["800", "100"],
        ("check", False): [None, "10"],
        ("check.input", False): ["50", None],
        ("store", False): ["70", None],
        ("store", True): [None, "70"],
        ("setup", True): ["500", "750"],
    }
    # 1,350M * 0.50 = 675, and 100 + 10 + 20
    assert (sides(small, "total"), small["difference"]) == (["740", "805"], "65")
    assert charges(small)["answer.input", False] == ["500", "675"]
    text = " ".join(project.run("--base", "main").out.split())
    for said in (
        "mix 2,940.00 630.00 −2,310.00, −78.57 % 500.00 → 820.00, +320.00, +64 %",
        "mix: `answer`: acme/large → acme/small",
        "mix: `check`: acme/small → a line",
        "mix: `store`: paid once now",
        "mix, store, paid once: new: 70 USD × 1 = 70.00",
        "mix, setup, paid once: 500 → 750 USD × 1 = 500.00 → 750.00",
        "small: with `tokens`: not said → `tokens * 1.35`",
        "small, check: new: 10 USD / 1M checks × 1,000,000 checks = 10.00",
    ):
        assert said in text


def test_what_is_paid_once_moves_by_itself(project: Project) -> None:
    project.started()
    project.edit("scenarios/bot.yaml", ("unit_price: 500", "unit_price: 400"))
    found = checked(project)
    move = move_of(found, "small")
    assert (move["kind"], move["difference"], move["share"]) == ("changed", "0", "0")
    assert (sides(move, "upfront"), move["upfront_difference"]) == (["500", "400"], "-100")
    assert charges(move) == {("setup", True): ["500", "400"]}


def test_a_routing_that_costs_the_same_moves_nothing(project: Project) -> None:
    project.started()
    project.edit(
        "scenarios/bot.yaml", ("small: {model: acme/small}", "small: {models: {answer: acme/small, check: acme/small}}")
    )
    assert checked(project)["moves"] == []


@pytest.mark.parametrize(
    ("gate", "price", "verdict"),
    [
        ("increase: 100 USD", "600", None),
        ("increase: 100 USD", "600.01", "rises by 100.01 USD once, and the gate is 100 USD"),
        ("increase_percent: 20%", "600", None),
        ("increase_percent: 20%", "601", "rises by 20.2 % once, and the gate is 20%"),
        ("total: 3000 USD", "1M", None),
    ],
)
def test_what_is_paid_once_is_held_against_gates_of_increase_by_itself(
    project: Project, gate: str, price: str, verdict: str | None
) -> None:
    project.write("costcalc.yaml", f"{POLICY}gates: [{{scenario: bot, option: small, {gate}}}]\n")
    project.started()
    project.edit("scenarios/bot.yaml", ("unit_price: 500", f"unit_price: {price}"))
    wanted = [f"gate: bot/small {verdict}, at 2026-11-23"] if verdict else []
    assert stopped(checked(project)) == wanted


def test_what_is_new_rises_by_all_that_it_costs_once(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}gates: [{{increase: 100 USD}}, {{increase_percent: 50%}}]\n")
    project.write("scenarios/bot.yaml", SCENARIO.replace("  - {line: setup, once: true, unit_price: 500}\n", ""))
    project.started()
    project.edit(
        "scenarios/bot.yaml",
        ("  - {line: labels", "  - {line: setup, once: true, unit_price: 100.50}\n  - {line: labels"),
        ("  small: {model: acme/small}", "  new: {use: [setup]}"),
    )
    assert stopped(checked(project)) == [
        "gate: bot/mix rises by 100.5 USD once, and the gate is 100 USD, at 2026-11-23",
        "gate: bot/new rises by 100.5 USD once, and the gate is 100 USD, at 2026-11-23",
        "gate: bot/mix had nothing that is paid once, and the gate is 50%, at 2026-11-23",
    ]


def test_what_has_no_number_is_stopped_by_every_gate_and_budget_and_says_why(project: Project) -> None:
    gates = "gates: [{option: small, increase: 100 USD}, {option: small, increase_percent: 10%}, {total: 1M USD}]\n"
    project.write("costcalc.yaml", f"{POLICY}{gates}")
    project.write(
        "scenarios/bot.yaml",
        f"{SCENARIO}budgets: [{{option: small, max: 900 USD}}, {{of: mix.per_ticket, max: 1 USD}}]\n",
    )
    project.started()
    project.edit("scenarios/bot.yaml", ("fee: 20", "fee: {unit: USD}"))
    found = checked(project)
    at = "at 2026-11-23"
    assert sorted(stopped(found)) == [
        f"budget: bot/small has nothing to hold against its budget: `fee` has no value, {at}",
        f"budget: bot: mix.per_ticket has nothing to hold against its budget: `fee` has no value, {at}",
        f"gate: bot/mix has no number (`fee` has no value), and the gate is 1M USD, {at}",
        f"gate: bot/small cannot be compared (`fee` has no value), and the gate is 10%, {at}",
        f"gate: bot/small cannot be compared (`fee` has no value), and the gate is 100 USD, {at}",
        f"gate: bot/small has no number (`fee` has no value), and the gate is 1M USD, {at}",
    ]
    move = move_of(found, "small")
    assert (move["kind"], move["charges"], move["after"]["open"]) == ("not-comparable", [], ["fee"])
    budgets = {(each["option"], each["of"]): (each["headroom"], each["headroom_before"]) for each in found["budgets"]}
    # 900 - 740; 1 - 2,940 / 1M
    assert budgets == {("small", None): (None, "160"), (None, "mix.per_ticket"): (None, "0.99706")}
    assert "small 740.00 open open 500.00 → open" in " ".join(project.run("--base", "main").out.split())


def test_what_is_paid_once_can_have_a_budget(project: Project) -> None:
    project.write("scenarios/bot.yaml", f"{SCENARIO}budgets: [{{of: small.upfront, max: 600 USD}}]\n")
    project.started()
    project.edit("scenarios/bot.yaml", ("unit_price: 500", "unit_price: 610"))
    assert stopped(checked(project)) == ["budget: bot: small.upfront is over its budget by 10 USD, at 2026-11-23"]


def test_an_option_without_a_name_is_called_like_its_scenario(project: Project) -> None:
    project.write(
        "costcalc.yaml", f"{POLICY}gates: [{{scenario: desk, total: 700 USD}}, {{scenario: desk, increase: 1 USD}}]\n"
    )
    project.write("scenarios/desk.yaml", NAMELESS)
    project.started()
    project.edit("scenarios/desk.yaml", ("quantity: 5", "quantity: 11"))
    found = checked(project)
    # 1,000M at 0.50 and 5 * 20 are 600; 11 * 20 are 120 more
    assert stopped(found) == [
        "gate: desk costs 720 USD, and the gate is 700 USD, at 2026-11-23",
        "gate: desk rises by 120 USD, and the gate is 1 USD, at 2026-11-23",
    ]
    assert found["counts"]["options"] == 3
    assert [each["about"] for each in found["findings"] if each["failing"]] == ["desk", "desk"]
    assert 'testcase name="desk"' in project.run("--base", "main", "--format", "junit").out
    text = project.run("--base", "main").out
    assert "  seat: 20 USD × 5 → 11 = 100.00 → 220.00" in text


def test_a_scenario_without_a_cost_is_in_no_gates_way(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}gates: [{{total: 3000 EUR}}]\n")
    project.write("scenarios/bot.yaml", CLAIMS)
    project.started()
    found = checked(project)
    assert (found["exit_code"], found["counts"]["options"], found["moves"]) == (0, 0, [])


def test_an_excluded_option_has_its_price_and_its_gates(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}gates: [{{option: small, increase: 10 USD}}]\n")
    project.started()
    project.edit("scenarios/bot.yaml", ("fee: 20", "fee: 40"), ("figures:", "require: {origin: US}\nfigures:"))
    found = checked(project)
    assert stopped(found) == ["gate: bot/small rises by 20 USD, and the gate is 10 USD, at 2026-11-23"]
    move = move_of(found, "small")
    assert sides(move, "excluded") == [[], ["acme/small: its origin is not known; required is US"]]
    assert "small: excluded: acme/small: its origin is not known" in project.run("--base", "main").out


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (("fee: 20", "fee: 20\n  seats: 100"), ("seats: 100", "seats: 200"), "`seats` of bot is 200 and was 100"),
        (
            ("fee: 20", "fee: 20\n  rooms: 10\n  seats: rooms * 10"),
            ("rooms: 10", "rooms: 20"),
            "`rooms` of bot is 20 and was 10",
        ),
        (
            ("fee: 20", "fee: 20\n  seats: 100"),
            ("small: {model: acme/small}", "small: {model: acme/small, with: {seats: 200}}"),
            "`seats` of bot/small, by which a budget is measured, is 200 and was as elsewhere",
        ),
    ],
)
def test_who_loosens_the_budget_of_a_figure_by_an_assumption_is_named(
    project: Project, before: tuple[str, str], after: tuple[str, str], said: str
) -> None:
    """740 / 100 seats are 7.40; the fee is 800 more, and 1,540 / 200 seats are 7.70."""
    text = SCENARIO.replace("total / tickets", "total / seats") + "budgets: [{of: small.per_ticket, max: 8 USD}]\n"
    project.write("scenarios/bot.yaml", text)
    project.edit("scenarios/bot.yaml", before)
    project.started()
    project.edit("scenarios/bot.yaml", ("fee: 20", "fee: 820"), after)
    found = checked(project)
    (finding,) = found["findings"]
    assert (found["exit_code"], finding["check"]) == (0, "policy-changed")
    assert finding["message"].startswith(said)


def test_more_of_what_is_asked_for_loosens_no_budget_of_one(project: Project) -> None:
    """Without what does not grow with them, a ticket costs what it did: 650 / 1M = 1,300 / 2M."""
    text = SCENARIO.replace("fee: 20", "fee: 0").replace("unit_price: 70", "unit_price: 0")
    project.write("scenarios/bot.yaml", f"{text}budgets: [{{of: small.per_ticket, max: 0.0008 USD}}]\n")
    project.started()
    project.edit("scenarios/bot.yaml", ("value: 1M", "value: 2M"))
    assert checked(project)["findings"] == []
    project.edit("scenarios/bot.yaml", ("fee: 0", "fee: 100"))  # which is less for each of twice as many
    (finding,) = checked(project)["findings"]
    assert finding["message"] == "`tickets` of bot is 2M and was 1M, by which its budgets allow more"


def test_a_budget_of_a_figure_is_not_shaken_off(project: Project) -> None:
    budget = "budgets: [{of: small.per_ticket, max: 0.0008 USD}]\n"
    project.write("scenarios/bot.yaml", SCENARIO + budget)
    project.started()
    # 740 / 1M = 0.00074; with a fee of 100 it is 0.00082
    project.edit("scenarios/bot.yaml", ("fee: 20", "fee: 100"))
    assert stopped(checked(project)) == [
        "budget: bot: small.per_ticket is over its budget by 0.00002 USD, at 2026-11-23"
    ]
    project.edit("scenarios/bot.yaml", ("total / tickets", "total / tickets / 10"))
    found = checked(project)
    assert [(each["check"], each["about"]) for each in found["findings"]] == [("policy-changed", "bot per_ticket")]
    project.write("scenarios/bot.yaml", SCENARIO.replace("per_ticket", "each"))
    ran = project.run("--base", "main")
    assert (ran.code, "error[unknown-name]" in ran.err, "bot.yaml:19:" in ran.err) == (2, True, True), ran
