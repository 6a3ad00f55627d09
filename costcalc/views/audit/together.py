"""What is found of several claims together: one value that makes them true, ratios that differ, printed prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import decimal_text
from costcalc.instant import short_instant
from costcalc.views.audit.numbers import NO_VALUE, values_text
from costcalc.views.blocks import Block, Bullets, Heading
from costcalc.views.view import Detail
from costcalc.views.words import counted, figure_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.comparison.audit.audit import Audit
    from costcalc.comparison.audit.conflicts import ModelPair
    from costcalc.comparison.audit.held import PrintedPrices
    from costcalc.comparison.audit.needs import SharedNeed
    from costcalc.comparison.audit.verdict import Verdict

DIGITS = 2


def together_blocks(audit: Audit, detail: Detail) -> Iterator[Block]:
    """Yield what is found of several claims together, which says most of all.

    Args:
        audit: The audit.
        detail: How much is told: what makes the same claims true as another value does is told by `--explain`.
    """
    shared = audit.shared if detail is Detail.EXPLAINED else list(_telling(audit.shared))
    if shared:
        printed = {str(claim.written.claim): claim.written.printed for claim in audit.result.claims}
        yield Heading("One value makes several claims true")
        yield Bullets(tuple(_shared(one, printed) for one in shared))
    if audit.pairs:
        yield Heading("Different ratios of one pair")
        yield Bullets(tuple(map(_pair, audit.pairs)))
    if audit.prices and detail is not Detail.BRIEF:
        yield Heading("Printed prices")
        yield Bullets(tuple(_prices(audit.prices)))


def _prices(prices: Sequence[PrintedPrices]) -> Iterator[str]:
    """Yield how printed prices stand to the published ones: what is wrong first, with how many claims it is in."""
    for one in prices:
        if one.first.is_wrong and one.first.paid is not None:
            printed, paid = decimal_text(one.first.printed), decimal_text(one.first.paid)
            which = f"{one.name}: {one.meter} {printed}, and {one.first.offer.ref} publishes {paid}"
            yield f"{which}: in {counted(len(one.claims), 'claim')}"
    for (name, ref, at), meters in _grouped(one for one in prices if one.first.paid is None).items():
        yield f"{name}: no one price of {ref} {', '.join(meters)} is published at {at}"
    for (name, ref, _), meters in _grouped(
        one for one in prices if one.first.paid is not None and not one.first.is_wrong
    ).items():
        yield f"{name}: {', '.join(meters)} as {ref} publishes"


def _grouped(prices: Iterable[PrintedPrices]) -> dict[tuple[str, str, str], list[str]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in prices:
        found.setdefault((one.name, one.first.offer.ref, short_instant(one.first.at)), []).append(one.meter)
    return found


def _telling(shared: Sequence[SharedNeed]) -> Iterator[SharedNeed]:
    """Yield those that make a claim true that none before them does."""
    seen: set[str] = set()
    for one in shared:
        if not set(one.claims) <= seen:
            yield one
        seen |= set(one.claims)


def _shared(one: SharedNeed, printed: dict[str, str | None]) -> str:
    value = f"{one.assumption} = {values_text(one.roundest, [one.values])}"
    claims = ", ".join(f"{name} ({printed[name]})" if printed[name] else name for name in one.claims)
    return f"{value} makes {counted(len(one.claims), 'claim')} true: {claims}"


def _pair(pair: ModelPair) -> str:
    """Return the ratios of a pair, each value once with those that say it."""
    found: dict[str, list[str]] = {}
    for verdict in pair.claims:
        found.setdefault(_ratio(verdict), []).append(_named(verdict))
    ratios = "; ".join(f"{value} ({', '.join(names)})" for value, names in found.items())
    return f"{pair.over} ÷ {pair.under}: {ratios}"


def _ratio(verdict: Verdict) -> str:
    value = verdict.claim.figures[0].value
    return NO_VALUE if value is None else figure_text(value, DIGITS)


def _named(verdict: Verdict) -> str:
    printed = verdict.claim.written.printed
    return f"{verdict.name}, {printed} printed" if printed else verdict.name
