"""`costcalc cards sources`: which source says what of a model, side by side."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.cli.cards import sources
from costcalc.project.load import folders, listed
from costcalc.project.load.listed import ListedCards
from tests.cli.cards.conftest import AT, no_floats, rows, write
from tests.inputs import card_yaml, contract_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Run = Callable[..., Answer]

RESELLER = card_yaml("""\
id: reseller
per: 1K tokens
models:
  Acme/Small:
    rates:
      - {effective: 2026-05-01, source: page 9, input: 0.0025, output: 0.008, cache_write_5m: 0.001}
""")
"""Per 1K tokens: 2.50 and 8.00 per 1M."""
EURO = card_yaml("""\
id: euro
currency: EUR
models:
  small: {rates: [{effective: 2026-05-01, source: page 8, input: 2, output: 8}]}
""")
DEAL = contract_yaml("contract: [{effective: 2026-05-15, source: contract 1, discount: 10%}]\n")
MAP = {
    "other/small": {
        "litellm_provider": "other",
        "mode": "chat",
        "input_cost_per_token": 0.000003,
        "output_cost_per_token": 0.000008,
    },
    "other/large": {"litellm_provider": "other", "mode": "chat", "input_cost_per_token": 0.000003},
}


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it a day on which prices of lists without dates are compared, before a wide terminal."""
    monkeypatch.setattr(sources, "today", lambda: datetime(2026, 6, 1, tzinfo=UTC))
    monkeypatch.setenv("COLUMNS", "200")


def table(out: str) -> dict[str, list[str]]:
    """Return the cells of each source, of all the parts that a table was cut into."""
    found: dict[str, list[str]] = {}
    for line in out.partition("\n\n")[2].partition("\n\ndiffers")[0].splitlines():
        name, *cells = re.split(r"  +", line.strip())
        found.setdefault(name, []).extend(cells)
    return found


def asked(costcalc: Run, *words: str) -> dict[str, Any]:
    answer = costcalc("cards", "sources", *words, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    found: dict[str, Any] = json.loads(answer.out)
    assert no_floats(found)
    return found


def test_each_source_is_a_row_and_the_one_that_is_meant_the_first(costcalc: Run) -> None:
    write("cards/reseller.yaml", RESELLER)
    write("cards/deal.yaml", DEAL)
    answer = costcalc("cards", "sources", "acme/small", *AT, "--brief")
    assert (answer.code, answer.err) == (0, "")
    found = table(answer.out)
    head = ["input", "cache_read", "output", "currency", "differs", "basis", "since", "verified", "file"]
    assert found.pop("source") == head
    assert list(found) == ["acme/small", "reseller/Acme/Small", "deal/small"]
    since = "2026-03-01 09:00Z"
    assert found["acme/small"] == [
        "2.00", "0.50", "8.00", "USD", "-", "published", since, "2026-05-01", "cards/acme.yaml",
    ]  # fmt: skip
    # 0.0025 * 1000 = 2.50, which is 0.50 / 2 = 25 % more; 0.008 * 1000 = 8.00, the same
    assert found["reseller/Acme/Small"][:3] == ["2.50", "-", "8.00"]
    assert "input +25 %, no cache_read" in answer.out
    # 2 * 0.9 = 1.80, 0.5 * 0.9 = 0.45, 8 * 0.9 = 7.20, each 10 % less, since the contract
    assert found["deal/small"][:4] == ["1.80", "0.45", "7.20", "USD"]
    assert "contracted" in found["deal/small"]
    assert "2026-05-15" in found["deal/small"]


def test_json_has_every_place_and_exact_differences(costcalc: Run) -> None:
    write("cards/reseller.yaml", RESELLER)
    found = asked(costcalc, "small", *AT)
    assert (found["schema"], found["compared_with"]) == ("costcalc/card-sources/v1", "cards/acme.yaml:9:3")
    first, second = found["sources"]
    assert (first["model"], first["used"], first["list"], first["reason"]) == ("acme/small", True, None, None)
    assert (first["disagreement"], first["places"]) == ("Somebody says 3.", ["cards/acme.yaml:18:20"])
    differences = {one["meter"]: (one["relation"], one["change"]) for one in second["differences"]}
    assert differences == {
        "input": ("other price", "0.25"),
        "cache_read": ("not here", None),
        "output": ("same", "0"),
        "cache_write_5m": ("only here", None),
    }


@pytest.mark.parametrize("name", ["acme/tiny", "tiny", "small", "acme/small"])
def test_an_alias_is_the_same_model(costcalc: Run, name: str) -> None:
    write("cards/reseller.yaml", RESELLER.replace("Acme/Small", "x/TINY"))
    assert [each["model"] for each in asked(costcalc, name, *AT)["sources"]] == ["acme/small", "reseller/x/TINY"]


def test_another_currency_is_not_compared(costcalc: Run) -> None:
    write("cards/euro.yaml", EURO)
    assert "in EUR, not USD" in table(costcalc("cards", "sources", "acme/small", *AT).out)["euro/small"]
    assert asked(costcalc, "acme/small", *AT)["sources"][1]["differences"] == []


def test_what_has_no_price_then_is_a_row_with_the_reason(costcalc: Run) -> None:
    write("cards/reseller.yaml", RESELLER)
    at = ("--pricing", "cards", "--as-of", "2026-04-30")
    cells = table(costcalc("cards", "sources", "small", *at).out)["reseller/Acme/Small"]
    assert cells[:5] == ["-", "-", "-", "USD", "no price before 2026-05-01"]
    none = asked(costcalc, "small", "--pricing", "cards", "--as-of", "2025-01-01")
    assert [each["reason"] for each in none["sources"]] == ["no price before 2026-01-01", "no price before 2026-05-01"]
    assert none["compared_with"] is None
    write("cards/reseller.yaml", RESELLER.replace("source: page 9", "source: page 9, until: 2026-05-20"))
    assert asked(costcalc, "small", *AT)["sources"][1]["reason"] == "no price since 2026-05-20"
    (row,) = [row for row in rows(costcalc("cards", "sources", "small", *AT, "--format", "csv").out) if row["reason"]]
    assert (row["model"], row["meter"], row["reason"]) == ("reseller/Acme/Small", "", "no price since 2026-05-20")


def test_a_price_of_0_is_not_so_many_percent_cheaper_or_dearer(costcalc: Run) -> None:
    write("cards/reseller.yaml", RESELLER)
    write("cards/acme.yaml", card_yaml("models: {small: {rates: [{effective: 2026-01-01, source: x, input: 0}]}}\n"))
    out = costcalc("cards", "sources", "acme/small", *AT).out
    assert "input is not 0" in out
    assert "output only here" in out


def test_doubts_and_pages_are_told_below(costcalc: Run) -> None:
    write("cards/reseller.yaml", RESELLER.replace("source: page 9", "source: page 9, doubts: [unit_unstated]"))
    usual = costcalc("cards", "sources", "small", *AT).out
    assert "  acme/small: disagreement: Somebody says 3.\n" in usual
    assert "  reseller/Acme/Small: nobody says what the price buys" in usual
    assert "page 9" not in usual
    assert "--explain adds the pages" in usual
    explained = costcalc("cards", "sources", "small", *AT, "--explain").out
    assert "  acme/small: page 2; page 3 (cards/acme.yaml:18:20)\n" in explained


def test_a_list_is_looked_into_and_not_kept(costcalc: Run, tmp_path: Path) -> None:
    write("map.json", json.dumps(MAP))
    before = sorted(tmp_path.rglob("*"))
    answer = costcalc("cards", "sources", "acme/small", "--pricing", "cards", "--from", "litellm=map.json")
    assert (answer.code, answer.err) == (0, "")
    # 0.000003 * 1M = 3.00, which is 50 % more than 2.00; no price of what is cached is in the list
    assert table(answer.out)["litellm: other/small"] == [
        "3.00", "as input", "8.00", "USD", "input +50 %, cache_read as input", "listed", "2026-06-01",
        "never, list of 2026-06-01", "litellm=map.json",
    ]  # fmt: skip
    assert sorted(tmp_path.rglob("*")) == before
    source = asked(costcalc, "small", "--pricing", "cards", "--from", "litellm=map.json")["sources"][1]
    assert (source["list"], source["used"], source["basis"]) == ("litellm=map.json", False, "listed")
    assert source["place"].startswith("litellm=map.json/other.yaml:")


def test_a_list_without_the_model_says_so_and_what_it_cannot_say_is_told(costcalc: Run) -> None:
    write("map.json", json.dumps({"other/small": {"litellm_provider": "other", "input_cost_per_token": "much"}}))
    out = costcalc("cards", "sources", "acme/small", *AT, "--from", "litellm=map.json").out
    assert "litellm=map.json has no price of this model" in " ".join(out.split())
    found = asked(costcalc, "acme/small", *AT, "--from", "litellm=map.json")
    assert found["lists"][0]["left_out"][0]["model"] == "other/small"


def test_what_only_a_list_has_can_be_asked_for(costcalc: Run) -> None:
    write("map.json", json.dumps(MAP))
    words = ("--pricing", "cards", "--from", "litellm=map.json")
    assert asked(costcalc, "other/large", *words)["sources"][0]["list"] == "litellm=map.json"
    answer = costcalc("cards", "sources", "others/large", *words)
    assert (answer.code, answer.out) == (2, "")
    assert "error[unknown-card]" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("acme/smal",), "error[unknown-model]"),
        (("nothing",), "error[unknown-model]"),
        (("acme/SMALL",), "error[unknown-model]"),
        (("small", "--from", "map.json"), "error[bad-setting]: `map.json` names no list"),
        (("small", "--from", "litellm="), "error[bad-setting]"),
        (("small", "--from", "lite=map.json"), "error[unknown-word]"),
        (("small", "--from", "litellm=none.json"), "error[unreadable-file]"),
        (("small", "--brief", "--explain"), "error[bad-setting]"),
    ],
)
def test_what_cannot_be_answered_is_refused(costcalc: Run, words: tuple[str, ...], said: str) -> None:
    answer = costcalc("cards", "sources", *words, "--pricing", "cards")
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_card_that_cannot_be_read_is_told_beside_the_others(costcalc: Run) -> None:
    write("cards/broken.yaml", RESELLER.replace("id: reseller", "id: broken").replace("page 9", ""))
    answer = costcalc("cards", "sources", "acme/small", *AT)
    assert answer.code == 2
    assert "acme/small" in answer.out
    assert "cards/broken.yaml" in answer.err
    assert costcalc("cards", "sources", "broken/small", *AT).out == ""


def test_the_card_that_one_of_ours_is_laid_over_is_a_row_as_well(
    costcalc: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shipped = tmp_path / "shipped"
    for module in (folders, listed):
        monkeypatch.setattr(module, "SHIPPED_FOLDER", shipped)
    monkeypatch.setattr(folders, "LISTED", ListedCards(shipped / "listed.zip"))
    body = "models: {{small: {{rates: [{{effective: 2026-01-01, source: x, input: {}, output: 8}}]}}}}\n"
    write("shipped/acme.yaml", card_yaml(body.format(2)))
    write("shipped/other.yaml", card_yaml(f"id: other\n{body.format(5)}"))
    write("pricing/acme.yaml", card_yaml(body.format(1)))
    answer = costcalc("cards", "sources", "acme/small", "--as-of", "2026-06-01")
    assert list(table(answer.out))[1:4] == ["acme/small", "acme/small (shipped)", "other/small"]
    assert "acme/small (shipped): not used, since a card of this id" in answer.out
    # 2 is 100 % more than 1, 5 is 400 % more
    assert "input +100 %" in answer.out
    assert "input +400 %" in answer.out
    used = [each["used"] for each in asked(costcalc, "small", "--as-of", "2026-06-01")["sources"]]
    assert used == [True, False, True]


def test_a_card_that_cannot_be_read_is_not_replaced_by_a_reseller_who_calls_a_model_so(costcalc: Run) -> None:
    write("cards/reseller.yaml", RESELLER.replace("Acme/Small", "acme/small"))
    write("cards/acme.yaml", card_yaml("models: {small: {rates: []}}\n"))
    answer = costcalc("cards", "sources", "acme/small", *AT)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("cards/acme.yaml:")


def test_a_name_with_a_slash_may_be_that_of_a_model(costcalc: Run) -> None:
    write("cards/reseller.yaml", RESELLER)
    assert [each["model"] for each in asked(costcalc, "Acme/Small", *AT)["sources"]] == [
        "reseller/Acme/Small",
        "acme/small",
    ]


def test_prices_by_volume_are_the_same_or_not_to_be_compared(costcalc: Run) -> None:
    price = "{graduated: [{up_to: 1M, price: 3}, {price: 2}], period: month}"
    card = card_yaml("models: {small: {rates: [{effective: 2026-01-01, source: x, input: PRICE, output: 8}]}}\n")
    write("cards/acme.yaml", card.replace("PRICE", price))
    write("cards/other.yaml", card.replace("PRICE", price).replace("id: acme", "id: other"))
    write("cards/third.yaml", card.replace("PRICE", "3").replace("id: acme", "id: third"))
    write("cards/until.yaml", card.replace("PRICE", price.replace("1M", "2M")).replace("id: acme", "id: until"))
    said = {name: cells[3] for name, cells in table(costcalc("cards", "sources", "acme/small", *AT).out).items()}
    form = "input in another form"
    assert said == {
        "source": "differs",
        "acme/small": "-",
        "other/small": "same",
        "third/small": form,
        "until/small": form,
    }


def test_a_table_that_needs_columns_is_to_be_imported(costcalc: Run) -> None:
    write("prices.csv", "Name,Price\nsmall,3\n")
    answer = costcalc("cards", "sources", "acme/small", *AT, "--from", "csv=prices.csv")
    assert (answer.code, answer.out) == (2, "")
    assert "`cards import csv` has options" in answer.err
    write("prices.csv", "model,per,currency,input\nsmall,1M,USD,3\n")
    assert "csv: prices/small" in costcalc("cards", "sources", "acme/small", *AT, "--from", "csv=prices.csv").out


def test_what_is_no_text_has_the_meters_that_it_has(costcalc: Run) -> None:
    image = "{effective: 2026-01-01, source: x, image: {price: PRICE, per: 1 image}}"
    card = card_yaml(f"models: {{draw: {{rates: [{image}]}}}}\n")
    write("cards/acme.yaml", card.replace("PRICE", "0.04"))
    write("cards/other.yaml", card.replace("PRICE", "0.05").replace("id: acme", "id: other"))
    found = table(costcalc("cards", "sources", "acme/draw", *AT).out)
    # 0.05 / 0.04 = 1.25
    assert found["source"][0] == "image"
    assert "image +25 %" in found["other/draw"]
