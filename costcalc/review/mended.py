"""What one side has and the other refuses: it is named, and never in the way of the change that mends it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks import Finding, Level
from costcalc.problem import Place, Problem
from costcalc.project.discovery import LARGEST
from costcalc.project.peek import peek
from costcalc.project.root import MISNAMED, OWN, PROJECT
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.project.workspace import Workspace

UNREADABLE, LINK, ELSEWHERE = "base-unreadable", "base-link", "policy-elsewhere"
RELATIVE = "duplicate-scenario"
"""Of two files; either can be mended."""

MISSED = frozenset({"unknown-card", "unknown-model", "unknown-calendar"})
"""What a scenario is refused for that names something which this change brings, or mends."""

_COUNTS_AS_NEW = "it counts as not there, so that what this change makes of it is new"


class Mended(NamedTuple):
    """What can be used of a base.

    Args:
        was: Its files, without those that cannot be read and that the change mends.
        problems: What the change does not mend: then there is no answer.
        findings: What it mends.
    """

    was: Workspace
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...]


def mended(was: Workspace, head: Workspace) -> Mended:
    """Tell what a change mends of its base from what it does not.

    Args:
        was: The base.
        head: The files as they are, in which nothing is wrong.
    """
    left: list[Problem] = []
    found: dict[str, Finding] = {}
    for problem in was.problems:
        name = problem.place.source.name
        if not _is_mended(was, head, problem):
            left.append(problem)
        elif name not in found:
            found[name] = _unreadable(problem, name)
    links = (_link(name) for name in was.side.links if not (head.side.folder / name).is_symlink())
    used = was._replace(scenarios=tuple(file for file in was.scenarios if file.file not in found))
    return Mended(used, tuple(left), (*found.values(), *links))


def unpriced(problems: Iterable[Problem], files: Iterable[Finding]) -> tuple[list[Problem], list[Finding]]:
    """Tell why scenarios of a base have no price: what this change mends makes them new, and the rest is no answer.

    Args:
        problems: Of the scenarios.
        files: What cannot be read and is mended.
    """
    dropped = {finding.about for finding in files}
    left: list[Problem] = []
    found: dict[str, Finding] = {}
    for problem in problems:
        name = problem.place.source.name
        if problem.code in MISSED:
            found.setdefault(name, _unreadable(problem, name))
        elif name not in dropped:
            left.append(problem)
    return left, list(found.values())


def _is_mended(was: Workspace, head: Workspace, problem: Problem) -> bool:
    """Whether a file of the base that cannot be read is another one now, or gone. A policy has to be read."""
    name = problem.place.source.name
    file = was.side.folder / name
    if os.path.basename(name) in {OWN, PROJECT, MISNAMED} or not file.is_file():  # noqa: PTH119  # of a text
        return False
    if was.side.link_on(Path(name)) and not head.side.link_on(Path(name)):
        return True
    return problem.code == RELATIVE or peek(file, LARGEST) != peek(head.side.folder / name, LARGEST)


def _unreadable(problem: Problem, name: str) -> Finding:
    message = f"the base has something wrong here, and {_COUNTS_AS_NEW}: {problem.message}"
    return Finding(UNREADABLE, Level.WARNING, Place.start_of(name), message, None, name)


def _link(name: str) -> Finding:
    message = f"`{cut(name, 200)}` is a link in the base, which is not read: {_COUNTS_AS_NEW}"
    return Finding(LINK, Level.WARNING, Place.start_of(name), message, None, name)


def lost(was: Workspace, head: Workspace) -> Iterator[Problem]:
    """Yield a problem for each file that is still there, and was ours in the base, and does not say so any more."""
    known = {Path(problem.place.source.name) for problem in head.problems}
    for path in sorted(was.found - head.found):
        name = path.as_posix()
        if known.isdisjoint([path, *path.parents]) and os.path.lexists(head.side.folder / path):
            message = "the base has this as a file of costcalc's, and here it is none, or is not looked at"
            hint = "put back its `schema:` line, and no repository or link around it; or delete the file"
            yield Problem(Place.start_of(name), "missing-schema", message, hint)


def elsewhere(head: Workspace) -> Iterator[Finding]:
    """Yield a finding for each policy that is not in the root of the project."""
    root = (head.side.root / OWN).as_posix()
    for path in head.elsewhere:
        message = f"nothing in this policy holds here: the policy of this project is {cut(root, 200)}"
        place, name = Place.start_of(path.as_posix()), path.as_posix()
        yield Finding(ELSEWHERE, Level.WARNING, place, message, "move what it says to that one", name)
