"""Which sums of a manifest are others than they were, and which cannot be."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.allocation import minor_digits
from costcalc.export.inputs import SCENARIO, input_files
from costcalc.export.sum_names import (
    BUDGET,
    EXACT,
    LEFT,
    LIMITS,
    MONTH,
    ONCE,
    ROUNDED,
    SO_FAR_ROUNDED,
    TOTALS,
    SumName,
    differences,
    sums_said,
    told,
)
from costcalc.export.table import Columns
from costcalc.export.table_sums import TableSum, sums_of, value_of
from costcalc.expr import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.export.manifest import Manifest
    from costcalc.export.table import ExportTable

    Sums = Mapping[SumName, str]


class ExportChange(NamedTuple):
    """Something that is not what the manifest says.

    Args:
        what: What it is: a total, the length of the file.
        was: What the manifest says.
        now: What is found.
    """

    what: str
    was: str
    now: str


class RowsFound(NamedTuple):
    """What became of the rows of an export.

    Args:
        table: Those of the file; None where it is no CSV, or none can be read.
        are_same: Whether they are those of today, however they are written.
        are_older: Whether they are of a time in which an export had fewer columns, and its manifest fewer sums.
    """

    table: ExportTable | None
    are_same: bool
    are_older: bool


def moved_sums(
    then: Manifest, now: Manifest, rows: RowsFound, instead: Mapping[str, tuple[str, str]]
) -> Iterator[ExportChange]:
    """Yield the sums that moved with the rows, in words.

    Args:
        then: The manifest.
        now: That of today.
        rows: What became of the rows.
        instead: The option that was exported of a scenario, and the one that is today.
    """
    if not rows.are_same:
        was, today = _sides(then, now, rows)
        yield from _changes({_instead(name, instead): text for name, text in was.items()}, today)
        if then["rows"] != now["rows"]:
            yield ExportChange("the number of rows", f"{then['rows']:,}", f"{now['rows']:,}")


def _instead(name: SumName, instead: Mapping[str, tuple[str, str]]) -> SumName:
    """Return what a sum is called today, where another option is exported in place of its own."""
    was, now = instead.get(name.scenario, (name.option, name.option))
    return name._replace(option=now) if name.option == was else name


def are_alike(then: Manifest, now: Manifest, rows: RowsFound) -> bool:
    """Whether rows come to the same, in as many months and options: of a workbook nothing else can be said."""
    found = differences(*_sides(then, now, rows))
    return then["rows"] == now["rows"] and all(one.name.number in LIMITS for one in found)


def moved_limits(then: Manifest, now: Manifest, rows: RowsFound) -> Iterator[ExportChange]:
    """Yield the budgets that moved, and what is left of them, where no row did: their scenario is another file."""
    if rows.are_same:
        others = _other_scenarios(then, now)
        yield from _changes(*(_only(sums, others) for sums in _sides(then, now, rows)))


def said_wrong(then: Manifest, now: Manifest, rows: RowsFound) -> Iterator[ExportChange]:
    """Yield the sums of a manifest that are not what recomputing gives, and were not moved by anything.

    Where rows moved, only what does not depend on them can be said: that a budget is not its scenario's, and that what
    is left is not that budget less what it is for.
    """
    was, today = _sides(then, now, rows)
    others = _other_scenarios(then, now)
    if rows.are_same:
        limits = {*_only(was, others), *_only(today, others)}
        was, today = ({name: sums[name] for name in sums if name not in limits} for sums in (was, today))
        yield from _changes(was, today)
        return
    same = {name.scenario for name in was} - others
    kept = {name for name in _only(was, same).keys() & _only(today, same).keys() if name.number == BUDGET}
    yield from _changes(*({name: sums[name] for name in sums if name in kept} for sums in (was, today)))
    yield from _changes(*_left(was))


def added_up(then: Manifest, table: ExportTable) -> Iterator[ExportChange]:
    """Yield the sums of a manifest that the rows of its file do not add up to."""
    if then["rows"] != len(table.rows):
        yield ExportChange("the number of rows", f"{then['rows']:,}", f"{len(table.rows):,}")
    columns, rows = Columns.of(then["profile"]), (table.cells(nth) for nth in range(len(table.rows)))
    costs = bool(then["cost_totals"]) or columns.since in table.columns
    found, said = sums_of(rows, columns, costs=costs), sums_said(then)
    parts = {name[:-1] for name in found}
    own = {name: text for name, text in said.items() if name in found or name[:-1] not in parts}
    yield from _changes(own, {name: _own(one, name, said) for name, one in found.items()})


def _own(found: TableSum, name: SumName, said: Sums) -> str:
    """Return a sum as its manifest says it, where that is the same; else as it is."""
    text = said.get(name, "")
    if found.is_said(text):
        return text
    if name.number in {ROUNDED, SO_FAR_ROUNDED}:
        return format(round_half_up(found.value, minor_digits(name.currency)), "f")
    return str(found)


def _left(said: Sums) -> tuple[Sums, Sums]:
    """Return what is left of budgets as it is said, and as it is where that cannot be."""
    wrong: dict[SumName, str] = {}
    for name, text in said.items():
        if name.number == LEFT:
            budget, exact, once = (value_of(said.get(name._replace(number=one), "")) for one in (BUDGET, EXACT, ONCE))
            if budget is None or exact is None or once is None:
                continue
            left = TableSum(Fraction(budget) - Fraction(exact) + Fraction(once))
            wrong |= {} if left.is_said(text) else {name: str(left)}
    return {name: said[name] for name in wrong}, wrong


def _sides(then: Manifest, now: Manifest, rows: RowsFound) -> tuple[Sums, Sums]:
    """Return the sums of two manifests; of an older one only those that it could have."""
    was, today = sums_said(then), sums_said(now)
    return was, {name: text for name, text in today.items() if name.part == TOTALS} if rows.are_older else today


def _other_scenarios(then: Manifest, now: Manifest) -> set[str]:
    """Return the ids of the scenarios that are other files than they were."""
    was, today = (input_files(each["inputs"]) for each in (then, now))
    names = (one["id"] for one in now["inputs"]["scenarios"])
    keys = {name: f"{SCENARIO} {name}" for name in names}
    return {name for name, key in keys.items() if key not in was or was[key].sha256 != today[key].sha256}


def _only(sums: Sums, scenarios: set[str]) -> Sums:
    """Return the budgets of scenarios, and what is left of them."""
    return {
        name: text
        for name, text in sums.items()
        if name.part == MONTH and name.number in LIMITS and name.scenario in scenarios
    }


def _changes(then: Sums, now: Sums) -> Iterator[ExportChange]:
    """Yield the sums that are others, in words; none that only follows from another one."""
    alone = len({name[1:3] for each in (then, now) for name in each if name.scenario}) <= 1
    for one in told(differences(then, now)):
        yield ExportChange(one.name.words(alone=alone), one.was, one.now)
