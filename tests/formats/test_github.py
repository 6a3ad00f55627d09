"""GitHub: commands that its log obeys, as many as it shows, and none that a file smuggled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import Place, Problem
from tests.little import HOSTILE, PATHS, often

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.review import Review
    from tests.little import Little

    Write = Callable[..., str]

COMMAND = re.compile(r"::(?P<level>error|warning|notice)(?: (?P<properties>[^:]*))?::(?P<message>.*)")


class Annotation(NamedTuple):
    """What GitHub reads of a line."""

    level: str
    properties: dict[str, str]
    message: str


def read(line: str) -> Annotation | None:
    """Read a line as GitHub's runner does: the first `::` after a name ends the properties."""
    if not line.lstrip().startswith("::"):
        assert "##[" not in line
        return None
    found = COMMAND.fullmatch(line)
    assert found, line
    pairs = (pair.partition("=") for pair in (found["properties"] or "").split(","))
    properties = {name: _unescaped(value.replace("%3A", ":").replace("%2C", ",")) for name, _, value in pairs}
    assert set(properties) <= {"file", "line", "col", "title"}
    return Annotation(found["level"], properties, _unescaped(found["message"]))


def _unescaped(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def annotations(text: str) -> list[Annotation]:
    """Read a report: commands, and one last line that is none."""
    assert [char for char in text if not char.isprintable() and char != "\n"] == []
    *lines, last = [read(line) for line in text.splitlines()]
    assert last is None
    assert None not in lines
    return [line for line in lines if line]


def test_all_is_well_without_a_command(little: Little, write: Write) -> None:
    said = "checked 1 card, 1 scenario, 3 options against ../base at 2026-11-23: nothing to report\n"
    assert write("github", little.review()) == said


def test_findings_and_changed_prices_are_annotations_of_their_lines(dearer: Little, write: Write) -> None:
    found = annotations(write("github", dearer.review()))
    assert found[0] == Annotation(
        "error",
        {"file": "costcalc.yaml", "line": "3", "col": "16", "title": "costcalc: gate"},
        "chat/small rises by 220 USD, and the gate is 200 USD, at 2026-11-23",
    )
    places = {(one.properties["line"], one.properties["title"]): one.message for one in found[2:]}
    assert places == {
        ("19", "costcalc: costs move"): "chat/small at 2026-11-23: 880.00 → 1,100.00 USD a month, +220.00, +25 %",
        ("31", "costcalc: costs move"): (
            "chat/large at 2026-11-23: 8,100.00 → 8,200.00 USD a month, +100.00, +1.23 %; "
            "also at 2026-04-28, its own `as_of`"
        ),
        ("38", "costcalc: costs move"): (
            "chat/gift at 2026-11-23: 0.00 → 20.00 USD a month, +20.00, free → paid; "
            "also at 2026-04-28, its own `as_of`"
        ),
        ("21", "costcalc: announced"): "chat/small from 2026-12-01: +500.00, +45.45 % (1,100.00 → 1,600.00 USD)",
    }


def test_percents_and_line_ends_are_escaped(dearer: Little, write: Write) -> None:
    text = write("github", often(dearer.review(), 2))
    assert "+25 %25%0Achat-1/small" in text
    assert "title=costcalc%3A gate::" in text


def test_ten_of_a_level_and_a_notice_about_the_others(dearer: Little, write: Write) -> None:
    result = dearer.review()
    findings = [one._replace(message=f"number {nth}", when="") for nth in range(20) for one in result.findings]
    places = [one._replace(place=Place.start_of(f"file{nth}")) for nth, one in enumerate(findings)]
    text = write("github", result._replace(findings=tuple(places)))
    found = annotations(text)
    levels = [one.level for one in found]
    assert (levels.count("error"), levels.count("notice")) == (10, 5)
    assert found[-1].message == "30 more errors: see the text report"
    assert "file" not in found[-1].properties


def test_the_notice_about_the_others_is_itself_among_the_ten(hostile: Review, write: Write) -> None:
    levels = [one.level for one in annotations(write("github", hostile))]
    assert {level: levels.count(level) for level in ("error", "warning", "notice")} == {
        "error": 10,
        "warning": 10,
        "notice": 10,
    }


def test_nothing_from_a_file_becomes_a_command_or_a_property(hostile: Review, write: Write) -> None:
    for nth in range(0, len(hostile.findings), 5):
        result = hostile._replace(findings=hostile.findings[nth : nth + 5], moves=(), upcoming=())
        found = annotations(write("github", result))
        assert 0 < len(found) <= len(result.findings)
        for one in found:
            assert one.properties["title"] in {"costcalc: stale-verified", "costcalc: budget", "costcalc: gate"}
            assert one.properties["line"].isdigit()
            assert len(one.message) < 2_100


def test_a_file_with_commas_and_colons_is_found_again(hostile: Review, write: Write) -> None:
    plain = [f"scenarios/{path}" for path in PATHS if path.isprintable() and "##[" not in path]
    seen = set()
    for nth in range(0, len(hostile.findings), 5):
        part = hostile._replace(findings=hostile.findings[nth : nth + 5], moves=(), upcoming=())
        seen |= {one.properties["file"] for one in annotations(write("github", part))}
    assert set(plain) <= seen
    assert len(HOSTILE) > 5


def test_what_one_gate_stops_is_one_annotation_with_its_key(dearer: Little, write: Write) -> None:
    """GitHub shows ten of a level: of twelve options that one gate stops two were not seen, and no other error."""
    result = dearer.review()
    stopped = next(one for one in result.findings if one.check == "gate")
    names = [f"chat-{nth}/small" for nth in range(12)]
    alike = (stopped._replace(message=stopped.message.replace(stopped.about, name), about=name) for name in names)
    result = result._replace(findings=tuple(alike))
    gates = [one for one in annotations(write("github", result)) if one.properties["title"] == "costcalc: gate"]
    (gate,) = gates
    assert gate.properties["file"] == "costcalc.yaml"
    assert gate.message.startswith("12 options (increase), and the gate is 200 USD, at 2026-11-23: chat")
    assert gate.message.endswith("; …and 2 more")


def test_what_is_the_same_at_several_places_is_one_annotation_that_names_them(dearer: Little, write: Write) -> None:
    result = dearer.review()
    stale = next(one for one in result.findings if one.check != "gate")
    alike = tuple(stale._replace(place=Place.start_of(f"pricing/{nth}.yaml")) for nth in range(3))
    found = annotations(write("github", result._replace(findings=alike)))
    (said,) = [one for one in found if one.properties["title"] == f"costcalc: {stale.check}"]
    assert said.properties["file"] == "pricing/0.yaml"
    assert said.message.endswith("; also at pricing/1.yaml:1:1, pricing/2.yaml:1:1")


def test_problems_are_errors(unanswered: Review, write: Write) -> None:
    found = annotations(write("github", unanswered))
    assert {one.level for one in found} == {"error"}
    assert found[0].properties["file"] == "scenarios/broken.yaml"


def test_problems_beyond_the_twentieth_of_a_file_are_counted(unanswered: Review, write: Write) -> None:
    many = [Problem(one.place, one.code, f"number {nth}") for one in unanswered.problems[:1] for nth in range(25)]
    found = annotations(write("github", unanswered._replace(problems=tuple(many))))
    assert len(found) == 11
    assert found[-1].message == "15 more errors: see the text report"


def test_what_stands_in_no_file_has_no_place(little: Little, write: Write) -> None:
    (found,) = annotations(write("github", little.review(base="no-such-base")))
    assert found.properties == {"title": "costcalc: no-base"}


def test_files_are_named_as_the_repository_names_them(dearer: Little, write: Write) -> None:
    (dearer.head.parent / ".git").mkdir()
    found = annotations(write("github", dearer.review()))
    assert found[0].properties["file"] == "head/costcalc.yaml"
    absolute = dearer.review(paths=(str(dearer.head / "scenarios"), str(dearer.head / "pricing")), base=None)
    again = annotations(write("github", absolute))
    assert {one.properties["file"] for one in again} <= {"head/scenarios/chat.yaml", "head/pricing/acme.yaml"}
