"""What the rest of the house asks of everything that changes the prices of a rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from costcalc.rules.variant import Variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from costcalc.expr import Node
    from costcalc.rules.statement import Statement
    from costcalc.source import Moment

V = TypeVar("V")
"""What stands in a rate."""

S = TypeVar("S", bound=Variant)


class Circumstances(NamedTuple):
    """What decides whether the prices of a rate are changed.

    Args:
        moment: An instant of the time asked about.
        usage: What is asked for and not as usual, by word: `{"service": "batch"}`.
        hours: The hours asked about, `peak` or `off_peak`; None where they are not those that the rate names.
        contracted: Whether a contract has a price of its own.
        discount: What a contract leaves of the vendor's price; None where it has no discount.
    """

    moment: datetime
    usage: Mapping[str, str]
    hours: str | None = None
    contracted: bool = False
    discount: Node | None = None


class Change(NamedTuple):
    """A change to the price of a rate, such as a service or some hours.

    Args:
        name: What formulas call it.
        variant: Its prices.
        exclusive: Whether what it does not price is not to be had in it; else that keeps its price.
    """

    name: str
    variant: Variant
    exclusive: bool = False


class UnservedError(LookupError):
    """Something asked for that a rate does not know.

    Args:
        word: What it is, such as `service`.
        name: Which of them.
        known: Those that the rate has.
    """

    def __init__(self, word: str, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.word = word
        self.name = name
        self.known = known


class Modifier(Generic[V]):
    """Something that changes the prices of a rate. A rule overrides what it does; the rest does nothing.

    Args:
        word: What it is called in reports, and in the rate unless `key` is given.
        key: Where it stands in a rate.
        rule: The module that documents it, where that has another name than `word`.
    """

    record: ClassVar[type[Variant] | None] = None
    """What holds its prices; None where it has none of its own."""

    listed: ClassVar[bool] = True
    """Whether a list price has it, too."""

    timed: ClassVar[bool] = False
    """Whether the instant decides about it."""

    names_prices: ClassVar[bool] = False
    """Whether formulas call its prices by its word, which no service may be called then."""

    def __init__(self, word: str, *, key: str = "", rule: str = "") -> None:
        self.word = word
        self.key = key or word
        self.rule = rule or word

    def written(self, rate: Any) -> V | None:
        """Return what a rate says of it; None where it says nothing."""
        return getattr(rate, self.key, None) or None

    def variants(self, written: V) -> Mapping[str, Variant]:
        """Return the sheets that it holds, by the name of a service or region; "" where it holds one."""
        del written
        return {}

    def changes(self, written: V | None, when: Circumstances) -> Iterator[Change]:
        """Yield the sheets that count.

        Raises:
            UnservedError: where what is asked for is not to be had.
        """
        del written, when
        yield from ()

    def factors(self, written: V | None, when: Circumstances) -> Iterator[Node]:
        """Yield what every price is multiplied by after all changes."""
        del written, when
        yield from ()

    def conditions(self, written: V) -> Mapping[str, Statement | None]:
        """Return what it says beside prices that decides about money."""
        del written
        return {}

    def notes(self, written: V) -> Mapping[str, Statement | None]:
        """Return what it says that decides nothing."""
        del written
        return {}

    def ends(self, written: V) -> Iterator[Moment]:
        """Yield the instants at which it ends while the rate goes on."""
        del written
        yield from ()


class Single(Modifier[S]):
    """A modifier that holds one sheet of prices."""

    names_prices = True
    timed = True

    def variants(self, written: S) -> Mapping[str, Variant]:
        """Return the one sheet."""
        return {"": written}
