"""What the charges of a ledger rest on: assumptions and sources, and what is to be known of its rows."""

from __future__ import annotations

from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export import ROUNDING, LedgerEntry
from costcalc.instant import instant_text
from costcalc.records import INSTANT, NUMBER, PLACE, TEXT, Field, Many, Rows
from costcalc.views.charge import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.comparison import AssumptionValue, Comparison
    from costcalc.export import Ledger
    from costcalc.ratecard import CardFile


class ScenarioAssumption(NamedTuple):
    """An assumption of a scenario."""

    scenario: str
    assumption: AssumptionValue


class PriceSource(NamedTuple):
    """Where a price, a contract or an exchange rate was read.

    Args:
        card: The file it stands in, by its id; the scenario, of a price that one gives itself.
        version: Of that file; None where it has none.
        sha256: Of its content.
        model: What it is the price of; the two currencies of a rate.
        effective: From when on it holds.
        source: The page, or the paper.
        verified: When that was last seen to say so.
        confidence: How sure the card is of it.
        disagreement: What other sources say instead.
        note: What else is said of it.
    """

    card: str
    version: str | None
    sha256: str
    model: str
    effective: datetime | None
    source: str
    verified: datetime | None = None
    confidence: str | None = None
    disagreement: str | None = None
    note: str | None = None


EFFECTIVE = FIELDS["rate_effective"]
ASSUMPTIONS: tuple[Field[ScenarioAssumption], ...] = (
    Field("scenario", TEXT, lambda row: row.scenario),
    Field("name", TEXT, lambda row: row.assumption.name),
    Field("value", NUMBER, lambda row: row.assumption.figure and row.assumption.figure.value, null=True),
    Field("formula", TEXT, lambda row: row.assumption.figure and row.assumption.figure.formula, null=True),
    Field("unit", TEXT, lambda row: row.assumption.unit),
    Field("why", TEXT, lambda row: row.assumption.why),
    Field("place", Many(PLACE), lambda row: row.assumption.places),
)
SOURCES: tuple[Field[PriceSource], ...] = tuple(
    Field(name, INSTANT if name in {"effective", "verified"} else TEXT, attrgetter(name))
    # What a row is comes first, as it is repeated on paper.
    for name in dict.fromkeys(("card", "model", "effective", *PriceSource._fields))
)
ABOUT: tuple[Field[tuple[str, str]], ...] = (
    Field("about", TEXT, itemgetter(0)),
    Field("is", TEXT, itemgetter(1)),
)


def assumptions(ledger: Ledger) -> Rows[ScenarioAssumption]:
    """Return the assumptions of every scenario, with their values in its first time."""
    found = [
        ScenarioAssumption(str(result.scenario.scenario.id), one)
        for result in _results(ledger)
        for one in result.assumptions
    ]
    return Rows(ASSUMPTIONS, found)


def sources(ledger: Ledger) -> Rows[PriceSource]:
    """Return where every price was read, each once: of cards, of contracts, of exchange rates."""
    found = (
        source for entry in ledger.entries for source in (*_rates(entry), *_contracts(entry), *_exchange(entry, ledger))
    )
    return Rows(SOURCES, list(dict.fromkeys(found)))


def about(ledger: Ledger) -> Rows[tuple[str, str]]:
    """Return what a workbook is."""
    from costcalc import __version__

    found = [
        ("this workbook", "What workloads are expected to cost, computed from prices and assumptions. It is no bill."),
        ("Charges", "One row for each charge, option and time. The options of a scenario are alternatives."),
        ("comparison", "Yes where there are rows of several options of a scenario: add up those of one."),
        ("cost", "The amount in the currency of the scenario, where that of the price is another one."),
        ("chosen", "Yes in the rows of the option that is really used: a sum over them is what is to be paid."),
        ("one_time", "Yes in the rows of what is paid once, and not in every period."),
        (
            "Months",
            "Costs in the currency of the scenario; behind them, where prices are in another, amounts in that.",
        ),
        ("budgets", "They are of what every period costs: what is paid once, or spread over months, is not in them."),
        ("Tags", "What each value of a tag pays: of the chosen options, where several of a scenario are in the file."),
        ("Totals", "Formulas over Charges, of each option and time."),
        ("Control", "Of all options together, beside what the manifest says: no row was lost, and none was changed."),
        ("rounding", ROUNDING),
        ("digits", "A cell keeps 15 digits of a number. Where it has more, all of them are in full_digits."),
        ("instants", "In UTC. A time ends before its period_end."),
    ]
    for result in _results(ledger):
        scenario = result.scenario.scenario
        made = f"as of {instant_text(result.as_of)}, from {result.scenario.file}, sha256 {result.scenario.sha256}"
        found.append((f"scenario {scenario.id}", f"{scenario.title}; {made}"))
    return Rows(ABOUT, [*found, ("made by", f"costcalc {__version__}")])


def _results(ledger: Ledger) -> list[Comparison]:
    """Return one comparison for each scenario: its assumptions are the same at all times, but for the month."""
    first: dict[str, Comparison] = {}
    for entry in ledger.entries:
        first.setdefault(str(entry.result.scenario.scenario.id), entry.result)
    return list(first.values())


def _rates(entry: LedgerEntry) -> Iterator[PriceSource]:
    price = entry.charge.price
    if price and price.published:
        rate, file, own = price.rate, price.card, entry.result.scenario
        card, version, sha256 = (str(own.scenario.id), None, own.sha256) if file.inline else _card(file)
        yield PriceSource(
            card,
            version,
            sha256,
            price.offer.name if file.inline else f"{file.card.id}/{price.offer.name}",
            effective=EFFECTIVE.get(entry.charge),
            source="; ".join(rate.source),
            verified=rate.verified.at if rate.verified else None,
            confidence=rate.confidence,
            disagreement=rate.disagreement,
            note=rate.note,
        )


def _contracts(entry: LedgerEntry) -> Iterator[PriceSource]:
    price = entry.charge.price
    if price and price.contract:
        offer = price.offer
        for terms in offer.file.card.contract:
            if terms.source in entry.charge.source:
                yield PriceSource(*_card(offer.file), offer.ref, terms.effective.at, terms.source, note=terms.note)


def _exchange(entry: LedgerEntry, ledger: Ledger) -> Iterator[PriceSource]:
    conversion = entry.charge.conversion
    if conversion and ledger.fx:
        pair, fx = f"{entry.charge.currency} to {conversion.currency}", ledger.fx
        title = str(fx.fx.title)
        yield PriceSource(str(fx.fx.id), None, fx.sha256, pair, conversion.since, conversion.source, note=title)


def _card(file: CardFile) -> tuple[str, str, str]:
    return str(file.card.id), str(file.card.version), file.sha256
