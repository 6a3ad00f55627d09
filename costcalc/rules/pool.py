"""Models that share one quota: what is asked of all of them is counted together.

    input: {price: 1, free: {quantity: 1M, per: month, pool: tokens}}         # of one model
    input: {price: 4, free: {quantity: 1M, per: month, pool: tokens}}         # of another one of the card

A `pool` stands in `free`, and beside the prices of `graduated`, of `volume` and of a `package` that is rounded for the
period. The prices of a card that name the same one share it, whichever models, meters and services they are of. They
may differ, but the quota, the bounds or the package are the same. The first calls of an option use it first, those of
one model before those of the next: 800K tokens of one, then 500K of the other, of which 200K are still free:

    800000 * 0 / 1000000 = 0
    200000 * 0 / 1000000 = 0
    300000 * 4 / 1000000 = 1.2

A price without `pool` counts what is asked of its own model. Where an option runs on several models of a card, and more
than one of them has a quota of its own, it is flagged `quota-shared`: the card does not say whether they share it. What
is paid once has quotas of its own. `minimum_charge` and `reserved` are of one model each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import Problem
from costcalc.rules.unit import plural
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.expr import Exact

BAD_POOL = "bad-pool"

POOL = "the name under which several models of the card share it"
"""What `pool` is, wherever it stands."""


def pool_text(pool: str | None) -> str:
    """Return what a price in one line adds where its quota is shared."""
    return f", shared as {pool}" if pool else ""


class Quota(NamedTuple):
    """What a price gives to all that counts in a period together: a free quantity, slices, steps, packages.

    Args:
        pool: The name under which prices share it; None where it is the price's own.
        kind: Which of them it is.
        bounds: The quantity, or where slices and steps end.
        period: Whose total it is; empty where it is that of whichever period is priced.
        price: Of a package, which is one thing whatever it is used for; None of the others.
    """

    pool: str | None
    kind: str
    bounds: tuple[Exact, ...]
    period: str = ""
    price: Exact | None = None


class PoolUse(NamedTuple):
    """A price that shares a quota.

    Args:
        quota: What it shares.
        unit: What is counted.
        start: From when on it is in force; None is always.
        end: Until when; None is for good.
    """

    quota: Quota
    unit: str
    start: datetime | None = None
    end: datetime | None = None


def validate_pools(uses: Iterable[PoolUse]) -> Iterator[Problem]:
    """Yield a problem for each price that shares a quota with one in force at the same time, and has another one."""
    last: dict[str, PoolUse] = {}
    for use in sorted(uses, key=lambda use: (use.start is not None, use.start or 0)):
        pool = use.quota.pool or ""
        before = last.get(pool)
        if before and _meet(before, use):
            yield from _unlike(before, use)
        if before is None or (before.end and (use.end is None or use.end > before.end)):
            last[pool] = use


def _meet(before: PoolUse, use: PoolUse) -> bool:
    """Return whether two prices are in force at one time, of which the first began first."""
    return before.end is None or use.start is None or use.start < before.end


def _unlike(before: PoolUse, use: PoolUse) -> Iterator[Problem]:
    pool = use.quota.pool or ""
    other = f"in line {place_of(before.quota.pool or '').line}"
    if before.quota != use.quota:
        message = f"`{pool}` is another quota here than {other}"
        hint = "prices that share a pool have one quota: write the same terms, or name another pool"
        yield Problem(place_of(pool), BAD_POOL, message, hint)
    elif before.unit != use.unit:
        message = f"`{pool}` counts {plural(use.unit)} here, and {plural(before.unit)} {other}"
        yield Problem(place_of(pool), BAD_POOL, message, "name a pool for each unit")
