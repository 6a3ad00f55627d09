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

    from costcalc.export.ledger import Asked, Ledger
    from costcalc.export.said import Manifest, Said

SHORT = 12


class Moved(NamedTuple):
    """Something that is not what the manifest says.

    Args:
        what: What it is: a file, a total, a row.
        was: What the manifest or the file says.
        now: What it is today.
    """

    what: str
    was: str
    now: str


def verify(said: Said, rows: Ledger, asked: Sequence[Asked], fresh: bytes) -> list[Moved]:
    """Compare an export with what the same question gives today.

    Args:
        said: The manifest, and the exported file.
        rows: What the question gives today.
        asked: The scenarios as they are today.
        fresh: These rows as CSV.
    """
    manifest = said.manifest
    moved = [
        *_file(said),
        *_inputs(manifest, rows, asked),
        *_totals(manifest, rows),
        *(_rows(said.data, fresh) if manifest.format == "csv" else ()),
    ]
    if not moved and sha256(fresh).hexdigest() != manifest.rows_sha256:
        moved.append(Moved("the rows", f"sha256 {manifest.rows_sha256[:SHORT]}", f"sha256 {_short(fresh)}"))
    from costcalc import __version__

    if moved and manifest.costcalc != __version__:
        moved.append(Moved("costcalc itself", manifest.costcalc, __version__))
    return moved


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:SHORT]


def _file(said: Said) -> Iterator[Moved]:
    if sha256(said.data).hexdigest() != said.manifest.sha256:
        was = f"{said.manifest.bytes:,} bytes, sha256 {said.manifest.sha256[:SHORT]}"
        now = f"{len(said.data):,} bytes, sha256 {_short(said.data)}"
        yield Moved(f"the file {said.manifest.file} itself", was, now)


def _inputs(manifest: Manifest, rows: Ledger, asked: Sequence[Asked]) -> Iterator[Moved]:
    inputs = manifest.inputs
    then = {f"the scenario {one.id}": f"{one.file}, sha256 {one.sha256[:SHORT]}" for one in inputs.scenarios}
    then |= {
        f"the card {one.id}": f"{one.file}, version {one.version}, sha256 {one.sha256[:SHORT]}" for one in inputs.cards
    }
    today = {f"the scenario {one.file.scenario.id}": f"{one.file.file}, sha256 {one.file.sha256[:SHORT]}" for one in asked}
    today |= {
        f"the card {one.card.id}": f"{one.file}, version {one.card.version}, sha256 {one.sha256[:SHORT]}"
        for one in rows.cards
    }
    if inputs.fx:
        then["the exchange rates"] = f"{inputs.fx.file}, sha256 {inputs.fx.sha256[:SHORT]}"
    if rows.fx:
        today["the exchange rates"] = f"{rows.fx.file}, sha256 {rows.fx.sha256[:SHORT]}"
    yield from _differences(then, today, "not used")


def _totals(manifest: Manifest, rows: Ledger) -> Iterator[Moved]:
    then = {f"the total in {one.currency}": one.exact_fraction or one.exact for one in manifest.totals}
    today = {
        f"the total in {total.currency}": fraction_text(total.exact) or decimal_text(total.exact)
        for total in rows.totals
    }
    yield from _differences(then, today, "none")
    if manifest.rows != len(rows.entries):
        yield Moved("the number of rows", f"{manifest.rows:,}", f"{len(rows.entries):,}")


def _rows(data: bytes, fresh: bytes) -> Iterator[Moved]:
    """Say which cells of a CSV are not the same, and nothing of what is in a file that has other columns."""
    if data == fresh:
        return
    try:
        (columns, *then), (wanted, *today) = _table(data), _table(fresh)
    except (UnicodeDecodeError, csv.Error, ValueError):
        yield Moved("the table", "not readable", f"{len(fresh):,} bytes")
        return
    if columns != wanted:
        yield Moved("the columns", "others", ",".join(wanted))
        return
    for nth, (was, now) in enumerate(zip_longest(then, today, fillvalue=()), 2):
        if not was or not now:
            yield Moved(f"row {nth}", *("a row" if row else "none" for row in (was, now)))
            continue
        for column, old, new in zip_longest(columns, was, now, fillvalue=""):
            if old != new:
                yield Moved(f"row {nth}, {column or 'beyond the last column'}", old, new)
    if then == today:
        yield Moved("the table", "written otherwise", "the same cells")


def _table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def _differences(then: Mapping[str, str], today: Mapping[str, str], missing: str) -> Iterator[Moved]:
    for name in dict.fromkeys([*then, *today]):
        was, now = then.get(name, missing), today.get(name, missing)
        if was != now:
            yield Moved(name, was, now)
