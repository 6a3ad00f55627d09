"""genai-prices as rate cards: its keys, tiers, names; what a card cannot say is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from costcalc.importers.draft import CardProvenance, ImportResult
from costcalc.importers.files.origin import read_origin
from costcalc.importers.genai_prices import read
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError

from .files import WANTED, imported, model, only_rate, own

HERE = Path("tests/importers/genai_prices")
IN_THE_CARD = CardProvenance("genai-prices", "data.json", "2026-11-23", "0" * 64)


def test_a_small_file_becomes_the_card_that_a_person_would_write() -> None:
    found = imported((HERE / "data.json").read_text(encoding="utf-8"))
    written = proven(found, IN_THE_CARD)
    assert written.cards == {"acme-ai": (HERE / "acme-ai.yaml").read_text(encoding="utf-8")}


def test_the_folder_of_its_repository_is_read_as_well(tmp_path: Path) -> None:
    folder = tmp_path / "prices" / "providers"
    folder.mkdir(parents=True)
    (folder / "acme.yml").write_text(
        "# yaml-language-server: $schema=.schema.json\nname: Acme\nid: acme\napi_pattern: 'https://a'\nmodels:\n"
        "  - id: m\n    match: {equals: m}\n    prices_checked: 2026-07-01\n    prices:\n      input_mtok: 0.050\n"
        "  - id: gone\n    match: {equals: gone}\n    removed: true\n    prices: {input_mtok: 1}\n"
        "  - id: n\n    match: {equals: n}\n    price_discrepancies: {x: 1}\n    prices: {input_mtok: 1}\n",
        encoding="utf-8",
    )
    (tmp_path / "README.yml").write_text("no: provider", encoding="utf-8")
    origin = read_origin(str(tmp_path), ("prices/providers/*.yml", "*.yml"))
    found = read(origin, WANTED)
    assert [(m.name, own(m.rates[0].sheet)) for m in found.cards[0].models] == [
        ("m", {"input": "0.05"}),
        ("n", {"input": "1"}),
    ]
    assert [(note.model, note.key) for note in found.notes] == [("gone", "removed"), ("n", "price_discrepancies")]


def test_a_provider_and_a_glob_of_models_can_be_asked_for() -> None:
    prices = {"input_mtok": 1}
    providers = [
        {"id": name, "models": [{"id": m, "prices": prices} for m in ("gpt-5", "gpt-5-mini", "GPT-5")]}
        for name in ("openai", "azure")
    ]
    found = imported(providers, WANTED._replace(provider="azure", model="gpt-5*"))
    assert [(card.id, [m.name for m in card.models]) for card in found.cards] == [("azure", ["gpt-5", "gpt-5-mini"])]
    assert imported(providers, WANTED._replace(provider="Azure")) == ImportResult([], [])
    assert imported(providers, WANTED._replace(model="o*")) == ImportResult([], [])


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("1e-7", "0.0000001"),
        ("0.10", "0.1"),
        ("5E+1", "50"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("0", "0"),
    ],
)
def test_a_number_keeps_its_digits(written: str, price: str) -> None:
    text = f'[{{"id": "a", "models": [{{"id": "m", "prices": {{"input_mtok": {written}}}}}]}}]'
    assert imported(text).cards[0].models[0].rates[0].sheet["input"] == price


@pytest.mark.parametrize(
    "bad", ['"free"', "-1", "1e-19", "1e99", "true", "[]", '"0x1"', '{"base": 1}', '{"base": 1, "tiers": [1]}']
)
def test_a_price_that_cannot_be_read_is_not_priced_and_nothing_takes_its_place(bad: str) -> None:
    text = f'[{{"id": "a", "models": [{{"id": "m", "prices": {{"input_mtok": 1, "cache_read_mtok": {bad}}}}}]}}]'
    found = imported(text)
    sheet = found.cards[0].models[0].rates[0].sheet
    assert (sheet["cache_read"], sheet["audio_cache_read"], sheet["audio_input"]) == ("unpriced", "unpriced", "input")
    assert [(note.model, note.key) for note in found.notes] == [("m", "cache_read_mtok")]


def test_a_context_window_that_is_none_is_said_and_left_out() -> None:
    found, notes = model({"input_mtok": 1}, context_window=0.5)
    assert found
    assert found.context_window is None
    assert [(note.key, note.why) for note in notes] == [
        ("context_window", "this is no whole number of at least 1, and is left out")
    ]


def test_a_price_that_is_null_is_none() -> None:
    assert only_rate({"input_mtok": 1, "output_mtok": None}).sheet["cache_read"] == "input"
    assert "output" not in only_rate({"input_mtok": 1, "output_mtok": None}).sheet


def test_a_cached_part_of_a_part_is_billed_as_nothing_where_both_have_prices() -> None:
    sheet = only_rate({"input_mtok": 1, "cache_read_mtok": 0.1, "input_audio_mtok": 2}).sheet
    assert "audio_cache_read" not in sheet
    assert sheet["image_cache_read"] == "cache_read"


@pytest.mark.parametrize(
    ("general", "special", "meter"),
    [
        ("audio_hours", "input_audio_hours", {"audio_second": {"price": "2", "per": "3600 seconds"}}),
        ("cache_write_mtok", "cache_write_5m_mtok", {"input": "0.5", "cache_write_5m": "2"}),
    ],
)
def test_of_two_prices_for_one_meter_the_more_special_counts(general: str, special: str, meter: dict[str, Any]) -> None:
    own_input = {"input_mtok": 0.5} if "input" in meter else {}
    assert own(only_rate({**own_input, general: 2, special: 2}).sheet) == meter
    found, notes = model({**own_input, general: 1, special: 2})
    assert found
    assert own(found.rates[0].sheet) == meter
    assert [note.key for note in notes] == [general]


def test_whisper_at_groq_is_billed_by_ten_seconds_at_least() -> None:
    provider = {"id": "groq", "models": [{"id": "whisper-large-v3", "prices": {"audio_hours": 0.111}}]}
    rate = imported([provider]).cards[0].models[0].rates[0]
    assert rate.sheet == {"audio_second": {"price": "0.111", "per": "3600 seconds", "minimum": "10"}}


def test_a_name_stands_for_one_model() -> None:
    models = [
        {"id": "a", "prices": {"input_mtok": 1}, "match": {"or": [{"equals": "x"}, {"equals": "b"}, {"equals": "A"}]}},
        {"id": "b", "prices": {"input_mtok": 1}, "match": {"or": [{"or": [{"equals": "x"}]}, {"equals": "b-1"}]}},
        {"id": "c", "prices": {"input_mtok": 1}, "match": {"equals": "no spaces"}},
        {"id": "d", "prices": {"input_mtok": 1}},
        {"id": "d", "prices": {"input_mtok": 2}},
    ]
    found = imported([{"id": "acme", "models": models}])
    assert [(m.name, m.aliases) for m in found.cards[0].models] == [("a", ["A"]), ("b", ["b-1"]), ("c", [])]
    assert [(note.model, note.key) for note in found.notes] == [
        ("a", "match"),
        ("b", "match"),
        ("c", "match"),
        ("d", "id"),
        ("d", "id"),
    ]


def test_two_providers_of_one_name_share_a_card() -> None:
    providers = [{"id": name, "models": [{"id": "m", "prices": {"input_mtok": 1}}]} for name in ("a b", "A-B", "!")]
    done = proven(imported(providers), CardProvenance("genai-prices", "data.json", "2026-11-23", "0" * 64))
    assert list(done.cards) == ["a-b"]
    assert [(note.card, note.key) for note in done.notes] == [("", "id")]


@pytest.mark.parametrize(
    "document", ["{}", "3", '[{"id": "a"}]', '[{"id": null, "models": []}]', '[{"id": "a", "models": [{}]}]']
)
def test_a_file_of_another_format_is_refused(document: str) -> None:
    with pytest.raises(InputError) as refused:
        imported(document)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]


def test_hostile_texts_stay_inside_their_quotes() -> None:
    evil = 'x"\n: [y] # \x1b[31m \u202e {{ }} - & * ! %'
    provider = {"id": "acme", "name": evil, "price_comments": evil, "pricing_urls": [evil], "models": []}
    provider["models"] = [{"id": "m", "name": evil, "price_comments": evil * 20, "prices": {"input_mtok": 1}}]
    done = proven(imported([provider]), IN_THE_CARD)
    assert set(done.cards) == {"acme"}
    assert done.cards["acme"].isprintable() is False
    assert done.cards["acme"].replace("\n", "").isprintable()
    assert not done.notes


def test_an_implausible_price_leaves_its_model_out_with_a_note() -> None:
    models = [{"id": "a", "prices": {"input_mtok": 1e-7}}, {"id": "b", "prices": {"input_mtok": 1}}]
    done = proven(imported([{"id": "acme", "models": models}]), IN_THE_CARD)
    assert "  b:\n" in done.cards["acme"]
    assert "  a:\n" not in done.cards["acme"]
    # Nothing else of `a` has a price, so that it goes with it.
    assert [(note.model, note.key) for note in done.notes] == [("a", "rates.0.input"), ("a", "prices")]
    assert "implausible-price" in done.cards["acme"]
