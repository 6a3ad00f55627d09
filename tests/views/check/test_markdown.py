"""Markdown: a comment that can be found again, never too long, in which everything from a file stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.problem import Place, Source
from tests.formats.github_page import Page
from tests.little import harmless

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
    assert write("markdown", little.review()) == (f"<!-- costcalc check -->\n\n## costcalc check: passed\n\n{said}\n")


def test_it_has_tables_and_folds_the_formulas(dearer: Little, write: Write) -> None:
    text = write("markdown", dearer.review())
    assert "**Failed: 2 findings of level error. Exit code 1: the answer is no.**" in text
    assert "| small | 880.00 | 1,100.00 | +220.00, +25 % | 100.00 over 1000 USD |" in text
    assert "| gift | 0.00 | 20.00 | +20.00, free → paid |  |" in text
    assert "- scenarios/chat.yaml:16:26: error&#91;budget&#93;: chat/small is over its budget by 100 USD, at" in text
    assert "<details><summary>chat/small, at 2026-11-23</summary>" in text
    formula = "`queries * 200 * price.input / 1M` = `1_000_000 * 200 * 0.5 / 1_000_000` = `100`"
    assert f"- answer.input, after = {formula} <sub>`pricing/acme.yaml:19:16 7:6" in text
    page = read(text)
    assert page.tags.count("table") == 2
    assert page.tags.count("details") == 3


def test_problems_are_listed_where_there_is_no_answer(unanswered: Review, write: Write) -> None:
    text = write("markdown", unanswered)
    assert "## costcalc check: no answer" in text
    assert "\n- scenarios/broken.yaml:3:1: error" in text
    assert "| before | after |" not in text
    read(text)


def test_problems_beyond_the_twentieth_of_a_file_are_counted(unanswered: Review, write: Write) -> None:
    text = write("markdown", unanswered._replace(problems=unanswered.problems[:1] * 25))
    assert text.count(": error&#91;") == 20
    assert "…and 5 problems more in scenarios/broken.yaml." in text


def test_the_problems_of_many_files_are_all_listed(unanswered: Review, write: Write) -> None:
    one = unanswered.problems[0]
    places = (Place(Source(f"scenarios/{nth}.yaml"), 1, 1) for nth in range(150))
    problems = tuple(replace(one, place=place) for place in places)
    text = write("markdown", unanswered._replace(problems=problems))
    assert text.count(": error&#91;") == 150
    assert "more: the JSON" not in text


def test_findings_beyond_the_hundredth_are_counted_in_a_terminal_alone(dearer: Little, write: Write) -> None:
    result = dearer.review()
    one = result.findings[0]
    result = result._replace(findings=tuple(one._replace(message=f"number {nth}") for nth in range(120)))
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
    result = dearer.review()
    text = write("markdown", result._replace(moves=result.moves * 500, findings=result.findings * 300))
    assert 60_000 < len(text) < 65_000
    page = read(text)
    last = text.rstrip("\n").rpartition("\n")[2]
    left = re.fullmatch(
        r"\*\*A comment has no more room\. Left out: (?P<lines>\d+) lines, 100 rows, 1 calculation\. "
        r"The JSON report has all of it\.\*\*",
        last,
    )
    assert left, last
    # 600 findings, a line for each of two charges of the 100 largest moves, and what is announced
    assert page.tags.count("li") + int(left["lines"]) == 600 + 200 + 1
    assert "table" not in page.tags
    assert "…and 2,400 smaller moves: the JSON report has all of them." in text


def test_of_very_many_moves_the_largest_are_shown(dearer: Little, write: Write) -> None:
    result = dearer.review()
    text = write("markdown", result._replace(moves=result.moves * 60))
    assert "**…and 200 smaller moves: the JSON report has all of them.**" in text
    assert (text.count("+220.00, +25 %"), text.count("+100.00, +1.23 %"), text.count("free → paid")) == (60, 40, 0)
    read(text)


def test_one_very_long_line_does_not_crowd_out_the_others(dearer: Little, write: Write) -> None:
    result = dearer.review()
    long = result.findings[0]._replace(message="x" * 70_000)
    text = write("markdown", result._replace(findings=(long, *result.findings)))
    assert "| small | 880.00 | 1,100.00 |" in text
    assert "Left out" not in text
