"""What every check finds and what it leaves alone; files here stand beside what is found in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.checks import CHECKS, Level, Subject
from costcalc.instant import parse_instant
from costcalc.project.side import Search
from costcalc.project.workspace import read_workspace
from costcalc.review.priced import PairPricer
from costcalc.review.scope import ReviewScope

from .cases import HERE, cases, found, pointed_at

if TYPE_CHECKING:
    from .cases import Case

PACKAGE = Path("costcalc/checks")
NO_CHECKS = {"__init__", "amounts", "finding", "market", "plain_price", "subject", "usual_prices"}
CASES = list(cases())


def test_every_check_is_a_file_registered_documented_and_tested() -> None:
    files = {path.stem for path in PACKAGE.glob("*.py")} - NO_CHECKS
    assert {name.replace("-", "_") for name in CHECKS} == files == {path.stem for path in HERE.glob("*.yaml")}
    page = Path("docs/checks.md").read_text(encoding="utf-8")
    for name, check in CHECKS.items():
        assert f"## {name}\n" in page
        assert check.LEVEL > Level.OFF
        assert check.__doc__
        assert "# bad" in check.__doc__
        assert "# good" in check.__doc__


def test_every_check_has_a_case_in_which_it_speaks_and_one_in_which_it_is_quiet() -> None:
    for name in CHECKS:
        assert {bool(case.given["finds"]) for case in CASES if case.check == name} == {True, False}
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "head"
    folder.mkdir()
    monkeypatch.chdir(folder)
    findings = found(case, folder)
    wanted = case.given["finds"] or {}
    assert sorted(f"{each.level.word} {each.about}" for each in findings) == sorted(wanted)
    for finding in findings:
        assert finding.check == case.check
        assert pointed_at(finding.place).startswith(wanted[f"{finding.level.word} {finding.about}"])
        assert not Path(finding.place.source.name).is_absolute()
        assert finding.message.isprintable()
        assert finding.message[-1] != "."
    said = [(each.place.source.name, each.about) for each in findings]
    assert len(set(said)) == len(said), "two findings that nobody can tell apart"


@pytest.mark.parametrize("compared", [False, True])
def test_what_is_shipped_is_quiet_but_for_what_is_true(compared: bool) -> None:
    head = read_workspace(Search([Path("pricing"), Path("scenarios")]))
    as_of = parse_instant("2026-11-23")
    results = tuple(
        one.after for one in PairPricer(head, None, ReviewScope(as_of, as_of)).priced() if one.after and one.at.is_first
    )
    subject = Subject(head, head if compared else None, as_of, head.policy.policy, results)
    speaking = {name for name, check in CHECKS.items() if any(check.find(subject))}
    # Scenarios that recompute an article: it asks GPT-4 Turbo, since shut down, for more than it can do.
    assert speaking == {"infeasible", "retired-in-use"}
    loud = {each.about for name in speaking for each in CHECKS[name].find(subject) if each.level > Level.NOTICE}
    assert {about for about in loud if about.startswith("document-analysis/")} == {
        "document-analysis/turbo",
        "document-analysis/turbo_published",
    }
