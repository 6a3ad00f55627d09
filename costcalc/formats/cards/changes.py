"""What `costcalc cards diff` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc import money
from costcalc.diff import ChangeKind
from costcalc.formats.blocks import Block, Bullets, Heading, Paragraph, Row, Table
from costcalc.formats.cards import words
from costcalc.formats.cards.changes_data import both_words, diff_document, diff_sheet
from costcalc.formats.cards.fitted import fitted
from costcalc.instant import short_instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.diff import CardChange, CardsDiff, PriceChange, RateChange, ValueChange
    from costcalc.formats.base import Sheet

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
}


class DiffReport(NamedTuple):
    """What changed.

    Args:
        diff: The changes.
        old: What the old state is called.
        new: What the new one is called.
    """

    diff: CardsDiff
    old: str
    new: str

    def blocks(self, width: int | None, *, brief: bool) -> Iterator[Block]:
        """Say it to people; `brief` leaves out changes of sources and notes."""
        yield Heading(f"From {self.old} to {self.new}", 1)
        yield Paragraph(self._summary(), strong=True)
        if rewritten := list(self.diff.rewritten):
            yield Heading("THE PAST WAS REWRITTEN")
            yield Bullets(tuple(f"{_ref(card, name)}, {_rate(rate)}" for card, name, rate in rewritten))
            yield Paragraph(
                "Whoever asks about those dates gets another answer than before. A new price is appended; "
                "a wrong one is corrected by a rate of the same `effective` that says `corrects`."
            )
        if cards := [*self._cards()]:
            yield Heading("Cards and models")
            yield Bullets(tuple(cards))
        for card in self.diff.changed:
            yield from _card(card, width, brief=brief)

    def _summary(self) -> str:
        if not self.diff:
            return "Nothing changed."
        rates = [rate for card in self.diff.changed for _, rate in card.rates]
        counts = {
            "new card": len(self.diff.added),
            "removed card": len(self.diff.removed),
            "new model": sum(len(card.added) for card in self.diff.changed),
            "removed model": sum(len(card.removed) for card in self.diff.changed),
        } | {f"{kind} rate": sum(rate.kind is kind for rate in rates) for kind in ChangeKind}
        said = [words.counted(number, what) for what, number in counts.items() if number]
        return f"{', '.join(said) or 'No rate changed'}."

    def _cards(self) -> Iterator[str]:
        yield from (f"{file.card.id}: new, {words.counted(len(file.card.models), 'model')}" for file in self.diff.added)
        yield from (f"{file.card.id}: removed" for file in self.diff.removed)
        for card in self.diff.changed:
            if card.recast:
                yield f"{card.id}: THE CURRENCY IS ANOTHER, so every price means another amount"
            if card.unversioned:
                yield f"{card.id}: the content changed, its version {card.new.card.version} did not"
            yield from (f"{card.id}: {_change(change)}" for change in card.about)
            yield from (f"{card.id}: new model {model.name} ({model.place})" for model in card.added)
            yield from (f"{card.id}: removed model {model.name} ({model.place})" for model in card.removed)

    def document(self) -> dict[str, Any]:
        """Say it to programs."""
        return diff_document(self.diff, self.old, self.new)

    def sheet(self) -> Sheet:
        """Say it to a spreadsheet: one row for each change."""
        return diff_sheet(self.diff)


def _ref(card: CardChange, name: str) -> str:
    return f"{card.id}/{name}" if name else card.id


def _rate(rate: RateChange) -> str:
    what = LOUD.get(rate.kind) or QUIET[rate.kind]
    return f"rate of {short_instant(rate.since)}: {what} ({rate.place})"


def _card(card: CardChange, width: int | None, *, brief: bool) -> Iterator[Block]:
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
            yield Paragraph(f"{_rate(rate)[0].upper()}{_rate(rate)[1:]}", strong=rate.rewrites)
            yield from _prices(rate, width)
            notes = () if brief else rate.evidence
            if lines := tuple(map(_change, (*rate.conditions, *notes))):
                yield Bullets(lines)


def _prices(rate: RateChange, width: int | None) -> Iterator[Block]:
    rows = tuple(map(_price, rate.prices))
    if rows:
        columns = ("price", "old", "new", "change")
        yield from fitted(Table(columns, rows, frozenset({"old", "new", "change"})), width)


def _price(price: PriceChange) -> Row:
    change = money.change(-price.change) if price.change is not None else ""
    return Row((words.price_title(price.where, price.meter), *both_words(price), change))


def _change(change: ValueChange) -> str:
    if change.new is None:
        return f"{change.what}: no longer {change.old}"
    return f"{change.what}: {change.new}{f' (was {change.old})' if change.old is not None else ''}"
