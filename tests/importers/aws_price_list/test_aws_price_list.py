"""AWS's price list of Bedrock as a rate card: usage types, read word by word, with what other attributes say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from costcalc.importers.aws_price_list import read
from costcalc.importers.aws_price_list.usage_type import read_usage_type
from costcalc.importers.draft import CardProvenance, DraftModel, ImportQuery, ImportResult
from costcalc.importers.files.origin import File, Origin
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError, Place

HERE = Path("tests/importers/aws_price_list")
WANTED = ImportQuery("2026-01-01")


def imported(*documents: Any, wanted: ImportQuery = WANTED) -> ImportResult:
    texts = [item if isinstance(item, str) else json.dumps(item) for item in documents]
    files = [File(f"{nth}.json", text.encode(), Place.start_of(f"{nth}.json")) for nth, text in enumerate(texts)]
    return read(Origin("index.json", files, "0" * 64), wanted)


def product(
    usage: str = "USE1-M-input-tokens",
    price: Any = "0.001",
    dimension: dict[str, Any] | None = None,
    term: dict[str, Any] | None = None,
    **attributes: Any,
) -> dict[str, Any]:
    usual = {"servicecode": "AmazonBedrock", "model": "M", "usagetype": usage, "regionCode": "us-east-1"}
    priced = {"unit": "1K tokens", "pricePerUnit": {"USD": price}, **(dimension or {})}
    return {
        "product": {"sku": usage, "attributes": {**usual, **attributes}},
        "terms": {"OnDemand": {"t": {"priceDimensions": {"d": priced}, **(term or {})}}},
    }


OUTPUT = product("USE1-M-output-tokens")


def models(*products: Any) -> tuple[dict[str, DraftModel], list[str]]:
    found = imported(list(products))
    return {model.name: model for card in found.cards for model in card.models}, [note.key for note in found.notes]


def test_a_file_of_an_offer_becomes_the_card_that_a_person_would_write() -> None:
    found = imported((HERE / "index.json").read_text(encoding="utf-8"))
    done = proven(found, CardProvenance("aws-price-list", "index.json", "2026-11-30", "0" * 64))
    assert done.cards == {"aws-bedrock": (HERE / "aws-bedrock.yaml").read_text(encoding="utf-8")}


@pytest.mark.parametrize(
    ("written", "meter", "service"),
    [
        ("USE1-Claude3Sonnet-input-tokens", "input", ""),
        ("USE1-Llama3-2-1B-output-tokens", "output", ""),
        ("USE1-NovaPro-cache-read-input-token-count", "cache_read", ""),
        ("USE1-Claude4Sonnet-cache-write-input-token-count", "cache_write_5m", ""),
        ("USE1-Claude4Sonnet-cache-write-input-token-count-1-hour", "cache_write_1h", ""),
        ("USE1-Claude4Sonnet-cache-write-1h-input-token-count", "cache_write_1h", ""),
        ("USE1-m.m-1-mantle-cache-write-tokens-30m-standard", "cache_write_5m", ""),
        ("USE1-Gemma-3-4B-IT-input-tokens-flex", "input", "flex"),
        ("USE1-NovaPro-input-tokens-latency-optimized", "input", "latency_optimized"),
        ("USE1-Nova2.0Omni-output-image-token-count", "image_output", ""),
        ("USE1-NovaSonic-speech-input-tokens", "audio_input", ""),
        ("EU-TitanEmbeddingV2-Text-input-tokens", "input", ""),
        ("USE1-MP:USE1_InputTokenCount-Units", "input", ""),
        ("USE1-MP:USE1_OutputTokenCount_Batch-Units", "output", "batch"),
        ("USE1-MP:USE1_CacheReadInputTokenCount_Global-Units", "cache_read", ""),
        ("USE1-MP:USE1_cache_write_tokens_1h_global_standard-Units", "cache_write_1h", ""),
    ],
)
def test_a_usage_type_is_read_word_by_word(written: str, meter: str, service: str) -> None:
    found = read_usage_type(written)
    assert found
    assert (found.meter, found.service) == (meter, service)


def test_where_and_how_large_a_request_is_makes_a_model_of_its_own() -> None:
    found = read_usage_type("USE1-Claude4Sonnet-input-tokens-long-context-cross-region-global-batch")
    assert found == ("input", "batch", True, True, None)
    found = read_usage_type("USE1-MP:USE1_InputTokenCount_LCtx-Units")
    assert found == ("input", "", False, True, None)
    found = read_usage_type("USW2-qwen.qwen3-32b-mantle-output-tokens-priority")
    assert found == ("output", "priority", False, False, "qwen.qwen3-32b")


@pytest.mark.parametrize(
    "written",
    [
        "USE1-Nova2.0Lite-input-tokens-custom-model",
        "USE1-Nova2.0Lite-Customization-Training",
        "USE1-Nova2.0Lite-input-tokens-cross-region-geo",
        "USE1-M-input-tokens-reserved-1-month",
        "USE1-MP:USE1_InputTokenCount_Reserved_1Month_TPM-Units",
        "USE1-M-input-tokens-flex-batch",
        "USE1-M-image-input-audio-tokens",
        "USE1-cohere.rerank-v3-search-units",
        "input-tokens",
        "Tax",
        "None",
        "USE1-" + "a" * 300 + "-input-tokens",
    ],
)
def test_a_usage_type_with_a_word_that_is_not_known_is_left_out(written: str) -> None:
    assert read_usage_type(written) is None
    assert models(product(written)) == ({}, ["usagetype"])


@pytest.mark.parametrize(
    ("unit", "price"), [("1K tokens", "1"), ("1M tokens", "0.001"), ("Tokens", "1000"), ("1K Tokens", "1")]
)
def test_a_price_is_of_its_unit(unit: str, price: str) -> None:
    found, notes = models(product(dimension={"unit": unit}))
    assert (found["m"].rates[0].sheet, notes) == ({"input": price}, [])


def test_what_a_unit_of_the_marketplace_is_stands_in_its_description_alone() -> None:
    more = {"model": None, "servicename": "Claude Test (Amazon Bedrock Edition)"}
    for said, price in (
        ("AWS Marketplace software usage|us-east-1|Million Input Tokens", "0.001"),
        ("Price per 1 million input tokens", "0.001"),
        ("Per 1M input tokens - Global", "0.001"),
    ):
        dimension = {"unit": "Units", "description": said}
        found, notes = models(product("USE1-MP:USE1_InputTokenCount-Units", dimension=dimension, **more))
        assert (found["claude-test"].rates[0].sheet, notes) == ({"input": price}, [])
    assert models(product(dimension={"unit": "Units", "description": "input tokens"})) == ({}, ["unit", "pricePerUnit"])


@pytest.mark.parametrize(
    ("key", "dimension", "term"),
    [
        ("unit", {"unit": "1B tokens"}, {}),
        ("unit", {"unit": "hour"}, {}),
        ("beginRange", {"beginRange": "1000"}, {}),
        ("beginRange", {"endRange": "1000"}, {}),
        ("pricePerUnit", {"pricePerUnit": {"USD": "N/A"}}, {}),
        ("pricePerUnit", {"pricePerUnit": {"USD": "-1"}}, {}),
        ("priceDimensions.discountPercent", {"discountPercent": 5}, {}),
        ("terms.minimumUnits", {}, {"minimumUnits": 5}),
    ],
)
def test_a_price_whose_terms_are_not_understood_does_not_stand(
    key: str, dimension: dict[str, Any], term: dict[str, Any]
) -> None:
    found, notes = models(product(dimension=dimension, term=term), OUTPUT)
    assert (found["m"].rates[0].sheet["input"], notes) == ("unpriced", [key])


def test_steps_by_quantity_are_not_priced() -> None:
    steps = product()
    steps["terms"]["OnDemand"]["t"]["priceDimensions"]["e"] = {"unit": "1K tokens", "pricePerUnit": {"USD": "0.0005"}}
    found, notes = models(steps, OUTPUT)
    assert (found["m"].rates[0].sheet["input"], set(notes)) == ("unpriced", {"priceDimensions"})


@pytest.mark.parametrize(
    ("key", "attributes"),
    [
        ("feature", {"feature": "Model Customization"}),
        ("feature", {"feature": "Provisioned Throughput Inference - no commit"}),
        ("usagetype", {"inferenceType": "Output tokens"}),
        ("usagetype", {"inferenceType": "Prompt cache read input tokens"}),
        ("service_tier", {"service_tier": "express"}),
        ("service_tier", {"inferenceType": "Input tokens turbo"}),
        ("service_tier", {"inferenceType": "Input tokens latency optimized", "service_tier": "flex"}),
        ("service_tier", {"inferenceType": "Input tokens long context"}),
        ("service_tier", {"service_tier": "flex", "feature": "Batch Inference"}),
        ("model", {"model": None}),
        ("regionCode", {"regionCode": "US East (N. Virginia)"}),
    ],
)
def test_attributes_that_say_something_else_leave_the_product_out(key: str, attributes: dict[str, Any]) -> None:
    assert models(product(**attributes)) == ({}, [key])


@pytest.mark.parametrize(
    "attributes",
    [
        {"usage": "USE1-M-input-tokens-batch"},
        {"feature": "Batch Inference"},
        {"feature": "BatchInference", "inferenceType": "input tokens batch"},
        {"service_tier": "Batch"},
    ],
)
def test_a_batch_is_one_whichever_attribute_says_so(attributes: dict[str, Any]) -> None:
    rate = models(product(**attributes))[0]["m"].rates[0]
    assert (rate.sheet, rate.services) == ({"input": "unpriced"}, {"batch": {"input": "1"}})


def test_every_service_may_stand_in_the_kind_of_inference() -> None:
    rate = models(product(inferenceType="Input tokens latency optimized"))[0]["m"].rates[0]
    assert (rate.sheet, rate.services) == ({"input": "unpriced"}, {"latency_optimized": {"input": "1"}})


def test_a_price_of_one_region_is_not_that_of_all_where_regions_differ() -> None:
    found, notes = models(
        product(), product(price="0.002", regionCode="eu-1"), product("USE1-M-input-tokens-batch", "0.0005")
    )
    rate = found["m"].rates[0]
    assert (rate.sheet, rate.services, notes) == ({"input": "unpriced"}, {}, ["region"])


def test_reserved_terms_are_said() -> None:
    reserved = product()
    reserved["terms"]["Reserved"] = {"r": {}}
    found, notes = models(reserved)
    assert (found["m"].rates[0].sheet, notes) == ({"input": "1"}, ["terms.Reserved"])
    assert models({**product(), "terms": {}}) == ({}, ["terms"])


def test_what_several_products_contest_is_not_priced() -> None:
    mantle = product("USE1-v.m-mantle-input-tokens-standard", price="1.0", dimension={"unit": "1M tokens"})
    found, notes = models(product(), mantle)
    assert (found["m"].rates[0].sheet, found["m"].aliases, notes) == ({"input": "1"}, ["v.m"], [])
    mantle["terms"]["OnDemand"]["t"]["priceDimensions"]["d"]["pricePerUnit"]["USD"] = "2"
    assert models(product(), mantle, OUTPUT)[0]["m"].rates[0].sheet["input"] == "unpriced"


def test_an_id_that_two_models_have_is_no_alias() -> None:
    mantle = "USE1-v.m-mantle-input-tokens-standard"
    found, _ = models(product(mantle), product(mantle, model="N"))
    assert {name: model.aliases for name, model in found.items()} == {"m": [], "n": []}


def test_a_term_begins_on_its_date() -> None:
    dates = [product(term={"effectiveDate": date}) for date in ("2026-07-01T00:00:00Z", "2026-09-01T00:00:00Z")]
    dates[1]["terms"]["OnDemand"]["t"]["priceDimensions"]["d"]["pricePerUnit"]["USD"] = "0.002"
    rates = [(rate.effective, rate.sheet["input"]) for rate in models(*dates)[0]["m"].rates]
    assert rates == [("2026-07-01", "1"), ("2026-09-01", "2")]
    assert models(product(term={"effectiveDate": "soon"})) == ({}, ["effectiveDate", "terms"])


def test_another_currency_has_a_card_of_its_own() -> None:
    found = imported([product(dimension={"pricePerUnit": {"CNY": "0.007"}}, regionCode="cn-north-1"), product()])
    cards = [each for card in found.cards for each in card.by_currency("USD")]
    assert [(card.id, card.currency) for card in cards] == [("aws-bedrock", "USD"), ("aws-bedrock-cny", "CNY")]
    assert models(product(dimension={"pricePerUnit": {"dollars": "1"}})) == ({}, ["pricePerUnit"])


def test_offers_and_answers_of_the_api_are_read_together() -> None:
    answer = {"FormatVersion": "aws_v1", "PriceList": [json.dumps(product())]}
    other = product("USE1-N-input-tokens", model="N")
    offer = {
        "products": {"S": other["product"]},
        "terms": {"OnDemand": {"S": other["terms"]["OnDemand"]}, "Reserved": {"T": {}}},
    }
    assert [model.name for model in imported(answer, offer).cards[0].models] == ["m", "n"]


def test_a_provider_and_a_glob_of_models_can_be_asked_for() -> None:
    tree = [product(provider="Amazon"), product("USE1-N-input-tokens", model="N", provider="Other")]
    for wanted, names in (
        (ImportQuery("2026-01-01", "Other"), ["n"]),
        (ImportQuery("2026-01-01", "aws-bedrock", "m*"), ["m"]),
    ):
        assert [model.name for model in imported(tree, wanted=wanted).cards[0].models] == names
    assert imported(tree, wanted=ImportQuery("2026-01-01", "azure")) == ImportResult([], [])


@pytest.mark.parametrize(
    "tree",
    [
        [],
        {},
        7,
        {"PriceList": [1]},
        {"products": {"S": {"attributes": {"servicecode": "AmazonEC2"}}}, "terms": {}},
        {"products": [], "terms": []},
    ],
)
def test_a_file_of_another_kind_is_refused(tree: Any) -> None:
    with pytest.raises(InputError) as refused:
        imported(tree)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]


def test_a_text_of_an_answer_that_is_no_json_is_refused_without_a_word_of_it() -> None:
    with pytest.raises(InputError) as refused:
        imported({"PriceList": ["{secret"]})
    assert [problem.code for problem in refused.value.problems] == ["bad-json"]
    assert "secret" not in str(refused.value.problems[0].message)
