"""What a change is compared with is what was there before: no repository, link or empty folder of its own choice."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.review.project import POLICY, SCENARIO, Project, dearer, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GATE = f"{POLICY}gates: [{{increase: 1 USD}}]\n"


@pytest.fixture
def team(tmp_path: Path) -> Project:
    """A project in the folder `costs` of a repository; the gate stops any increase."""
    top = tmp_path / "top"
    top.mkdir()
    git("init", "-q", "-b", "main", cwd=top)
    (top / "costs").mkdir()
    project = Project(top / "costs")
    project.write("costcalc.yaml", GATE)
    committed(top)
    git("switch", "-q", "-c", "change", cwd=top)
    return project


def git(*words: str, cwd: Path) -> None:
    Project.git_in(cwd, *words)


def committed(folder: Path) -> None:
    git("add", "-A", cwd=folder)
    git("commit", "-q", "-m", "a change", cwd=folder)


def test_the_gate_of_a_folder_stops_what_it_should(team: Project) -> None:
    dearer(team)
    stopped = team.run("--base", "main")
    assert stopped.code == 1
    assert "600.00  850.00  +250.00" in stopped.out  # 1,000M tokens a month at 0.25 more


@pytest.mark.parametrize("named", [{}, {"bare": "false", "worktree": ".."}, {"bare": "false", "worktree": "."}])
def test_a_folder_that_looks_like_a_bare_repository_is_not_asked(team: Project, named: dict[str, str]) -> None:
    """Its `main` is the change itself, against which nothing has moved."""
    dearer(team)
    other = team.folder.parent.parent / "other"
    shutil.copytree(team.folder, other)
    git("init", "-q", "-b", "main", cwd=other)
    committed(other)
    for name in ("HEAD", "config", "objects", "refs"):
        (other / ".git" / name).rename(team.folder / name)
    settings = "".join(f"\t{key} = {value}\n" for key, value in named.items())
    if named:
        team.write("config", f"[core]\n\trepositoryformatversion = 0\n{settings}")
    committed(team.folder.parent)
    assert subprocess.run(["git", "rev-parse", "main"], cwd=team.folder, capture_output=True, check=False).stdout
    stopped = team.run("--base", "main")
    assert (stopped.code, "600.00  850.00  +250.00" in stopped.out) == (1, True), stopped


def beside_theirs(team: Project) -> Path:
    """Put another team's project beside the folder, in the base as well, and return the top of the repository."""
    top = team.folder.parent
    shutil.copytree(team.folder, top / "theirs")
    git("switch", "-q", "main", cwd=top)
    committed(top)
    git("switch", "-q", "-C", "change", cwd=top)
    return top


def a_submodule(team: Project) -> Path:
    """Put a repository with the dearer price in the place of the folder, and return the top of the one around it."""
    dearer(team)
    top, other = team.folder.parent, team.folder.parent.parent / "other"
    shutil.move(team.folder, other)
    git("init", "-q", "-b", "main", cwd=other)
    committed(other)
    git("rm", "-r", "-q", "--cached", "costs", cwd=top)
    git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "costs", cwd=top)
    committed(top)
    return top


def test_a_submodule_in_the_place_of_the_folder_is_no_base_of_its_own(team: Project) -> None:
    a_submodule(team)
    refused(team.run("--base", "origin/main"), "`costs` is a repository inside another", "in the repository around it")
    deeper = Project(team.folder / "deeper")
    refused(deeper.run("--base", "HEAD"), "`costs` is a repository inside another")


def test_a_repository_that_the_one_around_it_does_not_know_is_one_of_its_own(project: Project) -> None:
    project.started()
    inner = Project(project.folder / "inner")
    inner.started()
    dearer(inner)
    assert "+250.00" in inner.run("--base", "main").out
    project.git("worktree", "add", "-q", "tree", "main")
    tree = Project(project.folder / "tree")
    dearer(tree)
    assert "+250.00" in tree.run("--base", "main").out


def test_a_repository_in_one_without_a_commit_is_one_of_its_own(project: Project, tmp_path: Path) -> None:
    git("init", "-q", cwd=tmp_path)
    project.started()
    dearer(project)
    assert "+250.00" in project.run("--base", "main").out


def test_a_repository_around_it_that_cannot_be_asked_is_no_reason_to_pass(project: Project, tmp_path: Path) -> None:
    project.started()
    git("init", "-q", cwd=tmp_path)
    (tmp_path / ".git/config").write_text("[core\n")
    refused(project.run("--base", "main"), "the repository around this one cannot be asked: fatal: bad config line 1")


def test_a_folder_that_became_a_link_is_not_new(team: Project) -> None:
    dearer(team)
    top = team.folder.parent
    git("mv", "costs", "other", cwd=top)
    (top / "costs").symlink_to("other")
    committed(top)
    refused(team.run("--base", "main"), "`costs` leads to this folder now")
    shutil.copytree(top / "other", top / "other/deeper")
    refused(team.run("--base", "main", cwd=top / "costs/deeper"), "error[no-base]")


def test_a_folder_that_became_a_link_to_one_that_was_there_is_seen(team: Project) -> None:
    """The other team's costs are sound, and ours are not looked at any more."""
    top = beside_theirs(team)
    shutil.rmtree(team.folder)
    team.folder.symlink_to("theirs")
    committed(top)
    refused(team.run("--base", "main"), "`costs` leads to this folder now")


def test_a_link_that_leads_elsewhere_than_before_is_seen(team: Project) -> None:
    top = team.folder.parent
    shutil.copytree(team.folder, top / "theirs")
    (top / "current").symlink_to("costs")
    git("switch", "-q", "main", cwd=top)
    committed(top)
    git("switch", "-q", "-C", "change", cwd=top)
    (top / "current").unlink()
    (top / "current").symlink_to("theirs")
    committed(top)
    refused(team.run("--base", "main", cwd=top / "current"), "`current` leads to this folder now")
    assert team.run("--base", "main").code == 0  # what is looked at there is what it was


def test_a_new_link_beside_the_folder_changes_nothing(team: Project) -> None:
    (team.folder.parent / "also").symlink_to("costs")
    committed(team.folder.parent)
    assert "nothing to report" in team.run("--base", "main").out


@pytest.mark.parametrize("base", ["..", "/etc", "./empty", "./notes"])
def test_a_folder_in_which_nothing_is_found_is_no_base(project: Project, base: str) -> None:
    (project.folder / "empty").mkdir()
    project.write("notes/pyproject.toml", "[project]\nname = 'notes'\n")
    dearer(project)
    refused(project.run("--base", base), "it has no rate card, no scenario and no policy", "check it without --base")


def test_a_revision_in_which_nothing_is_found_is_no_base(project: Project) -> None:
    for name in ("pricing", "scenarios"):
        (project.folder / name).rename(project.folder.parent / name)
    project.write("README.md", "nothing yet")
    project.commit()
    for name in ("pricing", "scenarios"):
        (project.folder.parent / name).rename(project.folder / name)
    refused(project.run("--base", "main"), "it has no rate card, no scenario and no policy")


def test_a_new_file_of_a_project_that_was_there_is_compared(project: Project) -> None:
    """Who checks the files of a change alone names one that the base has not got."""
    project.started()
    project.write(
        "scenarios/new.yaml", (project.folder / "scenarios/bot.yaml").read_text().replace("id: bot", "id: new")
    )
    ran = project.run("--base", "main", "scenarios/new.yaml")
    assert (ran.code, "600.00" in ran.out) == (0, True), ran


def test_a_replaced_commit_is_not_followed(project: Project) -> None:
    """`git replace` puts the change in the place of the base, which then has nothing to say against it."""
    project.write("costcalc.yaml", GATE)
    project.started()
    dearer(project)
    project.commit()
    project.git("replace", "main", "change")
    assert project.run("--base", "main").code == 1


def test_the_reason_that_git_gives_is_shown_whole(project: Project, tmp_path: Path) -> None:
    project.started()
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin/git"
    said = "fatal: detected dubious ownership\\nTo add an exception, call:\\n\\n\\tgit config --add safe.directory"
    fake.write_text(f"#!/bin/sh\nprintf '{said}\\n' >&2\nexit 128\n")
    fake.chmod(0o755)
    shown = "detected dubious ownership To add an exception, call: git config --add safe.directory"
    refused(project.run("--base", "main", PATH=f"{tmp_path / 'bin'}:/usr/bin:/bin"), shown)


def test_two_links_in_a_row_are_one_detour(team: Project) -> None:
    """Neither `teams` nor `a/costs` was there before; `teams/costs` was."""
    top = team.folder.parent
    git("switch", "-q", "main", cwd=top)
    (top / "teams").mkdir()
    (top / "lab").mkdir()
    git("mv", "costs", "teams/costs", cwd=top)
    shutil.copytree(top / "teams/costs", top / "lab/costs")
    committed(top)
    git("switch", "-q", "-C", "change", cwd=top)
    shutil.rmtree(top / "teams")
    (top / "a").mkdir()
    (top / "a/costs").symlink_to("../lab/costs")
    (top / "teams").symlink_to("a")
    committed(top)
    refused(team.run("--base", "main", cwd=top / "lab/costs"), "`teams/costs` leads to this folder now")


def test_links_that_lead_round_in_circles_end(team: Project) -> None:
    top = team.folder.parent
    (top / "x").symlink_to(".")
    (top / "loop").symlink_to("loop")
    (top / "out").symlink_to("../..")
    committed(top)
    assert "nothing to report" in team.run("--base", "main").out


@pytest.mark.parametrize("named", ["{}/scenarios", "{}/scenarios/bot.yaml"])
def test_a_link_of_the_machine_is_no_link_of_the_change(project: Project, tmp_path: Path, named: str) -> None:
    """On some machines even the temporary folder is one. What stands behind it is named as it is in the repository."""
    project.started()
    (tmp_path / "machine").symlink_to(project.folder)
    dearer(project)
    for folder in (project.folder, tmp_path / "machine"):
        assert "+250.00" in project.run("--base", "main", named.format(folder), f"{folder}/pricing").out
    (project.folder / "scenarios").rename(project.folder / "other")
    (project.folder / "scenarios").symlink_to("other")
    for folder in (project.folder, tmp_path / "machine"):
        refused(project.run("--base", "main", named.format(folder), f"{folder}/pricing"), "`scenarios` is a link")


def test_a_calendar_of_the_base_is_the_bases(project: Project) -> None:
    """The change takes the holidays away on which there is no peak: the base still has them.

    1,000M tokens of input at 0.15 and 100M of output at 0.60, in November 2026 without a peak: 150 + 60 = 210.
    """
    days = ", ".join(f"2026-11-{day:02}: a holiday" for day in range(1, 31))
    calendar = "{{schema: costcalc/calendar/v1, id: cn, title: Own, source: a, years: 2026, holidays: {{{}}}}}\n"
    project.write("pricing/calendars/cn.yaml", calendar.format(days))
    scenario = SCENARIO.replace("period: month", "period: 2026-11").partition("options:")[0]
    project.write("scenarios/bot.yaml", f"{scenario}options:\n  flash: {{model: deepseek/deepseek-v4-flash}}\n")
    project.write("costcalc.yaml", f"{POLICY}gates: [{{increase: 1 USD}}]\n")
    project.started()
    project.write("pricing/calendars/cn.yaml", calendar.format("2026-11-01: a holiday"))
    ran = project.run("--base", "main")
    assert (ran.code, "210.00" in ran.out) == (1, True), ran


@pytest.mark.parametrize("attribute", ["ident", "filter=own", "working-tree-encoding=latin1"])
def test_a_file_that_git_rewrites_is_not_what_is_merged(project: Project, attribute: str) -> None:
    """`$Id: …$` is another text on disk, and whatever stands inside of it is merged and not read."""
    project.write("costcalc.yaml", GATE)
    project.edit("pricing/acme.yaml", ("title: Acme's API\n", "title: Acme's API\n# $Id$\n"))
    project.started()
    project.write(".gitattributes", f"pricing/*.yaml {attribute}\n")
    project.commit()
    dearer(project)  # on disk, and not as it is committed
    refused(project.run("--base", "main"), "`pricing/acme.yaml` is not here as it is committed")


def test_an_attribute_that_changes_nothing_is_nobodys_business(project: Project) -> None:
    project.started()
    project.write(".gitattributes", "pricing/*.yaml ident text eol=lf\n")
    project.commit()
    assert "nothing to report" in project.run("--base", "main").out
    dearer(project)  # and not yet committed
    assert "+250.00" in project.run("--base", "main").out


def test_line_ends_may_be_others(project: Project) -> None:
    project.started()
    project.write(".gitattributes", "*.yaml ident eol=crlf\n")
    project.commit()
    for file in (project.folder / "pricing/acme.yaml", project.folder / "scenarios/bot.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert "nothing to report" in project.run("--base", "main").out


def test_what_is_changed_and_not_committed_is_compared_as_it_is(project: Project) -> None:
    project.started()
    dearer(project)
    assert "+250.00" in project.run("--base", "HEAD").out


def test_no_program_that_the_repository_names_is_run(project: Project) -> None:
    project.started()
    project.write(".gitattributes", "*.yaml filter=own diff=own\n")
    project.commit()
    dearer(project)
    programs = "core.fsmonitor core.pager diff.external filter.own.smudge filter.own.clean diff.own.textconv"
    for setting in programs.split():
        project.git("config", setting, "touch ran-by-git")
    project.run("--base", "main")
    assert not (project.folder / "ran-by-git").exists()


@pytest.mark.parametrize("base", [".", "./", "../project"])
def test_a_folder_is_not_compared_with_itself(project: Project, base: str) -> None:
    refused(project.run("--base", base), "this is the folder itself")


@pytest.mark.parametrize("base", ["^main", "main^@", "main...change", "--all"])
def test_what_is_not_one_revision_is_none(project: Project, base: str) -> None:
    project.started()
    refused(project.run("--base", base), "error[no-base]")


@pytest.mark.parametrize("target", ["../top/theirs", "{top}/theirs", "/proc/self/cwd/theirs"])
def test_a_link_that_leaves_the_repository_and_comes_back_is_seen(team: Project, target: str) -> None:
    top = beside_theirs(team)
    shutil.rmtree(team.folder)
    team.folder.symlink_to(target.format(top=top))
    committed(top)
    refused(team.run("--base", "main", cwd=top / "theirs"), "`costs` leads out of this repository now")


def test_a_link_out_of_the_repository_that_was_no_project_is_nobodys_business(team: Project) -> None:
    top = team.folder.parent
    (top / "data").symlink_to("/nowhere")
    committed(top)
    assert "nothing to report" in team.run("--base", "main").out


@pytest.mark.slow
def test_a_shell_that_came_by_a_link_of_the_checkout_says_so(team: Project, tmp_path: Path) -> None:
    (team.folder.parent / "also").symlink_to("costs")
    ran = team.run("--base", "main", line="cd also && $costcalc --base main", cwd=team.folder.parent)
    refused(ran, "`also` is a link of the checkout, by which this folder was entered")
    (tmp_path / "machine").symlink_to(team.folder.parent)
    ran = team.run(line="cd machine/costs && $costcalc --base main", cwd=tmp_path)
    assert (ran.code, "nothing to report" in ran.out) == (0, True), ran


def test_calendars_behind_a_link_of_the_base_are_not_passed_over(project: Project) -> None:
    project.write("other/cn.yaml", "x: y\n")
    (project.folder / "pricing/calendars").symlink_to("../other")
    project.started()
    refused(project.run("--base", "main"), "`pricing/calendars` is a link")


def test_a_file_that_is_named_has_a_base_whatever_it_ends_in(project: Project) -> None:
    (project.folder / "scenarios/bot.yaml").rename(project.folder / "scenarios/bot.scn")
    project.started()
    dearer(project)
    assert "+250.00" in project.run("--base", "main", "scenarios/bot.scn").out


def test_a_file_that_is_read_from_the_base_itself_is_not_compared(project: Project, tmp_path: Path) -> None:
    shutil.copytree(project.folder, tmp_path / "base")
    dearer(project)
    shutil.rmtree(project.folder / "scenarios")
    (project.folder / "scenarios").symlink_to(tmp_path / "base/scenarios")
    refused(project.run("--base", "../base", "scenarios"), "`bot.yaml` is read from this very folder")


def test_cards_in_a_repository_of_their_own_are_not_compared(project: Project) -> None:
    project.started()
    git("init", "-q", "-b", "main", cwd=project.folder / "pricing")
    refused(project.run("--base", "main"), "`pricing/acme.yaml` lies in a repository of its own")


def test_scenarios_in_a_repository_of_their_own_are_not_gone(project: Project) -> None:
    project.started()
    git("init", "-q", "-b", "main", cwd=project.folder / "scenarios")
    refused(project.run("--base", "main"), "scenarios/bot.yaml:1:1: error[missing-schema]", "is not looked at")


@pytest.mark.parametrize("broken", ["folder", "file"])
def test_what_only_looks_like_a_repository_around_it_stops_nobody(
    project: Project, tmp_path: Path, broken: str
) -> None:
    project.started()
    if broken == "folder":
        (tmp_path / ".git").mkdir()
    else:
        (tmp_path / ".git").write_text("gitdir: /nowhere\n")
    assert "nothing to report" in project.run("--base", "main").out


def test_links_without_end_are_not_read(project: Project) -> None:
    """A link may be as long as any file, and there may be many to one text."""
    project.started()
    long = project.folder.parent / "long"
    long.write_text("a/" * 100_000)
    blob = project.git("hash-object", "-w", str(long)).strip()
    for nth in range(60):
        project.git("update-index", "--add", "--cacheinfo", f"120000,{blob},links/l{nth}")
    project.git("commit", "-q", "-m", "links")
    assert "nothing to report" in project.run("--base", "main").out


@pytest.mark.parametrize(
    ("name", "make"), [("scenarios/bot.yaml", os.mkfifo), ("costcalc.yaml", os.mkfifo), ("costcalc.yaml", os.mkdir)]
)
def test_what_became_no_file_is_said_and_not_waited_for(
    project: Project, name: str, make: Callable[[Path], None]
) -> None:
    project.write("costcalc.yaml", GATE)
    project.started()
    (project.folder / name).unlink()
    make(project.folder / name)
    assert project.run("--base", "main").code == 2


def test_a_base_with_a_name_that_is_too_long_is_none(project: Project) -> None:
    refused(project.run("--base", f"./{'a' * 300}"), "there is no such folder")


@pytest.mark.parametrize("before", ["folder", "link"])
def test_a_link_that_leaves_by_another_one_is_seen(team: Project, before: str) -> None:
    top = team.folder.parent
    shutil.copytree(team.folder, top / "theirs")
    git("switch", "-q", "main", cwd=top)
    if before == "link":
        team.folder.rename(top / "real")
        team.folder.symlink_to("real")
    committed(top)
    git("switch", "-q", "-C", "change", cwd=top)
    team.folder.unlink() if before == "link" else shutil.rmtree(team.folder)
    (top / "d").symlink_to("../top/theirs")
    team.folder.symlink_to("d")
    committed(top)
    refused(team.run("--base", "main", cwd=top / "theirs"), "`costs` leads out of this repository now")


def test_links_that_are_long_to_follow_are_not_followed_for_ever(project: Project) -> None:
    """39 links in a row, each with 2,000 steps that lead nowhere, and a thousand that begin there."""
    project.started()
    links = project.folder / "links"
    links.mkdir()
    for nth in range(39):
        (links / f"y{nth}").symlink_to(f"{'./' * 2_000}y{nth + 1}")
    for nth in range(1_000):
        (links / f"x{nth}").symlink_to("y0")
    project.commit()
    refused(project.run("--base", "main"), "more links lead to this folder than can be looked at")


def test_a_folder_is_no_base_for_who_came_by_a_link(team: Project) -> None:
    top = team.folder.parent
    shutil.copytree(team.folder, top.parent / "base")
    (top / "also").symlink_to("costs")
    committed(top)
    ran = team.run("--base", "../../base", cwd=top / "also", PWD=str(top / "also"))
    refused(ran, "`also` is a link of the checkout")


def test_a_path_with_a_name_that_is_too_long_is_no_file(project: Project) -> None:
    refused(project.run("a" * 300), "there is no such file or folder")


def test_a_branch_that_a_clone_of_another_one_has_not_got_is_to_be_fetched(project: Project, tmp_path: Path) -> None:
    project.started().commit()
    clone = tmp_path / "clone"
    project.git_in(tmp_path, "clone", "-q", "--depth", "1", "--branch", "change", project.folder.as_uri(), "clone")
    ran = project.run("--base", "origin/main", cwd=clone)
    refs = "+refs/heads/main:refs/remotes/origin/main"
    refused(ran, f"= hint: fetch it first: git fetch origin {refs} (in CI, fetch-depth: 0)")
    project.git_in(clone, "fetch", "-q", "--unshallow", "origin", refs)
    assert project.run("--base", "origin/main", cwd=clone).code == 0


def test_a_folder_of_a_checkout_whose_cards_are_behind_a_link_is_to_be_copied(project: Project) -> None:
    project.write("was/cards/acme.yaml", (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8"))
    (project.folder / "was/pricing").symlink_to("cards")
    project.started()
    ran = project.run("--base", "./was")
    refused(ran, "is a link", "compare with a copy of the folder that has none: cp -rL")


def test_an_amount_in_the_place_of_a_percentage_says_what_to_write(project: Project) -> None:
    project.write("costcalc.yaml", f"{POLICY}gates:\n  - {{price_increase: 10 USD}}\n")
    ran = project.run()
    refused(ran, "`10 USD` is an amount of money, and this is a part of something", "= hint: write a percentage: 25%")
