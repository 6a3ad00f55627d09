"""What the charges rest on: the sheets of assumptions and sources, and what the workbook is."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.export.manifest import ROUNDING
from costcalc.formats.export.plain import digits
from costcalc.formats.export.xlsx_book import Number
from costcalc.instant import instant_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison import Comparison
    from costcalc.export import Ledger, LedgerEntry
    from costcalc.formats.export.xlsx_book import Cell
    from costcalc.ratecard import CardFile, Rate

ASSUMPTIONS = ("scenario", "name", "value", "formula", "unit", "why", "place")
SOURCES = (
    "card",
    "version",
    "sha256",
    "model",
    "effective",
    "source",
    "verified",
    "confidence",
    "disagreement",
    "note",
)
ABOUT = ("about", "is")


def assumptions(rows: Ledger) -> list[list[Cell]]:
    """Give the assumptions of every scenario, with their values."""
    return [
        [
            str(result.scenario.scenario.id),
            one.name,
            Number("General", Decimal(digits(one.figure.value))),
            one.figure.formula,
            one.unit or "",
            one.why or "",
            " ".join(map(str, one.figure.places())),
        ]
        for result in _results(rows)
        for one in result.assumptions
    ]


def _results(rows: Ledger) -> list[Comparison]:
    """Give one comparison for each scenario: its assumptions are the same at all times."""
    first: dict[str, Comparison] = {}
    for entry in rows.entries:
        first.setdefault(str(entry.result.scenario.scenario.id), entry.result)
    return list(first.values())


def sources(rows: Ledger) -> list[list[Cell]]:
    """Give where every price was read, each once: those of cards, then what was negotiated, then exchange rates."""
    found: dict[tuple[str, ...], list[Cell]] = {}
    for entry in rows.entries:
        for cells in (*_rates(entry), *_terms(entry), *_exchange(entry, rows)):
            found.setdefault(tuple(map(str, cells)), cells)
    return list(found.values())


def _rates(entry: LedgerEntry) -> Iterator[list[Cell]]:
    price = entry.charge.price
    if price and price.published:
        yield _rate(price.card, f"{price.card.card.id}/{price.offer.name}", price.rate)


def _rate(card: CardFile, model: str, rate: Rate) -> list[Cell]:
    return [
        *_card(card),
        model,
        rate.effective.at,
        "; ".join(rate.source),
        rate.verified.at if rate.verified else "",
        rate.confidence or "",
        rate.disagreement or "",
        rate.note or "",
    ]


def _card(card: CardFile) -> list[str]:
    return [str(card.card.id), str(card.card.version), card.sha256]


def _terms(entry: LedgerEntry) -> Iterator[list[Cell]]:
    price = entry.charge.price
    if price and price.contract:
        offer = price.offer
        for terms in offer.file.card.contract:
            if terms.source in entry.charge.source:
                yield [*_card(offer.file), offer.ref, terms.effective.at, terms.source, "", "", "", terms.note or ""]


def _exchange(entry: LedgerEntry, rows: Ledger) -> Iterator[list[Cell]]:
    conversion = entry.charge.conversion
    if conversion and rows.fx:
        pair = f"{entry.charge.currency} to {conversion.currency}"
        fx = rows.fx
        yield [str(fx.fx.id), "", fx.sha256, pair, conversion.since, conversion.source, "", "", "", str(fx.fx.title)]


def about(rows: Ledger) -> list[list[Cell]]:
    """Say what the workbook is."""
    from costcalc import __version__

    said: list[list[Cell]] = [
        ["this workbook", "What workloads are expected to cost, computed from prices and assumptions. It is no bill."],
        ["Charges", "One row for each charge, option and time. The options of a scenario are alternatives."],
        ["Totals", "Formulas over Charges. The table above is a control total, of all options together."],
        ["rounding", ROUNDING],
        ["digits", "A cell keeps 15 digits of a number. Where it has more, all of them are in full_digits."],
        ["instants", "In UTC. A time ends before its period_end."],
    ]
    for result in _results(rows):
        scenario = result.scenario.scenario
        made = f"as of {instant_text(result.as_of)}, from {result.scenario.file}, sha256 {result.scenario.sha256}"
        said.append([f"scenario {scenario.id}", f"{scenario.title}; {made}"])
    return [*said, ["made by", f"costcalc {__version__}"]]
