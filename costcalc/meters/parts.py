"""What is part of what: each unit is priced once, at the most special price that there is for it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from costcalc.meters.meter import Meter

Links = tuple[tuple[str, tuple[str, ...]], ...]
"""Some meters, each with those that it is part of."""


def links(meters: Mapping[str, Meter], given: Collection[str]) -> Links:
    """Return the meters that were counted, each with those of them that it is part of."""
    return tuple((name, meters[name].part_of) for name in given)


def without_whole(given: Links) -> Iterator[tuple[str, str]]:
    """Yield the meters that are given without one that they are part of, with that one."""
    names = {name for name, _ in given}
    for name, wholes in given:
        for whole in wholes:
            if whole not in names:
                yield name, whole


@lru_cache(maxsize=4096)
def parts_of(whole: str, given: Links) -> tuple[str, ...]:
    """Return the parts of a meter, and their parts, among those given."""
    inside = {whole}
    grown = True
    while grown:
        grown = False
        for name, wholes in given:
            if name not in inside and not inside.isdisjoint(wholes):
                inside.add(name)
                grown = True
    return tuple(name for name, _ in given if name in inside and name != whole)


@lru_cache(maxsize=4096)
def remainder(whole: str, given: Links) -> tuple[tuple[str, int], ...]:
    """Return what a meter counts and none of its parts does, as a sum of meters.

    Returns:
        Each meter with how often it counts, the whole first: input - cache_read - audio_input + audio_cache_read,
        since cached audio is in both of the parts and was taken off twice.
    """
    terms = Counter({whole: 1})
    for part in parts_of(whole, given):
        terms.subtract(dict(remainder(part, given)))
    return tuple((name, times) for name, times in terms.items() if times)
