"""An option beside the baseline, as formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Difference, Node, Product, Quotient, number

if TYPE_CHECKING:
    from collections.abc import Mapping

PERIODS_A_YEAR: Mapping[str, Node] = {
    "day": number(365),
    "week": Quotient(number(365), number(7)),
    "month": number(12),
    "year": number(1),
}


class Totals(NamedTuple):
    """What other options' formulas call the cost of an option: None where it has none.

    Args:
        total: Of every period.
        upfront: What is paid once; None where nothing is.
    """

    total: Node | None
    upfront: Node | None


class Beside(NamedTuple):
    """An option beside the baseline, and a request and a year of it, as formulas; None where there is none.

    Args:
        saving: The share of the baseline that is saved.
        ratio: How many times the baseline costs what it does.
        per_request: The total over all requests of the period.
        per_year: The total over a year of such periods.
        payback: In how many periods it has saved what it costs more at once.
    """

    saving: Node | None
    ratio: Node | None
    per_request: Node | None
    per_year: Node | None
    payback: Node | None = None


ALONE = Beside(None, None, None, None)


def beside(own: Totals, compared: Totals, requests: Node | None, period: str) -> Beside:
    """Return an option's total beside another one, by the request and by the year.

    Args:
        own: What the option costs.
        compared: What it is compared with.
        requests: How many there are in the period; None where that is not one number.
        period: Its name.
    """
    total, baseline = own.total, compared.total
    if total is None:
        return ALONE
    years = PERIODS_A_YEAR.get(period)
    return Beside(
        saving=Difference(number(1), Quotient(total, baseline)) if baseline else None,
        ratio=Quotient(baseline, total) if baseline else None,
        per_request=Quotient(total, requests) if requests else None,
        per_year=(total if period == "year" else Product((total, years))) if years else None,
        payback=_payback(own.upfront, compared.upfront, Difference(baseline, total)) if baseline else None,
    )


def _payback(upfront: Node | None, compared: Node | None, saved: Node) -> Node | None:
    if upfront is None:
        return None
    return Quotient(Difference(upfront, compared) if compared else upfront, saved)
