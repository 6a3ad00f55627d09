"""Prices that are announced and not in force yet: each once, with the options that it will move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import absolute
from costcalc.instant import short_instant
from costcalc.views.blocks import Bullets, Heading, Ref
from costcalc.views.check.moves import announced_in_short, will_cost
from costcalc.views.check.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.problem import Place
    from costcalc.review import Upcoming
    from costcalc.views.blocks import Block, Line

MOST_EFFECTS = 5
"""What is named of all that one announced price will move."""


def announced_blocks(news: Sequence[Upcoming]) -> Iterator[Block]:
    """Yield the announced prices, that which moves most first."""
    groups: dict[tuple[datetime, Place], list[Upcoming]] = {}
    for one in sorted(news, key=lambda one: absolute(one.more.value), reverse=True):
        groups.setdefault((one.since, one.place), []).append(one)
    if groups:
        yield Heading("Still to come")
        yield Bullets(tuple(map(_line, groups.values())))


def _line(alike: Sequence[Upcoming]) -> Line:
    one = alike[0]
    if len(alike) == 1:
        return (f"{announced_in_short(one)} (", Ref((one.place,)), ")")
    return (
        f"from {short_instant(one.since)} (",
        Ref((one.place,)),
        "): ",
        *listed(list(map(will_cost, alike)), MOST_EFFECTS),
    )
