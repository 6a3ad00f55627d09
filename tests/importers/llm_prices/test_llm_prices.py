"""llm-prices as rate cards: a history with exclusive ends, and starts that nobody knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from costcalc.importers.draft import CardProvenance, ImportQuery, ImportResult
from costcalc.importers.files.origin import File, Origin, read_origin
from costcalc.importers.llm_prices import FILES, read
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError, Place, Source

HERE = Path("tests/importers/llm_prices")
WANTED = ImportQuery("2026-01-01")


def imported(document: Any, wanted: ImportQuery = WANTED) -> ImportResult:
    text = document if isinstance(document, str) else json.dumps(document)
    file = File("acme.json", text.encode(), Place(Source("acme.json"), 1, 1))
    return read(Origin("acme.json", [file], "0" * 64), wanted)


def price(start: str | None, end: str | None, amount: Any = 1, **more: Any) -> dict[str, Any]:
    return {"input": amount, "output": 2, "from_date": start, "to_date": end, **more}


def dates(
    *history: dict[str, Any], effective: str = "2026-01-01"
) -> tuple[list[tuple[str, str | None, str]], list[str]]:
    """Give the rates of a history, each with its start, its end and its price of input; and the keys of the notes."""
    document = {"vendor": "acme", "models": [{"id": "m", "name": "M", "price_history": history}]}
    found = imported(document, ImportQuery(effective))
    rates = found.cards[0].models[0].rates if found.cards else ()
    return [(rate.effective, rate.until, str(rate.sheet["input"])) for rate in rates], [
        note.key for note in found.notes
    ]


def test_a_file_of_a_vendor_becomes_the_card_that_a_person_would_write() -> None:
    found = imported((HERE / "data" / "acme.json").read_text(encoding="utf-8"))
    done = proven(found, CardProvenance("llm-prices", "acme.json", "2026-11-23", "0" * 64))
    assert done.cards == {"acme": (HERE / "acme.yaml").read_text(encoding="utf-8")}


def test_a_folder_of_vendors_is_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for vendor in ("acme", "zeta"):
        model = {"id": "m", "price_history": [price(None, None)]}
        document = {"vendor": vendor, "models": [model]}
        (tmp_path / "data" / f"{vendor}.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    found = read(read_origin(str(tmp_path), FILES), WANTED)
    assert [card.id for card in found.cards] == ["acme", "zeta"]


@pytest.mark.parametrize("more", [{}, {"from_date": None, "to_date": None}])
def test_the_lists_made_of_them_are_read_as_well(more: dict[str, Any]) -> None:
    entry = {"id": "m", "vendor": "acme", "name": "M", "input": 0.1, "output": 0.4, "input_cached": None, **more}
    ((card,), notes) = imported({"updated_at": "2026-11-01", "prices": [entry]})
    assert (card.id, card.models[0].title, notes) == ("acme", "M", [])
    assert card.models[0].rates[0].sheet == {"input": "0.1", "output": "0.4", "reasoning": "output"}


def test_a_price_ends_where_the_next_one_begins_and_only_a_gap_has_an_end() -> None:
    assert dates(price("2025-03-01", None, 3), price("2025-01-01", "2025-02-01", 1)) == (
        [("2025-01-01", "2025-02-01", "1"), ("2025-03-01", None, "3")],
        [],
    )
    assert dates(price("2025-02-01", "2025-05-01", 3), price("2025-01-01", "2025-02-01", 1)) == (
        [("2025-01-01", None, "1"), ("2025-02-01", "2025-05-01", "3")],
        [],
    )


def test_an_unknown_start_is_the_day_that_was_given_if_the_price_still_held_then() -> None:
    history = price(None, "2025-02-08", 1), price("2025-02-08", None, 2)
    assert dates(*history, effective="2024-06-01") == ([("2024-06-01", None, "1"), ("2025-02-08", None, "2")], [])
    assert dates(*history, effective="2025-02-08") == ([("2025-02-08", None, "2")], ["from_date"])
    assert dates(price(None, "2025-02-08", 1), effective="2026-01-01") == ([], ["from_date", "prices"])


def test_of_two_prices_from_one_day_neither_is_taken() -> None:
    contested = price("2025-01-01", None, 1), price("2025-01-01", None, 2)
    assert dates(*contested) == ([], ["price_history", "prices"])
    assert dates(price("2024-01-01", None, 5), *contested, price("2026-01-01", None, 3)) == (
        [("2024-01-01", "2025-01-01", "5"), ("2026-01-01", None, "3")],
        ["price_history"],
    )
    assert dates(price(None, None, 1), price(None, None, 2)) == ([], ["price_history", "prices"])
    assert dates(contested[0], contested[0]) == ([("2025-01-01", None, "1")], [])


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"output": -1}, "output"),
        ({"input_cached": "cheap"}, "input_cached"),
        ({"batch": 1}, "batch"),
    ],
)
def test_what_a_card_cannot_say_is_said(more: dict[str, Any], said: str) -> None:
    assert dates({**price("2025-01-01", None), **more})[1] == [said]


@pytest.mark.parametrize(
    "later",
    [
        price("2025-01-01", None, None, output=None),
        price("2025-01-01", None, -1, output=-1),
        price("2025-01-01", "soon", 5),
        price("2025-01-01", "2024-06-01", 5),
    ],
)
def test_a_later_price_that_cannot_be_used_ends_the_one_before_it(later: dict[str, Any]) -> None:
    rates, said = dates(price("2024-01-01", "2025-01-01", 10), later)
    assert rates == [("2024-01-01", "2025-01-01", "10")]
    assert "price_history" in said
    # What follows after it is in force again.
    assert dates(price("2024-01-01", None, 10), later, price("2025-06-01", None, 7))[0] == [
        ("2024-01-01", "2025-01-01", "10"),
        ("2025-06-01", None, "7"),
    ]


def test_a_price_that_ended_on_a_day_that_cannot_be_read_is_not_in_force_for_ever() -> None:
    assert dates(price("2024-01-01", "2025-03")) == ([], ["to_date", "price_history", "prices"])


def test_a_start_that_cannot_be_read_leaves_the_model_out() -> None:
    assert dates(price("2024-01-01", None), price("2025-03", None)) == ([], ["from_date", "from_date"])


def test_a_price_that_cannot_be_read_is_unpriced_and_what_is_billed_as_it_too() -> None:
    entry = {"id": "m", "vendor": "acme", "input": 1, "output": -1, "input_cached": "cheap"}
    ((card,), _) = imported({"prices": [entry]})
    unpriced = dict.fromkeys(("cache_read", "output", "reasoning"), "unpriced")
    assert card.models[0].rates[0].sheet == {"input": "1", **unpriced}


def test_two_vendors_whose_card_would_have_one_id_share_it() -> None:
    entries = [{"vendor": vendor, "id": vendor, "input": 1, "output": 2} for vendor in ("Acme", "acme")]
    done = proven(imported({"prices": entries}), CardProvenance("llm-prices", "acme.json", "2026-11-23", "0" * 64))
    assert list(done.cards) == ["acme"]
    assert "  Acme:\n" in done.cards["acme"]
    assert "  acme:\n" in done.cards["acme"]
    assert not done.notes


def test_a_size_that_one_of_several_entries_says_is_that_of_the_price() -> None:
    # As `grok-4-fast` stands in the list of xAI: once for all prompts, once for small ones, at one price.
    models = [{"id": "m", "name": name, "price_history": [price(None, None)]} for name in ("M", "M ≤128k")]
    ((card,), _) = imported({"vendor": "acme", "models": models})
    assert card.models[0].title == "M ≤128k"


def test_a_vendor_and_a_glob_of_models_can_be_asked_for() -> None:
    whole = (HERE / "data" / "acme.json").read_text(encoding="utf-8")
    ((card,), _) = imported(whole, ImportQuery("2026-01-01", "acme", "pro*"))
    assert [model.name for model in card.models] == ["pro", "pro-200k"]
    assert imported(whole, ImportQuery("2026-01-01", "zeta")) == ImportResult([], [])


def test_a_name_that_a_card_cannot_have_becomes_one_that_it_can() -> None:
    history = [price(None, None)]
    ((card,), notes) = imported({"vendor": "acme", "models": [{"id": "m m", "price_history": history}]})
    assert [model.name for model in card.models] == ["m-m"]
    assert [(note.model, note.key) for note in notes] == [("m m → m-m", "id")]


@pytest.mark.parametrize(
    "document",
    [
        "[]",
        "{}",
        {"vendor": "acme", "models": []},
        {"vendor": None, "models": [{"id": "m", "price_history": [{}]}]},
        {"prices": [{}]},
    ],
)
def test_a_file_of_another_kind_is_refused(document: Any) -> None:
    with pytest.raises(InputError) as refused:
        imported(document)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]
