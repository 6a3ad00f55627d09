"""What a change does to money, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.checks.finding import option_called
from costcalc.instant import short_instant
from costcalc.review.exchange_move import exchange_moves
from costcalc.review.move import called_hours
from costcalc.views.amounts import line_amount
from costcalc.views.blocks import Amount
from costcalc.views.check.cause import MoveCause, exchange_cause, price_cause
from costcalc.views.check.charges import called, charge_in_short, is_paid
from costcalc.views.check.differences import differences
from costcalc.views.check.words import change as changed
from costcalc.views.check.words import turned
from costcalc.views.words import NOTHING, budget_words, period_name, signed

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.review import Move, Review, Upcoming
    from costcalc.review.budgets import BudgetChange
    from costcalc.review.change import SumChange
    from costcalc.views.blocks import Line

NOT_PRICED, OPEN = "no price", "open"
"""What has no number: something without a price, or an assumption without a value."""


def period_of(move: Move) -> str:
    """Return what the totals of a move are for: a month."""
    known = move.after or move.before
    return period_name(known.planned.period) if known else NOTHING


def change_of(move: Move) -> str:
    """Return what became of a total."""
    if move.before is None:
        return "new"
    if move.after is None:
        return "gone"
    if move.old is None or move.new is None:
        return _unknown(move.after) or _unknown(move.before)
    if move.difference is None:
        return "another currency" if move.is_comparable else "another period"
    return changed(move.old.value, move.new.value, move.difference, move.share)


def in_short(move: Move, today: datetime | None = None) -> str:
    """Return a move in one line: `chat/small at 2026-11-23: 880.00 → 1,100.00 USD a month, +220.00, +25 %`.

    Args:
        move: The move.
        today: An instant that goes without saying.
    """
    instant = "" if move.as_of == today else f" at {short_instant(move.as_of)}"
    return f"{move.name}{instant}{called_hours(move.hours)}: {figures_of(move)}"


def figures_of(move: Move) -> str:
    """Return the figures of a move in one line: 880.00 → 1,100.00 USD a month, +220.00, +25 %."""
    old, new = currency_of(move.before, move), currency_of(move.after, move)
    before, after = totals_of(move)
    totals = f"{text_of(before)}{f' {old}' if old != new else ''} → {text_of(after)} {new}"
    once = once_of(move)
    return f"{totals} {period_of(move)}, {change_of(move)}{f'; paid once: {once}' if once else ''}"


def once_of(move: Move) -> str:
    """Return what became of what is paid once: 500.00 → 750.00, +250.00, +50 %; nothing where nothing is."""
    change = move.upfront
    if change is None:
        return ""
    old, new = change.old, change.new
    if old and new and change.difference is not None:
        if not change.difference:
            return money.amount(new.value)
        rises = signed(change.difference) if not old.value else _changed(change)
        return f"{turned(old.value, new.value, money.amount_digits)}, {rises}"
    sides = ((old, move.before), (new, move.after))
    before, after = (money.amount(known.value) if known else _unknown(side) or NOTHING for known, side in sides)
    return f"{before} → {after}"


def _changed(change: SumChange) -> str:
    old, more = change.old, change.difference
    return (
        ""
        if old is None or more is None or change.new is None
        else changed(old.value, change.new.value, more, change.share)
    )


def announced_in_short(one: Upcoming) -> str:
    """Return an announced price in one line: `chat/small from 2026-12-01: +500.00, +45.45 % (…)`."""
    name = option_called(one.scenario, one.option)
    return f"{name} from {short_instant(one.since)}: {_becomes(one)}"


def will_cost(one: Upcoming) -> str:
    """Return what an announced price does to an option, where all know which price it is: `chat/small +500.00, …`."""
    return f"{option_called(one.scenario, one.option)} {_becomes(one)}"


def _becomes(one: Upcoming) -> str:
    totals = f"{turned(one.now.value, one.then.value, money.amount_digits)} {one.currency}"
    part = one.part.value if one.part else None
    return f"{changed(one.now.value, one.then.value, one.more.value, part)} ({totals})"


def currency_of(outcome: Outcome | None, move: Move) -> str:
    """Return the currency of one side of a move."""
    return outcome.estimate.currency if outcome and outcome.estimate else move.currency


def totals_of(move: Move) -> tuple[Amount | str, Amount | str]:
    """Return both totals of a move with all their digits, or else the word for there being none."""
    before, after = _total(move.before), _total(move.after)
    if isinstance(before, Amount) and isinstance(after, Amount):
        old, new = money.told_apart(before.value, after.value)
        return before._replace(digits=old), after._replace(digits=new)
    return before, after


def _total(outcome: Outcome | None) -> Amount | str:
    if outcome is None:
        return NOTHING
    if not outcome.total:
        return _unknown(outcome)
    return line_amount(outcome.total.value)


def _unknown(outcome: Outcome | None) -> str:
    """Return the word for an option that has no number; nothing for one that has."""
    if outcome is None or outcome.estimate:
        return ""
    return OPEN if outcome.unknown else NOT_PRICED


def text_of(total: Amount | str) -> str:
    """Return a total in running text."""
    return total if isinstance(total, str) else money.fixed(*total[:2], cut=total.cut)


def headroom_of(result: Review, move: Move) -> str:
    """Return what is left of the budgets of a moved option."""
    budgets = (held.now for held in budgets_of(result, move))
    return "; ".join(budget_words(now.headroom.value, now.limit) for now in budgets if now.headroom)


def budgets_of(result: Review, move: Move) -> list[BudgetChange]:
    """Return the budgets of a moved option, at the same instant."""
    wanted = (move.scenario, move.as_of, move.option)
    return [held for held in result.budgets if (held.scenario, held.as_of, held.now.option) == wanted]


def lines_of(move: Move, shared: Container[MoveCause] = ()) -> Iterator[Line]:
    """Yield what of an option is not what it was: its models, its period, what it says otherwise, and each charge.

    Args:
        move: The move.
        shared: MoveCauses of which all is said elsewhere.
    """
    begin = f"{move.option}: " if move.option else ""
    if move.renamed_from is not None:
        yield f"{begin}was called {move.renamed_from}"
    if move.before and move.after:
        yield from (f"{begin}{said}" for said in differences(move.before, move.after))
    for cause in map(exchange_cause, exchange_moves(move)):
        if cause not in shared:
            yield MoveCause(f"{begin}{cause.text}", cause.place).line
    begin = f"{move.option}, " if move.option else ""
    for charge in filter(is_paid, move.charges):
        if price_cause(charge) not in shared:
            yield MoveCause(f"{begin}{called(charge)}: {charge_in_short(charge)}", charge.place).line
