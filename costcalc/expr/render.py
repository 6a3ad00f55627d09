"""Walk a formula over its texts: with its names, or with the numbers put in.

What is written is in the formula language itself, so that it can be read back, and in the signs that a
calculator, a spreadsheet and Python share: `1000000 * 200 * 0.014 / 1000000`.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr.evaluate import NOTHING, evaluate, fraction_scope
from costcalc.expr.nodes import Name, Node, Num, Symbol
from costcalc.expr.numbers import decimal_text
from costcalc.expr.walk import ATOM, MULTIPLY, NEGATE, Pen, Scope, UndefinedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr.numbers import Exact


def plain(text: str) -> str:
    """Leave digits as they are."""
    return text


def grouped(text: str) -> str:
    """Group the digits before the point in threes, as the language itself allows: 1_000_000."""
    return re.sub(r"\d+(?=\.|…|$)", lambda digits: f"{int(digits[0]):_}", text, count=1)


def symbolic(node: Node, env: Mapping[str, Exact] = NOTHING) -> str:
    """Write a formula with its names: `queries * prompt_tokens * input_price / 1M`."""
    return _Symbolic(env).within(node, 0)


def substituted(node: Node, env: Mapping[str, Exact] = NOTHING, digits: Callable[[str], str] = plain) -> str:
    """Write a formula with the numbers put in: `1000000 * 200 * 0.014 / 1000000`.

    Args:
        node: The formula.
        env: The value of every name in it.
        digits: How the digits of a number are grouped; `plain` or `grouped`.
    """
    return _Substituted(env, digits).within(node, 0)


def value_text(value: Exact, digits: Callable[[str], str] = plain) -> tuple[str, int]:
    """Write a value exactly, and say how tightly the text holds: a fraction where no decimal ends."""
    if isinstance(value, Fraction):
        return f"{digits(str(value.numerator))} / {digits(str(value.denominator))}", MULTIPLY
    text = digits(decimal_text(value))
    return text, NEGATE if value < 0 else ATOM


class _Symbolic(Pen):
    __slots__ = ("env", "spread")

    def __init__(self, env: Mapping[str, Exact]) -> None:
        self.env = env
        self.spread = 0

    @property
    def scope(self) -> Scope:
        return fraction_scope(self.env)

    def number(self, leaf: Num) -> tuple[str, int]:
        return leaf.text, NEGATE if leaf.value < 0 else ATOM

    def name(self, leaf: Name) -> tuple[str, int]:
        return leaf.name, ATOM

    def symbol(self, node: Symbol) -> tuple[str, int]:
        return node.name, ATOM

    def bound(self, name: str, value: Exact | None, terms: int = 1) -> Pen:
        del terms
        return _Symbolic(_rebound(self.env, name, value))


class _Substituted(_Symbolic):
    __slots__ = ("digits",)

    def __init__(self, env: Mapping[str, Exact], digits: Callable[[str], str], spread: int = 8) -> None:
        super().__init__(env)
        self.digits = digits
        self.spread = spread

    def number(self, leaf: Num) -> tuple[str, int]:
        return value_text(leaf.value, self.digits)

    def name(self, leaf: Name) -> tuple[str, int]:
        value = self.env.get(leaf.name)
        return (leaf.name, ATOM) if value is None else value_text(value, self.digits)

    def symbol(self, node: Symbol) -> tuple[str, int]:
        try:
            return value_text(evaluate(node, self.env), self.digits)
        except UndefinedError:  # it depends on the index of a sum that is not written out
            return node.of.draw(self)

    def bound(self, name: str, value: Exact | None, terms: int = 1) -> Pen:
        return _Substituted(_rebound(self.env, name, value), self.digits, self.spread // terms)


def _rebound(env: Mapping[str, Exact], name: str, value: Exact | None) -> Mapping[str, Exact]:
    others = {other: held for other, held in env.items() if other != name}
    return others if value is None else {**others, name: value}
