"""What is to be known of options at some values: flags, and why they have no price, each said once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.views.blocks import Block, Bullets, Heading
from costcalc.views.whatif.words import where
from costcalc.views.words import named_options, of_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.comparison.whatif import WhatIf, WhatIfPoint

_NUMBER = re.compile(r"(?<![\w.-])\d[\d,._]*(?![\w-])", re.ASCII)
"""A number that stands alone: those in the name of a model tell it from others."""


class _Said(NamedTuple):
    """Something that is so of an option at a value.

    Args:
        option: The option.
        point: The value.
        code: What kind of thing it is.
        message: What it is.
    """

    option: str
    point: WhatIfPoint
    code: str
    message: str


class _ToldOnce(NamedTuple):
    """The same thing, of all options that it is so of at the same values."""

    code: str
    message: str
    points: Sequence[WhatIfPoint]
    options: list[str]


def flag_blocks(result: WhatIf) -> Iterator[Block]:
    """Yield what speaks against options, each flag once, with those it is of and its values."""
    found = [
        _Said(outcome.id, point, flag.code, flag.message)
        for point in result.points
        if point.result
        for outcome in point.result.outcomes
        for flag in outcome.flags
    ]
    if found:
        yield Heading("Flags")
        yield Bullets(
            tuple(
                f"{one.code}{named_options(one.options)}{_where(result, one.points)}: {one.message}"
                for one in _once(found)
            )
        )


def unpriced_blocks(result: WhatIf) -> Iterator[Block]:
    """Yield the options without a price, and the values with which the workload cannot be."""
    found = [
        _Said(outcome.id, point, why.code, why.message)
        for point in result.points
        if point.result
        for outcome in point.result.outcomes
        for why in outcome.not_priced
    ]
    if found:
        yield Heading("Not priced")
        yield Bullets(
            tuple(of_options(one.options, f"{one.message}{_where(result, one.points)}".strip()) for one in _once(found))
        )
    impossible = dict.fromkeys(why.message for point in result.points if not point.result for why in point.problems)
    if impossible:
        yield Heading("Impossible")
        yield Bullets(tuple(impossible))


def _where(result: WhatIf, points: Sequence[WhatIfPoint]) -> str:
    said = where(result, points, [point for point in result.points if point.result])
    return f" {said}" if said else ""


def _once(found: Iterable[_Said]) -> Iterator[_ToldOnce]:
    """Yield what is said, each once: a sentence with other numbers in it is the same one."""
    by_option: dict[tuple[str, str, str], list[_Said]] = {}
    for one in found:
        by_option.setdefault((one.code, _NUMBER.sub("", one.message), one.option), []).append(one)
    told: dict[tuple[str, str, tuple[int, ...]], _ToldOnce] = {}
    for (code, kind, option), own in by_option.items():
        points = [one.point for one in own]
        key = (code, kind, tuple(map(id, points)))
        told.setdefault(key, _ToldOnce(code, own[0].message, points, [])).options.append(option)
    yield from told.values()
