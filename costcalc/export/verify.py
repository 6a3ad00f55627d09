"""Recompute an export from its manifest, and say what moved and why."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import decimal_text, fraction_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.export.ledger import DatedScenario, Ledger
    from costcalc.export.manifest_file import Manifest, ManifestFile


class ExportChange(NamedTuple):
    """Something that is not what the manifest says.

    Args:
        what: What it is: a file, a total, a row.
        was: What the manifest or the file says.
        now: What it is today.
    """

    what: str
    was: str
    now: str


def verify(saved: ManifestFile, rows: Ledger, asked: Sequence[DatedScenario], fresh: bytes) -> list[ExportChange]:
    """Compare an export with what the same question gives today.

    Args:
        saved: The manifest, and the exported file.
        rows: What the question gives today.
        asked: The scenarios as they are today.
        fresh: These rows as CSV.
    """
    manifest = saved.manifest
    moved = [
        *_file(saved),
        *_inputs(manifest, rows, asked),
        *_totals(manifest, rows),
        *(_rows(saved.data, fresh, _known(manifest, rows, asked)) if manifest.format == "csv" else ()),
    ]
    was, now = f"sha256 {manifest.rows_sha256}", _sha256(fresh)
    if not moved and was != now:
        moved.append(ExportChange("the rows", was, now))
    from costcalc import __version__

    if moved and manifest.costcalc != __version__:
        moved.append(ExportChange("costcalc itself", manifest.costcalc, __version__))
    return moved


def _sha256(data: bytes) -> str:
    return f"sha256 {sha256(data).hexdigest()}"


def _file(saved: ManifestFile) -> Iterator[ExportChange]:
    was, now = f"sha256 {saved.manifest.sha256}", _sha256(saved.data)
    if was != now:
        yield ExportChange(f"the file {saved.manifest.file} itself", was, now)


def _inputs(manifest: Manifest, rows: Ledger, asked: Sequence[DatedScenario]) -> Iterator[ExportChange]:
    inputs = manifest.inputs
    then = {f"the scenario {one.id}": _from(one.file, one.sha256) for one in inputs.scenarios}
    then |= {f"the card {one.id}": _from(one.file, one.sha256, one.version) for one in inputs.cards}
    today = {f"the scenario {one.file.scenario.id}": _from(one.file.file, one.file.sha256) for one in asked}
    today |= {f"the card {one.card.id}": _from(one.file, one.sha256, one.card.version) for one in rows.cards}
    then |= {f"the calendar {one.id}": _from(one.file, one.sha256) for one in inputs.calendars}
    today |= {f"the calendar {one.calendar.id}": _from(one.file, one.sha256) for one in rows.calendars}
    for rates, found in ((inputs.fx, then), (rows.fx, today)):
        if rates:
            found["the exchange rates"] = _from(rates.file, rates.sha256)
    yield from _differences(then, today, "not used")


def _from(file: str, digest: str, version: str | None = None) -> str:
    return f"{file}, {f'version {version}, ' if version else ''}sha256 {digest}"


def _totals(manifest: Manifest, rows: Ledger) -> Iterator[ExportChange]:
    then = {f"the total in {one.currency}": one.exact_fraction or one.exact for one in manifest.totals}
    today = {
        f"the total in {total.currency}": fraction_text(total.exact) or decimal_text(total.exact)
        for total in rows.totals
    }
    yield from _differences(then, today, "none")
    if then == today:  # else it moved with them
        rounded = {f"the rounded total in {one.currency}": one.rounded for one in manifest.totals}
        fresh = {f"the rounded total in {total.currency}": format(total.rounded, "f") for total in rows.totals}
        yield from _differences(rounded, fresh, "none")
    if manifest.rows != len(rows.entries):
        yield ExportChange("the number of rows", f"{manifest.rows:,}", f"{len(rows.entries):,}")


def _known(manifest: Manifest, rows: Ledger, asked: Sequence[DatedScenario]) -> set[tuple[str, str]]:
    """Return the fingerprints and versions that changed: reported for an input, they are left out of the rows."""
    cards = {one.id: one for one in manifest.inputs.cards}
    scenarios = {one.id: one for one in manifest.inputs.scenarios}
    known: set[tuple[str, str]] = set()
    for card in rows.cards:
        if was := cards.get(str(card.card.id)):
            known |= {(was.sha256, card.sha256), (was.version, str(card.card.version))}
    for one in asked:
        if before := scenarios.get(str(one.file.scenario.id)):
            known.add((before.sha256, one.file.sha256))
    if manifest.inputs.fx and rows.fx:
        known.add((manifest.inputs.fx.sha256, rows.fx.sha256))
    return known


def _rows(data: bytes, fresh: bytes, known: set[tuple[str, str]]) -> Iterator[ExportChange]:
    """Yield the cells of a CSV that are not the same; of a file with other columns, nothing of its contents."""
    if data == fresh:
        return
    try:
        (columns, *then), (wanted, *today) = _table(data), _table(fresh)
    except (UnicodeDecodeError, csv.Error, ValueError):
        yield ExportChange("the table", "not readable", f"{len(fresh):,} bytes")
        return
    if columns != wanted:
        yield ExportChange("the columns", "others", ",".join(wanted))
        return
    for nth, (was, now) in enumerate(zip_longest(then, today, fillvalue=()), 2):
        if not was or not now:
            yield ExportChange(f"row {nth}", *("a row" if row else "none" for row in (was, now)))
            continue
        for column, old, new in zip_longest(columns, was, now, fillvalue=""):
            if old != new and (old, new) not in known:
                yield ExportChange(f"row {nth}, {column or 'beyond the last column'}", old, new)
    if then == today:
        yield ExportChange("the table", "written otherwise", "the same cells")


def _table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _differences(then: Mapping[str, str], today: Mapping[str, str], missing: str) -> Iterator[ExportChange]:
    for name in dict.fromkeys([*then, *today]):
        was, now = then.get(name, missing), today.get(name, missing)
        if was != now:
            yield ExportChange(name, was, now)
