"""What a manifest says that its file does not, or that cannot be: nobody can sign it, but it must agree with itself."""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.allocation import minor_digits
from costcalc.export.inputs import input_files
from costcalc.export.table import Columns, exact_of, number_of
from costcalc.expr import decimal_text, fraction_text, round_half_up, simplest
from costcalc.records.digits import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.export.exported import Exported
    from costcalc.export.manifest import Manifest
    from costcalc.export.table import Cells, ExportTable

EXPLAINED = frozenset({"costcalc", "sha256", "bytes", "rows", "rows_sha256", "totals", "inputs"})
"""The keys of a manifest that are looked at one by one; every other has to be what it would be today."""
CARDS = (
    ("card", "card_version", "card_sha256"),
    ("contract", "contract_version", "contract_sha256"),
    ("x_CardId", "x_CardVersion", "x_CardSha256"),
    ("x_ContractCardId", "x_ContractCardVersion", "x_ContractCardSha256"),
)
SCENARIOS = (("scenario", "scenario_sha256"), ("x_Scenario", "x_ScenarioSha256"))


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


class TableSums(NamedTuple):
    """What the rows of a file add up to in a currency.

    Args:
        rows: How many they are.
        exact: Their exact sum, as far as their digits go.
        slack: How much of it may be missing, because amounts without a last digit have 18 decimals.
        rounded: The sum of the rounded amounts; None where the file has none in this currency.
    """

    rows: int
    exact: Fraction
    slack: Fraction
    rounded: Fraction | None


def contradictions(
    was: Exported, table: ExportTable | None, now: Manifest, fresh: bytes, *, is_same: bool
) -> Iterator[ExportChange]:
    """Yield what a manifest says that its file, or what it is recomputed from, does not.

    Args:
        was: The manifest, with the bytes of its file.
        table: The rows of the file; None where it is no CSV, or none can be read.
        now: The manifest that the same question gives today.
        fresh: The rows of today as CSV.
        is_same: Whether the rows of the file are those of today, however they are written.
    """
    then = was.manifest
    found, today = (sha256(data).hexdigest() for data in (was.data, fresh))
    if then["sha256"] != found and (not is_same or found == today):
        yield ExportChange(f"the file {then['file']} itself", f"sha256 {then['sha256']}", f"sha256 {found}")
    if then["sha256"] == found or not is_same:
        yield from _difference("the length of the file", _bytes(then["bytes"]), _bytes(len(was.data)))
    elif then["sha256"] == today:
        yield from _difference("the length of the file", _bytes(then["bytes"]), _bytes(len(fresh)))
    if then["format"] == "csv" and then["rows_sha256"] != then["sha256"]:
        yield ExportChange("the rows", f"sha256 {then['rows_sha256']}", f"sha256 {then['sha256']}, the file's own")
    if table:
        yield from _sums(then, table)
        yield from _fingerprints(then, table)
    elif then["rows_sha256"] == now["rows_sha256"]:
        yield from _recomputed(then, now)
    for key, value in now.items():
        if key not in EXPLAINED and then.get(key) != value:
            yield ExportChange(f"`{key}` of the manifest", str(then.get(key)), str(value))
    yield from _inputs(then, now)


def _difference(what: str, was: str, now: str) -> Iterator[ExportChange]:
    if was != now:
        yield ExportChange(what, was, now)


def _bytes(number: int) -> str:
    return f"{number:,} bytes"


def _sums(then: Manifest, table: ExportTable) -> Iterator[ExportChange]:
    """Yield the totals of a manifest that the rows of its file do not add up to."""
    yield from _difference("the number of rows", f"{then['rows']:,}", f"{len(table.rows):,}")
    found = sums_of([table.cells(nth) for nth in range(len(table.rows))], Columns.of(then["profile"]))
    said = {one["currency"]: one for one in then["totals"]}
    for currency in dict.fromkeys([*said, *found]):
        if currency not in said or currency not in found:
            words = [currency if currency in each else "none" for each in (said, found)]
            yield ExportChange(f"the total in {currency}", *words)
            continue
        total, own = said[currency], found[currency]
        yield from _difference(f"the rows in {currency}", f"{total['rows']:,}", f"{own.rows:,}")
        exact = exact_of({"exact": total["exact"], "exact_exact": total["exact_fraction"] or ""}, "exact")
        if exact is None or abs(Fraction(exact) - own.exact) > own.slack or not _is_plain(total["exact"], exact):
            fraction = f" ({total['exact_fraction']})" if total["exact_fraction"] else ""
            yield ExportChange(f"the total in {currency}", f"{total['exact']}{fraction}", _text(own.exact))
        rounded = own.rounded
        if rounded is not None and number_of(total["rounded"]) != rounded:
            text = format(round_half_up(rounded, minor_digits(currency)), "f")
            yield ExportChange(f"the rounded total in {currency}", total["rounded"], text)


def _is_plain(text: str, value: object) -> bool:
    """Whether a total and its fraction, where it has one, are one number."""
    return not isinstance(value, Fraction) or text == decimal_text(value)


def _text(value: Fraction) -> str:
    found = simplest(value)
    fraction = fraction_text(found)
    return decimal_text(found) + (f" ({fraction})" if fraction else "")


def sums_of(rows: Sequence[Cells], columns: Columns) -> dict[str, TableSums]:
    """Return what rows add up to, by currency; a cell that is no number adds nothing."""
    found: dict[str, TableSums] = {}
    for cells in rows:
        currency = cells.get(columns.currency, "")
        before = found.get(currency, TableSums(0, Fraction(0), Fraction(0), Fraction(0)))
        exact = exact_of(cells, columns.amount)
        inexact = not isinstance(exact, Fraction) and len(cells.get(columns.amount, "").partition(".")[2]) >= DECIMALS
        rounded = number_of(cells.get(columns.rounded, "")) if columns.rounded else None
        found[currency] = TableSums(
            before.rows + 1,
            before.exact + Fraction(exact or 0),
            before.slack + (Fraction(1, 10**DECIMALS) if inexact else 0),
            None if columns.rounded is None or before.rounded is None else before.rounded + Fraction(rounded or 0),
        )
    return found


def _recomputed(then: Manifest, now: Manifest) -> Iterator[ExportChange]:
    """Yield what a manifest says of rows that are the same today: of a workbook nothing else can be asked."""
    yield from _difference("the number of rows", f"{then['rows']:,}", f"{now['rows']:,}")
    if then["totals"] != now["totals"]:
        yield from _difference("the totals", _totals(then), _totals(now))


def _totals(manifest: Manifest) -> str:
    return ", ".join(
        f"{one['exact']} {one['currency']} (rounded {one['rounded']}, {one['rows']} rows)" for one in manifest["totals"]
    )


def _fingerprints(then: Manifest, table: ExportTable) -> Iterator[ExportChange]:
    """Yield the inputs that a manifest says are others than the rows of its file say."""
    rows = [table.cells(nth) for nth in range(len(table.rows))]
    cards = {
        cells[card]: (cells[version], cells[digits])
        for cells in rows
        for card, version, digits in CARDS
        if cells.get(card) and version in cells and digits in cells
    }
    for one in then["inputs"]["cards"]:
        was, found = (one["version"], one["sha256"]), cards.get(one["id"])
        if found and found != was:
            yield ExportChange(
                f"the card {one['id']}", *(f"version {each[0]}, sha256 {each[1]}" for each in (was, found))
            )
    scenarios = {cells[of]: cells[digits] for cells in rows for of, digits in SCENARIOS if digits in cells}
    for scenario in then["inputs"]["scenarios"]:
        digits = scenarios.get(scenario["id"], scenario["sha256"])
        yield from _difference(f"the scenario {scenario['id']}", f"sha256 {scenario['sha256']}", f"sha256 {digits}")


def _inputs(then: Manifest, now: Manifest) -> Iterator[ExportChange]:
    """Yield what a manifest says of an input whose content is the same, and is not so."""
    today = input_files(now["inputs"])
    for name, was in input_files(then["inputs"]).items():
        found = today.get(name)
        if found and found.sha256 == was.sha256 and found.version != was.version:
            yield ExportChange(name, f"version {was.version}", f"version {found.version}")
