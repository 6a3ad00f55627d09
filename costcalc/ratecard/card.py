"""A rate card as it is written: a provider's prices with their history, sources and limits."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import Field, create_model

from costcalc.meters import METERS
from costcalc.rules import BilledAs, Per, Price, UnitPrice
from costcalc.source import (
    Currency,
    FileId,
    Id,
    Instant,
    Kind,
    Label,
    Many,
    Record,
    Sequence,
    Text,
    TokenLimit,
    one_of,
    rejected,
)
from costcalc.source.fields import read_at, read_text

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.expr import Num

SCHEMA = "costcalc/rate-card/v1"
PUBLISHED, CONTRACTED, CLAIMED = "published", "contracted", "claimed"


def _sources(value: Any) -> tuple[str, ...]:
    if not isinstance(value, Sequence):
        return (read_text(value),)
    if not value:
        raise rejected("empty-list", "say where the prices come from")
    return tuple(read_at(item.place, read_text, item) for item in value)


Sources = Annotated[
    tuple[str, ...],
    Kind(_sources, anyOf=[{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]),
]


class RateTerms(Record):
    """Unit prices in force from an instant until the next rate, or until `until`. The meters are added below."""

    effective: Instant = Field(description="in force from here on; a date means 00:00 UTC")
    until: Instant | None = Field(None, description="no longer in force from here on; else until the next rate")
    source: Sources = Field(description="where the prices were read")
    verified: Instant | None = Field(None, description="the last day on which the source was seen to say so")
    confidence: Annotated[str, one_of("high", "medium", "low")] | None = None
    disagreement: Text | None = Field(None, description="what other sources say instead")
    note: Text | None = None
    corrects: Text | None = Field(None, description="why this replaces the rate of the same `effective`")
    context_window: TokenLimit | None = Field(None, description="overrides the model's")
    max_output: TokenLimit | None = Field(None, description="overrides the model's")

    def price(self, meter: str) -> UnitPrice | BilledAs | None:
        """Give what is written for a meter; None where nothing is."""
        written: UnitPrice | BilledAs | None = getattr(self, meter, None)
        return written

    def prices(self) -> dict[str, UnitPrice | BilledAs]:
        """Give what is written for each meter, in the order of the registry."""
        return {meter: price for meter in METERS if (price := self.price(meter)) is not None}


if TYPE_CHECKING:
    Rate = RateTerms
else:
    Rate = create_model(
        "Rate",
        __base__=RateTerms,
        **{name: (Price | None, Field(None, description=meter.summary)) for name, meter in METERS.items()},
    )


class Span(NamedTuple):
    """A rate and the time it is in force: from `start`, until before `end`; None has no end."""

    start: datetime
    end: datetime | None
    rate: RateTerms


class Limits(NamedTuple):
    """The most tokens one request may have in all, and in its answer; None where nobody says."""

    context_window: Num | None
    max_output: Num | None


class Model(Record):
    """A priced offering."""

    title: Text | None = None
    aliases: Many[Id] = Field((), description="other spellings of the same model; they never move")
    context_window: TokenLimit | None = Field(None, description="the most tokens of one request, prompt and answer")
    max_output: TokenLimit | None = Field(None, description="the most tokens of one answer")
    released: Instant | None = None
    retired: Instant | None = Field(None, description="shut down from here on")
    note: Text | None = None
    rates: Many[Rate] = Field(min_length=1, description="the prices, oldest first; append, never edit")

    @cached_property
    def history(self) -> tuple[Span, ...]:
        """The rates in force one after the other, corrections put in place, oldest first."""
        latest: dict[datetime, RateTerms] = {rate.effective.at: rate for rate in self.rates}
        starts = sorted(latest)
        spans = []
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            rate = latest[start]
            ends = [end for end in (rate.until.at if rate.until else None, following) if end is not None]
            spans.append(Span(start, min(ends, default=None), rate))
        return tuple(spans)

    def rate_at(self, as_of: datetime) -> RateTerms | None:
        """Find the rate in force at an instant; None where there is none."""
        for span in reversed(self.history):
            if span.start <= as_of:
                return span.rate if span.end is None or as_of < span.end else None
        return None

    def limits(self, rate: RateTerms) -> Limits:
        """Give the limits while a rate is in force."""
        return Limits(rate.context_window or self.context_window, rate.max_output or self.max_output)


class RateCard(Record):
    """One file of prices."""

    schema_: Annotated[Literal["costcalc/rate-card/v1"], one_of(SCHEMA)] = Field(alias="schema")
    id: FileId = Field(description="the name of this file, without .yaml")
    title: Text
    basis: Annotated[str, one_of(PUBLISHED, CONTRACTED, CLAIMED)] = Field(
        description="published by the vendor, contracted with it, or claimed by somebody else"
    )
    version: Label = Field(description="changes whenever the content does")
    currency: Currency
    per: Per = Field(description="what one unit price buys, where it does not say: 1M tokens")
    note: Text | None = None
    models: dict[Id, Model] = Field(min_length=1)

    @cached_property
    def names(self) -> dict[str, str]:
        """Every name a model goes by, its own and its aliases, with its own."""
        own = {str(name): str(name) for name in self.models}
        return {alias: name for name, model in self.models.items() for alias in model.aliases} | own
