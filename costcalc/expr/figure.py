"""A number together with the formula it came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering
from typing import TYPE_CHECKING, Any

from costcalc.expr.digits import plain
from costcalc.expr.evaluate import NOTHING, evaluate
from costcalc.expr.frame import Frame
from costcalc.expr.nodes import UndefinedError
from costcalc.expr.numbers import decimal_text, without_trailing_zeros
from costcalc.expr.places import places_of_numbers
from costcalc.expr.text import substituted, symbolic
from costcalc.expr.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal
    from fractions import Fraction

    from costcalc.expr.definitions import Setting
    from costcalc.expr.nodes import Node
    from costcalc.expr.numbers import Exact
    from costcalc.problem import Place


@dataclass(init=False, repr=False, eq=False, match_args=False)  # what is written for it would slow every start
@total_ordering
class Figure:
    """A number together with the formula it came from.

    It is compared by its number, with figures and with exact numbers: `charge.unit_price > 0`.

    Args:
        node: The formula.
        env: The value of every name in it.
    """

    __slots__ = ("env", "node")

    node: Node
    env: Mapping[str, Exact]

    def __init__(self, node: Node, env: Mapping[str, Exact] = NOTHING) -> None:
        self.node = node
        self.env = env

    @property
    def value(self) -> Exact:
        """The number: a Decimal, or a Fraction where it has no last digit.

        Raises:
            UndefinedError: where it has none: a price is missing, or something is divided by zero.
        """
        return without_trailing_zeros(evaluate(self.node, self.env))

    @property
    def text(self) -> str:
        """The number in plain digits."""
        return decimal_text(self.value)

    @property
    def formula(self) -> str:
        """The formula with its names."""
        return symbolic(self.node, self.env)

    def substituted(self, digits: Callable[[str], str] = plain) -> str:
        """Return the formula with the numbers put in."""
        return substituted(self.node, self.env, digits)

    def places(self) -> list[Place]:
        """List where its numbers are written, and the values of its names, each place once."""
        return places_of_numbers(self.node, self.env)

    def given(self, values: Mapping[str, Setting]) -> Figure:
        """Return the same figure under other assumptions.

        It is the formula with other numbers: whether a workload can be so, is asked by `evaluate`.

        Args:
            values: A number or a formula for each assumption to replace; a name in it means what it meant before.

        Raises:
            InputError: where an assumption that depends on a replaced one has no value.
            KeyError: for a name that is no assumption.
        """
        frame = self.env if isinstance(self.env, Frame) else Frame(self.env)
        return Figure(self.node, frame.given(values))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        try:
            return f"<{self.formula} = {self.text}>"
        except UndefinedError as error:
            return f"<{self.formula}: {error}>"

    def __float__(self) -> float:
        return float(self.value)

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, Figure) else other)

    def __lt__(self, other: Figure | Decimal | Fraction | int) -> bool:
        return bool(self.value < (other.value if isinstance(other, Figure) else other))

    def __hash__(self) -> int:
        return hash(self.value)

    def __deepcopy__(self, memo: object) -> Figure:  # a number is never changed, and needs no copy
        return self

    def __reduce__(self) -> tuple[type[Figure], tuple[Any, ...]]:
        # What stands for no values at all cannot be pickled.
        return Figure, (self.node, self.env if isinstance(self.env, Values) else dict(self.env))


class AssumptionFigure(Figure):
    """The value of an assumption, with the formula that made it: asked again, it is what makes it then.

    Args:
        name: The assumption.
        frame: Where it has its value.
    """

    __slots__ = ("frame", "name")

    name: str
    frame: Frame

    def __init__(self, name: str, frame: Frame) -> None:
        super().__init__(*frame.made(name))
        self.name = name
        self.frame = frame

    def given(self, values: Mapping[str, Setting]) -> AssumptionFigure:
        """Return the same assumption under other assumptions, itself among them."""
        return AssumptionFigure(self.name, self.frame.given(values))

    def __reduce__(self) -> tuple[type[Figure], tuple[Any, ...]]:
        return AssumptionFigure, (self.name, self.frame)
