"""A table of prices: which column is what, which rows stand, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers.csv_table import grid
from costcalc.importers.draft import CardProvenance
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError
from tests.importers.csv_table.tables import imported, keys, refused, sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

HERE = Path("tests/importers/csv_table")
ALL = (
    "provider=Vendor,model=Model,input=Input (USD per 1M tokens)",
    "output=Output, $/1M,cache_read=Cached,image=Picture,effective=Valid from,note=Remark",
)


def test_a_small_table_becomes_the_cards_that_a_person_would_write() -> None:
    text = (HERE / "prices.csv").read_text(encoding="utf-8")
    found = imported(text, ALL, ("1M", "1 image"))
    done = proven(found, CardProvenance("csv", "prices.csv", "2026-11-23", "0" * 64))
    assert done.cards == {name: (HERE / f"{name}.yaml").read_text(encoding="utf-8") for name in ("acme", "beta")}


def test_every_row_is_a_price_or_named_in_a_note() -> None:
    found = imported((HERE / "prices.csv").read_text(encoding="utf-8"), ALL, ("1M", "1 image"))
    # two prices of small, one of the large model, one of `one`; no name, a size, and what follows the empty row
    assert [len(model.rates) for card in found.cards for model in card.models] == [2, 1, 1]
    assert [(name, key) for name, key in keys(found) if name.startswith("line")] == [
        ("line 8", "model"),
        ("line 9", "model"),
        ("line 11", "row"),
    ]


def test_what_a_price_is_for_can_be_said_for_several_units() -> None:
    found = imported("m,i,p\na,3,4\n", ("model=m,input=i,image=p",), ("1K", "1 image"))
    assert sheets(found)["prices/a"] == {"input": "3000", "image": {"price": "4", "per": "1 image"}}


def test_services_have_columns_of_their_own() -> None:
    (card,) = imported("m,i,b\na,3,1.5\n", ("model=m", "input=i,batch.input=b")).cards
    assert card.models[0].rates[0].services == {"batch": {"input": "1.5"}}


def test_a_column_may_be_the_price_of_two_meters() -> None:
    found = imported("m,i\na,3\n", ("model=m,input=i,cache_read=i,batch.input=i",))
    assert sheets(found)["prices/a"] == {"input": "3", "cache_read": "3"}


def test_our_own_words_need_no_columns() -> None:
    found = imported("model\tinput\toutput\tcache read\na\t3\t4\t5\n", ())
    assert sheets(found) == {"prices/a": {"input": "3", "output": "4", "reasoning": "output"}}
    assert keys(found) == [("", "columns")]


@pytest.mark.parametrize(
    ("text", "asked", "codes"),
    [
        ("m,i\na,3\n", {"currency": None}, ["bad-currency"]),
        ("m,i\na,3\n", {"per": ()}, ["bad-unit"]),
        ("m,i\na,3\n", {"per": (), "currency": None}, ["bad-currency", "bad-unit"]),
        ("m,i\na,3\n", {"per": ("1 box",)}, ["bad-unit"]),
        ("m,i\na,3\n", {"per": ("box",)}, ["bad-unit"]),
        ("m,i\na,3\n", {"currency": "euros!"}, ["bad-currency"]),
        ("m,i per image\na,3\n", {"columns": ("model=m,input=i per image",)}, ["bad-unit"]),
        ("m,i\na,3\n", {"columns": ("model=m,input=I",)}, ["missing-key"]),
        ("m,i\na,3\n", {"columns": ("model=m",)}, ["missing-key"]),
        ("m,i\na,3\n", {"columns": ("input=i",)}, ["missing-key"]),
        ("m,i\na,3\n", {"columns": ("model=m,inputs=i",)}, ["unknown-meter"]),
        ("m,i\na,3\n", {"columns": ("model=m", "input")}, ["bad-setting"]),
        ("m,i\na,3\n", {"columns": ("model=m,input=i", "input=i")}, ["duplicate-key"]),
        ("m,i\na,3\n", {"columns": ()}, ["missing-key"]),
        ("m,i,i\na,3,4\n", {}, ["duplicate-key"]),
        ("just words\n", {}, ["wrong-format"]),
        (json.dumps({"a": 1}), {}, ["wrong-format"]),
        ('m,i\na,"3\n', {}, ["wrong-format"]),
        (b"PK\x03\x04rest", {}, ["wrong-format"]),
        ("m,i\nä,3\n".encode("latin-1"), {}, ["not-utf-8"]),
        ("", {}, ["wrong-format"]),
    ],
)
def test_what_nobody_says_is_refused(text: str | bytes, asked: dict[str, Any], codes: list[str]) -> None:
    assert refused(text, **asked) == codes


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ("Discount,a,3,10%", "Discount"),
        ("priceUnit,a,3,1", "priceUnit"),
        ("x,a,3,,4", "row"),
        ("x,,3,", "model"),
        ("x,!!,3,", "model"),
    ],
)
def test_a_row_that_may_have_another_price_is_left_out_and_said(more: str, key: str) -> None:
    name, rest = more.split(",", 1)
    found = imported(f"m,i,{name}\n{rest}\n")
    assert found.cards == []
    assert key in [note.key for note in found.notes]


@pytest.mark.parametrize("cell", ["", "0", "-", "0%"])
def test_no_discount_changes_nothing(cell: str) -> None:
    assert list(sheets(imported(f"m,i,Discount\na,3,{cell}\n"))) == ["prices/a"]
    assert list(sheets(imported("m,i,Discount\na,3,10%\n", ("model=m,input=i,note=Discount",)))) == ["prices/a"]


def test_a_model_that_stands_twice_for_one_day_has_no_price() -> None:
    assert list(sheets(imported("m,i\na,3\na,3\nb,1\n"))) == ["prices/a", "prices/b"]
    found = imported("m,i\na,3\na,4\nA b,1\nA (b),2\n")
    assert found.cards == []
    assert [note for note in keys(found) if note[1] == "model"][-2:] == [("a", "model"), ("A-b", "model")]


def test_dates_and_limits_are_read() -> None:
    columns = ("model=m,input=i,effective=f,until=u,context_window=c,max_output=x,source=s",)
    found = imported('m,i,f,u,c,x,s\na,3,2026-04-28T12:00:00Z,2026-05-01,128K,"8,192",here\n', columns)
    model = found.cards[0].models[0]
    rate = model.rates[0]
    assert (rate.effective, rate.until, rate.source) == ("2026-04-28T12:00:00Z", "2026-05-01", "here")
    assert (model.context_window, model.max_output) == ("128000", "8192")
    assert keys(imported("m,i,f,u,c,x,s\na,3,28/04/2026,,,,\n", columns)) == [("a", "effective")]


def test_rows_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MOST_ROWS", 2)
    assert imported("m,i\na,3\nb,4\n").cards
    assert refused("m,i\na,3\nb,4\nc,5\n") == ["too-many"]


def test_a_provider_and_a_glob_can_be_asked_for() -> None:
    text = (HERE / "prices.csv").read_text(encoding="utf-8")
    assert list(sheets(imported(text, ALL, ("1M", "1 image"), provider="Beta"))) == ["beta/one"]
    assert list(sheets(imported(text, ALL, ("1M", "1 image"), model="sm*"))) == ["acme/small"]
    assert list(sheets(imported("m,i\na,3\n", provider="prices"))) == ["prices/a"]


def test_the_command_takes_columns_for_a_table_and_for_nothing_else(
    tmp_path: Path, costcalc: Callable[..., Answer]
) -> None:
    table = tmp_path / "acme.csv"
    table.write_text("Model;Input\nsmall;3,00\n", encoding="utf-8")
    said = ("--columns", "model=Model", "--columns", "input=Input", "--per", "1M", "--currency", "EUR")
    answer = costcalc("cards", "import", "csv", table, *said)
    assert answer.code == 0
    assert "\nid: acme\n" in answer.out
    assert "\ncurrency: EUR\n" in answer.out
    answer = costcalc("cards", "import", "litellm", table, *said)
    assert answer.code == 2
    assert "FORMAT:1:1: error[bad-setting]: `litellm` has prices with units and currencies of its own" in answer.err


def test_the_columns_that_are_there_are_listed_with_a_line_to_fill_in() -> None:
    with pytest.raises(InputError) as error:
        imported("Vendor,Name,Prompt price,Completion price\na,b,1,2\n", ())
    problem = error.value.problems[0]
    assert problem.message == "nobody says which column is what: Vendor, Name, Prompt price, Completion price"
    assert problem.hint == "say so, as in --columns 'model=Name,input=Prompt price,output=Completion price'"
