"""Scenarios: a workload, the assumptions it rests on, the options to compare, and what is asked of the results."""

from costcalc.scenario.assumption import Assumption
from costcalc.scenario.assumptions import layer_of, ranges_of, resolve, unknown_assumption
from costcalc.scenario.document import Scenario, ScenarioFile, Tags
from costcalc.scenario.entries import Call, Entry, LineEntry
from costcalc.scenario.figures import SolvedFigure, sides_of
from costcalc.scenario.free_names import free_name, names_taken, option_name
from costcalc.scenario.lengths import validate_lengths
from costcalc.scenario.namespace import MONTH, PRICE, PRINTED, formulas_of, models_named
from costcalc.scenario.option import Option
from costcalc.scenario.quantities import QUANTITY_SCHEMA
from costcalc.scenario.ranges import Each, RangeEnds
from costcalc.scenario.validation import validate_scenario

__all__ = [
    "MONTH",
    "PRICE",
    "PRINTED",
    "QUANTITY_SCHEMA",
    "Assumption",
    "Call",
    "Each",
    "Entry",
    "LineEntry",
    "Option",
    "RangeEnds",
    "Scenario",
    "ScenarioFile",
    "SolvedFigure",
    "Tags",
    "formulas_of",
    "free_name",
    "layer_of",
    "models_named",
    "names_taken",
    "option_name",
    "ranges_of",
    "resolve",
    "sides_of",
    "unknown_assumption",
    "validate_lengths",
    "validate_scenario",
]
