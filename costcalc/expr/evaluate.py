"""Compute formulas: one, or several over the same values, each once."""

from __future__ import annotations

from decimal import (
    ROUND_HALF_UP,
    Context,
    DivisionByZero,
    FloatOperation,
    Inexact,
    InvalidOperation,
    Overflow,
    getcontext,
    setcontext,
)
from types import MappingProxyType
from typing import TYPE_CHECKING

from costcalc.expr.arithmetic import settled
from costcalc.expr.exact import CONDITIONS, NUMBERS
from costcalc.expr.nodes import Node, UndefinedError
from costcalc.expr.scope import Scope
from costcalc.expr.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from costcalc.expr.choice import Condition
    from costcalc.expr.numbers import Exact

EXACT = Context(
    prec=60,
    rounding=ROUND_HALF_UP,
    Emin=-300,
    Emax=300,
    traps=[Inexact, InvalidOperation, DivisionByZero, Overflow, FloatOperation],
)
"""Decimal arithmetic that stops rather than rounds; then fractions take over, for this one operation."""

NOTHING: Mapping[str, Exact] = MappingProxyType({})


def evaluate(node: Node, env: Mapping[str, Exact] = NOTHING) -> Exact:
    """Compute a formula exactly.

    Args:
        node: The formula.
        env: The value of every name in it. Call again with another `env` to ask "what if".

    Returns:
        A Decimal, or a Fraction where the value has no last digit.

    Raises:
        UndefinedError: for a division by zero, a name without a value, a sum without an end.
    """
    values = env if isinstance(env, Values) else Values(env)
    found = values.memory.get(id(node))
    if found:
        return found[1]
    before = getcontext()
    setcontext(EXACT)
    try:
        value = settled(NUMBERS[type(node)](node, Scope(values, values, values.memory)), node)
    finally:
        setcontext(before)
    values.memory[id(node)] = (node, value)  # kept alive, so that its id stays its own
    return value


def evaluate_all(nodes: Iterable[Node], values: Values) -> None:
    """Compute formulas that will be asked for one by one, in one go: their values are in the memory of `values` then.

    What has no value is left out, and says why when it is asked for.
    """
    memory = values.memory
    scope = Scope(values, values, memory)
    before = getcontext()
    setcontext(EXACT)
    try:
        for node in nodes:
            if id(node) not in memory:
                try:
                    memory[id(node)] = (node, settled(NUMBERS[type(node)](node, scope), node))
                except UndefinedError:
                    continue
    finally:
        setcontext(before)


def holds(condition: Condition, values: Values) -> bool:
    """Return whether a condition holds with these values.

    Raises:
        UndefinedError: where what it looks at has no value.
    """
    before = getcontext()
    setcontext(EXACT)
    try:
        return CONDITIONS[type(condition)](condition, Scope(values, values, values.memory))
    finally:
        setcontext(before)
