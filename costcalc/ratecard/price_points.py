"""What is written in a rate, one thing at a time: every price with what it applies to, and everything beside prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.ratecard.card import Rate
from costcalc.rules import MARGINAL, STANDARD, TERMS, Multiplied
from costcalc.rules.statement import Statement, joined_statement, statement, statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.meters import Meter
    from costcalc.rules import Contract, Priced, TieredSheet, Variant

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
        """Which requests are meant, or the part of them: `input > 200K`, `the part of input > 200K`; empty for all."""
        return f"the part of {self.tier}" if self.marginal else self.tier

    def around(self, meter: str = "") -> str:
        """Return what a meter's price is called here: `batch input where input > 200K`; of any without its name."""
        size = self.size if self.marginal or not self.tier else f"where {self.size}"
        return " ".join(filter(None, (self.title, meter, size)))


class PricePoint(NamedTuple):
    """One price, as it stands in the card."""

    where: PriceScope
    meter: str
    price: Priced


def price_points(sheet: TieredSheet, meters: Mapping[str, Meter]) -> Iterator[PricePoint]:
    """Yield every price of a rate or of a contract's terms; a multiplier counts as one for each meter that it moves.

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
    """Yield what changes the standard prices, in the order in which it does."""
    return ((PriceScope(modifier.word, str(name)), variant) for modifier, name, variant in rate.variants())


def modifier_names(rate: Rate) -> list[str]:
    """Return the names of what changes the standard prices: sheets of other prices first."""
    others = (modifier.word.replace("_", " ") for modifier, _ in rate.modifiers() if not modifier.record)
    return [*(where.title for where, _ in variants(rate)), *others]


def _sheet(where: PriceScope, sheet: TieredSheet) -> Iterator[PricePoint]:
    yield from (PricePoint(where, meter, price) for meter, price in sheet.prices())
    for tier in sheet.context_tiers:
        condition = f"{tier.when.meter} {tier.when.operator} {tier.when.bound.text}"
        inside = where._replace(tier=condition, marginal=tier.mode == MARGINAL)
        yield from (PricePoint(inside, meter, price) for meter, price in tier.prices())


def conditions(rate: Rate) -> dict[str, Statement]:
    """Return what decides about money beside the prices: hours, mark-up, a minimum, a promotion's end, no tiers."""
    found = dict(rate.conditions())
    for where, variant in variants(rate):
        if rate.context_tiers and _for_every_size(variant):
            found[f"{where.title} context tiers"] = _NO_TIERS
    return statements(found)


def _for_every_size(sheet: TieredSheet) -> bool:
    """Whether a sheet says `context_tiers: []`; without it nobody knows its price of a large request."""
    return "context_tiers" in sheet.model_fields_set and not sheet.context_tiers


def ends(sheet: Rate | Contract) -> dict[str, Statement]:
    """Return until when a rate or terms say they hold."""
    return statements({"until": statement(sheet.until)})


def limits(rate: Rate) -> dict[str, Statement]:
    """Return what else holds while a rate is in force."""
    return statements({"context window": statement(rate.context_window), "max output": statement(rate.max_output)})


def evidence(rate: Rate) -> dict[str, Statement]:
    """Return where a rate comes from and what is thought of it; none of it changes an amount."""
    return statements(
        {
            "source": joined_statement(rate.source),
            "verified": statement(rate.verified),
            "confidence": statement(rate.confidence),
            "disagreement": statement(rate.disagreement),
            "doubts": joined_statement(rate.doubts, ", "),
            "note": statement(rate.note),
            **rate.notes(),
            "ended": statement(rate.ended),
            "corrects": statement(rate.corrects),
        }
    )


def contract_statements(terms: Contract) -> dict[str, Statement]:
    """Return what the terms of a contract say beside prices."""
    return statements(
        {
            "discount": statement(terms.discount),
            "models": joined_statement(terms.models or ()),
            "meters": joined_statement(terms.meters or ()),
            "context tiers": _NO_TIERS if _for_every_size(terms) else None,
        }
    )


def source_statements(terms: Contract) -> dict[str, Statement]:
    """Return where the terms of a contract come from."""
    return statements({"source": statement(terms.source), "note": statement(terms.note)})
