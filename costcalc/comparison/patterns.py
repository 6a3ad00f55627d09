"""Patterns of models: `openai/*` names all models of a card, `*/gpt-5*` those of a name in every card."""

from __future__ import annotations

import re
from contextlib import suppress
from fnmatch import translate
from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import InputError, Place, Problem, collected
from costcalc.shown import cut
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from costcalc.ratecard import CardFile, Catalogue

ANY, ONE = "*", "?"
FEW = 6
"""So many models of listed cards stand in a hint."""


def is_pattern(ref: str) -> bool:
    """Return whether a word stands for several models: `*` for any characters, `?` for one."""
    return ANY in ref or ONE in ref


def models_like(pattern: str, cards: Catalogue, place: Place) -> list[str]:
    """Return the CARD/MODEL that a pattern names, by card and in the order of each.

    A contract has the models that it has terms for; those of the card beneath are named themselves.

    Args:
        pattern: What CARD/MODEL is like, as a whole.
        cards: The cards at hand. Those whose id cannot be meant are not read.
        place: Where the pattern is written.

    Raises:
        InputError: where it names none, and for cards that cannot be read.
    """
    whole = _expression(pattern)
    card_part, slash, _ = pattern.partition("/")
    # What stands for any characters may stand for the slash, too: a card is meant as far as it is said.
    head = card_part if slash and ANY not in card_part else card_part.partition(ANY)[0] + ANY
    ids = [card_id for card_id in cards.ids() if _expression(head).match(card_id)]
    if not ids or cards.allow_listed:
        # What nobody has verified is meant where it is named, and not whenever everything is.
        named = is_pattern(head) and not cards.allow_listed
        ids += [] if named else [card_id for card_id in cards.listed_ids() if _expression(head).match(card_id)]
    problems: list[Problem] = []
    found: list[str] = []
    for card_id in ids:
        with collected(problems):
            found += [ref for ref in _models(cards.file(card_id), cards) if whole.match(ref)]
    if problems:
        raise InputError(problems)
    if not found:
        raise InputError.of(place, "unknown-model", f"no model is like `{cut(pattern)}`", _hint(pattern, cards, ids))
    return found


class NamedModels(NamedTuple):
    """The models that somebody adds to others.

    Args:
        places: Each CARD/MODEL, with where it is named.
        like: Those of them that patterns name.
    """

    places: Mapping[str, Place]
    like: Collection[str]

    @classmethod
    def of(cls, words: Iterable[str], cards: Catalogue) -> NamedModels:
        """Find the models that words name, in their order.

        Args:
            words: Each a model or a pattern of such.
            cards: The cards at hand.

        Raises:
            InputError: for all words that name none.
        """
        problems: list[Problem] = []
        places: dict[str, Place] = {}
        like: set[str] = set()
        for word in words:
            place = Place.start_of("--with", word)
            with collected(problems):
                found = models_like(word, cards, place) if is_pattern(word) else [cards.find(word, place).ref]
                places |= dict.fromkeys(found, place)
                like.update(found if is_pattern(word) else ())
        if problems:
            raise InputError(problems)
        return cls(places, like)


def _models(file: CardFile, cards: Catalogue) -> Iterator[str]:
    """Yield the models of a card; a contract over nothing has none, as where a bare name is looked for."""
    if not file.card.extends:
        yield from (f"{file.card.id}/{name}" for name in file.card.models)
        return
    with suppress(InputError):
        listed = cards.file(str(file.card.extends)).card
        for name, model in listed.models.items():
            if any(terms.is_for((name, *model.aliases)) for terms in file.card.contract):
                yield f"{file.card.id}/{name}"


def _expression(pattern: str) -> re.Pattern[str]:
    """Return what matches a pattern in a time that grows with its length, however many stars it has."""
    return re.compile(translate(pattern.replace("[", "[[]")))


def _hint(pattern: str, cards: Catalogue, read: list[str]) -> str:
    card, slash, _ = pattern.partition("/")
    if not slash:
        return f"patterns are of CARD/MODEL: '{ANY}/{cut(pattern)}'"
    whole = _expression(pattern)
    if listed := sorted((ref for ref in cards.listed_refs() if whole.match(ref)), key=len):
        return f"what somebody lists is meant where its card is named: {some_of(listed, FEW)}"
    if read:
        names = [name for card_id in read for name in cards.file(card_id).card.models]
        return f"there are {some_of(names)}" if names else f"`{read[0]}` has no models"
    return cards.card_hint(card)
