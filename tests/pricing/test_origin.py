"""Where a price comes from: the vendor's card, a contract over it, or a contract alone."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

import costcalc
from costcalc.instant import parse_instant
from costcalc.project.load import load_cards
from tests.inputs import card_yaml, cards_in, contract_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.pricing import Charge
    from tests.conftest import Answer

VENDOR = card_yaml("""\
models:
  m:
    rates:
      - {effective: 2026-01-01, source: price list, verified: 2026-01-05, confidence: low, input: 3, output: 15}
""")
CONTRACT = contract_yaml("""\
contract:
  - {effective: 2026-02-01, source: contract 7, input: 2, web_search: {price: 9, per: 1K searches}}
""")
SCENARIO = scenario_yaml("""\
as_of: 2026-04-28
workload: [{call: ask, requests: 1K, input: 1000, output: 100, web_search: 1}]
options: {ours: {model: deal/m}}
""")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    cards_in(tmp_path, VENDOR, CONTRACT)
    (tmp_path / "s.yml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


@pytest.fixture
def charges(folder: Path) -> dict[str, Charge]:
    usage = {"input": 1000, "output": 100, "web_search": 1}
    found = costcalc.price(load_cards(folder), "deal/m", usage, 1000, as_of="2026-04-28")
    return {str(charge.meter): charge for charge in found.charges}


def test_a_price_that_a_contract_changes_has_both_sources_and_the_vendors_list_price(
    charges: dict[str, Charge],
) -> None:
    prompt = charges["input"]
    assert (str(prompt.unit_price), str(prompt.contracted), str(prompt.listed)) == ("2", "2", "3")
    assert prompt.source == ("price list", "contract 7")
    assert (prompt.verified, prompt.confidence) == (parse_instant("2026-01-05"), "low")


def test_a_price_of_the_vendor_alone_is_the_vendors(charges: dict[str, Charge]) -> None:
    answer = charges["output"]
    assert (str(answer.unit_price), str(answer.contracted), str(answer.listed)) == ("15", "15", "15")
    assert (answer.source, answer.effective) == (("price list",), parse_instant("2026-01-01"))


def test_a_price_that_a_contract_alone_has_is_nobody_elses(charges: dict[str, Charge]) -> None:
    search = charges["web_search"]
    assert (str(search.unit_price), str(search.contracted), search.listed) == ("9", "9", None)
    assert search.source == ("contract 7",)
    assert (search.effective, search.verified, search.confidence) == (parse_instant("2026-02-01"), None, None)
    assert search.price
    assert [str(file.card.id) for file in search.price.files] == ["deal"]


def test_every_output_says_so(folder: Path, costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    found = json.loads(costcalc("compare", "s.yml", "--pricing", ".", "--format", "json").out)
    charge = found["options"][0]["charges"][2]
    said = [charge[key] for key in ("list_unit_price", "contracted_unit_price", "price_source", "verified")]
    assert said == [None, "9", ["contract 7"], None]
    rows = list(csv.DictReader(io.StringIO(costcalc("export", "s.yml", "--pricing", ".").out)))
    search = rows[2]
    said = [search[key] for key in ("list_unit_price", "contracted_unit_price", "price_source", "verified")]
    assert said == ["", "9", "contract 7", ""]
    assert search["rate_effective"] == "2026-02-01T00:00:00Z"
    focus = list(csv.DictReader(io.StringIO(costcalc("export", "s.yml", "--pricing", ".", "--profile", "focus").out)))
    # FOCUS wants a list price of all that is used: it is the one agreed
    assert (focus[2]["ListUnitPrice"], focus[2]["ContractedUnitPrice"]) == ("9.0", "9.0")
    assert (focus[2]["x_PriceSource"], focus[2]["x_PriceVerified"]) == ("contract 7", "")


ONE_CALL = scenario_yaml("""\
as_of: 2026-04-28
workload: [{call: ask, requests: 6, input: 1M}]
options: {ours: {model: deal/m}}
""")
SLICES = "{price: 1, free: {quantity: 1M, per: month}}"
GRADED = "{{graduated: [{{up_to: {}M, price: {}}}, {{price: {}}}], per: 1M tokens, period: month}}"
NINE = GRADED.format(1, 9, 3)
M = 1_000_000
OTHERWISE = (
    # the vendor's one price holds for each slice of another: 6M at 3 are 18
    ("a promotion with a quota", "3", SLICES, None, [(1 * M, "3"), (5 * M, "3")]),
    ("a contract with a quota", "3", None, SLICES, [(1 * M, "3"), (5 * M, "3")]),
    ("a contract with slices", "3", None, GRADED.format(5, 2, 1), [(5 * M, "3"), (1 * M, "3")]),
    # the same slices, each with its own: 1M at 9 and 5M at 3 are 24
    ("a contract with the same slices", NINE, None, GRADED.format(1, 2, 1), [(1 * M, "9"), (5 * M, "3")]),
    # other slices, blocks or least quantities: no price of one unit is what the vendor asks
    ("a contract with other slices", NINE, None, GRADED.format(5, 2, 1), [(5 * M, None), (1 * M, None)]),
    ("a contract without the quota", SLICES, None, "2", [(6 * M, None)]),
    ("a contract with another quota", SLICES, None, SLICES.replace("1M", "5M"), [(5 * M, None), (1 * M, None)]),
    ("a contract with a minimum", "3", None, "{price: 2, minimum: 1000}", [(6 * M, None)]),
    ("a promotion of blocks", "3", "{package: 2, per: 1M tokens, rounded: period}", None, [(6, None)]),
)


@pytest.mark.parametrize(
    ("vendor", "promotion", "contract", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in OTHERWISE],
)
def test_a_list_price_is_that_of_such_units_or_there_is_none(
    tmp_path: Path,
    vendor: str,
    promotion: str | None,
    contract: str | None,
    expected: list[tuple[int, str | None]],
) -> None:
    promoted = f", promotion: {{until: 2026-12-01, input: {promotion}}}" if promotion else ""
    models = f"models: {{m: {{rates: [{{effective: 2026-01-01, source: price list, input: {vendor}{promoted}}}]}}}}\n"
    own = f"input: {contract}" if contract else "discount: 10%"
    deal = f"contract: [{{effective: 2026-02-01, source: contract 7, {own}}}]\n"
    (tmp_path / "s.yml").write_text(ONE_CALL, encoding="utf-8")
    cards = cards_in(tmp_path, card_yaml(models), contract_yaml(deal))
    found = costcalc.compare(costcalc.load_scenario(tmp_path / "s.yml"), cards, as_of="2026-04-28")["ours"].estimate
    assert found
    assert [(charge.quantity, charge.listed and str(charge.listed)) for charge in found] == expected
    assert {charge.source for charge in found} == {("price list", "contract 7")}
    assert found.charges[0].price
    assert {str(file.card.id) for file in found.charges[0].price.files} == {"acme", "deal"}
