"""What a base has not got is said once, and no folder of this machine is named."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.program import here
from tests.review.project import CARD, Project, dearer, refused

if TYPE_CHECKING:
    from pathlib import Path

FORMS = ("text", "markdown", "json", "junit", "sarif", "gitlab", "github")


def test_a_folder_of_cards_that_the_base_has_not_got_is_said_once(project: Project) -> None:
    """Without cards no option has a price, and every scenario said so."""
    for nth in range(5):
        text = (project.folder / "scenarios/bot.yaml").read_text(encoding="utf-8")
        project.write(f"scenarios/bot{nth}.yaml", text.replace("id: bot", f"id: bot{nth}"))
    project.started()
    project.write("new/acme.yaml", CARD)
    ran = project.run("--base", "main", "--pricing", "new")
    refused(ran, "new:1:1: error[no-such-folder]: in the base: there is no such folder of rate cards")
    assert ran.err.count("error[") == 1
    refused(ran := project.run("--pricing", "nowhere"), "nowhere:1:1: error[no-such-folder]")
    assert ran.err.count("error[") == 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ["moved", "gone", "broken", "link", "calendar"])
def test_no_report_names_a_folder_of_this_machine(project: Project, form: str, kind: str, tmp_path: Path) -> None:
    """The files of a base lie in a folder of another name each time; the same answer has the same bytes."""
    project.write("own/acme.yaml", CARD)
    if kind == "link":
        (project.folder / "scenarios/more.yaml").symlink_to("bot.yaml")
    if kind == "calendar":
        project.edit(
            "own/acme.yaml",
            ("input: 0.50", "peak: {multiplier: 2, hours: 08:00-20:00, tz: UTC, holidays: xx}\n        input: 0.50"),
        )
    project.started()
    dearer(project)
    if kind == "gone":
        (project.folder / "own/acme.yaml").rename(project.folder / "own/acmee.yaml")
    if kind == "broken":
        project.write("scenarios/bot.yaml", "schema: costcalc/scenario/v1\nid: [\n")
    if kind == "link":
        (project.folder / "scenarios/more.yaml").unlink()
    for words in (["--base", "main"], ["--base", "main", "--pricing", "own"]):
        first, second = (project.run(*words, "--format", form) for _ in range(2))
        assert first == second
        assert "costcalc-base-" not in first.out + first.err
        assert str(tmp_path) not in first.out + first.err


def test_a_file_whose_name_is_no_text_is_refused(project: Project) -> None:
    r"""A manifest that names it would hold `\udcff`, which no other program reads."""
    name = b"scenarios/b\xfft.yaml".decode("utf-8", "surrogateescape")
    text = (project.folder / "scenarios/bot.yaml").read_text(encoding="utf-8")
    project.write(name, text.replace("id: bot", "id: other"))
    refused(project.run(), "error[unreadable-file]: the name of this file is not UTF-8 text")
    out = b"c\xffsts.csv".decode("utf-8", "surrogateescape")
    for words in ([name, "-o", "costs.csv"], ["scenarios/bot.yaml", "-o", out]):
        asked = ["export", *words, "--as-of", "2026-11-23", "--option", "small"]
        ran = here(asked, project.folder, project.surroundings())
        assert (ran.code, "is not UTF-8 text" in ran.err) == (2, True), ran
    assert not list(project.folder.glob("*.csv*"))
    found = json.loads(project.run("--format", "json").out)
    assert [problem["code"] for problem in found["problems"]] == ["unreadable-file"]


def test_yaml_of_others_may_be_called_as_it_likes(project: Project) -> None:
    project.write(b"notes/b\xfft.yaml".decode("utf-8", "surrogateescape"), "a: b\n")
    assert project.run().code == 0
    project.started()
    assert project.run("--base", "main").code == 0
