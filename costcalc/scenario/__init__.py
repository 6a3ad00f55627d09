"""Scenarios: a workload, the assumptions it rests on, and the options to compare."""

from costcalc.scenario.assumptions import resolve, unknown_assumption
from costcalc.scenario.document import QUANTITY_SCHEMA, Assumption, Budget, Call, Option, Scenario, ScenarioFile
from costcalc.scenario.lengths import validate_lengths
from costcalc.scenario.validation import validate_scenario

__all__ = [
    "QUANTITY_SCHEMA",
    "Assumption",
    "Budget",
    "Call",
    "Option",
    "Scenario",
    "ScenarioFile",
    "resolve",
    "unknown_assumption",
    "validate_lengths",
    "validate_scenario",
]
