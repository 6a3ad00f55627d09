"""What an answer of an API says of itself: counts in our meters, how it was served, and what it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from costcalc.pricing.stated import StatedMoney
    from costcalc.problem import Place

STANDARD = "standard"
"""The usual service."""

Meters = dict[str, "Decimal"]


class SaidWord(NamedTuple):
    """A word of an answer that decides about its price.

    Args:
        name: What cards call it: `flex`.
        written: The word itself: `ON_DEMAND_FLEX`.
        key: Its key.
        place: Where it stands.
    """

    name: str
    written: str
    key: str
    place: Place


class ReportedUsage(NamedTuple):
    """The usage of one answer.

    Args:
        shape: The name of the reader.
        requests: Meter to quantity, of each request that was made for the answer: nearly always one. Size decides
            about prices, and that is the size of one request.
        place: Where the answer stands.
        model: The model that answered.
        service: The service tier or speed in which it was served, a speed before a tier.
        region: Where it was served.
        stated: The money that it says it cost.
        times: Seconds, by key; they cost nothing.
        places: Where each meter was counted.
    """

    shape: str
    requests: tuple[Meters, ...]
    place: Place
    model: SaidWord | None
    service: SaidWord | None
    region: SaidWord | None
    stated: StatedMoney | None
    times: Mapping[str, Decimal]
    places: Mapping[str, Place]

    @property
    def meters(self) -> Meters:
        """All that was counted, of all requests together."""
        found: Meters = {}
        for request in self.requests:
            for meter, count in request.items():
                found[meter] = found.get(meter, count - count) + count
        return found
