"""What a change does to money, for people: a table for each scenario and instant, and a line for each charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.expr import absolute
from costcalc.formats.bill import per_text
from costcalc.formats.blocks import Block, Bullets, Heading, Paragraph, Row, Table, Working
from costcalc.formats.cards.words import counted
from costcalc.formats.check.words import change
from costcalc.formats.report import PERIOD_NAMES
from costcalc.formats.working import step
from costcalc.instant import short_instant
from costcalc.rules import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.formats.blocks import Step
    from costcalc.pricing import Charge
    from costcalc.review import ChargeMove, Move, Review, Upcoming
    from costcalc.review.gates import BudgetChange

NOT_PRICED = "no price"
NOTHING = "-"


def period_of(move: Move) -> str:
    """Say what the totals of a move are for: a month."""
    known = move.after or move.before
    return _period(known) if known else NOTHING


def _period(outcome: Outcome) -> str:
    return PERIOD_NAMES.get(outcome.period, f"in {outcome.period}")


def change_of(move: Move) -> str:
    """Say what became of a total."""
    if move.before is None:
        return "new"
    if move.after is None:
        return "gone"
    if move.old is None or move.new is None:
        return NOT_PRICED
    if move.difference is None:
        return "another currency"
    return change(move.old.value, move.new.value, move.difference, move.share)


def in_short(move: Move) -> str:
    """Say a move in one line: `chat/small at 2026-11-23: 880.00 → 1,100.00 USD a month, +220.00, +25 %`."""
    where = f"{move.scenario}/{move.option} at {short_instant(move.as_of)}"
    return f"{where}: {_totals(move)} {period_of(move)}, {change_of(move)}"


def announced_in_short(one: Upcoming) -> str:
    """Say an announced price in one line: `chat/small from 2026-12-01: +500.00, +45.45 % (…)`."""
    totals = f"{money.total(one.now.value)} → {money.total(one.then.value)} {one.currency}"
    part = one.part.value if one.part else None
    said = change(one.now.value, one.then.value, one.more.value, part)
    return f"{one.scenario}/{one.option} from {short_instant(one.since)}: {said} ({totals})"


def moved_blocks(result: Review, moves: Sequence[Move]) -> Iterator[Block]:
    """Say what a change moves.

    Args:
        result: The review.
        moves: Those of its moves that are to be shown.
    """
    groups: dict[tuple[str, datetime], list[Move]] = {}
    for move in moves:
        groups.setdefault((move.scenario, move.as_of), []).append(move)
    for (scenario, as_of), members in groups.items():
        own = "" if as_of == result.as_of else ", its own `as_of`"
        yield Heading(f"{scenario}: {members[0].currency} {period_of(members[0])}, at {short_instant(as_of)}{own}")
        yield _table(result, members)
        if lines := tuple(line for move in members for line in _lines(move)):
            yield Bullets(lines)
    if missing := len(result.moves) - len(moves):
        yield Paragraph(f"…and {counted(missing, 'smaller move')}: the JSON report has all of them.", strong=True)


def announced_blocks(news: Sequence[Upcoming]) -> Iterator[Block]:
    """Say what is announced."""
    if news:
        yield Heading("Announced, and not in force yet")
        yield Bullets(tuple(f"{announced_in_short(one)} ({one.place})" for one in news))


def workings(result: Review, moves: Sequence[Move]) -> Iterator[Working]:
    """Show how the moved charges were computed, before and after; once where it is the same at several instants.

    Args:
        result: The review.
        moves: Those of its moves that are to be shown.
    """
    found: dict[tuple[str, tuple[Step, ...], str], list[str]] = {}
    for move in moves:
        if steps := tuple(_steps(result, move)):
            told = (f"{move.scenario}/{move.option}", steps, _sources(move))
            found.setdefault(told, []).append(short_instant(move.as_of))
    for (name, steps, source), instants in found.items():
        yield Working(steps, f"{name}, at {' and '.join(instants)}", source)


def largest(moves: Sequence[Move], most: int) -> list[Move]:
    """Keep so many moves, the largest; what cannot be compared counts as larger than anything."""
    if len(moves) <= most:
        return list(moves)
    ranked = sorted(range(len(moves)), key=lambda nth: _size(moves[nth]), reverse=True)
    return [moves[nth] for nth in sorted(ranked[:most])]


def _size(move: Move) -> tuple[bool, object]:
    difference = move.difference
    return (True, 0) if difference is None else (False, absolute(difference))


def _totals(move: Move) -> str:
    old, new = _total(move.before), _total(move.after)
    before = f" {_currency(move.before, move)}" if _currency(move.before, move) != _currency(move.after, move) else ""
    return f"{old}{before} → {new} {_currency(move.after, move)}"


def _currency(outcome: Outcome | None, move: Move) -> str:
    return outcome.estimate.currency if outcome and outcome.estimate else move.currency


def _total(outcome: Outcome | None) -> str:
    if outcome is None:
        return NOTHING
    return money.total(outcome.estimate.figure.value) if outcome.estimate else NOT_PRICED


def _table(result: Review, moves: Sequence[Move]) -> Table:
    rows = []
    for move in moves:
        old, new = _total(move.before), _total(move.after)
        if (currency := _currency(move.before, move)) != move.currency:
            old = f"{old} {currency}"
        rows.append(Row((move.option, old, new, change_of(move), headroom_of(result, move))))
    columns = ("option", "before", "after", "change", "budget")
    shown = columns if any(row.cells[-1] for row in rows) else columns[:-1]
    cut = tuple(Row(row.cells[: len(shown)]) for row in rows)
    return Table(shown, cut, frozenset({"before", "after", "change"}))


def headroom_of(result: Review, move: Move) -> str:
    """Say what is left of the budgets of a moved option."""
    left = [(held.now.headroom.value, held.now.limit) for held in budgets_of(result, move) if held.now.headroom]
    return "; ".join(f"{money.total(absolute(value))} {'over' if value < 0 else 'left of'} {of}" for value, of in left)


def budgets_of(result: Review, move: Move) -> list[BudgetChange]:
    """Find the budgets of a moved option, at the same instant."""
    wanted = (move.scenario, move.as_of, move.option)
    return [held for held in result.budgets if (held.scenario, held.as_of, held.now.option) == wanted]


def _lines(move: Move) -> Iterator[str]:
    if move.before and move.after and move.before.models != move.after.models:
        yield f"{move.option}: {move.before.models} → {move.after.models}"
    if move.before and move.after and move.before.period != move.after.period:
        yield f"{move.option}: {_period(move.before)} → {_period(move.after)}"
    for charge in move.charges:
        yield f"{move.option}, {charge.key}: {charge_in_short(charge)}"


def charge_in_short(move: ChargeMove) -> str:
    """Say what became of a charge: price, quantity, cost, and where the price is written."""
    old, new = move.before, move.after
    known = new or old
    if known is None:
        return NOTHING
    place = f" ({move.place})" if move.place else ""
    if old is None or new is None:
        word = "gone" if new is None else "new"
        return f"{word}: {_price(known)} × {_quantity(known)} = {_cost(known)}{place}"
    price = _turned(_price(old), _price(new))
    if per_text(old) == per_text(new) and old.currency == new.currency and old.unit_price.value != new.unit_price.value:
        price = f"{money.count(old.unit_price.value)} → {_price(new)}"
    quantity = _turned(_quantity(old), _quantity(new))
    return f"{price} × {quantity} = {_turned(_cost(old), _cost(new))}{place}"


def _turned(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _price(charge: Charge) -> str:
    return f"{money.count(charge.unit_price.value)} {charge.currency} / {per_text(charge)}"


def _quantity(charge: Charge) -> str:
    return f"{money.count(charge.quantity.value)} {plural(charge.unit)}"


def _cost(charge: Charge) -> str:
    return money.amount(charge.amount)


def _steps(result: Review, move: Move) -> Iterator[Step]:
    for charge in move.charges:
        if charge.before:
            yield step(f"{charge.key}, before", charge.before.figure, tuple(charge.before.sources()))
        if charge.after:
            yield step(f"{charge.key}, after", charge.after.figure, tuple(charge.after.sources()))
    for word, outcome in (("before", move.before), ("after", move.after)):
        if outcome and outcome.estimate:
            yield step(f"total, {word}", outcome.estimate.figure)
    if move.more:
        yield step("difference", move.more)
    if move.part and move.difference:
        yield step("part of before", move.part)
    for held in budgets_of(result, move):
        if held.now.headroom:
            yield step("left of the budget", held.now.headroom)


def _sources(move: Move) -> str:
    charges = [charge for pair in move.charges for charge in (pair.before, pair.after) if charge]
    seen = dict.fromkeys(source for charge in charges for source in charge.source)
    return f"Prices from {'; '.join(seen)}" if seen else "No price moved."
