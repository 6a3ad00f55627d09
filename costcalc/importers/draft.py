"""What an importer makes of somebody else's list of prices: plain records, before they are YAML.

Nothing here knows a format. An importer fills the records with what its source says, and leaves a `Note` for
everything that a rate card cannot say; nothing is dropped without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import NamedTuple

from costcalc.source.fields import ID, MAX_ID, SPELLING

Value = str | Mapping[str, "Value"] | Sequence["Value"]
"""What may stand in a card: a text, or mappings and lists of texts. Numbers are their exact decimal text."""

Sheet = Mapping[str, Value]
"""Meter to price: `"0.14"`, the meter it is billed as, or a mapping such as `{"price": "10", "per": "1K searches"}`."""

USD = "USD"

_SERVICE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_IN_NO_ID = re.compile(r"[^A-Za-z0-9._:/@+*?\[\]!-]", re.ASCII)
_BEFORE_ID = "~@._:/+-"
_NOT_IN_CARD_ID = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftRate:
    """Prices in force from an instant.

    Args:
        effective: A date or an instant, in ISO form.
        source: Where the prices were read: the vendor's page if the source names it.
        until: No longer in force from here on.
        sheet: Meter to price.
        other: Prices of the meters that the card names itself.
        context_tiers: `{"when": "input > 200K", "mode": "whole_request", "input": "2.50", …}`, lowest first.
        services: Name of the service to its terms: `{"multiplier": "0.5"}` or own prices.
        regions: Name of the region to its terms.
        peak: Prices by the time of day, with `hours` and `tz`.
        off_peak: The same, for the cheaper hours.
        markup: `"5.5%"`.
        disagreement: What another list says instead.
        doubts: What is doubtful about the prices: words of `costcalc.ratecard.doubts`.
        note: For people.
        context_window: Overrides the model's while the rate is in force.
        max_output: The same.
    """

    effective: str
    source: str | Sequence[str]
    until: str | None = None
    sheet: Sheet = field(default_factory=dict)
    other: Sheet = field(default_factory=dict)
    context_tiers: Sequence[Mapping[str, Value]] = ()
    services: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    regions: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    peak: Mapping[str, Value] | None = None
    off_peak: Mapping[str, Value] | None = None
    markup: str | None = None
    disagreement: str | None = None
    doubts: Sequence[str] = ()
    note: str | None = None
    context_window: str | None = None
    max_output: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftModel:
    """A model with its prices, oldest first. Dates are ISO texts, limits whole numbers as text.

    `currency` is that of its prices; a card has one, so that models of another become a card of their own.
    """

    name: str
    rates: Sequence[DraftRate]
    title: str | None = None
    aliases: Sequence[str] = ()
    context_window: str | None = None
    max_output: str | None = None
    released: str | None = None
    retired: str | None = None
    weights: str | None = None
    facts_source: str | None = None
    note: str | None = None
    currency: str = USD


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftCard:
    """A provider with its models.

    Args:
        id: What the card is called; `card_id` makes one of a provider's name.
        title: For people.
        models: At least one.
        meters: Those that the card names itself: `{"citation": {"unit": "token", "part_of": "output", …}}`.
        per: What a price buys where it does not say.
        note: For people.
        basis: Whose prices they are.
        partial: Whether a file or a page was not read that may have more of it.
    """

    id: str
    title: str
    models: Sequence[DraftModel]
    meters: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    per: str = "1M tokens"
    note: str | None = None
    basis: str = "published"
    partial: bool = False

    @property
    def currency(self) -> str:
        """What every price is in: of several currencies that which comes first, and dollars before all."""
        found = {model.currency: None for model in self.models}
        return USD if USD in found or not found else next(iter(found))

    def by_currency(self, usual: str) -> Iterator[DraftCard]:
        """Yield this card with what is in the usual currency, and for each other one a card of its own: `acme-eur`."""
        found = dict.fromkeys(model.currency for model in self.models)
        for currency in sorted(found, key=lambda currency: currency != usual):
            models = [model for model in self.models if model.currency == currency]
            name = self.id if currency == usual else f"{self.id}-{currency.lower()}"
            yield replace(self, id=name, models=models)


class Note(NamedTuple):
    """Something in a source that a rate card cannot say, or that was decided on the way.

    Args:
        card: The card's id.
        model: The model's name, or "" for the provider itself.
        key: The key of the source, as it is written there.
        why: What became of it, in one sentence without a full stop; the same for all models that share the reason.
    """

    card: str
    model: str
    key: str
    why: str


class ImportResult(NamedTuple):
    """What an importer made. Everything that was asked for leaves a model or a note, so both empty means no match."""

    cards: Sequence[DraftCard]
    notes: Sequence[Note] = ()


class TableQuery(NamedTuple):
    """What the user says of a table that does not say it itself.

    Args:
        columns: Which column is what: `input=Input price,output=Output`.
        per: What a price is for: `1M`, `1 image`.
        currency: Of every price.
    """

    columns: Sequence[str] = ()
    per: Sequence[str] = ()
    currency: str | None = None


class ImportQuery(NamedTuple):
    """What the user asked for.

    Args:
        effective: The date, in ISO form, from which prices hold whose start the source does not know; `released` is
            that on which the model was.
        provider: The only provider, in the source's spelling; None takes all.
        model: A glob that model names must match, case-sensitive; None takes all.
        table: What is said of a table; None where nothing is.
    """

    effective: str
    provider: str | None = None
    model: str | None = None
    table: TableQuery | None = None

    def takes_provider(self, name: str) -> bool:
        """Whether a provider was asked for."""
        return self.provider is None or name == self.provider

    def takes_model(self, name: str) -> bool:
        """Whether a model was asked for."""
        return self.model is None or fnmatchcase(name, self.model)

    def took_model(self, called: str) -> bool:
        """Whether a model may have been asked for that a card calls so, whatever its list called it: `~x/m`, `x/m`."""
        if self.model is None or fnmatchcase(called, self.model):
            return True
        return fnmatchcase(called, _IN_NO_ID.sub("?", self.model.lstrip(_BEFORE_ID)))


def is_id(name: str) -> bool:
    """Whether a model may be called so in a card; where not, it is left out with a `Note`."""
    return len(name) <= MAX_ID and ID.fullmatch(name) is not None


def is_spelling(name: str) -> bool:
    """Whether a model may have a name for an alias in a card."""
    return len(name) <= MAX_ID and SPELLING.fullmatch(name) is not None


def is_service(name: str) -> bool:
    """Whether a service may be called so in a card."""
    return _SERVICE.fullmatch(name) is not None


def card_id(provider: str) -> str:
    """Return a card's id, made of a provider's name: small letters, digits and `. _ -`; "" where nothing is left."""
    return _NOT_IN_CARD_ID.sub("-", provider.lower()).strip("._-")[:MAX_ID]


class CardProvenance(NamedTuple):
    """Where a card was imported from; it stands in the card.

    Args:
        format: The importer.
        source: What was read, for people.
        date: The day of the import.
        sha256: Of all that was read.
        version: Of the source, where it has one.
    """

    format: str
    source: str
    date: str
    sha256: str
    version: str | None = None
