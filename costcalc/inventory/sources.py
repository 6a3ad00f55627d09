"""Which sources have a model, and what each says of it: the cards at hand, those beneath them, and other lists."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from costcalc.inventory.model import MOST_CHARTED, ModelOverview
from costcalc.inventory.overview import offers_of
from costcalc.inventory.source import ModelSource
from costcalc.problem import InputError, collected
from costcalc.ratecard import CLAIMED, CONTRACTED, LISTED, PUBLISHED, Offer
from costcalc.spelling import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.problem import Place, Problem
    from costcalc.ratecard import CardFile, Catalogue

USUAL = ("input", "cache_read", "output")
_ORDER = (PUBLISHED, CONTRACTED, CLAIMED, LISTED)


class LeftOut(NamedTuple):
    """Something that a list says of a model, and that no card could say.

    Args:
        model: The model, with its card.
        key: The key of the list.
        why: What became of it.
    """

    model: str
    key: str
    why: str


class OtherList(NamedTuple):
    """Somebody's list, which is looked at and not kept.

    Args:
        name: What it is called.
        files: The cards that were made of it.
        left_out: What they could not say of the model.
    """

    name: str
    files: Sequence[CardFile] = ()
    left_out: Sequence[LeftOut] = ()


class SourceSearch(NamedTuple):
    """Where sources are looked for.

    Args:
        cards: The cards at hand.
        beneath: The cards that others of the same id are laid over.
        lists: Somebody's lists.
    """

    cards: Catalogue
    beneath: Sequence[CardFile] = ()
    lists: Sequence[OtherList] = ()


@dataclass(frozen=True, eq=False)
class ModelSources:
    """Everything that says what a model costs.

    Args:
        model: Its name, as it was asked for.
        as_of: The instant that counts.
        sources: What each says, first the one that the name means.
        lists: The lists that were looked at besides.
    """

    model: str
    as_of: datetime
    sources: Sequence[ModelSource]
    lists: Sequence[OtherList] = ()

    @cached_property
    def compared_with(self) -> ModelSource | None:
        """The first that has a price; None where none has."""
        return next((source for source in self.sources if source.prices), None)

    @cached_property
    def meters(self) -> tuple[str, ...]:
        """What is shown of them: the usual meters, or the first ones where nobody has a price for these."""
        names = list(dict.fromkeys(name for source in self.sources for name in source.prices))
        usual = [name for name in USUAL if name in names]
        return tuple(usual or names[:MOST_CHARTED])

    @property
    def silent(self) -> Iterator[OtherList]:
        """The lists that have nothing of the model."""
        known = {source.price_list for source in self.sources}
        return (each for each in self.lists if each.name not in known)


def bare_names(cards: Catalogue, ref: str, place: Place) -> frozenset[str]:
    """Return all bare names of a model: its own, and its aliases where a card has it.

    Args:
        cards: The cards at hand.
        ref: CARD/MODEL, or the bare name.
        place: Where the name was given.
    """
    names = [ref]
    with suppress(InputError):  # several cards may have it, or none
        offer = cards.find(ref, place)
        names += [offer.name, *offer.model.aliases]
    return frozenset(map(bare_name, names))


def model_sources(search: SourceSearch, ref: str, as_of: datetime, place: Place) -> tuple[ModelSources, list[Problem]]:
    """Find everything that says what a model costs.

    Args:
        search: Where to look.
        ref: CARD/MODEL, or the bare name.
        as_of: The instant that counts.
        place: Where the name was given.

    Returns:
        What each source says, and what is wrong with cards that cannot be read.

    Raises:
        InputError: where nothing is called so.
    """
    cards, lists = search.cards, search.lists
    problems: list[Problem] = []
    bare = bare_names(cards, ref, place)
    offers: list[Offer] = []
    listed = {other.partition("/")[0] for other in cards.listed_refs() if bare_name(other) in bare}
    for card_id in (*cards.ids(), *sorted(listed)):
        with collected(problems):
            offers += offers_of(cards, card_id)
    found = [ModelSource(ModelOverview(offer, as_of)) for offer in offers]
    found += (ModelSource(ModelOverview(offer, as_of), is_used=False) for offer in _offers(search.beneath))
    found.sort(key=lambda source: (_ORDER.index(source.basis), source.offer.file.card.id, not source.is_used))
    found += (ModelSource(ModelOverview(offer, as_of), one.name) for one in lists for offer in _offers(one.files))
    named = [source for source in found if not bare.isdisjoint(map(bare_name, source.names))]
    meant = _meant(named, ref, cards)
    if not meant:
        if not problems:
            cards.find(ref, place)  # says what is wrong with the name
        raise InputError(problems)
    others = [source for source in named if source is not meant]
    return ModelSources(ref, as_of, (meant, *others), lists), problems


def _meant(sources: Sequence[ModelSource], ref: str, cards: Catalogue) -> ModelSource | None:
    """Return the source that a name means; of a bare name that several have, or none so exactly, the first."""
    before, slash, _ = ref.partition("/")
    is_card = slash and cards.has(before)  # else the slash belongs to the name
    called = [source for source in sources if source.is_called(ref, alone=not is_card)]
    called.sort(key=lambda source: not source.is_used)
    return next(iter(called or (() if slash else sources)), None)


def _offers(files: Sequence[CardFile]) -> Iterator[Offer]:
    return (Offer(file, str(name), model) for file in files for name, model in file.card.models.items())
