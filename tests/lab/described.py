"""What the laboratory is made of, as plain data: its files are written from it, and its money is worked out from it.

Numbers are texts, as they stand in a file. Nothing here knows costcalc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Tier(NamedTuple):
    """Other prices for requests with more input than this."""

    above: int
    prices: Mapping[str, str]


class Peak(NamedTuple):
    """Hours, from the first to before the last, at which everything costs so many times as much."""

    multiplier: str
    first: int
    last: int
    days: str = "mon-fri"


class Promotion(NamedTuple):
    """All prices times this, until a day."""

    multiplier: str
    until: str


class Rate(NamedTuple):
    """The prices of a model from a day on."""

    effective: str
    prices: Mapping[str, str]
    tier: Tier | None = None
    peak: Peak | None = None
    promotion: Promotion | None = None
    batch: str = ""
    until: str = ""
    corrects: str = ""
    source: str = "price list"


class Terms(NamedTuple):
    """What was negotiated: a discount on all models, or a price of one."""

    effective: str
    discount: str = ""
    model: str = ""
    prices: Mapping[str, str] = {}
    until: str = ""


class Card(NamedTuple):
    """A rate card, or the terms that are laid over one."""

    id: str
    currency: str
    models: Mapping[str, tuple[Rate, ...]] = {}
    extends: str = ""
    terms: tuple[Terms, ...] = ()
    version: str = "2026-11-01"
    comment: str = ""


class Call(NamedTuple):
    """Requests of one size; with turns, the k-th of them has k times as much input."""

    name: str
    requests: str
    input: int
    output: int
    cached: int = 0
    turns: int = 0
    model: str = ""


class Line(NamedTuple):
    """What is no model's."""

    name: str
    quantity: str
    unit_price: str
    currency: str = "USD"
    once: bool = False


class Option(NamedTuple):
    """One of the alternatives."""

    model: str
    service: str = ""


class Scenario(NamedTuple):
    """What work there is; `growth` is the factor of the requests from one month to the next."""

    id: str
    period: str
    calls: tuple[Call, ...]
    options: Mapping[str, Option]
    tags: Mapping[str, str]
    chosen: str = ""
    lines: tuple[Line, ...] = ()
    growth: str = ""
    peak_share: str = ""
    as_of: str = ""
    budgets: Mapping[str, str] = {}
    title: str = ""
    comment: str = ""


class Exchange(NamedTuple):
    """How much of `to` one of `base` is, from a day on."""

    effective: str
    base: str
    to: str
    rate: str


class Lab(NamedTuple):
    """A project: files by their names."""

    cards: Mapping[str, Card]
    scenarios: Mapping[str, Scenario]
    fx: tuple[Exchange, ...]
    policy: str
    others: Mapping[str, str] = {}

    def card(self, name: str) -> Card:
        """Return the card of this id."""
        return next(card for card in self.cards.values() if card.id == name)

    def scenario(self, name: str) -> Scenario:
        """Return the scenario of this id."""
        return next(one for one in self.scenarios.values() if one.id == name)
