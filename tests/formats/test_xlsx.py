"""The workbook: read back cell by cell, and, where LibreOffice is installed, computed by it."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from costcalc.formats import xlsx
from costcalc.formats.xlsx import workbook
from costcalc.problem import InputError
from costcalc.records import INSTANT, TEXT
from costcalc.views.ledger import plain
from tests.export.finance import (
    COLUMNS,
    NUMBERS,
    card,
    exported,
    plain_csv,
    project,
    rows_of,
    said_instead,
    scenario,
    write,
)
from tests.formats.books import book, chatbot, table
from tests.inputs import contract_yaml

if TYPE_CHECKING:
    from pathlib import Path


INSTANTS = {field.name for field in plain.FIELDS if field.kind is INSTANT}
FIRST = ["period_start", "scenario", "option", "charge", "model", "quantity", "unit", "unit_price", "per"]
MONEY = ["currency", "amount", "amount_rounded", "cost", "cost_rounded", "cost_currency", "one_time"]
PRINTED = [*FIRST, *MONEY]
SHEET = [*PRINTED, *(name for name in COLUMNS if name not in PRINTED)]


def test_the_charges_are_the_rows_of_the_plain_csv_what_is_printed_first() -> None:
    rows = chatbot()
    cells = table(book(workbook(rows))["Charges"])
    texts = rows_of(plain_csv(rows))
    assert list(cells[0]) == [*SHEET, "full_digits"]
    assert len(cells) == len(texts) == 2 * 3 * 3 + 2 + 10 + 8
    for row, text in zip(cells, texts, strict=True):
        full = dict(part.split("=") for part in (row["full_digits"] or "").split())
        for name in COLUMNS:
            value = row[name]
            if name in NUMBERS and text[name]:
                assert isinstance(value, int | float)
                # a number of more digits than a spreadsheet keeps has them all in a text
                assert Decimal(repr(value)) == Decimal(text[name]) or full[name] == text[name]
                assert abs(Decimal(repr(value)) - Decimal(text[name])) <= Decimal(text[name]) / 10**15
            elif name in INSTANTS and text[name]:
                assert value == datetime.fromisoformat(text[name]).replace(tzinfo=None)
            else:
                assert (value or "") == text[name]


def test_only_what_a_double_cannot_hold_has_its_digits_beside_it(tmp_path: Path) -> None:
    # 333,333,333 requests of 1,000 tokens are 333,333.333 million; at 1.23456789 that is a number of 17 digits
    project(tmp_path, scenario(requests="333_333_333"), card(input="1.23456789"))
    first, second = table(book(workbook(exported(tmp_path)))["Charges"])
    assert first["full_digits"] == "amount=411522.62958847737 cost=411522.62958847737"
    assert second["full_digits"] is None


def test_an_amount_is_a_formula_over_its_quantity_and_its_price() -> None:
    rows = chatbot()
    live, known = (book(workbook(rows), values=values)["Charges"] for values in (False, True))
    columns = {cell.value: cell.column for cell in live[1]}
    letters = {cell.value: cell.column_letter for cell in live[1]}
    for nth, row in enumerate(rows_of(plain_csv(rows)), 2):
        factors = [f"{letters[name]}{nth}" for name in ("quantity", "unit_price", "per")]
        assert live.cell(nth, columns["amount"]).value == "={}*{}/{}".format(*factors)
        quantity, price, per = (Decimal(repr(known[cell].value)) for cell in factors)
        # what programs show that compute nothing is the amount of the CSV
        shown = Decimal(repr(known.cell(nth, columns["amount"]).value))
        assert abs(shown - Decimal(row["amount"])) <= Decimal(row["amount"]) / 10**15
        assert abs(quantity * price / per - shown) <= shown / 10**14


def test_an_amount_that_15_digits_would_change_by_a_cent_is_a_number(tmp_path: Path) -> None:
    # 12,345,678,901,234,567 tokens at 2,000 a million; of them a cell keeps …,234,600, which is 6.6 cents more
    text = scenario(requests="12_345_678_901_234_567").replace("input: 1000, output: 100", "input: 1, output: 0.001")
    project(tmp_path, text, card(input="2000"))
    rows = exported(tmp_path)
    first, second = (row for row in book(workbook(rows), values=False)["Charges"].iter_rows(min_row=2))
    amount = SHEET.index("amount")
    assert (first[amount].data_type, second[amount].data_type) == ("n", "f")
    found = table(book(workbook(rows))["Charges"])
    assert "quantity=12345678901234567" in found[0]["full_digits"]
    assert "amount=24691357802469.134" in found[0]["full_digits"]


def test_assumptions_and_sources_are_on_sheets_of_their_own() -> None:
    found = book(workbook(chatbot()))
    assert found.sheetnames == ["Charges", "Months", "Totals", "Control", "Assumptions", "Sources", "About"]
    assert table(found["Assumptions"])[1] == {
        "scenario": "chatbot",
        "name": "prompt_tokens",
        "value": 200,
        "formula": "200",
        "unit": "tokens/request",
        "why": "Long article, scenario 3: 200 input tokens on average (200M in all)",
        "place": "scenarios/chatbot.yaml:16:12",
    }
    sources = table(found["Sources"])
    # one of each article price and of gpt-4-turbo; of flash that of July, two of August, one of September
    assert [(row["model"], str(row["effective"])[:10]) for row in sources][2:] == [
        ("openai/gpt-4-turbo", "2023-11-06"),
        ("deepseek/deepseek-v4-flash", "2026-04-26"),
        ("deepseek/deepseek-v4-flash", "2026-08-16"),
        ("deepseek/deepseek-v4-flash", "2026-08-23"),
        ("deepseek/deepseek-v4-flash", "2026-09-10"),
    ]
    assert sources[4]["note"] == "The price outside the peak hours; twice that in them, on every day."
    assert sources[4]["confidence"] == "high"
    about = {row["about"]: row["is"] for row in table(found["About"])}
    assert "largest remainders" in about["rounding"]
    assert "as of 2026-07-15T00:00:00Z" in about["scenario chatbot"]


def test_a_contract_and_an_exchange_rate_are_sources(tmp_path: Path) -> None:
    both = scenario().replace("small: {model: acme/small}", "small: {model: acme/small}, deal: {model: deal/small}")
    project(tmp_path, both.replace("period:", "currency: USD\nperiod:"), card("EUR"))
    terms = "version: v7\ncurrency: EUR\ncontract: [{effective: 2026-02-01, source: '=contract', discount: 15%}]\n"
    write(tmp_path, "pricing/deal.yaml", contract_yaml(terms))
    rates = "rates: [{effective: 2026-01-01, from: EUR, to: USD, rate: 1.1, source: a bank}]\n"
    write(tmp_path, "fx.yaml", f"schema: costcalc/fx/v1\nid: fx\ntitle: Rates\n{rates}")
    sources = table(book(workbook(exported(tmp_path, fx="fx.yaml")))["Sources"])
    assert [(row["card"], row["version"], row["model"], row["source"]) for row in sources] == [
        ("acme", "2026-11-01", "acme/small", "a page"),
        ("fx", None, "EUR to USD", "a bank"),
        ("deal", "v7", "deal/small", "=contract"),
    ]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://x.example", "0123", "\t=1", "＝1"])
def test_no_text_is_a_formula_a_number_or_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    rows = exported(project(tmp_path))
    texts = {*COLUMNS} - NUMBERS - INSTANTS
    monkeypatch.setattr(plain, "FIELDS", said_instead(TEXT, **dict.fromkeys(texts, start)))
    data = workbook(rows)
    sheet = book(data, values=False)["Charges"]
    for row in sheet.iter_rows(min_row=2):
        for name, cell in zip(SHEET, row, strict=False):
            assert cell.data_type == {True: "n", False: "s"}[name in NUMBERS] or name in {*INSTANTS, "amount", "cost"}
            assert cell.hyperlink is None
    formulas = re.findall(rb"<f>(.*?)</f>", zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml"))
    assert formulas == [b"F2*H2/I2", b"K2", b"F3*H3/I3", b"K3"]  # of amounts and costs alone


def test_the_heading_and_what_a_row_is_stay_in_sight_and_have_filters() -> None:
    found = book(workbook(chatbot()))
    assert found["Charges"].freeze_panes == "E2"
    assert found["Charges"].auto_filter.ref == "A1:BG39"
    assert found["Totals"].auto_filter.ref == "A1:J13"
    widths = {letter: column.width for letter, column in found["Charges"].column_dimensions.items()}
    assert min(widths.values()) > 7
    assert max(widths.values()) < 50


def test_a_text_too_long_for_a_cell_says_that_it_was_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = exported(project(tmp_path))
    monkeypatch.setattr(plain, "FIELDS", said_instead(formula="😀" * 40_000))
    cell = table(book(workbook(rows))["Charges"])[0]["formula"]
    assert cell == "😀" * 16_000 + "… (cut; the CSV has all of it)"


def test_a_number_too_large_for_a_double_is_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = exported(project(tmp_path))
    monkeypatch.setattr(plain, "FIELDS", said_instead(quantity=Decimal("1E+400")))
    assert table(book(workbook(rows))["Charges"])[0]["quantity"] == "1" + "0" * 400


def test_more_rows_than_a_sheet_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = exported(project(tmp_path))
    monkeypatch.setattr(xlsx, "MOST_ROWS", 1)
    with pytest.raises(InputError) as error:
        workbook(rows)
    assert [problem.code for problem in error.value.problems] == ["too-many"]


@pytest.mark.parametrize(
    ("beside", "command"),
    [
        ('[project]\nname = "costcalc"\n', "pip install -e '.[xlsx]'"),
        ('[project]\nname = "theirs"\n', "pip install 'costcalc[xlsx]'"),
        (None, "pip install 'costcalc[xlsx]'"),
    ],
)
def test_a_missing_library_is_named_with_how_to_install_it_where_this_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, beside: str | None, command: str
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.setattr("costcalc.formats.xlsx.book.PROJECT", tmp_path / "pyproject.toml")
    if beside:
        (tmp_path / "pyproject.toml").write_text(beside, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(command)) as error:
        workbook(exported(project(tmp_path)))
    assert [problem.code for problem in error.value.problems] == ["bad-setting"]


def test_no_clock_is_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = chatbot()
    first = workbook(rows)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert workbook(rows) == first
    parts = zipfile.ZipFile(io.BytesIO(first))
    assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    made = {node.text for node in ET.fromstring(parts.read("docProps/core.xml")).iter() if "T" in (node.text or "")}  # noqa: S314  # our own
    assert made == {"2026-07-15T00:00:00Z"}
