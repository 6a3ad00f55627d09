"""What an answer of an API says of itself: counts in our meters, how it was served, and what it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from decimal import Decimal

    from costcalc.pricing.stated import StatedMoney
    from costcalc.problem import Place

STANDARD = "standard"
"""The usual service."""

Meters = dict[str, "Decimal"]
_SERVED = {
    "standard",
    "default",
    "auto",
    "batch",
    "flex",
    "priority",
    "fast",
    "ultrafast",
    "scale",
    "provisioned",
    "performance",
    "reserved",
}
_SERVED |= {"on_demand", "on_demand_flex", "on_demand_priority", "provisioned_throughput", "optimized"}
WORDS = frozenset(_SERVED | {"us", "eu", "global"})
"""What is known to stand in answers for how they were served. No other text of an answer is quoted, but what a card has
as well: anything else may be a key, a name or a prompt."""


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

    def text(self, known: Collection[str] = ()) -> str:
        """Return what it says: the word itself if it is one that is known here, or one of some others."""
        is_known = self.written.lower() in WORDS or self.name in known
        return f"`{self.key}` is `{self.written}`" if is_known else f"`{self.key}` is a word that no card has"


class ReportedUsage(NamedTuple):
    """The usage of one answer.

    Args:
        shape: The name of the reader.
        requests: Meter to quantity, of each request that was made for the answer: nearly always one. Size decides
            about prices, and that is the size of one request.
        place: Where the answer stands.
        models: The models that answered, or took part in it; they are never quoted unless a card has them.
        service: The service tier or speed in which it was served, a speed before a tier.
        region: Where it was served.
        stated: The money that it says it cost.
        places: Where each meter was counted.
        unsaid: The meters of which nobody says whether there is anything.
        is_open: Whether it was kept before it ended, so that more may be billed than it counts.
    """

    shape: str
    requests: tuple[Meters, ...]
    place: Place
    models: tuple[SaidWord, ...]
    service: SaidWord | None
    region: SaidWord | None
    stated: StatedMoney | None
    places: Mapping[str, Place]
    unsaid: frozenset[str] = frozenset()
    is_open: bool = False

    @property
    def meters(self) -> Meters:
        """All that was counted, of all requests together."""
        found: Meters = {}
        for request in self.requests:
            for meter, count in request.items():
                found[meter] = found.get(meter, count - count) + count
        return found
