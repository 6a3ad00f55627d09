"""What a change does to money, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.checks.finding import option_called
from costcalc.expr import absolute
from costcalc.instant import short_instant
from costcalc.rules import plural
from costcalc.views.amounts import line_amount
from costcalc.views.bill import per_text
from costcalc.views.blocks import Amount, Ref
from costcalc.views.check.differences import differences
from costcalc.views.check.words import change as changed
from costcalc.views.words import NOTHING, budget_words, period_name, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from costcalc.comparison import Outcome
    from costcalc.expr import Exact
    from costcalc.pricing import Charge
    from costcalc.review import ChargeMove, Move, Review, Upcoming
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
        return "another currency"
    return changed(move.old.value, move.new.value, move.difference, move.share)


def in_short(move: Move) -> str:
    """Return a move in one line: `chat/small at 2026-11-23: 880.00 → 1,100.00 USD a month, +220.00, +25 %`."""
    where = f"{move.name} at {short_instant(move.as_of)}"
    old, new = currency_of(move.before, move), currency_of(move.after, move)
    before, after = totals_of(move)
    totals = f"{text_of(before)}{f' {old}' if old != new else ''} → {text_of(after)} {new}"
    once = once_of(move)
    return f"{where}: {totals} {period_of(move)}, {change_of(move)}{f'; paid once: {once}' if once else ''}"


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
        return f"{_turned(old.value, new.value, money.amount_digits)}, {rises}"
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
    totals = f"{_turned(one.now.value, one.then.value, money.amount_digits)} {one.currency}"
    part = one.part.value if one.part else None
    rises = changed(one.now.value, one.then.value, one.more.value, part)
    name = option_called(one.scenario, one.option)
    return f"{name} from {short_instant(one.since)}: {rises} ({totals})"


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


def largest(moves: Sequence[Move], most: int) -> list[Move]:
    """Return so many moves, the largest; what cannot be compared counts as larger than anything."""
    if len(moves) <= most:
        return list(moves)
    ranked = sorted(range(len(moves)), key=lambda nth: _size(moves[nth]), reverse=True)
    return [moves[nth] for nth in sorted(ranked[:most])]


def _size(move: Move) -> tuple[bool, object]:
    risen = [change.difference for change in (move.total, move.upfront) if change]
    known = [absolute(each) for each in risen if each is not None]
    return (False, max(known)) if len(known) == len(risen) else (True, 0)


def headroom_of(result: Review, move: Move) -> str:
    """Return what is left of the budgets of a moved option."""
    budgets = (held.now for held in budgets_of(result, move))
    return "; ".join(budget_words(now.headroom.value, now.limit) for now in budgets if now.headroom)


def budgets_of(result: Review, move: Move) -> list[BudgetChange]:
    """Return the budgets of a moved option, at the same instant."""
    wanted = (move.scenario, move.as_of, move.option)
    return [held for held in result.budgets if (held.scenario, held.as_of, held.now.option) == wanted]


def lines_of(move: Move) -> Iterator[Line]:
    """Yield what of an option is not what it was: its models, its period, what it says otherwise, and each charge."""
    begin = f"{move.option}: " if move.option else ""
    if move.before and move.after:
        yield from (f"{begin}{said}" for said in differences(move.before, move.after))
    begin = f"{move.option}, " if move.option else ""
    for charge in filter(_is_paid, move.charges):
        once = ", paid once" if charge.once else ""
        made = f"{begin}{charge.key}{once}: {_charge_in_short(charge)}"
        yield (f"{made} (", Ref((charge.place,)), ")") if charge.place else made


def _is_paid(move: ChargeMove) -> bool:
    return any(side.amount for side in (move.before, move.after) if side)


def _charge_in_short(move: ChargeMove) -> str:
    """Return what became of a charge: price, quantity and cost."""
    old, new = move.before, move.after
    known = new or old
    if known is None:
        return NOTHING
    if old is None or new is None:
        word = "gone" if new is None else "new"
        return f"{word}: {_price(known)} × {_quantity(known)} = {money.amount(known.amount)}"
    price = f"{_price(old)} → {_price(new)}"
    if _unit_of(old) == _unit_of(new):
        prices = _turned(old.unit_price.value, new.unit_price.value, money.count_digits)
        price = f"{prices}{_unit_of(new)}"
    quantity = f"{_quantity(old)} → {_quantity(new)}"
    if old.unit == new.unit and old.quantity.value == new.quantity.value:
        quantity = _quantity(new)
    return f"{price} × {quantity} = {_turned(old.amount, new.amount, money.amount_digits)}"


def _turned(old: Exact, new: Exact, digits: Callable[[Exact], int]) -> str:
    """Return a number before and after, which never look the same; once where they are."""
    values = [new] if old == new else [old, new]
    shown = zip(values, money.told_apart(values[0], new, digits), strict=False)
    return " → ".join(money.fixed(value, most, cut=True) for value, most in shown)


def _unit_of(charge: Charge) -> str:
    per = per_text(charge) if charge.unit else "1" if charge.per.value == 1 else money.count(charge.per.value)
    return f" {charge.currency}" if per == "1" else f" {charge.currency} / {per}"


def _price(charge: Charge) -> str:
    return f"{money.count(charge.unit_price.value)}{_unit_of(charge)}"


def _quantity(charge: Charge) -> str:
    unit = f" {plural(charge.unit)}" if charge.unit else ""
    return f"{money.count(charge.quantity.value)}{unit}"
