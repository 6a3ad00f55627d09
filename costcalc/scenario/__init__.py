"""Scenarios: a workload, the assumptions it rests on, and the options to compare."""

from costcalc.scenario.assumptions import resolve, unknown_assumption
from costcalc.scenario.consistent import inconsistent
from costcalc.scenario.document import QUANTITY_SCHEMA, Assumption, Budget, Call, Option, Scenario, ScenarioFile
from costcalc.scenario.lengths import too_long

__all__ = [
    "QUANTITY_SCHEMA",
    "Assumption",
    "Budget",
    "Call",
    "Option",
    "Scenario",
    "ScenarioFile",
    "inconsistent",
    "resolve",
    "too_long",
    "unknown_assumption",
]
