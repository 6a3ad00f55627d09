"""Audit a scenario that is a few lines of YAML, on the cards of `tests/language/asked.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison import ScenarioQuestion
from costcalc.comparison.audit.audit import Audit, audit_of
from costcalc.project.load import load_scenario
from tests.inputs import scenario_yaml
from tests.language.asked import AS_OF, cards

if TYPE_CHECKING:
    from costcalc.comparison.audit.verdict import Verdict


def audit(body: str, *, as_of: str = AS_OF) -> Audit:
    """Return the audit of a scenario, of which four lines come before this body."""
    file = load_scenario(text=scenario_yaml(body))
    return audit_of(ScenarioQuestion.of(file, cards(), as_of=as_of))


def verdicts(body: str, *, as_of: str = AS_OF) -> dict[str, Verdict]:
    """Return what is said of each claim of a scenario."""
    return {verdict.name: verdict for verdict in audit(body, as_of=as_of).verdicts}


def relations(body: str) -> dict[str, str | None]:
    """Return the relation of each claim of a scenario."""
    return {name: one.relation.value if one.relation else None for name, one in verdicts(body).items()}
