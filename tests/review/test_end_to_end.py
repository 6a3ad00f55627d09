"""A repository, a branch in which something changes, and the check: what is said, and what stops it.

The project is that of project.py: `large` costs 2,800 USD a month, `small` 600. A new price for the input of `small`
moves it by 1,000M tokens times the difference: 0.75 instead of 0.50 makes 500 -> 750, and 600 -> 850 in all.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import elsewhere
from tests.review.project import AS_OF, CARD, SCENARIO

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.review.project import Project

    Change = Callable[[Project], None]

HERE = Path(__file__).parent
POLICY = "schema: costcalc/policy/v1\n"
BUDGETED = f"{SCENARIO}budgets: [{{option: small, max: 700 USD}}]\n"


def dearer(project: Project, price: str = "0.75") -> None:
    project.price("small", "2026-11-20", input=price, output="1")


def checked(project: Project, *args: str) -> dict[str, Any]:
    """Run the check against `main`, and give its JSON, whose exit code is that of the run."""
    ran = project.run("--base", "main", "--format", "json", *args)
    found: dict[str, Any] = json.loads(ran.out)
    assert (found["exit_code"], ran.err) == (ran.code, ""), ran
    return found


def stopped(found: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Return what fails a run, and what it is about."""
    return sorted((each["check"], each["about"]) for each in found["findings"] if each["failing"])


def moves(found: dict[str, Any]) -> list[tuple[str, str, str, str | None, str | None, str | None]]:
    return [
        (
            each["scenario"],
            each["option"],
            each["as_of"][:10],
            each["before"] and each["before"]["total"],
            each["after"] and each["after"]["total"],
            each["difference"],
        )
        for each in found["moves"]
    ]


def golden(name: str, text: str) -> None:
    """Compare with what is written down; UPDATE_GOLDENS=1 writes it anew, to be read and worked out again."""
    file = HERE / "goldens" / name
    if os.environ.get("UPDATE_GOLDENS"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_one_changed_price(project: Project) -> None:
    """The whole report, worked out by hand.

    small, today: 1,000M tokens at 0.75 are 750, with 100M at 1 850; 850 - 600 = 250; 250 / 600 = 5/12 = 41.67 %.
    The budget of 900 keeps 900 - 850 = 50, and kept 900 - 600 = 300.
    large, from 2026-12-01: 1,000M at 1 are 1,000, with 800 1,800; 1,800 - 2,800 = -1,000; -1,000 / 2,800 = -5/14
    = -35.71 %.
    """
    project.write("costcalc.yaml", f"{POLICY}budgets:\n  - {{scenario: bot, option: small, max: 900 USD}}\n")
    project.started()
    dearer(project)
    project.price("large", "2026-12-01", input="1", output="8")
    text, data = project.run("--base", "main", "--explain"), project.run("--base", "main", "--format", "json")
    assert (text.code, text.err, data.code, data.err) == (0, "", 0, "")
    golden("price.txt", text.out)
    golden("price.json", data.out)
    found = json.loads(data.out)
    assert moves(found) == [("bot", "small", "2026-11-23", "600", "850", "250")]
    assert [(each["since"][:10], each["now"], each["then"]) for each in found["upcoming"]] == [
        ("2026-12-01", "2800", "1800")
    ]
    assert [(each["headroom_before"], each["headroom"]) for each in found["budgets"]] == [("300", "50")]


def test_a_price_that_the_base_announced_already_is_no_news(project: Project) -> None:
    project.price("large", "2026-12-01", input="1", output="8")
    project.started()
    dearer(project)
    assert checked(project)["upcoming"] == []
    project.write("pricing/acme.yaml", CARD)
    project.commit()
    assert [each["then"] for each in json.loads(project.run("--base", "main", "--format", "json").out)["moves"]] == []


def test_an_edited_history_is_an_error_and_moves_the_past_as_well(project: Project) -> None:
    project.write("scenarios/spring.yaml", SCENARIO.replace("id: bot", "id: spring\nas_of: 2026-04-28"))
    project.started()
    project.edit("pricing/acme.yaml", ("input: 0.50", "input: 0.75"), ("version: 2026-11-01", "version: 2026-11-23"))
    found = checked(project)
    assert (found["exit_code"], [check for check, _ in stopped(found)]) == (1, ["history-edited"])
    assert moves(found) == [
        ("bot", "small", "2026-11-23", "600", "850", "250"),
        ("spring", "small", "2026-11-23", "600", "850", "250"),
        ("spring", "small", "2026-04-28", "600", "850", "250"),
    ]
    text = project.run("--base", "main")
    assert (text.code, "error[history-edited]" in text.out) == (1, True)


def test_an_appended_price_moves_today_and_not_the_past(project: Project) -> None:
    project.write("scenarios/spring.yaml", SCENARIO.replace("id: bot", "id: spring\nas_of: 2026-04-28"))
    project.started()
    dearer(project)
    assert [each[:3] for each in moves(checked(project))] == [
        ("bot", "small", "2026-11-23"),
        ("spring", "small", "2026-11-23"),
    ]


def test_a_deleted_model_that_is_still_in_use_leaves_no_answer(project: Project) -> None:
    project.started()
    project.write("pricing/acme.yaml", CARD.partition("  small:")[0].replace("2026-11-01\ncur", "2026-11-23\ncur"))
    ran = project.run("--base", "main")
    assert ran.code == 2
    assert "scenarios/bot.yaml:11:18: error[unknown-model]: the rate card `acme` has no model `small`" in ran.err
    assert "USD" not in ran.out


def test_a_card_that_is_deleted_is_an_error_also_where_no_scenario_uses_it(project: Project) -> None:
    project.write("pricing/other.yaml", CARD.replace("id: acme", "id: other"))
    project.started()
    (project.folder / "pricing/other.yaml").unlink()
    assert "model-removed" in {each["check"] for each in checked(project)["findings"]}


def test_a_deleted_model_is_an_error_also_if_the_option_goes_with_it(project: Project) -> None:
    project.started()
    project.write("pricing/acme.yaml", CARD.partition("  small:")[0].replace("2026-11-01\ncur", "2026-11-23\ncur"))
    project.edit("scenarios/bot.yaml", ("  small: {model: acme/small}\n", ""))
    found = checked(project)
    assert (found["exit_code"], stopped(found)) == (1, [("model-removed", "acme/small")])
    assert moves(found) == [("bot", "small", "2026-11-23", "600", None, None)]


def one(key: str, value: str) -> str:
    return f"{POLICY}{key}: [{{{value}}}]\n"


BUDGET = "scenario: bot, option: small, max: {} USD"


@pytest.mark.parametrize(
    ("limit", "price", "left", "code", "levels"),
    [
        ("850", "0.75", ("250", "0"), 0, []),  # 850 is not more than 850
        ("849.99", "0.75", ("249.99", "-0.01"), 1, ["error"]),  # crossed
        ("599", None, ("-1", "-1"), 0, ["warning"]),  # broken before, by 1, and no worse
        ("599", "0.51", ("-1", "-11"), 1, ["error"]),  # worse: 610
        ("590", "0.495", ("-10", "-5"), 0, ["warning"]),  # better, and still broken: 595
        ("590", "0.49", ("-10", "0"), 0, []),  # healed: 590
    ],
)
def test_a_budget(
    project: Project, limit: str, price: str | None, left: tuple[str, str], code: int, levels: list[str]
) -> None:
    project.write("costcalc.yaml", one("budgets", BUDGET.format(limit)))
    project.started()
    if price:
        dearer(project, price)
    found = checked(project)
    assert found["exit_code"] == code
    assert [each["level"] for each in found["findings"] if each["check"] == "budget"] == levels
    assert [(each["headroom_before"], each["headroom"]) for each in found["budgets"]] == [left]


def test_a_budget_that_was_broken_blocks_if_the_policy_wants_it(project: Project) -> None:
    project.write("costcalc.yaml", f"{one('budgets', BUDGET.format('599'))}broken_budgets: block\n")
    project.started()
    assert stopped(checked(project)) == [("budget", "bot/small")]


def test_a_budget_of_a_scenario_holds_without_a_base_too(project: Project) -> None:
    project.write("scenarios/bot.yaml", BUDGETED)
    assert project.run().code == 0
    project.edit("scenarios/bot.yaml", ("700 USD", "599 USD"))
    ran = project.run()
    assert (ran.code, "bot/small is over its budget by 1" in ran.out) == (1, True)


@pytest.mark.parametrize(
    ("gate", "price", "expected"),
    [
        ("total: 2800 USD", "0.75", []),  # 2,800 and 850
        ("total: 2799.99 USD", "0.75", ["bot/large"]),
        ("total: 849.99 USD", "0.75", ["bot/large", "bot/small", "other/small"]),
        ("scenario: bot, option: small, total: 850 USD", "0.75", []),
        ("scenario: bot, option: small, total: 849.99 USD", "0.75", ["bot/small"]),
        ("scenario: other, total: 1 USD", "0.75", ["other/small"]),
        ("increase: 250 USD", "0.75", []),  # by 250, and it may
        ("increase: 249.99 USD", "0.75", ["bot/small", "other/small"]),
        ("increase: 249.99 USD, scenario: other", "0.75", ["other/small"]),
        ("increase: 249.99 USD, option: large", "0.75", []),
        ("increase_percent: 41.7%", "0.75", []),  # 5/12 = 41.66… %
        ("increase_percent: 41.6%", "0.75", ["bot/small", "other/small"]),
        ("increase_percent: 41.6%, scenario: other", "0.75", ["other/small"]),
        ("increase: 0 USD", "0.25", []),  # it falls
        ("increase_percent: 0%", "0.25", []),
    ],
)
def test_a_gate(project: Project, gate: str, price: str, expected: list[str]) -> None:
    other = SCENARIO.replace("id: bot", "id: other").replace("  large: {model: acme/large}\n", "")
    project.write("scenarios/other.yaml", other)
    project.write("costcalc.yaml", one("gates", gate))
    project.started()
    dearer(project, price)
    found = checked(project)
    assert stopped(found) == [("gate", about) for about in expected]
    assert found["exit_code"] == (1 if expected else 0)


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        ("increase_percent: 1000000%", [("gate", "bot/small")]),  # no part of nothing
        ("increase: 599 USD", [("gate", "bot/small")]),
        ("increase: 600 USD", []),
    ],
)
def test_what_was_free_and_is_paid_now(project: Project, gate: str, expected: list[tuple[str, str]]) -> None:
    free = CARD.replace("input: 0.50\n        output: 1\n", "input: 0\n        output: 0\n")
    project.write("pricing/acme.yaml", free)
    project.write("costcalc.yaml", f"{one('gates', gate)}checks: {{price-jump: off}}\n")
    project.started()
    dearer(project, "0.50")
    found = checked(project)
    assert stopped(found) == expected
    assert [(each["difference"], each["share"], each["kind"]) for each in found["moves"]] == [
        ("600", None, "free-to-paid")
    ]
    assert "free → paid" in project.run("--base", "main").out


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        ("increase: 3399 USD", []),
        ("increase: 2799 USD", [("gate", "new/large")]),  # what is new costs all of it more: 2,800, and 600
        ("increase_percent: 0%", []),  # what is new has no percentage
    ],
)
def test_a_new_scenario(project: Project, gate: str, expected: list[tuple[str, str]]) -> None:
    project.write("costcalc.yaml", one("gates", gate))
    project.started()
    project.write("scenarios/new.yaml", SCENARIO.replace("id: bot", "id: new"))
    found = checked(project)
    assert stopped(found) == expected
    assert [each[:2] for each in moves(found)] == [("new", "large"), ("new", "small")]
    assert {each["kind"] for each in found["moves"]} == {"new"}


def test_the_budget_of_a_new_scenario_is_its_own(project: Project) -> None:
    project.started()
    project.write("scenarios/new.yaml", BUDGETED.replace("id: bot", "id: new").replace("700", "599"))
    assert stopped(checked(project)) == [("budget", "new/small")]


def raises_its_budget_in_the_policy(project: Project) -> None:
    project.edit("costcalc.yaml", ("max: 700 USD", "max: 9000 USD"))


def takes_its_budget_away(project: Project) -> None:
    (project.folder / "costcalc.yaml").unlink()


def moves_its_policy_and_loosens_it(project: Project) -> None:
    (project.folder / "costcalc.yaml").unlink()
    project.write("pyproject.toml", '[tool.costcalc]\nfail_on = "error"\n')


@pytest.mark.parametrize("escape", ["\\u3164", "\\u202e", "\\ufe0f", "\\u001b"])
def test_a_character_that_does_not_show_is_refused_in_pyproject_too(project: Project, escape: str) -> None:
    text = f'[[tool.costcalc.budgets]]\nscenario = "bot"\noption = "sma{escape}ll"\nmax = "900 USD"\n'
    project.write("pyproject.toml", text)
    answer = project.run("check")
    assert answer.code == 2
    assert "pyproject.toml:3:10: error[hidden-character]" in answer.err


@pytest.mark.parametrize(
    "change", [raises_its_budget_in_the_policy, takes_its_budget_away, moves_its_policy_and_loosens_it]
)
def test_a_change_cannot_weaken_the_policy_that_holds_it(project: Project, change: Change) -> None:
    project.write("costcalc.yaml", one("budgets", BUDGET.format("700")))
    project.started()
    dearer(project)
    change(project)
    found = checked(project)
    assert (found["exit_code"], stopped(found)) == (1, [("budget", "bot/small")])
    assert [each["level"] for each in found["findings"] if each["check"] == "policy-changed"] == ["warning"]


@pytest.mark.parametrize(
    ("strict", "loose"),
    [
        (one("gates", "increase: 1 USD"), one("gates", "increase: 1000 USD")),
        (one("gates", "increase_percent: 1%"), POLICY),
        (
            f"{POLICY}checks: {{stale-verified: error}}\nstale_after_days: 1\n",
            f"{POLICY}checks: {{stale-verified: off}}\n",
        ),
        (f"{POLICY}fail_on: notice\nstale_after_days: 1\n", f"{POLICY}fail_on: error\n"),
        (f"{POLICY}checks: {{price-jump: error}}\njump: 1.1\n", f"{POLICY}jump: 1000\n"),
    ],
)
def test_a_change_cannot_weaken_a_gate_or_a_check_that_stops_it(project: Project, strict: str, loose: str) -> None:
    project.write("costcalc.yaml", strict)
    project.started()
    dearer(project)
    project.write("costcalc.yaml", loose)
    found = checked(project)
    assert found["exit_code"] == 1
    assert "policy-changed" in {each["check"] for each in found["findings"]}
    project.commit()
    project.git("switch", "-q", "main")
    project.git("merge", "-q", "change")  # somebody with the right to has accepted it; from now on it holds
    assert project.run("--base", "main").code == 0


def test_a_change_cannot_raise_the_budget_of_its_scenario(project: Project) -> None:
    project.write("scenarios/bot.yaml", BUDGETED)
    project.started()
    dearer(project)
    project.edit("scenarios/bot.yaml", ("700 USD", "9000 USD"))
    found = checked(project)
    assert (found["exit_code"], stopped(found)) == (1, [("budget", "bot/small")])
    assert [each["about"] for each in found["findings"] if each["check"] == "policy-changed"] == ["bot"]


def renames_its_scenario(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("id: bot", "id: bot2"))


def renames_its_option(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("  small:", "  little:"), ("option: small", "option: little"))


def deletes_its_scenario(project: Project) -> None:
    project.write("scenarios/other.yaml", SCENARIO.replace("id: bot", "id: other"))
    (project.folder / "scenarios/bot.yaml").unlink()


def renames_its_card(project: Project) -> None:
    text = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    project.write("pricing/acme2.yaml", text.replace("id: acme", "id: acme2"))
    (project.folder / "pricing/acme.yaml").unlink()
    scenario = (project.folder / "scenarios/bot.yaml").read_text(encoding="utf-8")
    project.write("scenarios/bot.yaml", scenario.replace("acme/", "acme2/"))


@pytest.mark.parametrize("escape", [renames_its_scenario, renames_its_option, deletes_its_scenario, renames_its_card])
def test_a_change_cannot_shake_off_its_budget_by_another_name(project: Project, escape: Change) -> None:
    project.write("scenarios/bot.yaml", BUDGETED)
    project.started()
    dearer(project)
    escape(project)
    assert checked(project)["exit_code"] == 1


def test_another_currency_is_no_way_around_a_percentage(project: Project) -> None:
    project.write("costcalc.yaml", one("gates", "increase_percent: 10%"))
    project.started()
    project.edit(
        "pricing/acme.yaml", ("currency: USD", "currency: JPY"), ("version: 2026-11-01", "version: 2026-11-23")
    )
    found = checked(project)
    assert [each for each in stopped(found) if each[0] == "gate"] == [("gate", "bot/large"), ("gate", "bot/small")]


def test_a_day_of_its_own_is_no_way_around_a_percentage(project: Project) -> None:
    calendar = SCENARIO.replace("period: month", "period: 2026-12\nas_of: 2026-11-01")
    project.write("scenarios/bot.yaml", calendar)
    project.write("costcalc.yaml", one("gates", "increase_percent: 10%"))
    project.started()
    dearer(project)
    project.edit("scenarios/bot.yaml", ("as_of: 2026-11-01", "as_of: 2026-11-02"))
    assert ("gate", "bot/small") in stopped(checked(project))


def test_a_policy_that_says_the_same_in_other_words_is_not_changed(project: Project) -> None:
    project.write("costcalc.yaml", one("budgets", BUDGET.format("900")))
    project.started()
    project.write("costcalc.yaml", f"# ours\n{POLICY}budgets:\n  - {{max: 900 USD, scenario: bot, option: small}}\n")
    assert checked(project)["findings"] == []
    (project.folder / "costcalc.yaml").unlink()
    project.write("pyproject.toml", '[[tool.costcalc.budgets]]\nscenario = "bot"\noption = "small"\nmax = "900 USD"\n')
    assert checked(project)["findings"] == []


def test_a_gate_in_another_currency_is_no_answer(project: Project) -> None:
    project.write("costcalc.yaml", one("gates", "increase: 1 EUR"))
    project.started()
    dearer(project)
    ran = project.run("--base", "main")
    assert (ran.code, "costcalc.yaml:2:20: error[currency-mismatch]" in ran.err) == (2, True)


def test_the_level_that_fails_comes_from_the_command_line_or_else_from_the_base(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}stale_after_days: 1\n")
    project.started()
    assert [checked(project, "--fail-on", level)["exit_code"] for level in ("error", "warning", "notice")] == [0, 1, 1]
    project.edit("costcalc.yaml", ("stale_after_days", "fail_on: warning\nstale_after_days"))
    assert checked(project)["fail_on"] == "error"


def test_a_folder_is_as_good_a_base_as_a_revision(project: Project, tmp_path: Path) -> None:
    project.started()
    shutil.copytree(project.folder, tmp_path / "base", ignore=shutil.ignore_patterns(".git"))
    dearer(project)
    by_ref, by_folder = (project.run("--base", base) for base in ("main", "../base"))
    assert by_folder.out.replace("../base", "main").split() == by_ref.out.split()
    assert by_ref.code == by_folder.code == 0


@pytest.mark.parametrize("base", ["main", "refs/heads/main", "HEAD", "change~0", "v1"])
def test_every_name_that_git_knows_is_a_base(project: Project, base: str) -> None:
    project.started()
    project.git("tag", "-a", "-m", "one", "v1", "main")
    dearer(project)
    assert "+250.00" in project.run("--base", base).out


def test_a_project_in_a_folder_of_its_repository(project: Project) -> None:
    (project.folder / "costs").mkdir()
    for name in ("pricing", "scenarios"):
        (project.folder / name).rename(project.folder / "costs" / name)
    project.started()
    card = project.folder / "costs/pricing/acme.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("input: 0.50", "input: 0.75"), encoding="utf-8")
    ran = project.run("--base", "main", "--format", "github", cwd=project.folder / "costs")
    assert "file=costs/pricing/acme.yaml" in ran.out
    assert "+250.00" in ran.out
    assert "+250.00" in project.run("--base", "main", "../costs/scenarios", cwd=project.folder / "costs").out


def test_reports_are_written_whatever_the_answer_is(project: Project) -> None:
    names = ("text", "json", "markdown", "github", "gitlab", "junit", "sarif")

    def written(folder: str) -> tuple[int, dict[str, str]]:
        (project.folder / folder).mkdir()
        ran = project.run("--base", "main", *(f"--report={name}={folder}/{name}" for name in names))
        return ran.code, {name: (project.folder / folder / name).read_text(encoding="utf-8") for name in names}

    project.write("costcalc.yaml", one("gates", "increase: 1 USD"))
    project.started()
    assert written("same")[0] == 0
    dearer(project)
    code, texts = written("stopped")
    assert code == 1
    assert all("bot/small" in text for text in texts.values())
    project.edit("scenarios/bot.yaml", ("options:", "optoins:"))
    code, texts = written("broken")
    assert code == 2
    assert all("unknown-key" in text or name == "text" for name, text in texts.items())


@pytest.mark.slow
def test_the_same_files_and_day_give_the_same_bytes(project: Project) -> None:
    project.started()
    dearer(project)
    surroundings: list[dict[str, str]] = [
        {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Lima", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8"},
    ]
    forms = ("text", "json", "markdown", "github", "gitlab", "junit", "sarif")
    commands = [["check", "--as-of", AS_OF, "--base", "main", "--format", form] for form in forms]
    one, other = (elsewhere(commands, project.folder, **env) for env in surroundings)
    assert dict(zip(forms, one, strict=True)) == dict(zip(forms, other, strict=True))
    assert [(code, bool(out)) for code, out in one] == [(0, True)] * len(forms)


@pytest.mark.parametrize(
    ("old", "new", "total"),
    [
        ("value: 1M", "value: 2M", "1200"),  # twice as many requests
        ("output: 100", "output: 200", "700"),  # 500 + 200M at 1
        ("small: {model: acme/small}", "small: {model: acme/large}", "2800"),
        ("why: ticket system", "why: a guess", None),
    ],
)
def test_a_change_of_the_scenario(project: Project, old: str, new: str, total: str | None) -> None:
    project.started()
    project.edit("scenarios/bot.yaml", (old, new))
    found = {each["option"]: each["after"]["total"] for each in checked(project)["moves"]}
    assert found.get("small") == total


def test_another_period_is_priced_on_both_sides(project: Project) -> None:
    """600 a day are 18,250 in a month of 365/12 days: 600 a month were 600 * 12/365 = 7200/365 = 19.7260… a day."""
    project.started()
    project.edit("scenarios/bot.yaml", ("period: month", "period: day"))
    found = checked(project)
    small = next(each for each in found["moves"] if each["option"] == "small")
    assert (small["before"]["total"], small["before"]["total_exact"]) == ("19.7260273972603", "1440/73")
    assert (small["after"]["total"], small["period"], small["share_exact"]) == ("600", "day", "353/12")
    assert [(each["check"], each["level"], each["about"]) for each in found["findings"]] == [
        ("policy-changed", "warning", "bot period"),
        ("period-unit", "warning", "bot/tickets"),  # which are still so many a month
    ]
