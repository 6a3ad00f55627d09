"""What is written of formulas: with their names, or with the numbers put in.

It is the formula language itself, so that it can be read back, in the signs that a calculator, a spreadsheet and Python
share: `1000000 * 200 * 0.014 / 1000000`. A power always stands in parentheses, since these three read `-2 ^ 2` and
`2 ^ 3 ^ 2` each in a way of its own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.expr.arithmetic import whole
from costcalc.expr.choice import Choice, Needed, Where
from costcalc.expr.digits import plain, value_text
from costcalc.expr.evaluate import NOTHING, evaluate, holds
from costcalc.expr.functions import Ceil, Floor, FunctionCall, Max, Min, Round, SumOver
from costcalc.expr.names import names_in
from costcalc.expr.nodes import Missing, Name, Node, Num, Scoped, Shared, Silent, Symbol, UndefinedError
from costcalc.expr.operators import Difference, Negative, Power, Product, Quotient, Sum
from costcalc.expr.precedence import ADD, ATOM, LOWEST, MULTIPLY, NEGATE
from costcalc.expr.printer import Printer
from costcalc.expr.solve import Solve
from costcalc.expr.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr.numbers import Exact
    from costcalc.expr.printer import Kinds

LONGEST_SPREAD = 24
"""Numbers and names that the terms of a sum have together, where it is written out."""
SPREAD = 8
"""Sums of at most so many terms are written out, nested ones together, where the numbers are put in."""


def symbolic(node: Node, env: Mapping[str, Exact] = NOTHING) -> str:
    """Return a formula with its names: `queries * prompt_tokens * input_price / 1M`."""
    return Printer(_values(env), None, 0, TEXTS).print(node, LOWEST)


def substituted(node: Node, env: Mapping[str, Exact] = NOTHING, digits: Callable[[str], str] = plain) -> str:
    """Return a formula with the numbers put in: `1000000 * 200 * 0.014 / 1000000`.

    Args:
        node: The formula.
        env: The value of every name in it.
        digits: How the digits of a number are grouped; `plain` or `grouped`.
    """
    return Printer(_values(env), digits, SPREAD, TEXTS).print(node, LOWEST)


def _values(env: Mapping[str, Exact]) -> Values:
    return env if isinstance(env, Values) else Values(env)


def _number(node: Num, printer: Printer) -> tuple[str, int]:
    if printer.digits:
        return value_text(node.value, printer.digits)
    return node.text, NEGATE if node.value < 0 else ATOM


def _name(node: Name, printer: Printer) -> tuple[str, int]:
    value = printer.values.get(node.name) if printer.digits else None
    return (node.name, ATOM) if value is None or not printer.digits else value_text(value, printer.digits)


def _symbol(node: Symbol, printer: Printer) -> tuple[str, int]:
    if not printer.digits:
        return node.name, ATOM
    try:
        return value_text(evaluate(node, printer.values), printer.digits)
    except UndefinedError:  # it depends on the index of a sum that is not written out
        values = printer.values.of(node.option) if isinstance(node, Scoped) else printer.values
        return printer.on(values).text(node.of)


def _silent(node: Silent, printer: Printer) -> tuple[str, int]:
    return ("0", ATOM) if _is_hushed(node, printer) else _symbol(node, printer)


def _missing(node: Missing, printer: Printer) -> tuple[str, int]:
    del printer
    return node.word, ATOM


def _joined(sign: str, precedence: int) -> Callable[[Node, Printer], tuple[str, int]]:
    """Return what writes parts with a sign between them."""

    def write(node: Node, printer: Printer) -> tuple[str, int]:
        first, *others = node.children
        texts = [printer.print(first, precedence), *(printer.print(child, precedence + 1) for child in others)]
        return sign.join(texts), precedence

    return write


_added = _joined(" + ", ADD)


def _sum(node: Sum, printer: Printer) -> tuple[str, int]:
    shown = tuple(child for child in node.children if not _is_hushed(child, printer))
    if not shown:
        return "0", ATOM
    return printer.text(shown[0]) if len(shown) == 1 else _added(Sum(shown), printer)


def _is_hushed(node: Node, printer: Printer) -> bool:
    """Return whether a part is silent and comes to nothing."""
    if type(node) is not Silent:
        return False
    try:
        return not evaluate(node, printer.values)
    except UndefinedError:
        return False


def _power(node: Power, printer: Printer) -> tuple[str, int]:
    base, exponent = (printer.print(child, ATOM) for child in node.children)
    return f"({base} ^ {exponent})", ATOM


def _negative(node: Negative, printer: Printer) -> tuple[str, int]:
    (of,) = node.children
    return f"-{printer.print(of, ATOM)}", NEGATE


def _call(node: FunctionCall, printer: Printer) -> tuple[str, int]:
    return f"{node.word}({', '.join(printer.print(child, ADD) for child in node.children)})", ATOM


def _sum_over(node: SumOver, printer: Printer) -> tuple[str, int]:
    if indices := _written_out(node, printer):
        if len(indices) > 1 and all(leaf.name != node.index for leaf in names_in(node.body)):
            return f"{len(indices)} * {printer.inside(node.index, None).print(node.body, MULTIPLY + 1)}", MULTIPLY
        terms = [printer.inside(node.index, Decimal(k), len(indices)) for k in indices]
        if len(terms) == 1:
            return terms[0].text(node.body)
        return " + ".join(term.print(node.body, MULTIPLY) for term in terms), ADD
    first, last, body = node.children
    ends = f"{printer.print(first, ADD)}..{printer.print(last, ADD)}"
    return f"sum({node.index}={ends}, {printer.inside(node.index, None).print(body, LOWEST)})", ATOM


def _written_out(node: SumOver, printer: Printer) -> range | None:
    """Return the indices, where there are few enough of them to write every term, and each of these is short."""
    if isinstance(node.body, Where):  # why a term counts would have to be said with each
        return None
    try:
        first, last = (whole(evaluate(end, printer.values), end, "") for end in node.children[:2])
    except UndefinedError:  # the range depends on the index of another sum
        return None
    terms = last - first + 1
    return range(first, last + 1) if terms <= printer.spread and terms * _words(node.body) <= LONGEST_SPREAD else None


def _words(node: Node) -> int:
    """Count the numbers and names that are written of a formula, which are the same however its nodes are nested.

    Its nodes are not: `-2` is one where code made it and two where it was read, and a sum in a sum is one sum there.
    """
    if isinstance(node, Symbol):
        return 1
    return sum(map(_words, node.children)) or 1


def _choice(node: Choice, printer: Printer) -> tuple[str, int]:
    try:
        taken = next((case for case in node.cases if holds(case.condition, printer.values)), None)
    except UndefinedError:  # it depends on the index of a sum: every branch is taken some time
        branches = [f"{printer.print(then, ADD)} [{printer.condition(condition)}]" for condition, then in node.cases]
        return f"{{{', '.join(branches)}, {printer.print(node.otherwise, ADD)} [otherwise]}}", ATOM
    if taken:
        branch, reason = taken.then, printer.condition(taken.condition)
    else:
        branch = node.otherwise
        reason = " and ".join(printer.condition(case.condition, held=False) for case in node.cases)
    return f"{printer.print(branch, ATOM)} [{reason}]", ATOM


def _where(node: Where, printer: Printer) -> tuple[str, int]:
    body, condition = node.body, node.condition
    try:
        held = holds(condition, printer.values)
    except UndefinedError:  # it depends on the index of a sum: some of its terms count, and others do not
        return f"{printer.print(body, ADD)} where {printer.condition(condition)}", LOWEST
    return f"{printer.print(body, ATOM) if held else '0'} [{printer.condition(condition, held=held)}]", ATOM


def _needed(node: Needed, printer: Printer) -> tuple[str, int]:
    of, _ = node.children
    return printer.text(of)


def _solve(node: Solve, printer: Printer) -> tuple[str, int]:
    if printer.digits:
        try:
            working = printer.values.solved(node).working
        except UndefinedError:  # the equation is written, for who asks why it has no solution
            pass
        else:
            return printer.text(working)
    left, right = (printer.print(child, ADD) for child in node.children)
    return f"solve({node.unknown}, {left} = {right})", ATOM


TEXTS: Kinds = {
    Num: _number,
    Name: _name,
    Symbol: _symbol,
    Silent: _silent,
    Shared: _symbol,
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
    Solve: _solve,
}
