"""The formula tree: what a node is, and its leaves.

A node knows two things, side by side so that they cannot drift apart: how it computes itself from the
values below it, and how it writes itself from the texts below it. `evaluate` and `render` only walk.
Sums and products are in `arithmetic`, functions (`min`, `round`, `sum` …) in `functions`, the choice between
formulas in `choice`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr.numbers import MAX_BITS, Exact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from costcalc.problem import Place

ADD, MULTIPLY, NEGATE, ATOM = 1, 2, 3, 4
"""How tightly a written node holds together: what binds looser than its surroundings gets parentheses."""


class UndefinedError(ArithmeticError):
    """A formula without a value: a division by zero, a sum without an end.

    Attributes:
        node: The part that has none.
    """

    def __init__(self, message: str, node: Node) -> None:
        super().__init__(message)
        self.node = node


class Scope:
    """What a walk over the values carries along.

    Args:
        env: The value of every name.
        lift: Brings a number into the arithmetic of this walk: decimals, or fractions where those end. A
            walk never mixes the two, and both know the same operators, so for the type checker there is one.
        steps: How many nodes sums may still compute.
        sums: The sums computed before in this `env`; None inside a sum, where values depend on its index.
    """

    __slots__ = ("env", "lift", "steps", "sums")

    def __init__(
        self,
        env: Mapping[str, Exact],
        lift: Callable[[Exact], Decimal],
        steps: list[int],
        sums: dict[int, tuple[Node, Exact]] | None,
    ) -> None:
        self.env = env
        self.lift = lift
        self.steps = steps
        self.sums = sums

    def bound(self, name: str, value: Exact) -> Scope:
        """Give the scope inside a sum, where its index has a value."""
        return Scope({**self.env, name: value}, self.lift, self.steps, None)


class Pen(ABC):
    """How the leaves are written; a walk over the texts carries it along."""

    __slots__ = ()

    spread: int
    """Sums of at most so many terms are written out, nested ones together."""

    @property
    @abstractmethod
    def scope(self) -> Scope:
        """The values, for the nodes whose text depends on them."""

    @abstractmethod
    def number(self, leaf: Num) -> tuple[str, int]:
        """Write a number, and say how tightly it holds."""

    @abstractmethod
    def name(self, leaf: Name) -> tuple[str, int]:
        """Write a name."""

    @abstractmethod
    def symbol(self, node: Symbol) -> tuple[str, int]:
        """Write a part that has a name of its own."""

    @abstractmethod
    def bound(self, name: str, value: Exact | None, terms: int = 1) -> Pen:
        """Give the pen inside a sum of so many terms: its index has this value, or stands for all of them."""

    def within(self, node: Node, tightness: int) -> str:
        """Write a part, in parentheses where it binds looser than asked."""
        text, held = node.draw(self)
        return text if held >= tightness else f"({text})"


class Node(ABC):
    """A formula. Nodes are never changed; two are equal where they say the same, wherever it is written.

    They are plain classes because they are made by the million, and because a dataclass of each would take a
    third of the start-up of the whole program.
    """

    __slots__ = ()

    @abstractmethod
    def compute(self, scope: Scope) -> Decimal:
        """Give the value."""

    @abstractmethod
    def draw(self, pen: Pen) -> tuple[str, int]:
        """Give the text and how tightly it holds together."""

    @property
    @abstractmethod
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below."""

    @property
    def said(self) -> tuple[object, ...]:
        """What makes the node equal to another, its kind aside."""
        return self.parts

    @property
    def size(self) -> int:
        """How many nodes there are, this one included."""
        return 1 + sum(part.size for part in self.parts)

    def leaves(self) -> Iterator[Num | Name]:
        """Yield the numbers and names of the formula, in reading order."""
        for part in self.parts:
            yield from part.leaves()

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.said == other.said

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.said))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.said))})"


class Num(Node):
    """A number somebody wrote.

    Args:
        value: The number.
        text: As it is written: `1M`.
        place: Where.
    """

    __slots__ = ("place", "text", "value")

    def __init__(self, value: Decimal, text: str, place: Place | None = None) -> None:
        self.value = value
        self.text = text
        self.place = place

    def compute(self, scope: Scope) -> Decimal:
        return scope.lift(self.value)

    def draw(self, pen: Pen) -> tuple[str, int]:
        return pen.number(self)

    @property
    def parts(self) -> tuple[Node, ...]:
        return ()

    @property
    def said(self) -> tuple[object, ...]:
        return (self.value, self.text)

    def leaves(self) -> Iterator[Num | Name]:
        yield self


class Name(Node):
    """An assumption, or the index of a sum; `env` has its value.

    Args:
        name: The name.
        place: Where it is written.
    """

    __slots__ = ("name", "place")

    def __init__(self, name: str, place: Place | None = None) -> None:
        self.name = name
        self.place = place

    def compute(self, scope: Scope) -> Decimal:
        try:
            return scope.lift(scope.env[self.name])
        except KeyError:
            raise UndefinedError(f"`{self.name}` has no value", self) from None

    def draw(self, pen: Pen) -> tuple[str, int]:
        return pen.name(self)

    @property
    def parts(self) -> tuple[Node, ...]:
        return ()

    @property
    def said(self) -> tuple[object, ...]:
        return (self.name,)

    def leaves(self) -> Iterator[Num | Name]:
        yield self


class Symbol(Node):
    """A part with a name: written as the name, and with numbers put in as its value.

    Args:
        name: What formulas call it: `input_price`, `flash.total`.
        of: What it stands for.
        known: Its value, where that was computed under names of its own, as the total of another option is.
    """

    __slots__ = ("known", "name", "of")

    def __init__(self, name: str, of: Node, known: Exact | None = None) -> None:
        self.name = name
        self.of = of
        self.known = known

    def compute(self, scope: Scope) -> Decimal:
        return self.of.compute(scope) if self.known is None else scope.lift(self.known)

    def draw(self, pen: Pen) -> tuple[str, int]:
        return pen.symbol(self)

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.of,)

    @property
    def said(self) -> tuple[object, ...]:
        return (self.name, self.of)


def bounded(value: Decimal, node: Node) -> Decimal:
    """Refuse a value that has grown out of all proportion: fractions can, decimals end at their precision."""
    if isinstance(value, Fraction) and max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise UndefinedError("this number has grown out of all proportion", node)
    return value


def number(value: Decimal | int | str, place: Place | None = None) -> Num:
    """Make a leaf of a number that code wrote, such as a unit or a 1."""
    return Num(Decimal(value), str(value), place)
