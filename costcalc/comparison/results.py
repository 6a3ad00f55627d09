"""The results of an option by the names that the output prints: `total`, `answer.input`, `price.output`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Missing, Node, Num, added, number, product
from costcalc.pricing import REQUEST, PriceQuery, portions, price_of
from costcalc.problem import InputError
from costcalc.rules import Terms
from costcalc.scenario import PRICE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from costcalc.comparison.bought import Bought
    from costcalc.comparison.option_plan import OptionPlan, PricedIn
    from costcalc.pricing import ChargePlan
    from costcalc.workload import RequestGroup

TOTAL, UPFRONT, REQUESTS, QUANTITY, WHOLE = "total", "upfront", "requests", "quantity", "whole"
LIMITS = ("context_window", "max_output")
NO_NUMBER = "no number"


class Results:
    """What of an option formulas can name.

    Args:
        option: The option.
        entries: The names of all entries of the workload.
        priced: The time, and the currency of the comparison with what brings others into it.
    """

    def __init__(self, option: OptionPlan, entries: Sequence[str], priced: PricedIn) -> None:
        self.option = option
        self.entries = entries
        self.exchange = priced.exchange
        self.period = priced.period
        self._groups = {group.call: group for group in option.groups}
        self._used = {*self._groups, *(str(line.line) for line in option.lines)}
        self._found: dict[str, Node | None] = {}

    def find(self, name: str) -> Node | None:
        """Return a result as a formula; where it is known and has no number, what says why. None where there is none.

        Args:
            name: As the option itself calls it: `answer.input.quantity`.
        """
        if name not in self._found:
            self._found[name] = self._sought(name)
        return self._found[name]

    def _sought(self, name: str) -> Node | None:
        parts = name.split(".")
        if parts[0] == PRICE and len(parts) == 2:  # noqa: PLR2004  # price.METER
            return self._price(parts[1])
        if len(parts) == 1:
            return self._whole_option(name)
        if parts[0] in self.entries:
            return self._of_entry(parts[0], parts[1:])
        if parts[1:] == [QUANTITY]:
            return self._of_meter(parts[0])
        return None

    def uses(self, entry: str) -> bool:
        """Return whether the option has an entry of the workload."""
        return entry in self._used

    def names(self) -> list[str]:
        """List the names that there are, for whoever misspelt one."""
        found = [TOTAL, UPFRONT, *LIMITS] if self.option.has_cost else []
        for group in self._groups.values():
            found += [f"{group.call}.{word}" for word in (TOTAL, REQUESTS)]
            for meter in group.shape:
                found += [f"{group.call}.{meter}", f"{group.call}.{meter}.{QUANTITY}", f"{PRICE}.{meter}"]
                found.append(f"{meter}.{QUANTITY}")
        found += [f"{line.line}.{TOTAL}" for line in self.option.lines]
        return list(dict.fromkeys(found))

    def _whole_option(self, name: str) -> Node | None:
        option = self.option
        if name in {TOTAL, UPFRONT}:
            if not option.has_cost:
                return None
            if option.estimate is None:
                return self._unpriced()
            if name == TOTAL:
                return option.estimate.total
            return option.upfront.total if option.upfront else number(0)
        return self._limit(name) if name in LIMITS else None

    def _of_entry(self, entry: str, rest: list[str]) -> Node | None:
        if entry not in self._used:
            return self._missing(f"{self._named} does not use `{entry}`")
        if rest == [TOTAL]:
            return self._cost(lambda charge: charge.entry == entry)
        group = self._groups.get(entry)
        if group is None:
            return None
        if rest == [REQUESTS]:
            return group.requests or self._missing(f"only totals are known of `{entry}`")
        return self._of_call(group, *rest)

    def _of_call(self, group: RequestGroup, meter: str, *word: str) -> Node | None:
        """Return what a meter of a call costs, or how much of it there is."""
        if not word:
            charged = any(charge.entry == group.call and charge.meter == meter for charge in self.option.charges)
            if meter not in group.shape and not charged:
                return None
            return self._cost(lambda charge: charge.entry == group.call and charge.meter == meter)
        if meter not in group.shape:
            counted = meter == REQUEST and word == (QUANTITY,) and group.requests
            return counted or None
        if word == (QUANTITY,):
            return self._quantity(group, meter)
        return group.in_period(group.shape[meter]) if word == (WHOLE,) else None

    def _of_meter(self, meter: str) -> Node | None:
        if meter == REQUEST:
            charged = {charge.entry for charge in self.option.charges if charge.meter == REQUEST}
            counts = [group.requests for name, group in self._groups.items() if name in charged]
            return added(filter(None, counts)) if any(counts) else None
        found = [self._quantity(group, meter) for group in self._groups.values() if meter in group.shape]
        return added(found) if found else None

    def _quantity(self, group: RequestGroup, meter: str) -> Node:
        """Return how much of a meter is charged: what is billed, where that is counted in the units of the meter."""
        charges = [one for one in self.option.charges if one.entry == group.call and one.meter == meter]
        if charges and all(charge.line.unit is None for charge in charges):
            return added(charge.line.quantity for charge in charges)
        offer = next(each.offer for each in self.option.bought if group in each.groups)
        return group.quantity(meter, offer.meters)

    def _cost(self, counts: Callable[[ChargePlan], bool]) -> Node:
        """Return what some charges cost, in the currency of the comparison."""
        if self.option.estimate is None:
            return self._unpriced()
        terms = []
        for charge in self.option.charges:
            if counts(charge):
                conversion = self.exchange.conversions.get(charge.currency)
                terms.append(product(charge.named, conversion.rate) if conversion else charge.named)
        return added(terms) if terms else number(0)

    def _limit(self, name: str) -> Node | None:
        found: dict[object, Num] = {}
        for offer in self.option.offers:
            own: list[Num | None] = [getattr(limits, name) for limits in self.option.limits(offer)]
            known: dict[object, Num] = {limit.value: limit for limit in own if limit}
            if None in own or not known:
                return self._missing(f"nobody says the `{name}` of {offer.ref}")
            if len(known) > 1:
                return self._missing(f"the `{name}` of {offer.ref} is not one number: it changes in {self.period}")
            found |= known
        if len(found) != 1:
            models = " and ".join(self.option.models.values())
            return self._missing(f"{self._named} has models of several `{name}`: {models}") if found else None
        return next(iter(found.values()))

    def _price(self, meter: str) -> Node | None:
        """Return what is paid for a million tokens of a meter, or for one of what is no token.

        What counts are the calls that ask for it; where none does, all of them.
        """
        if not any(meter in each.offer.meters for each in self.option.bought):
            return None
        asking = any(meter in group.shape for group in self.option.groups)
        prices: list[Node] = []
        for each in self.option.bought:
            groups = [group for group in each.groups if meter in group.shape or not asking]
            served = dict.fromkeys((group.terms, group.peak_share) for group in groups)
            for terms, share in served or ([] if asking else [(Terms(), None)]):
                price = self._paid(each, terms, share, meter)
                if price not in prices:
                    prices.append(price)
        if len(prices) > 1 and not any(isinstance(price, Missing) for price in prices):
            return self._missing(f"`{PRICE}.{meter}` of {self._named} is not one number: its calls pay several")
        return next((price for price in prices if isinstance(price, Missing)), prices[0])

    def _paid(self, bought: Bought, terms: Terms, peak_share: Node | None, meter: str) -> Node:
        """Return what a unit of a meter costs on a model; what says why, where that is not one number."""
        offer = bought.offer
        if meter not in offer.meters:
            return self._missing(f"{offer.ref} has no meter `{meter}`")
        try:
            times = list(portions(offer, self.option.as_of, self.period, peak_share, bought.place))
            if len(times) != 1:
                return self._missing(f"the price of {offer.ref} is not one number: it depends on the time")
            price = price_of(PriceQuery(offer, times[0].segment, times[0].moment, terms), meter)
        except InputError as error:
            return self._missing(error.problems[0].message)
        if price is None:
            return self._missing(f"the price of `{meter}` of {offer.ref} depends on how much is asked for")
        conversion = self.exchange.conversions.get(offer.prices.card.currency)
        return product(price, conversion.rate) if conversion else price

    @property
    def _named(self) -> str:
        return f"`{self.option.id}`" if self.option.id else "this"

    def _unpriced(self) -> Missing:
        why = self.option.problems[0].message if self.option.problems else "it has no price"
        return self._missing(f"{self._named} is not priced: {why}")

    def _missing(self, why: str) -> Missing:
        return Missing(why, NO_NUMBER, self.option.place)
