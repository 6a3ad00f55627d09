"""What comparisons and estimates both say of charges: their table, their flags, and where their prices come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Figure, Num
from costcalc.instant import short_instant
from costcalc.price_flags import CLAIMED_PRICE, printed_prices
from costcalc.ratecard import CONTRACTED, OF_PRICES, PUBLISHED
from costcalc.rules import plural
from costcalc.views.amounts import count_amount, line_amount
from costcalc.views.blocks import Block, Bullets, Cell, Column, Heading, Paragraph, Row, Table, dense
from costcalc.views.card import file_name
from costcalc.views.words import age, counted, named_options
from costcalc.views.working import equation, shown_charges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime, timedelta

    from costcalc.feasibility import Flag
    from costcalc.pricing import Charge, Estimate
    from costcalc.ratecard import CardFile, FxFile

Named = tuple[str, "Estimate"]
"""An option's id, empty where there is one alone, and what it costs: in every period, or once."""

COLUMNS = (
    Column("option", "option", is_key=True, whole=True),
    Column("charge", "charge", is_key=True, whole=True),
    Column("service", "service"),
    Column("quantity", "quantity", is_number=True),
    Column("list", "list", is_number=True),
    Column("contracted", "contracted", is_number=True),
    Column("price", "price", is_number=True),
    Column("per", "per"),
    Column("amount", "amount", is_number=True),
    Column("currency", ""),
    Column("paid", "paid"),
)


def prices_from(files: Iterable[CardFile]) -> Paragraph:
    """Return which cards the prices of an answer are from."""
    return Paragraph(f"Prices from {', '.join(map(file_name, files))}")


def charges_table(estimates: Sequence[Named]) -> Table:
    """Return the charges of options; with list and contracted prices where they are not the ones paid."""
    charges = [charge for _, estimate in estimates for charge in shown_charges(estimate)]
    several = len({charge.currency for charge in charges}) > 1
    served = any(any(charge.terms.asked()) for charge in charges)
    priced = [charge for charge in charges if charge.price]
    listed = any(charge.listed is None or charge.listed.value != charge.unit_price.value for charge in priced)
    contracted = any(charge.contracted.value != (charge.listed or charge.unit_price).value for charge in priced)
    rows = []
    before = None
    for option, estimate in estimates:
        for charge in shown_charges(estimate):
            cells: dict[str, Cell] = {
                "option": "" if option == before else option,
                "charge": charge.key,
                "service": ", ".join(filter(None, charge.named_terms.values())) if served else "",
                "quantity": count_amount(charge.quantity.value),
                "list": _listed(charge) if listed else "",
                "contracted": count_amount(charge.contracted.value) if contracted and charge.price else "",
                "price": count_amount(charge.unit_price.value),
                "per": per_text(charge),
                "amount": line_amount(charge.amount),
                "currency": charge.currency if several else "",
                "paid": "once" if charge.once else "",
            }
            rows.append(Row(tuple(cells[column.id] for column in COLUMNS)))
            before = option
    return dense(COLUMNS, tuple(rows))


def _listed(charge: Charge) -> Cell:
    """Return the list price of a charge; nothing of a line, which has none."""
    if charge.listed:
        return count_amount(charge.listed.value)
    return "none" if charge.price else ""


def per_text(charge: Charge) -> str:
    """Return what one unit price buys: 1M tokens."""
    node = charge.per.node
    text = node.text if isinstance(node, Num) else charge.per.text
    return f"{text} {charge.unit if text == '1' else plural(charge.unit)}".rstrip()


class Flagged(NamedTuple):
    """What speaks against an option.

    Args:
        option: Its id, empty where there is one alone.
        flags: What speaks against it.
        inline: The prices of the scenario itself that it has.
    """

    option: str
    flags: Iterable[Flag]
    inline: Iterable[str] = ()


def flag_blocks(flagged: Iterable[Flagged]) -> Iterator[Block]:
    """Yield what speaks against options, each flag once, with those it is of."""
    found: dict[tuple[str, str], list[str]] = {}
    printed: dict[str, list[str]] = {}
    for option, flags, inline in flagged:
        folded = {printed_prices([name]): name for name in inline}
        for flag in flags:
            name = folded.get(flag.message) if flag.code == CLAIMED_PRICE else None
            options = found.setdefault((flag.code, flag.message), []) if name is None else printed.setdefault(name, [])
            if option not in options:
                options.append(option)
    if printed:  # the prices of a scenario are said in one sentence, however many there are
        options = list(dict.fromkeys(option for some in printed.values() for option in some))
        found[CLAIMED_PRICE, printed_prices(list(printed))] = options
    if found:
        yield Heading("Flags")
        told = _told_once(found).items()
        yield Bullets(tuple(f"{code}{named_options(options)}: {message}" for (code, message), options in told))


def _told_once(found: Mapping[tuple[str, str], list[str]]) -> dict[tuple[str, str], list[str]]:
    """Return flags with a doubt that is the same of several models said of all their options at once."""
    alike: dict[tuple[str, str], dict[str, list[str]]] = {}
    for (code, message), options in found.items():
        about, colon, says = message.partition(": ")
        is_shared = colon and code in OF_PRICES and any(options)
        alike.setdefault((code, says if is_shared else message), {})[about if is_shared else ""] = options
    told: dict[tuple[str, str], list[str]] = {}
    for (code, says), models in alike.items():
        about, *others = models
        message = f"{about}: {says}" if about and not others else says
        told[code, message] = list(dict.fromkeys(option for options in models.values() for option in options))
    return told


def parts_blocks(estimates: Iterable[Named]) -> Iterator[Block]:
    """Yield from when to when each part of a calendar period is, where a price changes inside it."""
    found: dict[str, list[str]] = {}
    for option, estimate in estimates:
        for portion in (portion for bill in estimate.plan.bills for portion in bill.portions):
            span = portion.segment.span
            if portion.part_name and span.start and span.end:
                part = f"{portion.part_name}: {short_instant(span.start)} until {short_instant(span.end)}"
                options = found.setdefault(part, [])
                if option not in options:
                    options.append(option)
    if found:
        yield Bullets(tuple(f"{part}{named_options(options)}" for part, options in found.items()))


def exchange_blocks(estimates: Iterable[Estimate], fx: FxFile | None) -> Iterator[Block]:
    """Yield how other currencies were brought into the one of the totals."""
    found: dict[str, str] = {}
    for estimate in estimates:
        for currency, conversion in estimate.plan.conversions.items():
            if fx and conversion and currency in estimate.plan.currencies:
                made = equation("", Figure(conversion.rate, estimate.env))
                since = f"since {short_instant(conversion.since)}, from {conversion.source} ({fx.file})"
                found[currency] = f"1 {currency} = {made} {conversion.currency}, {since}"
    if found:
        yield Bullets(tuple(found.values()))


def cards_table(estimates: Sequence[Estimate], files: Iterable[CardFile], as_of: datetime) -> Table:
    """Return the cards, with the age of their prices."""
    columns = (Column("file", "file", is_key=True), Column("basis", "basis"), Column("verified", "verified"))
    found = [
        (file, [charge for bill in estimates for charge in bill.charges if charge.comes_from(file)]) for file in files
    ]
    rows = [Row((file_name(file), file.card.basis, _verified(file, used, as_of))) for file, used in found]
    return Table(columns, tuple(rows))


def _verified(file: CardFile, used: Sequence[Charge], as_of: datetime) -> str:
    """Return when the price of a card that was checked longest ago was, of those that are used."""
    if not used:
        return "not used"
    if file.card.basis == CONTRACTED:
        return "as agreed"
    oldest = _oldest_check(used)
    return f"{oldest:%Y-%m-%d}, {age(oldest, as_of, 'earlier')}" if oldest else "never"


def _oldest_check(charges: Iterable[Charge]) -> datetime | None:
    """Return when the price of some charges that was checked longest ago was; None where one never was."""
    checked = [charge.verified for charge in charges]
    return min((each for each in checked if each), default=None) if all(checked) else None


def stale_blocks(
    estimates: Sequence[Estimate], files: Iterable[CardFile], as_of: datetime, longest: timedelta
) -> Iterator[Block]:
    """Yield which cards of vendors have prices that nobody has checked for too long.

    Args:
        estimates: What is priced.
        files: The cards that its prices come from.
        as_of: The instant whose prices were taken.
        longest: How long ago a price may have been checked at most.
    """
    found = []
    charges = [charge for estimate in estimates for charge in estimate.charges]
    for file in files:
        own = [charge for charge in charges if charge.price and charge.price.verified_in is file]
        oldest = _oldest_check(own)
        if own and file.card.basis == PUBLISHED and (not oldest or (as_of.date() - oldest.date()) > longest):
            found.append(f"{file.file} ({_verified(file, own, as_of)})")
    if found:
        days = counted(longest.days, "day")
        yield Paragraph(f"Prices not checked for more than {days}: {', '.join(found)}.", strong=True)
