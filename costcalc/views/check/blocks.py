"""What people are told of a review: the verdict, what is to be looked at, what moves, and how it was computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.review.move import called_hours
from costcalc.views.blocks import (
    Amount,
    Block,
    Bullets,
    Cell,
    Column,
    Comment,
    Either,
    Heading,
    More,
    Paragraph,
    Ref,
    Row,
    Table,
    dense,
)
from costcalc.views.check.moves import (
    announced_in_short,
    change_of,
    currency_of,
    headroom_of,
    largest,
    lines_of,
    once_of,
    period_of,
    text_of,
    totals_of,
)
from costcalc.views.check.reported import left_out, reported, told_once
from costcalc.views.check.words import ANSWERED, VERDICTS, is_quiet, meaning, sentence, verdict
from costcalc.views.check.workings import workings
from costcalc.views.view import Detail
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.review import Move, Review, Upcoming
    from costcalc.views.check.reported import Reported

MOST_MOVES = 100
MOST_WORKINGS = 20
MOST_FINDINGS = 100
"""In a terminal; a page has as many as there is room for."""

IN_JSON = "the JSON report has all of them."
TITLES = dict(zip(VERDICTS.values(), ("passed", "failed", "no answer", "nothing was checked"), strict=True))
COLUMNS = (
    Column("option", "option", is_key=True),
    Column("before", "before", is_number=True),
    Column("after", "after", is_number=True),
    Column("change", "change", is_number=True),
    Column("once", "paid once"),
    Column("budget", "budget"),
)


def review_blocks(result: Review, detail: Detail) -> Iterator[Block]:
    """Yield what people are told of a review.

    Args:
        result: The review.
        detail: How much they are told.
    """
    yield Either(page=(Comment("costcalc check"), Heading(f"costcalc check: {TITLES[verdict(result)]}", 1)))
    if is_quiet(result):
        yield Paragraph(sentence(result), whole=True)
        return
    if result.exit_code not in ANSWERED:
        yield Paragraph(meaning(result), strong=True)
        yield Either(page=tuple(_listed("Problems", reported(result), result)))
        return
    yield Paragraph(sentence(result))
    yield Paragraph(meaning(result), strong=True)
    found = reported(result)
    yield from _listed("Why it fails", [one for one in found if one.fails], result)
    moves = largest(result.moves, MOST_MOVES)
    yield from _moved(result, moves, detail)
    yield from _announced(result.upcoming)
    if detail is not Detail.BRIEF:
        yield from _listed("Findings", [one for one in found if not one.fails], result)
    if moves and detail is not Detail.BRIEF:
        computed = tuple(_computed(result, largest(moves, MOST_WORKINGS)))
        more = More("the formulas, before and after")
        yield from computed if detail is Detail.EXPLAINED else [Either(page=computed, terminal=(more,))]


def _listed(title: str, found: Sequence[Reported], result: Review) -> Iterator[Block]:
    """Yield findings or problems, the gravest first; in a terminal what is alike is said once."""
    if not found:
        return
    yield Heading(title)
    lines = tuple(told_once(found))
    terminal: tuple[Block, ...] = (Bullets(lines[:MOST_FINDINGS]),)
    if (missing := len(lines) - MOST_FINDINGS) > 0:
        terminal += (Paragraph(f"…and {counted(missing, 'finding')} more: {IN_JSON}", strong=True),)
    yield Either(page=(Bullets(tuple(one.line for one in found)),), terminal=terminal)
    for file, number in left_out(result).items():
        yield Paragraph(f"…and {counted(number, 'problem')} more in {file}.")


def _moved(result: Review, moves: Sequence[Move], detail: Detail) -> Iterator[Block]:
    """Yield what a change moves, a table for each scenario and instant."""
    if result.base is not None and not result.moves:
        yield Paragraph("No cost moves.", strong=True)
    groups: dict[tuple[str, datetime, str], list[Move]] = {}
    for move in moves:
        groups.setdefault((move.scenario, move.as_of, called_hours(move.hours)), []).append(move)
    for (scenario, as_of, hours), members in groups.items():
        own = hours or ("" if as_of == result.as_of else ", its own `as_of`")
        yield Heading(f"{scenario}: {members[0].currency} {period_of(members[0])}, at {short_instant(as_of)}{own}")
        yield _table(result, members)
        lines = tuple(line for move in members for line in lines_of(move))
        if lines and detail is not Detail.BRIEF:
            yield Bullets(lines)
    if missing := len(result.moves) - len(moves):
        yield Paragraph(f"…and {counted(missing, 'smaller move')}: {IN_JSON}", strong=True)


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


def _announced(news: Sequence[Upcoming]) -> Iterator[Block]:
    if news:
        yield Heading("Announced, and not in force yet")
        yield Bullets(tuple((f"{announced_in_short(one)} (", Ref((one.place,)), ")") for one in news))


def _computed(result: Review, moves: Sequence[Move]) -> Iterator[Block]:
    """Yield how the costs that moved were computed, before and after."""
    yield Heading("How it was computed")
    yield from workings(result, moves)
    if missing := len(result.moves) - len(moves):
        yield Paragraph(f"…and the formulas of {counted(missing, 'smaller move')}: {IN_JSON}")
