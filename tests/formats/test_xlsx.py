"""The workbook: read back cell by cell, and, where LibreOffice is installed, computed by it."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from costcalc.export.ledger import ledger
from costcalc.export.times import DatedScenario
from costcalc.formats import xlsx
from costcalc.formats.xlsx import workbook
from costcalc.instant import parse_instant
from costcalc.problem import InputError
from costcalc.project.load import find_cards, load_scenario
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
from tests.inputs import contract_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.export import Ledger

INSTANTS = {field.name for field in plain.FIELDS if field.kind is INSTANT}
CONTROL, GROUPS = 2, 5
SUMMED = ("amount_rounded", "period_start", "currency", "scenario", "option")


def chatbot(as_of: str = "2026-07-15", months: int = 3) -> Ledger:
    asked = [DatedScenario(load_scenario("scenarios/chatbot.yaml"), parse_instant(as_of))]
    return ledger(asked, find_cards(), months=months)


def book(data: bytes, *, values: bool = True) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def table(sheet: Any, top: int = 1) -> list[dict[str, Any]]:
    names, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top)]
    return [dict(zip(names, row, strict=True)) for row in rows if row[0] is not None]


def test_the_charges_are_the_rows_of_the_plain_csv() -> None:
    rows = chatbot()
    cells = table(book(workbook(rows))["Charges"])
    texts = rows_of(plain_csv(rows))
    assert list(cells[0]) == [*COLUMNS, "full_digits"]
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
    amount = COLUMNS.index("amount")
    assert (first[amount].data_type, second[amount].data_type) == ("n", "f")
    found = table(book(workbook(rows))["Charges"])
    assert "quantity=12345678901234567" in found[0]["full_digits"]
    assert "amount=24691357802469.134" in found[0]["full_digits"]


def test_months_and_options_are_added_up_and_what_is_paid_so_far_as_well() -> None:
    data = workbook(chatbot())
    live, known = book(data, values=False)["Months"], book(data)["Months"]
    assert [[cell.value for cell in row] for row in known["A1:E4"]] == [
        ["scenario", "chatbot", "chatbot", "chatbot", "chatbot"],
        ["option", "turbo", "flash", "turbo_published", "flash_published"],
        ["currency", "USD", "USD", "USD", "USD"],
        ["sum of", *["amount_rounded"] * 4],
    ]
    # flash is 168.00 in July, then 312.12 and 414.00
    assert [[row[0].value, row[2].value, row[4].value] for row in known["A5:E8"]] == [
        [datetime(2026, 7, 1), 142.8, 168],  # noqa: DTZ001  # a spreadsheet has no zones
        [datetime(2026, 8, 1), 142.8, 312.12],  # noqa: DTZ001
        [datetime(2026, 9, 1), 142.8, 414],  # noqa: DTZ001
        ["in all", 428.4, 894.12],
    ]
    assert [row[4].value for row in known["A10:E13"]] == [None, 168, 480.12, 894.12]
    charges = {cell.value: cell.column_letter for cell in book(data)["Charges"][1]}
    ranges = (f"Charges!${charges[name]}$2:${charges[name]}$39" for name in SUMMED)
    assert live["E6"].value == "=SUMIFS({},{},$A6,{},E$3,{},E$1,{},E$2)".format(*ranges)
    assert [live[cell].value for cell in ("E8", "E11", "E12")] == ["=SUM(E5:E7)", "=E5", "=E11+E6"]
    assert len(known._charts) == 2  # noqa: SLF001  # it has no other name for them


def test_what_is_chosen_is_added_up_over_scenarios(tmp_path: Path) -> None:
    # 2,000 and 800 a month of `bot`; of `two` half as many requests on the option that is used
    project(tmp_path)
    other = scenario(name="two", requests="500K")
    options = "{small: {model: acme/small}, dear: {model: acme/small, with: {requests: 9M}}}\nchosen: small"
    write(tmp_path, "two.yaml", other.replace("{small: {model: acme/small}}", options))
    rows = exported(tmp_path, 2, files=["bot.yaml", "two.yaml"])
    sheet = book(workbook(rows))["Months"]
    assert [[cell.value for cell in row[1:]] for row in sheet["A1:E7"]] == [
        ["bot", "two", "two", "chosen"],
        ["small", "small", "dear", None],
        ["USD", "USD", "USD", "USD"],
        ["amount_rounded"] * 4,
        [2800, 1400, 25200, 4200],
        [2800, 1400, 25200, 4200],
        [5600, 2800, 50400, 8400],
    ]


def test_a_scenario_without_months_has_one_row_for_its_time(tmp_path: Path) -> None:
    sheet = book(workbook(exported(project(tmp_path))))["Months"]
    assert [cell.value for cell in sheet["A"]][4:6] == [datetime(2026, 5, 10, 12), "in all"]  # noqa: DTZ001


def test_every_sheet_is_printed_with_its_heading_on_each_page() -> None:
    found = book(workbook(chatbot()))
    for sheet in found:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == ("$1:$4" if sheet.title == "Months" else "$1:$1")
        assert sheet.print_area
        assert ((sheet.page_setup.fitToWidth or 1) >= 1, sheet.page_setup.fitToHeight) == (True, 0)
    # of the charges what is added up, and not where it comes from
    last = {cell.value: cell.column_letter for cell in found["Charges"][1]}["one_time"]
    assert found["Charges"].print_area == f"'Charges'!$A$1:${last}$39"


def test_the_totals_are_formulas_with_what_comes_of_them() -> None:
    data = workbook(chatbot())
    live, known = book(data, values=False)["Totals"], book(data)["Totals"]
    control = table(known)[0]
    # 3 × 17,000 + 3 × 142.80 + 3 × 17,000 + 168 + 312.1182… + 413.9972…
    assert {name: control[name] for name in ("currency", "rows", "amount_rounded", "in_manifest", "check")} == {
        "currency": "USD",
        "rows": 38,
        "amount_rounded": 103322.52,
        "in_manifest": 103322.52,
        "check": "foots",
    }
    assert [cell.value for cell in live[CONTROL]][2:4] == [
        "=SUMIFS(Charges!$T$2:$T$39,Charges!$S$2:$S$39,A2)",
        "=SUMIFS(Charges!$V$2:$V$39,Charges!$S$2:$S$39,A2)",
    ]
    groups = table(known, top=GROUPS - 1)
    assert [(row["option"], row["rows"], row["amount_rounded"]) for row in groups[4:8]] == [
        ("turbo", 2, 17000),
        ("flash", 2, 142.8),
        ("turbo_published", 2, 17000),
        ("flash_published", 10, 312.12),
    ]
    assert live[f"I{GROUPS}"].value == (
        "=SUMIFS(Charges!$V$2:$V$39,Charges!$D$2:$D$39,A5,Charges!$E$2:$E$39,B5,Charges!$A$2:$A$39,C5,"
        "Charges!$B$2:$B$39,D5,Charges!$W$2:$W$39,E5,Charges!$S$2:$S$39,F5)"
    )
    charges = {cell.value: cell.column_letter for cell in book(data)["Charges"][1]}
    assert [charges[name] for name in ("scenario", "option", "period_start", "period_end", "currency")] == list("DEABS")
    assert [charges[name] for name in ("amount", "amount_rounded", "one_time")] == ["T", "V", "W"]


def test_what_is_paid_once_and_chosen_is_told_apart_and_a_scenario_without_options_is_counted(tmp_path: Path) -> None:
    # 1,000 at 2 and 100 at 8 for a million requests: 2,000 + 800, and 70.50 a month; 500 once
    more = "  - {line: store, unit_price: 70.50}\n  - {line: setup, once: true, unit_price: 500}\n"
    call = "  - {call: answer, model: acme/small, requests: requests, input: 1000, output: 100}\n"
    text = scenario().partition("workload:")[0] + f"workload:\n{call}{more}"
    project(tmp_path, text)
    two = text.replace("id: bot", "id: two").replace("model: acme/small, ", "")
    write(
        tmp_path,
        "two.yaml",
        f"{two}options: {{a: {{model: acme/small}}, b: {{model: acme/small, use: [answer]}}}}\nchosen: b\n",
    )
    data = workbook(exported(tmp_path, 2, files=["bot.yaml", "two.yaml"]))
    groups = table(book(data)["Totals"], top=GROUPS - 1)
    assert [
        (row["scenario"], row["option"], row["one_time"], row["rows"], row["amount_rounded"], row["chosen"])
        for row in groups
    ] == [
        ("bot", None, "no", 3, 2870.5, "yes"),
        ("bot", None, "yes", 1, 500, "yes"),
        ("bot", None, "no", 3, 2870.5, "yes"),
        ("two", "a", "no", 3, 2870.5, "no"),
        ("two", "a", "yes", 1, 500, "no"),
        ("two", "b", "no", 2, 2800, "yes"),
        ("two", "a", "no", 3, 2870.5, "no"),
        ("two", "b", "no", 2, 2800, "yes"),
    ]
    live = book(data, values=False)["Totals"]
    assert ",B5," not in live[f"G{GROUPS}"].value  # an empty cell would be asked for as 0
    assert ",B8," in live["G8"].value


def test_every_currency_has_its_check_and_its_decimals(tmp_path: Path) -> None:
    project(tmp_path)
    write(tmp_path, "pricing/tokyo.yaml", card("JPY", "0.0033", "0.0033").replace("id: acme", "id: tokyo"))
    write(tmp_path, "yen.yaml", scenario(name="yen").replace("acme/", "tokyo/"))
    sheet = book(workbook(exported(tmp_path, files=["bot.yaml", "yen.yaml"])))["Totals"]
    assert [[cell.value for cell in row] for row in sheet["A2:F3"]] == [
        ["JPY", 2, 3.63, 4, 4, "foots"],
        ["USD", 2, 2800, 2800, 2800, "foots"],
    ]
    assert [sheet[cell].number_format for cell in ("D2", "D3")] == ["#,##0", "#,##0.00"]


def test_assumptions_and_sources_are_on_sheets_of_their_own() -> None:
    found = book(workbook(chatbot()))
    assert found.sheetnames == ["Charges", "Months", "Totals", "Assumptions", "Sources", "About"]
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
        for name, cell in zip(COLUMNS, row, strict=False):
            assert cell.data_type == {True: "n", False: "s"}[name in NUMBERS] or name in {*INSTANTS, "amount", "cost"}
            assert cell.hyperlink is None
    formulas = re.findall(rb"<f>(.*?)</f>", zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml"))
    assert formulas == [b"L2*O2/R2", b"T2", b"L3*O3/R3", b"T3"]  # of amounts and costs alone


def test_the_heading_stays_in_sight_and_has_filters() -> None:
    found = book(workbook(chatbot()))
    assert found["Charges"].freeze_panes == "A2"
    assert found["Charges"].auto_filter.ref == "A1:BF39"
    assert found["Totals"].auto_filter.ref == "A4:J16"
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
