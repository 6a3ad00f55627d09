"""What is written of formulas: with their names, or with the numbers put in.

It is the formula language itself, so that it can be read back, in the signs that a calculator, a spreadsheet and Python
share: `1000000 * 200 * 0.014 / 1000000`. A power always stands in parentheses, since these three read `-2 ^ 2` and
`2 ^ 3 ^ 2` each in a way of its own.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from costcalc.expr.arithmetic import whole
from costcalc.expr.choice import Choice, Compare, Condition, Needed, Settled, Where
from costcalc.expr.evaluate import NOTHING, evaluate, holds
from costcalc.expr.functions import Call, Ceil, Floor, Max, Min, Round, SumOver
from costcalc.expr.nodes import Missing, Name, Node, Num, Scoped, Silent, Symbol, UndefinedError
from costcalc.expr.numbers import decimal_text
from costcalc.expr.operators import Difference, Negative, Power, Product, Quotient, Sum
from costcalc.expr.tightness import ADD, ATOM, LOOSE, MULTIPLY, NEGATE
from costcalc.expr.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr.numbers import Exact

SPREAD = 8
"""Sums of at most so many terms are written out, nested ones together, where the numbers are put in."""

OPPOSITE: Mapping[str, str] = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}


def plain(text: str) -> str:
    """Leave digits as they are."""
    return text


def grouped(text: str) -> str:
    """Group the digits before the point in threes, as the language itself allows: 1_000_000."""
    return re.sub(r"\d+(?=\.|…|$)", lambda digits: f"{int(digits[0]):_}", text, count=1)


def symbolic(node: Node, env: Mapping[str, Exact] = NOTHING) -> str:
    """Return a formula with its names: `queries * prompt_tokens * input_price / 1M`."""
    return _Pen(_values(env), None, 0).within(node, LOOSE)


def substituted(node: Node, env: Mapping[str, Exact] = NOTHING, digits: Callable[[str], str] = plain) -> str:
    """Return a formula with the numbers put in: `1000000 * 200 * 0.014 / 1000000`.

    Args:
        node: The formula.
        env: The value of every name in it.
        digits: How the digits of a number are grouped; `plain` or `grouped`.
    """
    return _Pen(_values(env), digits, SPREAD).within(node, LOOSE)


def value_text(value: Exact, digits: Callable[[str], str] = plain) -> tuple[str, int]:
    """Return a value in exact digits, and how tightly they hold: a fraction where no decimal ends."""
    if isinstance(value, Fraction):
        return f"{digits(str(value.numerator))} / {digits(str(value.denominator))}", MULTIPLY
    text = digits(decimal_text(value))
    return text, NEGATE if value < 0 else ATOM


def _values(env: Mapping[str, Exact]) -> Values:
    return env if isinstance(env, Values) else Values(env)


class _Pen:
    """What a walk over the texts carries along.

    Args:
        values: For the nodes whose text depends on them, and for the numbers that are put in.
        digits: How numbers are grouped where they are put in; None where names stay names.
        spread: Sums of at most so many terms are written out.
    """

    __slots__ = ("digits", "spread", "values")

    def __init__(self, values: Values, digits: Callable[[str], str] | None, spread: int) -> None:
        self.values = values
        self.digits = digits
        self.spread = spread

    def within(self, node: Node, tightness: int) -> str:
        """Return the text of a part, in parentheses where it binds looser than asked."""
        text, held = TEXTS[type(node)](node, self)
        return text if held >= tightness else f"({text})"

    def inside(self, index: str, value: Exact | None, terms: int = 1) -> _Pen:
        """Return the pen inside a sum of so many terms: its index has this value, or stands for all of them."""
        return _Pen(self.values.rebound(index, value), self.digits, self.spread // terms)


def _number(node: Num, pen: _Pen) -> tuple[str, int]:
    if pen.digits:
        return value_text(node.value, pen.digits)
    return node.text, NEGATE if node.value < 0 else ATOM


def _name(node: Name, pen: _Pen) -> tuple[str, int]:
    value = pen.values.get(node.name) if pen.digits else None
    return (node.name, ATOM) if value is None or not pen.digits else value_text(value, pen.digits)


def _symbol(node: Symbol, pen: _Pen) -> tuple[str, int]:
    if not pen.digits:
        return node.name, ATOM
    try:
        return value_text(evaluate(node, pen.values), pen.digits)
    except UndefinedError:  # it depends on the index of a sum that is not written out
        values = pen.values.of(node.option) if isinstance(node, Scoped) else pen.values
        return TEXTS[type(node.of)](node.of, _Pen(values, pen.digits, pen.spread))


def _silent(node: Silent, pen: _Pen) -> tuple[str, int]:
    return ("0", ATOM) if _is_hushed(node, pen) else _symbol(node, pen)


def _missing(node: Missing, pen: _Pen) -> tuple[str, int]:
    del pen
    return node.word, ATOM


def _joined(sign: str, tightness: int) -> Callable[[Node, _Pen], tuple[str, int]]:
    """Return what writes parts with a sign between them."""

    def write(node: Node, pen: _Pen) -> tuple[str, int]:
        first, *others = node.parts
        texts = [pen.within(first, tightness), *(pen.within(part, tightness + 1) for part in others)]
        return sign.join(texts), tightness

    return write


_added = _joined(" + ", ADD)


def _sum(node: Sum, pen: _Pen) -> tuple[str, int]:
    said = tuple(part for part in node.parts if not _is_hushed(part, pen))
    if not said:
        return "0", ATOM
    return TEXTS[type(said[0])](said[0], pen) if len(said) == 1 else _added(Sum(said), pen)


def _is_hushed(node: Node, pen: _Pen) -> bool:
    """Return whether a part is silent and comes to nothing."""
    if type(node) is not Silent:
        return False
    try:
        return not evaluate(node, pen.values)
    except UndefinedError:
        return False


def _power(node: Power, pen: _Pen) -> tuple[str, int]:
    base, exponent = (pen.within(part, ATOM) for part in node.parts)
    return f"({base} ^ {exponent})", ATOM


def _negative(node: Negative, pen: _Pen) -> tuple[str, int]:
    (of,) = node.parts
    return f"-{pen.within(of, ATOM)}", NEGATE


def _call(node: Call, pen: _Pen) -> tuple[str, int]:
    return f"{node.word}({', '.join(pen.within(part, ADD) for part in node.parts)})", ATOM


def _sum_over(node: SumOver, pen: _Pen) -> tuple[str, int]:
    if indices := _written_out(node, pen):
        terms = [pen.inside(node.index, Decimal(k), len(indices)) for k in indices]
        if len(terms) == 1:
            return TEXTS[type(node.body)](node.body, terms[0])
        return " + ".join(term.within(node.body, MULTIPLY) for term in terms), ADD
    first, last, body = node.parts
    ends = f"{pen.within(first, ADD)}..{pen.within(last, ADD)}"
    return f"sum({node.index}={ends}, {pen.inside(node.index, None).within(body, LOOSE)})", ATOM


def _written_out(node: SumOver, pen: _Pen) -> range | None:
    """Return the indices, where there are few enough of them to write every term."""
    try:
        first, last = (whole(evaluate(end, pen.values), end, "") for end in node.parts[:2])
    except UndefinedError:  # the range depends on the index of another sum
        return None
    return range(first, last + 1) if last - first < pen.spread else None


def _choice(node: Choice, pen: _Pen) -> tuple[str, int]:
    try:
        taken = next((case for case in node.cases if holds(case.condition, pen.values)), None)
    except UndefinedError:  # it depends on the index of a sum: every branch is taken some time
        branches = [f"{pen.within(then, ADD)} [{_condition(condition, pen)}]" for condition, then in node.cases]
        return f"{{{', '.join(branches)}, {pen.within(node.otherwise, ADD)} [otherwise]}}", ATOM
    if taken:
        branch, reason = taken.then, _condition(taken.condition, pen)
    else:
        branch = node.otherwise
        reason = " and ".join(_condition(case.condition, pen, held=False) for case in node.cases)
    return f"{pen.within(branch, ATOM)} [{reason}]", ATOM


def _where(node: Where, pen: _Pen) -> tuple[str, int]:
    body, condition = node.body, node.condition
    try:
        held = holds(condition, pen.values)
    except UndefinedError:  # it depends on the index of a sum: some of its terms count, and others do not
        return f"{pen.within(body, ADD)} where {_condition(condition, pen)}", LOOSE
    return f"{pen.within(body, ATOM) if held else '0'} [{_condition(condition, pen, held=held)}]", ATOM


def _needed(node: Needed, pen: _Pen) -> tuple[str, int]:
    of, _ = node.parts
    return TEXTS[type(of)](of, pen)


def _condition(condition: Condition, pen: _Pen, *, held: bool = True) -> str:
    """Return the text of a condition, or of its opposite where it did not hold."""
    return CONDITIONS[type(condition)](condition, pen, held)


def _compare(node: Compare, pen: _Pen, held: bool) -> str:  # noqa: FBT001  # of a table
    left, right = node.parts
    text = pen.within(left, ADD)
    if isinstance(left, Name) and text != left.name:
        text = f"{left.name} {pen.within(left, ATOM)}"
    return f"{text} {node.operator if held else OPPOSITE[node.operator]} {pen.within(right, ADD)}"


def _settled(node: Settled, pen: _Pen, held: bool) -> str:  # noqa: FBT001  # of a table
    del pen
    return node.said if held else node.opposite


CONDITIONS: Mapping[type[Node], Callable[[Any, _Pen, bool], str]] = {Compare: _compare, Settled: _settled}

TEXTS: Mapping[type[Node], Callable[[Any, _Pen], tuple[str, int]]] = {
    Num: _number,
    Name: _name,
    Symbol: _symbol,
    Silent: _silent,
    Scoped: _symbol,
    Missing: _missing,
    Sum: _sum,
    Product: _joined(" * ", MULTIPLY),
    Difference: _joined(" - ", ADD),
    Quotient: _joined(" / ", MULTIPLY),
    Power: _power,
    Negative: _negative,
    Min: _call,
    Max: _call,
    Ceil: _call,
    Floor: _call,
    Round: _call,
    SumOver: _sum_over,
    Choice: _choice,
    Where: _where,
    Needed: _needed,
}
