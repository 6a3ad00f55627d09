"""The FOCUS export: hand-worked amounts, and what makes a row what it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.views.ledger import FocusVersion
from costcalc.views.ledger.focus.columns import columns
from tests.views.ledger.focus_project import DEAL, LINES, ON_LINES, Project, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer
    from tests.views.ledger.focus_project import Row

CHATBOT = "scenarios/chatbot.yaml"
EQUAL = {"ListCost": "ListUnitPrice", "ContractedCost": "ContractedUnitPrice"}


@pytest.fixture
def chatbot(costcalc: Callable[..., Answer]) -> dict[str, Row]:
    answer = costcalc("export", "--all-options", CHATBOT, "--profile", "focus")
    assert answer.code == 0, answer.err
    return {f"{row['x_Option']}.{row['x_Charge']}": row for row in rows_of(answer.out)}


@pytest.fixture
def project(costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(costcalc)


def numbers(row: Row, *columns: str) -> list[Decimal]:
    return [Decimal(row[column]) for column in columns]


def products_hold(row: Row) -> bool:
    """Return whether costs are prices times quantity, to nine digits, which is more than validators ask."""
    close = Decimal("1e-9")
    return all(
        abs(Decimal(row[price]) * Decimal(row["PricingQuantity"]) - Decimal(row[cost])) <= close * Decimal(row[cost])
        for cost, price in EQUAL.items()
    )


def test_a_chatbot_as_worked_by_hand(chatbot: dict[str, Row]) -> None:
    # 1M queries of 200 tokens are 200M, 200 blocks of a million at 0.014; 500M come back at 0.28
    row = chatbot["flash.answer.input"]
    assert numbers(row, "ConsumedQuantity", "PricingQuantity", "ListUnitPrice") == [200_000_000, 200, Decimal("0.014")]
    costs = ("ListCost", "ContractedCost", "EffectiveCost", "BilledCost", "PricingCurrencyEffectiveCost")
    assert set(numbers(row, *costs)) == {Decimal("2.8")}
    assert set(numbers(chatbot["flash.answer.output"], *costs)) == {Decimal(140)}
    assert (row["ConsumedUnit"], row["PricingUnit"], row["SkuMeter"]) == ("Tokens", "1000000 Tokens", "Input Tokens")
    assert row["x_RoundedCost"] == "2.80"
    assert row["x_FormulaSubstituted"] == "1000000 * 200 * 0.014 / 1000000"


def test_a_row_says_who_when_and_what(chatbot: dict[str, Row]) -> None:
    row = chatbot["flash_published.answer.output"]
    expected = {
        "BillingAccountId": "chatbot",
        "BillingAccountName": "High-volume customer chatbot",
        "SubAccountId": "chatbot/flash_published",
        "SubAccountName": "flash_published",
        "BillingPeriodStart": "2026-04-28T12:00:00Z",
        "BillingPeriodEnd": "2026-05-28T12:00:00Z",
        "ChargePeriodStart": "2026-04-28T12:00:00Z",
        "ChargePeriodEnd": "2026-05-28T12:00:00Z",
        "ServiceName": "DeepSeek API",
        "ServiceProviderName": "DeepSeek API",
        "InvoiceIssuerName": "DeepSeek API",
        "ServiceCategory": "AI and Machine Learning",
        "ServiceSubcategory": "Generative AI",
        "ChargeCategory": "Usage",
        "ChargeClass": "",
        "ChargeFrequency": "Usage-Based",
        "ChargeDescription": "Estimate: Output Tokens of deepseek/deepseek-v4-flash, for `answer`,"
        " at 0.28 USD per 1000000 tokens",
        "PricingCategory": "Standard",
        "BillingCurrency": "USD",
        "PricingCurrency": "USD",
        "InvoiceId": "",
        "SkuId": "deepseek/deepseek-v4-flash/output",
        "SkuPriceId": "deepseek/deepseek-v4-flash/output/standard",
        "x_CostType": "Estimate",
        "x_CardId": "deepseek",
        "x_RateEffective": "2026-04-26T12:15:00Z",
    }
    assert expected.items() <= row.items()
    assert "https://chat-deep.ai/pricing/" in row["x_PriceSource"].split("; ")
    assert len(row["x_CardSha256"]) == len(row["x_ScenarioSha256"]) == 64


@pytest.mark.parametrize(("version", "own"), [("1.4", "ServiceProviderName"), ("1.2", "ProviderName")])
def test_columns_of_costcalc_come_after_all_others(costcalc: Callable[..., Answer], version: str, own: str) -> None:
    args = ("export", "--all-options", CHATBOT, "--profile", "focus", "--focus-version", version)
    data = costcalc(*args).out
    header = data.split("\n", 1)[0].split(",")
    custom = [column.startswith("x_") for column in header]
    assert custom == sorted(custom)
    focus = [column for column in header if not column.startswith("x_")]
    assert focus == sorted(focus)
    assert own in focus
    assert ("PublisherName" in focus) == (version == "1.2")
    assert "\r" not in data
    assert not data.startswith("\ufeff")


@pytest.mark.parametrize("version", list(FocusVersion))
def test_every_column_is_documented(version: FocusVersion) -> None:
    page = Path("docs/focus.md").read_text(encoding="utf-8")
    assert [column for column in columns(version) if f"`{column}`" not in page] == []


def test_a_price_in_another_currency_keeps_its_own_columns(project: Project) -> None:
    # 200K tokens at 10 yuan a million are 2 yuan; a euro is 8 of them
    row = project.row("--fx", "fx.yaml", card={"currency": "CNY"}, currency="currency: EUR")
    assert (row["BillingCurrency"], row["PricingCurrency"], row["PricingQuantity"]) == ("EUR", "CNY", "0.2")
    assert numbers(row, "ListUnitPrice", "ListCost", "EffectiveCost") == [Decimal("1.25"), *[Decimal("0.25")] * 2]
    paid = numbers(row, "PricingCurrencyListUnitPrice", "PricingCurrencyContractedUnitPrice")
    assert [*paid, *numbers(row, "PricingCurrencyEffectiveCost")] == [10, 10, 2]
    exchange = [row[f"x_ExchangeRate{part}"] for part in ("", "Date", "Source")]
    assert exchange == ["0.125", "2026-06-01T00:00:00Z", "a bank"]
    assert len(row["x_ExchangeRateSha256"]) == 64
    assert row["x_FormulaSubstituted"] == "1000 * 200 * 10 / 1000000 * (1 / 8)"


def test_a_promotion_is_below_the_list_price(project: Project) -> None:
    row = project.row(card={"more": "promotion: {until: 2026-07-01, multiplier: 0.5}"})
    assert numbers(row, "ListUnitPrice", "ListCost", "ContractedCost", "EffectiveCost") == [10, 2, 2, 1]


def test_a_contract_is_between_the_two_and_changes_no_sku(project: Project) -> None:
    row = project.row(cards=DEAL, model="deal/m")
    assert numbers(row, "ListUnitPrice", "ContractedUnitPrice", "ListCost") == [10, 8, 2]
    assert numbers(row, "ContractedCost", "EffectiveCost") == [Decimal("1.6")] * 2
    assert (row["SkuId"], row["ServiceName"], row["x_Model"]) == ("acme/m/input", "Acme API", "deal/m")
    assert (row["x_CardId"], row["x_ContractCardId"], row["x_Basis"]) == ("acme", "deal", "contracted")


def test_hours_and_tiers_are_prices_of_their_own(project: Project) -> None:
    more = 'peak: {multiplier: 2, hours: ["00:00-06:00"], tz: UTC}'
    rows = project.rows(card={"more": more}, period="2026-06")
    # 200K tokens in June: a quarter of the day at 20, the rest at 10
    assert [(row["SkuPriceId"], Decimal(row["EffectiveCost"])) for row in rows] == [
        ("acme/m/input/standard/peak", 1),
        ("acme/m/input/standard/off_peak", Decimal("1.5")),
    ]
    assert {row["SkuId"] for row in rows} == {"acme/m/input"}
    assert {row["ChargePeriodEnd"] for row in rows} == {"2026-07-01T00:00:00Z"}
    tiers = "context_tiers: [{when: input > 100, mode: whole_request, input: 20}]"
    (large,) = project.rows(card={"more": tiers})
    assert large["SkuPriceId"] == "acme/m/input/standard/tier_1"
    assert json.loads(large["SkuPriceDetails"])["x_Tier"] == "tier_1"
    (small,) = project.rows(card={"more": tiers}, call="{call: c, requests: 1000, input: 100}")
    assert small["SkuPriceId"] == "acme/m/input/standard"


@pytest.mark.parametrize(
    ("price", "call", "expected"),
    [
        ("request: {price: 1, per: 7 requests}", "request: 2", ("Requests", "7 Requests", "Requests", "Usage-Based")),
        ("web_search: {price: 10, per: 1K searches}", "web_search: 2", ("Searches", "1000 Searches", "Web Searches")),
        ("seat: {price: 30, per: 1 seat-month}", "seat: 2", ("Seat-Months", "Seat-Months", "Seats", "Recurring")),
        ("gpu_hour: {price: 3, per: 1 gpu-hour}", "gpu_hour: 2", ("GPU-Hours", "GPU-Hours", "GPU Hours")),
        ("capacity: {reserved: 9, per: 1 unit, term: month}", "capacity: 2", ("Units", "Units", "Capacity Units")),
        ("audio_second: {price: 3, per: 0.5 seconds}", "audio_second: 2", ("Seconds", "Seconds", "Audio Seconds")),
        (
            "other: {disk: {price: 3, per: 1 gb-month}}",
            "other: {disk: 2}",
            ("GB-Months", "GB-Months", "Disk GB-Months"),
        ),
        (
            "other: {api_call: {price: 3, per: 9 api calls}}",
            "other: {api_call: 2}",
            ("API Calls", "9 API Calls", "API Calls"),
        ),
        (
            "cache_storage: {price: 4.5, per: 1M token-hours}",
            "cache_storage: 2",
            ("Token-Hours", "Token-Hours", "Cache Storage Token-Hours"),
        ),
    ],
)
def test_units_are_written_as_focus_asks(project: Project, price: str, call: str, expected: tuple[str, ...]) -> None:
    row = project.row(card={"more": price}, call=f"{{call: c, totals: {{{call}}}}}")
    found = [row[column] for column in ("ConsumedUnit", "PricingUnit", "SkuMeter", "ChargeFrequency")]
    assert tuple(found[: len(expected)]) == expected
    assert products_hold(row)


def test_what_happens_once_says_so(project: Project) -> None:
    assert project.row(period="once")["ChargeFrequency"] == "One-Time"


def test_lines_and_what_is_paid_once_are_rows_of_the_scenario(project: Project) -> None:
    rows = {row["x_Charge"]: row for row in project.rows("--months", "2", currency=ON_LINES, call=LINES)}
    # 200K tokens at 10 are 2; 70; 5 * 20; 5 * 50; 5,000 at 5 a thousand; once 500, and a million tokens at 3
    assert {key: (Decimal(row["EffectiveCost"]), row["ChargeFrequency"]) for key, row in rows.items()} == {
        "c.input": (2, "Usage-Based"),
        "vector_store": (70, "Recurring"),
        "seat": (100, "Recurring"),
        "labour": (250, "Usage-Based"),
        "search": (25, "Usage-Based"),
        "set_up": (500, "One-Time"),
        "d.input": (3, "One-Time"),
    }
    assert all(products_hold(row) for row in rows.values())
    store, search, own = rows["vector_store"], rows["search"], rows["d.input"]
    said = ("ServiceCategory", "ServiceSubcategory", "ServiceName", "SkuId", "SkuPriceId", "SkuMeter", "ConsumedUnit")
    assert [store[name] for name in said] == [
        *("Other", "Other (Other)", "T", "s/vector_store", "s/vector_store", "Vector Store", "Units"),
    ]
    assert store["ChargeDescription"] == "Estimate: Vector Store of s, at 70 USD per unit"
    assert (search["PricingUnit"], search["PricingQuantity"], search["SkuMeter"]) == (
        "1000 Searches",
        "5.0",
        "Searches",
    )
    assert (own["SkuId"], own["ServiceName"], own["x_CardId"], own["x_Model"]) == ("s/own/input", "T", "", "own")
    assert json.loads(own["Tags"]) == {"team": "Grün"}
    assert own["Tags"].isascii()
    assert {row["x_Chosen"] for row in rows.values()} == {"yes"}


def test_a_scenario_without_options_has_no_account_below_it(project: Project) -> None:
    project.export()
    text = Path("s.yaml").read_text(encoding="utf-8").partition("options:")[0]
    Path("s.yaml").write_text(text.replace("{call: c,", "{call: c, model: acme/m,"), encoding="utf-8")
    (row,) = rows_of(project.run("export", "--all-options", "s.yaml", "--pricing", "pricing", "--profile", "focus").out)
    assert [row[f"SubAccount{part}"] for part in ("Id", "Name", "Type")] == ["", "", ""]
    assert (row["BillingAccountId"], row["x_Option"], row["x_Baseline"], row["EffectiveCost"]) == ("s", "", "", "2.0")


def test_products_hold_where_numbers_have_no_end(project: Project) -> None:
    # 1000/3 pages, 7 of them at 1e-9 yuan, an eighth of a euro each
    card = {"currency": "CNY", "more": "page: {price: 0.000000001, per: 7 pages, unusual: a test}"}
    row = project.row("--fx", "fx.yaml", card=card, currency="currency: EUR", call="{call: c, totals: {page: 1000/3}}")
    exact = [row[f"x_{column}Exact"] for column in ("ConsumedQuantity", "PricingQuantity", "EffectiveCost")]
    assert exact == ["1000/3", "1000/21", "1/168000000"]
    assert (row["PricingQuantity"], row["ListUnitPrice"]) == ("47.619047619047619048", "0.000000000125")
    assert row["EffectiveCost"] == "0.000000005952380952381"
    assert products_hold(row)


def test_rounded_costs_foot_in_the_currency_of_the_bill(project: Project) -> None:
    # 1/3 of 0.04 yuan for each of three calls: 0.04 in all, at 8 to the euro 0.005, which is rounded to 0.01
    calls = ", ".join(f"{{call: c{nth}, totals: {{input: 4000/3}}}}" for nth in range(3))
    rows = project.rows("--fx", "fx.yaml", card={"currency": "CNY"}, currency="currency: EUR", call=calls)
    assert [row["x_RoundedCost"] for row in rows] == ["0.01", "0.00", "0.00"]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", " =1"])
def test_no_text_is_a_formula(project: Project, title: str) -> None:
    row = project.row(title=f'"{title}"', card={"title": f'"{title}"'})
    assert row["BillingAccountName"].lstrip()[0] == "'"
    assert row["ServiceName"] == row["BillingAccountName"]
    assert row["EffectiveCost"] == "2.0"


def test_letters_of_any_script_stay(project: Project) -> None:
    assert project.row(title='"Größe, \\"値段\\" 😀"')["BillingAccountName"] == 'Größe, "値段" 😀'


def test_points_are_no_bill(project: Project) -> None:
    answer = project.export(card={"currency": "credits"})
    assert answer.code == 2
    assert "s.yaml:2:5: error[bad-currency]: FOCUS wants costs in money, and these are in credits" in answer.err


@pytest.mark.slow
def test_surroundings_do_not_change_a_byte() -> None:
    command = [
        sys.executable,
        "-m",
        "costcalc",
        "export",
        "--all-options",
        CHATBOT,
        "--profile",
        "focus",
    ]
    answers = {
        subprocess.run(command, env={**os.environ, **each}, capture_output=True, check=True).stdout
        for each in (
            {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
            {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
            {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        )
    }
    assert len(answers) == 1
