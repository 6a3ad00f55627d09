"""All the cards at hand, read when they are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import InputError, Place, did_you_mean, nearest
from costcalc.ratecard.card import Model, RateCard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path


SHIPPED = "shipped"
"""What the folder of the cards that come with costcalc is called."""


class CardFile(NamedTuple):
    """A card with the file it was read from.

    Args:
        card: What it says.
        file: What places and reports call the file.
        sha256: Of its bytes.
        folder: Where it was found: `shipped`, or the folder given.
        path: The file itself.
    """

    card: RateCard
    file: str
    sha256: str
    folder: str
    path: Path


class Offer(NamedTuple):
    """A model of a card."""

    file: CardFile
    name: str
    model: Model

    @property
    def ref(self) -> str:
        """The name that finds it again: CARD/MODEL."""
        return f"{self.file.card.id}/{self.name}"


class Catalogue:
    """The cards at hand.

    Args:
        ids: Lists the ids of all cards.
        has: Says whether there is a card of an id.
        read: Reads one of them; raises InputError where that fails.
        where: How to call the place they come from, in messages.
    """

    def __init__(
        self, ids: Callable[[], Iterable[str]], has: Callable[[str], bool], read: Callable[[str], CardFile], where: str
    ) -> None:
        self._ids = ids
        self._has = has
        self._read = read
        self._where = where
        self._files: dict[str, CardFile | InputError] = {}
        self._offers: dict[str, Offer] = {}

    def __iter__(self) -> Iterator[CardFile]:
        return iter([self.file(card_id) for card_id in self.ids()])

    def ids(self) -> list[str]:
        """List the ids of all cards, sorted."""
        return sorted(self._ids())

    def file(self, card_id: str) -> CardFile:
        """Read a card, once, however often it is named."""
        if card_id not in self._files:
            try:
                self._files[card_id] = self._read(card_id)
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
        if slash and self._has(card_id):
            return self._in_card(card_id, name, place)
        # The first part is no card, so the slash may belong to the name: meta-llama/Llama-4
        offers = [offer for file in self for offer in _offers(file, ref)]
        if len(offers) == 1:
            return offers[0]
        if offers:
            names = ", ".join(offer.ref for offer in offers)
            raise InputError.of(place, "ambiguous-model", f"`{ref}` is in several cards", f"say which: {names}")
        if slash:
            hint = did_you_mean(card_id, self.ids(), f"there are {', '.join(self.ids())} in {self._where}")
            raise InputError.of(place, "unknown-card", f"there is no rate card `{card_id}`", hint)
        known = [f"{file.card.id}/{name}" for file in self for name in file.card.names]
        bare = {ref.partition("/")[2]: ref for ref in known}
        near = nearest(ref, bare)
        hint = f"did you mean `{bare[near]}`?" if near else f"models are named CARD/MODEL, as in {known[0]}"
        raise InputError.of(place, "unknown-model", f"no rate card has a model `{ref}`", hint)

    def _in_card(self, card_id: str, name: str, place: Place) -> Offer:
        file = self.file(card_id)
        if offers := _offers(file, name):
            return offers[0]
        has = f"it has {', '.join(file.card.models)}"[:200]
        near = did_you_mean(name, file.card.names)
        hint = f"{near} {has}" if near else has
        raise InputError.of(place, "unknown-model", f"the rate card `{card_id}` has no model `{name}`", hint)


def _offers(file: CardFile, name: str) -> list[Offer]:
    own = file.card.names.get(name)
    return [Offer(file, own, file.card.models[own])] if own else []
