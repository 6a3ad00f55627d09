"""The file that becomes a comment: it can be found again, says what the report says, and nothing where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.check.blocks import MARK
from tests.review.project import dearer

if TYPE_CHECKING:
    from tests.review.project import Project

FIRST = f"<!-- {MARK} -->"


def comment(project: Project, *words: str) -> str:
    """Return the comment on the change."""
    project.run("--base", "main", "--comment-file", "comment.md", "--force", *words)
    return (project.folder / "comment.md").read_text(encoding="utf-8")


def test_the_mark_is_the_first_line_and_does_not_show(project: Project) -> None:
    project.started()
    dearer(project)
    assert comment(project).splitlines()[0] == FIRST == "<!-- costcalc check -->"


def test_where_there_is_nothing_to_report_there_is_one_line_below_the_mark(project: Project) -> None:
    project.started()
    lines = [line for line in comment(project).splitlines() if line]
    assert lines[0] == FIRST
    assert lines[1:] == [
        "costcalc check: passed. Checked 1 card, 1 scenario, 2 options against main at 2026-11-23: nothing to report."
    ]


def test_it_is_the_markdown_of_the_same_run(project: Project) -> None:
    project.started()
    dearer(project)
    text = comment(project, "--report", "markdown=report.md")
    assert text == (project.folder / "report.md").read_text(encoding="utf-8")
    assert "600.00 → 850.00 USD a month" in text


def test_it_is_written_where_there_is_no_answer_too(project: Project) -> None:
    project.started()
    project.edit("scenarios/bot.yaml", ("options:", "optoins:"))
    text = comment(project)
    assert text.startswith(FIRST)
    assert "costcalc check: no answer" in text


def test_an_existing_file_is_kept_without_force(project: Project) -> None:
    project.started()
    project.write("comment.md", "mine")
    ran = project.run("--base", "main", "--comment-file", "comment.md")
    assert (ran.code, "file-exists" in ran.err) == (2, True)
    assert (project.folder / "comment.md").read_text(encoding="utf-8") == "mine"


def test_standard_output_is_no_file(project: Project) -> None:
    ran = project.run("--comment-file", "-")
    assert (ran.code, "--format markdown" in ran.err) == (2, True)
