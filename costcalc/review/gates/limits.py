"""What a gate can limit. One function for each: what is wrong with a cost, in words; nothing where it may pass.

A new one is a function here, a line in `VERDICTS`, and a field of the policy's `Gate`, whose name is in its `LIMITS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import decimal_text
from costcalc.money import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr import Num
    from costcalc.project.limits import Gate
    from costcalc.review.change import SumChange
    from costcalc.review.gates.gated import Gated, Sums
    from costcalc.source import Money

Verdict = str | None


def _total(gate: Gate, held: Gated) -> Verdict:
    """Hold the most that something may cost."""
    if gate.total is None or not held.is_there or held.is_excused:
        return None
    if not held.is_for_one_period:
        return held.not_comparable
    cost = held.recurring.new
    if cost is None:
        return held.without_number
    if cost.value <= gate.total.amount.value:
        return held.doubt or None
    return f"costs {decimal_text(cost.value)} {held.currency}{held.a_time}"


def _increase(gate: Gate, held: Gated) -> Verdict:
    """Hold the most by which something may rise, in every period and once; what is new rises by all that it costs."""
    most = gate.increase
    return _first(held, held.changes, lambda change, once: _rise(most, held, change, once) if most else None)


def _increase_percent(gate: Gate, held: Gated) -> Verdict:
    """Hold the part by which something may rise; what is new has no percentage."""
    most = gate.increase_percent
    if held.is_new or most is None:
        return None
    return _first(held, held.shares, lambda change, once: _share(most, held, change, f"rises by {{}}{once}", once))


def _price_increase(gate: Gate, held: Gated) -> Verdict:
    """Hold the part by which prices alone may rise: what the base asked for, at the prices of the change."""
    most = gate.price_increase
    if held.is_new or most is None or not held.is_there or held.is_excused:
        return None
    steady = held._replace(not_comparable=held.unsteady)
    rises = "would rise by {}%s by its prices alone"
    found = (_share(most, steady, change, rises % once, once) for change, once in held.steady)
    return next(filter(None, found), None)


def _new(gate: Gate, held: Gated) -> Verdict:
    """Hold what something new may cost in a month."""
    if gate.new is None or not held.is_new or not held.is_there:
        return None
    if held.monthly is None:
        return held.without_number
    once = next((change.new for change, word in held.changes if word and change.new), None)
    for cost, word in ((held.monthly, held.monthly_word), (once, "once")):
        if cost is not None and cost.value > gate.new.amount.value:
            return f"is new and costs {decimal_text(cost.value)} {held.currency} {word}"
    return f"is new and {held.doubt}" if held.doubt else None


VERDICTS: Mapping[str, Callable[[Gate, Gated], Verdict]] = {
    "total": _total,
    "increase": _increase,
    "increase_percent": _increase_percent,
    "price_increase": _price_increase,
    "new": _new,
}


def _first(held: Gated, changes: Sums, verdict: Callable[[SumChange, str], Verdict]) -> Verdict:
    """Return the first verdict on what is paid in every period, and once: each is held by itself."""
    if not held.is_there or held.is_excused:
        return None
    told = (verdict(change, once) for change, once in changes if held.is_told(change, once))
    return next(filter(None, told), None)


def _rise(most: Money, held: Gated, change: SumChange, once: str) -> Verdict:
    more = change.difference
    if more is None and held.is_new and change.new is not None:
        more = change.new.value
    if more is None:
        return held.not_comparable
    if more <= most.amount.value:
        return None
    return f"rises by {decimal_text(more)} {held.currency}{held.a_time if not once else ''}{once}"


def _share(most: Num, held: Gated, change: SumChange, rises: str, once: str) -> Verdict:
    if change.difference is None:
        return held.not_comparable
    if change.old is not None and not change.old.value:
        if not change.difference:
            return None
        return f"{'had nothing that is paid once' if once else 'was free'}"
    if change.share is None or change.share <= most.value:
        return None
    return f"{rises.format(percent(change.share, most.value))}"
