"""What people are told of changes: loudly where it is the past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.diff import ChangeKind
from costcalc.instant import short_instant
from costcalc.views.blocks import Block, Bullets, Cell, Column, Heading, Line, Paragraph, Ref, Row, Table
from costcalc.views.cards.changes.words import price_cells
from costcalc.views.cards.price import price_column
from costcalc.views.view import Detail
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.diff import CardChange, CardsDiff, PriceChange, RateChange, ValueChange
    from costcalc.views.cards.changes import CardsDiffView

LOUD = {
    ChangeKind.EDITED: "EDITED: its prices are others, and no `corrects` says why",
    ChangeKind.REMOVED: "REMOVED from the history",
    ChangeKind.INSERTED: "INSERTED into the past, where another rate held",
}
QUIET = {
    ChangeKind.APPENDED: "new",
    ChangeKind.CORRECTED: "corrects the rate of the same instant",
    ChangeKind.ENDED: "ends at another instant",
    ChangeKind.NOTED: "prices as before",
    ChangeKind.EDITED: "another than was announced",
    ChangeKind.REMOVED: "no longer announced",
    ChangeKind.INSERTED: "new, before one that is announced",
}


def diff_blocks(view: CardsDiffView, detail: Detail) -> Iterator[Block]:
    """Yield what people are told of changes; in brief without those of sources and notes."""
    diff = view.diff
    yield Heading(f"From {view.old} to {view.new}", 1)
    yield Paragraph(_summary(diff), strong=True)
    if rewritten := [(f"{_ref(card, name)}, ", *_rate("rate", rate)) for card, name, rate in diff.rewritten]:
        yield Heading("THE PAST WAS REWRITTEN")
        yield Bullets(tuple(rewritten))
        yield Paragraph(
            "Whoever asks about those dates gets another answer than before. A new price is appended; "
            "a wrong one is corrected by a rate of the same `effective` that says `corrects`."
        )
    if cards := tuple(_cards(diff)):
        yield Heading("Cards and models")
        yield Bullets(cards)
    for card in diff.changed:
        yield from _card(card, detail)


def _summary(diff: CardsDiff) -> str:
    if not diff:
        return "Nothing changed."
    rates = [rate for card in diff.changed for _, rate in card.rates]
    counts = {
        "new card": len(diff.added),
        "removed card": len(diff.removed),
        "new model": sum(len(card.added) for card in diff.changed),
        "removed model": sum(len(card.removed) for card in diff.changed),
    } | {f"{kind} rate": sum(rate.kind is kind for rate in rates) for kind in ChangeKind}
    found = [counted(number, what) for what, number in counts.items() if number]
    return f"{', '.join(found) or 'No rate changed'}."


def _cards(diff: CardsDiff) -> Iterator[Line]:
    yield from (f"{file.card.id}: new, {counted(len(file.card.models), 'model')}" for file in diff.added)
    yield from (f"{file.card.id}: removed" for file in diff.removed)
    for card in diff.changed:
        if card.recast:
            yield f"{card.id}: THE CURRENCY IS ANOTHER, so every price means another amount"
        if card.unversioned:
            yield f"{card.id}: the content changed, its version {card.new.card.version} did not"
        yield from (f"{card.id}: {_change(change)}" for change in card.about)
        for kind, models in (("new", card.added), ("removed", card.removed)):
            yield from ((f"{card.id}: {kind} model {model.name} (", Ref((model.place,)), ")") for model in models)


def _ref(card: CardChange, name: str) -> str:
    return f"{card.id}/{name}" if name else card.id


def _rate(title: str, rate: RateChange) -> tuple[Cell, ...]:
    what = (LOUD if rate.rewrites else QUIET)[rate.kind]
    return (f"{title} of {short_instant(rate.since)}: {what} (", Ref((rate.place,)), ")")


def _card(card: CardChange, detail: Detail) -> Iterator[Block]:
    brief = detail is Detail.BRIEF
    rates: dict[str, list[RateChange]] = {}
    for name, rate in card.rates:
        if not (brief and rate.kind is ChangeKind.NOTED):
            rates.setdefault(name, []).append(rate)
    about = {model.name: model.about for model in card.models if model.about}
    for name in dict.fromkeys([*about, *rates]):
        yield Heading(_ref(card, name))
        if name in about:
            yield Bullets(tuple(map(_change, about[name])))
        for rate in rates.get(name, ()):
            yield Paragraph(_rate("Rate", rate), strong=rate.rewrites)
            if rate.prices:
                yield _prices(rate)
            if lines := tuple(map(_change, (*rate.conditions, *(() if brief else rate.evidence)))):
                yield Bullets(lines)


def _prices(rate: RateChange) -> Table:
    rows = [_price(price) for price in rate.prices]
    columns = (
        Column("price", "price", is_key=True),
        price_column("old", [row[1] for row in rows]),
        price_column("new", [row[2] for row in rows]),
        Column("change", "change", is_number=True),
    )
    return Table(columns, tuple(map(Row, rows)))


def _price(price: PriceChange) -> tuple[Cell, ...]:
    change = money.change(-price.change) if price.change is not None else ""
    return (price.where.around(price.meter), *price_cells(price), change)


def _change(change: ValueChange) -> str:
    if change.new is None:
        return f"{change.what}: no longer {change.old}"
    return f"{change.what}: {change.new}{f' (was {change.old})' if change.old is not None else ''}"
