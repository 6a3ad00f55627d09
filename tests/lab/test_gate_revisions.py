"""Check 5: the base is the revision that was meant, and a branch answers for its own changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.lab.changes import appended, with_call
from tests.lab.repository import AS_OF, Repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.lab.described import Lab

DEARER = appended("acme/large", "2026-11-22", "1.4")


@pytest.fixture
def dearer(lab: Lab, change: Repository) -> Repository:
    """A branch with a price that no gate lets through."""
    return change.becomes(lab, DEARER(lab))


@pytest.mark.parametrize(
    "base", ["main", "origin/main", "refs/heads/main", "refs/remotes/origin/main", "HEAD~1", "@{-1}"]
)
def test_a_revision_that_is_one_thing_is_the_base(dearer: Repository, base: str) -> None:
    assert dearer.checked(base=base).code == 1


def test_a_commit_by_its_digits_is_the_base(dearer: Repository) -> None:
    digits = dearer.git("rev-parse", "main").strip()
    assert [dearer.checked(base=one).code for one in (digits, digits[:12])] == [1, 1]


@pytest.mark.parametrize("base", ["origin/main", "main", "origin/main~0", "main^{commit}"])
def test_a_tag_that_is_called_like_a_branch_does_not_become_the_base(dearer: Repository, base: str) -> None:
    dearer.git("tag", base.partition("~")[0].partition("^")[0])
    checked = dearer.checked(base=base)
    assert checked.code == 2, checked
    assert "refs/tags/" in checked.ran.err


def test_a_local_branch_that_is_called_like_a_remote_one_does_not_become_the_base(dearer: Repository) -> None:
    dearer.git("branch", "origin/main")
    checked = dearer.checked(base="origin/main")
    assert checked.code == 2, checked
    assert "refs/heads/origin/main" in checked.ran.err


@pytest.mark.parametrize("kind", ["tag", "branch"])
def test_what_is_called_like_a_branch_of_a_remote_that_was_not_fetched_is_not_the_base(
    dearer: Repository, kind: str
) -> None:
    dearer.git(kind, "origin/release")
    checked = dearer.checked(base="origin/release")
    assert checked.code == 2, checked


def test_a_branch_that_is_called_like_a_commit_does_not_become_the_base(dearer: Repository) -> None:
    digits = dearer.git("rev-parse", "main").strip()[:10]
    dearer.git("branch", digits)
    checked = dearer.checked(base=digits)
    assert checked.code == 2, checked


def went_on(lab: Lab, change: Repository) -> Repository:
    """Let main have a price cut after the branch began."""
    change.git("switch", "-q", "main")
    change.becomes(lab, appended("acme/small", "2026-11-21", "0.5")(lab))
    change.git("switch", "-q", "change")
    return change


def test_a_branch_that_is_behind_is_not_told_off_for_what_others_did(lab: Lab, change: Repository) -> None:
    went_on(lab, change).write({"notes.txt": "unrelated\n"})
    ran = change.commit().text()
    assert (ran.code, "nothing to report" in ran.out) == (0, True), ran


def test_the_tip_is_the_base_where_that_is_asked_for(lab: Lab, change: Repository) -> None:
    went_on(lab, change).write({"notes.txt": "unrelated\n"})
    checked = change.commit().checked("--base-tip")
    assert checked.code == 1, checked  # the price that main has cut by half is twice that again


def test_a_branch_that_is_behind_is_held_against_where_it_began(lab: Lab, change: Repository) -> None:
    change.becomes(lab, DEARER(lab))
    checked = went_on(lab, change).checked()
    assert checked.code == 1, checked
    assert {about for check, about in checked.failing if check == "gate"} >= {"ads-chat/large"}
    assert "ads-mail/small" not in {one["about"] for one in checked.findings}


def test_the_report_says_which_commit_was_compared_with(lab: Lab, change: Repository) -> None:
    began = change.git("rev-parse", "main").strip()
    change.becomes(lab, DEARER(lab))
    checked = went_on(lab, change).checked()
    assert checked.found["base"] == "main"
    assert began.startswith(checked.found["base_commit"][:12])


def test_without_a_common_commit_there_is_no_answer(lab: Lab, change: Repository) -> None:
    change.git("switch", "-q", "--orphan", "unrelated")
    change.becomes(lab._replace(cards={}, scenarios={}, fx=(), policy=""), DEARER(lab))
    checked = change.checked()
    assert checked.code == 2, checked
    assert "--base-tip" in checked.ran.err
    assert change.checked("--base-tip").code == 1


def test_a_shallow_clone_without_a_common_commit_is_no_answer(lab: Lab, change: Repository, tmp_path: Path) -> None:
    change.becomes(lab, DEARER(lab))
    shallow = Repository(tmp_path / "shallow")
    change.git(
        "clone",
        "-q",
        "--depth",
        "1",
        "--no-single-branch",
        "-b",
        "change",
        f"file://{change.folder}",
        str(shallow.folder),
    )
    checked = shallow.checked(base="origin/main")
    assert checked.code == 2, checked
    assert "fetch-depth" in checked.ran.err


def test_a_revert_of_a_merged_price_is_said_for_what_it_is(lab: Lab, change: Repository) -> None:
    change.git("switch", "-q", "main")
    change.becomes(lab, appended("acme/small", "2026-11-21", "0.9")(lab))
    reverted = change.git("rev-parse", "main").strip()[:12]
    change.git("switch", "-q", "-C", "back")
    change.git("revert", "--no-edit", "HEAD")
    checked, ran = change.checked(), change.text()
    assert checked.said("back", reverted), checked
    assert reverted in ran.out


def test_a_merge_of_main_into_the_branch_brings_nothing_of_its_own(lab: Lab, change: Repository) -> None:
    change.becomes(lab, with_call("ads-mail", requests="2900")(lab))
    went_on(lab, change).git("merge", "-q", "--no-edit", "main")
    checked = change.checked()
    assert checked.code == 0, checked
    assert {one["scenario"] for one in checked.found["moves"] if one["as_of"][:10] == AS_OF} == {"ads-mail"}


def test_two_common_commits_are_no_answer(lab: Lab, change: Repository) -> None:
    change.becomes(lab, with_call("ads-mail", requests="2900")(lab))
    went_on(lab, change)
    ours, theirs = (change.git("rev-parse", name).strip() for name in ("change", "main"))
    change.git("merge", "-q", "--no-edit", theirs)
    change.git("switch", "-q", "main")
    change.git("merge", "-q", "--no-edit", ours)
    change.git("switch", "-q", "change")
    checked = change.checked()
    assert checked.code == 2, checked
    assert "--base-tip" in checked.ran.err
