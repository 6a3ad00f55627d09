"""What moved in an export since it was written, and why."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.export.exported import Exported
    from costcalc.export.inputs import CalendarEntry, CardEntry, FxEntry, ScenarioEntry
    from costcalc.export.manifest import Manifest
    from costcalc.export.sums import TotalEntry


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


def verify(was: Exported, now: Manifest, fresh: bytes) -> list[ExportChange]:
    """Return what is not as it was in an export.

    Args:
        was: The export, with its manifest.
        now: The manifest that the same question gives today.
        fresh: The rows that it gives today, as CSV.
    """
    then = was.manifest
    moved = [
        *_file(was),
        *_inputs(then, now),
        *_totals(then, now),
        *(_rows(was.data, fresh, _known(then, now)) if then["format"] == "csv" else ()),
    ]
    if not moved and then["rows_sha256"] != now["rows_sha256"]:
        moved.append(ExportChange("the rows", *(f"sha256 {each['rows_sha256']}" for each in (then, now))))
    if moved and then["costcalc"] != now["costcalc"]:
        moved.append(ExportChange("costcalc itself", then["costcalc"], now["costcalc"]))
    return moved


def _file(was: Exported) -> Iterator[ExportChange]:
    saved, found = was.manifest["sha256"], sha256(was.data).hexdigest()
    if saved != found:
        yield ExportChange(f"the file {was.manifest['file']} itself", f"sha256 {saved}", f"sha256 {found}")


def _inputs(then: Manifest, now: Manifest) -> Iterator[ExportChange]:
    yield from _differences(_files(then), _files(now), "not used")


def _files(manifest: Manifest) -> dict[str, str]:
    """Return which files an export was made from, by what they are."""
    inputs = manifest["inputs"]
    found = {f"the scenario {one['id']}": _fingerprint(one) for one in inputs["scenarios"]}
    found |= {f"the card {one['id']}": _fingerprint(one, one["version"]) for one in inputs["cards"]}
    found |= {f"the calendar {one['id']}": _fingerprint(one) for one in inputs["calendars"]}
    return found | ({"the exchange rates": _fingerprint(inputs["fx"])} if inputs["fx"] else {})


def _fingerprint(file: ScenarioEntry | CardEntry | CalendarEntry | FxEntry, version: str | None = None) -> str:
    return f"{file['file']}, {f'version {version}, ' if version else ''}sha256 {file['sha256']}"


def _totals(then: Manifest, now: Manifest) -> Iterator[ExportChange]:
    was, found = _exact(then), _exact(now)
    yield from _differences(was, found, "none")
    if was == found:  # else they moved with them
        yield from _differences(_rounded(then), _rounded(now), "none")
    if then["rows"] != now["rows"]:
        yield ExportChange("the number of rows", f"{then['rows']:,}", f"{now['rows']:,}")


def _exact(manifest: Manifest) -> dict[str, str]:
    return {f"the total in {one['currency']}": _exact_text(one) for one in manifest["totals"]}


def _exact_text(total: TotalEntry) -> str:
    fraction = total["exact_fraction"]
    return f"{total['exact']} ({fraction})" if fraction else total["exact"]


def _rounded(manifest: Manifest) -> dict[str, str]:
    return {f"the rounded total in {one['currency']}": one["rounded"] for one in manifest["totals"]}


def _known(then: Manifest, now: Manifest) -> set[tuple[str, str]]:
    """Return the fingerprints and versions that moved: once said of an input, they need not be said of every row."""
    before, today = then["inputs"], now["inputs"]
    cards = {one["id"]: one for one in before["cards"]}
    scenarios = {one["id"]: one for one in before["scenarios"]}
    known: set[tuple[str, str]] = set()
    for card in today["cards"]:
        if was := cards.get(card["id"]):
            known |= {(was["sha256"], card["sha256"]), (was["version"], card["version"])}
    known |= {(scenarios[one["id"]]["sha256"], one["sha256"]) for one in today["scenarios"] if one["id"] in scenarios}
    if before["fx"] and today["fx"]:
        known.add((before["fx"]["sha256"], today["fx"]["sha256"]))
    return known


def _rows(data: bytes, fresh: bytes, known: set[tuple[str, str]]) -> Iterator[ExportChange]:
    """Yield which cells of a CSV are not the same, and nothing of what is in a file that has other columns."""
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
