"""All the cards at hand, read when they are named."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from costcalc.problem import InputError, Place
from costcalc.ratecard.contract_validation import validate_term_ranks
from costcalc.ratecard.misnamed import card_like, not_in_card, of_no_card, of_no_model
from costcalc.ratecard.offer import CardFile, Offer
from costcalc.source import place_of
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


SHIPPED = "shipped"
"""What the folder of the cards that come with costcalc is called."""


MOST_KEPT = 10_000


class CardStore(Protocol):
    """A source of rate cards. It is data, so that a catalogue can be copied and pickled."""

    def ids(self) -> Iterable[str]:
        """Return the ids of all cards."""

    def has(self, card_id: str) -> bool:
        """Return whether there is a card of an id."""

    def read(self, card_id: str) -> CardFile:
        """Read one of them; raises InputError where that fails."""

    def not_used(self) -> str | None:
        """Return where there are more cards, and how these would be used; None where nothing is to be said."""

    def beneath(self, card_id: str) -> CardFile | None:
        """Return the card that comes with costcalc over which one of the project is laid."""

    @property
    def listed(self) -> ListedStore | None:
        """The cards of what somebody lists, which are asked where no other has an answer; None where there are none."""


class ListedStore(Protocol):
    """Cards that nobody has verified, below all others: they are read when they are named, and not looked through."""

    def ids(self) -> Sequence[str]:
        """Return the ids of all of them."""

    def has(self, card_id: str) -> bool:
        """Return whether there is a card of an id."""

    def refs(self) -> Sequence[str]:
        """Return the CARD/MODEL of every model and alias in them."""

    def vendors_of(self, name: str) -> Sequence[str]:
        """Return the ids of those with a model of a name whose provider makes models, and does not resell them."""

    def spelt(self, card_id: str) -> str | None:
        """Return what a provider is called here that a list calls so; None where it is nobody's name."""

    def read(self, card_id: str) -> CardFile:
        """Read one of them."""


class Catalogue:
    """The cards at hand.

    Args:
        store: Where they are kept.
        where: How to call that place, in messages.
        allow_listed: Whether prices that nobody has verified, those of `basis: listed`, may be called the cheapest.
    """

    def __init__(self, store: CardStore, where: str, *, allow_listed: bool = False) -> None:
        self._store = store
        self._where = where
        self.allow_listed = allow_listed
        self._files: dict[str, CardFile | InputError] = {}
        self._offers: dict[str, Offer] = {}
        self.bills: dict[Any, Any] = {}

    def __repr__(self) -> str:
        return f"<Catalogue of {some_of(self.ids())}>"

    def __getstate__(self) -> dict[str, Any]:
        """Return what a copy or a pickle takes along: the cards, and not what was worked out from them."""
        return {**self.__dict__, "_offers": {}, "bills": {}}

    def __iter__(self) -> Iterator[CardFile]:
        return iter([self.file(card_id) for card_id in self.ids()])

    def keep(self, key: Any, bill: Any) -> None:
        """Remember a bill made from these cards, up to a fixed number of them."""
        if len(self.bills) >= MOST_KEPT:
            self.bills.clear()
        self.bills[key] = bill

    def ids(self) -> list[str]:
        """List the ids of all cards, sorted."""
        return sorted(self._store.ids())

    def listed_ids(self) -> list[str]:
        """List the ids of the cards that are below all others: of those that nobody has verified."""
        listed = self._store.listed
        return [card_id for card_id in listed.ids() if not self._store.has(card_id)] if listed else []

    def all_ids(self) -> list[str]:
        """List the ids of all cards that can be named: those below the others last."""
        return [*self.ids(), *self.listed_ids()]

    def has(self, card_id: str) -> bool:
        """Return whether a card can be named."""
        return self._shelf(card_id) is not None

    def listed_refs(self) -> list[str]:
        """List the CARD/MODEL of every model and alias in the cards that are below all others, which are not read."""
        listed = self._store.listed
        return [ref for ref in listed.refs() if not self._store.has(ref.partition("/")[0])] if listed else []

    def refs(self) -> list[str]:
        """List the CARD/MODEL of every model and alias that can be named."""
        return [*(f"{file.card.id}/{name}" for file in self for name in file.card.names), *self.listed_refs()]

    def card_hint(self, word: str) -> str:
        """Return the hint on an id that no card has."""
        near = card_like(word, self)
        return f"did you mean `{near}`?" if near else f"there are {some_of(self.ids())}"

    def called_here(self, card_id: str) -> str | None:
        """Return what a provider is called here that somebody's list calls so; None where it is nobody's name."""
        listed = self._store.listed
        return listed.spelt(card_id) if listed else None

    def not_used(self) -> str | None:
        """Return where there are more cards, and how these would be used; None where nothing is to be said."""
        return self._store.not_used()

    def beneath(self, card_id: str) -> CardFile | None:
        """Return the card that comes with costcalc over which one of the project is laid: that one counts."""
        return self._store.beneath(card_id)

    def _shelf(self, card_id: str) -> CardStore | ListedStore | None:
        """Return where the card of an id is kept: what nobody has verified is below all others."""
        shelves = (self._store, self._store.listed)
        return next((shelf for shelf in shelves if shelf and shelf.has(card_id)), None)

    def file(self, card_id: str) -> CardFile:
        """Read a card, once, however often it is named."""
        if card_id not in self._files:
            try:
                shelf = self._shelf(card_id) or self._store
                self._files[card_id] = shelf.read(card_id)._replace(listed_may_win=self.allow_listed)
            except InputError as error:
                self._files[card_id] = error
        found = self._files[card_id]
        if isinstance(found, InputError):
            raise found
        return found

    def find(self, ref: str, place: Place) -> Offer:
        """Find a model.

        Args:
            ref: CARD/MODEL, split at the first `/`, or the bare name of a model that only one card has.
            place: Where the name is written.

        Raises:
            InputError: for an unknown card or model, or a bare name that several cards have.
        """
        if ref not in self._offers:
            self._offers[ref] = self._find(ref, place)
        return self._offers[ref]

    def _find(self, ref: str, place: Place) -> Offer:
        card_id, slash, name = ref.partition("/")
        if slash and self.has(card_id):
            return self._in_card(card_id, name, place)
        # The first part is no card, so the slash may belong to the name: meta-llama/Llama-4
        offers = [offer for file in self for offer in self._everywhere(file, ref, place)]
        if (listed := self._store.listed) and all(offer.list_file for offer in offers):
            # Who resells a model has another price for it than its vendor, and is named in full; but what a contract is
            # laid over has the name as well.
            named = dict.fromkeys([*(str(offer.prices.card.id) for offer in offers), *listed.vendors_of(ref)])
            below = [card_id for card_id in named if not self._store.has(card_id)]
            offers += [offer for card_id in below for offer in _offers(self.file(card_id), ref)]
        if len(offers) == 1:
            return offers[0]
        if offers:
            names = ", ".join(offer.ref for offer in offers)
            raise InputError.of(place, "ambiguous-model", f"`{ref}` is in several cards", f"say which: {names}")
        if slash:
            hint = of_no_card(ref, self, f"there are {some_of(self.ids())} in {self._where}")
            raise InputError.of(place, "unknown-card", f"there is no rate card `{card_id}`", hint)
        whose = "vendor's own" if any(other.partition("/")[2] == ref for other in self.listed_refs()) else "rate"
        raise InputError.of(place, "unknown-model", f"no {whose} card has a model `{ref}`", of_no_model(ref, self))

    def _in_card(self, card_id: str, name: str, place: Place) -> Offer:
        file = self.file(card_id)
        if file.card.extends:
            return self._contracted(file, name, place)
        if offers := _offers(file, name):
            return offers[0]
        message = f"the rate card `{card_id}` has no model `{name}`"
        raise InputError.of(place, "unknown-model", message, not_in_card(name, file.card, self))

    def _everywhere(self, file: CardFile, name: str, place: Place) -> list[Offer]:
        """Find a bare name in a card, also where it is a contract over the one that has it."""
        if not file.card.extends:
            return _offers(file, name)
        with suppress(InputError):  # a contract over nothing has no models; it is said where it is named
            return [self._contracted(file, name, place)]
        return []

    def _contracted(self, file: CardFile, name: str, place: Place) -> Offer:
        """Find a model of the card that a contract is laid over."""
        base = str(file.card.extends)
        extends = place_of(file.card.extends or "")
        if not self.has(base):
            raise InputError.of(extends, "unknown-card", f"there is no rate card `{base}`", self.card_hint(base))
        listed = self.file(base)
        if listed.card.extends:
            message = f"`{listed.card.id}` extends another card itself"
            raise InputError.of(extends, "contract-and-models", message, "a contract is laid over list prices")
        if listed.card.currency != file.card.currency:
            message = f"the contract is in {file.card.currency}, the list prices are in {listed.card.currency}"
            raise InputError.of(place_of(file.card.currency), "currency-mismatch", message)
        if (listed.card.per.count.value, listed.card.per.unit) != (file.card.per.count.value, file.card.per.unit):
            message = f"the contract is per {file.card.per}, the list prices are per {listed.card.per}"
            raise InputError.of(file.card.per.place, "unit-mismatch", message, "write them for the same unit")
        if unknown := next((n for t in file.card.contract for n in t.models or () if n not in listed.card.names), None):
            near = did_you_mean(unknown, listed.card.names)
            raise InputError.of(
                place_of(unknown), "unknown-model", f"`{listed.card.id}` has no model `{unknown}`", near
            )
        if problems := list(validate_term_ranks(file.card, listed.card.names)):
            raise InputError(problems)
        own = self._in_card(str(listed.card.id), name, place)
        return Offer(file, own.name, own.model, listed)


def _offers(file: CardFile, name: str) -> list[Offer]:
    own = file.card.names.get(name)
    return [Offer(file, own, file.card.models[own])] if own else []
