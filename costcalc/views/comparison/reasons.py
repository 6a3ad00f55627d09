"""Why options have no total: open, not priced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.blocks import Block, Bullets, Code, Heading, Line
from costcalc.views.words import of_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison import Comparison


def open_blocks(result: Comparison) -> Iterator[Block]:
    """Yield the options without a total because an assumption has no value, and how to give it one."""
    found: dict[tuple[str, ...], list[str]] = {}
    for outcome in result.outcomes:
        if outcome.open and not (outcome.ranged_total and outcome.ranged_total.span):
            found.setdefault(outcome.open, []).append(outcome.id)
    if found:
        yield Heading("Open")
        yield Bullets(tuple(_open(options, names) for names, options in found.items()))


def _open(options: list[str], names: tuple[str, ...]) -> Line:
    what, verb, one = " and ".join(names), "has" if len(names) == 1 else "have", "it" if len(names) == 1 else "them"
    settings = " ".join(f"--set {name}=…" for name in names)
    return (of_options(options, f"{what} {verb} no value; "), Code(settings), f" gives {one} one")


def unpriced_blocks(result: Comparison) -> Iterator[Block]:
    """Yield the options without a price, those that have none for the same reasons together."""
    found: dict[str, list[str]] = {}
    for outcome in result.outcomes:
        if outcome.not_priced:
            reasons = dict.fromkeys(why.message for why in outcome.not_priced)
            found.setdefault("; ".join(reasons), []).append(outcome.id)
    if found:
        yield Heading("Not priced")
        yield Bullets(tuple(of_options(options, reasons) for reasons, options in found.items()))
