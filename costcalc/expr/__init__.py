"""Formulas: data that interpreters compute and write.

A number on a report and the formula beside it are two walks over the same nodes, so they cannot
disagree. Sizes are bounded everywhere, because a formula may come from a stranger's file.
"""

from costcalc.expr.allowance import Allowance
from costcalc.expr.arithmetic import GROWN
from costcalc.expr.choice import Case, Choice, Compare, Condition, Needed, Settled, Where
from costcalc.expr.definitions import Definitions, Setting, define, formula_of, pinned, undefined, value_of
from costcalc.expr.dependence import Dependence, Footing
from costcalc.expr.digits import grouped, plain, value_text
from costcalc.expr.evaluate import EXACT, evaluate, evaluate_all
from costcalc.expr.figure import AssumptionFigure, Figure
from costcalc.expr.frame import Frame
from costcalc.expr.functions import RESERVED, Ceil, Floor, Loop, Max, Min, Round, SumOver
from costcalc.expr.joined_frame import JoinedFrame
from costcalc.expr.names import first_place, formula_place, names_in
from costcalc.expr.nodes import (
    Missing,
    Name,
    Node,
    Num,
    OpenError,
    Scoped,
    Shared,
    Silent,
    Symbol,
    UndefinedError,
    number,
)
from costcalc.expr.numbers import (
    Exact,
    NumberError,
    absolute,
    decimal_text,
    exact_number,
    fraction_text,
    leading_digits,
    magnitude,
    read_number,
    round_half_up,
    simplest,
    within_bits,
    without_trailing_zeros,
)
from costcalc.expr.operators import Difference, Negative, Power, Product, Quotient, Sum, added, product
from costcalc.expr.parse import MAX_DEPTH, NAME, Equation, LoopEnds, parse, parse_equation, parse_loop_ends
from costcalc.expr.places import place_of_name, places_of_numbers
from costcalc.expr.rewrite import with_names
from costcalc.expr.solve import Solution, Solve
from costcalc.expr.text import substituted, symbolic
from costcalc.expr.turns import TurnsFound, turns_where
from costcalc.expr.unknown import open_in
from costcalc.expr.values import Values

__all__ = [
    "EXACT",
    "GROWN",
    "MAX_DEPTH",
    "NAME",
    "RESERVED",
    "Allowance",
    "AssumptionFigure",
    "Case",
    "Ceil",
    "Choice",
    "Compare",
    "Condition",
    "Definitions",
    "Dependence",
    "Difference",
    "Equation",
    "Exact",
    "Figure",
    "Floor",
    "Footing",
    "Frame",
    "JoinedFrame",
    "Loop",
    "LoopEnds",
    "Max",
    "Min",
    "Missing",
    "Name",
    "Needed",
    "Negative",
    "Node",
    "Num",
    "NumberError",
    "OpenError",
    "Power",
    "Product",
    "Quotient",
    "Round",
    "Scoped",
    "Setting",
    "Settled",
    "Shared",
    "Silent",
    "Solution",
    "Solve",
    "Sum",
    "SumOver",
    "Symbol",
    "TurnsFound",
    "UndefinedError",
    "Values",
    "Where",
    "absolute",
    "added",
    "decimal_text",
    "define",
    "evaluate",
    "evaluate_all",
    "exact_number",
    "first_place",
    "formula_of",
    "formula_place",
    "fraction_text",
    "grouped",
    "leading_digits",
    "magnitude",
    "names_in",
    "number",
    "open_in",
    "parse",
    "parse_equation",
    "parse_loop_ends",
    "pinned",
    "place_of_name",
    "places_of_numbers",
    "plain",
    "product",
    "read_number",
    "round_half_up",
    "simplest",
    "substituted",
    "symbolic",
    "turns_where",
    "undefined",
    "value_of",
    "value_text",
    "with_names",
    "within_bits",
    "without_trailing_zeros",
]
