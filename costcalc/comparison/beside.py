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


class Beside(NamedTuple):
    """An option beside the baseline, and a request and a year of it, as formulas; None where there is none.

    Args:
        saving: The share of the baseline that is saved.
        ratio: How many times the baseline costs what it does.
        per_request: The total over all requests of the period.
        per_year: The total over a year of such periods.
    """

    saving: Node | None
    ratio: Node | None
    per_request: Node | None
    per_year: Node | None


ALONE = Beside(None, None, None, None)


def beside(total: Node | None, baseline: Node | None, requests: Node | None, period: str) -> Beside:
    """Return an option's total beside another one, by the request and by the year.

    Args:
        total: Of the option.
        baseline: The total compared with.
        requests: How many there are in the period; None where only totals are known.
        period: Its name.
    """
    if total is None:
        return ALONE
    years = PERIODS_A_YEAR.get(period)
    return Beside(
        saving=Difference(number(1), Quotient(total, baseline)) if baseline else None,
        ratio=Quotient(baseline, total) if baseline else None,
        per_request=Quotient(total, requests) if requests else None,
        per_year=(total if period == "year" else Product((total, years))) if years else None,
    )
