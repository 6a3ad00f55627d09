"""Why a row of an export is another today: a price, an assumption, a quantity, an exchange rate, a tag."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.names import changed_names
from costcalc.export.put_back import PutBack
from costcalc.export.row_tags import is_tag, moved_tags
from costcalc.export.sameness import EVIDENCE, ROUNDED, follows
from costcalc.export.self_agreement import disagreeing
from costcalc.export.table import is_cut, number_of
from costcalc.expr import place_of_name
from costcalc.instant import instant_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.export.entry import LedgerEntry
    from costcalc.export.ledger import Ledger
    from costcalc.export.put_back import Rewritten
    from costcalc.export.sameness import Sameness
    from costcalc.export.table import Cells, Columns
    from costcalc.expr import Figure
    from costcalc.problem import Place


class CauseKind(StrEnum):
    """The kinds of what moves rows."""

    PRICE = "price"
    RATE = "rate"
    ASSUMPTION = "assumption"
    QUANTITY = "quantity"
    EXCHANGE = "exchange"
    TAG = "tag"
    FORMULA = "formula"
    CHOSEN = "chosen"
    ORDER = "order"
    GONE = "gone"
    NEW = "new"
    CUT = "cut"
    CELL = "cell"


class Cause(NamedTuple):
    """What moved rows.

    Args:
        kind: What it is.
        what: What it is called: a name in formulas, a tag, a column, an option.
        model: The model that it is a price of; empty of all else.
        was: What it was in the file; None where it was nothing.
        now: What it is today; None where it is nothing.
        place: Where that is written; None where nobody can say.
    """

    kind: CauseKind
    what: str
    model: str = ""
    was: str | None = None
    now: str | None = None
    place: Place | None = None


class MovedRow(NamedTuple):
    """A row that is not as it was.

    Args:
        line: Its row in the file, from 1; today's where it is new.
        option: Its option.
        bill: The time, scenario and option that it is rounded with.
        causes: Why.
    """

    line: int
    option: str
    bill: tuple[str, ...]
    causes: tuple[Cause, ...]


class RowCauses:
    """Finds why a row is another.

    Args:
        columns: What the columns are called.
        sameness: What makes two cells the same.
        ledger: The rows of today.
        assumed: The assumptions that had another value, by scenario.
    """

    def __init__(self, columns: Columns, sameness: Sameness, ledger: Ledger, assumed: Rewritten) -> None:
        self._columns = columns
        self._sameness = sameness
        self._entries: dict[tuple[str, ...], LedgerEntry] = {}
        self._put_back = PutBack(assumed)
        for entry in ledger.entries:
            of = str(entry.result.scenario.scenario.id)
            self._entries[instant_text(entry.span.start), of, entry.option, entry.charge.key] = entry

    def entry(self, cells: Cells) -> LedgerEntry | None:
        """Return the row of today that is of the same charge; None where there is none."""
        return self._entries.get(tuple(cells[name] for name in self._columns.key))

    def causes(self, old: Cells, new: Cells) -> Iterator[Cause]:
        """Yield why a row is another; of what nothing explains each cell."""
        others = [name for name in old if not self._sameness.same(name, old[name], new[name])]
        if not others:
            return
        entry = self.entry(new)
        found: list[Cause] = []
        if entry and self._can_move(entry):
            found = [*self._of_formula(entry, old, new)]
            if not all(self._is_supported(cause, entry) for cause in found):
                found = []
            if not found and {self._columns.rate} <= {*others} <= EVIDENCE | ROUNDED:
                found = [*self._of_rate(entry, old, new)]
        yield from found
        tags = moved_tags(others, old, new) if entry and self._is_other(entry.result.scenario.file) else {}
        for tag, (was, now) in tags.items():
            yield Cause(CauseKind.TAG, tag, was=was, now=now)
        alone = disagreeing(self._columns, old) if found else set()
        for name in others:
            if (is_tag(name) and tags) or (found and name not in alone and self._follows(name, found)):
                continue
            if is_cut(old[name], new[name]):
                yield Cause(CauseKind.CUT, name)
            else:
                yield Cause(CauseKind.CELL, name, was=old[name], now=new[name])

    def _follows(self, name: str, found: Sequence[Cause]) -> bool:
        """Whether a cell moves by itself where what was found of its row did."""
        if all(one.kind is CauseKind.RATE for one in found):
            return name in EVIDENCE
        return follows(name, self._sameness)

    def _is_other(self, file: str) -> bool:
        return file in self._sameness.others

    def _can_move(self, entry: LedgerEntry) -> bool:
        """Whether a number of a row is written in a file that is another than it was; else its cells were edited."""
        places = entry.charge.places()
        if entry.charge.exchange_rate:
            places = [*places, *entry.charge.exchange_rate.places()]
        return any(self._is_other(place.source.name) for place in places)

    def _of_formula(self, entry: LedgerEntry, old: Cells, new: Cells) -> Iterator[Cause]:
        """Yield what is another in the formula of a row: by its names, else by what it multiplies."""
        names, charge = self._columns, entry.charge
        then, today = ((cells[names.formula], cells[names.substituted]) for cells in (old, new))
        if then == today:
            yield from self._of_exchange(entry, old, new)
            return
        changed = changed_names(then, today)
        for name, was, now in changed or ():
            yield from self._of_name(entry, new[names.model], (name, was, now))
        if changed:
            return
        factors: tuple[tuple[CauseKind, str, Figure | None], ...] = (
            (CauseKind.PRICE, names.price, charge.unit_price),
            (CauseKind.QUANTITY, names.quantity, charge.quantity),
            (CauseKind.EXCHANGE, names.exchange, charge.exchange_rate),
        )
        moved = [one for one in factors if number_of(old[one[1]]) != number_of(new[one[1]])]
        for kind, column, figure in moved:
            what = column if kind is CauseKind.EXCHANGE else new[names.key[-1]]
            place = next(iter(figure.places()), None) if figure else None
            model = new[names.model] if kind is CauseKind.PRICE else ""
            yield Cause(kind, what, model, old[column] or None, new[column] or None, place)
        if not moved:
            yield Cause(CauseKind.FORMULA, new[names.key[-1]], was=then[0], now=today[0])

    def _of_name(self, entry: LedgerEntry, model: str, change: tuple[str, str, str]) -> Iterator[Cause]:
        """Yield what moved a name in the formula of a row: what it rests on, where that is known, else itself."""
        name, was, now = change
        charge, scenario = entry.charge, entry.result.scenario.scenario
        if name in scenario.assumptions and (roots := self._put_back.causes(name, was, charge, scenario)):
            for root in roots:
                yield Cause(CauseKind.ASSUMPTION, root.name, "", root.was, root.now, root.place)
            return
        kind = CauseKind.EXCHANGE if name.startswith("fx.") else CauseKind.PRICE
        kind = CauseKind.ASSUMPTION if name in scenario.assumptions else kind
        place = place_of_name(name, charge.cost.node, charge.cost.env)
        yield Cause(kind, name, model if kind is CauseKind.PRICE else "", was, now, place)

    def _is_supported(self, cause: Cause, entry: LedgerEntry) -> bool:
        """Whether a cause is written in a file that is another than it was."""
        places = [cause.place] if cause.place else []
        if cause.kind is CauseKind.PRICE:  # whose first place may be the list price, where a contract has moved
            places = entry.charge.unit_price.places()
        if cause.kind is CauseKind.QUANTITY:  # what is free is written in a card
            places = entry.charge.places()
        return not places or any(self._is_other(place.source.name) for place in places)

    def _of_rate(self, entry: LedgerEntry, old: Cells, new: Cells) -> Iterator[Cause]:
        """Yield the rate of a row whose price is the same in it."""
        column, price = self._columns.rate, entry.charge.price
        if price and self._is_other(price.rate.effective.place.source.name):
            sides = (old[column], new[column])
            yield Cause(CauseKind.RATE, column, new[self._columns.model], *sides, price.rate.effective.place)

    def _of_exchange(self, entry: LedgerEntry, old: Cells, new: Cells) -> Iterator[Cause]:
        """Yield the exchange rate of a row whose formula has none in it, where the file of rates is another."""
        column, rate = self._columns.exchange, entry.charge.exchange_rate
        place = next(iter(rate.places()), None) if rate else None
        if place and self._is_other(place.source.name) and number_of(old[column]) != number_of(new[column]):
            yield Cause(CauseKind.EXCHANGE, column, "", old[column], new[column], place)
