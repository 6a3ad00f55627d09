"""Why the rows of an export are others today: a price, an assumption, a quantity, an exchange rate, a tag."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.names import changed_names
from costcalc.export.sameness import ROUNDED, follows, is_tag
from costcalc.export.table import is_cut, number_of
from costcalc.expr import place_of_name
from costcalc.instant import instant_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from costcalc.export.ledger import Ledger
    from costcalc.export.sameness import Sameness
    from costcalc.export.table import Cells, Columns, ExportTable
    from costcalc.expr import Figure
    from costcalc.pricing import Charge
    from costcalc.problem import Place


class CauseKind(StrEnum):
    """The kinds of what moves rows."""

    PRICE = "price"
    ASSUMPTION = "assumption"
    QUANTITY = "quantity"
    EXCHANGE = "exchange"
    TAG = "tag"
    FORMULA = "formula"
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
    """Finds why rows are others.

    Args:
        columns: What the columns are called.
        sameness: What makes two cells the same.
        ledger: The rows of today.
    """

    def __init__(self, columns: Columns, sameness: Sameness, ledger: Ledger) -> None:
        self._columns = columns
        self._sameness = sameness
        self._charges: dict[tuple[str, ...], Charge] = {}
        self._assumptions: dict[str, set[str]] = {}
        for entry in ledger.entries:
            scenario = entry.result.scenario.scenario
            of = str(scenario.id)
            self._charges[instant_text(entry.span.start), of, entry.option, entry.charge.key] = entry.charge
            self._assumptions.setdefault(of, set(map(str, scenario.assumptions)))

    def moved(self, then: ExportTable, today: ExportTable) -> list[MovedRow]:
        """Return the rows that are not as they were, in the order of the file; then those that are new."""
        was, now = then.by_key(self._columns.key), today.by_key(self._columns.key)
        found: list[MovedRow] = []
        for key, (line, old) in was.items():
            if key not in now:
                found.append(self._alone(CauseKind.GONE, line, old))
            elif causes := tuple(self._causes(old, now[key][1])):
                found.append(MovedRow(line, old[self._columns.option], key[:3], causes))
        found += [self._alone(CauseKind.NEW, line, new) for key, (line, new) in now.items() if key not in was]
        return list(_rounded_together(found))

    def _alone(self, kind: CauseKind, line: int, cells: Cells) -> MovedRow:
        """Return a row that there is on one side only."""
        start, scenario, option, charge = (cells[name] for name in self._columns.key)
        text = f"{charge} from {start} on"
        was, now = (text, None) if kind is CauseKind.GONE else (None, text)
        what = " ".join(filter(None, (scenario, option)))
        return MovedRow(line, option, (start, scenario, option), (Cause(kind, what, was=was, now=now),))

    def _causes(self, old: Cells, new: Cells) -> Iterator[Cause]:
        """Yield why a row is another; of what nothing explains each cell."""
        others = [name for name in old if not self._sameness.same(name, old[name], new[name])]
        if not others:
            return
        found = [*self._of_formula(old, new)]
        yield from found
        yield from _of_tags(others, old, new)
        for name in others:
            if is_tag(name) or (found and follows(name, self._sameness)):
                continue
            if is_cut(old[name], new[name]):
                yield Cause(CauseKind.CUT, name)
            else:
                yield Cause(CauseKind.CELL, name, was=old[name], now=new[name])

    def _of_formula(self, old: Cells, new: Cells) -> Iterator[Cause]:
        """Yield what is another in the formula of a row: by its names, else by what it multiplies."""
        names = self._columns
        then, today = ((cells[names.formula], cells[names.substituted]) for cells in (old, new))
        charge = self._charges.get(tuple(new[name] for name in names.key))
        if then == today:
            yield from self._of_exchange(charge, old, new)
            return
        changed = changed_names(then, today)
        for name, was, now in changed or ():
            kind = self._kind(name, new[names.scenario])
            place = place_of_name(name, charge.cost.node, charge.cost.env) if charge else None
            yield Cause(kind, name, new[names.model] if kind is CauseKind.PRICE else "", was, now, place)
        if changed:
            return
        factors: tuple[tuple[CauseKind, str, Figure | None], ...] = (
            (CauseKind.PRICE, names.price, charge.unit_price if charge else None),
            (CauseKind.QUANTITY, names.quantity, charge.quantity if charge else None),
            (CauseKind.EXCHANGE, names.exchange, charge.exchange_rate if charge else None),
        )
        moved = [one for one in factors if number_of(old[one[1]]) != number_of(new[one[1]])]
        for kind, column, figure in moved:
            what = column if kind is CauseKind.EXCHANGE else new[names.key[-1]]
            place = next(iter(figure.places()), None) if figure else None
            model = new[names.model] if kind is CauseKind.PRICE else ""
            yield Cause(kind, what, model, old[column] or None, new[column] or None, place)
        if not moved:
            yield Cause(CauseKind.FORMULA, new[names.key[-1]], was=then[0], now=today[0])

    def _of_exchange(self, charge: Charge | None, old: Cells, new: Cells) -> Iterator[Cause]:
        """Yield the exchange rate of a row whose formula has none in it, where the file of rates is another."""
        column = self._columns.exchange
        place = next(iter(charge.exchange_rate.places()), None) if charge and charge.exchange_rate else None
        if place and place.source.name in self._sameness.inputs and number_of(old[column]) != number_of(new[column]):
            yield Cause(CauseKind.EXCHANGE, column, "", old[column], new[column], place)

    def _kind(self, name: str, scenario: str) -> CauseKind:
        """Return what a name in a formula stands for."""
        if name in self._assumptions.get(scenario, ()):
            return CauseKind.ASSUMPTION
        return CauseKind.EXCHANGE if name.startswith("fx.") else CauseKind.PRICE


def _of_tags(columns: Collection[str], old: Cells, new: Cells) -> Iterator[Cause]:
    """Yield the tags that are others."""
    for column in columns:
        if is_tag(column):
            was, now = _tags(column, old[column]), _tags(column, new[column])
            for tag in dict.fromkeys([*was, *now]):
                if was.get(tag) != now.get(tag):
                    yield Cause(CauseKind.TAG, tag, was=was.get(tag), now=now.get(tag))


def _tags(column: str, text: str) -> dict[str, str]:
    """Return the tags in a cell; all of it under the column's name, where it is not as costcalc writes it."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and all(isinstance(value, str) for value in found.values()):
        return found
    return {column: text}


def _rounded_together(rows: Sequence[MovedRow]) -> Iterator[MovedRow]:
    """Yield rows without those that moved by a cent alone because another of their bill did."""
    explained = {row.bill for row in rows if any(one.kind is not CauseKind.CELL for one in row.causes)}
    for row in rows:
        alone = all(one.kind is CauseKind.CELL and one.what in ROUNDED for one in row.causes)
        if not (alone and row.bill in explained):
            yield row
