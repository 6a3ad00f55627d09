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
from costcalc.expr.walk import ATOM, Pen, Scope, UndefinedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.problem import Place


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


class Missing(Node):
    """A number that nobody knows: whoever asks for it is told why there is none.

    Args:
        why: A sentence.
        word: What formulas write in its place.
        place: Where the file says so.
    """

    __slots__ = ("place", "why", "word")

    def __init__(self, why: str, word: str, place: Place | None = None) -> None:
        self.why = why
        self.word = word
        self.place = place

    def compute(self, scope: Scope) -> Decimal:
        del scope
        raise UndefinedError(self.why, self)

    def draw(self, pen: Pen) -> tuple[str, int]:
        del pen
        return self.word, ATOM

    @property
    def parts(self) -> tuple[Node, ...]:
        return ()

    @property
    def said(self) -> tuple[object, ...]:
        return (self.word, self.why)


def bounded(value: Decimal, node: Node) -> Decimal:
    """Refuse a value that has grown out of all proportion: fractions can, decimals end at their precision."""
    if type(value) is Decimal:  # nearly always, and soonest said
        return value
    if isinstance(value, Fraction) and max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise UndefinedError("this number has grown out of all proportion", node)
    return value


def number(value: Decimal | int | str, place: Place | None = None) -> Num:
    """Make a leaf of a number that code wrote, such as a unit or a 1."""
    return Num(Decimal(value), str(value), place)
