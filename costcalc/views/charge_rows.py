"""A row for each charge, as `compare` and `price` give them to spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.pricing import codes_at
from costcalc.records import INSTANT, TEXT, Field, Many, Rows
from costcalc.views.charge import of_charge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from costcalc.comparison import Comparison, Outcome
    from costcalc.pricing import Charge, Estimate


class ChargeRow(NamedTuple):
    """What a row is taken from; an option without a price has one row without a charge.

    Args:
        result: The comparison; None of an estimate alone.
        outcome: The option in it.
        estimate: What it costs; None where it has no price.
        charge: The charge.
    """

    result: Comparison | None
    outcome: Outcome | None
    estimate: Estimate | None
    charge: Charge | None

    @property
    def flag_codes(self) -> list[str]:
        """The codes of what speaks against the option, each once; of what is doubtful about prices, that of its own."""
        about = self.outcome or self.estimate
        flags = about.flags if about else ()
        return codes_at(self.charge.origin, flags) if self.charge else list(dict.fromkeys(flag.code for flag in flags))

    @property
    def as_of(self) -> datetime | None:
        """The instant whose prices were taken; None where none depends on it."""
        if self.result and not self.result.plan.dated:
            return None
        about = self.estimate or self.result
        return about.as_of if about else None

    def of_cards(self, name: str) -> str:
        """Return what the cards say that an option without a price was asked of."""
        cards = [file.card for file in self.outcome.files] if self.outcome else []
        return " ".join(dict.fromkeys(str(getattr(card, name)) for card in cards))


_UNPRICED: dict[str, Callable[[ChargeRow], str | None]] = {
    "card": lambda row: row.of_cards("id"),
    "card_version": lambda row: row.of_cards("version"),
    "model": lambda row: row.outcome.models if row.outcome else None,
    "basis": lambda row: row.outcome.basis if row.outcome else None,
    "currency": lambda row: row.of_cards("currency"),
}
"""What is known of an option without a price, too."""


def _overridden(row: ChargeRow) -> list[str]:
    found = row.result.overridden if row.result else ()
    return [f"{each.name}={each.figure.text}" for each in found if each.figure]


def _tags(row: ChargeRow) -> list[str]:
    found = row.result.scenario.scenario.tags if row.result else {}
    return [f"{name}={value}" for name, value in found.items()]


def _known(names: str) -> Iterator[Field[ChargeRow]]:
    fields: Iterator[Field[ChargeRow]] = of_charge(lambda row: row.charge, names)
    for field in fields:
        yield _either(field, _UNPRICED[field.name]) if field.name in _UNPRICED else field


def _either(field: Field[ChargeRow], otherwise: Callable[[ChargeRow], str | None]) -> Field[ChargeRow]:
    """Return a field that is taken from elsewhere where there is no charge."""
    get = field.get
    return Field(field.name, field.kind, lambda row: get(row) if row.charge else otherwise(row))


FIELDS: tuple[Field[ChargeRow], ...] = (
    Field("scenario", TEXT, lambda row: row.result.scenario.scenario.id if row.result else None),
    Field("option", TEXT, lambda row: row.outcome.id if row.outcome else None),
    Field("as_of", INSTANT, lambda row: row.as_of),
    Field("period", TEXT, lambda row: row.result.period.name or None if row.result else None),
    *_known("call charge:key card:asked_card card_version:asked_card_version model basis meter service"),
    *_known("quantity quantity_exact unit unit_price per currency amount amount_exact from until"),
    *_known("formula substituted sources price_source verified"),
    Field("flags", Many(TEXT, " "), lambda row: row.flag_codes),
    Field("overridden", Many(TEXT, " "), _overridden),
    Field("not_priced", Many(TEXT), lambda row: [why.message for why in row.outcome.not_priced] if row.outcome else ()),
    *_known("region list_unit_price contracted_unit_price exchange_rate exchange_currency once"),
    Field("open", Many(TEXT, " "), lambda row: row.outcome.unknown if row.outcome else ()),
    Field("excluded", Many(TEXT), lambda row: row.outcome.excluded if row.outcome else ()),
    Field("tags", Many(TEXT), _tags),
)


def comparison_rows(results: Iterable[Comparison]) -> Rows[ChargeRow]:
    """Return the charges of comparisons, those that are paid once marked, and a row for each option without a total.

    An option that could not cost anything has none.
    """
    found: list[ChargeRow] = []
    for result in results:
        for outcome in result.outcomes:
            if not outcome.plan.has_cost:
                continue
            if not outcome.charges:
                found.append(ChargeRow(result, outcome, outcome.estimate, None))
            for estimate in outcome.estimates:
                found += [ChargeRow(result, outcome, estimate, one) for one in estimate.charges]
    return Rows(FIELDS, found)


def estimate_rows(estimate: Estimate) -> Rows[ChargeRow]:
    """Return the charges of an estimate."""
    return Rows(FIELDS, [ChargeRow(None, None, estimate, charge) for charge in estimate.charges])
