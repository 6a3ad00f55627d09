"""What a formula is: nodes, which are data, and its leaves.

A node knows what kind it is, its parts, and a key that tells it from its like. What a kind means is in the
interpreters beside this file, each a table from kind of node to function: `exact` gives the number, `text` what is
written. The kinds are here (leaves and names), in `operators`, `functions` and `choice`; a new one is a class, and a
line in each interpreter.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.problem import Place


class Node:
    """A formula. Nodes are never changed; two are equal where they say the same, wherever it is written.

    They are plain classes because they are made by the million, and because a dataclass of each would take a
    third of the start-up of the whole program.

    Args:
        children: The nodes directly below.
    """

    __slots__ = ("children",)

    children: tuple[Node, ...]
    weight: ClassVar[int] = 1
    """What it counts for in the size of a formula."""

    def __init__(self, children: tuple[Node, ...] = ()) -> None:
        self.children = children

    @property
    def key(self) -> tuple[object, ...]:
        """The part of a node, beside its kind and children, that equality depends on."""
        return ()

    @property
    def size(self) -> int:
        """The number of nodes, this one included."""
        return self.weight + sum(child.size for child in self.children)

    def leaves(self) -> Iterator[Num | Name]:
        """Yield the numbers and names of the formula, in reading order."""
        for child in self.children:
            yield from child.leaves()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, Node) and type(other) is type(self) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._identity))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._identity))})"

    def __deepcopy__(self, memo: object) -> Node:  # what is never changed needs no copy
        return self

    @property
    def _identity(self) -> tuple[object, ...]:
        return (*self.key, *self.children)


class Num(Node):
    """A number somebody wrote.

    Args:
        value: The number.
        text: As it is written: `1M`.
        place: Where.
    """

    __slots__ = ("place", "text", "value")

    def __init__(self, value: Decimal, text: str, place: Place | None = None) -> None:
        self.children = ()
        self.value = value
        self.text = text
        self.place = place

    @property
    def key(self) -> tuple[object, ...]:
        """The number, and how it is written."""
        return (self.value, self.text)

    def leaves(self) -> Iterator[Num | Name]:
        """Yield itself."""
        yield self


class Name(Node):
    """An assumption, or the index of a sum; a frame has its value.

    Args:
        name: The name.
        place: Where it is written.
    """

    __slots__ = ("name", "place")

    def __init__(self, name: str, place: Place | None = None) -> None:
        self.children = ()
        self.name = name
        self.place = place

    @property
    def key(self) -> tuple[object, ...]:
        """The name."""
        return (self.name,)

    def leaves(self) -> Iterator[Num | Name]:
        """Yield itself."""
        yield self


class Symbol(Node):
    """A part with a name: written as the name, and with numbers put in as its value.

    Args:
        name: What formulas call it: `price.input`.
        of: What it stands for.
    """

    __slots__ = ("name",)

    def __init__(self, name: str, of: Node) -> None:
        self.children = (of,)
        self.name = name

    @property
    def key(self) -> tuple[object, ...]:
        """The name."""
        return (self.name,)

    @property
    def of(self) -> Node:
        """The formula that it stands for."""
        return self.children[0]


class Shared(Symbol):
    """A named part that many formulas have, such as a figure that others rest on: it is computed once for all of them.

    Args:
        name: What formulas call it.
        of: What it stands for.
    """

    __slots__ = ()

    @property
    def size(self) -> int:
        """One: what it stands for is counted where it is asked for itself."""
        return self.weight


class Silent(Symbol):
    """A named part that is written as 0 where it comes to nothing, and not at all in a sum; it is computed like others.

    Args:
        name: What formulas call it.
        of: What it stands for.
    """

    __slots__ = ()


class Scoped(Symbol):
    """A named part of another option: its names have the values that they have in that option.

    Args:
        name: What formulas call it: `flash.total`.
        of: What it stands for.
        option: Whose it is.
    """

    __slots__ = ("option",)

    def __init__(self, name: str, of: Node, option: str) -> None:
        super().__init__(name, of)
        self.option = option

    @property
    def key(self) -> tuple[object, ...]:
        """The name, and whose part it is."""
        return (self.name, self.option)


class Missing(Node):
    """A number that nobody knows: whoever asks for it is told why there is none.

    Args:
        why: A sentence.
        word: What formulas write in its place.
        place: Where the file says so.
        hint: What can be done about it.
    """

    __slots__ = ("hint", "place", "why", "word")

    def __init__(self, why: str, word: str, place: Place | None = None, hint: str | None = None) -> None:
        self.children = ()
        self.why = why
        self.word = word
        self.place = place
        self.hint = hint

    @property
    def key(self) -> tuple[object, ...]:
        """The word, and the sentence."""
        return (self.word, self.why)


class UndefinedError(ArithmeticError):
    """A formula without a value: a division by zero, a sum without an end.

    Attributes:
        node: The part that has none.
    """

    def __init__(self, message: str, node: Node) -> None:
        super().__init__(message, node)
        self.node = node

    def __str__(self) -> str:
        return str(self.args[0])


class OpenError(UndefinedError):
    """A formula without a value because something in it, which has a name, has none."""


def number(value: Decimal | int | str, place: Place | None = None) -> Num:
    """Return the leaf of a number that code wrote, such as a unit or a 1."""
    return Num(Decimal(value), str(value), place)
