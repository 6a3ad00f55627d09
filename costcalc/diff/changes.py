"""What a comparison of rate cards finds, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.problem import Place
    from costcalc.ratecard import CardFile, Rate
    from costcalc.ratecard.price_points import PriceScope
    from costcalc.rules import Contract, Priced, PricingUnit


class ChangeKind(StrEnum):
    """The kinds of change of a rate."""

    APPENDED = "appended"
    CORRECTED = "corrected"
    ENDED = "ended"
    NOTED = "noted"
    INSERTED = "inserted"
    EDITED = "edited"
    REMOVED = "removed"


REWRITES = frozenset({ChangeKind.INSERTED, ChangeKind.EDITED, ChangeKind.REMOVED})
"""What gives a question about the past another answer, without a word of why."""


class ValueChange(NamedTuple):
    """Something that is no price, and is another now.

    Args:
        what: What it is called.
        old: What was written; None where nothing was.
        new: What is written.
        place: Where it stands, or stood.
    """

    what: str
    old: str | None
    new: str | None
    place: Place | None


class PriceChange(NamedTuple):
    """A price that is another now.

    Args:
        where: What it applies to.
        meter: For what.
        old: What it was; None where there was none.
        new: What it is.
        old_per: What it bought where it did not say: the card's pricing unit.
        new_per: What it buys.
        change: By how much, as a part of the old one: 0.1 is dearer by 10 %. None where that has no answer.
    """

    where: PriceScope
    meter: str
    old: Priced | None
    new: Priced | None
    old_per: PricingUnit
    new_per: PricingUnit
    change: Exact | None

    @property
    def place(self) -> Place | None:
        """The place where it stands, or stood."""
        price = self.new or self.old
        return price.place if price else None


class RateChange(NamedTuple):
    """A change of a rate, or of the terms of a contract.

    Args:
        kind: Appended, corrected, edited …
        since: From when on it holds.
        old: What it is compared with: itself before; where it is new, what held until then.
        new: What it is now; None where it is gone.
        prices: The prices that differ.
        conditions: What else differs that decides about money, or about what may be asked.
        evidence: What differs of its sources and notes.
        is_past: Whether it is about the past; where nobody says what day it is, it may be.
    """

    kind: ChangeKind
    since: datetime
    old: Rate | Contract | None
    new: Rate | Contract | None
    prices: tuple[PriceChange, ...]
    conditions: tuple[ValueChange, ...]
    evidence: tuple[ValueChange, ...]
    is_past: bool = True

    @property
    def rewrites(self) -> bool:
        """Whether it changes answers about the past."""
        return self.kind in REWRITES and self.is_past

    @property
    def place(self) -> Place:
        """The place where the rate stands, or stood."""
        rate = self.new or self.old
        if rate is None:
            msg = "a change has something old or something new"
            raise TypeError(msg)
        return rate.effective.place


class ModelChange(NamedTuple):
    """The changes of a model.

    Args:
        name: Its name; empty for a contract that is for several.
        about: Title, limits, lifetime, aliases.
        rates: Its rates.
    """

    name: str
    about: tuple[ValueChange, ...]
    rates: tuple[RateChange, ...]


class Named(NamedTuple):
    """A model that there is in one of the states only."""

    name: str
    place: Place


@dataclass(frozen=True, eq=False)
class CardChange:
    """The changes of a card.

    Args:
        old: The card as it was.
        new: The card as it is.
        about: Title, currency, version …
        added: Models that are new.
        removed: Models that are gone.
        models: Models that are different.
        contract: What happened to negotiated terms.
    """

    old: CardFile
    new: CardFile
    about: tuple[ValueChange, ...]
    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    models: tuple[ModelChange, ...]
    contract: tuple[RateChange, ...]

    def __bool__(self) -> bool:
        return bool(self.about or self.added or self.removed or self.models or self.contract)

    @property
    def id(self) -> str:
        """The id of the card."""
        return str(self.new.card.id)

    @property
    def recast(self) -> bool:
        """Whether every price means another amount, because the currency is another."""
        return self.old.card.currency != self.new.card.currency

    @property
    def unversioned(self) -> bool:
        """Whether the version stayed although the content did not."""
        return bool(self) and str(self.old.card.version) == str(self.new.card.version)

    @property
    def rates(self) -> Iterator[tuple[str, RateChange]]:
        """Every change of a rate, with the name of its model; that is empty for terms of a contract."""
        yield from ((model.name, rate) for model in self.models for rate in model.rates)
        yield from (("", rate) for rate in self.contract)


@dataclass(frozen=True, eq=False)
class CardsDiff:
    """The changes between two states of the rate cards; false where there are none.

    Args:
        added: Cards that are new.
        removed: Cards that are gone.
        changed: Cards that are different.
    """

    added: tuple[CardFile, ...]
    removed: tuple[CardFile, ...]
    changed: tuple[CardChange, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def rewritten(self) -> Iterator[tuple[CardChange, str, RateChange]]:
        """Every change of the past: the card, the model and the rate."""
        yield from ((card, name, rate) for card in self.changed for name, rate in card.rates if rate.rewrites)
