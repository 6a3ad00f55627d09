"""Prices that the size of one request decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Case, Choice, Compare, Missing, Node, Symbol, number
from costcalc.meters import links, parts_of
from costcalc.rules import MARGINAL, Line, UnitPrice, Unpriced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.meters import Meter
    from costcalc.rules import ContextTier, PriceForm, Usage

    Tiers = Sequence[tuple[ContextTier, PriceForm | Unpriced]]

READ, WRITTEN = "cache_read", "cache_write"


class Request(NamedTuple):
    """One request of a group.

    Args:
        meter: What is priced of it.
        sizes: What it counts, by meter; empty where nobody knows the size of one.
        each: What is charged of it, by meter: what no part counts.
        meters: All that can be counted.
        model: What it is asked of: CARD/MODEL.
    """

    meter: str
    sizes: Mapping[str, Node]
    each: Mapping[str, Node]
    meters: Mapping[str, Meter]
    model: str

    def family(self, whole: str) -> list[str]:
        """List the parts of a whole in the order in which they stand in a prompt, and the rest of it last.

        A cache holds the beginning of prompts: what was read from it comes first, then what is written to it.
        """
        linked = links(self.meters, list(self.each))
        cached = {READ, *parts_of(READ, linked)}

        def order(meter: str) -> int:
            return 0 if meter in cached else 1 if meter.startswith(WRITTEN) else 2

        return [*sorted(parts_of(whole, linked), key=order), whole]


def by_size(price: PriceForm, tiers: Tiers, usage: Usage, request: Request) -> Iterator[Line]:
    """Yield the lines of a usage, with other prices for large requests.

    Args:
        price: What it costs otherwise.
        tiers: The tiers that have a price for it, lowest first.
        usage: The quantity.
        request: The request.
    """
    known = [(tier, other) for tier, other in tiers if tier.when.meter in request.sizes]
    if not known:
        yield from price.lines(usage)
    elif usage.loop and (known[0][0].mode != MARGINAL or all(isinstance(other, Unpriced) for _, other in known)):
        yield from _by_turn(price, known, usage, request)
    elif known[0][0].mode != MARGINAL or all(isinstance(other, Unpriced) for _, other in known):
        # Of a price that nobody gave, no part is known either.
        yield from (_whole_request(line, known, usage.symbol, request) for line in price.lines(usage))
    elif request.meter in (family := request.family(known[0][0].when.meter)):
        before = [request.each[meter] for meter in family[: family.index(request.meter)] if meter in request.each]
        yield from _marginal(price, known, usage, request, before)
    else:
        yield from price.lines(usage)  # billed as a part of the prompt, and none itself


def _whole_request(line: Line, tiers: Tiers, symbol: str, request: Request) -> Line:
    return line._replace(unit_price=of_whole_request(line.unit_price, tiers, symbol, request))


def of_whole_request(price: Node, tiers: Tiers, symbol: str, request: Request) -> Node:
    """Return a price that the size of a request decides.

    Args:
        price: What it is for a small one.
        tiers: The tiers that have another, lowest first; one that asks for what is not known of the request counts not.
        symbol: What formulas call it.
        request: The request.
    """
    cases = [
        Case(
            Compare(request.sizes[tier.when.meter], tier.when.operator, tier.when.bound),
            _node(tier, other, symbol, request),
        )
        for tier, other in reversed(tiers)
        if tier.when.meter in request.sizes
    ]
    return Choice(tuple(cases), price) if cases else price


def _by_turn(price: PriceForm, tiers: Tiers, usage: Usage, request: Request) -> Iterator[Line]:
    """Yield a line for the turns of each size: every turn is a request of its own."""
    above = [Compare(request.sizes[tier.when.meter], tier.when.operator, tier.when.bound) for tier, _ in tiers]
    (usual, *_) = price.lines(usage)
    yield from price.lines(usage.where(above[0].opposite))
    for nth, (tier, other) in enumerate(tiers, 1):
        own = usage.where(above[nth - 1])
        if nth < len(tiers):
            own = own.where(above[nth].opposite)
        yield Line(own.quantity, _node(tier, other, usage.symbol, request), usual.per, f"tier_{nth}")


def _marginal(price: PriceForm, tiers: Tiers, usage: Usage, request: Request, before: list[Node]) -> Iterator[Line]:
    cut = usage.slices(usage.each, [tier.when.bound for tier, _ in tiers], before)
    (usual,) = price.lines(usage)
    yield Line(usage.in_period(cut[0]), usual.unit_price, usual.per)
    for nth, ((tier, other), each) in enumerate(zip(tiers, cut[1:], strict=True), 1):
        node = _node(tier, other, usage.symbol, request)
        if isinstance(node, Missing):  # only who reaches above the bound needs to know it
            node = Choice((Case(Compare(each, ">", number(0)), node),), number(0))
        yield Line(usage.in_period(each), node, usual.per, f"tier_{nth}")


def _node(tier: ContextTier, price: PriceForm | Unpriced, symbol: str, request: Request) -> Node:
    if isinstance(price, UnitPrice):
        return Symbol(f"{symbol}{tier.name}", price.price)
    when = f"{tier.when.meter} {tier.when.operator} {tier.when.bound.text}"
    why = f"{request.model}: nobody says what `{symbol}` is where {when}"
    return Missing(why, "unpriced", price.place, f"see {price.place}")


def tier_reached(tiers: Tiers, sizes: Mapping[str, Node]) -> Node | None:
    """Return the formula of which tier counts: 1 for the lowest, 0 for none; None where there is no choice."""
    known = [(nth, tier.when) for nth, (tier, _) in enumerate(tiers, 1) if tier.when.meter in sizes]
    if not known:
        return None
    cases = [Case(Compare(sizes[when.meter], when.operator, when.bound), number(nth)) for nth, when in reversed(known)]
    return Choice(tuple(cases), number(0))
