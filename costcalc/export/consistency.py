"""What a manifest says that its file does not, or that cannot be: nobody can sign it, but it must agree with itself."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from costcalc.export.manifest import EARLIER_ROUNDINGS
from costcalc.export.said_of_inputs import said_by_rows, said_of_inputs
from costcalc.export.sum_changes import ExportChange, RowsFound, added_up, said_wrong
from costcalc.export.sum_names import PARTS, sums_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from costcalc.export.exported import Exported
    from costcalc.export.manifest import Manifest

LOOKED_AT = frozenset(
    {"costcalc", "sha256", "bytes", "rows", "rows_sha256", "rounding", "inputs", "assumptions", *PARTS}
)
"""The keys of a manifest that are looked at one by one; every other has to be what it would be today."""
WORKBOOK = b"PK"
"""How every workbook begins."""


def contradictions(
    was: Exported, rows: RowsFound, now: Manifest, fresh: bytes, *, is_elsewhere: bool
) -> Iterator[ExportChange]:
    """Yield what a manifest says that its file, or what it is recomputed from, does not.

    Args:
        was: The manifest, with the bytes of its file.
        rows: What became of the rows.
        now: The manifest that the same question gives today.
        fresh: The rows of today as CSV.
        is_elsewhere: Whether somebody named other folders of cards, or other exchange rates, than the manifest does.
    """
    then = was.manifest
    for key in was.missing:
        yield ExportChange(f"`{key}` of the manifest", "not there", _said(now[key]))  # type: ignore[literal-required]  # one of its keys
    yield from _bytes_of(was, rows, fresh)
    if rows.are_same:
        yield from _difference("the number of rows", f"{then['rows']:,}", f"{now['rows']:,}")
    elif rows.table:
        yield from added_up(then, rows.table)
    yield from said_wrong(then, now, rows)
    if rows.table:
        yield from said_by_rows(then, rows.table)
    yield from _in_order(then, now)
    for key, value in now.items():
        if key not in LOOKED_AT and key not in was.missing:
            yield from _difference(f"`{key}` of the manifest", _said(then.get(key)), _said(value))
    if then["rounding"] not in (EARLIER_ROUNDINGS if rows.are_older else [now["rounding"]]):
        yield ExportChange("`rounding` of the manifest", then["rounding"], now["rounding"])
    if "assumptions" in was.keys:
        yield from _assumptions(then, now)
    yield from said_of_inputs(then["inputs"], now["inputs"], is_elsewhere=is_elsewhere)


def _bytes_of(was: Exported, rows: RowsFound, fresh: bytes) -> Iterator[ExportChange]:
    """Yield what a manifest says of the bytes of its file."""
    then = was.manifest
    is_same = rows.are_same and rows.table is not None
    found, today = was.sha256, sha256(fresh).hexdigest()
    if then["sha256"] != found and (not is_same or found == today):
        yield ExportChange(f"the file {then['file']} itself", f"sha256 {then['sha256']}", f"sha256 {found}")
    if then["sha256"] == found or not is_same:
        yield from _difference("the length of the file", _bytes(then["bytes"]), _bytes(len(was.data)))
    elif then["sha256"] == today:
        yield from _difference("the length of the file", _bytes(then["bytes"]), _bytes(len(fresh)))
    if then["format"] != "csv" and not was.data.startswith(WORKBOOK):
        yield ExportChange("the format", then["format"], "no workbook")
    if then["format"] == "csv" and then["rows_sha256"] != then["sha256"]:
        yield ExportChange("the rows", f"sha256 {then['rows_sha256']}", f"sha256 {then['sha256']}, the file's own")


def _said(value: object) -> str:
    """Return a value of a manifest in words."""
    if isinstance(value, list):
        if any(isinstance(each, dict) for each in value):
            return f"{len(value):,} of them"
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _difference(what: str, was: str, now: str) -> Iterator[ExportChange]:
    if was != now:
        yield ExportChange(what, was, now)


def _bytes(number: int) -> str:
    return f"{number:,} bytes"


def _in_order(then: Manifest, now: Manifest) -> Iterator[ExportChange]:
    """Yield the lists of a manifest that are not in the order of the rows, of the inputs in that of their names."""
    sums = [sums_said(each) for each in (then, now)]
    for part in PARTS:
        names = ([" ".join(filter(None, name[1:5])) for name in side if name.part == part] for side in sums)
        yield from _reordered(f"`{part}`", *names)
    yield from _reordered("the cards", *([one["id"] for one in each["inputs"]["cards"]] for each in (then, now)))
    names = ([f"{one['scenario']} {one['name']}" for one in each["assumptions"]] for each in (then, now))
    yield from _reordered("`assumptions`", *names)


def _reordered(what: str, was: Iterable[str], now: Iterable[str]) -> Iterator[ExportChange]:
    """Yield that what is on both sides stands in another order."""
    before, today = dict.fromkeys(was), dict.fromkeys(now)
    sides = ([name for name in before if name in today], [name for name in today if name in before])
    if sides[0] != sides[1]:
        yield ExportChange(f"the order of {what} in the manifest", *map(", ".join, sides))


def _assumptions(then: Manifest, now: Manifest) -> Iterator[ExportChange]:
    """Yield the assumptions of scenarios that are the same files as they were, and do not say so."""
    pairs = zip(then["inputs"]["scenarios"], now["inputs"]["scenarios"], strict=True)
    same = {found["id"] for was, found in pairs if was["sha256"] == found["sha256"]}
    before, today = (_values(each, same) for each in (then, now))
    for name in dict.fromkeys([*before, *today]):
        yield from _difference(f"the assumption {name}", before.get(name, "none"), today.get(name, "none"))


def _values(manifest: Manifest, scenarios: set[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in manifest["assumptions"]:
        if one["scenario"] in scenarios:
            name, value = f"{one['scenario']} {one['name']}", _said(one["value"])
            found[name] = f"{found[name]}, {value}" if name in found else value  # said twice it is none
    return found
