"""Formulas: one tree that computes itself and prints itself.

A number on a report and the formula beside it are two walks over the same nodes, so they cannot
disagree. Sizes are bounded everywhere, because a formula may come from a stranger's file.
"""

from costcalc.expr.arithmetic import Difference, Negative, Product, Quotient, Sum, added
from costcalc.expr.choice import Case, Choice, Compare, Condition
from costcalc.expr.evaluate import EXACT, NOTHING, evaluate
from costcalc.expr.functions import RESERVED, Ceil, Floor, Max, Min, Round, SumOver
from costcalc.expr.nodes import Missing, Name, Node, Num, Symbol, number
from costcalc.expr.numbers import (
    Exact,
    NumberError,
    absolute,
    decimal_text,
    fraction_text,
    leading_digits,
    magnitude,
    modest,
    read_number,
    round_half_up,
    simplest,
    tidy,
)
from costcalc.expr.parse import NAME, parse
from costcalc.expr.render import grouped, plain, substituted, symbolic, value_text
from costcalc.expr.values import Values, formula_place, places_of_numbers
from costcalc.expr.walk import UndefinedError

__all__ = [
    "EXACT",
    "NAME",
    "NOTHING",
    "RESERVED",
    "Case",
    "Ceil",
    "Choice",
    "Compare",
    "Condition",
    "Difference",
    "Exact",
    "Floor",
    "Max",
    "Min",
    "Missing",
    "Name",
    "Negative",
    "Node",
    "Num",
    "NumberError",
    "Product",
    "Quotient",
    "Round",
    "Sum",
    "SumOver",
    "Symbol",
    "UndefinedError",
    "Values",
    "absolute",
    "added",
    "decimal_text",
    "evaluate",
    "formula_place",
    "fraction_text",
    "grouped",
    "leading_digits",
    "magnitude",
    "modest",
    "number",
    "parse",
    "places_of_numbers",
    "plain",
    "read_number",
    "round_half_up",
    "simplest",
    "substituted",
    "symbolic",
    "tidy",
    "value_text",
]
