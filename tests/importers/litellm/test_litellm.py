"""litellm's map as rate cards: what its keys become, and what is said of those that become nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers.draft import CardProvenance, ImportQuery, ImportResult
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError

from .maps import MAP, imported, rate, reasons

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path("tests/importers/litellm")
SEARCHED = {"search_context_cost_per_query": {"search_context_size_medium": 0.01}}


def test_a_small_map_becomes_the_card_that_a_person_would_write() -> None:
    found = imported((HERE / MAP).read_text(encoding="utf-8"))
    written = proven(found, CardProvenance("litellm", MAP, "2026-11-23", "0" * 64))
    assert written.cards == {"acme": (HERE / "acme.yaml").read_text(encoding="utf-8")}


@pytest.mark.parametrize(
    ("written", "price"),
    [("1.5e-07", "0.15"), ("0.0000025", "2.5"), ("1.5000020000000002e-05", "15.000020000000002"), ("0", "0")],
)
def test_a_price_per_token_moves_its_point_and_keeps_its_digits(written: str, price: str) -> None:
    text = f'{{"m": {{"litellm_provider": "acme", "mode": "embedding", "input_cost_per_token": {written}}}}}'
    assert imported(text).cards[0].models[0].rates[0].sheet == {"input": price}


@pytest.mark.parametrize(
    ("mode", "key", "value", "meter", "price"),
    [
        ("chat", "input_cost_per_audio_token", 1e-6, "audio_input", "1"),
        ("chat", "output_cost_per_audio_token", 8e-5, "audio_output", "80"),
        ("chat", "output_cost_per_reasoning_token", 3e-6, "reasoning", "3"),
        ("chat", "cache_read_input_audio_token_cost", 1e-7, "audio_cache_read", "0.1"),
        ("realtime", "cache_read_input_image_token_cost", 5e-7, "image_cache_read", "0.5"),
        ("chat", "input_cost_per_image_token", 2e-6, "image_input", "2"),
        ("chat", "output_cost_per_image_token", 3e-5, "image_output", "30"),
        ("chat", "input_cost_per_video_token", 3e-6, "video_input", "3"),
        ("chat", "output_cost_per_video_token", 1e-6, "video_output", "1"),
        ("embedding", "input_cost_per_character", 2.5e-8, "character", {"price": "0.025", "per": "1M characters"}),
        ("chat", "output_cost_per_character", 1.5e-5, "character_output", {"price": "15", "per": "1M characters"}),
        ("audio_transcription", "input_cost_per_second", 1e-4, "audio_second", {"price": "0.0001", "per": "1 second"}),
        ("audio_transcription", "output_cost_per_second", 1e-4, "audio_second", {"price": "0.0001", "per": "1 second"}),
        ("audio_speech", "output_cost_per_second", 25e-5, "speech_second", {"price": "0.00025", "per": "1 second"}),
        ("video_generation", "output_cost_per_second", 0.5, "video_second", {"price": "0.5", "per": "1 second"}),
        (
            "embedding",
            "input_cost_per_audio_per_second",
            14e-5,
            "audio_second",
            {"price": "0.00014", "per": "1 second"},
        ),
        ("chat", "input_cost_per_video_per_second", 7e-4, "video_read_second", {"price": "0.0007", "per": "1 second"}),
        (
            "video_generation",
            "output_cost_per_video_per_second",
            0.1,
            "video_second",
            {"price": "0.1", "per": "1 second"},
        ),
        ("embedding", "input_cost_per_image", 6e-5, "image_read", {"price": "0.00006", "per": "1 image"}),
        ("image_generation", "input_cost_per_image", 0.04, "image", {"price": "0.04", "per": "1 image"}),
        ("image_generation", "output_cost_per_image", 0.04, "image", {"price": "0.04", "per": "1 image"}),
        ("rerank", "input_cost_per_query", 0.002, "rerank", {"price": "2", "per": "1K searches"}),
        ("search", "input_cost_per_query", 0.008, "web_search", {"price": "8", "per": "1K searches"}),
        ("chat", "input_cost_per_request", 0.005, "request", {"price": "5", "per": "1K requests"}),
        ("realtime", "input_cost_per_text_message", 0.004, "message", {"price": "4", "per": "1K messages"}),
        ("ocr", "ocr_cost_per_page", 0.002, "page", {"price": "2", "per": "1K pages"}),
        ("ocr", "annotation_cost_per_page", 0.003, "annotated_page", {"price": "3", "per": "1K pages"}),
        # Five cents for a second of a reserved model are 180 dollars an hour.
        ("chat", "cost_per_second", 0.05, "hosting_hour", {"price": "180", "per": "1 hour"}),
    ],
)
def test_a_key_is_the_price_of_a_meter(mode: str, key: str, value: float, meter: str, price: Any) -> None:
    assert rate(mode=mode, **{key: value}).sheet[meter] == price


@pytest.mark.parametrize(
    ("mode", "key", "value", "meter", "price"),
    [
        ("image_generation", "input_cost_per_pixel", 1.9e-8, "pixel", {"price": "0.019", "per": "1M pixels"}),
        ("ocr", "ocr_cost_per_credit", 0.015, "credit", {"price": "0.015", "per": "1 credit"}),
        ("chat", "citation_cost_per_token", 2e-6, "citation", {"price": "2", "per": "1M tokens"}),
        ("chat", "code_interpreter_cost_per_session", 0.03, "code_session", {"price": "0.03", "per": "1 session"}),
        ("vector_store", "input_cost_per_query", 0.0015, "query", {"price": "1.5", "per": "1K calls"}),
        (
            "video_generation",
            "output_cost_per_second_720p",
            0.08,
            "video_second_720p",
            {"price": "0.08", "per": "1 second"},
        ),
        ("image_generation", "output_cost_per_image_0.5K", 0.06, "image_0_5k", {"price": "0.06", "per": "1 image"}),
    ],
)
def test_what_has_no_meter_of_ours_gets_one_of_the_card(
    mode: str, key: str, value: float, meter: str, price: Any
) -> None:
    entry = {"m": {"litellm_provider": "acme", "mode": mode, key: value}}
    ((card,), _) = imported(json.dumps(entry))
    assert card.models[0].rates[0].other == {meter: price}
    assert list(card.meters) == [meter]


def test_a_second_with_more_decimals_than_a_card_can_hold_is_sold_by_the_thousand() -> None:
    text = '{"m": {"litellm_provider": "a", "mode": "realtime", "input_cost_per_second": 3.3333333333333335e-05}}'
    sheet = imported(text).cards[0].models[0].rates[0].sheet
    assert sheet == {"audio_second": {"price": "0.033333333333333335", "per": "1K seconds"}}


def test_cached_tokens_without_a_price_are_billed_as_input_and_at_fireworks_as_half_of_it() -> None:
    prices = {"input_cost_per_token": 3e-7, "output_cost_per_token": 9e-7}
    assert rate(**prices).sheet == {
        "input": "0.3",
        "cache_read": "input",
        "cache_write_5m": "input",
        "cache_write_1h": "input",
        "output": "0.9",
        "reasoning": "output",
    }
    assert rate("fireworks_ai", **prices).sheet["cache_read"] == "0.15"


def test_media_are_billed_as_text_where_the_model_takes_or_makes_them() -> None:
    able = {"supports_vision": True, "supports_audio_input": True, "supports_audio_output": True}
    sheet = rate(input_cost_per_token=1e-6, output_cost_per_token=2e-6, input_cost_per_audio_token=4e-6, **able).sheet
    assert {meter: sheet[meter] for meter in ("audio_input", "audio_cache_read", "image_input", "audio_output")} == {
        "audio_input": "4",
        "audio_cache_read": "input",
        "image_input": "input",
        "audio_output": "output",
    }
    assert "video_input" not in sheet


def test_a_price_that_cannot_be_read_is_unpriced_and_not_that_of_another_token() -> None:
    keys = {"input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}
    assert rate(**keys, cache_read_input_token_cost=-1).sheet["cache_read"] == "unpriced"
    assert rate(**keys, output_cost_per_reasoning_token=-2).sheet["reasoning"] == "unpriced"
    billed = ("input", "cache_read", "cache_write_5m", "cache_write_1h")
    for provider in ("acme", "fireworks_ai"):
        sheet = rate(provider, **{**keys, "input_cost_per_token": -1}).sheet
        assert {sheet[meter] for meter in billed} == {"unpriced"}


def test_two_providers_of_one_card_share_it_and_what_they_disagree_about_is_left_out() -> None:
    entries = {
        f"{provider}/{name}": {"litellm_provider": provider, "mode": "embedding", "input_cost_per_token": price}
        for provider, prices in (("acme x", (1e-6, 1e-6)), ("acme-x", (1e-6, 2e-6)))
        for name, price in zip("mn", prices, strict=True)
    }
    done = proven(imported(json.dumps(entries)), CardProvenance("litellm", MAP, "2026-11-23", "0" * 64))
    assert "\n  m:\n" in done.cards["acme-x"]
    assert "\n  n:\n" not in done.cards["acme-x"]
    assert [(note.model, note.why) for note in done.notes if note.key == "id"] == [
        ("n", "two spellings of its provider have other prices or facts for it, and neither is taken")
    ]


def test_embeddings_are_not_said_to_be_cached() -> None:
    assert rate(mode="embedding", input_cost_per_token=1e-7).sheet == {"input": "0.1"}


def test_free_searches_are_a_quota_and_what_they_are_counted_by_is_said() -> None:
    keys = {
        "input_cost_per_token": 1e-6,
        "search_context_cost_per_query": dict.fromkeys(
            ("search_context_size_low", "search_context_size_medium", "search_context_size_high"), 0.035
        ),
        "search_free_requests": {"count": 1500, "period": "day", "shared_group": "gemini-2-flash"},
    }
    searched = {"price": "35", "per": "1K searches", "free": {"quantity": "1500", "per": "day"}}
    assert rate("gemini", **keys).sheet["web_search"] == searched
    assert {"web_search_billing_unit", "search_free_requests.shared_group"} == set(reasons("gemini", **keys))


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ({"low": 0.006, "medium": 0.01, "high": 0.014}, "low 6, medium 10, high 14 per 1K searches"),
        ({"high": 0.014}, "high 14 per 1K searches"),
        ({"medium": 0.01, "high": None, "low": "?"}, "low unpriced, medium 10 per 1K searches"),
        ({"medium": 0.01, "high": 0.01}, None),
    ],
)
def test_a_search_that_costs_more_with_more_context_has_no_one_price(sizes: dict[str, Any], said: str | None) -> None:
    keys = {"search_context_cost_per_query": {f"search_context_size_{size}": cost for size, cost in sizes.items()}}
    found = rate(input_cost_per_token=1e-6, **keys)
    assert found.sheet["web_search"] == ("unpriced" if said else {"price": "10", "per": "1K searches"})
    assert found.disagreement == (said and f"web_search by the size of its context: {said}")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"cache_creation_input_audio_token_cost": 3e-7}, "cache_creation_input_audio_token_cost"),
        ({"output_cost_per_token_above_8_things": 1}, "output_cost_per_token_above_8_things"),
        ({"guardrail_cost_per_unit": {"topic": 1, "word": {"rare": 2}}}, "guardrail_cost_per_unit.word.rare"),
        ({"input_cost_per_image_above_128k_tokens": 1e-6}, "input_cost_per_image_above_128k_tokens"),
        ({"output_cost_per_token": -1}, "output_cost_per_token"),
        ({"output_cost_per_token": "two"}, "output_cost_per_token"),
        ({"deprecation_date": "soon"}, "deprecation_date"),
        ({"max_input_tokens": "many"}, "max_input_tokens"),
        ({"max_tokens": 4096}, "max_tokens"),
        ({"input_cost_per_request": "free"}, "input_cost_per_request"),
        ({"cost_per_second": -1}, "cost_per_second"),
        ({"search_context_cost_per_query": {"search_context_size_medium": "?"}}, "search_context_cost_per_query"),
        ({**SEARCHED, "search_free_requests": {"count": "many", "period": "day"}}, "search_free_requests"),
        ({**SEARCHED, "search_free_requests": {"count": 5, "period": "minute"}}, "search_free_requests"),
        ({"regional_endpoint_uplift_multiplier": "far"}, "regional_endpoint_uplift_multiplier"),
        ({"provider_specific_entry": {"us": "far"}}, "provider_specific_entry.us"),
        ({"provider_specific_entry": {"fast": None, "us": -1}}, "provider_specific_entry.us"),
        ({"input_cost_per_token_cache_hit": 1e-7}, "input_cost_per_token_cache_hit"),
        (
            {"provider_specific_entry": {"minimax_free_input_images": 5}},
            "provider_specific_entry.minimax_free_input_images",
        ),
    ],
)
def test_what_a_card_cannot_say_is_said(keys: Mapping[str, Any], said: str) -> None:
    assert said in reasons(input_cost_per_token=1e-6, **keys)


@pytest.mark.parametrize(
    "keys",
    [
        {"supports_reasoning": True, "tpm": 100, "metadata": {"notes": "cost"}, "comment": "cheap"},
        {"cache_read_input_token_cost": 1e-7, "input_cost_per_token_cache_hit": 1e-7},
        {"max_tokens": 10, "max_output_tokens": 10, "max_input_tokens": 0},
        {"output_cost_per_token": None},
    ],
)
def test_what_is_no_price_needs_no_words(keys: Mapping[str, Any]) -> None:
    assert reasons(input_cost_per_token=1e-6, **keys) == {}


def test_of_two_keys_for_one_name_that_with_the_provider_counts() -> None:
    entries = {
        "m": {"litellm_provider": "acme", "mode": "embedding", "input_cost_per_token": 1e-6},
        "acme/m": {"litellm_provider": "acme", "mode": "embedding", "input_cost_per_token": 2e-6},
        "n": {"litellm_provider": "acme", "mode": "embedding", "input_cost_per_token": 3e-6},
        "acme/n": {"litellm_provider": "acme", "mode": "embedding", "input_cost_per_token": 3e-6},
    }
    ((card,), notes) = imported(json.dumps(entries))
    assert [(model.name, model.rates[0].sheet["input"]) for model in card.models] == [("m", "2"), ("n", "3")]
    assert [(note.model, note.key) for note in notes] == [("m", "name")]


def test_names_that_a_card_cannot_have_lose_their_first_signs() -> None:
    priced = {"mode": "embedding", "input_cost_per_token": 1e-6}
    entries = {
        "cloudflare/@cf/meta/llama": {"litellm_provider": "cloudflare", **priced},
        "bedrock/*/cohere": {"litellm_provider": "bedrock", **priced},
        "acme/free-text": {"litellm_provider": "acme", "mode": "chat"},
    }
    (cards, notes) = imported(json.dumps(entries))
    assert {model.name: list(model.aliases) for card in cards for model in card.models} == {
        "cohere": [],
        "cf/meta/llama": [],
    }
    assert [(note.card, note.model, note.key) for note in notes] == [
        ("cloudflare", "@cf/meta/llama → cf/meta/llama", "id"),
        ("bedrock", "*/cohere → cohere", "id"),
        ("acme", "free-text", "prices"),
    ]


def test_a_provider_and_a_glob_of_models_can_be_asked_for() -> None:
    whole = (HERE / MAP).read_text(encoding="utf-8")
    ((card,), _) = imported(whole, ImportQuery("2026-01-01", "acme", "*a*"))
    assert [model.name for model in card.models] == ["large", "small"]
    assert imported(whole, ImportQuery("2026-01-01", "Acme")) == ImportResult([], [])


@pytest.mark.parametrize("text", ["[]", "{}", '{"m": 1}', '{"m": {"prices": {}}}'])
def test_a_file_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        imported(text)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]


def test_a_commitment_by_the_second_is_an_hour_of_hosting() -> None:
    both = {"input_cost_per_second": 0.011, "output_cost_per_second": 0.011, "mode": "chat"}
    entries = {
        "bedrock/*/1-month-commitment/old": {"litellm_provider": "bedrock", **both},
        "bedrock/*/1-month-commitment/new": {"litellm_provider": "bedrock", "cost_per_second": 0.011, **both},
        "bedrock/no-commitment": {"litellm_provider": "bedrock", **both},
    }
    ((card,), notes) = imported(json.dumps(entries))
    # 0.011 a second × 3600
    hour = {"hosting_hour": {"price": "39.6", "per": "1 hour"}}
    assert {model.name: model.rates[0].sheet for model in card.models} == {
        "1-month-commitment/old": hour,
        "1-month-commitment/new": hour,
    }
    assert [note.key for note in notes if note.model == "no-commitment"] == ["prices"]


def test_an_uplift_for_those_who_ask_for_it_leaves_the_prices_as_they_are() -> None:
    assert rate(input_cost_per_token=1e-6, fedramp_uplift_multiplier=1.2).sheet["input"] == "1"
    assert reasons(input_cost_per_token=1e-6, fedramp_uplift_multiplier=1.2) == {
        "fedramp_uplift_multiplier": "a card has no word for it, and it is left out"
    }
