"""Exchange rates, dated and with a source: no rate, no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import Field

from costcalc.expr import Node, Quotient, Symbol, formula_place, number
from costcalc.instant import short_instant
from costcalc.problem import InputError, Place, Problem
from costcalc.source import Amount, Currency, FileId, FileRecord, Instant, Many, Text, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

FX_SCHEMA = "costcalc/fx/v1"


class ExchangeRate(FileRecord):
    """What one unit of a currency is worth in another, from an instant until the next of the same two."""

    effective: Instant = Field(description="in force from here on; a date means 00:00 UTC")
    until: Instant | None = Field(None, description="no longer in force from here on; else until the next of these two")
    from_: Currency = Field(alias="from", description="one unit of this")
    to: Currency = Field(description="is so many units of this")
    rate: Amount = Field(
        description="how many units of `to` one of `from` is worth", json_schema_extra={"not": {"const": 0}}
    )
    source: Text = Field(description="where the rate was read")


class Fx(FileRecord):
    """One file of exchange rates."""

    schema_: Annotated[str, one_of(FX_SCHEMA)] = Field(alias="schema", description="what kind of file this is")
    id: FileId = Field(description="a name for these rates, for messages")
    title: Text = Field(description="whose rates these are, for people")
    rates: Many[ExchangeRate] = Field(min_length=1, description="oldest first")

    def breaks(self, start: datetime, end: datetime) -> set[datetime]:
        """Return the instants between two others at which a rate changes."""
        moments = {moment.at for rate in self.rates for moment in (rate.effective, rate.until) if moment}
        return {at for at in moments if start < at < end}


class FxFile(NamedTuple):
    """Exchange rates with the file they were read from."""

    fx: Fx
    file: str
    sha256: str
    path: Path


class Conversion(NamedTuple):
    """The conversion of amounts from one currency into another.

    Args:
        rate: The formula of the factor: `fx.cny_usd`, or `1 / fx.usd_cny`.
        currency: The other currency.
        source: Where the rate was read.
        since: From when it is.
    """

    rate: Node
    currency: str
    source: str
    since: datetime


def validate_fx(fx: Fx) -> Iterator[Problem]:
    """Yield the problems of a file of exchange rates whose shape is right."""
    newest: dict[tuple[str, str], datetime] = {}
    for one in fx.rates:
        pair = (str(one.from_), str(one.to))
        if one.from_ == one.to:
            yield Problem(formula_place(one.rate), "bad-currency", f"{one.from_} is worth what it is worth")
        if not one.rate.value:
            yield Problem(formula_place(one.rate), "bad-number", "a currency that is worth nothing buys nothing")
        if one.until and one.until.at <= one.effective.at:
            yield Problem(one.until.place, "empty-rate", "this is not after `effective`")
        if pair in newest and one.effective.at <= newest[pair]:
            message = f"this is not after the rate of {' to '.join(pair)} above it"
            yield Problem(one.effective.place, "rates-out-of-order", message, "oldest first")
        newest[pair] = one.effective.at


def conversion(fx: Fx, source: str, target: str, as_of: datetime, place: Place) -> Conversion:
    """Return the conversion of one currency into another at an instant.

    Args:
        fx: The rates at hand.
        source: The currency there is.
        target: The currency wanted.
        as_of: The instant.
        place: Where it is asked for.

    Raises:
        InputError: where no rate between the two is in force, in either direction. None is made of two others.
    """
    for pair, inverse in (((source, target), False), ((target, source), True)):
        known = [one for one in fx.rates if (one.from_, one.to) == pair and one.effective.at <= as_of]
        if known and (known[-1].until is None or as_of < known[-1].until.at):
            found = known[-1]
            factor: Node = Symbol(f"fx.{_word(pair[0])}_{_word(pair[1])}", found.rate)
            rate = Quotient(number(1), factor) if inverse else factor
            return Conversion(rate, target, str(found.source), found.effective.at)
    message = f"no rate from {source} to {target} is in force at {short_instant(as_of)}"
    raise InputError.of(place, "no-exchange-rate", message, f"add one to the file `{fx.id}`, with its date and source")


def _word(currency: str) -> str:
    return currency.lower().replace("-", "_")
