"""JUnit: test cases for Jenkins and whatever else reads them; valid against Jenkins' own junit-10.xsd.

    costcalc check --base origin/main --report junit=costs.xml

There is a test case for each check, and one for each option of each scenario, which fails where a gate or a budget
stops it. A case fails where one of its findings fails the run, and says in its output what else was found and what
moved. Where there is no answer each file with problems is a case in error, and no other case is named: none was tried.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from costcalc.formats.cells import line_text
from costcalc.shown import inert_xml, show
from costcalc.views.check.reported import left_out, reported
from costcalc.views.check.told import told_moves
from costcalc.views.check.words import meaning, verdict
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.formats import Style
    from costcalc.review import Review
    from costcalc.views.check import CheckView
    from costcalc.views.check.reported import Reported

OF_OPTIONS = frozenset({"budget", "gate"})
"""What is about an option of a scenario; everything else is what a check found."""

ALWAYS = ("policy-changed",)


class _Case(NamedTuple):
    """A test case: what it is called, why it did not pass, and what else there is to say."""

    name: str
    failed: tuple[Reported, ...] = ()
    notes: tuple[str, ...] = ()
    error: str | None = None


def write(view: CheckView, style: Style) -> str:
    """Return a review as test cases."""
    del style  # a program is told everything, always the same way
    result = view.result
    root = ET.Element("testsuites", {"name": "costcalc check"})
    if result.problems or verdict(result) == "nothing-checked":
        _suite(root, "files", [*_unanswered(result)])
    else:
        found = reported(result)
        _suite(root, "checks", [*_checks(result, [one for one in found if one.rule not in OF_OPTIONS])])
        _suite(root, "options", [*_options(result, [one for one in found if one.rule in OF_OPTIONS])])
    ET.indent(root)
    return inert_xml(f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n')


def _unanswered(result: Review) -> Iterator[_Case]:
    files: defaultdict[str, list[Reported]] = defaultdict(list)
    for one in reported(result):
        files[one.place.source.name].append(one)
    for file, found in files.items():
        more = left_out(result).get(file)
        yield _Case(file, tuple(found), (f"…and {counted(more, 'problem')} more",) if more else (), found[0].rule)
    if not files:
        yield _Case("what there is", (), (meaning(result),), "nothing-checked")


def _checks(result: Review, found: list[Reported]) -> Iterator[_Case]:
    for name in dict.fromkeys([*result.checks, *ALWAYS, *(one.rule for one in found)]):
        yield _case(name, [one for one in found if one.rule == name])


def _options(result: Review, found: list[Reported]) -> Iterator[_Case]:
    stopped: defaultdict[str, list[Reported]] = defaultdict(list)
    moved: defaultdict[str, list[str]] = defaultdict(list)
    for one in found:
        stopped[one.about].append(one)
    for told in told_moves(result):
        moved[told.move.name].append(told.in_short())
    for name in dict.fromkeys([*result.names, *moved, *stopped]):
        yield _case(name, stopped[name], moved[name])


def _case(name: str, found: Iterable[Reported], notes: Iterable[str] = ()) -> _Case:
    failed = tuple(one for one in found if one.fails)
    return _Case(name, failed, (*(line_text(one.line) for one in found if not one.fails), *notes))


def _suite(root: ET.Element, name: str, cases: list[_Case]) -> None:
    failures = sum(bool(case.failed) and not case.error for case in cases)
    errors = sum(bool(case.error) for case in cases)
    counts = {"tests": len(cases), "failures": failures, "errors": errors}
    about = {"name": f"costcalc.{name}", **{what: str(number) for what, number in counts.items()}}
    suite = ET.SubElement(root, "testsuite", about)
    for case in cases:
        written = ET.SubElement(suite, "testcase", {"name": show(case.name), "classname": f"costcalc.{name}"})
        lines = [line_text(one.line) for one in case.failed]
        if case.failed or case.error:
            # One for each case: Jenkins reads the first, and no other.
            said = case.failed[0].message if case.failed else case.notes[0]
            more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
            kind = case.error or case.failed[0].rule
            about = {"type": show(kind), "message": show(f"{said}{more}")}
            why = ET.SubElement(written, "error" if case.error else "failure", about)
            why.text = _text(lines)
        if case.notes:
            ET.SubElement(written, "system-out").text = _text(case.notes)


def _text(lines: Iterable[str]) -> str:
    """Return lines in which no character is left that XML or a terminal would trip over."""
    return "\n".join(map(show, lines))
