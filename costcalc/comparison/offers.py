"""The models that a comparison is about: those of the options, and those that somebody adds."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place, Problem, collected
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from costcalc.ratecard import Catalogue, Offer
    from costcalc.scenario import ScenarioFile


def offers_of(scenario: ScenarioFile, cards: Catalogue, models: Iterable[str]) -> dict[str, tuple[Offer, Place]]:
    """Find the models of the options, and of those added; refuse what cannot be compared."""
    problems: list[Problem] = []
    offers: dict[str, tuple[Offer, Place]] = {}
    for option, ref, place in _named(scenario, models):
        with collected(problems):
            offer = cards.find(ref, place)
            offers[option or _free_id(offer, {*scenario.scenario.options, *offers})] = (offer, place)
    if problems:
        raise InputError(problems)
    return offers


def _named(scenario: ScenarioFile, models: Iterable[str]) -> Iterator[tuple[str | None, str, Place]]:
    for option, named in scenario.scenario.options.items():
        yield str(option), str(named.model), place_of(named.model)
    for ref in models:
        yield None, ref, Place.start_of("--with", ref)


def _free_id(offer: Offer, taken: Container[str]) -> str:
    """Return the id of an added option: its model's name as formulas can have it, gpt_4o for openai/gpt-4o."""
    names = (in_formulas(name) for name in (offer.name, offer.ref))
    return free_name([name if name[:1].isalpha() else f"m_{name}" for name in names], taken)


def in_formulas(name: str) -> str:
    """Return a name as formulas can have it: gpt_4o."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def free_name(names: Sequence[str], taken: Container[str]) -> str:
    """Return the first of some names that is not taken, or the last with a number."""
    return next(name for name in chain(names, (f"{names[-1]}_{nth}" for nth in count(2))) if name not in taken)
