"""The figures of a scenario: the user's own formulas over results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.blocks import Block, Bullets, Column, Heading, Row, Table, Working
from costcalc.views.view import Detail
from costcalc.views.words import figure_text
from costcalc.views.working import figure_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison import Comparison


def figure_blocks(result: Comparison, apart: Table | None, detail: Detail) -> Iterator[Block]:
    """Yield the figures that are the same in every option, those that the summary has no room for, and what has none.

    Args:
        result: The comparison.
        apart: The figures of options that the summary has no room for.
        detail: How much people are told.
    """
    blocks = [*([apart] if apart else []), *_shared(result, detail), *_without_value(result)]
    if blocks:
        yield Heading("Figures")
        yield from blocks


def _shared(result: Comparison, detail: Detail) -> Iterator[Block]:
    known = [figure for figure in result.figures if figure.known]
    if not known:
        return
    if detail is Detail.BRIEF:
        columns = (Column("figure", "figure", is_key=True, whole=True), Column("value", "value", is_number=True))
        values = ((figure.name, figure.value) for figure in known)
        yield Table(columns, tuple(Row((name, figure_text(value))) for name, value in values if value is not None))
    else:
        yield Working(tuple(figure_steps(known, places=detail is Detail.EXPLAINED)), "")


def _without_value(result: Comparison) -> Iterator[Block]:
    """Yield why figures have no value; of an option without a cost that is said already."""
    found: dict[tuple[str, str], list[str]] = {}
    for figure in result.figures:
        if figure.why and not figure.ranged:
            found[figure.name, figure.why] = []
    for outcome in result.outcomes:
        for figure in () if outcome.open or outcome.not_priced else outcome.figures:
            if figure.why and not figure.ranged:
                found.setdefault((figure.name, figure.why), []).append(outcome.id)
    if found:
        yield Bullets(tuple(_why(name, why, options) for (name, why), options in found.items()))


def _why(name: str, why: str, options: list[str]) -> str:
    named = ", ".join(filter(None, options))
    return f"{name}{f' ({named})' if named else ''}: {why}"
