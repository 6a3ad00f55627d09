"""Azure's retail prices as a rate card: names of meters, read word by word, in every place that has a price."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from costcalc.importers.azure_retail import model_name, read
from costcalc.importers.azure_retail.words import read_name
from costcalc.importers.draft import CardProvenance, DraftModel, ImportQuery, ImportResult
from costcalc.importers.files.origin import File, Origin
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError, Place

HERE = Path("tests/importers/azure_retail")
WANTED = ImportQuery("2026-01-01")
ANSWER = {"output": "1", "reasoning": "output"}


def imported(*documents: Any, wanted: ImportQuery = WANTED) -> ImportResult:
    texts = [item if isinstance(item, str) else json.dumps(item) for item in documents]
    files = [File(f"{nth}.json", text.encode(), Place.start_of(f"{nth}.json")) for nth, text in enumerate(texts)]
    return read(Origin("azure.json", files, "0" * 64), wanted)


def item(meter: str = "m Inp glbl Tokens", price: Any = 0.001, region: str = "eastus", **more: Any) -> dict[str, Any]:
    usual = {"currencyCode": "USD", "unitOfMeasure": "1K", "type": "Consumption", "productName": "Azure OpenAI"}
    return {**usual, "meterName": meter, "retailPrice": price, "armRegionName": region, **more}


def models(*items: Any) -> tuple[dict[str, DraftModel], list[str]]:
    found = imported(list(items))
    return {model.name: model for card in found.cards for model in card.models}, [note.key for note in found.notes]


def test_an_answer_becomes_the_card_that_a_person_would_write() -> None:
    found = imported((HERE / "eastus.json").read_text(encoding="utf-8"))
    done = proven(found, CardProvenance("azure-retail", "eastus.json", "2026-11-30", "0" * 64))
    assert done.cards == {"azure": (HERE / "azure.yaml").read_text(encoding="utf-8")}


@pytest.mark.parametrize(
    ("name", "model", "service", "meter"),
    [
        ("gpt 4o 0806 Inp Data Zone Tokens", "gpt-4o-0806:data-zone", "", "input"),
        ("gpt-4o-mini-0718-Outp-regnl Tokens", "gpt-4o-mini-0718:regional", "", "output"),
        ("gpt 4o mini0718 BatchOutp DataZone Tokens", "gpt-4o-mini0718:data-zone", "batch", "output"),
        ("codex mini inp cchd dzone Tokens", "codex-mini:data-zone", "", "cache_read"),
        ("5.4 opt Dz 1M Tokens", "5.4:data-zone", "", "output"),
        ("5.6 sol ShortCo Cd Inp Std Gl 1M Tokens", "5.6-sol-shortco", "", "cache_read"),
        ("5.6 sol LongCo Cd Wr Std Gl 1M Tokens", "5.6-sol-longco", "", "cache_write_5m"),
        ("5 pp inp Gl 1M Tokens", "5", "priority", "input"),
        ("Phi-4-Mini MM-Audio-In Tokens", "phi-4-mini-mm-audio", "", "audio_input"),
        ("gpt-4o-aud-1217 Inp glbl Tokens", "gpt-4o-aud-1217", "", "audio_input"),
        ("gpt-4o-aud-1217-txt Outp glbl Tokens", "gpt-4o-aud-1217", "", "output"),
        ("gpt-4o-rt-aud-1217 cchd Inp glbl Tokens", "gpt-4o-rt-1217", "", "audio_cache_read"),
        ("gpt-4o-rt-txt-1217 Inp glbl Tokens", "gpt-4o-rt-1217", "", "input"),
        ("gpt4o realtimePrvwAudOutp DataZone Tokens", "gpt4o-realtime-prvw:data-zone", "", "audio_output"),
        ("gpt4omini-aud1217 Inp glbl Tokens", "gpt4omini-aud-1217", "", "audio_input"),
        ("gpt-image-1-inp-cached-img-glbl Tokens", "gpt-image-1", "", "image_cache_read"),
        ("gpt-4o-0806-FT-Trng-regnl tkn Tokens", "gpt-4o-0806-ft:regional", "", "training"),
        ("gpt-4.1-ft hosting global Unit", "gpt-4.1-ft", "", "hosting_hour"),
        ("gpt-4.1-ft mdl grdr inpt Tokens", "gpt-4.1-ft-mdl-grdr", "", "input"),
        ("text-embedding-3-small-glbl Tokens", "text-embedding-3-small", "", "input"),
        ("Speech-Text to Speech HD-global Characters", "speech-text-to-speech-hd", "", "character"),
        ("Image-Dall-E-3 Std HighRes-glbl Images", "image-dall-e-3-std-highres", "", "image"),
        ("Doc AI DZone 2505 Pages", "doc-ai-2505:data-zone", "", "page"),
        ("file-search-tool-calls-glbl Calls", "file-search-tool-calls", "", "tool_call"),
    ],
)
def test_a_name_is_read_word_by_word(name: str, model: str, service: str, meter: str) -> None:
    found = read_name(name)
    assert found
    assert (model_name(found.model, found.kind), found.service, found.meter) == (model, service, meter)


@pytest.mark.parametrize(
    "name",
    [
        "Provisioned Managed Global Unit",
        "Standard Transactions",
        "babbage-002-base-glbl Tokens",
        "Phi-4-FT Tokens",
        "gpt 9 Inp Outp glbl Tokens",
        "gpt 9 Inp glbl regnl Tokens",
        "gpt 9 Batch PP Inp Tokens",
        "gpt 9 cached Outp glbl Tokens",
        "gpt 9 cached glbl Tokens",
        "Inp glbl Tokens",
        "gpt 9 Inp",
        "Tokens",
        "",
    ],
)
def test_a_name_that_does_not_say_what_is_counted_is_left_out(name: str) -> None:
    assert read_name(name) is None
    assert models(item(name)) == ({}, ["meterName"])


@pytest.mark.parametrize(
    ("unit", "name", "price"),
    [
        ("1K", "m Inp glbl Tokens", "1"),
        ("1M", "m Inp glbl 1M Tokens", "0.001"),
        ("1", "m Inp glbl Tokens", "1000"),
        ("100", "m Inp glbl Tokens", "10"),
        ("1M Tokens", "m Inp glbl Tokens", "0.001"),
        ("100", "m glbl Images", {"price": "0.001", "per": "100 images"}),
        ("1 Hour", "m hosting glbl Unit", {"price": "0.001", "per": "1 hour"}),
    ],
)
def test_a_price_is_of_its_unit(unit: str, name: str, price: Any) -> None:
    found, notes = models(item(name, unitOfMeasure=unit))
    assert (list(found["m"].rates[0].sheet.values()), notes) == ([price], [])


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("unitOfMeasure", {"unitOfMeasure": "1/Hour"}),
        ("unitOfMeasure", {"unitOfMeasure": "1K Pages"}),
        ("unitOfMeasure", {"unitOfMeasure": None}),
        ("unitOfMeasure", {"meterName": "m Inp glbl 1M Tokens"}),
        ("tierMinimumUnits", {"tierMinimumUnits": 1000}),
        ("tierMinimumUnits", {"reservationTerm": "1 Year"}),
        ("unitPrice", {"unitPrice": 0.5}),
        ("retailPrice", {"retailPrice": -1}),
        ("retailPrice", {"retailPrice": "cheap"}),
        ("discountPercent", {"discountPercent": 15}),
    ],
)
def test_a_price_whose_terms_are_not_understood_does_not_stand(key: str, more: dict[str, Any]) -> None:
    found, notes = models({**item(), **more}, item("m Outp glbl Tokens"))
    assert (found["m"].rates[0].sheet, notes) == ({"input": "unpriced", **ANSWER}, [key])


def test_what_is_no_consumption_or_has_no_currency_is_left_out() -> None:
    assert models(item(type="Reservation")) == ({}, ["type"])
    assert models(item(type=None, priceType="DevTestConsumption")) == ({}, ["type"])
    assert models(item(priceType="DevTestConsumption")) == ({}, ["priceType"])
    assert models(item(currencyCode=None)) == ({}, ["currencyCode"])
    assert models(item(currencyCode="dollars")) == ({}, ["currencyCode"])


def test_another_currency_has_a_card_of_its_own() -> None:
    found = imported({"BillingCurrency": "EUR", "Items": [item(), item(currencyCode=None)]})
    cards = [each for card in found.cards for each in card.by_currency("USD")]
    assert [(card.id, card.currency) for card in cards] == [("azure", "USD"), ("azure-eur", "EUR")]


def test_names_that_differ_in_hyphens_and_capitals_are_one_model() -> None:
    found, _ = models(item("GPT 9 mini Inp glbl Tokens"), item("gpt-9mini-Outp-glbl Tokens"))
    assert {name: model.rates[0].sheet for name, model in found.items()} == {"gpt-9-mini": {"input": "1", **ANSWER}}


def test_what_several_items_contest_is_not_priced() -> None:
    found, notes = models(item(), item("m Input global Tokens", 0.002), item("m Outp glbl Tokens"))
    assert (found["m"].rates[0].sheet["input"], notes) == ("unpriced", ["retailPrice"])
    assert models(item(), item())[0]["m"].rates[0].sheet == {"input": "1"}


def test_the_usual_price_is_that_of_all_regions_and_where_they_differ_each_has_its_own() -> None:
    found, _ = models(item(), item(region="swedencentral"), item(price=0.5, region="usgovtexas"))
    rate = found["m"].rates[0]
    assert rate.sheet == {"input": "1"}
    same = {"multiplier": "1"}
    assert rate.regions == {"eastus": same, "swedencentral": same, "usgovtexas": {"input": "500"}}
    found, _ = models(item(), item(price=0.002, region="swedencentral"), item("m Outp glbl Tokens"))
    rate = found["m"].rates[0]
    # Output has a price in eastus alone, and the place decides.
    assert rate.sheet == dict.fromkeys(("input", "output", "reasoning"), "unpriced")
    assert rate.regions == {
        "eastus": {"input": "1", **ANSWER},
        "swedencentral": {"input": "2", "output": "unpriced", "reasoning": "unpriced"},
    }


def test_a_region_without_the_service_of_others_does_not_borrow_it() -> None:
    found, _ = models(item(), item("m Batch Inp glbl Tokens", 0.0005), item(region="swedencentral"))
    rate = found["m"].rates[0]
    assert rate.services == {"batch": {"input": "0.5"}}
    assert rate.regions == {"eastus": {"multiplier": "1"}, "swedencentral": {"input": "1"}}


def test_a_price_of_one_region_is_not_that_of_all_where_regions_differ() -> None:
    found, notes = models(
        item("m Inp regnl Tokens", 0.0025),
        item("m Inp regnl Tokens", 0.003, "westeurope"),
        item("m Batch Inp regnl Tokens", 0.00125),
    )
    rate = found["m:regional"].rates[0]
    assert (rate.sheet, rate.services, notes) == ({"input": "unpriced"}, {}, ["region"])
    assert rate.regions == {"eastus": {"input": "2.5"}, "westeurope": {"input": "3"}}


def test_no_model_is_made_of_the_prices_of_two_deployments() -> None:
    found, _ = models(item("m Inp Tokens", 0.005), item("m Outp glbl Tokens", 0.01))
    assert {name: model.rates[0].sheet for name, model in found.items()} == {
        "m": {"output": "10", "reasoning": "output"},
        "m:unstated": {"input": "5"},
    }


@pytest.mark.parametrize(
    ("meter", "more", "name", "service"),
    [
        ("m Inp glbl Tokens", {"skuName": "m Batch Inp glbl"}, "m", "batch"),
        ("m Batch Inp glbl Tokens", {"skuName": "m Batch Inp glbl"}, "m", "batch"),
        ("m Batch Inp Tokens", {"armSkuName": "m-Inp-dzone"}, "m:data-zone", "batch"),
    ],
)
def test_the_names_of_an_item_say_it_together(meter: str, more: dict[str, str], name: str, service: str) -> None:
    rate = models(item(meter, **more))[0][name].rates[0]
    assert (rate.sheet, rate.services) == ({"input": "unpriced"}, {service: {"input": "1"}})


@pytest.mark.parametrize(
    "more", [{"skuName": "m PP Inp glbl"}, {"skuName": "m Batch Inp dzone"}, {"armSkuName": "m Batch Inp regnl"}]
)
def test_names_that_contradict_each_other_leave_the_item_out(more: dict[str, str]) -> None:
    assert models(item("m Batch Inp glbl Tokens", **more)) == ({}, ["skuName"])


def test_what_a_service_costs_in_one_region_alone_is_said_to_be_left_out() -> None:
    batch = "m Batch Inp glbl Tokens"
    found, notes = models(
        item(), item(batch, 0.5), item(price=0.002, region="usgovtexas"), item(batch, 0.6, "usgovtexas")
    )
    rate = found["m"].rates[0]
    assert (rate.services, rate.regions["usgovtexas"]) == ({"batch": {"input": "500"}}, {"input": "2"})
    assert notes == ["region"]


def test_a_model_that_is_served_in_batches_alone_has_no_usual_price() -> None:
    rate = models(item("m Batch Inp glbl Tokens"))[0]["m"].rates[0]
    assert (rate.sheet, rate.services) == ({"input": "unpriced"}, {"batch": {"input": "1"}})
    assert rate.regions == {"eastus": {"multiplier": "1"}}


def test_a_rate_begins_where_a_price_begins_or_ends() -> None:
    old = item(effectiveStartDate="2025-01-01T00:00:00Z")
    new = item(price=0.002, effectiveStartDate="2025-03-01T00:00:00Z", effectiveEndDate="2025-08-31T23:59:00Z")
    found, notes = models(old, new)
    rates = [(rate.effective, rate.until, rate.sheet["input"]) for rate in found["m"].rates]
    assert rates == [("2025-01-01", None, "1"), ("2025-03-01", None, "2"), ("2025-08-31T23:59:00Z", None, "1")]
    found, notes = models(new)
    rates = [(rate.effective, rate.until, rate.sheet["input"]) for rate in found["m"].rates]
    assert (rates, notes) == ([("2025-03-01", "2025-08-31T23:59:00Z", "2")], [])
    assert models(item())[0]["m"].rates[0].effective == "2026-01-01"
    assert models(item(effectiveStartDate="soon")) == ({}, ["effectiveStartDate"] * 2)


def test_sized_models_are_said() -> None:
    found, notes = models(item(price=0), item("5.5 LongCo inp Gl 1M Tokens", 1, unitOfMeasure="1M"))
    assert (found["m"].rates[0].sheet, notes) == ({"input": "0"}, ["meterName"])


def test_pages_are_read_together_and_what_follows_is_said() -> None:
    first, second = {"Items": [item()], "NextPageLink": "https://x"}, {"Items": [item("n Inp Tokens")]}
    assert [model.name for model in imported(first, second).cards[0].models] == ["m", "n"]
    assert imported(first, second).notes == []
    assert [note.key for note in imported(first).notes] == ["NextPageLink"]


def test_a_product_and_a_glob_of_models_can_be_asked_for() -> None:
    tree = [item(), item("n Inp Tokens", productName="Other")]
    for wanted, names in (
        (ImportQuery("2026-01-01", "Other"), ["n"]),
        (ImportQuery("2026-01-01", "azure", "m*"), ["m"]),
    ):
        assert [model.name for model in imported(tree, wanted=wanted).cards[0].models] == names
    assert imported(tree, wanted=ImportQuery("2026-01-01", "aws")) == ImportResult([], [])


def test_a_model_that_is_asked_for_has_the_prices_of_all_its_spellings() -> None:
    tree = [item("GPT 9 mini Inp glbl Tokens"), item("gpt-9mini-Outp-glbl Tokens")]
    (card,) = imported(tree, wanted=ImportQuery("2026-01-01", "azure", "gpt-9-mini")).cards
    assert card.models[0].rates[0].sheet == {"input": "1", **ANSWER}


def test_a_plan_that_binds_is_said_and_the_price_without_one_stands() -> None:
    found, notes = models(item(savingsPlan=[{"unitPrice": 0.0005, "term": "1 Year"}]))
    assert (found["m"].rates[0].sheet, notes) == ({"input": "1"}, ["savingsPlan"])


def test_an_item_that_is_none_is_named_by_its_place() -> None:
    assert [(note.model, note.key) for note in imported([item(), 7, {"meterName": None}]).notes] == [
        ("item 2", "meterName"),
        ("item 3", "meterName"),
    ]


@pytest.mark.parametrize("text", ["[]", "{}", '{"Items": 1}', '{"Items": [{"name": "x"}]}', "7"])
def test_a_file_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        imported(text)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]
