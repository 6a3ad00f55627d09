"""Whatever cannot be answered is never green, and then no difference is printed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.review.project import AS_OF, CARD, POLICY, ROOT, SCENARIO, Ran, dearer, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.review.project import Project

CALENDAR = (
    "{schema: costcalc/calendar/v1, id: own, title: Own, source: a, years: 2026, holidays: {2026-05-01: May Day}}\n"
)


def test_the_project_of_these_tests_is_sound_and_its_change_is_seen(project: Project) -> None:
    project.started()
    same = "Checked 1 card, 1 scenario, 2 options against main at 2026-11-23: nothing to report.\n"
    assert project.run("--base", "main") == (0, same, "")
    dearer(project)
    moved = project.run("--base", "main")
    assert (moved.code, moved.err) == (0, "")
    assert "600.00  850.00  +250.00" in moved.out


@pytest.mark.slow
def test_a_process_says_what_a_run_in_this_one_says_with_every_exit_code(project: Project) -> None:
    def code() -> int:
        ran = project.run("--base", "main")
        assert project.run(line="$costcalc --base main") == ran
        return ran.code

    project.write("costcalc.yaml", f"{POLICY}gates: [{{increase: 1 USD}}]\n")
    project.started()
    codes = [code()]
    dearer(project)
    codes.append(code())
    project.write("scenarios/bot.yaml", "nonsense")
    codes.append(code())
    for name in ("pricing", "scenarios"):
        shutil.rmtree(project.folder / name)
    codes.append(code())
    assert codes == [0, 1, 2, 3]


def a_typo_in_a_card(project: Project) -> None:
    project.edit("pricing/acme.yaml", ("  small:\n    context_window: 200K", "  small:\n    context_windw: 200K"))


def a_typo_in_a_scenario(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("options:", "optoins:"))


def a_typo_in_a_policy(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}gatse: []\n")


def a_typo_in_the_name_of_a_check(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}checks: {{stale-verifed: off}}\n")


def a_level_that_does_not_exist(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}checks: {{stale-verified: fatal}}\n")


def a_gate_without_a_limit(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}gates: [{{scenario: bot}}]\n")


def a_budget_without_a_currency(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}budgets: [{{scenario: bot, option: large, max: 3000}}]\n")


def a_typo_in_pyproject(project: Project) -> None:
    project.write("pyproject.toml", '[tool.costcalc]\nfail-on = "error"\n')


def a_pyproject_that_is_no_toml(project: Project) -> None:
    project.write("pyproject.toml", "[tool.costcalc\n")


def two_policies(project: Project) -> None:
    project.write("costcalc.yaml", POLICY)
    project.write("pyproject.toml", '[tool.costcalc]\nfail_on = "error"\n')


def broken_yaml(project: Project) -> None:
    project.write("scenarios/bot.yaml", SCENARIO.replace("{model: acme/small}", "{model: acme/small"))


def a_file_of_nothing(project: Project) -> None:
    project.write("scenarios/more.yaml", "")


def yaml_that_is_none_of_ours(project: Project) -> None:
    project.write("pricing/ci.yaml", "on: push\n")


def a_missing_card(project: Project) -> None:
    (project.folder / "pricing/acme.yaml").unlink()


def a_deleted_model(project: Project) -> None:
    project.edit("pricing/acme.yaml", ("  small:\n", "  tiny:\n"))


def a_line_without_a_price(project: Project) -> None:
    project.write("scenarios/bot.yaml", SCENARIO.replace("output: 100}", "output: 100, web_search: 1}"))


def a_price_that_begins_tomorrow(project: Project) -> None:
    project.edit("pricing/acme.yaml", (RATE_OF_LARGE, RATE_OF_LARGE.replace("2026-01-01", "2026-11-24")))


RATE_OF_LARGE = CARD[CARD.index("  large:") : CARD.index("  small:")]


def two_scenarios_of_one_id(project: Project) -> None:
    project.write("scenarios/copy.yaml", SCENARIO)


def a_budget_in_another_currency(project: Project) -> None:
    project.write("scenarios/bot.yaml", f"{SCENARIO}budgets: [{{option: large, max: 3000 EUR}}]\n")


def a_policy_of_another_ending(project: Project) -> None:
    project.write("costcalc.yml", POLICY)


def a_policy_in_another_folder(project: Project) -> None:
    project.write("scenarios/policy.yaml", f"{POLICY}gates: [{{total: 1 USD}}]\n")


def a_policy_behind_a_link_to_nothing(project: Project) -> None:
    (project.folder / "costcalc.yaml").symlink_to("nowhere.yaml")


def a_pyproject_behind_a_link_to_nothing(project: Project) -> None:
    (project.folder / "pyproject.toml").symlink_to("nowhere.toml")


def a_card_of_another_ending(project: Project) -> None:
    project.write("pricing/openai.yml", CARD.replace("id: acme", "id: openai"))


def a_card_in_a_folder_below(project: Project) -> None:
    project.write("pricing/more/openai.yaml", CARD.replace("id: acme", "id: openai"))


HEADS: dict[Callable[[Project], None], str] = {
    a_typo_in_a_card: "pricing/acme.yaml:19:5: error[unknown-key]",
    a_typo_in_a_scenario: "scenarios/bot.yaml:9:1: error[unknown-key]",
    a_typo_in_a_policy: "costcalc.yaml:2:1: error[unknown-key]",
    a_typo_in_the_name_of_a_check: "costcalc.yaml:2:10: error[unknown-key]",
    a_level_that_does_not_exist: "costcalc.yaml:2:26: error[unknown-word]",
    a_gate_without_a_limit: "costcalc.yaml:1:1: error[missing-key]",
    a_budget_without_a_currency: "costcalc.yaml:2:47: error[bad-sum]",
    a_typo_in_pyproject: "pyproject.toml:2:1: error[unknown-key]",
    a_pyproject_that_is_no_toml: "pyproject.toml:1:15: error[bad-toml]",
    two_policies: "costcalc.yaml:1:1: error[two-policies]",
    a_policy_of_another_ending: "costcalc.yml:1:1: error[id-mismatch]",
    a_policy_in_another_folder: "scenarios/policy.yaml:1:1: error[wrong-schema]",
    a_policy_behind_a_link_to_nothing: "costcalc.yaml:1:1: error[unreadable-file]",
    a_pyproject_behind_a_link_to_nothing: "pyproject.toml:1:1: error[unreadable-file]",
    a_card_of_another_ending: "pricing/openai.yml:1:1: error[id-mismatch]",
    a_card_in_a_folder_below: "pricing/more/openai.yaml:1:1: error[id-mismatch]",
    broken_yaml: "error[bad-yaml]",
    a_file_of_nothing: "scenarios/more.yaml:1:1: error[empty-file]",
    yaml_that_is_none_of_ours: "pricing/ci.yaml:1:1: error[",
    a_missing_card: "scenarios/bot.yaml:10:18: error[unknown-card]",
    a_deleted_model: "scenarios/bot.yaml:11:18: error[unknown-model]",
    a_line_without_a_price: "error[no-price]",
    a_price_that_begins_tomorrow: "error[not-in-force]",
    two_scenarios_of_one_id: "scenarios/copy.yaml:2:5: error[duplicate-scenario]",
    a_budget_in_another_currency: "scenarios/bot.yaml:12:32: error[currency-mismatch]",
}


@pytest.mark.parametrize(("change", "said"), HEADS.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_a_head_that_cannot_be_read_or_priced(project: Project, change: Callable[[Project], None], said: str) -> None:
    project.started()
    dearer(project)
    change(project)
    refused(project.run("--base", "main"), said)
    refused(project.run(), said)


def test_a_card_that_no_name_finds_is_said_whatever_is_checked(project: Project) -> None:
    a_card_of_another_ending(project)
    refused(project.run("scenarios"), "pricing/openai.yml:1:1: error[id-mismatch]")


def test_cards_of_other_folders_calendars_and_the_policy_itself_are_no_such_thing(project: Project) -> None:
    project.write("costcalc.yaml", POLICY)
    project.write("prices/more/acme.yaml", CARD)
    project.write("pricing/calendars/own.yaml", CALENDAR)
    for words in (["."], ["costcalc.yaml", "scenarios"], ["prices"], ["--pricing", "prices/more"], []):
        assert project.run(*words).code == 0, words


def test_a_change_that_mends_what_was_passed_over_is_compared(project: Project) -> None:
    a_card_in_a_folder_below(project)
    a_policy_in_another_folder(project)
    project.started()
    (project.folder / "pricing/more/openai.yaml").unlink()
    (project.folder / "scenarios/policy.yaml").rename(project.folder / "costcalc.yaml")
    assert project.run("--base", "main").code == 0


BASES = [
    a_typo_in_a_card,
    a_typo_in_a_policy,
    a_typo_in_the_name_of_a_check,
    two_policies,
    broken_yaml,
    two_scenarios_of_one_id,
    a_missing_card,
]


@pytest.mark.parametrize("change", BASES)
def test_a_base_that_cannot_be_read(project: Project, change: Callable[[Project], None]) -> None:
    change(project)
    project.started()
    for file in project.folder.glob("*/*.yaml"):
        file.unlink()
    for name in ("costcalc.yaml", "pyproject.toml"):
        (project.folder / name).unlink(missing_ok=True)
    project.write("pricing/acme.yaml", CARD)
    project.write("scenarios/bot.yaml", SCENARIO)
    dearer(project)
    assert project.run().code == 0
    refused(project.run("--base", "main"), "in the base: ")


@pytest.mark.parametrize(
    "text",
    [
        f"[tool.costcalc]\nx = {'[' * 20_000}",
        f"[tool.costcalc]\nx = {'{a = ' * 3_000}1",
        f"[tool.costcalc]\nx{'.x' * 20_000} = 1",
        f"[tool.costcalc]\njump = 0x{'f' * 5_000}",
        f"[tool.costcalc]\njump = {'9' * 5_000}",
        "[tool]\ncostcalc = 3",
        "[tool]\ncostcalc = [1]",
        "[[tool.costcalc]]\njump = 3",
        "[tool.costcalc]\njump = nan",
        '[tool.costcalc]\n"a\\u202eb" = 1',
        "[tool.costcalc]\n" + "".join(f"k{nth} = 1\n" for nth in range(20_000)),
    ],
    ids=lambda text: text[:30],
)
def test_a_hostile_pyproject(project: Project, text: str) -> None:
    project.write("pyproject.toml", text)
    refused(project.run(), "pyproject.toml:")


def test_a_pyproject_of_another_program_is_none_of_our_business(project: Project) -> None:
    before = project.run()
    project.write("pyproject.toml", "[tool.other]\n" + "x = 1\n" * 2)  # a key given twice
    assert project.run() == before


@pytest.mark.parametrize(
    "text",
    [
        "tool.costcalc.jump = 3 = 3",
        '[tool]\n"\\u0063ostcalc" = {jump = 3} 3',
        '["tool" . "costcal\\U00000063"]\njump = 3 3',
        "tool = {'costcalc' = {jump = 3}} 3",
    ],
)
def test_no_spelling_of_our_table_is_overlooked(project: Project, text: str) -> None:
    project.write("pyproject.toml", text)
    refused(project.run(), "error[bad-toml]")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--base", "nowhere"], "error[no-base]"),
        (["--base", "origin/main"], "error[no-base]"),
        (["--base", ""], "Is it a variable that is not set?"),
        (["--base=--help"], "a revision does not begin with a dash"),
        (["--base", "-x"], "a revision does not begin with a dash"),
        (["--base=--output=stolen"], "a revision does not begin with a dash"),
        (["--base", "main:pricing"], "error[no-base]"),
        (["--base", "main^{tree}"], "error[no-base]"),
        (["--base", "HEAD~9"], "error[no-base]"),
        (["--base", "main..change"], "error[no-base]"),
        (["--base", "0" * 40], "error[no-base]"),
        (["--base", "main\n"], "error[no-base]"),
        (["--base", "./nowhere"], "there is no such folder"),
        (["--base", "/nowhere/at/all"], "there is no such folder"),
        (["--base", "./scenarios/bot.yaml"], "there is no such folder"),
        (["--base", "main", "nowhere"], "nowhere:1:1: error[unreadable-file]"),
        (["--base", "main", "--pricing", "nowhere"], "nowhere:1:1: error[no-such-folder]"),
        (["--base", "main", "--report", "nonsense=x"], "error[unknown-word]"),
        (["--base", "main", "--report", "json"], "error[bad-setting]"),
        (["--base", "main", "--fail-on", "never"], "--fail-on"),
        (["--base", "main", "--as-of", "soon"], "error[bad-instant]"),
    ],
)
def test_a_base_or_a_setting_that_does_not_exist(project: Project, words: list[str], said: str) -> None:
    project.started()
    dearer(project)
    refused(project.run(*words), said)
    assert not (project.folder / "stolen").exists()


def test_a_folder_called_like_the_base_is_not_taken_for_it(project: Project) -> None:
    """A change that adds a folder `origin/main` must not be measured by its own files."""
    project.started()
    project.git("update-ref", "refs/remotes/origin/main", "main")
    dearer(project)
    shutil.copytree(project.folder / "pricing", project.folder / "origin/main/pricing")
    shutil.copytree(project.folder / "scenarios", project.folder / "origin/main/scenarios")
    assert "+250.00" in project.run("--base", "origin/main").out
    project.git("update-ref", "-d", "refs/remotes/origin/main")
    refused(project.run("--base", "origin/main"), "error[no-base]")
    assert "nothing to report" in project.run("--base", "./origin/main").out


def test_a_file_named_whole_is_compared_with_the_bases_and_not_with_itself(project: Project, tmp_path: Path) -> None:
    project.started()
    dearer(project)
    assert "+250.00" in project.run("--base", "main", f"{project.folder}/scenarios").out
    assert "+250.00" in project.run("--base", "main", "--pricing", f"{project.folder}/pricing").out
    (tmp_path / "link").symlink_to(project.folder)
    assert "+250.00" in project.run("--base", "main", f"{tmp_path}/link/scenarios/bot.yaml").out
    shutil.copytree(project.folder / "scenarios", tmp_path / "elsewhere")
    refused(project.run("--base", "main", f"{tmp_path}/elsewhere"), "is not in this repository")


def test_no_repository(project: Project) -> None:
    refused(project.run("--base", "main"), "error[no-base]", "this is no git repository")


def test_no_git(project: Project, tmp_path: Path) -> None:
    project.started()
    (tmp_path / "bin").mkdir()
    refused(project.run("--base", "main", PATH=str(tmp_path / "bin")), "error[no-base]", "git cannot be run")


def test_a_git_that_fails(project: Project, tmp_path: Path) -> None:
    project.started()
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin/git"
    fake.write_text("#!/bin/sh\necho fatal: detected dubious ownership in repository >&2\nexit 128\n")
    fake.chmod(0o755)
    refused(project.run("--base", "main", PATH=f"{tmp_path}/bin:{os.environ['PATH']}"), "dubious ownership")


def test_a_shallow_clone_without_the_base(project: Project, tmp_path: Path) -> None:
    project.started()
    dearer(project)
    project.commit()
    clone = tmp_path / "clone"
    project.git("clone", "-q", "--depth", "1", "--branch", "change", f"file://{project.folder}", str(clone))
    refused(project.run("--base", "origin/main", cwd=clone), "error[no-base]", "fetch-depth: 0")
    project.git("-C", str(clone), "fetch", "-q", "origin", "main:refs/remotes/origin/main")
    assert "+250.00" in project.run("--base", "origin/main", cwd=clone).out


def test_a_partial_clone_does_not_ask_the_network(project: Project, tmp_path: Path) -> None:
    project.started()
    dearer(project)
    project.commit()
    project.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    project.git("clone", "-q", "--filter=blob:none", "--branch", "change", f"file://{project.folder}", str(clone))
    ran = project.run("--base", "origin/main", cwd=clone)  # of whose card only the name is there
    refused(ran, "error[no-base]")
    assert project.git("-C", str(clone), "rev-list", "--objects", "--missing=print", "origin/main").count("?") == 1


def test_an_object_that_is_not_there(project: Project) -> None:
    project.started()
    dearer(project)
    project.commit()
    blob = project.git("rev-parse", "main:pricing/acme.yaml").strip()
    (project.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    refused(project.run("--base", "main"), "git has not got all of its files here")


@pytest.mark.parametrize("linked", ["costcalc.yaml", "pyproject.toml", "scenarios/more.yaml", "scenarios"])
def test_a_link_in_the_base_is_not_skipped_without_a_word(project: Project, linked: str) -> None:
    """A policy behind a link would be no policy, and a scenario behind one would be new, with budgets of its own."""
    elsewhere = project.folder / "elsewhere"
    if linked == "scenarios":
        (project.folder / linked).rename(elsewhere)
    else:
        project.write("elsewhere", POLICY)
    (project.folder / linked).symlink_to(elsewhere)
    project.started()
    refused(project.run("--base", "main"), f"`{linked}` is a link or a submodule there")


def nothing(ran: Ran) -> None:
    """Hold that it is said, once, that nothing was checked."""
    refused(ran, code=3)
    assert (ran.out.count("Nothing was checked"), ran.err) == (1, "")


def test_nothing_to_check(project: Project) -> None:
    shutil.rmtree(project.folder / "pricing")
    shutil.rmtree(project.folder / "scenarios")
    nothing(project.run())
    (project.folder / "scenarios").mkdir()
    nothing(project.run())
    nothing(project.run("scenarios"))


def test_a_change_that_deletes_everything(project: Project) -> None:
    project.started()
    shutil.rmtree(project.folder / "pricing")
    shutil.rmtree(project.folder / "scenarios")
    assert project.run("--base", "main").code == 3


@pytest.mark.parametrize("out", ["no/such/folder/x.json", "scenarios", "/dev/full"])
def test_a_report_that_cannot_be_written(project: Project, out: str) -> None:
    project.started()
    refused(project.run("--base", "main", "--report", f"json={out}"), "error[unwritable-file]")


def test_a_report_is_not_written_over_what_is_there(project: Project) -> None:
    project.write("old.json", "precious")
    refused(project.run("--report", "json=old.json"), "error[file-exists]")
    refused(project.run("--report", "json=scenarios/bot.yaml", "--force"), "error[output-is-input]")
    refused(project.run("--report", "json=pricing/acme.yaml", "--force"), "error[output-is-input]")
    refused(project.run("--report", "json=a.json", "--report", "markdown=a.json"), "error[bad-setting]")
    assert (project.folder / "old.json").read_text(encoding="utf-8") == "precious"
    assert (project.folder / "scenarios/bot.yaml").read_text(encoding="utf-8") == SCENARIO


@pytest.mark.slow
def test_a_full_disk(project: Project) -> None:
    ran = project.run(line="$costcalc > /dev/full")
    assert (ran.code, "No space left on device" in ran.err) == (2, True)


@pytest.mark.slow
def test_a_closed_standard_output(project: Project) -> None:
    assert project.run(line="$costcalc >&-").code == 2


@pytest.mark.slow
def test_a_reader_that_leaves(project: Project) -> None:
    assert project.run(line="$costcalc | true; exit ${PIPESTATUS[0]}").code in {0, 141}  # 0 if it wrote in time
    for name in range(300):
        project.write(f"scenarios/bot{name}.yaml", SCENARIO.replace("id: bot", f"id: bot{name}"))
    project.started()
    dearer(project)
    assert project.run(line="$costcalc --base main --format json | head -n 1; exit ${PIPESTATUS[0]}").code == 141


@pytest.mark.slow
@pytest.mark.parametrize("where", ["review.review", "review.priced.compare", "formats.write"])
def test_a_fault_of_ours_is_never_an_answer(project: Project, where: str) -> None:
    project.started()
    module, _, name = f"costcalc.{where}".rpartition(".")
    code = f"""
import sys, {module} as module
def broken(*args, **keys): raise RuntimeError("boom")
module.{name} = broken
sys.argv = ["costcalc", "check", "--as-of", "{AS_OF}", "--base", "main", "--format", "github"]
from costcalc.cli import main
main()
"""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=project.folder, env=surroundings, capture_output=True, text=True, check=False)
    refused(Ran(done.returncode, done.stdout, done.stderr), "RuntimeError: boom", "its own fault", code=70)


def test_a_base_that_changes_nothing_of_the_working_tree(project: Project) -> None:
    project.started()
    dearer(project)
    before = {path: path.read_bytes() for path in project.folder.rglob("*") if path.is_file()}
    assert project.run("--base", "main").code == 0
    assert {path: path.read_bytes() for path in project.folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("written", ["1", "1.0"])
def test_one_percent_and_all_of_it_are_not_written_alike(project: Project, written: str) -> None:
    project.write("costcalc.yaml", f"{POLICY}gates: [{{increase_percent: {written}}}]\n")
    refused(project.run(), "could be one percent, or all of it", "write 1% or 100%")
