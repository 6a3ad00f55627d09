"""What a change makes more or less sure of an option, although its total is what it was: flags, and wider ranges."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from costcalc import money
from costcalc.checks import Finding, Level
from costcalc.checks.finding import option_called
from costcalc.price_flags import PRICE_FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.comparison import Outcome
    from costcalc.feasibility import Flag
    from costcalc.review.priced import PricedPair

SAID_ELSEWHERE = frozenset({"time-of-day-unknown", "unit-not-converted"})
"""Of which `hours-changed` and `period-unit` say more."""

_LOOK = "see what settles it: a source, and the day in `verified`"


def doubts(today: Iterable[PricedPair]) -> Iterator[Finding]:
    """Report what speaks against an option now and did not, and what it can cost where that is no one number."""
    for one in (one for one in today if one.before is not one.after):  # what is unchanged is priced once
        for option in one.options():
            before, after = option.before, option.after
            if before is None or after is None or after.not_priced or before.not_priced:
                continue
            name, place = option_called(one.pair.name, option.id), after.plan.place
            for flag in _new_flags(before, after):
                message = f"{name} is flagged `{flag.code}` now: {flag.message}"
                yield Finding("new-flag", Level.WARNING, place, message, None, f"{name} {flag.code}")
            for flag in _doubts_gone(before, after):
                wins = "; it is the cheapest now" if one.after and after.id in one.after.cheapest else ""
                message = f"{name} was flagged `{flag.code}`, which kept it from being the cheapest, and is not{wins}"
                yield Finding("doubt-gone", Level.WARNING, place, message, _LOOK, f"{name} {flag.code}")
            was, now = _ends(before), _ends(after)
            if was != now and _value(before) == _value(after):
                message = (
                    f"{name} costs what it did, and can cost {now or 'nothing else'}; it was {was or 'one number'}"
                )
                yield Finding("range-changed", Level.WARNING, place, message, None, name)


def _new_flags(before: Outcome, after: Outcome) -> Iterator[Flag]:
    """Yield a flag of each code that there are more of: sizes and dates in words may be others, and no new doubt."""
    was, now = (Counter(flag.code for flag in side.flags) for side in (before, after))
    said = {flag.message for flag in before.flags}
    for code in now - was:
        if code not in SAID_ELSEWHERE:
            own = [flag for flag in after.flags if flag.code == code]
            yield next((flag for flag in own if flag.message not in said), own[-1])


def _doubts_gone(before: Outcome, after: Outcome) -> Iterator[Flag]:
    """Yield a flag of each code that was said of the prices of the same models, kept them from winning, and is gone."""
    if [offer.ref for offer in before.offers] == [offer.ref for offer in after.offers]:
        barred = {flag.code for flag in after.flags if flag.bars}
        gone = {flag.code: flag for flag in before.flags if flag.bars and flag.code in PRICE_FLAGS}
        yield from (flag for code, flag in gone.items() if code not in barred)


def _ends(outcome: Outcome) -> str | None:
    """Return how little and how much an option can cost, for people; None where that is one number."""
    ranged = outcome.ranged_total
    if ranged is None:
        return None
    if ranged.low is None or ranged.high is None:
        return f"what is not known ({ranged.why})"
    return f"{money.total(ranged.low)} to {money.total(ranged.high)}"


def _value(outcome: Outcome) -> object:
    return outcome.total.value if outcome.total else None
