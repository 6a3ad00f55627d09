"""What a change does to money: every option of every scenario, before and after, on each occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.review.move import ChargeMove, Move
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.comparison import Comparison, Outcome
    from costcalc.expr import Exact
    from costcalc.pricing import Charge, Estimate
    from costcalc.problem import Place
    from costcalc.review.pairs import OptionPair
    from costcalc.review.priced import PricedPair


def moves(priced: Iterable[PricedPair]) -> Iterator[Move]:
    """Yield every option whose money is not what it was, today and at a scenario's own instant.

    What becomes of other hours is yielded where the sums are others. What is ahead is announced, and no move.
    """
    seen: set[tuple[object, ...]] = set()
    for one in (each for each in priced if not each.at.as_base):
        if one.at.is_first:
            seen = set()
        for option in () if one.at.ahead else one.options():
            said = (option.id, _sums(option.before), _sums(option.after))
            move = _move(one, option)
            if move and said not in seen:
                seen.add(said)
                yield move


def _move(one: PricedPair, option: OptionPair) -> Move | None:
    charges = tuple(_charge_moves(option.before, option.after))
    same = bool(option.before and option.after) and _sums(option.before) == _sums(option.after)
    if same and not charges and one.is_comparable:
        return None
    known = one.known
    return Move(
        scenario=one.pair.name,
        file=known.scenario.file,
        option=option.id,
        as_of=one.at.as_of,
        currency=known.currency,
        before=option.before,
        after=option.after,
        charges=charges,
        place=_place(known, option.id, charges),
        pair=one.pair,
        at=one.at,
        is_comparable=one.is_comparable,
    )


def _sums(outcome: Outcome | None) -> tuple[Exact | None, ...]:
    """Return what an option costs in every period, and once."""
    bills = (outcome.estimate, outcome.upfront) if outcome else ()
    return tuple(bill.figure.value if bill else None for bill in bills)


def _charge_moves(before: Outcome | None, after: Outcome | None) -> Iterator[ChargeMove]:
    if before and after and _is_written_alike(before, after):
        return
    if any(side and side.unknown for side in (before, after)):  # nobody knows its charges: they are not gone
        return
    olds, news = _charges(before), _charges(after)
    for key, once in dict.fromkeys([*news, *olds]):
        old, new = olds.get((key, once)), news.get((key, once))
        if old is None or new is None or _said(old) != _said(new):
            yield ChargeMove(key, old, new, once)


def _is_written_alike(before: Outcome, after: Outcome) -> bool:
    """Whether all formulas of two bills are the same, and all their names' values: then so is every charge."""
    return all(_is_same_bill(*bills) for bills in ((before.estimate, after.estimate), (before.upfront, after.upfront)))


def _is_same_bill(old: Estimate | None, new: Estimate | None) -> bool:
    if not old or not new or old.env != new.env or len(old.plan.charges) != len(new.plan.charges):
        return old is new
    return all(was.says_the_same_as(now) for was, now in zip(old.plan.charges, new.plan.charges, strict=True))


def _charges(outcome: Outcome | None) -> dict[tuple[str, bool], Charge]:
    """Return the charges of an option by key, those that are paid once apart."""
    bills = ((outcome.estimate, False), (outcome.upfront, True)) if outcome else ()
    return {(charge.key, once): charge for bill, once in bills if bill for charge in bill.charges}


def _said(charge: Charge) -> tuple[Exact | str, ...]:
    """Return what an amount follows from, and with it the amount."""
    return (charge.quantity.value, charge.unit_price.value, charge.per.value, charge.currency)


def _place(known: Comparison, option: str, charges: Sequence[ChargeMove]) -> Place:
    """Return where to look: the first changed price; the option's own line where there is none."""
    for move in charges:
        if move.after and (place := move.place):
            return place
    planned = next((one for one in known.plan.options if one.id == option), None)
    return planned.place if planned else place_of(known.scenario.scenario.id)
