"""Finds why a row of an export is another today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.export.cause import Cause, CauseKind
from costcalc.export.names import changed_names, changed_numbers
from costcalc.export.put_back import PutBack
from costcalc.export.row_tags import is_said_by, moved_tags, with_all_tags
from costcalc.export.sameness import CURRENCIES, EVIDENCE, ROUNDED, follows
from costcalc.export.self_agreement import disagreeing
from costcalc.export.table import is_cut, number_of
from costcalc.expr import Num, place_of_name, symbolic
from costcalc.instant import instant_text
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.export.entry import LedgerEntry
    from costcalc.export.ledger import Ledger
    from costcalc.export.put_back import Rewritten
    from costcalc.export.sameness import Sameness
    from costcalc.export.table import Cells, Columns
    from costcalc.expr import Figure
    from costcalc.pricing import Charge
    from costcalc.problem import Place


CURRENCY = "the currency"


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
        old, new = with_all_tags(old, new)
        others = [name for name in old if not self._sameness.same(name, old[name], new[name])]
        if not others:
            return
        entry = self.entry(new)
        found: list[Cause] = []
        if entry and self._can_move(entry):
            found = [*self._of_formula(entry, old, new)]
            if not all(self._is_supported(cause, entry) for cause in found):
                found = []  # nothing can have moved a number in a file that is the same
            if not found and {self._columns.rate} <= {*others} <= EVIDENCE | ROUNDED:
                found = [*self._of_rate(entry, old, new)]
        yield from found
        tags = moved_tags(old, new) if entry and self._is_other(entry.result.scenario.file) else {}
        for tag, (was, now) in tags.items():
            yield Cause(CauseKind.TAG, tag, was=was, now=now)
        alone = disagreeing(self._columns, old) if found else set()
        for name in others:
            if is_said_by(tags, name, old, new) or (found and name not in alone and self._follows(name, found)):
                continue
            if is_cut(old[name], new[name]):
                yield Cause(CauseKind.CUT, name)
            else:
                yield Cause(CauseKind.CELL, name, was=old[name], now=new[name])

    def _follows(self, name: str, found: Sequence[Cause]) -> bool:
        """Whether a cell moves by itself where what was found of its row did."""
        if all(one.kind is CauseKind.RATE for one in found):
            return name in EVIDENCE
        if any(one.what == CURRENCY for one in found) and name in CURRENCIES:
            return True
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
        if currency := self._of_currency(entry, old, new):
            yield currency
            return
        if then == today:
            yield from self._of_exchange(entry, old, new)
            return
        changed = changed_names(then, today)
        for name, was, now in changed or ():
            yield from self._of_name(entry, new[names.model], (name, was, now))
        if changed:
            return
        factors: tuple[tuple[CauseKind, str, Place | None], ...] = (
            (CauseKind.PRICE, names.price, _first(charge.unit_price)),
            (CauseKind.QUANTITY, names.quantity, _written(entry)),
            (CauseKind.EXCHANGE, names.exchange, _first(charge.exchange_rate)),
        )
        moved = [one for one in factors if number_of(old[one[1]]) != number_of(new[one[1]])]
        numbers = changed_numbers(then[0], today[0]) or []
        for kind, column, place in moved:
            what = column if kind is CauseKind.EXCHANGE else _called(charge)
            model = new[names.model] if kind is CauseKind.PRICE else ""
            sides, at = (old[column] or None, new[column] or None), place
            if len(moved) == len(numbers) == 1:  # one number is written otherwise, and moved it
                sides, at = numbers[0], self._place_of_number(entry, numbers[0][1]) or place
            yield Cause(kind, what, model, *sides, at)
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
        kind = CauseKind.ASSUMPTION if name in scenario.assumptions else _kind(name)
        place = place_of_name(name, charge.cost.node, charge.cost.env)
        yield Cause(kind, name, model if kind is CauseKind.PRICE else "", was, now, place)

    def _is_supported(self, cause: Cause, entry: LedgerEntry) -> bool:
        """Whether a cause is written in a file that is another than it was."""
        places = [cause.place] if cause.place else []
        if cause.what == _called(entry.charge):  # all of a price or a quantity, of which it is the first
            places += entry.charge.places()
        return not places or any(self._is_other(place.source.name) for place in places)

    def _place_of_number(self, entry: LedgerEntry, text: str) -> Place | None:
        """Return where a number of a formula is written, in a file that is another than it was."""
        leaves = (leaf for leaf in entry.charge.cost.node.leaves() if isinstance(leaf, Num) and symbolic(leaf) == text)
        places = (leaf.place for leaf in leaves if leaf.place)
        return next((place for place in places if self._is_other(place.source.name)), None)

    def _of_currency(self, entry: LedgerEntry, old: Cells, new: Cells) -> Cause | None:
        """Return that a scenario is compared in another currency than it was; None where it is in the same."""
        column, file = self._columns.cost_currency, entry.result.scenario
        if old.get(column, new[column]) == new[column] or not self._is_other(file.file):
            return None
        currency = file.scenario.currency
        place = place_of(currency) if currency is not None else None
        return Cause(CauseKind.EXCHANGE, CURRENCY, "", old[column], new[column], place)

    def _of_rate(self, entry: LedgerEntry, old: Cells, new: Cells) -> Iterator[Cause]:
        """Yield the rate of a row whose price is the same in it."""
        column, price = self._columns.rate, entry.charge.price
        if price and self._is_other(price.rate.effective.place.source.name):
            sides = (old[column], new[column])
            yield Cause(CauseKind.RATE, column, new[self._columns.model], *sides, price.rate.effective.place)

    def _of_exchange(self, entry: LedgerEntry, old: Cells, new: Cells) -> Iterator[Cause]:
        """Yield the exchange rate of a row whose formula has none in it, where the file of rates is another."""
        column, place = self._columns.exchange, _first(entry.charge.exchange_rate)
        if place and self._is_other(place.source.name) and number_of(old[column]) != number_of(new[column]):
            yield Cause(CauseKind.EXCHANGE, column, "", old[column], new[column], place)


def _kind(name: str) -> CauseKind:
    """Return what a name in a formula is, that is no assumption."""
    if name.startswith("fx."):
        return CauseKind.EXCHANGE
    is_price = name.startswith(("price.", "list.", "contract.")) or name.endswith(".multiplier")
    return CauseKind.PRICE if is_price else CauseKind.QUANTITY


def _first(figure: Figure | None) -> Place | None:
    """Return the first place at which a number of a figure is written."""
    return next(iter(figure.places()), None) if figure else None


def _written(entry: LedgerEntry) -> Place | None:
    """Return where the entry of the workload is written that a row is of."""
    workload = entry.result.scenario.scenario.workload
    return next((place_of(one.name) for one in workload if one.name == entry.charge.entry), None)


def _called(charge: Charge) -> str:
    """Return what a charge is called, whatever hours or part of its time it is for."""
    return f"{charge.entry}.{charge.meter}" if charge.meter else charge.key
