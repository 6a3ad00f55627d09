"""A rate card as it is written: a provider's prices with their history, sources and limits."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import ConfigDict, Field

from costcalc.meters import METERS, Meter
from costcalc.ratecard.doubts import DOUBTS
from costcalc.rules import UNIT, Contract, ModifiedSheet, Per, without
from costcalc.shown import cut
from costcalc.source import (
    Country,
    Currency,
    FileId,
    FileRecord,
    Id,
    Instant,
    Label,
    Many,
    One,
    OneName,
    Scalar,
    Spelling,
    Text,
    Texts,
    TokenLimit,
    one_of,
    rejected,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from costcalc.expr import Num

MAX_RATES = 1_000
"""Of a model; a price for every day of two years has fewer."""

SCHEMA = "costcalc/rate-card/v1"
OF_REQUESTS = ("requests", "peak_share")
"""What is said of requests beside their meters: a meter of such a name would take its place."""
PUBLISHED, CONTRACTED, LISTED, CLAIMED = "published", "contracted", "listed", "claimed"
OPEN, CLOSED = "open", "closed"


def _unit(value: Scalar) -> str:
    if not re.fullmatch(UNIT, value, re.ASCII):
        raise rejected("bad-unit", f"`{cut(value)}` is no unit", "one to three words, in the singular: page, GB-month")
    return str(value)


def _sha256(value: Scalar) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", value, re.ASCII):
        raise rejected("bad-id", "this is no SHA-256", "64 digits and letters from a to f")
    return str(value)


def _said(value: Scalar) -> str:
    if not re.fullmatch(r"[a-p]{12}", value, re.ASCII):
        raise rejected("bad-id", "this is no sum of what a list said", "it has 12 letters, as an import writes it")
    return str(value)


_UNIT = One("a unit", _unit, type="string", pattern=f"^{UNIT}$")
_SAID = One(
    "a sum", _said, type="string", pattern="^[a-p]{12}$", description="another one where the list says something else"
)
_SHA256 = One("a SHA-256", _sha256, type="string", pattern="^[0-9a-f]{64}$")


class Rate(ModifiedSheet):
    """Unit prices in force from an instant until the next rate, or until `until`."""

    effective: Instant = Field(description="in force from here on; a date means 00:00 UTC")
    until: Instant | None = Field(None, description="no longer in force from here on; else until the next rate")
    source: Texts = Field(description="where the prices were read")
    verified: Instant | None = Field(None, description="the last day on which the source was seen to say so")
    confidence: Annotated[str, one_of("high", "medium", "low")] | None = Field(
        None, description="how far the prices can be trusted"
    )
    disagreement: Text | None = Field(None, description="what other sources say instead")
    doubts: Many[Annotated[str, one_of(*DOUBTS)]] = Field((), description="what is doubtful about the prices")
    note: Text | None = Field(None, description="what else is to be said of these prices")
    ended: Text | None = Field(None, description="why it is no longer in force from `until` on, and no rate follows")
    corrects: Text | None = Field(None, description="why this replaces the rate of the same `effective`")
    context_window: TokenLimit | None = Field(None, description="overrides the model's")
    max_output: TokenLimit | None = Field(None, description="overrides the model's")


class RatePeriod(NamedTuple):
    """A rate and the time it is in force: from `start`, until before `end`; None has no end."""

    start: datetime
    end: datetime | None
    rate: Rate


class Limits(NamedTuple):
    """The most tokens one request may have in all, and in its answer; None where nobody says."""

    context_window: Num | None
    max_output: Num | None


class Model(FileRecord):
    """A priced offering."""

    title: Text | None = Field(None, description="what people call it")
    aliases: Many[Spelling] = Field((), description="other spellings of the same model; they never move")
    context_window: TokenLimit | None = Field(None, description="the most tokens of one request, prompt and answer")
    max_output: TokenLimit | None = Field(None, description="the most tokens of one answer")
    released: Instant | None = Field(None, description="to be had from here on")
    retired: Instant | None = Field(None, description="shut down from here on")
    weights: Annotated[str, one_of(OPEN, CLOSED)] | None = Field(
        None, description="open where anybody may download them, whatever the license says"
    )
    license: Text | None = Field(None, description="of the weights or the service: MIT, Apache-2.0, proprietary")
    facts_source: Texts = Field((), description="where `weights` and `license` were read")
    note: Text | None = Field(None, description="what else is to be said of the model")
    rates: Many[Rate] = Field(
        min_length=1, max_length=MAX_RATES, description="the prices, oldest first; append, never edit"
    )

    @cached_property
    def history(self) -> tuple[RatePeriod, ...]:
        """The rates in force one after the other, corrections put in place, oldest first."""
        latest: dict[datetime, Rate] = {rate.effective.at: rate for rate in self.rates}
        starts = sorted(latest)
        spans = []
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            rate = latest[start]
            ends = [end for end in (rate.until.at if rate.until else None, following) if end is not None]
            spans.append(RatePeriod(start, min(ends, default=None), rate))
        return tuple(spans)

    def rate_at(self, as_of: datetime) -> Rate | None:
        """Return the rate in force at an instant; None where there is none."""
        nth = bisect_right(self._starts, as_of)
        if not nth:
            return None
        span = self.history[nth - 1]
        return span.rate if span.end is None or as_of < span.end else None

    @cached_property
    def _starts(self) -> tuple[datetime, ...]:
        return tuple(span.start for span in self.history)

    def breaks(self, start: datetime, end: datetime) -> set[datetime]:
        """Return the instants between two others at which prices change."""
        moments = {moment for span in self.history for moment in (span.start, span.end) if moment}
        ends = ((span, end.at) for span in self.history for end in span.rate.ends())
        moments |= {at for span, at in ends if span.start <= at and (span.end is None or at < span.end)}
        return {moment for moment in moments if start < moment < end}

    def limits(self, rate: Rate) -> Limits:
        """Return the limits while a rate is in force."""
        return Limits(rate.context_window or self.context_window, rate.max_output or self.max_output)


class OwnMeter(FileRecord):
    """A meter that a card names itself."""

    unit: Annotated[str, _UNIT] = Field(description="what one of it is, in the singular")
    part_of: OneName | None = Field(
        None, description="the meter that counts these units, too", json_schema_extra={"enum": [*METERS]}
    )
    summary: Text | None = Field(None, description="what it is, in one line")


class Imported(FileRecord):
    """Where an imported card comes from."""

    format: Label = Field(description="whose list it was, as `cards import` calls it")
    source: Text = Field(description="the file or the package that it was read from")
    version: Label | None = Field(None, description="of that list")
    date: Instant = Field(description="the day of the import")
    sha256: Annotated[str, _SHA256] = Field(description="the sum of the bytes that were read")


class RateCard(FileRecord):
    """One file of prices."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["extends"]},
            "then": {
                "required": ["contract"],
                "properties": {
                    "basis": {"const": CONTRACTED},
                    "contract": {"minItems": 1},
                    "models": {"maxProperties": 0},
                },
            },
            "else": {"required": ["models"], "properties": {"contract": {"maxItems": 0}}},
        }
    )

    schema_: Annotated[Literal["costcalc/rate-card/v1"], one_of(SCHEMA)] = Field(
        alias="schema", description="what kind of file this is"
    )
    id: FileId = Field(description="the name of this file, without .yaml")
    title: Text = Field(description="whose prices these are, for people")
    basis: Annotated[str, one_of(PUBLISHED, CONTRACTED, LISTED, CLAIMED)] = Field(
        description="published by the vendor, contracted with it, in somebody's list, or claimed by somebody else"
    )
    version: Label = Field(description="changes whenever the content does")
    currency: Currency = Field(description="what the prices are in: USD")
    per: Per = Field(description="what one unit price buys, where it does not say: 1M tokens")
    origin: Country | None = Field(None, description="the country of the provider, by ISO 3166-1: CN, US")
    facts_source: Texts = Field((), description="where `origin` was read")
    note: Text | None = Field(None, description="what else is to be said of the card")
    imported: Imported | None = Field(None, description="where it was imported from")
    extends: FileId | None = Field(None, description="the card that the contract is laid over")
    contract: Many[Contract] = Field((), max_length=MAX_RATES, description="negotiated terms, beside the list prices")
    meters: dict[OneName, OwnMeter] = Field(
        default_factory=dict,
        description="meters that only this card has",
        json_schema_extra=without(*METERS, *OF_REQUESTS),
    )
    models: dict[Id, Model] = Field(
        default_factory=dict, description="what can be asked for, by the vendor's own API ids"
    )
    said: dict[Id, Annotated[str, _SAID]] = Field(
        default_factory=dict, description="of an imported card: what its list said last of each model"
    )

    @cached_property
    def all_meters(self) -> Mapping[str, Meter]:
        """The meters of the field, and those of this card."""
        own = {
            str(name): Meter(str(name), meter.unit, meter.summary or "", (str(meter.part_of),) if meter.part_of else ())
            for name, meter in self.meters.items()
        }
        return {**METERS, **own} if own else METERS

    @cached_property
    def names(self) -> dict[str, str]:
        """Every name a model goes by, its own and its aliases, with its own."""
        own = {str(name): str(name) for name in self.models}
        return {alias: name for name, model in self.models.items() for alias in model.aliases} | own
