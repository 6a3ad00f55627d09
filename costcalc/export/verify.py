"""What moved in an export since it was written, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.export.cause import Cause, CauseKind, MovedRow
from costcalc.export.consistency import contradictions
from costcalc.export.editions import earlier_columns
from costcalc.export.inputs import CALENDAR, SCENARIO, input_files
from costcalc.export.movements import Movements
from costcalc.export.put_back import was_assumed
from costcalc.export.row_tags import PREFIX
from costcalc.export.sameness import Sameness
from costcalc.export.sum_changes import ExportChange, RowsFound, are_alike, moved_limits, moved_sums
from costcalc.export.table import Columns, ExportTable, columns_since
from costcalc.export.verification import InputChange, MovedCause, Verification

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.export.exported import Exported
    from costcalc.export.ledger import Ledger
    from costcalc.export.manifest import Manifest
    from costcalc.export.verification import WrittenRows


def verify(
    was: Exported, now: Manifest, fresh: WrittenRows, ledger: Ledger, *, is_elsewhere: bool = False
) -> Verification:
    """Return what is not as it was in an export.

    Args:
        was: The export, with its manifest.
        now: The manifest that the same question gives today.
        fresh: The rows that it gives today.
        ledger: The same before they were written.
        is_elsewhere: Whether somebody named other folders of cards, or other exchange rates, than the manifest does.
    """
    then = was.manifest
    columns = Columns.of(then["profile"])
    today = ExportTable.read(fresh.data)
    inputs = tuple(_inputs(then, now))
    is_other = any(not one.is_same_content for one in inputs if one.what.startswith(SCENARIO))
    table = _table(was, today, len(fresh.data), is_other=is_other) if then["format"] == "csv" else None
    moved: list[MovedRow] = []
    against: list[ExportChange] = []
    added: tuple[str, ...] = ()
    read = table if isinstance(table, ExportTable) else None
    is_older = was.is_earlier and not then["cost_totals"]
    is_older = is_older and (columns.since not in read.columns if read else table is None)
    if read:
        added = tuple(name for name in today.columns if name not in read.columns) if was.is_earlier else ()
        others = _others(inputs, ledger, is_all=then["costcalc"] != now["costcalc"])
        sameness = Sameness(fresh.numbers, _known(then, now), _names(inputs), others)
        moved = Movements(columns, sameness, ledger, was_assumed(then, now)).rows(read, today)
        against = list(_beyond(read))
        is_same = not moved and not against
    elif isinstance(table, ExportChange):
        against, is_same = [table], False
    else:
        is_same = then["rows_sha256"] == now["rows_sha256"]
        is_older = is_older and not is_same
        if is_older and (found := columns_since(today, then["rows_sha256"], columns.since)):
            is_same, added = True, found
    rows = RowsFound(read, is_same, is_older)
    if table is None and _names(inputs) and are_alike(then, now, rows):  # its cells say which files it is made from
        rows = rows._replace(are_same=True)
    against = [*contradictions(was, rows, now, fresh.data, is_elsewhere=is_elsewhere), *against]
    totals = tuple(moved_sums(then, now, rows, _instead(moved)))
    if not read and not rows.are_same and not against and not _names(inputs) and not totals:
        against.append(ExportChange("the rows", *(f"sha256 {each['rows_sha256']}" for each in (then, now))))
    return Verification(
        file=then["file"],
        rows=now["rows"],
        moved=len(moved),
        contradictions=tuple(against),
        causes=tuple(_grouped(moved)),
        totals=totals,
        budgets=tuple(moved_limits(then, now, rows)),
        inputs=inputs,
        is_saved_anew=is_same and bool(read) and then["sha256"] != now["sha256"] != now["rows_sha256"],
        columns_added=added,
        versions=(then["costcalc"], now["costcalc"]),
        only_sums=not read and not is_same and rows.are_same,
        is_untouched=was.is_untouched,
    )


def _table(was: Exported, today: ExportTable, length: int, *, is_other: bool) -> ExportTable | ExportChange:
    """Return the rows of a file; why they cannot be compared, where it is no table of ours. Nothing of it is quoted."""
    try:
        found = ExportTable.read(was.data)
    except ValueError:
        return ExportChange("the table", "not readable", f"{length:,} bytes")
    known = list(today.columns)
    if was.is_earlier and was.is_untouched:  # else one may have been taken out
        known = earlier_columns(found.columns, known)
    if is_other:  # a scenario with other tags
        known = [name for name in known if not name.startswith(PREFIX)]
        known += sorted(name for name in found.columns if name.startswith(PREFIX))
    if list(found.columns) != known or not Columns.of(was.manifest["profile"]).needed <= {*known}:
        gone = ", ".join(name for name in known if name not in found.columns)
        return ExportChange("the columns", "others", f"without {gone}" if gone else "more, or in another order")
    return found


def _beyond(table: ExportTable) -> Iterator[ExportChange]:
    """Yield the rows of more or fewer cells than there are columns."""
    for line, row in zip(table.lines, table.rows, strict=True):
        if len(row) != len(table.columns):
            yield ExportChange(f"row {line}", f"{len(row):,} cells", f"{len(table.columns):,}")


def _inputs(then: Manifest, now: Manifest) -> Iterator[InputChange]:
    before, today = input_files(then["inputs"]), input_files(now["inputs"])
    for what in dict.fromkeys([*before, *today]):
        was, found = before.get(what), today.get(what)
        if was != found:
            yield InputChange(what, was, found)


def _known(then: Manifest, now: Manifest) -> set[tuple[str, str]]:
    """Return the fingerprints and versions that moved."""
    before, today = input_files(then["inputs"]), input_files(now["inputs"])
    known: set[tuple[str, str]] = set()
    for name, found in today.items():
        if was := before.get(name):
            known |= {(was.sha256, found.sha256), (was.version or "", found.version or "")}
    return known


def _names(inputs: Sequence[InputChange]) -> set[str]:
    """Return the names of inputs in which lines are elsewhere, or which have another name."""
    pairs = ((one.was, one.now) for one in inputs)
    return {
        file.file
        for was, now in pairs
        for file in (was, now)
        if file and not (was and now and (was.file, was.sha256) == (now.file, now.sha256))
    }


def _others(inputs: Sequence[InputChange], ledger: Ledger, *, is_all: bool) -> set[str]:
    """Return the names of the files of today that can have moved a row: all, where another costcalc computed it."""
    found = {one.now.file for one in inputs if one.now and not one.is_same_content}
    if is_all or any(one.what.startswith(CALENDAR) for one in inputs):  # a calendar is in no formula
        found |= {file.file for file in ledger.cards} | {file.file for file in ledger.scenarios}
        found |= {ledger.fx.file} if ledger.fx else set()
    return found


def _instead(moved: Sequence[MovedRow]) -> dict[str, tuple[str, str]]:
    """Return the option that was exported, and the one that is, of scenarios of which it is another."""
    causes = ((row.bill[1], cause) for row in moved for cause in row.causes if cause.kind is CauseKind.CHOSEN)
    return {scenario: (cause.was or "", cause.now or "") for scenario, cause in causes}


def _grouped(rows: Sequence[MovedRow]) -> list[MovedCause]:
    """Return the causes of rows, each once, the one of most rows first; of as many the earlier."""
    found: dict[Cause, list[MovedRow]] = {}
    for row in rows:
        for cause in dict.fromkeys(row.causes):
            found.setdefault(cause, []).append(row)
    groups = [
        MovedCause(cause, tuple(row.line for row in own), tuple(dict.fromkeys(row.option for row in own)))
        for cause, own in found.items()
    ]
    return sorted(groups, key=lambda group: -len(group.rows))
