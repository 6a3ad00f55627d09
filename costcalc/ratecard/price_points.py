"""What is written in a rate, one thing at a time: every price with what it applies to, and everything beside prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.ratecard.card import Rate
from costcalc.ratecard.statement import Statement, joined_statement, statement, statements
from costcalc.rules import MARGINAL, STANDARD, TERMS, Multiplied
from costcalc.rules.peak import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.meters import Meter
    from costcalc.rules import Contract, MinimumCharge, Priced, TieredSheet, Variant, Window

PROMOTION = "promotion"
_TERMS = {term.word: term for term in TERMS}
_NO_TIERS = Statement("none", "none", None)


class PriceScope(NamedTuple):
    """The scope of a price: which service, region or hours, and which size of request.

    Args:
        kind: `standard`, or what changes the standard price: promotion, service, region, peak, off_peak.
        name: Of the service or region.
        tier: The size of one request: `input > 200K`; empty where any will do.
        marginal: Whether only the part above that size has the price.
    """

    kind: str = STANDARD
    name: str = ""
    tier: str = ""
    marginal: bool = False

    @property
    def title(self) -> str:
        """The words before the name of a meter: `batch`, `region us`, `off-peak`; empty for the standard prices."""
        if self.kind in _TERMS:
            return self.name if _TERMS[self.kind].usual else f"{self.kind} {self.name}"
        return "" if self.kind == STANDARD else self.kind.replace("_", "-")

    @property
    def exclusive(self) -> bool:
        """Whether what has no price here is not to be had here; else it keeps its standard price."""
        return self.kind in _TERMS and _TERMS[self.kind].exclusive

    @property
    def size(self) -> str:
        """The requests that are meant, in words: `where input > 200K`; empty for all."""
        if not self.tier:
            return ""
        return f"the part of {self.tier}" if self.marginal else f"where {self.tier}"


class PricePoint(NamedTuple):
    """One price, as it stands in the card."""

    where: PriceScope
    meter: str
    price: Priced


def price_points(sheet: TieredSheet, meters: Mapping[str, Meter]) -> Iterator[PricePoint]:
    """Yield every price of a rate or of a contract's terms; a multiplier is one for each meter that it changes.

    Args:
        sheet: The rate, or the terms.
        meters: Those of its card.
    """
    yield from _sheet(PriceScope(), sheet)
    if not isinstance(sheet, Rate):
        return
    for where, variant in variants(sheet):
        for meter, _ in sheet.prices():
            factor = variant.factor(meter, meters[meter].unit)
            if factor and variant.price(meter) is None:
                yield PricePoint(where, meter, Multiplied(factor))
        yield from _sheet(where, variant)


def variants(rate: Rate) -> Iterator[tuple[PriceScope, Variant]]:
    """Yield what changes the standard prices, in the order of application."""
    if rate.promotion:
        yield PriceScope(PROMOTION), rate.promotion
    for term in TERMS:
        for name, variant in term.variants(rate).items():
            yield PriceScope(term.word, str(name)), variant
    if rate.window:
        yield PriceScope(rate.window_name), rate.window


def _sheet(where: PriceScope, sheet: TieredSheet) -> Iterator[PricePoint]:
    yield from (PricePoint(where, meter, price) for meter, price in sheet.prices())
    for tier in sheet.context_tiers:
        condition = f"{tier.when.meter} {tier.when.operator} {tier.when.bound.text}"
        inside = where._replace(tier=condition, marginal=tier.mode == MARGINAL)
        yield from (PricePoint(inside, meter, price) for meter, price in tier.prices())


def conditions(rate: Rate) -> dict[str, Statement]:
    """Return the conditions beside prices that change a bill: hours, mark-up, minimum, a promotion's end, no tiers."""
    found: dict[str, Statement | None] = {
        "markup": statement(rate.markup),
        "minimum charge": _minimum(rate.minimum_charge),
    }
    if rate.promotion:
        found["promotion until"] = statement(rate.promotion.until)
    if rate.window:
        found[f"{rate.window_name.replace('_', '-')} hours"] = statement(hours_text(rate.window))
    for where, variant in variants(rate):
        if rate.context_tiers and _for_every_size(variant):
            found[f"{where.title} context tiers"] = _NO_TIERS
    return statements(found)


def _for_every_size(sheet: TieredSheet) -> bool:
    """Whether a sheet says `context_tiers: []`: that its prices are those of requests of every size."""
    return "context_tiers" in sheet.model_fields_set and not sheet.context_tiers


def ends(sheet: Rate | Contract) -> dict[str, Statement]:
    """Return the end that a rate or terms state."""
    return statements({"until": statement(sheet.until)})


def limits(rate: Rate) -> dict[str, Statement]:
    """Return the limits on requests while a rate is in force."""
    return statements({"context window": statement(rate.context_window), "max output": statement(rate.max_output)})


def evidence(rate: Rate) -> dict[str, Statement]:
    """Return the source of a rate and remarks on it; none of them changes an amount."""
    return statements(
        {
            "source": joined_statement(rate.source),
            "verified": statement(rate.verified),
            "confidence": statement(rate.confidence),
            "disagreement": statement(rate.disagreement),
            "note": statement(rate.note),
            "promotion note": statement(rate.promotion.note) if rate.promotion else None,
            "corrects": statement(rate.corrects),
        }
    )


def contract_statements(terms: Contract) -> dict[str, Statement]:
    """Return what the terms of a contract state beside prices."""
    return statements(
        {
            "discount": statement(terms.discount),
            "models": joined_statement(terms.models or ()),
            "meters": joined_statement(terms.meters or ()),
            "context tiers": _NO_TIERS if _for_every_size(terms) else None,
        }
    )


def source_statements(terms: Contract) -> dict[str, Statement]:
    """Return the source of a contract's terms, and its note."""
    return statements({"source": statement(terms.source), "note": statement(terms.note)})


def hours_text(window: Window) -> str:
    """Format when a window is open: 09:00-12:00, 14:00-18:00 UTC+08:00, mon-fri, not on holidays of cn."""
    parts = [f"{', '.join(hours.text for hours in window.hours)} {window.tz}"]
    if window.days is not None:
        parts.append(_days(sorted(window.days)))
    if window.holidays:
        parts.append(f"not on holidays of {window.holidays}")
    return ", ".join(parts)


def _days(days: Sequence[int]) -> str:
    if len(days) > 1 and days == list(range(days[0], days[-1] + 1)):
        return f"{DAY_NAMES[days[0]]}-{DAY_NAMES[days[-1]]}"
    return " ".join(DAY_NAMES[day] for day in days)


def _minimum(least: MinimumCharge | None) -> Statement | None:
    if not least:
        return None
    return Statement(f"{least.amount.text} per {least.per}", (least.amount.value, least.per), least.amount.place)
