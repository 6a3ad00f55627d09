"""What is looked through: all that says it is ours, wherever it lies, and the same on both sides."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from costcalc.project import discovery
from tests.program import here
from tests.review.gated import answer
from tests.review.project import CARD, POLICY, SCENARIO, Project, dearer, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GATE = "gates: [{increase: 1 USD}]\n"
INSIDE = f"kind: ConfigMap\ndata:\n  bot: |\n    {SCENARIO.replace(chr(10), chr(10) + '    ')}\n"
COMPOSE = "version: '3'\nservices: {web: {image: nginx}}\n"


def teams(project: Project) -> Project:
    """Put the scenario into the folder of a team, where it usually is not."""
    (project.folder / "teams/support").mkdir(parents=True)
    (project.folder / "scenarios").rename(project.folder / "teams/support/scenarios")
    return project


def test_scenarios_in_folders_of_teams_are_found(project: Project) -> None:
    """Cards in pricing/ and scenarios in teams/*/scenarios were 2 cards and 0 scenarios, and no gate held."""
    teams(project).write("costcalc.yaml", f"{POLICY}{GATE}")
    project.started()
    dearer(project)
    ran = project.run("--base", "main")
    assert (ran.code, "600.00  850.00  +250.00" in ran.out) == (1, True), ran


def test_cards_without_a_scenario_anywhere_are_no_pass(project: Project) -> None:
    shutil.rmtree(project.folder / "scenarios")
    project.started()
    for words in ([], ["."], ["pricing"], ["--base", "main"], ["pricing/acme.yaml", "--base", "main"]):
        ran = project.run(*words)
        assert (ran.code, "rate cards and no scenario" in " ".join(ran.out.split())) == (3, True), ran
    assert project.run("pricing/acme.yaml").code == 0  # nobody asked for more


def test_a_project_of_cards_alone_says_so(project: Project) -> None:
    shutil.rmtree(project.folder / "scenarios")
    project.write("costcalc.yaml", f"{POLICY}scenarios: none\n")
    project.started()
    assert project.run().code == 0
    assert project.run("--base", "main").code == 0


def test_a_change_cannot_say_that_there_is_no_scenario_and_take_them_away(project: Project) -> None:
    project.started()
    shutil.rmtree(project.folder / "scenarios")
    project.write("costcalc.yaml", f"{POLICY}scenarios: none\n")
    assert project.run("--base", "main").code == 3
    assert project.run().code == 0  # the next one


def test_cards_with_a_finding_that_fails_are_a_no_before_they_are_nothing(project: Project) -> None:
    shutil.rmtree(project.folder / "scenarios")
    project.started()
    project.edit("pricing/acme.yaml", ("input: 0.50", "input: 0.60"))
    assert project.run("--base", "main").code == 1


@pytest.mark.parametrize("name", ["compose.yaml", "pricing/ci.yml", ".github/workflows/a.yaml", "k8s/x.YAML"])
@pytest.mark.parametrize("text", [COMPOSE, INSIDE, "", "{{ broken: [", "--- a\n--- b\n", "a: *b\n"])
def test_yaml_of_others_is_passed_over(project: Project, name: str, text: str) -> None:
    project.write(name, text)
    for words in ([], ["."], ["pricing", "scenarios"]):
        assert project.run(*words).code == 0, words


@pytest.mark.parametrize("name", [".hidden/bot.yaml", "costs/bot.YAML", "a/b/c/bot.yml", "bot.Yml"])
def test_what_says_that_it_is_ours_is_found_wherever_it_lies(project: Project, name: str) -> None:
    """A file that is renamed into a dot folder or to another ending is the same file at another place."""
    project.write(name, SCENARIO.replace("id: bot", "id: other"))
    assert "1 card, 2 scenarios" in project.run().out


@pytest.mark.parametrize("folder", [".git", ".venv", "node_modules", "a/__pycache__", "env/lib/site-packages"])
def test_folders_of_programs_are_passed_over(project: Project, folder: str) -> None:
    project.commit()
    project.write(f"{folder}/bot.yaml", SCENARIO.replace("id: bot", "id: other"))
    assert "1 card, 1 scenario," in project.run().out


def no_schema(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("schema: costcalc/scenario/v1\n", ""))


def another_schema(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("costcalc/scenario/v1", "costcalk/scenario/v1"))


def a_folder_of_the_name(project: Project) -> None:
    (project.folder / "scenarios/bot.yaml").unlink()
    (project.folder / "scenarios/bot.yaml").mkdir()


@pytest.mark.parametrize("change", [no_schema, another_schema, a_folder_of_the_name])
def test_what_was_ours_and_says_so_no_more_is_a_problem(project: Project, change: Callable[[Project], None]) -> None:
    project.write("scenarios/more.yaml", SCENARIO.replace("id: bot", "id: more"))
    project.started()
    change(project)
    refused(project.run("--base", "main"), "scenarios/bot.yaml:1:1: error[missing-schema]")


def test_a_file_that_is_deleted_is_gone_and_no_problem(project: Project) -> None:
    project.write("scenarios/more.yaml", SCENARIO.replace("id: bot", "id: more"))
    project.started()
    (project.folder / "scenarios/more.yaml").unlink()
    ran = project.run("--base", "main")
    assert (ran.code, "gone" in ran.out) == (0, True), ran


@pytest.mark.parametrize("policy", [None, "paths: [pricing, costs]\n", "paths: [pricing, 'c*/*.yaml']\n"])
@pytest.mark.parametrize("text", [SCENARIO, CARD])
def test_in_a_folder_that_is_named_what_looks_like_ours_says_so(
    project: Project, policy: str | None, text: str
) -> None:
    """In one that is not, it is passed over: it may be anybody's."""
    (project.folder / "scenarios").rename(project.folder / "costs")
    project.write("costs/new.yaml", text.partition("\n")[2])
    assert project.run().code == 0
    if policy:
        project.write("costcalc.yaml", f"{POLICY}{policy}")
    refused(project.run(*([] if policy else ["pricing", "costs"])), "costs/new.yaml:1:1: error[missing-schema]")


def test_the_policy_says_what_is_looked_through(project: Project) -> None:
    teams(project).write("lab/bot.yaml", SCENARIO.replace("acme/small", "acme/none"))
    refused(project.run(), "lab/bot.yaml:11:18: error[unknown-model]")
    project.write("costcalc.yaml", f"{POLICY}paths: [pricing, 'teams/*/scenarios']\n")
    assert "1 card, 1 scenario," in project.run().out


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("teams", 3),
        ("teams/*/scenarios", 2),
        ("teams/*/scenarios/b*.yaml", 2),
        ("teams/**/bot.yaml", 3),
        ("teams/**/[ab]ot.yaml", 3),
        ("teams/a/scenarios/bot.yaml", 1),
        ("./teams/a", 1),
    ],
)
def test_a_path_of_the_policy_is_a_file_a_folder_or_a_glob(project: Project, pattern: str, found: int) -> None:
    (project.folder / "scenarios").rename(project.folder / "other")
    for name in ("a/scenarios", "b/scenarios", "c"):
        project.write(f"teams/{name}/bot.yaml", SCENARIO.replace("id: bot", f"id: {name[0]}"))
    project.write("costcalc.yaml", f"{POLICY}paths: ['{pattern}']\n")
    assert f"0 cards, {found} scenario" in project.run().out


@pytest.mark.parametrize("pattern", ["teams", "team*/x", "**/y.yaml"])
def test_a_path_of_the_policy_that_nothing_is_called_like_is_a_problem(project: Project, pattern: str) -> None:
    project.write("costcalc.yaml", f"{POLICY}paths:\n  - pricing\n  - '{pattern}'\n")
    refused(project.run(), "costcalc.yaml:4:5: error[unreadable-file]")


@pytest.mark.parametrize("pattern", ["../other", "/etc", "a/../../b", "..", "a\\\\b", "C:/x"])
def test_a_path_of_the_policy_lies_in_the_project(project: Project, pattern: str) -> None:
    project.write("costcalc.yaml", f'{POLICY}paths: ["{pattern}"]\n')
    refused(project.run(), "costcalc.yaml:2:9: error[bad-path]")


@pytest.mark.parametrize("was", ["", "paths: [pricing, scenarios]\n"])
def test_who_moves_out_of_the_paths_is_seen(project: Project, was: str) -> None:
    """The change says that another folder is looked through; what was before still is, on both sides."""
    project.write("costcalc.yaml", f"{POLICY}{was}{GATE}")
    project.started()
    dearer(project)
    project.write("costcalc.yaml", f"{POLICY}paths: [other]\n{GATE}")
    project.write("other/new.yaml", SCENARIO.replace("id: bot", "id: new"))
    ran = project.run("--base", "main")
    assert (ran.code, "600.00  850.00  +250.00" in ran.out) == (1, True), ran
    assert "policy-changed" in ran.out


def test_who_takes_the_paths_away_is_compared_with_the_same_files_of_the_base(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}paths: [pricing, scenarios]\n")
    project.write("lab/bot.yaml", SCENARIO.replace("id: bot", "id: lab"))
    project.started()
    dearer(project)
    project.write("costcalc.yaml", POLICY)
    assert "lab: USD a month" in (out := project.run("--base", "main").out)
    assert out.count("600.00  850.00  +250.00") == 2


def test_the_root_is_found_upwards_and_its_policy_and_cards_hold_below(project: Project) -> None:
    """In the folder of a team the prices are those of the project, and so is the gate."""
    teams(project).write("costcalc.yaml", f"{POLICY}{GATE}")
    project.started()
    dearer(project)
    team = project.folder / "teams/support"
    ran = project.run("--base", "main", cwd=team)
    assert (ran.code, "600.00  850.00  +250.00" in ran.out, "../../costcalc.yaml:2:20: error[gate]" in ran.out) == (
        1,
        True,
        True,
    ), ran
    assert "../../pricing/acme.yaml:30:16" in ran.out


def test_the_root_is_not_looked_for_above_the_repository(project: Project) -> None:
    (project.folder.parent / "costcalc.yaml").write_text(f"{POLICY}gates: [{{total: 1 USD}}]\n", encoding="utf-8")
    assert project.run().code == 0
    project.started()
    assert project.run().code == 0


def test_a_pyproject_of_another_program_is_no_root(project: Project) -> None:
    teams(project).write("pyproject.toml", "[tool.costcalc]\nfail_on = 'notice'\n")
    project.write("teams/pyproject.toml", "[project]\nname = 'costcalc-of-ours'\n")
    project.commit()
    refused(project.run(cwd=project.folder / "teams"), code=0)
    project.write("pyproject.toml", "[tool.costcalc]\nfail_onn = 'notice'\n")
    refused(project.run(cwd=project.folder / "teams"), "../pyproject.toml:2:1: error[unknown-key]")


def test_cards_above_that_no_policy_makes_the_projects_are_named(project: Project) -> None:
    teams(project).started()
    inside = project.folder / "teams/support"
    ran = project.run(cwd=inside)
    assert ran.code == 2
    said = "those in ../../pricing are used here where there is a policy beside them: ../../costcalc.yaml"
    assert f"in shipped; {said}" in ran.err
    project.write("costcalc.yaml", POLICY)
    assert project.run(cwd=inside).code == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("costcalc.yaml", POLICY),
        ("costcalc.yml", POLICY),
        ("pyproject.toml", '[tool.costcalc]\nfail_on = "error"\n'),
    ],
)
def test_a_policy_is_named_also_where_nothing_else_is_looked_through(project: Project, name: str, text: str) -> None:
    project.write("costcalc.yaml", f"{POLICY}paths: [pricing, scenarios]\n")
    project.write("tools/pyproject.toml", "[tool.other]\na = 1\n")
    project.write("node_modules/costcalc.yaml", POLICY)
    project.started()
    assert answer(project, 0)["findings"] == []
    project.write(f"teams/ads/{name}", text)
    (found,) = answer(project, 0)["findings"]
    assert (found["check"], found["file"]) == ("policy-elsewhere", f"teams/ads/{name}")


def test_a_policy_elsewhere_is_named_because_nothing_in_it_holds(project: Project) -> None:
    teams(project).write("teams/support/costcalc.yaml", f"{POLICY}gates: [{{total: 1 USD}}]\n")
    project.write("teams/support/gates.yaml", f"{POLICY}gates: [{{total: 1 USD}}]\n")
    ran = project.run()
    assert (ran.code, "warning[policy-elsewhere]" in ran.out) == (0, True), ran
    assert "teams/support/costcalc.yaml:1:1, teams/support/gates.yaml:1:1" in ran.out
    assert project.run("--fail-on", "warning").code == 1
    refused(project.run("teams/support/gates.yaml"), "teams/support/gates.yaml:1:1: error[wrong-schema]")


def test_a_budget_of_the_root_is_not_lost_where_a_part_is_checked(project: Project) -> None:
    teams(project).write("costcalc.yaml", f"{POLICY}budgets: [{{scenario: bot, option: small, max: 900 USD}}]\n")
    project.write("teams/search/new.yaml", SCENARIO.replace("id: bot", "id: new"))
    project.commit()
    assert project.run().code == 0
    assert project.run(cwd=project.folder / "teams/search").code == 0


def test_ids_of_scenarios_are_unique_in_a_folder(project: Project) -> None:
    project.write("scenarios/deeper/copy.yaml", SCENARIO)
    assert project.run().code == 0
    project.write("scenarios/copy.yaml", SCENARIO)
    refused(project.run(), "scenarios/copy.yaml:2:5: error[duplicate-scenario]")


def test_what_is_looked_through_is_bounded(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for nth in range(30):
        project.write(f"notes/{nth}.yaml", "a: b\n")
    assert project.run().code == 0
    monkeypatch.setattr(discovery, "MOST_FILES", 20)
    refused(project.run(), "error[too-many]", "`paths:` in costcalc.yaml")
    monkeypatch.setattr(discovery, "MOST_ENTRIES", 20)
    refused(project.run(), "more than 20 files and folders")
    assert project.run("scenarios").code == 0


@pytest.mark.slow
def test_the_whole_disk_is_refused_soon(project: Project) -> None:
    refused(project.run("/"), "error[")


def test_a_folder_that_lies_in_the_project_is_its_base_and_no_part_of_it(project: Project, tmp_path: Path) -> None:
    shutil.copytree(project.folder, tmp_path / "base")
    shutil.copytree(tmp_path / "base", project.folder / "base")
    dearer(project)
    ran = project.run("--base", "./base")
    assert (ran.code, "Checked 1 card, 1 scenario, 2 options" in ran.out, "+250.00" in ran.out) == (0, True, True), ran


def test_the_cards_that_are_compared_are_those_that_every_command_uses(project: Project) -> None:
    teams(project).write("costcalc.yaml", POLICY)
    project.started()
    words = ["compare", "scenarios/bot.yaml", "--as-of", "2026-11-23"]
    ran = here(words, project.folder / "teams/support", project.surroundings())
    assert (ran.code, "2,800.00" in ran.out, "../../pricing/acme.yaml" in ran.out) == (0, True, True), ran
