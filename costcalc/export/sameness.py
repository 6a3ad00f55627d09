"""What makes two cells of an export the same, and what moves only because something else did."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.table import number_of
from costcalc.price_flags import PRICE_FLAGS
from costcalc.shown import show

if TYPE_CHECKING:
    from collections.abc import Collection

PRINTS = frozenset(
    {
        *("card_version", "card_sha256", "contract_version", "contract_sha256", "scenario_sha256"),
        *("x_CardVersion", "x_CardSha256", "x_ContractCardVersion", "x_ContractCardSha256", "x_ScenarioSha256"),
        "x_ExchangeRateSha256",
    }
)
"""The versions and fingerprints of inputs."""
EVIDENCE = PRINTS | {
    *("rate_effective", "verified", "confidence", "price_source", "places", "exchange_effective", "exchange_source"),
    *("x_RateEffective", "x_PriceSource", "x_PriceVerified", "x_Places", "x_ExchangeRateDate", "x_ExchangeRateSource"),
}
"""What says where a number is from."""
WORDS = frozenset(
    {"formula", "substituted", "amortised", "x_Formula", "x_FormulaSubstituted", "x_Amortised", "ChargeDescription"}
)
"""What says a number in words."""
CODES = frozenset({"flags", "x_Flags"})
"""Codes with blanks between, which older exports say as often as they are found, and what is doubtful about one price
in all rows of its option; that a card has no such doubt any more is seen by its fingerprint."""
CURRENCIES = frozenset({"exchange_currency", "cost_currency", "BillingCurrency"})
PLACES = frozenset({"places", "x_Places"})
ROUNDED = frozenset({"amount_rounded", "cost_rounded", "x_RoundedCost"})


class Sameness(NamedTuple):
    """What makes two cells the same.

    Args:
        numbers: The columns of numbers.
        known: Fingerprints and versions of inputs as they were and as they are: once said of an input, they need not
            be said of every row.
        inputs: The names of inputs that are not what they were: lines have moved in them.
        others: The names of those that have other content, which alone can move a row.
    """

    numbers: Collection[str]
    known: Collection[tuple[str, str]]
    inputs: Collection[str]
    others: Collection[str] = ()

    def same(self, column: str, was: str, now: str) -> bool:
        """Return whether two cells say the same."""
        if was == now:
            return True
        if column in PRINTS:
            return (was, now) in self.known
        if column in self.numbers:
            return number_of(was) is not None and number_of(was) == number_of(now)
        if column in CODES:
            gone = {*was.split()} - {*now.split()}
            return {*now.split()} <= {*was.split()} and gone <= PRICE_FLAGS
        return column in PLACES and self._elsewhere(was) == self._elsewhere(now)

    def _elsewhere(self, places: str) -> set[str]:
        """Return the places that are in none of the inputs whose lines have moved."""
        for name in self.inputs:
            places = re.sub(rf"(?<!\S){re.escape(show(name))}:[0-9]+:[0-9]+(?!\S)", "", places)
        return {*places.split()}


def follows(column: str, sameness: Sameness) -> bool:
    """Whether a cell moves by itself where the price or the quantity of its row does."""
    return column in sameness.numbers or column.lower().endswith("exact") or column in EVIDENCE | WORDS
