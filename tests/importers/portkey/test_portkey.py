"""Portkey's prices as rate cards: cents for one, in several places at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from costcalc.importers.draft import CardProvenance, DraftRate, ImportQuery, ImportResult
from costcalc.importers.files.origin import File, Origin, read_origin
from costcalc.importers.portkey import FILES, read
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError, Place

HERE = Path("tests/importers/portkey")
WANTED = ImportQuery("2026-01-01")
USUAL = {"request_token": {"price": 0.0001}, "response_token": {"price": 0.0002}}
DEAR = {"request_token": {"price": 0.0002}, "response_token": {"price": 0.0004}}
SHEET = {"input": "1", "output": "2", "reasoning": "output"}


def product(quantity: str, rate: str) -> dict[str, Any]:
    return {"operation": "multiply", "operands": [{"value": quantity}, {"value": f"rates.{rate}"}]}


PRODUCT = product("input_tokens", "request_token")


def imported(tree: Any, wanted: ImportQuery = WANTED, name: str = "acme.json") -> ImportResult:
    text = tree if isinstance(tree, str) else json.dumps(tree)
    return read(Origin(name, [File(name, text.encode(), Place.start_of(name))], "0" * 64), wanted)


def one(prices: Any, custom: Any = None, usual: Any = None, **config: Any) -> tuple[DraftRate | None, list[str]]:
    entry = {"pricing_config": {"pay_as_you_go": prices, **config}, "custom_pricing": custom}
    found = imported({"m": entry, **({"default": {"pricing_config": usual}} if usual else {})})
    rates = [rate for card in found.cards for model in card.models for rate in model.rates]
    return (rates[0] if rates else None), [note.key for note in found.notes if note.model == "m"]


def sheet(prices: Any, **config: Any) -> dict[str, Any]:
    rate, _ = one(prices, **config)
    return {**rate.sheet, **rate.other} if rate else {}


def custom(steps: Any = None, region: str = "default", **modes: Any) -> dict[str, Any]:
    """Give what `custom_pricing` holds: each way of being served has prices, or prices by size."""

    def config(prices: Any) -> dict[str, Any]:
        return {"pricing_config": {"pay_as_you_go": prices}}

    def mode(prices: Any) -> dict[str, Any]:
        by_size = all(isinstance(item, dict) and "price" not in item for item in prices.values())
        return {"context_tiers": {name: config(item) for name, item in prices.items()}} if by_size else config(prices)

    made = {"execution_modes": {name: mode(prices) for name, prices in modes.items()}}
    return {"regions": {region: made}, **({"context_tier_map": steps} if steps else {})}


def test_a_file_becomes_the_card_that_a_person_would_write() -> None:
    found = imported((HERE / "acme.json").read_text(encoding="utf-8"))
    done = proven(found, CardProvenance("portkey", "acme.json", "2026-11-30", "0" * 64))
    assert done.cards == {"acme": (HERE / "acme.yaml").read_text(encoding="utf-8")}


@pytest.mark.parametrize(
    ("cents", "dollars"), [(0.00025, "2.5"), ("0.000012500001", "0.12500001"), (2.8e-7, "0.0028"), (0.0999, "999")]
)
def test_cents_for_a_token_move_the_point_by_four(cents: Any, dollars: str) -> None:
    # 0.00025 cents are 0.0000025 dollars for a token, and 2.5 for a million.
    assert sheet({"request_token": {"price": cents}}) == {"input": dollars}


@pytest.mark.parametrize(
    ("unit", "meter", "price"),
    [
        ("web_search", "web_search", {"price": "30", "per": "1K searches"}),
        ("video_seconds", "video_second", {"price": "0.03", "per": "1 second"}),
        ("video_duration_seconds_720_1280", "video_second_720_1280", {"price": "0.03", "per": "1 second"}),
        ("generated_images", "image", {"price": "0.03", "per": "1 image"}),
        ("megapixels", "pixel", {"price": "0.03", "per": "1M pixels"}),
        ("code_execution", "code_execution", {"price": "30", "per": "1K calls"}),
    ],
)
def test_three_cents_for_one_piece(unit: str, meter: str, price: Any) -> None:
    assert sheet({**USUAL, "additional_units": {unit: {"price": 3}}})[meter] == price


def test_a_token_that_costs_as_much_as_a_page_is_none() -> None:
    rate, notes = one({**USUAL, "request_audio_token": {"price": 0.6}})
    assert rate
    assert (rate.sheet["audio_input"], notes) == ("unpriced", ["request_audio_token"])
    assert one({"request_token": {"price": 0.1}}) == (None, ["request_token", "pricing_config"])


def test_keys_of_one_meter_that_contradict_each_other_leave_it_unpriced() -> None:
    both = {"cached_text_input_token": {"price": 0.00001}, "cache_read_input_token": {"price": 0.00001}}
    assert sheet({**USUAL, **both})["cache_read"] == "0.1"
    rate, notes = one({**USUAL, **both, "cached_text_input_token": {"price": 0.00002}})
    assert rate
    assert (rate.sheet["cache_read"], notes) == ("unpriced", ["cache_read_input_token"])


@pytest.mark.parametrize("price", [-1, "dear", True, None, [], {}])
def test_what_is_no_price_is_none_or_unpriced(price: Any) -> None:
    assert sheet({**USUAL, "cache_read_input_token": {"price": price}}).get("cache_read") in {None, "unpriced"}
    assert sheet({**USUAL, "cache_read_input_token": price}).get("cache_read") in {None, "unpriced"}


@pytest.mark.parametrize(
    "prices",
    [
        {**USUAL, "request_token": {"price": 0.0001, "per": "1K"}},
        {**USUAL, "request_token": {"price": 0.0001, "above_128k": 2}},
        {**USUAL, "unit": "characters"},
        {**USUAL, "discount_factor": 2},
    ],
)
def test_a_key_that_may_change_the_price_beside_it_leaves_it_without_one(prices: Any) -> None:
    assert sheet(prices).get("input") in {None, "unpriced"}


@pytest.mark.parametrize(
    ("key", "value"),
    [("currency", "EUR"), ("currency", 7), ("calculate", 5), ("scale", 2)],
)
def test_what_all_prices_hang_on_and_is_not_understood_leaves_the_model_out(key: str, value: Any) -> None:
    rate, notes = one(USUAL, **{key: value})
    assert rate is None
    assert notes[-1] == "pricing_config"
    assert one(USUAL, usual={key: value, "pay_as_you_go": USUAL})[0] is None or key == "scale"


@pytest.mark.parametrize(
    ("tree", "fits"),
    [
        (PRODUCT, True),
        ({"operation": "sum", "operands": [PRODUCT, product("output_tokens", "response_token")]}, True),
        ({"operation": "sum", "operands": [product("cache_read_tokens", "cache_read_token"), PRODUCT]}, True),
        ({"operation": "sum", "operands": [PRODUCT, PRODUCT]}, False),
        (product("output_tokens", "request_token"), False),
        (product("total_characters", "response_token"), False),
        (product("cache_read_tokens", "request_token"), False),
        (product("rounds", "rounds_token"), False),
        ({"operation": "multiply", "operands": [{"value": "0"}, {"value": "input_tokens"}]}, False),
        ({"operation": "multiply", "operands": [{"value": "2"}, {"value": "rates.request_token"}]}, False),
        ({"operation": "multiply", "operands": [PRODUCT, PRODUCT]}, False),
        ({"operation": "max", "operands": [PRODUCT, PRODUCT]}, False),
        ({"operation": "sum", "operands": 3}, False),
        ({**PRODUCT, "round": "up"}, False),
        ("__import__('os')", False),
    ],
)
def test_a_formula_is_compared_and_never_run(tree: Any, fits: bool) -> None:
    assert (one(USUAL, calculate={"request": tree})[0] is not None) == fits
    assert (one(USUAL, usual={"calculate": {"request": tree}})[0] is not None) == fits


def test_places_that_contradict_each_other_leave_the_meter_unpriced() -> None:
    rate, notes = one(USUAL, custom(standard={**USUAL, "request_token": {"price": 0.0003}}))
    assert rate
    assert (rate.sheet, notes) == ({**SHEET, "input": "unpriced"}, ["custom_pricing"])
    rate, notes = one(USUAL, custom(batch=DEAR), batch_config=USUAL)
    assert rate is not None
    assert (rate.services, notes) == ({}, ["batch_config", "batch_config"])


def test_a_batch_of_one_price_does_not_price_large_prompts_where_the_usual_price_depends_on_them() -> None:
    rate, _ = one(USUAL, custom(SIZES, standard={"lte-128k": USUAL, "gt-128k": DEAR}), batch_config=USUAL)
    assert rate
    tier = {"when": "input > 128K", "mode": "whole_request", "input": "unpriced", "output": "unpriced"}
    assert rate.services["batch"]["context_tiers"] == [tier]


SIZES = {"0": "lte-128k", "128000": "gt-128k"}


def test_sizes_are_context_tiers_and_a_service_without_large_prompts_does_not_price_them() -> None:
    rate, notes = one(USUAL, custom(SIZES, standard={"lte-128k": USUAL, "gt-128k": DEAR}, flex={"lte-128k": USUAL}))
    assert rate
    assert rate.context_tiers == [{"when": "input > 128K", "mode": "whole_request", "input": "2", "output": "4"}]
    tier = {"when": "input > 128K", "mode": "whole_request", "input": "unpriced", "output": "unpriced"}
    assert (rate.services, notes) == ({"flex": {**SHEET, "context_tiers": [tier]}}, [])


@pytest.mark.parametrize(
    "steps",
    [
        None,
        {"0": "lte-128k", "200000": "gt-128k"},
        {"1": "lte-128k", "128000": "gt-128k"},
        {"0": "gt-128k", "128000": "lte-128k"},
        {"0": "lte-128k"},
        {"zero": "lte-128k", "128000": "gt-128k"},
        {"0": "lte-128k", "128000": "gte-128k"},
        "128k",
    ],
)
def test_where_bounds_and_their_names_do_not_agree_nothing_is_priced(steps: Any) -> None:
    rate, notes = one(USUAL, custom(steps, standard={"lte-128k": USUAL, "gt-128k": DEAR}))
    assert (rate, notes[-1]) == (None, "pricing_config")


def test_a_region_has_its_prices_and_what_a_service_costs_there_is_said_to_be_left_out() -> None:
    rate, notes = one(USUAL, custom(region="eu, us,no good", standard=DEAR, batch=USUAL))
    assert rate
    assert (rate.regions, notes) == (
        {name: {"input": "2", "output": "4", "reasoning": "output"} for name in ("eu", "us")},
        ["custom_pricing.regions"],
    )


@pytest.mark.parametrize(
    "written",
    [7, {"regions": 7}, {"regions": {"default": 7}}, {"regions": {"default": {"execution_modes": {"Up": 1}}}}],
)
def test_custom_prices_that_cannot_be_read_are_said(written: Any) -> None:
    rate, notes = one(USUAL, written)
    assert rate
    assert (rate.sheet, len(notes)) == (SHEET, 1)


def test_a_request_costs_something_as_such() -> None:
    # Half a cent for one is 5 dollars for a thousand.
    assert sheet(USUAL, fixed_cost={"request": {"price": 0.5}, "response": {"price": 0}})["request"] == {
        "price": "5",
        "per": "1K requests",
    }
    assert sheet(USUAL, finetune_config={"pay_per_hour": {"price": 10000}})["hosting_hour"]["price"] == "100"


def test_every_file_of_a_folder_is_a_card(tmp_path: Path) -> None:
    (tmp_path / "pricing").mkdir()
    for provider in ("acme", "zeta"):
        text = json.dumps({"m": {"pricing_config": {"pay_as_you_go": USUAL}}})
        (tmp_path / "pricing" / f"{provider}.json").write_text(text, encoding="utf-8")
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    source = read_origin(str(tmp_path), FILES)
    assert [card.id for card in read(source, WANTED).cards] == ["acme", "zeta"]
    assert [card.id for card in read(source, ImportQuery("2026-01-01", "zeta")).cards] == ["zeta"]
    assert read(source, ImportQuery("2026-01-01", "beta")) == ImportResult([], [])
    assert [
        card.id for card in imported({"m": {"pricing_config": {"pay_as_you_go": USUAL}}}, name="standard input").cards
    ] == ["portkey"]


@pytest.mark.parametrize("text", ["[]", "{}", '{"pay_as_you_go": {}}', '{"m": {"params": []}}', "7"])
def test_a_file_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        imported(text)
    assert [problem.code for problem in refused.value.problems] == ["wrong-format"]
