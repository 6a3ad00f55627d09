"""What somebody may have meant by a name that no card has: a hint, and never an answer.

People write names as the vendor, a list or a router does: in other letters, or after another word for the vendor. The
part after the last `/` is the same, so that is what is looked for, in all cards that can be named.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from costcalc.problem import InputError
from costcalc.spelling import NEAR, NEARER, bare_name, nearest, nearest_first, some_of, stems, undated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.ratecard.card import RateCard
    from costcalc.ratecard.offer import CardFile

SIGNS = "@~/"
"""What some lists put before a name, and no card can: `@cf/meta/llama`, `~anthropic/claude-opus-latest`."""

FEW = 6
"""So many CARD/MODEL stand in a hint."""


class NamesAtHand(Protocol):
    """The names that there are, as a catalogue of cards has them."""

    def ids(self) -> list[str]:
        """Return the ids of the cards that somebody looks after."""

    def all_ids(self) -> list[str]:
        """Return the ids of all cards."""

    def refs(self) -> list[str]:
        """Return the CARD/MODEL of every model and alias."""

    def called_here(self, card_id: str) -> str | None:
        """Return what a provider is called here that somebody's list calls so."""

    def not_used(self) -> str | None:
        """Return where there are more cards."""

    def beneath(self, card_id: str) -> CardFile | None:
        """Return the card that comes with costcalc over which one of the project is laid."""


def card_like(word: str, cards: NamesAtHand) -> str | None:
    """Return the id that is meant by a misspelt one: of listed cards, which are many, only one that is very near."""
    return nearest(word, cards.all_ids(), NEARER) or nearest(word, cards.ids())


def of_no_card(ref: str, cards: NamesAtHand, there_are: str) -> str:
    """Return the hint on a CARD/MODEL without such a card.

    Args:
        ref: The name.
        cards: The cards at hand.
        there_are: What is said where nothing is like it.
    """
    word = ref.partition("/")[0]
    near = card_like(word, cards)
    same = _called_alike(ref, cards)
    whole = f"/{ref.lstrip(SIGNS).casefold()}"
    hint = f"did you mean `{near}`?" if near else there_are
    if called := cards.called_here(word) or cards.called_here(word.lower()):
        hint = f"it is called `{called}` here"
    elif all(other.partition("/")[0] != near for other in same):
        hint = _one_of([other for other in same if other.casefold().endswith(whole)] or same) or hint
    return "; ".join(filter(None, (hint, cards.not_used())))


def of_no_model(ref: str, cards: NamesAtHand) -> str:
    """Return the hint on a bare name that is in no card, or that no vendor's own card has."""
    if hint := next((hint for card_id in cards.ids() if (hint := _covered(ref, card_id, cards))), None):
        return hint
    same, refs, own = _called_alike(ref, cards), cards.refs(), set(cards.ids())
    looked_after = {name: other for other in refs if (name := _name(other)) and other.partition("/")[0] in own}
    is_elsewhere = same and own.isdisjoint(other.partition("/")[0] for other in same)
    # One that somebody looks after may be spelt a little otherwise: claude-sonnet-4-5, and not 4.5.
    if is_elsewhere and (near := _nearest(ref, looked_after, NEARER)):
        return f"did you mean `{looked_after[near]}`? Others list {some_of(same, FEW)}"
    if hint := _one_of(same or _without_its_end(ref, cards)):
        return hint
    bare = {_name(other): other for other in reversed(refs)}
    near = _nearest(ref, bare)
    example = f", as in {refs[0]}" if refs else ""
    return f"did you mean `{bare[near]}`?" if near else f"models are named CARD/MODEL{example}"


def not_in_card(name: str, card: RateCard, cards: NamesAtHand) -> str:
    """Return the hint on a name that is not in its card."""
    if hint := _covered(name, str(card.id), cards):
        return hint
    near = _nearest(name, card.names)
    if near is None:
        near = next((other for other in card.names if bare_name(other) == bare_name(name)), None)
    has = f"it has {some_of(nearest_first(name, card.models))}"
    if near:
        return f"did you mean `{near}`? {has}"
    with suppress(InputError):  # another card that cannot be read has nothing to do with this one
        if same := _called_alike(name, cards):
            return f"{has}; there is {some_of(same, FEW)}"
    return has


def _covered(name: str, card_id: str, cards: NamesAtHand) -> str | None:
    """Return the hint on a name that only the card has over which one of the project is laid."""
    beneath = cards.beneath(card_id)
    if beneath is None or name not in beneath.card.names:
        return None
    return (
        f"the card `{card_id}` that comes with costcalc has it, and one of the project takes its place: "
        f"call that one otherwise, as in `{card_id}-imported`, its file and its `id`, and there are both"
    )


def _called_alike(ref: str, cards: NamesAtHand) -> list[str]:
    bare = bare_name(ref)
    return nearest_first(ref, (other for other in cards.refs() if bare_name(other) == bare)) if bare else []


def _nearest(name: str, known: Iterable[str], near: float = NEAR) -> str | None:
    """Return the nearest name with the same digits, but for a date: with others it is another model's."""
    digits = _digits(name)
    return nearest(name, (other for other in known if _digits(other) == digits), near)


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, undated(name)))


def _without_its_end(ref: str, cards: NamesAtHand) -> list[str]:
    """Return the models called so but for a word at the end: claude-3-5-sonnet for claude-3-5-sonnet-latest."""
    ends = (stem for stem in stems(bare_name(ref)) if _digits(stem) == _digits(bare_name(ref)))
    return next(filter(None, (_called_alike(stem, cards) for stem in ends)), [])


def _name(ref: str) -> str:
    return ref.partition("/")[2]


def _one_of(refs: list[str]) -> str | None:
    if len(refs) > 1:
        return f"say which: {some_of(refs, FEW)}"
    return f"did you mean `{refs[0]}`?" if refs else None
