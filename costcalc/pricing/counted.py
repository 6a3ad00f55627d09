"""One meter of one group in one slot, and the lines it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Case, Choice, Node, Product, Quotient
from costcalc.pricing.line import BillLine, key_of
from costcalc.pricing.quote import LIST, LISTED, Quote, Wanted, quote
from costcalc.pricing.size import Request
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.rules import Asked, InWindow, Line
    from costcalc.workload import RequestGroup


class Counted(NamedTuple):
    """What is counted.

    Args:
        wanted: The model, the time, the service.
        group: The requests.
        request: One of them.
        quote: The price of it.
        asked: How much.
    """

    wanted: Wanted
    group: RequestGroup
    request: Request
    quote: Quote
    asked: Asked

    def lines(self) -> Iterator[BillLine]:
        """Price it."""
        slot = self.wanted.slot
        lines = list(self.quote.lines(self.asked, self.request))
        if slot.reason:
            lines = self._with_reason(lines, slot.reason)
        listed = contracted = None
        if self.wanted.offer.list_file or slot.rate.promotion or slot.rate.markup:
            listed = self._otherwise(self.wanted._replace(without=LIST))
            contracted = self._otherwise(self.wanted._replace(without=LISTED))
        for nth, line in enumerate(lines):
            yield BillLine(
                key=key_of(self.group.call, self.request.meter, slot.label, line.part),
                group=self.group,
                meter=self.request.meter,
                line=line,
                slot=slot,
                quote=self.quote,
                list_price=_other_price(listed, nth, lines),
                contracted_price=_other_price(contracted, nth, lines),
            )

    def _otherwise(self, wanted: Wanted) -> list[Line] | None:
        """Price it without some of what changes the price, or at other hours; None where it has no price then."""
        try:
            found = quote(wanted, self.request.meter)
        except InputError:
            return None
        return list(found.lines(self.asked._replace(symbol=found.symbol), self.request))

    def _with_reason(self, lines: list[Line], reason: InWindow) -> list[Line]:
        """Keep the price of the other hours, too, so that the formula says why this one was taken."""
        slot = self.wanted.slot._replace(in_window=not self.wanted.slot.in_window, reason=None)
        others = self._otherwise(self.wanted._replace(slot=slot))
        if others is None or len(lines) != len(others):
            return lines
        if [line.unit_price for line in lines] == [line.unit_price for line in others]:
            return lines
        chosen = []
        for line, other in zip(lines, others, strict=True):
            inside, outside = (line, other) if reason.inside else (other, line)
            price = Choice((Case(reason, inside.unit_price),), outside.unit_price)
            chosen.append(line._replace(unit_price=price))
        return chosen


def _other_price(others: list[Line] | None, nth: int, lines: list[Line]) -> Node | None:
    """Give the price of a line in another reading of the rate, for as many units, where that has the same lines."""
    if not others or len(others) != len(lines):
        return None
    other, per = others[nth], lines[nth].per
    return other.unit_price if other.per == per else Quotient(Product((other.unit_price, per)), other.per)
