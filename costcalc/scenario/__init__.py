"""Scenarios: a workload, the assumptions it rests on, and the options to compare."""

from costcalc.scenario.assumptions import formulas, parse_overrides, resolve, value_of
from costcalc.scenario.consistent import inconsistent, place_of, unknown_names, word_place
from costcalc.scenario.document import Assumption, Call, Option, Scenario, ScenarioFile

__all__ = [
    "Assumption",
    "Call",
    "Option",
    "Scenario",
    "ScenarioFile",
    "formulas",
    "inconsistent",
    "parse_overrides",
    "place_of",
    "resolve",
    "unknown_names",
    "value_of",
    "word_place",
]
