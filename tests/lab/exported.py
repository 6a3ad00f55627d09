"""What an export of the laboratory has to add up to, by fractions."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tests.lab.repository import AS_OF
from tests.lab.sums import Asked, charges, rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.lab.described import Lab, Scenario
    from tests.lab.sums import Charge

FIRST, MONTHS = date(2026, 12, 1), 12


class Bill(NamedTuple):
    """What is rounded together: the rows of an option in a time and a currency, those paid once apart."""

    scenario: str
    option: str
    start: str
    currency: str
    once: bool


def month(nth: int) -> date:
    """Return the first day of the nth month."""
    year, number = divmod(FIRST.year * 12 + FIRST.month - 1 + nth, 12)
    return date(year, number + 1, 1)


def of_periods(lab: Lab) -> dict[Bill, Fraction]:
    """Return the bills of what is chosen, each in its own period."""
    today = date.fromisoformat(AS_OF)
    found: dict[Bill, Fraction] = defaultdict(Fraction)
    for one in lab.scenarios.values():
        start = f"{one.period}-01" if one.period[:2] == "20" else AS_OF
        for charge in charges(lab, one, one.chosen, Asked(today)):
            found[_bill(one, start, charge)] += charge.amount
    return dict(found)


def of_months(lab: Lab) -> dict[Bill, Fraction]:
    """Return the bills of what is chosen, in twelve months."""
    found: dict[Bill, Fraction] = defaultdict(Fraction)
    for one in in_months(lab).values():
        for nth in range(MONTHS):
            for charge in charges(lab, one, one.chosen, Asked(month(nth), None, month(nth), nth)):
                if not (charge.once and nth):
                    found[_bill(one, month(nth).isoformat(), charge)] += charge.amount
    return dict(found)


def in_months(lab: Lab) -> Mapping[str, Scenario]:
    """Return the scenarios that months can be made of."""
    return {file: one for file, one in lab.scenarios.items() if one.period in {"day", "week", "month", "year"}}


def _bill(one: Scenario, start: str, charge: Charge) -> Bill:
    once = charge.once or one.period == "once"
    return Bill(one.id, one.chosen, start, charge.currency, once)


def in_usd(lab: Lab, bills: Mapping[Bill, Fraction]) -> dict[Bill, Fraction]:
    """Return bills in the currency of the scenarios; the rates of exchange do not change within the export."""
    found: dict[Bill, Fraction] = defaultdict(Fraction)
    for bill, amount in bills.items():
        found[bill._replace(currency="USD")] += amount * rate(lab, bill.currency, date.fromisoformat(AS_OF))
    return dict(found)


def cents(amount: Fraction) -> int:
    """Return an amount that is not negative in cents, half a cent upwards."""
    return int(amount * 100 + Fraction(1, 2))


def by_team(lab: Lab, bills: Mapping[Bill, Fraction]) -> dict[str, int]:
    """Return what each team pays, in cents, every bill rounded by itself."""
    found: dict[str, int] = defaultdict(int)
    for bill, amount in bills.items():
        found[lab.scenario(bill.scenario).tags["team"]] += cents(amount)
    return dict(found)


def by_month(bills: Mapping[Bill, Fraction]) -> Iterator[tuple[str, Fraction]]:
    """Yield what each month comes to."""
    for start in sorted({bill.start for bill in bills}):
        yield start[:7], sum((amount for bill, amount in bills.items() if bill.start == start), Fraction(0))
