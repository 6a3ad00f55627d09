"""What an ordinary change could slip past the gate, and no longer can: one test for each way of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.gated import PERCENT, answer, gated, renamed, stopped
from tests.review.project import SCENARIO

if TYPE_CHECKING:
    from tests.review.project import Project


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


def test_a_scenario_that_asks_for_nothing_any_more_is_as_good_as_gone(project: Project) -> None:
    gated(project)
    project.write("scenarios/bot.yaml", f"{SCENARIO.partition('period')[0]}figures: {{answer: 42}}\n")
    found = answer(project, 0)["findings"]
    assert "bot asks for nothing any more: nothing holds what it cost" in [each["message"] for each in found]


def test_what_is_new_while_something_is_gone_is_said(project: Project) -> None:
    project.write("costcalc.yaml", PERCENT)
    project.edit("scenarios/bot.yaml", ("  large: {model: acme/large}\n", ""))
    project.started()
    project.edit("scenarios/bot.yaml", ("  small: {model: acme/small}", "  big: {model: acme/large}"))
    found = answer(project, 0)
    (said,) = (each["message"] for each in found["findings"] if each["check"] == "not-paired")
    assert said == "bot/big is new, and bot/small is gone, moved or cheaper: no percentage holds it"


def test_what_is_moved_as_it_is_is_found_by_its_content(project: Project) -> None:
    """A thousandth of the requests in one of two files that are alike: whoever crosses them sees 99,900 %."""
    little = SCENARIO.replace("value: 1M", "value: 1K")
    for folder, text in (("one", SCENARIO), ("two", little)):
        project.write(f"teams/{folder}/bot.yaml", text)
    (project.folder / "scenarios/bot.yaml").unlink()
    gated(project)
    for folder, text in (("b", SCENARIO), ("a", little)):
        project.write(f"teams/{folder}/bot.yaml", text)
    (project.folder / "teams/one/bot.yaml").unlink()
    (project.folder / "teams/two/bot.yaml").unlink()
    found = answer(project, 0)
    assert found["moves"] == []
    assert sorted(each["message"] for each in found["findings"] if each["check"] == "renamed") == [
        "teams/a/bot was teams/two/bot, and is compared with that",
        "teams/b/bot was teams/one/bot, and is compared with that",
    ]


def test_another_scenario_in_the_file_of_one_is_not_taken_for_it(project: Project) -> None:
    """Three hundred a month for seats, in place of 600: the old one is gone by its own name."""
    project.edit("scenarios/bot.yaml", ("options:", "chosen: small\noptions:"))
    gated(project, "sum: all, increase: 100 USD")
    seats = "schema: costcalc/scenario/v1\nid: desk\ntitle: Desks\nperiod: month\nworkload:\n"
    project.write("scenarios/bot.yaml", f"{seats}  - {{line: seats, quantity: 100, unit_price: 3}}\n")
    found = answer(project, 0)
    assert [each["message"] for each in found["findings"] if each["check"] == "gone"] == [
        "bot is gone: nothing holds what it costs any more"
    ]
    (total,) = (each for each in found["sums"] if each["by"] == "all")
    assert (total["before"], total["after"]) == ("600", "300")
