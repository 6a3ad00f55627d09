"""An export of an earlier costcalc, with fewer columns and sums, is checked as it was written."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc import __version__
from costcalc.export.sameness import Sameness
from tests.export.finance import COLUMNS, card, in_lines, manifest_of, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

EARLIER = Path(__file__).with_name("earlier")
SINCE = COLUMNS[COLUMNS.index("unit_price_exact") + 1 :]
NOTE = f"written by costcalc 0.1.0, recomputed by {__version__}\n"
MORE = f"an export has more columns since: {', '.join(SINCE)}\n{NOTE}"


@pytest.fixture
def costcalc(costcalc: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the program in a wide terminal; what it says of an export has each finding in one line."""
    return in_lines(costcalc, monkeypatch)


@pytest.fixture(params=["csv", "xlsx"])
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """Give an export of two options: 4,000 and 1,600 of two million requests, 2,000 and 800 of one."""
    monkeypatch.chdir(shutil.copytree(EARLIER, tmp_path / "earlier"))
    file = Path.cwd() / "old.csv"
    rows = rows_of(file.read_bytes())
    assert [row["amount_rounded"] for row in rows] == ["4000.00", "1600.00", "2000.00", "800.00"]
    assert "unit_price_exact" in rows[0]
    assert not {*SINCE} & rows[0].keys()
    if request.param == "csv":
        return file
    # of a workbook only its bytes are looked at, and the fingerprint of its rows
    book = file.with_name("old.xlsx")
    book.write_bytes(b"PK")
    of_book = {"file": book.name, "format": "xlsx", "bytes": 2, "sha256": sha256(b"PK").hexdigest()}
    book.with_name("old.xlsx.manifest.json").write_text(json.dumps(manifest_of(file) | of_book))
    return book


def check(costcalc: Run, file: Path) -> Answer:
    return costcalc("export", "--verify", f"{file.name}.manifest.json")


def test_an_earlier_export_is_as_it_was_and_an_export_has_more_columns_since(costcalc: Run, old: Path) -> None:
    assert not {"all_options", "cost_totals", "by_month", "by_year"} & manifest_of(old).keys()
    assert check(costcalc, old) == (0, f"{old.name}: 4 rows, all as they were\n{MORE}", "")


def test_what_moved_since_an_earlier_export_is_found(costcalc: Run, old: Path) -> None:
    (old.parent / "pricing/acme.yaml").write_text(card(input="3"))
    answer = check(costcalc, old)
    assert (answer.code, answer.err) == (1, "")
    # 2,000M and 1,000M tokens at 3 and not 2
    assert "\nthe total in USD: 8400 -> 11400\n" in answer.out
    assert "the cost" not in answer.out
    assert "contradiction" not in answer.out


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("rounding", "by hand", "`rounding` of the manifest: by hand -> "),
        ("rows", 5, "the number of rows: 5 -> 4"),
        ("cost_totals", [], None),
    ],
)
def test_an_earlier_manifest_that_was_tampered_with_is_found(
    costcalc: Run, old: Path, key: str, value: object, said: str | None
) -> None:
    old.with_name(f"{old.name}.manifest.json").write_text(json.dumps(manifest_of(old) | {key: value}))
    answer = check(costcalc, old)
    assert answer.code == (1 if said else 0)
    assert f"\n{said or MORE}" in answer.out


def test_a_code_that_an_earlier_export_said_of_every_call_is_the_same_code() -> None:
    sameness = Sameness(numbers=(), known=(), inputs=())
    assert sameness.same("flags", "claimed-price claimed-price retired", "claimed-price retired")
    assert not sameness.same("flags", "claimed-price", "retired")


def test_a_doubt_that_an_earlier_export_said_of_every_row_is_said_where_it_is() -> None:
    sameness = Sameness(numbers=(), known=(), inputs=())
    assert sameness.same("x_Flags", "retired outlying-price", "retired")
    assert not sameness.same("x_Flags", "retired outlying-price", "outlying-price")
    assert not sameness.same("x_Flags", "retired", "retired outlying-price")
