"""Cases of checks as one reads them: the files as they are and as they were, and what is found in them.

A file here holds cases of the check that it is called after, each a mapping with these keys:

    says           a sentence, which is the test's name
    rates          the rates of `small`, a model of the card `acme`, as they stand in it
    was_rates      the same in the base
    acme           a whole card but for its head, in place of it: `models:` and what else it has
    was_acme       the same in the base
    scenario       a scenario `chat` but for its head, which is for a month: `assumptions`, `workload`, `options` …
    was_scenario   the same in the base
    policy         `costcalc.yaml` but for its `schema`
    was_policy     the same in the base
    files          more files, whole, by their path
    was_files      the same in the base
    without        files that are not there after all
    was_without    the same in the base
    paths          what the run is for; all of the project where left out
    as_of          2026-11-23 where left out
    finds          what is found, and nothing else: LEVEL ABOUT, and the text that it points at
    rows           several of these cases, which share all that is above

There is a base where a key begins with `was_`; what it does not say is in it as it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.checks import CHECKS, Subject
from costcalc.instant import parse_instant
from costcalc.project.side import ProjectSide, Search
from costcalc.project.workspace import read_workspace
from costcalc.review.priced import PairPricer
from costcalc.review.scope import ReviewScope
from tests.inputs import card_yaml, scenario_yaml
from tools.read_yaml import yaml_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.checks import Finding
    from costcalc.problem import Place, Problem

HERE = Path(__file__).parent
_KEYS = set(re.findall(r"^    ([a-z_]+)  +\S", __doc__, re.MULTILINE))


class Case(NamedTuple):
    """A case, with the check that it is of and what it is called."""

    check: str
    name: str
    given: Mapping[str, Any]


def cases() -> Iterator[Case]:
    """Read all cases; every value is a text."""
    for file in sorted(HERE.glob("*.yaml")):
        for case in yaml_texts(file.read_text(encoding="utf-8")):
            rows = case.get("rows", [{}])
            for nth, row in enumerate(rows, 1):
                given = {key: value for key, value in {**case, **row}.items() if key != "rows"}
                assert given.keys() <= _KEYS, given.keys() - _KEYS
                name = f"{file.stem}: {case['says']}" + (f" ({nth})" if len(rows) > 1 else "")
                yield Case(file.stem.replace("_", "-"), name, given)


def written(given: Mapping[str, Any]) -> dict[str, str]:
    """Give the files of one side of a case."""
    files = dict(given.get("files", {}))
    if "rates" in given:
        files["pricing/acme.yaml"] = card_yaml(f"models:\n  small:\n    rates:\n{indent(given['rates'], '      ')}")
    if "acme" in given:
        files["pricing/acme.yaml"] = card_yaml(given["acme"])
    if "scenario" in given:
        files["scenarios/chat.yaml"] = scenario_yaml(f"id: chat\ntitle: A chat\n{given['scenario']}")
    if "policy" in given:
        files["costcalc.yaml"] = f"schema: costcalc/policy/v1\n{given['policy']}"
    return {name: text for name, text in files.items() if name not in given.get("without", ())}


def subject_of(given: Mapping[str, Any], folder: Path) -> Subject:
    """Write the files of a case; give what checks look at. The working folder must be `folder`."""
    was = {key.removeprefix("was_"): value for key, value in given.items() if key.startswith("was_")}
    compared = bool(was) or "without" in given
    plain = {key: value for key, value in given.items() if not key.startswith("was_")}
    sides = [(folder, plain)]
    base = folder.parent / f"{folder.name}-base"
    if compared:
        replaced = {"without", *({"acme"} if "rates" in was else ())}
        shared = {key: value for key, value in plain.items() if key not in replaced}
        shared["files"] = {**plain.get("files", {}), **was.pop("files", {})}
        sides.append((base, {**shared, **was}))
    for root, side in sides:
        for name, text in written(side).items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    search = Search([Path(path) for path in given.get("paths", ())])
    as_of = parse_instant(given.get("as_of", "2026-11-23"))
    head = read_workspace(search)
    old = read_workspace(search, ProjectSide.at(base, is_base=True)) if compared else None
    problems: list[Problem] = [*head.problems, *(old.problems if old else ())]
    pricer = PairPricer(head, None, ReviewScope(as_of, as_of))
    results = [one.after for one in pricer.priced() if one.after and one.at.is_first]
    problems += pricer.problems
    assert not problems, problems
    policy = (old or head).policy.policy
    return Subject(head, old, as_of, policy, tuple(results))


def found(case: Case, folder: Path) -> list[Finding]:
    """Run the check of a case."""
    return list(CHECKS[case.check].find(subject_of(case.given, folder)))


def pointed_at(place: Place) -> str:
    """Give the line of a place from its column on."""
    lines = place.source.lines
    return lines[place.line - 1][place.column - 1 :] if place.line <= len(lines) else ""
