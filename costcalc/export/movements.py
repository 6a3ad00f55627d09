"""Which rows of an export are not as they were: others, gone, new, or moved by a cent with others of their bill."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.export.alone import Alone
from costcalc.export.cause import Cause, CauseKind, MovedRow
from costcalc.export.causes import RowCauses
from costcalc.export.pairs import RowPair, pairs_of
from costcalc.export.sameness import ROUNDED
from costcalc.export.table import number_of
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.export.ledger import Ledger
    from costcalc.export.pairs import Key
    from costcalc.export.put_back import Rewritten
    from costcalc.export.sameness import Sameness
    from costcalc.export.table import Cells, Columns, ExportTable

_PART = re.compile(r"[._]part_[0-9]+(?=[._]|$)")
"""What tells the charges of a time apart in which a price changes."""
_RATE = re.compile(r"\bprice\.[\w.]+")


class Movements:
    """Finds the rows of a file that are not those of today.

    Args:
        columns: What the columns are called.
        sameness: What makes two cells the same.
        ledger: The rows of today.
        assumed: The assumptions that had another value, by scenario.
    """

    def __init__(self, columns: Columns, sameness: Sameness, ledger: Ledger, assumed: Rewritten) -> None:
        self._columns = columns
        self._sameness = sameness
        self._scenarios = {str(file.scenario.id): file for file in ledger.scenarios}
        self._rows = RowCauses(columns, sameness, ledger, assumed)

    def rows(self, then: ExportTable, today: ExportTable) -> list[MovedRow]:
        """Return the rows that are not as they were, in the order of the file; then those that are new."""
        pairs = [*pairs_of(then, today, self._columns)]
        chosen = self._chosen(pairs)
        parts = self._parts([pair for pair in pairs if not (pair.was and pair.now) and pair.key[1] not in chosen])
        alone = Alone(pairs)
        found: list[MovedRow] = []
        for key, was, now in pairs:
            bill = key[:3]
            if was and now:
                if causes := tuple(self._rows.causes(was[1], now[1])):
                    found.append(MovedRow(was[0], key[2], bill, causes))
            elif key[1] in chosen:
                found += [MovedRow(was[0], key[2], bill, (chosen[key[1]],))] if was else []
            elif _whole(key) in parts:
                found += [MovedRow(was[0], key[2], bill, parts[_whole(key)])] if was else []
            elif row := was or now:
                found.append(MovedRow(row[0], key[2], bill, (alone.cause(RowPair(key, was, now)),)))
        return [*self._rounded_together(found)]

    def _chosen(self, pairs: Sequence[RowPair]) -> dict[str, Cause]:
        """Return, by scenario, that another option is exported than was, of scenarios that are other files."""
        options: dict[str, tuple[set[str], set[str]]] = {}
        for key, was, now in pairs:
            for side, row in zip(options.setdefault(key[1], (set(), set())), (was, now), strict=True):
                side.update([key[2]] if row else [])
        found: dict[str, Cause] = {}
        for name, (before, today) in options.items():
            file = self._scenarios.get(name)
            if file and len(before) == len(today) == 1 and before != today and self._is_other(name):
                (old,), (new,) = before, today
                chosen = file.scenario.chosen
                what = "chosen" if chosen == new else "option"
                words = [chosen] if chosen == new else [*file.scenario.options]
                place = next((place_of(word) for word in words if word and word == new), None)
                found[name] = Cause(CauseKind.CHOSEN, what, "", old, new, place)
        return found

    def _parts(self, alone: Sequence[RowPair]) -> dict[Key, tuple[Cause, ...]]:
        """Return the prices of charges that are in other parts than they were, as a price changes within their time."""
        sides: dict[Key, tuple[list[Cells], list[Cells]]] = {}
        for key, was, now in alone:
            before, today = sides.setdefault(_whole(key), ([], []))
            before += [was[1]] if was else []
            today += [now[1]] if now else []
        found = {key: tuple(dict.fromkeys(self._prices(*side))) for key, side in sides.items()}
        beside: dict[Key, dict[Cause, None]] = {}
        for key, causes in found.items():
            beside.setdefault(key[:3], {}).update(dict.fromkeys(causes))
        for key, (before, today) in sides.items():  # a rate with the same price for it, and another for another meter
            model = {cells[self._columns.model] for cells in (*before, *today)}
            if before and today and not found[key]:
                found[key] = tuple(cause for cause in beside[key[:3]] if {cause.model} == model)
        return {key: causes for key, causes in found.items() if causes}

    def _prices(self, before: Sequence[Cells], today: Sequence[Cells]) -> Iterator[Cause]:
        """Yield the prices of today that are none of those that were, each beside the last of these."""
        column = self._columns.price
        known = {number_of(cells[column]) for cells in before}
        for cells in today if before else ():
            entry = self._rows.entry(cells)
            place = next(iter(entry.charge.unit_price.places()), None) if entry else None
            if number_of(cells[column]) not in known and place and place.source.name in self._sameness.others:
                name = _RATE.search(cells[self._columns.formula])
                what = _PART.sub("", name[0]) if name else cells[self._columns.key[-1]]
                was = before[-1][column]
                yield Cause(CauseKind.PRICE, what, cells[self._columns.model], was, cells[column], place)

    def _rounded_together(self, rows: Sequence[MovedRow]) -> Iterator[MovedRow]:
        """Yield rows without those that moved by a cent alone because another of their bill did."""
        explained = {row.bill for row in rows if any(one.kind is not CauseKind.CELL for one in row.causes)}
        cents: dict[Key, Fraction] = {}
        for row in rows:
            cents[row.bill] = cents.get(row.bill, Fraction(0)) + sum(map(_difference, filter(_is_cent, row.causes)))
        for row in rows:
            others = tuple(one for one in row.causes if not _is_cent(one))
            if row.bill in explained or len(others) == len(row.causes):
                causes = others
            elif not cents[row.bill] and self._is_other(row.bill[1]):
                causes = (*others, Cause(CauseKind.ORDER, "the order of the rows"))
            else:
                causes = row.causes
            if causes:
                yield row._replace(causes=causes)

    def _is_other(self, scenario: str) -> bool:
        """Whether a scenario is another file than it was."""
        file = self._scenarios.get(scenario)
        return file is not None and file.file in self._sameness.others


def _whole(key: Key) -> Key:
    """Return what tells a charge from others, whatever part of its time it is of."""
    return (*key[:3], _PART.sub("", key[3]))


def _is_cent(cause: Cause) -> bool:
    """Whether a rounded cell moved by no more than the smallest coin."""
    return cause.kind is CauseKind.CELL and cause.what in ROUNDED and abs(_difference(cause)) <= _unit(cause)


def _difference(cause: Cause) -> Fraction:
    was, now = number_of(cause.was or ""), number_of(cause.now or "")
    return Fraction(10**9) if was is None or now is None else Fraction(now) - Fraction(was)


def _unit(cause: Cause) -> Fraction:
    """Return the last digit of a rounded amount, as it is written today."""
    return Fraction(1, 10 ** len((cause.now or "").partition(".")[2]))
