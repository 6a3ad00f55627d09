"""What an editor is told of values: the patterns of texts, and the schemas of formulas.

The patterns hold for texts; what looks like a number in YAML is one to an editor.
"""

from __future__ import annotations

from typing import Any

from costcalc.expr import NAME, RESERVED
from costcalc.expr.parse import MAX_LENGTH

WHOLE_PATTERN = "(0|[1-9][0-9]{0,2}(_[0-9]{3})+|[1-9][0-9]*)"
DECIMAL_PATTERN = rf"{WHOLE_PATTERN}(\.[0-9]+)?"
SCALED_PATTERN = f"{DECIMAL_PATTERN}([eE][+-]?[0-9]{{1,2}}|[KMB])"
NUMBER_PATTERN = f"({SCALED_PATTERN}|{DECIMAL_PATTERN})"
PART_PATTERN = rf"((100(\.0+)?|[1-9]?[0-9](\.[0-9]+)?)%|0(\.[0-9]+)?|1(\.0+)?|{DECIMAL_PATTERN}[eE]-[0-9]{{1,2}})"
"""A number of 0 to 1, and 0% to 100%. Whether `200e-1` is one, no pattern says."""

INSTANT_PATTERN = (
    "(199[0-9]|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    "(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?"
)
_FUNCTIONS = "|".join(sorted(RESERVED))
NAME_PATTERN = f"(?!({_FUNCTIONS})$){NAME.pattern}"


def _formula(*names: str) -> str:
    """Return the pattern of formulas: numbers and names with signs between them. It does not count brackets."""
    before = rf"( |-|\(|({_FUNCTIONS}) *\()*"
    operand = rf"{before}({'|'.join([f'{NUMBER_PATTERN}%?', *names])})[ )]*"
    return rf"{operand}((\.\.|[-+*/^,=]){operand})*"


def formula_schema(pattern: str, **number: float) -> dict[str, Any]:
    """Return the schema of formulas.

    Args:
        pattern: What they are as texts.
        number: What is said of one that is a number in YAML.
    """
    return {"type": ["string", "number"], "pattern": pattern, "maxLength": MAX_LENGTH, **number}


_OVER_NAMES = _formula(NAME.pattern)
_OVER_RESULTS = _formula(rf"{NAME.pattern}(\.[a-z0-9_]+)*")
_NUMBER_ALONE = f"-? *{NUMBER_PATTERN}%?$"

FORMULA_SCHEMA = formula_schema(f"^{_OVER_NAMES}$")
RESULTS_SCHEMA = formula_schema(f"^{_OVER_RESULTS}$")
NUMBERS_SCHEMA = formula_schema(f"^{_formula()}$")
"""Of formulas without names."""
POSITIVE_SCHEMA = formula_schema(f"^(?!- *{NUMBER_PATTERN}%?$){_OVER_NAMES}$", minimum=0)
"""Of what is 0 or more where it is a number."""
COUNT_SCHEMA = formula_schema(f"^(?!-? *{NUMBER_PATTERN}%$)(?!- *{NUMBER_PATTERN}$){_OVER_NAMES}$", minimum=0)
"""The same of what is no percentage."""
PART_SCHEMA = formula_schema(f"^({PART_PATTERN}$|(?!{_NUMBER_ALONE}){_OVER_NAMES}$)", minimum=0, maximum=1)
"""Of what is 0 to 1 where it is a number."""
EQUATION_SCHEMA = formula_schema(f"^(?=[^=]*=){_OVER_RESULTS}$") | {"type": "string"}
RANGE_SCHEMA = formula_schema(f"^{_formula()} to {_formula()}$") | {"type": "string"}
LOOP_SCHEMA = formula_schema(rf"^(?=.*\.\.){_OVER_NAMES}$") | {"type": "string"}
