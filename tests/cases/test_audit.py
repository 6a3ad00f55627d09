"""The claim check on public calculations: how each printed figure stands, and how it came about.

What is expected was worked out without costcalc, and lies in `expected.yaml`: the relation by the rules, which
`relations.py` has once more; the mechanism where whoever checked the calculation by hand said one.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.comparison import ScenarioQuestion
from costcalc.comparison.audit.audit import audit_of
from costcalc.project.load import load_scenario
from tools.read_yaml import read_yaml

if TYPE_CHECKING:
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.ratecard import Catalogue

FOLDER = Path(__file__).parent
EXPECTED: dict[str, dict[str, Any]] = read_yaml((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
LEAST_FOUND = 0.9
"""Of the labelled figures so many have the right mechanism among the hypotheses that are shown."""
ALIKE = {"rounded-and-slipped": "rounded-first"}
"""What the labels have no word of their own for: rounded first, and then one more change."""


@cache
def judged(file: str, cards: Catalogue) -> dict[str, Verdict]:
    """Return what is said of each claim of a file."""
    question = ScenarioQuestion.of(load_scenario(FOLDER / f"{file}.yaml"), cards, as_of="2026-11-28")
    return {verdict.name: verdict for verdict in audit_of(question).verdicts}


def labelled() -> list[tuple[str, str, dict[str, Any]]]:
    """List the claims of which somebody said how the figure came about."""
    return [
        (file, claim, expected["mechanism"])
        for file, claims in EXPECTED.items()
        for claim, expected in claims.items()
        if "mechanism" in expected
    ]


def is_found(verdict: Verdict, mechanism: dict[str, Any]) -> bool:
    """Return whether the right mechanism is among those shown; none where there is none."""
    shown = {ALIKE.get(one.kind, one.kind) for one in verdict.looks_like.shown}
    if mechanism["kind"] == "none":
        return not shown
    return not shown.isdisjoint({mechanism["kind"], *mechanism.get("also", [])})


@pytest.mark.parametrize("file", EXPECTED)
def test_the_relation_of_every_claim_is_the_one_that_the_rules_give(cards: Catalogue, file: str) -> None:
    found = judged(file, cards)
    relations = {claim: found[claim].relation for claim in EXPECTED[file]}
    assert {claim: one.value if one else None for claim, one in relations.items()} == {
        claim: expected["relation"] for claim, expected in EXPECTED[file].items()
    }


def rows(cards: Catalogue) -> list[str]:
    """Return a line of a table for each labelled figure: what it was said to be, and what is shown."""
    found = []
    for file, claim, mechanism in labelled():
        verdict = judged(file, cards)[claim]
        shown = ", ".join(f"{one.kind} {one.bits:.1f}" for one in verdict.looks_like.shown) or "-"
        right = "yes" if is_found(verdict, mechanism) else "no"
        printed = str(verdict.claim.written.printed)
        found.append(f"| {file} | {claim} | {printed} | {mechanism['kind']} | {shown} | {right} |")
    return found


def test_the_right_mechanism_is_among_those_shown_of_nearly_all_labelled_figures(cards: Catalogue) -> None:
    found = [is_found(judged(file, cards)[claim], mechanism) for file, claim, mechanism in labelled()]
    print("\n".join(rows(cards)))  # noqa: T201  # `pytest -rP` shows it
    assert sum(found) >= LEAST_FOUND * len(found)
    page = Path("docs/claims.md").read_text(encoding="utf-8")
    assert f"Of {len(found)} figures of which somebody said how they came about, {sum(found)} have" in page
    assert "\n".join(rows(cards)) in page


def test_the_page_says_how_many_claims_have_which_relation(cards: Catalogue) -> None:
    relations = Counter(str(claim["relation"]) for claims in EXPECTED.values() for claim in claims.values())
    found = Counter(
        verdict.relation.value if verdict.relation else "None"
        for file, claims in EXPECTED.items()
        for name, verdict in judged(file, cards).items()
        if name in claims
    )
    assert found == relations
    page = Path("docs/claims.md").read_text(encoding="utf-8")
    for relation, count in relations.items():
        assert f"| {'not judged' if relation == 'None' else relation} | {count} |" in page
