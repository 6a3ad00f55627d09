"""Markdown: a comment that can be found again, never too long, in which everything from a file stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from costcalc.checks import Finding, Level
from costcalc.problem import Place, Source
from costcalc.views import Detail
from tests.formats.github_page import Page
from tests.little import harmless, often

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.review import Review
    from tests.little import Little

    Write = Callable[..., str]

OURS = {"h2", "h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "sub"} | {
    "details",
    "summary",
}
MARK = " costcalc check "
MOST = 65_536


def place(line: int) -> Place:
    return Place(Source("scenarios/chat.yaml"), line, 1)


def read(text: str) -> Page:
    """Read a report as GitHub would, and see that there is nothing in it but what we draw."""
    page = Page(text)
    assert page.tags[0] == f"<!--{MARK}-->"
    assert set(page.tags[1:]) <= OURS
    assert (page.links, page.taken) == ([], [])
    return page


def test_it_begins_with_the_mark_by_which_a_job_finds_its_comment(
    little: Little, unanswered: Review, write: Write
) -> None:
    for result in (unanswered, little.review(base=None)):
        assert write("markdown", result).splitlines()[0] == "<!-- costcalc check -->"


def test_all_is_well_in_one_sentence(little: Little, write: Write) -> None:
    said = "Checked 1 card, 1 scenario, 3 options against ../base at 2026-11-23: nothing to report."
    assert write("markdown", little.review()) == f"<!-- costcalc check -->\n\ncostcalc check: passed. {said}\n"


def test_it_has_tables_and_folds_the_formulas(dearer: Little, write: Write) -> None:
    text = write("markdown", dearer.review())
    assert "**2 findings of level error. Exit code 1: the answer is no.**" in text
    assert text.lower().count("failed") == 1
    assert "| small | 880.00 | 1,100.00 | +220.00, +25 % | 100.00 over 1000 USD |" in text
    assert "| gift | 0.00 | 20.00 | +20.00, free → paid |  |" in text
    assert "- scenarios/chat.yaml:16:26: error&#91;budget&#93;: chat/small is over its budget by 100 USD, at" in text
    assert "<details><summary>chat/small, at 2026-11-23</summary>" in text
    formula = "`queries * 200 * price.input / 1M` = `1_000_000 * 200 * 0.5 / 1_000_000` = `100`"
    assert f"- answer.input, after = {formula} <sub>`pricing/acme.yaml:19:16 7:6" in text
    page = read(text)
    assert page.tags.count("table") == 1
    assert page.tags.count("details") == 3


def test_problems_are_listed_where_there_is_no_answer(unanswered: Review, write: Write) -> None:
    text = write("markdown", unanswered)
    assert "## costcalc check: no answer" in text
    assert "\n- scenarios/broken.yaml:3:1: error" in text
    assert "| before | after |" not in text
    read(text)


def test_problems_beyond_the_twentieth_of_a_file_are_counted(unanswered: Review, write: Write) -> None:
    one = unanswered.problems[0]
    problems = tuple(replace(one, message=f"number {nth}") for nth in range(25))
    text = write("markdown", unanswered._replace(problems=problems))
    assert text.count(": error&#91;") == 20
    assert "…and 5 problems more in scenarios/broken.yaml." in text


def test_the_problems_of_many_files_are_all_listed(unanswered: Review, write: Write) -> None:
    one = unanswered.problems[0]
    places = [Place(Source(f"scenarios/{nth}.yaml"), 1, 1) for nth in range(150)]
    problems = tuple(replace(one, place=place, message=place.source.name) for place in places)
    text = write("markdown", unanswered._replace(problems=problems))
    assert text.count(": error&#91;") == 150
    assert "more: the JSON" not in text


def test_findings_beyond_the_hundredth_are_counted_in_a_terminal_alone(dearer: Little, write: Write) -> None:
    result = dearer.review()
    one = result.findings[0]
    result = result._replace(findings=tuple(one._replace(message=f"{nth}", place=place(nth)) for nth in range(1, 121)))
    assert write("markdown", result).count(": error&#91;") == 120
    text = write("text", result)
    assert text.count(": error[") == 100
    assert "\n…and 20 findings more: the JSON report has all of them.\n" in text


def test_whatever_is_in_it_stays_text_and_fits_into_a_comment(hostile: Review, write: Write) -> None:
    text = write("markdown", hostile)
    assert len(text) < MOST
    harmless(text)
    page = read(text)
    assert "<script>alert(1)</script>" in " ".join(page.texts)
    assert "@team" in " ".join(page.texts)
    assert not set(re.sub(r"&#\d+;|`[^`\n]*`", "", text)) & set("@~[]\\")


def test_a_long_one_is_cut_between_rows_and_says_so(dearer: Little, write: Write) -> None:
    result = often(dearer.review(), 120)
    findings = tuple(
        one._replace(message=f"number {nth}", when="", place=place(nth))
        for nth in range(1, 301)
        for one in result.findings
    )
    text = write("markdown", result._replace(findings=findings))
    assert 60_000 < len(text.encode()) < 65_000
    page = read(text)
    last = text.rstrip("\n").rpartition("\n")[2]
    left = re.fullmatch(
        r"\*\*A comment has no more room\. Left out: ((?P<lines>\d+) lines?, )?(?P<rows>\d+) rows, \d+ calculations?\. "
        r"The JSON report has all of it\.\*\*",
        last,
    )
    assert left, last
    # a row for each of three options of 120 scenarios
    assert len(re.findall(r"^\| (small|large|gift) \|", text, re.MULTILINE)) + int(left["rows"]) == 360
    assert page.tags.count("table") > 50


def test_a_mail_address_and_a_mention_in_a_name_are_no_links_in_a_comment(dearer: Little, write: Write) -> None:
    result = dearer.review()
    names = ("me@example.com", "@team", "#12", "https://evil.example", "![x](https://evil.example/x.png)", "<!-- x -->")
    findings = tuple(
        Finding("gate", Level.ERROR, Place(Source(f"scenarios/{name}.yaml"), 1, 1), name, name, name) for name in names
    )
    page = read(write("markdown", result._replace(findings=findings)))
    for name in names:
        assert name in " ".join(page.texts)


def test_of_very_many_moves_the_largest_are_shown(dearer: Little, write: Write) -> None:
    text = write("markdown", often(dearer.review(), 60)._replace(findings=()))
    rows = re.findall(r"^\| (\w+) \|", text, re.MULTILINE)
    assert [rows.count(option) for option in ("small", "large", "gift")] == [60, 60, 60]
    assert [option for option in rows if option != "option"][:3] == ["small", "large", "gift"]
    read(text)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["日本語の値段", "é" * 60, "<details><summary>", "&amp;|`@team` <!--", "𝔘" * 40])
@pytest.mark.parametrize("detail", [Detail.USUAL, Detail.EXPLAINED])
def test_three_hundred_options_fit_in_characters_and_in_bytes_with_every_tag_closed(
    dearer: Little, write: Write, name: str, detail: Detail
) -> None:
    result = often(dearer.review(), 100)
    findings = tuple(
        Finding("gate", Level.ERROR, Place(Source(f"{name}/{nth}.yaml"), nth, 1), f"{name} {nth}", name, f"chat-{nth}")
        for nth in range(1, 301)
    )
    text = write("markdown", result._replace(findings=findings, base=name), detail=detail)
    assert len(text) < MOST
    assert len(text.encode()) < MOST
    read(text)  # which wants every tag closed
    assert "Left out: " in text.splitlines()[-1]


def test_one_very_long_line_does_not_crowd_out_the_others(dearer: Little, write: Write) -> None:
    result = dearer.review()
    long = result.findings[0]._replace(message="x" * 70_000)
    text = write("markdown", result._replace(findings=(long, *result.findings)))
    assert "| small | 880.00 | 1,100.00 |" in text
    assert "Left out" not in text
