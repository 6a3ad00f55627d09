"""One vocabulary for all lists: whatever may change a price, and is not understood, leaves nothing priced by it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers import importer_named
from costcalc.importers.draft import ImportQuery
from costcalc.importers.files.origin import File, Origin
from costcalc.importers.reading.neighbours import kind_of
from costcalc.problem import Place
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.importers.draft import ImportResult

More = dict[str, Any]


def openrouter(table: More, around: More) -> Any:
    return {"data": [{"id": "a/m", "pricing": {"prompt": "0.000002", "completion": "0.000008", **table}, **around}]}


def models_dev(table: More, around: More) -> Any:
    return {"a": {"models": {"m": {"cost": {"input": 2, "output": 8, **table}, **around}}}}


def mode(table: More, around: More) -> Any:
    fast = {"cost": {"input": 4, "output": 16, **table}, **around}
    return {"a": {"models": {"m": {"cost": {"input": 2}, "experimental": {"modes": {"fast": fast}}}}}}


def tier(table: More, around: More) -> Any:
    long = {"input": 4, "output": 16, "tier": {"size": 200_000, **around}, **table}
    return {"a": {"models": {"m": {"cost": {"input": 2, "output": 8, "tiers": [long]}}}}}


def litellm(table: More, around: More) -> Any:
    prices = {"input_cost_per_token": 2e-6, "output_cost_per_token": 8e-6}
    return {"m": {"litellm_provider": "a", "mode": "chat", **prices, **table, **around}}


def proxy(table: More, around: More) -> Any:
    params = {"model": "a/m", "input_cost_per_token": "0.000002", "output_cost_per_token": "0.000008", **table}
    return {"model_list": [{"model_name": "m", "litellm_params": params, "model_info": around}]}


def llm_prices(table: More, around: More) -> Any:
    return {"vendor": "a", "models": [{"id": "m", "price_history": [{"input": 2, "output": 8, **table}], **around}]}


def genai_prices(table: More, around: More) -> Any:
    return [{"id": "a", "models": [{"id": "m", "prices": {"input_mtok": 2, "output_mtok": 8, **table}, **around}]}]


def portkey(table: More, around: More) -> Any:
    usual = {"request_token": {"price": 0.0002}, "response_token": {"price": 0.0008}, **table}
    return {"m": {"pricing_config": {"pay_as_you_go": usual, **around}}}


def langfuse(table: More, around: More) -> Any:
    return [{"modelName": "m", "prices": {"input": 0.000002, "output": 0.000008, **table}, **around}]


def new_api(table: More, around: More) -> Any:
    return {"data": [{"model_name": "m", "model_ratio": 1, "completion_ratio": 4, "quota_type": 0, **table, **around}]}


def azure(table: More, around: More) -> Any:
    item = {"currencyCode": "USD", "retailPrice": 2, "meterName": "m 1 Inp glbl Tokens", "unitOfMeasure": "1M"}
    return {"Items": [{**item, **table}], **around}


FORMS = {
    openrouter: "openrouter",
    models_dev: "models.dev",
    mode: "models.dev",
    tier: "models.dev",
    litellm: "litellm",
    proxy: "litellm-proxy",
    llm_prices: "llm-prices",
    genai_prices: "genai-prices",
    portkey: "portkey",
    langfuse: "langfuse",
    new_api: "new-api",
    azure: "azure-retail",
}


def imported(shape: Any, table: More, around: More) -> ImportResult:
    name = "m.yaml" if shape is proxy else "a.json"
    file = File(name, json.dumps(shape(table, around)).encode(), Place.start_of(name))
    return importer_named(FORMS[shape]).read(Origin(name, [file], "0" * 64), ImportQuery("2026-01-01"))


def numbers(result: ImportResult, *shown: str) -> Iterator[str]:
    """Yield the prices of the block in question: those of all rates, or what they are in a service or a tier."""
    for card in result.cards:
        for rate in (rate for model in card.models for rate in model.rates):
            blocks: list[Mapping[str, Any]] = [rate.sheet]
            blocks = list(rate.services.values()) if "services" in shown else blocks
            blocks = list(rate.context_tiers) if "tiers" in shown else blocks
            for block in blocks:
                yield from (
                    str(block[meter]) for meter in ("input", "output") if block.get(meter, UNPRICED) != UNPRICED
                )


def bare(key: str) -> str:
    return key.replace("_", "").lower()


WORDS = {
    "unitOfMeasure": "1K tokens of text",
    "unit_of_measure": "a page",
    "unit_type": "characters",
    "price_type": "batch",
    "pricing_basis": "annual commitment",
    "currency_symbol": "¥",
    "currencyId": "credits",
    "per_tokens": "12",
    "price_per_tokens": "500",
    "denominated_in": "credits",
    "granularity": "page",
    "scale_by": "1000",
    "discount": "0.5",
    "markup": "15%",
    "surcharge": "0.1",
    "valid_until": "2026-03-01",
    "cost_scale": "1000",
    "price_basis": "cents",
    "rate": "7.1",
    "money": "points",
    "priceMultiplier": "1000",
    "vat": "19 %",
    "exchange_rate": "7.2",
    "exponent": "1",
    "minimumTokens": "1000",
    "service_tier": "batch",
}


@pytest.mark.parametrize("shape", FORMS)
def test_what_may_change_prices_and_is_not_understood_takes_them_along(shape: Any) -> None:
    shown = {mode: ("services",), tier: ("tiers",)}.get(shape, ())
    assert list(numbers(imported(shape, {}, {}), *shown)), "the sample has prices"
    for key, value in WORDS.items():
        for table, around in (({key: value}, {}), ({}, {key: value})):
            if (shape, key) in {(azure, "unitOfMeasure"), (openrouter, "discount")}:  # words of their own
                continue
            found = imported(shape, table, around)
            assert not list(numbers(found, *shown)), (shape, key, around)
            assert any(bare(key) in bare(note.key) for note in found.notes), (shape, key, around)


@pytest.mark.parametrize("shape", [openrouter, models_dev, litellm, llm_prices, genai_prices, portkey, langfuse, proxy])
def test_it_does_so_from_a_block_below_too(shape: Any) -> None:
    found = imported(shape, {}, {"about": {"prices": [{"currency": "CNY"}]}})
    assert not list(numbers(found))
    assert "about.prices.currency" in " ".join(note.key for note in found.notes)


@pytest.mark.parametrize("shape", [openrouter, models_dev, tier, llm_prices, genai_prices, portkey, langfuse])
@pytest.mark.parametrize("more", [{"frobs": "per page"}, {"batch": True}, {"max_prompt_tokens": "500"}, {"who": "eu"}])
def test_in_a_table_of_prices_every_word_says_something_of_them(shape: Any, more: More) -> None:
    assert not list(numbers(imported(shape, more, {}), *(("tiers",) if shape is tier else ())))


@pytest.mark.parametrize("shape", [openrouter, models_dev, llm_prices, genai_prices, portkey, langfuse])
def test_another_price_and_what_is_for_people_say_nothing_of_the_rest(shape: Any) -> None:
    for more in ({"web_search_per_call": "0.01"}, {"video": "0.1"}, {"note": "prices of May"}, {"updated_at": "today"}):
        found = imported(shape, more, {})
        assert len(list(numbers(found))) == 2, (shape, more)
        assert any(next(iter(more)) in note.key for note in found.notes)


@pytest.mark.parametrize("shape", FORMS)
def test_facts_of_a_model_say_nothing_of_its_prices(shape: Any) -> None:
    facts = {"aspect_ratio": "16:9", "community": "yes", "rate_limit": "5", "description": "dear", "opportunity": "x"}
    facts |= {"supports_service_tier": True, "supports_prompt_units": "yes"}
    shown = {mode: ("services",), tier: ("tiers",)}.get(shape, ())
    if shape is not tier and shape is not portkey and shape is not azure:  # whose blocks hold no facts
        assert list(numbers(imported(shape, {}, facts), *shown))


@pytest.mark.parametrize("shape", [openrouter, models_dev, litellm, llm_prices])
def test_a_unit_and_a_currency_are_obeyed_and_must_not_contradict_each_other(shape: Any) -> None:
    (card,) = imported(shape, {}, {"currencyCode": "EUR"}).cards
    assert card.currency == "EUR"
    for unit in ("USD per 1M tokens", "$ per 1K tokens", "for 1M tokens", "one million tokens", "all 1M tokens", "mil"):
        assert not list(numbers(imported(shape, {}, {"currency": "EUR", "unit": unit}))), unit
    for unit in ("for 1M tokens", "one million tokens", "all 1M tokens", "mil tokens", "K"):
        assert {card.currency for card in imported(shape, {}, {"unit": unit}).cards} <= {"USD"}, unit


@pytest.mark.parametrize("key", ["_" * 1_000_000, "_token_cost_above" * 50_000, "per_" * 100_000, "aB" * 500_000])
def test_a_key_that_nobody_can_mean_takes_no_time_and_the_prices_along(key: str) -> None:
    assert kind_of(key)
    assert not list(numbers(imported(litellm, {key: "1"}, {})))


def test_per_says_it_of_others_and_a_price_per_piece_says_it_of_itself() -> None:
    assert kind_of("per_tokens") == kind_of("pricesPer") == kind_of("price-per-1k") == kind_of("per")
    assert not any(
        map(kind_of, ("input_cost_per_token", "price_per_image", "requests_per_minute", "per_request_limits"))
    )
