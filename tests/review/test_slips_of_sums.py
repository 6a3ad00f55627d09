"""What an ordinary change could slip past the gate, and no longer can: one test for each way of volume, and of sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.gated import BUDGETED, SMALL, answer, gated, rate, renamed, stopped, teams
from tests.review.project import POLICY, SCENARIO

if TYPE_CHECKING:
    from tests.review.project import Project


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


def test_a_sum_says_of_which_tags_it_is_and_on_which_day_what_it_does_not_keep(project: Project) -> None:
    """1,200 today, and 2 * 850 = 1,700 from December on."""
    held = "{sum: team, tags: {team: support}, "
    teams(project, f"gates:\n  - {held}increase: 400 USD}}\nbudgets:\n  - {held}max: 1600 USD}}\n")
    project.price("small", "2026-12-01", input="0.75", output="1")
    (found,) = (one for one in answer(project, 1)["sums"] if one["tags"])
    assert (found["by"], found["value"], found["tags"]) == ("team", "support", {"team": "support"})
    assert (found["before"], found["after"]) == ("1200", "1200")
    day = {"as_of": "2026-12-01T00:00:00Z", "under": "head"}
    assert found["stops"] == [{"limit": "increase", **day}, {"limit": "max", **day}]


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


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "chosen: small\n",
            "",
            "other has 2 options, and none is chosen: sums have `small`, which the base uses",
        ),
        (
            "tags: {team: support}\n",
            "",
            "other has no tag `team`: no sum by that has it, but for team=support of the base",
        ),
        ("period: month", "period: once", "other is paid once: sums that had it have no number"),
    ],
)
def test_what_leaves_a_sum_is_said_with_what_still_counts(project: Project, before: str, after: str, said: str) -> None:
    teams(project, "gates:\n  - {sum: team, total: 10K USD}\n")
    project.edit("scenarios/other.yaml", (before, after))
    found = answer(project, 1 if "once" in after else 0)
    assert [each["message"] for each in found["findings"] if each["check"] == "in-no-sum"] == [said]


def test_a_scenario_that_chooses_nothing_is_in_no_sum_and_that_is_said(project: Project) -> None:
    teams(project, "gates:\n  - {sum: all, total: 10K USD}\n")
    project.write("scenarios/third.yaml", SCENARIO.replace("id: bot", "id: third"))
    found = answer(project, 0)
    assert [each["message"] for each in found["findings"] if each["check"] == "in-no-sum"] == [
        "third has 2 options, and none is chosen: no sum has it"
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


def test_a_tier_that_totals_do_not_see_is_said(project: Project) -> None:
    """Forty times as much for requests beyond one token: the totals of a month do not say how large one is."""
    whole = "totals: {input: 1000 * tickets, output: 100 * tickets}"
    project.edit("scenarios/bot.yaml", ("requests: tickets, input: 1000, output: 100", whole))
    gated(project)
    tier = "context_tiers: [{when: input > 1, mode: whole_request, input: 20, output: 40}]"
    rate(project, "2026-11-20", "input: 0.50", "output: 1", tier)
    found = [one for one in answer(project, 0)["findings"] if one["check"] == "new-flag"]
    assert [one["about"] for one in found] == ["bot/small request-size-unknown"]


def test_a_range_that_is_widened_is_said(project: Project) -> None:
    """600 a million requests: 540 to 660, and then up to 60,000."""
    project.edit("scenarios/bot.yaml", ("value: 1M", "value: 1M, between: 900K to 1.1M"))
    gated(project)
    project.edit("scenarios/bot.yaml", ("900K to 1.1M", "900K to 100M"))
    found = [one["message"] for one in answer(project, 0)["findings"] if one["check"] == "range-changed"]
    assert found[-1] == "bot/small costs what it did, and can cost 540.00 to 60,000.00; it was 540.00 to 660.00"


def test_the_policy_says_how_grave_a_finding_of_a_review_is(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}gates:\n  - {{sum: all, total: 100 USD}}\nchecks: {{in-no-sum: error}}\n")
    project.started()
    project.edit("scenarios/bot.yaml", ("title: Support bot", "title: A bot"))
    assert stopped(project) == ["in-no-sum: bot has 2 options, and none is chosen: no sum has it"]
    project.write("costcalc.yaml", f"{POLICY}checks: {{gate: warning}}\n")
    assert [one["code"] for one in answer(project, 2)["problems"]] == ["unknown-key"]


def test_the_chosen_option_by_another_name_is_the_same(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("options:", "chosen: small\noptions:"))
    gated(project)
    project.edit("scenarios/bot.yaml", ("chosen: small", "chosen: mini"), ("  small: {", "  mini: {"))
    assert [one["check"] for one in answer(project, 0)["findings"]] == ["renamed"]


def test_a_sum_asks_for_no_price_that_only_the_base_would_have_had(project: Project) -> None:
    """A model that is priced from 2027 on, at the prices of that year: 500 in place of 600."""
    project.edit("scenarios/bot.yaml", ("options:", "chosen: small\noptions:"))
    gated(project, "sum: all, increase_percent: 25%")
    dated = "{effective: 2027-01-01, source: a list, verified: 2026-11-20, input: 0.40, output: 1}"
    later = f"  later:\n    rates: [{dated}]\n"
    card = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    project.write("pricing/acme.yaml", f"{card}{later}".replace("version: 2026-11-01", "version: 2026-11-20"))
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "small: {model: acme/later, as_of: 2027-01-01}"))
    assert stopped(project, 0) == []
