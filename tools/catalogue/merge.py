"""One card of a provider from both lists: a model has one whole rate of one list, and what the other says beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.draft import DraftCard, DraftModel, DraftRate
from costcalc.ratecard.doubts import UNDATED
from tools.catalogue.beside import beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BEGINNING = "2000-01-01"
"""Since when a price holds that its list does not date, until somebody knows better."""

EARLIEST = "2023-01-01"
"""The first day on which such a price is shown, in doubt: before it nobody sold tokens of these models."""


class Listed(NamedTuple):
    """A list with the cards that it makes.

    Args:
        name: Of the list, with its version: `litellm 1.110.2`.
        cards: By what the list calls a provider.
    """

    name: str
    cards: Mapping[str, DraftCard]


def merged(
    card: str, title: str, sources: Sequence[tuple[Listed, Sequence[str]]], dates: Mapping[str, str], day: str
) -> DraftCard:
    """Return the card of a provider.

    Args:
        card: Its id.
        title: For people.
        sources: Each list with what it calls the provider, those that count first.
        dates: When a model was released, by its name in small letters.
        day: That on which the lists were read.
    """
    found: dict[str, DraftModel] = {}
    meters: dict[str, Mapping[str, object]] = {}
    for listed, names in sources:
        called = _called(found, [model.name for name in names for model in _models(listed, name)])
        for own in (listed.cards[name] for name in names if name in listed.cards):
            meters = {**own.meters, **meters}
            for model in own.models:
                key = called.get(model.name, model.name.lower())
                first = found.get(key)
                if first is None:
                    found[key] = dated(model, dates.get(key), day, listed.name)
                else:
                    found[key] = beside(_also_called(first, model), model, listed.name)
    models = list(_without_doubles([found[key] for key in sorted(found)]))
    return DraftCard(id=card, title=title, models=models, meters=meters, basis="listed")  # type: ignore[arg-type]


def _models(listed: Listed, name: str) -> Sequence[DraftModel]:
    return listed.cards[name].models if name in listed.cards else ()


def _called(found: Mapping[str, DraftModel], names: Sequence[str]) -> Mapping[str, str]:
    """Return what an earlier list calls models that this one spells otherwise: with a path before the name, or without.

    `accounts/fireworks/models/x` is `x`. It has to be the only one of that name in both lists: beside `x`, `eu/x` is
    another one.
    """
    earlier, own = Counter(map(_tail, found)), Counter(_tail(name.lower()) for name in {*names})
    by_tail = {_tail(key): key for key in found if earlier[_tail(key)] == 1}
    return {
        name: key
        for name in names
        if name.lower() not in found
        and own[tail := _tail(name.lower())] == 1
        and (key := by_tail.get(tail)) is not None
        and tail in (name.lower(), key)
    }


def _tail(name: str) -> str:
    return name.rpartition("/")[2]


def _also_called(first: DraftModel, model: DraftModel) -> DraftModel:
    """Return a model that goes by what the other list calls it, too."""
    if first.name.lower() == model.name.lower():
        return first
    return replace(first, aliases=[*first.aliases, model.name, *model.aliases])


def _without_doubles(models: Sequence[DraftModel]) -> Iterator[DraftModel]:
    """Yield models with the aliases that stand for one of them alone."""
    names = Counter(name for model in models for name in (model.name, *set(model.aliases) - {model.name}))
    for model in models:
        yield replace(model, aliases=[alias for alias in model.aliases if names[alias] == 1])


def dated(model: DraftModel, released: str | None, day: str, listed: str) -> DraftModel:
    """Return a model whose undated price holds since its release, or is shown in doubt before the day of the list."""
    rates = [replace(rate, source=[*_pages(rate), f"{listed}, read {day}"]) for rate in model.rates]
    first, *others = rates
    if first.effective > BEGINNING:
        return replace(model, rates=rates)
    end = others[0].effective if others else None
    if released and (end is None or released < end):
        return replace(model, released=released, rates=[replace(first, effective=released), *others])
    doubted = replace(first, effective=EARLIEST, doubts=(*first.doubts, UNDATED))
    return replace(model, rates=[doubted, *(others or [replace(first, effective=day)])])


def _pages(rate: DraftRate) -> Iterator[str]:
    yield from [rate.source] if isinstance(rate.source, str) else rate.source
