"""What a workbook adds up: months, years, tags and totals, each with the formula it comes of. Worked out by hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.formats.xlsx import workbook
from tests.export.finance import card, exported, project, scenario, write
from tests.formats.books import book, chatbot, table

if TYPE_CHECKING:
    from pathlib import Path

FX = """\
schema: costcalc/fx/v1
id: fx
title: Rates
rates: [{effective: 2026-01-01, from: USD, to: EUR, rate: 0.9, source: a bank}]
"""


def month(year: int, number: int) -> datetime:
    return datetime(year, number, 1)  # noqa: DTZ001  # a spreadsheet has no zones


def letters(data: bytes) -> dict[str, str]:
    return {cell.value: cell.column_letter for cell in book(data)["Charges"][1]}


def values(sheet: Any, cells: str) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet[cells]]


def two_currencies(folder: Path, months: int = 2) -> bytes:
    """Export two scenarios with prices in dollars: 2,800 a month of one in dollars, 1,400 of one in euros are 1,260."""
    project(folder)
    euros = scenario(name="euro", requests="500K").replace("period:", "currency: EUR\nperiod:")
    write(folder, "euro.yaml", euros)
    write(folder, "fx.yaml", FX)
    return workbook(exported(folder, months, fx="fx.yaml", files=["bot.yaml", "euro.yaml"]))


def test_months_and_options_are_added_up_and_what_is_paid_so_far_as_well() -> None:
    data = workbook(chatbot())
    live, known = book(data, values=False)["Months"], book(data)["Months"]
    assert values(known, "A1:E4") == [
        ["scenario", "chatbot", "chatbot", "chatbot", "chatbot"],
        ["option", "turbo", "flash", "turbo_published", "flash_published"],
        ["currency", "USD", "USD", "USD", "USD"],
        ["sum of", *["cost_rounded"] * 4],
    ]
    # flash is 168.00 in July, then 312.12 and 414.00
    assert [[row[0], row[2], row[4]] for row in values(known, "A5:E8")] == [
        [month(2026, 7), 142.8, 168],
        [month(2026, 8), 142.8, 312.12],
        [month(2026, 9), 142.8, 414],
        ["in all", 428.4, 894.12],
    ]
    assert [row[4].value for row in known["A10:E13"]] == [None, 168, 480.12, 894.12]
    charges = letters(data)
    summed = ("cost_rounded", "period_start", "cost_currency", "scenario", "option")
    ranges = (f"Charges!${charges[name]}$2:${charges[name]}$39" for name in summed)
    assert live["E6"].value == "=SUMIFS({},{},$A6,{},E$3,{},E$1,{},E$2)".format(*ranges)
    assert [live[cell].value for cell in ("E8", "E11", "E12")] == ["=SUM(E5:E7)", "=E5", "=E11+E6"]
    assert len(known._charts) == 2  # noqa: SLF001  # it has no other name for them


def test_the_axis_of_a_picture_begins_at_0() -> None:
    charts = book(workbook(chatbot()))["Months"]._charts  # noqa: SLF001  # it has no other name for them
    assert [chart.y_axis.scaling.min for chart in charts] == [0, 0]


def test_what_is_chosen_is_added_up_over_scenarios(tmp_path: Path) -> None:
    # 2,000 and 800 a month of `bot`; of `two` half as many requests on the option that is used
    project(tmp_path)
    other = scenario(name="two", requests="500K")
    options = "{small: {model: acme/small}, dear: {model: acme/small, with: {requests: 9M}}}\nchosen: small"
    write(tmp_path, "two.yaml", other.replace("{small: {model: acme/small}}", options))
    rows = exported(tmp_path, 2, files=["bot.yaml", "two.yaml"])
    assert [row[1:] for row in values(book(workbook(rows))["Months"], "A1:E7")] == [
        ["bot", "two", "two", "chosen"],
        ["small", "small", "dear", None],
        ["USD", "USD", "USD", "USD"],
        ["cost_rounded"] * 4,
        [2800, 1400, 25200, 4200],
        [2800, 1400, 25200, 4200],
        [5600, 2800, 50400, 8400],
    ]


def test_what_options_cost_covers_every_currency_and_mixes_no_two(tmp_path: Path) -> None:
    sheet = book(two_currencies(tmp_path))["Months"]
    rows = values(sheet, "B1:H5")
    assert list(zip(*rows, strict=True)) == [
        ("bot", "small", "USD", "cost_rounded", 2800),
        ("euro", "small", "EUR", "cost_rounded", 1260),
        # what is to be paid in dollars is of the scenario that is in dollars, and of no other
        ("chosen", None, "USD", "cost_rounded", 2800),
        ("chosen", None, "EUR", "cost_rounded", 1260),
        # and what the vendor bills in dollars is of both
        ("bot", "small", "USD", "amount_rounded", 2800),
        ("euro", "small", "USD", "amount_rounded", 1400),
        ("chosen", None, "USD", "amount_rounded", 4200),
    ]


def test_a_scenario_without_months_has_one_row_for_its_time_and_no_year(tmp_path: Path) -> None:
    sheet = book(workbook(exported(project(tmp_path))))["Months"]
    column = [cell.value for cell in sheet["A"]]
    assert column[4:6] == [datetime(2026, 5, 10, 12), "in all"]  # noqa: DTZ001
    assert "each year" not in column


def test_years_are_added_up_and_say_how_many_months_they_have(tmp_path: Path) -> None:
    # from November 2026 to January 2028: 2,800 a month
    project(tmp_path, scenario(as_of="2026-11-10"))
    data = workbook(exported(tmp_path, 15))
    known, live = book(data)["Months"], book(data, values=False)["Months"]
    top = [cell.value for cell in known["A"]].index("each year") + 2
    assert values(known, f"A{top}:B{top + 2}") == [
        ["2026, 2 of 12 months", 5600],
        ["2027", 33600],
        ["2028, 1 of 12 months", 2800],
    ]
    formulas = [live.cell(top + nth, 2).value for nth in range(3)]
    assert formulas == ["=SUM(B5:B6)", "=SUM(B7:B18)", "=SUM(B19:B19)"]


def test_a_budget_says_that_what_is_paid_once_is_not_in_it(tmp_path: Path) -> None:
    text = scenario().replace("workload: [", "workload: [{line: setup, once: true, unit_price: 500}, ")
    project(tmp_path, f"{text}budgets: [{{option: small, max: 3000 USD}}]\n")
    sheet = book(workbook(exported(tmp_path, 1)))["Months"]
    column = [cell.value for cell in sheet["A"]]
    # 3,000 less 2,800, and not less 500 as well
    left = column.index("left of the budget, without what is paid once") + 2
    assert sheet.cell(left, 2).value == 200
    about = {row["about"]: row["is"] for row in table(book(workbook(exported(tmp_path, 1)))["About"])}
    assert "what is paid once" in about["budgets"]


TAGGED = scenario().replace(
    "period:", 'tags: {cost_centre: "0815"}\nallocate: {team: {search: 60%, ads: 40%}}\nperiod:'
)


def test_what_each_value_of_a_tag_pays_is_added_up_by_month_and_foots(tmp_path: Path) -> None:
    # 60 % and 40 % of 2,800 a month; 1,400 of a scenario that has another tag only
    project(tmp_path, TAGGED)
    write(tmp_path, "two.yaml", scenario(name="two", requests="500K").replace("period:", "tags: {owner: ann}\nperiod:"))
    data = workbook(exported(tmp_path, 2, files=["bot.yaml", "two.yaml"]))
    sheet = book(data)["Tags"]
    assert values(sheet, "A1:G11") == [
        ["tag", "value", "cost_currency", month(2026, 5), month(2026, 6), "in all", "check"],
        ["cost_centre", "0815", "USD", 2800, 2800, 5600, None],
        ["cost_centre", "(without)", "USD", 1400, 1400, 2800, None],
        ["cost_centre", "in all", "USD", 4200, 4200, 8400, "foots"],
        ["owner", "ann", "USD", 1400, 1400, 2800, None],
        ["owner", "(without)", "USD", 2800, 2800, 5600, None],
        ["owner", "in all", "USD", 4200, 4200, 8400, "foots"],
        ["team", "ads", "USD", 1120, 1120, 2240, None],
        ["team", "search", "USD", 1680, 1680, 3360, None],
        ["team", "(without)", "USD", 1400, 1400, 2800, None],
        ["team", "in all", "USD", 4200, 4200, 8400, "foots"],
    ]


def test_a_tag_is_added_up_in_each_currency_of_scenarios(tmp_path: Path) -> None:
    project(tmp_path, TAGGED)
    euros = TAGGED.replace("id: bot", "id: euro").replace("period:", "currency: EUR\nperiod:")
    write(tmp_path, "euro.yaml", euros)
    write(tmp_path, "fx.yaml", FX)
    sheet = book(workbook(exported(tmp_path, 1, fx="fx.yaml", files=["bot.yaml", "euro.yaml"])))["Tags"]
    teams = [row[1:5] for row in values(sheet, "A2:F11") if row[0] == "team"]
    # 2,800 dollars are 2,520 euros
    assert teams == [
        ["ads", "EUR", 1008, 1008],
        ["search", "EUR", 1512, 1512],
        ["in all", "EUR", 2520, 2520],
        ["ads", "USD", 1120, 1120],
        ["search", "USD", 1680, 1680],
        ["in all", "USD", 2800, 2800],
    ]


def test_of_a_comparison_a_tag_has_what_is_chosen(tmp_path: Path) -> None:
    options = "{small: {model: acme/small}, dear: {model: acme/small, with: {requests: 9M}}}\nchosen: small"
    text = scenario().replace("{small: {model: acme/small}}", options).replace("period:", "tags: {team: ads}\nperiod:")
    data = workbook(exported(project(tmp_path, text), 1))
    assert values(book(data)["Tags"], "A2:E3") == [
        ["team", "ads", "USD", 2800, 2800],
        ["team", "in all", "USD", 2800, 2800],
    ]
    assert '"yes"' in book(data, values=False)["Tags"]["D2"].value


def test_rows_without_tags_and_alternatives_of_which_none_is_chosen_have_no_sheet_of_them(tmp_path: Path) -> None:
    assert "Tags" not in book(workbook(exported(project(tmp_path)))).sheetnames
    options = "{small: {model: acme/small}, dear: {model: acme/small, with: {requests: 9M}}}"
    text = TAGGED.replace("{small: {model: acme/small}}", options)
    assert "Tags" not in book(workbook(exported(project(tmp_path, text)))).sheetnames


@pytest.mark.parametrize(
    ("first", "second", "function"),
    [
        ("4711", "4712", "SUMIFS"),
        ("search", "ads & more", "SUMIFS"),
        ("0815", "815", "SUMPRODUCT"),
        ("Ads", "ads", "SUMPRODUCT"),
        ("a*", "ab", "SUMPRODUCT"),
        (">1", "2", "SUMPRODUCT"),
        ("1/2", "x", "SUMPRODUCT"),
        ("true", "x", "SUMPRODUCT"),
    ],
)
def test_texts_that_a_criterion_would_take_for_one_another_are_compared_letter_by_letter(
    tmp_path: Path, first: str, second: str, function: str
) -> None:
    project(tmp_path, scenario().replace("period:", f"tags: {{who: '{first}'}}\nperiod:"))
    write(tmp_path, "two.yaml", scenario(name="two").replace("period:", f"tags: {{who: '{second}'}}\nperiod:"))
    sheet = book(workbook(exported(tmp_path, 1, files=["bot.yaml", "two.yaml"])), values=False)["Tags"]
    formulas = [sheet[cell].value for cell in ("D2", "D3")]
    assert all(formula.startswith(f"={function}(") for formula in formulas)
    assert all(("EXACT(" in formula) == (function == "SUMPRODUCT") for formula in formulas)


def test_the_totals_are_formulas_with_what_comes_of_them() -> None:
    data = workbook(chatbot())
    live, known = book(data, values=False), book(data)
    (control,) = table(known["Control"])
    # 3 × 17,000 + 3 × 142.80 + 3 × 17,000 + 168 + 312.1182… + 413.9972…
    assert {name: value for name, value in control.items() if not name.startswith("exact")} == {
        "sum_of": "cost",
        "currency": "USD",
        "rows": 38,
        "rounded": 103322.52,
        "rows_in_manifest": 38,
        "rounded_in_manifest": 103322.52,
        "check": "foots",
    }
    charges = letters(data)
    of = {name: f"Charges!${letter}$2:${letter}$39" for name, letter in charges.items()}
    assert [cell.value for cell in live["Control"][2]][3:5] == [
        f"=SUMIFS({of['cost']},{of['cost_currency']},B2)",
        f"=SUMIFS({of['cost_rounded']},{of['cost_currency']},B2)",
    ]
    groups = table(known["Totals"])
    assert [(row["option"], row["rows"], row["cost_rounded"]) for row in groups[4:8]] == [
        ("turbo", 2, 17000),
        ("flash", 2, 142.8),
        ("turbo_published", 2, 17000),
        ("flash_published", 10, 312.12),
    ]
    asked = ("scenario", "option", "period_start", "period_end", "one_time", "cost_currency")
    criteria = ",".join(
        f"{of[name]},{cell}" for name, cell in zip(asked, ("A2", "B2", "C2", "D2", "E2", "F2"), strict=True)
    )
    assert live["Totals"]["I2"].value == f"=SUMIFS({of['cost_rounded']},{criteria})"


def test_what_the_manifest_says_is_numbers_and_the_exact_sum_is_held_against_them_too(tmp_path: Path) -> None:
    sheet = book(workbook(exported(project(tmp_path))), values=False)["Control"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "f", "f", "f", "n", "n", "n", "f"]
    half = "MAX(0.005,ABS({other})*1E-13)"
    tests = (f"ABS({cell}2-{other}2)<{half.format(other=f'{other}2')}" for cell, other in ("CF", "DG", "EH"))
    assert sheet["I2"].value == f'=IF(AND({",".join(tests)}),"foots","differs")'


def test_totals_are_of_the_scenario_s_currency_and_on_a_sheet_of_their_own_of_the_card_s(tmp_path: Path) -> None:
    found = book(two_currencies(tmp_path, 1))
    assert [
        (row["scenario"], row["cost_currency"], row["cost"], row["cost_rounded"]) for row in table(found["Totals"])
    ] == [
        ("bot", "USD", 2800, 2800),
        ("euro", "EUR", 1260, 1260),
    ]
    prices = table(found["Totals of prices"])
    assert [(row["scenario"], row["currency"], row["amount"], row["amount_rounded"]) for row in prices] == [
        ("bot", "USD", 2800, 2800),
        ("euro", "USD", 1400, 1400),
    ]
    assert [(row["sum_of"], row["currency"], row["exact_in_manifest"]) for row in table(found["Control"])] == [
        ("cost", "EUR", 1260),
        ("cost", "USD", 2800),
        ("amount", "USD", 4200),
    ]


def test_what_is_paid_once_and_chosen_is_told_apart_and_a_scenario_without_options_is_counted(tmp_path: Path) -> None:
    # 1,000 at 2 and 100 at 8 for a million requests: 2,000 + 800, and 70.50 a month; 500 once
    more = "  - {line: store, unit_price: 70.50}\n  - {line: setup, once: true, unit_price: 500}\n"
    call = "  - {call: answer, model: acme/small, requests: requests, input: 1000, output: 100}\n"
    text = scenario().partition("workload:")[0] + f"workload:\n{call}{more}"
    project(tmp_path, text)
    two = text.replace("id: bot", "id: two").replace("model: acme/small, ", "")
    options = "options: {a: {model: acme/small}, b: {model: acme/small, use: [answer]}}\nchosen: b\n"
    write(tmp_path, "two.yaml", f"{two}{options}")
    data = workbook(exported(tmp_path, 2, files=["bot.yaml", "two.yaml"]))
    assert [
        (row["scenario"], row["option"], row["one_time"], row["rows"], row["cost_rounded"], row["chosen"])
        for row in table(book(data)["Totals"])
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
    assert ",B2," not in live["G2"].value  # an empty cell would be asked for as 0
    assert ",B5," in live["G5"].value


def test_every_currency_has_its_check_and_its_decimals(tmp_path: Path) -> None:
    project(tmp_path)
    write(tmp_path, "pricing/tokyo.yaml", card("JPY", "0.0033", "0.0033").replace("id: acme", "id: tokyo"))
    write(tmp_path, "yen.yaml", scenario(name="yen").replace("acme/", "tokyo/"))
    sheet = book(workbook(exported(tmp_path, files=["bot.yaml", "yen.yaml"])))["Control"]
    assert values(sheet, "A2:I3") == [
        ["cost", "JPY", 2, 3.63, 4, 2, 3.63, 4, "foots"],
        ["cost", "USD", 2, 2800, 2800, 2, 2800, 2800, "foots"],
    ]
    assert [sheet[cell].number_format for cell in ("E2", "E3")] == ["#,##0", "#,##0.00"]


def test_every_sheet_is_printed_with_its_heading_and_its_keys_on_each_page(tmp_path: Path) -> None:
    project(tmp_path, TAGGED)
    data = workbook(exported(tmp_path, 12))
    found = book(data)
    columns = {"Charges": "$A:$D", "Months": "$A:$A", "Tags": "$A:$C", "Totals": "$A:$C", "Control": "$A:$B"}
    columns |= {"Assumptions": "$A:$B", "Sources": "$A:$C", "About": "$A:$A"}
    for sheet in found:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == ("$1:$4" if sheet.title == "Months" else "$1:$1")
        assert sheet.print_title_cols == columns[sheet.title]
        assert sheet.print_area
        assert ((sheet.page_setup.fitToWidth or 1) >= 1, sheet.page_setup.fitToHeight) == (True, 0)
    # of the charges what is added up and by whom it is paid, and not where it comes from
    last = letters(data)["tag_team"]
    assert found["Charges"].print_area == f"'Charges'!$A$1:${last}$49"
    assert [cell.value for cell in found["Charges"][1]][12:17] == [
        "cost",
        "cost_rounded",
        "cost_currency",
        "one_time",
        "tag_team",
    ]


def test_keys_too_wide_to_leave_room_are_not_repeated(tmp_path: Path) -> None:
    name = "a_scenario_with_a_name_that_nobody_could_put_into_a_column_of_a_sheet"
    project(tmp_path, scenario(name=name).replace("small: {model", f"an_{name[2:]}: {{model"))
    # 22 letters of an instant and 48 of the scenario are less than half of 160, and 48 of the option are too many
    assert book(workbook(exported(tmp_path)))["Charges"].print_title_cols == "$A:$B"


def test_a_long_text_about_what_it_rests_on_goes_over_several_lines() -> None:
    sheet = book(workbook(chatbot()))["About"]
    rows = {row[0].value: row[1] for row in sheet.iter_rows(min_row=2)}
    assert rows["rounding"].alignment.wrap_text
    assert sheet.row_dimensions[rows["rounding"].row].height >= 4 * 15
    assert sheet.row_dimensions[rows["instants"].row].height is None  # as high as any other
