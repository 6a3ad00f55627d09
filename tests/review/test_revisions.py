"""Which commit a base is: a full ref, the commit that a change began at, and no day before it."""

from __future__ import annotations

import json

import pytest

from tests.review.project import CARD, POLICY, Project, dearer, refused

GATE = f"{POLICY}gates: [{{increase: 1 USD}}]\n"


def stopped(project: Project, *words: str) -> bool:
    """Whether the gate stops the dearer price: 1,000M tokens a month at 0.25 more are 250 more."""
    ran = project.run(*words)
    return (ran.code, "600.00  850.00  +250.00" in ran.out) == (1, True)


@pytest.fixture
def gated(project: Project) -> Project:
    """A branch with a dearer price, committed, and a gate that stops it."""
    project.write("costcalc.yaml", GATE)
    project.started()
    dearer(project)
    project.commit()
    return project


def test_a_tag_that_is_called_like_the_branch_of_the_remote_is_not_the_base(gated: Project) -> None:
    """git takes the tag, which the change has put on itself."""
    gated.git("update-ref", "refs/remotes/origin/main", "main")
    assert stopped(gated, "--base", "origin/main")
    gated.git("tag", "origin/main", "change")
    said = ("more than one revision", "refs/tags/origin/main", "refs/remotes/origin/main")
    refused(gated.run("--base", "origin/main"), *said)
    assert stopped(gated, "--base", "refs/remotes/origin/main")


@pytest.mark.parametrize("other", ["refs/tags/main", "refs/main", "refs/remotes/main", "refs/remotes/main/HEAD"])
@pytest.mark.parametrize("steps", ["", "~0", "^0", "^{commit}"])
def test_a_name_of_more_than_one_ref_is_refused(gated: Project, other: str, steps: str) -> None:
    assert stopped(gated, "--base", f"main{steps}")
    gated.git("update-ref", other, "change")
    refused(gated.run("--base", f"main{steps}"), other, "refs/heads/main", "write which of them is meant")
    assert stopped(gated, "--base", f"refs/heads/main{steps}")


@pytest.mark.parametrize("place", ["refs/tags", "refs/heads"])
def test_a_name_of_a_remote_is_a_branch_of_that_remote_and_nothing_else(gated: Project, place: str) -> None:
    """Where the remote's branch was not fetched, nothing else takes its place."""
    gated.git("remote", "add", "upstream", "/nowhere")
    for remote in ("origin", "upstream"):
        gated.git("update-ref", f"{place}/{remote}/main", "main")
        refused(gated.run("--base", f"{remote}/main"), f"is a name of the remote `{remote}`", f"{place}/{remote}/main")
        assert stopped(gated, "--base", f"{place}/{remote}/main")
    gated.git("update-ref", f"{place}/topic/main", "main")
    assert stopped(gated, "--base", "topic/main")


def test_the_name_of_a_remote_is_the_remotes_own_branch(gated: Project) -> None:
    gated.git("tag", "origin", "change")
    refused(gated.run("--base", "origin"), "is a name of the remote `origin`")
    gated.git("tag", "-d", "origin")
    gated.git("update-ref", "refs/remotes/origin/HEAD", "main")
    assert stopped(gated, "--base", "origin")


@pytest.mark.parametrize("digits", [7, 12, 40])
def test_a_ref_that_is_called_like_a_commit_is_not_the_base(gated: Project, digits: int) -> None:
    commit = gated.git("rev-parse", "main").strip()
    assert stopped(gated, "--base", commit[:digits])
    gated.git("update-ref", f"refs/tags/{commit[:digits]}", "change")
    refused(gated.run("--base", commit[:digits]), f"refs/tags/{commit[:digits]}", "more than one revision")


def test_a_ref_that_only_looks_like_a_commit_is_a_ref(gated: Project) -> None:
    gated.git("branch", "deadbeef", "main")
    assert stopped(gated, "--base", "deadbeef")


@pytest.mark.parametrize("name", ["HEAD", "FETCH_HEAD"])
def test_a_branch_that_is_called_like_what_git_keeps_for_itself_is_refused(gated: Project, name: str) -> None:
    gated.git("update-ref", "HEAD" if name == "HEAD" else name, "change" if name == "HEAD" else "main")
    gated.git("update-ref", f"refs/heads/{name}", "change")
    refused(gated.run("--base", name), f"refs/heads/{name}")


@pytest.mark.parametrize("base", ["v1-0-g{}", ":/state", "main^{/state}", "main:scenarios", "main..change", "ma*n"])
def test_what_git_searches_for_is_no_name(gated: Project, base: str) -> None:
    commit = gated.git("rev-parse", "main").strip()[:12]
    ran = gated.run("--base", base.replace("{}", commit))
    assert "^{/" in base or "error[no-base]" in ran.err


def test_a_branch_that_is_behind_is_not_told_off_for_what_others_did(project: Project) -> None:
    """`main` has a dearer price since; the change has none, and a title of its own."""
    project.write("costcalc.yaml", GATE)
    project.started()
    project.edit("scenarios/bot.yaml", ("Support bot", "Bot"))
    project.commit()
    project.git("switch", "-q", "main")
    dearer(project)
    project.commit()
    project.git("switch", "-q", "change")
    ran = project.run("--base", "main")
    assert (ran.code, "nothing to report" in ran.out) == (0, True), ran
    assert "small   850.00  600.00  −250.00" in project.run("--base", "main", "--base-tip").out


def test_both_commits_are_in_the_report(project: Project) -> None:
    project.forked()
    began, tip = (project.git("rev-parse", name).strip() for name in ("main~1", "main"))
    found = json.loads(project.run("--base", "main", "--format", "json").out)
    assert (found["base"], found["base_commit"], found["base_tip"]) == ("main", began, tip)
    found = json.loads(project.run("--base", "main", "--base-tip", "--format", "json").out)
    assert (found["base"], found["base_commit"], found["base_tip"]) == ("main", tip, None)


def test_a_gate_holds_what_began_before_it(project: Project) -> None:
    """The policy is that of the tip: otherwise an old branch would have none."""
    project.started()
    project.git("switch", "-q", "main")
    project.write("costcalc.yaml", GATE)
    project.commit()
    project.git("switch", "-q", "change")
    dearer(project)
    ran = project.run("--base", "main")
    assert (ran.code, "600.00  850.00  +250.00" in ran.out) == (1, True), ran
    assert "policy-changed" not in ran.out  # the change did nothing to it


def test_a_policy_of_the_tip_that_cannot_be_read_is_no_answer(project: Project) -> None:
    project.started()
    project.git("switch", "-q", "main")
    project.write("costcalc.yaml", f"{POLICY}gatse: []\n")
    project.commit()
    project.git("switch", "-q", "change")
    refused(project.run("--base", "main"), "costcalc.yaml:2:1: error[unknown-key]: in the base: ")


def test_without_a_commit_in_common_there_is_no_base(project: Project) -> None:
    project.started()
    project.git("switch", "-q", "--orphan", "other")
    project.commit("other")
    project.git("switch", "-q", "change")
    project.git("checkout", "-q", "change", "--", ".")
    refused(project.run("--base", "other"), "no commit in common with HEAD", "fetch-depth: 0", "--base-tip")


def test_several_last_commits_in_common_are_no_base(gated: Project) -> None:
    """Two branches that were merged into each other began at two commits."""
    gated.git("switch", "-q", "main")
    gated.write("notes", "a")
    gated.commit()
    gated.git("branch", "-q", "was", "main")
    gated.git("merge", "-q", "-m", "one way", "change")
    gated.git("switch", "-q", "change")
    gated.git("merge", "-q", "-m", "the other way", "was")
    refused(gated.run("--base", "main"), "2 last commits in common", "--base-tip")
    assert gated.run("--base", "main", "--base-tip").code == 0


@pytest.mark.parametrize(("as_of", "code"), [("2026-11-21", 2), ("2026-11-21T23:59:59Z", 2), ("2026-11-22", 0)])
def test_today_is_not_before_the_day_of_the_base(project: Project, as_of: str, code: int) -> None:
    """Commits here are of 2026-11-22. Whoever says an earlier day has prices that no gate holds."""
    project.started()
    project.price("small", "2026-11-22", input="0.75", output="1")
    ran = project.run("--base", "main", "--as-of", as_of)
    assert ran.code == code, ran
    if code:
        refused(ran, "--as-of:1:1: error[bad-setting]", "is before the base, which is of 2026-11-22")


def test_a_folder_has_no_day(project: Project) -> None:
    project.started()
    assert project.run("--base", "main", "--as-of", "2026-10-01").code == 2
    project.git("worktree", "add", "-q", "../base", "main")
    assert project.run("--base", "../base", "--as-of", "2026-10-01").code == 0


def test_a_price_that_is_put_back_is_said_for_what_it_is(project: Project) -> None:
    """`git revert` of a merged price edits the past like any other change, and is not one that somebody made up."""
    project.commit()
    dearer(project)
    project.commit()
    merged = project.git("rev-parse", "main").strip()
    project.edit("scenarios/bot.yaml", ("Support bot", "Support"))
    project.commit()
    project.git("switch", "-q", "-c", "change")
    project.git("revert", "--no-edit", merged)
    ran = project.run("--base", "main")
    said = " ".join(ran.out.split())
    assert ran.code == 1, ran
    assert "error[history-edited]: the rate of acme/small from 2026-11-20 is gone; this puts it back" in said
    assert f"as it was until {merged[:12]}, 2026-11-22" in said


def test_a_card_that_is_put_back_without_a_model_is_said_so_too(project: Project) -> None:
    with_small = CARD
    project.write("pricing/acme.yaml", CARD[: CARD.index("  small:")])
    project.edit("scenarios/bot.yaml", ("  small: {model: acme/small}\n", ""))
    project.commit()
    project.write("pricing/acme.yaml", with_small)
    project.commit()
    merged = project.git("rev-parse", "main").strip()[:12]
    project.git("switch", "-q", "-c", "change")
    project.git("revert", "--no-edit", "HEAD")
    said = " ".join(project.run("--base", "main").out.split())
    assert f"warning[model-removed]: acme/small is gone; this puts it back as it was until {merged}" in said


def test_another_edit_of_the_past_is_not_called_one_that_was_there(gated: Project) -> None:
    gated.git("switch", "-q", "-C", "main")
    gated.git("switch", "-q", "-c", "next")
    gated.edit("pricing/acme.yaml", ("input: 0.75", "input: 0.70"))
    ran = gated.run("--base", "main")
    assert ("history-edited" in ran.out, "puts it back" in ran.out) == (True, False), ran
