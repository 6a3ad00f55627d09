"""Rates of a model: its history, with services, regions and hours."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import DraftRate, is_service
from costcalc.importers.genai_prices.history import read_conditionals, read_variants, spans
from costcalc.importers.genai_prices.sheet import PIECES, sheet
from costcalc.importers.rules.parts import MOVED
from costcalc.rules.form import STANDARD, UNPRICED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.importers.draft import Value
    from costcalc.importers.genai_prices.history import DatedSheet
    from costcalc.importers.genai_prices.sheet import GenaiSheet

SERVICES = {"processing": "{}", "service_tier": "{}", "speed": "{}", "search_type": "search_{}"}
"""The words of a context that are a service here, with what the service is called."""

REGIONS = {"route"}
"""The words of a context that say where a request goes."""

LEAST_SECONDS = {"groq/whisper-large-v3": "10", "groq/whisper-large-v3-turbo": "10"}
"""Models whose audio is billed by at least so much: that stands in the package's code, and not in its data."""

_UNDATED = "these prices have no start date, and others follow; name a day before those with --effective"
_HOURS_OF_ALL_TIMES = "its hours have no start date, and are taken for the whole history, as genai-prices does"
_HOURS_AND_SERVICES = "its prices depend on the time of day as well, and services are left out"


class Known:
    """What is known of a model while its rates are made.

    Args:
        provider: The provider's id.
        model: The model's.
        refused: Takes the keys that a card cannot say, with the reason.
    """

    def __init__(self, provider: str, model: str, refused: dict[str, str]) -> None:
        self.least_seconds = LEAST_SECONDS.get(f"{provider}/{model}")
        self.refused = refused

    def rates(self, model: Mapping[str, Any], source: Sequence[str], effective: str) -> list[DraftRate]:
        """Return the rates.

        Args:
            model: The model, as its source has it.
            source: Where the prices were read.
            effective: From when on prices hold that have no date.

        Raises:
            UnclearError: for a condition that cannot be placed in time.
        """
        conditionals = read_conditionals(model.get("prices"), self.refused)
        laid_out = list(spans(conditionals, read_variants(model.get("price_variants"), self.refused)))
        if len(laid_out) > 1 and laid_out[0].start is None and str(laid_out[1].start) <= effective:
            self.refused["prices"] = _UNDATED
            del laid_out[0]
        if len(laid_out) > 1 and any(span.hours for span in laid_out):
            self.refused["start_time"] = _HOURS_OF_ALL_TIMES
        found: list[DraftRate] = []
        for span in laid_out:
            terms = self._terms(span)
            rate = DraftRate(effective=span.start or effective, source=source, **terms)
            if not found or replace(rate, effective=found[-1].effective) != found[-1]:
                found.append(rate)
        return found

    def _terms(self, span: DatedSheet) -> dict[str, Any]:
        usual = self._least(sheet(span.prices))
        terms: dict[str, Any] = {"sheet": usual.meters, "other": usual.other, "context_tiers": usual.tiers}
        if span.hours:
            dearer = Decimal(_first(self._least(sheet(span.other)))) > Decimal(_first(usual))
            terms["peak" if dearer else "off_peak"] = {
                "hours": span.hours,
                "tz": "UTC",
                **_instead(self._least(sheet(span.other)), usual),
            }
            if span.variants:
                self.refused["price_variants"] = _HOURS_AND_SERVICES
            return terms
        services: dict[str, Any] = {}
        regions: dict[str, Any] = {}
        for ((word, value),), prices in span.variants.items():
            lost = [key for key in span.prices if prices[key].base == UNPRICED != span.prices[key].base]
            self.refused.update(dict.fromkeys((f"price_variants {key}" for key in lost), MOVED))
            changed = _instead(self._least(sheet(prices)), usual)
            if word in REGIONS:
                regions[value] = changed
            else:
                services[self._service(word, value, services)] = changed
        services.pop("", None)
        return terms | {"services": services, "regions": regions}

    def _service(self, word: str, value: str, taken: Mapping[str, Any]) -> str:
        """Return the name of a service; "" where it can have no name of its own."""
        name = SERVICES.get(word, f"{word}_{{}}").format(value)
        if not is_service(name) or name in taken:
            self.refused[f"price_variants {word}"] = "no service can be called so, and it is left out"
            return ""
        if word not in SERVICES:
            self.refused[f"price_variants {word}={value}"] = "this is taken for a service of this name"
        return name

    def _least(self, found: GenaiSheet) -> GenaiSheet:
        heard = found.meters.get("audio_second")
        if self.least_seconds and isinstance(heard, dict):
            found.meters["audio_second"] = {**heard, "minimum": self.least_seconds}
        return found


def _first(found: GenaiSheet) -> str:
    """Return the first amount in a sheet, by which hours are dearer or cheaper than others."""
    first = next(iter(found.meters.values()), "0")
    amount = first if isinstance(first, str) else dict(first).get("price")  # type: ignore[arg-type]  # a price is a text or a mapping
    return str(amount) if amount != UNPRICED else "0"


def _instead(changed: GenaiSheet, usual: GenaiSheet) -> dict[str, Any]:
    """Return prices that take the place of the usual ones: all of them, so that nothing depends on what is not said."""
    tiered = {meter for found in (changed, usual) for tier in found.tiers for meter in tier}
    flat = {meter for meter, _ in PIECES.values()} - tiered
    meters: dict[str, Value] = {
        meter: STANDARD if meter in flat and value == usual.meters.get(meter) and value != UNPRICED else value
        for meter, value in changed.meters.items()
    }
    gone = {meter: UNPRICED for meter in usual.meters if meter not in changed.meters}
    written = {**meters, **gone, "other": changed.other, "context_tiers": changed.tiers}
    return {key: value for key, value in written.items() if value not in ({}, [])}
