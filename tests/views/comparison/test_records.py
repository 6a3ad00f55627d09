"""What programs are told: rows foot, what is paid once is apart, and nothing is given where there is nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.views.comparison.test_figures import CLAIMS
from tests.views.comparison.test_summary import LINES, ROUTED

if TYPE_CHECKING:
    from tests.views.comparison.conftest import Asked


def summed(charges: list[dict[str, Any]]) -> Decimal:
    return sum((Decimal(charge["amount"]) for charge in charges), Decimal())


def test_charges_foot_to_the_total_and_what_is_paid_once_to_upfront(compared: Asked) -> None:
    (option,) = compared.document(LINES)["options"]
    assert (option["total"], option["upfront"]) == ("1700", "5000")
    assert summed(option["charges"]) == Decimal(option["total"])
    assert summed(option["upfront_charges"]) == Decimal(option["upfront"])
    assert [charge["once"] for charge in (*option["charges"], *option["upfront_charges"])] == [False, False, True]
    assert (option["upfront_formula"], option["upfront_substituted"]) == ("setup", "5000")


def test_a_line_has_no_model_no_meter_and_no_basis(compared: Asked) -> None:
    (option,) = compared.document(LINES)["options"]
    assert (option["id"], option["model"], option["models"], option["basis"]) == ("", None, {}, None)
    charge = option["charges"][1]
    assert [charge[key] for key in ("key", "call", "model", "meter", "service", "list_unit_price")] == [
        "seats",
        "seats",
        None,
        None,
        None,
        None,
    ]
    assert (charge["quantity"], charge["unit_price"], charge["per"], charge["unit"]) == ("25", "30", "1", "seat")


def test_a_scenario_whose_prices_are_its_own_has_no_instant(compared: Asked) -> None:
    document = compared.document(LINES)
    assert document["as_of"] is None
    assert document["options"][0]["as_of"] is None
    assert {row["as_of"] for row in compared.rows(LINES)} == {""}
    dated = compared.document(ROUTED)
    assert dated["as_of"] == dated["options"][0]["as_of"] == "2026-04-28T00:00:00Z"


def test_an_option_says_what_it_is(compared: Asked) -> None:
    options = {option["id"]: option for option in compared.document(ROUTED)["options"]}
    assert options["mixed"]["model"] is None
    assert options["mixed"]["models"] == {"classify": "acme/small", "answer": "acme/large"}
    assert options["mixed"]["use"] == ["classify", "answer"]
    assert options["routed"]["use"] == ["classify", "answer", "migration"]
    assert options["routed"]["payback_formula"] == "routed.upfront / (plain.total - routed.total)"
    assert options["routed"]["payback_exact"] == "1500/187"  # 30,000 / 3,740
    assert options["mixed"]["payback"] is None
    assert (options["mixed"]["upfront"], options["mixed"]["upfront_charges"]) == ("0", [])


def test_rows_of_a_sheet_foot_without_what_is_paid_once(compared: Asked) -> None:
    body = "tags: {team: support, cost_centre: '4711'}\n" + ROUTED
    rows = compared.rows(body)
    found: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        key = (row["option"], row["once"])
        found[key] = found.get(key, Decimal()) + Decimal(row["amount"])
    assert found == {
        ("plain", "no"): Decimal(4850),
        ("routed", "no"): Decimal(1110),
        ("routed", "yes"): Decimal(30000),
        ("mixed", "no"): Decimal(4210),
    }
    assert {row["tags"] for row in rows} == {"team=support; cost_centre=4711"}


def test_an_open_option_has_a_row_that_says_so_and_an_excluded_one_too(compared: Asked) -> None:
    body = """\
as_of: 2026-04-28
assumptions: {fee: {}}
workload: [{line: vendor, unit_price: fee}, {call: answer, requests: 1, input: 1M, output: 0}]
options: {theirs: {use: [vendor]}, ours: {use: [answer], model: acme/small}}
require: {origin: US}
"""
    theirs, ours, _ = compared.rows(body)
    assert (theirs["option"], theirs["open"], theirs["amount"]) == ("theirs", "fee", "")
    assert (ours["excluded"], ours["amount"]) == ("acme/small: its origin is CN; required is US", "0.5")
    theirs, ours = compared.document(body)["options"]
    assert (theirs["total"], theirs["open"], theirs["upfront"]) == (None, ["fee"], None)
    assert ours["excluded"] == ["acme/small: its origin is CN; required is US"]


def test_a_scenario_without_a_workload_has_no_rows(compared: Asked) -> None:
    text = "schema: costcalc/scenario/v1\nid: s\ntitle: T\nclaims: [{claim: x, printed: 4x}]\n"
    (compared.folder / "s.yaml").write_text(text, encoding="utf-8")
    head, *rows = compared.run("compare", "s.yaml", "--format", "csv").out.splitlines()
    assert head.startswith("scenario,option,")
    assert rows == []


def test_assumptions_may_have_ranges_and_no_value(compared: Asked) -> None:
    body = """\
assumptions: {open: {}, wide: {between: 1 to 2}, likely: {value: 5, range: 3 to 8}}
workload: [{line: a, unit_price: 1}]
"""
    found = [
        (one["name"], one["value"], one["between"], one["range"]) for one in compared.document(body)["assumptions"]
    ]
    assert found == [("open", None, None, None), ("wide", None, "1 to 2", None), ("likely", "5", None, "3 to 8")]
    found = [
        (one["value"], one["between"])
        for one in compared.document(body, "--set", "wide=1.5")["assumptions"]
        if one["name"] == "wide"
    ]
    assert found == [("1.5", None)]


def test_claims_are_told_with_the_number_in_them_and_what_it_comes_to(compared: Asked) -> None:
    claims = {claim["claim"]: claim for claim in compared.document(CLAIMS)["claims"]}
    cheaper, both = claims["cheaper"], claims["both"]
    assert (cheaper["printed"], cheaper["value"], cheaper["recomputed"]) == ("80% cheaper", "0.8", "0.775")
    assert (cheaper["of"], cheaper["substituted"]) == ("1 - small.total / large.total", "1 - 900 / 4000")
    assert (both["value"], both["of"], both["recomputed"]) == (None, "small.total; large.total", None)
    assert [figure["value"] for figure in both["figures"]] == ["900", "4000"]
    assert (claims["more"]["with"], claims["more"]["recomputed"]) == ({"tickets": "9000"}, "0.1")
    assert (claims["nobody"]["value"], claims["nobody"]["of"], claims["nobody"]["figures"]) == ("12", None, [])
    assert claims["never"]["recomputed"] is None
    assert claims["never"]["figures"][0]["why"] == "this divides by zero"


def test_a_budget_of_a_figure_names_the_figure(compared: Asked) -> None:
    body = f"{LINES}budgets: [{{of: first_year, max: 30_000 USD}}]\n"
    (budget,) = compared.document(body)["budgets"]
    assert (budget["option"], budget["of"], budget["headroom"]) == (None, "first_year", "4600")
    assert budget["headroom_formula"] == "budget - first_year"
