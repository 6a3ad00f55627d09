"""What moves: the causes that several options share, and a table for each scenario and instant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.views.blocks import Amount, Bullets, Cell, Column, Heading, Paragraph, Row, Table, dense, pieces
from costcalc.views.check.moves import (
    change_of,
    currency_of,
    headroom_of,
    lines_of,
    once_of,
    period_of,
    text_of,
    totals_of,
)
from costcalc.views.check.told import occasion
from costcalc.views.check.words import listed
from costcalc.views.view import Detail
from costcalc.views.words import counted, of_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.review import Move, Review
    from costcalc.views.blocks import Block, Line
    from costcalc.views.check.cause import Effect, MoveCause, MoveCauses
    from costcalc.views.check.told import ToldMove

MOST_EFFECTS = 5
"""What is named of all that one cause moves."""
MOST_CAUSES = 50

COLUMNS = (
    Column("option", "option", is_key=True),
    Column("before", "before", is_number=True),
    Column("after", "after", is_number=True),
    Column("change", "change", is_number=True),
    Column("once", "paid once"),
    Column("budget", "budget"),
)


def cause_blocks(causes: MoveCauses, where: str) -> Iterator[Block]:
    """Yield what moves several options, each with the largest that it moves.

    Args:
        causes: The causes, that of most first.
        where: Where all of it is.
    """
    if causes:
        yield Heading("What moves several options")
        yield Bullets(tuple(_caused(cause, causes[cause]) for cause in list(causes)[:MOST_CAUSES]))
        if (missing := len(causes) - MOST_CAUSES) > 0:
            yield Paragraph(f"…and {counted(missing, 'cause')} that move fewer: {where}", strong=True)


def _caused(cause: MoveCause, effects: Sequence[Effect]) -> Line:
    """Return a cause with the largest that it moves, and how much more there is."""
    return (*pieces(cause.line), ": ", *listed([effect.text for effect in effects], MOST_EFFECTS))


def move_blocks(result: Review, told: Sequence[ToldMove], causes: MoveCauses, detail: Detail) -> Iterator[Block]:
    """Yield a table for each scenario and instant, that with the largest move first, and why its options move.

    Args:
        result: The review.
        told: Those of its moves that are shown, the largest first.
        causes: MoveCauses of which all is said elsewhere.
        detail: How much people are told.
    """
    groups: dict[tuple[str, datetime, str], list[ToldMove]] = {}
    for one in told:
        groups.setdefault((one.move.scenario, one.move.as_of, occasion(one.move)), []).append(one)
    for (scenario, as_of, hours), members in groups.items():
        moves = [one.move for one in members]
        yield Heading(f"{scenario}: {moves[0].currency} {period_of(moves[0])}, at {short_instant(as_of)}{hours}")
        yield _table(result, moves)
        lines: list[Line] = [*_also(members)]
        if detail is not Detail.BRIEF:
            lines += [line for move in moves for line in lines_of(move, causes)]
        if lines:
            yield Bullets(tuple(lines))


def _also(members: Sequence[ToldMove]) -> Iterator[str]:
    """Yield at which other instants the same is to be said of some options, or of all of them."""
    found: dict[str, list[str]] = {}
    for one in members:
        found.setdefault(one.also, []).append(one.move.option)
    for also, options in found.items():
        if also:
            yield of_options(options if len(found) > 1 else (), also)


def _table(result: Review, moves: Sequence[Move]) -> Table:
    rows = []
    for move in moves:
        totals = map(_total, totals_of(move), (move.before, move.after), (move, move))
        rows.append(Row((move.option, *totals, change_of(move), once_of(move), headroom_of(result, move))))
    return dense(COLUMNS, _alike(rows))


def _total(total: Amount | str, outcome: Outcome | None, move: Move) -> Cell:
    currency = currency_of(outcome, move)
    return total if currency == move.currency else f"{text_of(total)} {currency}"


def _alike(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows whose amounts all have as many decimals as the one that needs most: two columns are compared."""
    most = max((cell.digits for row in rows for cell in row.cells if isinstance(cell, Amount)), default=0)
    return tuple(Row(tuple(_with_digits(cell, most) for cell in row.cells)) for row in rows)


def _with_digits(cell: Cell, digits: int) -> Cell:
    return cell._replace(digits=digits) if isinstance(cell, Amount) else cell
