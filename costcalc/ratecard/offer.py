"""A model of a card, with the files that its prices come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import InputError, Place
from costcalc.ratecard.card import LISTED, Model, RateCard
from costcalc.ratecard.doubts import DOUBTS, UNVERIFIED, PriceDoubt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from costcalc.meters import Meter
    from costcalc.ratecard.calendar import CalendarFile
    from costcalc.ratecard.card import Limits, Rate
    from costcalc.rules import Contract


class CardFile(NamedTuple):
    """A card with the file it was read from.

    Args:
        card: What it says.
        file: What places and reports call the file.
        sha256: Of its bytes.
        folder: Where it was found: `shipped`, or the folder given.
        path: The file itself.
        calendar: Reads the calendar of a name, for the window of hours at a place.
        inline: Whether it is no file of its own, but a price that a scenario gives itself.
        listed_may_win: Whether somebody said that what is only `listed` may be called the cheapest.
    """

    card: RateCard
    file: str
    sha256: str
    folder: str
    path: Path
    calendar: Callable[[str, Place], CalendarFile]
    inline: bool = False
    listed_may_win: bool = False

    def __deepcopy__(self, memo: object) -> CardFile:  # as its card: frozen, and shared by all who ask for it
        return self


def cards_by_id(files: Iterable[CardFile]) -> tuple[CardFile, ...]:
    """Return cards in the order of their ids, each once."""
    found = {str(file.card.id): file for file in files}
    return tuple(found[card] for card in sorted(found))


class Offer(NamedTuple):
    """A model of a card.

    Args:
        file: The card it was asked of.
        name: The model's own name.
        model: Its prices and limits.
        list_file: The card that its list prices are in, where `file` is a contract over it.
    """

    file: CardFile
    name: str
    model: Model
    list_file: CardFile | None = None

    @property
    def ref(self) -> str:
        """The name that finds it again: CARD/MODEL, or what a scenario calls a price of its own."""
        return self.name if self.file.inline else f"{self.file.card.id}/{self.name}"

    @property
    def prices(self) -> CardFile:
        """The card that has the rates."""
        return self.list_file or self.file

    @property
    def files(self) -> tuple[CardFile, ...]:
        """All the cards its prices come from."""
        return (self.file, self.list_file) if self.list_file else (self.file,)

    @property
    def origin(self) -> str | None:
        """The country of who sells it; None where no card says."""
        return self.file.card.origin or self.prices.card.origin

    @property
    def meters(self) -> Mapping[str, Meter]:
        """Everything that can be counted here."""
        return self.prices.card.all_meters

    def doubts(self, rate: Rate) -> Iterator[PriceDoubt]:
        """Yield what is doubtful about one of its rates: what the card says, and that nobody has verified it."""
        yield from (doubt for word, doubt in DOUBTS.items() if word in rate.doubts)
        file, imported = self.prices, self.prices.card.imported
        listed = file.card.basis == LISTED
        if rate.verified is None and (listed or imported):
            source = f"the list of {imported.format}" if imported else rate.source[-1]
            says = f"the price is from {source}, and nobody has verified it"
            yield PriceDoubt(UNVERIFIED, says, bars=listed and not file.listed_may_win)

    def limits_at(self, instant: datetime) -> Limits | None:
        """Return the limits of a request at an instant; None where it has no price then."""
        rate = self.model.rate_at(instant)
        return self.model.limits(rate) if rate else None

    def limits_during(self, first: datetime, end: datetime) -> tuple[Limits, ...]:
        """Return all limits of a request that hold at some instant of a time, in which it has a price.

        Args:
            first: The first instant.
            end: The first instant after it; the same where it is that one instant.
        """
        instants = sorted({first, *self.model.breaks(first, end)})
        return tuple(limits for each in instants if (limits := self.limits_at(each)))

    def terms(self, meters: Sequence[str], as_of: datetime) -> Contract | None:
        """Find the negotiated terms for a meter at an instant, the most special that there are.

        Args:
            meters: The meter, and the one that it is billed as.
            as_of: The instant.

        Raises:
            InputError: where two are as special as each other, which names for one model can hide.
        """
        if not self.list_file:
            return None
        names = (self.name, *self.model.aliases)
        held = [terms for terms in self.file.card.contract if terms.holds(names, as_of)]
        ranked = [(rank, terms) for terms in held if (rank := terms.rank(meters)) is not None]
        if not ranked:
            return None
        best = max(rank for rank, _ in ranked)
        found, *others = [terms for rank, terms in ranked if rank == best]
        if others:
            message = f"two terms for `{meters[0]}` of `{self.name}` are in force, and as special as each other"
            hint = "end one of them with `until`"
            raise InputError.of(others[0].effective.place, "overlapping-terms", message, hint)
        return found

    def breaks(self, start: datetime, end: datetime) -> set[datetime]:
        """Return the instants between two others at which prices change."""
        names = (self.name, *self.model.aliases)
        own = (terms for terms in self.file.card.contract if terms.is_for(names))
        moments = {moment.at for terms in own for moment in (terms.effective, terms.until) if moment}
        return self.model.breaks(start, end) | {moment for moment in moments if start < moment < end}
