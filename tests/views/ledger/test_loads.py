"""Other programs load an export, and add it up to the last digit."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import duckdb
import openpyxl
import pandas as pd
import pytest

from tests.export.finance import COLUMNS, NUMBERS, manifest_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
SCENARIOS = [f"scenarios/{name}.yaml" for name in ("chatbot", "coding-assistant", "document-analysis")]
office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: it was not asked to load anything")

# 34,310.80 of the chatbot; of the assistant 120 + 3.56 + 40 + 1.5225; of the analysis 2 × 2.30 + 0.1319 + 0.0957
TOTAL = Decimal("34480.7101")
DECIMALS = dict.fromkeys(NUMBERS, "DECIMAL(38, 18)")


@pytest.fixture
def exported(costcalc: Callable[..., Answer], tmp_path: Path) -> Path:
    out = tmp_path / "costs.csv"
    assert costcalc("export", "--all-options", *SCENARIOS, "-o", out) == (0, "", "")
    (total,) = manifest_of(out)["totals"]
    assert Decimal(total["exact"]) == TOTAL
    return out


@pytest.fixture
def months(costcalc: Callable[..., Answer], tmp_path: Path) -> Path:
    """Three months with prices that change inside, so that most amounts have no last digit."""
    out = tmp_path / "months.csv"
    args = ("scenarios/chatbot.yaml", "--as-of", "2026-07-15", "--months", "3")
    assert costcalc("export", "--all-options", *args, "-o", out) == (0, "", "")
    return out


def sums(file: Path) -> tuple[Decimal, Decimal]:
    """Add up a file as it is written: what any program must find."""
    rows = rows_of(file.read_bytes())
    exact, rounded = (sum(Fraction(row[name]) for row in rows) for name in ("amount", "amount_rounded"))
    return Decimal(exact.numerator) / exact.denominator, Decimal(rounded.numerator) / rounded.denominator


def in_duckdb(file: Path, question: str) -> Any:
    types = {name: DECIMALS.get(name, "VARCHAR") for name in COLUMNS}
    with duckdb.connect() as database:
        table = database.read_csv(str(file), dtype=types, header=True)
        assert table.columns == list(COLUMNS)
        return table.query("costs", question).fetchall()


def test_duckdb_adds_up_the_same(exported: Path) -> None:
    ((exact, rounded, rows),) = in_duckdb(exported, "SELECT sum(amount), sum(amount_rounded), count(*) FROM costs")
    (total,) = manifest_of(exported)["totals"]
    assert (exact, rounded, rows) == (TOTAL, Decimal(total["rounded"]), total["rows"])


def test_duckdb_multiplies_the_same(exported: Path) -> None:
    wrong = "SELECT count(*) FROM costs WHERE quantity::DOUBLE * unit_price::DOUBLE / per::DOUBLE - amount > 1e-9"
    assert in_duckdb(exported, wrong) == [(0,)]


def test_duckdb_adds_up_what_has_no_last_digit(months: Path) -> None:
    question = "SELECT sum(amount), sum(amount_rounded) FROM costs"
    assert in_duckdb(months, question) == [sums(months)]
    (total,) = manifest_of(months)["totals"]
    assert abs(sums(months)[0] - Decimal(total["exact"])) < Decimal("1e-9")
    by_month = "SELECT period_start[:7], sum(amount_rounded) FROM costs WHERE option = 'flash_published' GROUP BY ALL"
    assert sorted(in_duckdb(months, by_month)) == [
        ("2026-07", Decimal("168.00")),
        ("2026-08", Decimal("312.12")),
        ("2026-09", Decimal("414.00")),
    ]


def test_pandas_adds_up_the_same(exported: Path, months: Path) -> None:
    for file in (exported, months):
        converters = {name: lambda text: Decimal(text) if text else None for name in NUMBERS}
        frame = pd.read_csv(file, converters=converters, dtype=dict.fromkeys({*COLUMNS} - NUMBERS, str))
        assert list(frame.columns) == list(COLUMNS)
        assert (frame["amount"].sum(), frame["amount_rounded"].sum()) == sums(file)
        starts = pd.to_datetime(frame["period_start"])
        assert str(starts.dt.tz) == "UTC"
        assert set(frame["currency"]) == {"USD"}


def converted(folder: Path, file: Path, into: str, *options: str, into_folder: Path | None = None) -> None:
    """Have LibreOffice read a file, and write it as another; with a profile of its own, so that two do not meet."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    to = ("--convert-to", into, "--outdir", str(into_folder or folder))
    command = [str(OFFICE), profile, "--headless", *options, *to, str(file)]
    subprocess.run(command, check=True, capture_output=True)


@office
@pytest.mark.parametrize("profile", ["plain", "excel"])
def test_libreoffice_adds_up_the_same(costcalc: Callable[..., Answer], tmp_path: Path, profile: str) -> None:
    out = tmp_path / "costs.csv"
    assert costcalc("export", "--all-options", *SCENARIOS, "--profile", profile, "-o", out).code == 0
    converted(tmp_path, out, "xlsx", "--infilter=CSV:44,34,76")  # commas, quotes, UTF-8
    names, *rows = openpyxl.load_workbook(tmp_path / "costs.xlsx").active.iter_rows(values_only=True)
    assert list(names) == list(COLUMNS)
    amounts = [Decimal(repr(row[names.index("amount")])) for row in rows]
    assert sum(amounts) == TOTAL
    formulas = [str(row[names.index("formula")]) for row in rows]
    assert formulas == [row["formula"] for row in rows_of(out.read_bytes())]


def recalculated(folder: Path, book: Path, *sheets: str) -> list[list[list[str]]]:
    """Give sheets of a workbook as LibreOffice computes them: what comes of its formulas is taken out before."""
    file = folder / "asked.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", old.read(name)))
    assert openpyxl.load_workbook(file, data_only=True)["Control"]["C2"].value is None
    converted(folder, file, ALL_SHEETS)
    texts = ((folder / f"asked-{sheet}.csv").read_text(encoding="utf-8") for sheet in sheets)
    return [list(csv.reader(io.StringIO(text, newline=""))) for text in texts]


@office
def test_libreoffice_computes_the_totals_of_a_workbook(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    out = tmp_path / "known.xlsx"
    args = ("scenarios/chatbot.yaml", "--as-of", "2026-07-15", "--months", "3", "--format", "xlsx")
    assert costcalc("export", "--all-options", *args, "-o", out).code == 0
    sheets = ("Totals", "Months", "Control")
    for sheet, texts in zip(sheets, recalculated(tmp_path, out, *sheets), strict=True):
        known = [[cell.value for cell in row] for row in openpyxl.load_workbook(out, data_only=True)[sheet]]
        assert len(texts) == len(known)
        for row, values in zip(texts, known, strict=True):
            for cell, value in zip(row, values, strict=False):
                if isinstance(value, int | float):
                    assert abs(Decimal(cell) - Decimal(repr(value))) < Decimal("1e-9")
                elif isinstance(value, str):
                    assert cell == value


def half_up(value: Fraction) -> Decimal:
    """Round to cents, as a ledger does, apart from what the program rounds with."""
    cents = (2 * 100 * value.numerator + value.denominator) // (2 * value.denominator)
    return Decimal(cents) / 100


@office
def test_libreoffice_computes_amounts_and_months_as_fractions_do(
    costcalc: Callable[..., Answer], tmp_path: Path, months: Path
) -> None:
    out = tmp_path / "book.xlsx"
    args = ("scenarios/chatbot.yaml", "--as-of", "2026-07-15", "--months", "3", "-o", out)
    assert costcalc("export", "--all-options", *args).code == 0
    (names, *charges), sheet = recalculated(tmp_path, out, "Charges", "Months")
    sums: dict[tuple[str, str], Fraction] = {}
    for row, text in zip(charges, rows_of(months.read_bytes()), strict=True):
        quantity, price = (Fraction(text[f"{name}_exact"] or text[name]) for name in ("quantity", "unit_price"))
        amount = quantity * price / Fraction(text["per"])
        assert abs(Fraction(row[names.index("amount")]) - amount) < Fraction(1, 10**9)
        of = (text["option"], text["period_start"])
        sums[of] = sums.get(of, Fraction(0)) + amount
    options, starts = sheet[1][1:], sorted({start for _, start in sums})
    so_far = dict.fromkeys(options, Decimal(0))
    for nth, start in enumerate(starts):
        monthly, reached = sheet[4 + nth], sheet[10 + nth]
        assert monthly[0] == f"{start[5:7]}/01/{start[:4]}"
        for at, option in enumerate(options, 1):
            so_far[option] += half_up(sums[option, start])
            assert Decimal(monthly[at]) == half_up(sums[option, start])
            assert Decimal(reached[at]) == so_far[option]
    assert [Decimal(cell) for cell in sheet[7][1:]] == [so_far[option] for option in options]


@office
def test_libreoffice_saves_the_same_rows_anew(
    costcalc: Callable[..., Answer], tmp_path: Path, exported: Path, months: Path
) -> None:
    anew = tmp_path / "anew"
    anew.mkdir()
    for file in (exported, months):
        filters = "csv:Text - txt - csv (StarCalc):44,34,76"
        converted(tmp_path, file, filters, "--infilter=CSV:44,34,76", into_folder=anew)
        assert (anew / file.name).read_bytes() != file.read_bytes()
        file.write_bytes((anew / file.name).read_bytes())
    check = costcalc("export", "--verify", f"{exported}.manifest.json")
    assert check.code == 0
    assert check.out.endswith("the file was saved anew by another program: other bytes, the same cells\n")
    # numbers without a last digit lose those beyond the fifteenth, which is one finding for each column
    check = costcalc("export", "--verify", f"{months}.manifest.json")
    assert check.code == 1
    assert [line.strip() for line in check.out.splitlines()[-3:]] == [
        "16 rows, quantity: cut to the 15 digits that a spreadsheet keeps",
        "15 rows, amount: cut to the 15 digits that a spreadsheet keeps",
        "15 rows, cost: cut to the 15 digits that a spreadsheet keeps",
    ]
