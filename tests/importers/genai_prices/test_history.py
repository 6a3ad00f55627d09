"""Dates, hours and contexts of genai-prices: one rate after the other, hours and services inside them."""

from __future__ import annotations

from typing import Any

import pytest

from costcalc.importers.draft import CardProvenance
from costcalc.importers.rules.proof import proven
from tools.read_yaml import read_yaml

from .files import WANTED, imported, model, only_rate, own

UNDATED_FIRST = [
    {"prices": {"input_mtok": 1}},
    {"constraint": {"start_date": "2026-03-01"}, "prices": {"input_mtok": 2}},
]


def test_an_undated_price_before_a_dated_one_needs_a_day_before_it() -> None:
    found, notes = model(UNDATED_FIRST, WANTED._replace(effective="2026-02-28"))
    assert found
    assert [(rate.effective, rate.sheet["input"]) for rate in found.rates] == [("2026-02-28", "1"), ("2026-03-01", "2")]
    assert not notes
    for day in ("2026-03-01", "2026-11-23"):
        found, notes = model(UNDATED_FIRST, WANTED._replace(effective=day))
        assert found
        assert [(rate.effective, rate.sheet["input"]) for rate in found.rates] == [("2026-03-01", "2")]
        assert [note.key for note in notes] == ["prices"]


def test_a_price_without_any_undated_one_begins_with_its_date() -> None:
    found, _ = model([{"constraint": {"start_date": "2026-03-01"}, "prices": {"input_mtok": 2}}])
    assert found
    assert [rate.effective for rate in found.rates] == ["2026-03-01"]


def test_the_last_price_of_the_list_whose_condition_holds_counts() -> None:
    prices = [*UNDATED_FIRST, {"prices": {"input_mtok": 9}}]
    assert only_rate(prices).sheet["input"] == "9"


def at(start: str, end: str, price: str) -> dict[str, Any]:
    return {"constraint": {"start_time": start, "end_time": end}, "prices": {"input_mtok": price}}


@pytest.mark.parametrize(
    ("windows", "key", "hours"),
    [
        ([at("16:30:00Z", "00:30:00Z", "0.5")], "off_peak", ["16:30-00:30"]),
        ([at("00:30:00Z", "16:30:00Z", "2")], "peak", ["00:30-16:30"]),
        ([at("01:00:00", "02:00:00", "2"), at("02:00:00", "03:00:00", "2")], "peak", ["01:00-03:00"]),
        ([at("22:00:00Z", "00:00:00Z", "2")], "peak", ["22:00-00:00"]),
        ([at("00:00:00Z", "02:00:00Z", "2"), at("23:00:00Z", "00:00:00Z", "2")], "peak", ["23:00-02:00"]),
        # the later one of the list is tried first
        (
            [at("01:00:00Z", "05:00:00Z", "2"), at("02:00:00Z", "03:00:00Z", "1")],
            "peak",
            ["01:00-02:00", "03:00-05:00"],
        ),
        # 09:00 in Beijing is 01:00 in UTC
        ([at("09:00:00+08:00", "12:00:00+08:00", "2")], "peak", ["01:00-04:00"]),
    ],
)
def test_hours(windows: list[Any], key: str, hours: list[str]) -> None:
    rate = only_rate([{"prices": {"input_mtok": 1}}, *windows])
    window = getattr(rate, key)
    assert window
    assert (rate.sheet["input"], window["hours"], window["tz"]) == ("1", hours, "UTC")
    assert window["input"] != "1"


def test_hours_without_a_date_are_said_where_there_is_a_history() -> None:
    found, notes = model([*UNDATED_FIRST, at("01:00:00Z", "02:00:00Z", "9")])
    assert found
    assert [rate.peak is not None for rate in found.rates] == [True, True]
    assert [note.key for note in notes] == ["start_time"]


def test_hours_that_fill_the_day_leave_two_prices() -> None:
    rate = only_rate(
        [{"prices": {"input_mtok": 7}}, at("00:00:00Z", "12:00:00Z", "1"), at("12:00:00Z", "00:00:00Z", "2")]
    )
    assert rate.peak
    assert (rate.sheet["input"], rate.peak["hours"], rate.peak["input"]) == ("1", ["12:00-00:00"], "2")


def test_what_has_no_price_in_some_hours_is_not_priced_in_them() -> None:
    rate = only_rate([{"prices": {"input_mtok": 1, "web_searches_kcount": 10}}, at("01:00:00Z", "02:00:00Z", "2")])
    assert rate.peak
    assert rate.peak["web_search"] == "unpriced"


@pytest.mark.parametrize(
    ("prices", "key"),
    [
        (
            [{"prices": {"input_mtok": 1}}, at("01:00:00Z", "02:00:00Z", "2"), at("03:00:00Z", "04:00:00Z", "3")],
            "constraint",
        ),
        ([{"prices": {"input_mtok": 1}}, at("01:00:30Z", "02:00:00Z", "2")], "start_time"),
        ([{"prices": {"input_mtok": 1}}, at("soon", "02:00:00Z", "2")], "start_time"),
        ([{"prices": {"input_mtok": 1}, "constraint": {"start_date": "2026-02-30"}}], "start_date"),
        ([{"prices": {"input_mtok": 1}, "constraint": {"start_date": "2026-03-01", "weekday": "mon"}}], "constraint"),
        ([{"prices": {"input_mtok": 1}, "weekday": "mon"}], "prices"),
        (["free"], "prices"),
        ([], "prices"),
        ("free", "prices"),
        ({}, "prices"),
    ],
)
def test_a_model_whose_prices_have_no_place_in_time_is_left_out_with_a_note(prices: Any, key: str) -> None:
    found, notes = model(prices)
    assert found is None
    assert [note.key for note in notes] == [key]


def variant(when: dict[str, str], prices: dict[str, Any], **constraint: str) -> dict[str, Any]:
    return {"when": when, "prices": prices, **({"constraint": constraint} if constraint else {})}


def test_a_context_is_a_service_with_all_of_its_prices() -> None:
    rate = only_rate(
        {"input_mtok": 2, "output_mtok": 8, "web_searches_kcount": 10},
        price_variants=[
            variant({"processing": "batch"}, {"input_mtok": 1}),
            variant({"processing": "batch"}, {"input_mtok": 3, "output_mtok": 4}),
            variant({"speed": "fast"}, {"input_mtok": {"base": 4, "tiers": [{"start": 200000, "price": 8}]}}),
            variant({"search_type": "fast"}, {"web_searches_kcount": 1}),
        ],
    )
    assert set(rate.services) == {"batch", "fast", "search_fast"}
    # the first variant that names a price counts, key by key
    assert own(rate.services["batch"]) == {"input": "1", "output": "4"}
    assert rate.services["batch"]["web_search"] == "standard"
    assert rate.services["fast"]["context_tiers"] == [{"when": "input > 200000", "mode": "whole_request", "input": "8"}]
    assert rate.services["search_fast"]["web_search"] == {"price": "1", "per": "1K searches"}


def test_a_part_that_a_tier_or_a_service_does_not_name_has_no_price_where_its_whole_moves() -> None:
    tiered = {"base": 2.5, "tiers": [{"start": 200000, "price": 4}]}
    prices = {"input_mtok": tiered, "cache_write_mtok": 2.5, "cache_read_mtok": 0.25, "output_mtok": 10}
    half = {"input_mtok": 1.25, "cache_read_mtok": 0.25}
    variants = [{"when": {"processing": "batch"}, "prices": half}]
    found = imported([{"id": "acme", "models": [{"id": "m", "prices": prices, "price_variants": variants}]}])
    text = proven(found, CardProvenance("genai-prices", "a list", "2026-11-23", "0" * 64)).cards["acme"]
    rate = read_yaml(text)["models"]["m"]["rates"][0]
    (tier,) = rate["context_tiers"]
    assert tier == {
        "when": "input > 200000",
        "mode": "whole_request",
        "input": 4,
        "cache_read": "unpriced",
        "cache_write_5m": "unpriced",
    }
    # What the batch names it has, though it is the usual price; what it does not name it has not.
    batch = rate["services"]["batch"]
    assert [batch[meter] for meter in ("input", "cache_read", "cache_write_5m", "output")] == [
        1.25,
        0.25,
        "unpriced",
        10,
    ]
    assert {note.key for note in found.notes} == {"price_variants cache_write_mtok"}


def test_a_route_is_a_region() -> None:
    rate = only_rate({"input_mtok": 1}, price_variants=[variant({"route": "acme/eu"}, {"input_mtok": 2})])
    assert own(rate.regions["acme/eu"]) == {"input": "2"}


def test_a_context_that_nobody_knows_is_a_service_of_its_name_and_is_said() -> None:
    found, notes = model({"input_mtok": 1}, price_variants=[variant({"mood": "good"}, {"input_mtok": 2})])
    assert found
    assert own(found.rates[0].services["mood_good"]) == {"input": "2"}
    assert [note.key for note in notes] == ["price_variants mood=good"]


@pytest.mark.parametrize(
    "variants",
    [
        [variant({"processing": "batch", "speed": "fast"}, {"input_mtok": 2})],
        [variant({"processing": "batch"}, {"input_mtok": 2}, start_time="01:00:00Z", end_time="02:00:00Z")],
        [variant({"processing": "Batch!"}, {"input_mtok": 2})],
    ],
)
def test_a_context_that_cannot_be_a_service_is_left_out_with_a_note(variants: list[Any]) -> None:
    found, notes = model({"input_mtok": 1}, price_variants=variants)
    assert found
    assert not found.rates[0].services
    assert len(notes) == 1


@pytest.mark.parametrize(
    "variants", ["batch", [{"when": "batch", "prices": {}}], [{"when": {"processing": None}, "prices": {}}]]
)
def test_variants_that_nobody_understands_leave_the_model_out(variants: Any) -> None:
    found, notes = model({"input_mtok": 1}, price_variants=variants)
    assert found is None
    assert [note.key for note in notes] == ["price_variants"]


def test_a_variant_that_changes_nothing_starts_no_rate() -> None:
    same = variant({"processing": "batch"}, {}, start_date="2026-05-01")
    found, _ = model({"input_mtok": 1}, price_variants=[same])
    assert found
    assert [rate.effective for rate in found.rates] == ["2026-01-01"]


def test_two_words_for_one_service_are_said() -> None:
    variants = [variant({"speed": "fast"}, {"input_mtok": 2}), variant({"service_tier": "fast"}, {"input_mtok": 3})]
    found, notes = model({"input_mtok": 1}, price_variants=variants)
    assert found
    assert own(found.rates[0].services["fast"]) == {"input": "2"}
    assert [note.key for note in notes] == ["price_variants service_tier"]


def test_services_of_a_model_with_hours_are_left_out_with_a_note() -> None:
    prices = [{"prices": {"input_mtok": 1}}, at("01:00:00Z", "02:00:00Z", "2")]
    found, notes = model(prices, price_variants=[variant({"processing": "batch"}, {"input_mtok": 2})])
    assert found
    assert not found.rates[0].services
    assert [note.key for note in notes] == ["price_variants"]


def test_an_unreadable_price_of_a_service_does_not_become_the_standard_price() -> None:
    found, _ = model({"input_mtok": 1}, price_variants=[variant({"speed": "fast"}, {"input_mtok": "soon"})])
    assert found
    assert found.rates[0].services["fast"]["input"] == "unpriced"
