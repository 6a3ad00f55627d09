"""litellm's arithmetic as terms of a rate: thresholds, services, batches, hours, regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .maps import rate, reasons

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(("provider", "operator"), [("acme", ">"), ("xai", ">=")])
def test_a_threshold_is_passed_as_litellm_passes_it(provider: str, operator: str) -> None:
    keys = {"input_cost_per_token": 2e-6, "input_cost_per_token_above_200k_tokens": 4e-6}
    (tier,) = rate(provider, **keys).context_tiers
    assert tier == {"when": f"input {operator} 200K", "mode": "whole_request", "input": "4"}


def test_a_second_threshold_keeps_what_the_first_has_changed() -> None:
    keys = {"input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6, "input_cost_per_token_above_128k_tokens": 3e-6}
    tiers = rate(**keys, output_cost_per_token_above_256k_tokens=5e-6).context_tiers
    assert tiers == [
        {"when": "input > 128K", "mode": "whole_request", "input": "3"},
        {"when": "input > 256K", "mode": "whole_request", "input": "3", "output": "5"},
    ]


def test_tiered_pricing_is_tiers_of_the_whole_request_with_its_own_gaps_filled() -> None:
    table = [
        {
            "range": [0, 32e3],
            "input_cost_per_token": 1e-6,
            "output_cost_per_token": 5e-6,
            "cache_read_input_token_cost": 2e-7,
        },
        {"range": [32e3, 128e3], "input_cost_per_token": 2e-6, "output_cost_per_token": 9e-6},
    ]
    found = rate(tiered_pricing=table)
    assert found.sheet == {
        "input": "1",
        "cache_read": "0.2",
        "cache_write_5m": "input",
        "cache_write_1h": "input",
        "output": "5",
        "reasoning": "output",
    }
    # The first tier has a price for cached tokens and the second has none: litellm bills them as its input.
    assert found.context_tiers == [
        {"when": "input > 32K", "mode": "whole_request", "input": "2", "cache_read": "input", "output": "9"}
    ]


@pytest.mark.parametrize(
    ("table", "price"),
    [
        ([{"max_results_range": [0, 25], "input_cost_per_query": 0.005}], "1"),
        (
            [{"range": [0, 9], "input_cost_per_token": 1e-6}, {"range": [20, 30], "input_cost_per_token": 2e-6}],
            "unpriced",
        ),
        ([{"range": [10, 20], "input_cost_per_token": 1e-6}], "unpriced"),
    ],
)
def test_what_a_table_of_another_kind_prices_is_unpriced_and_the_rest_is_not(table: Any, price: str) -> None:
    keys = {"input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6, "tiered_pricing": table}
    assert "tiered_pricing" in reasons(**keys)
    found = rate(**keys)
    assert (found.context_tiers, found.sheet["input"], found.sheet["output"]) == ([], price, "2")


def test_a_table_that_nobody_can_read_leaves_no_token_a_price() -> None:
    assert set(reasons(input_cost_per_token=1e-6, tiered_pricing="cheap")) == {"tiered_pricing", "prices"}


def test_a_price_that_cannot_be_read_is_unpriced_in_tables_thresholds_services_and_hours() -> None:
    keys = {"input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}
    table = [
        {"range": [0, 1000], "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6},
        {"range": [1000, 2000], "input_cost_per_token": -1, "output_cost_per_token": 4e-6},
    ]
    (tier,) = rate(tiered_pricing=table).context_tiers
    assert (tier["when"], tier["input"], tier["output"]) == ("input > 1K", "unpriced", "4")
    (tier,) = rate(**keys, input_cost_per_token_above_200k_tokens=-4).context_tiers
    assert (tier["when"], tier["input"]) == ("input > 200K", "unpriced")
    assert rate(**keys, input_cost_per_token_priority=-1).services["priority"]["input"] == "unpriced"
    found = rate(**keys, off_peak_pricing={"hours_utc": "01:00-02:00", "input_cost_per_token": "cheap"})
    assert found.off_peak == {"hours": ["01:00-02:00"], "tz": "UTC", "input": "unpriced"}


@pytest.mark.parametrize(
    ("key", "base", "tier"),
    [
        ("output_cost_per_token_above_1m_tokens", "8", {"when": "input > 1000K", "output": "16"}),
        ("input_cost_per_audio_token_above_200k_tokens", "7", {"when": "input > 200K", "audio_input": "16"}),
        ("input_cost_per_image_above_128k_tokens", "image", {"when": "input > 128K", "image_read": "unpriced"}),
        ("output_cost_per_token_above_some_tokens", "unpriced", None),
        ("input_cost_per_image_above_4_megapixels", "unpriced", None),
        ("output_cost_per_token_below_8k_tokens", "unpriced", None),
    ],
)
def test_no_price_of_small_requests_stands_for_large_ones(key: str, base: str, tier: dict[str, str] | None) -> None:
    keys = {
        "input_cost_per_token": 2e-6,
        "input_cost_per_audio_token": 7e-6,
        "input_cost_per_image": 0.1,
        "output_cost_per_token": 8e-6,
    }
    found = rate(**keys, **{key: 16e-6})
    meter = next(name for name in ("audio_input", "image_read", "output") if name.split("_")[0] in key)
    assert found.sheet[meter] == ({"price": "0.1", "per": "1 image"} if base == "image" else base)
    assert list(found.context_tiers) == ([{**tier, "mode": "whole_request"}] if tier else [])


@pytest.mark.parametrize(("key", "stands"), [("comment", True), ("applies_below", False), ("valid_until", False)])
def test_a_condition_in_a_table_that_is_not_understood_takes_its_prices(key: str, stands: bool) -> None:
    item = {"range": [0, 128000], "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6, key: "x"}
    found = rate(tiered_pricing=[item], input_cost_per_image=0.1)
    assert found.sheet["input"] == ("1" if stands else "unpriced")


def test_a_service_has_the_standard_price_for_what_it_does_not_price() -> None:
    keys = {
        "input_cost_per_token": 2e-6,
        "input_cost_per_token_above_272k_tokens": 4e-6,
        "cache_read_input_token_cost": 2e-7,
        "cache_read_input_token_cost_above_272k_tokens_priority": 8e-7,
        "input_cost_per_audio_token": 7e-6,
        "input_cost_per_token_priority": 5e-6,
        "output_cost_per_token": 8e-6,
        "output_cost_per_token_priority": 16e-6,
        "output_cost_per_reasoning_token": 9e-6,
    }
    assert rate(**keys).services == {
        "priority": {
            "input": "5",
            "cache_read": "standard",
            "cache_write_5m": "input",
            "cache_write_1h": "input",
            "audio_input": "standard",
            "audio_cache_read": "standard",
            "output": "16",
            "reasoning": "output",  # with the service's output, although the standard has a price for it
            "context_tiers": [{"when": "input > 272K", "mode": "whole_request", "input": "4", "cache_read": "0.8"}],
        }
    }


def test_a_batch_bills_cached_tokens_as_its_input_and_leaves_out_what_that_would_make_cheaper() -> None:
    keys = {
        "input_cost_per_token": 2e-6,
        "input_cost_per_token_batches": 1e-6,
        "cache_read_input_token_cost": 2e-7,
        "input_cost_per_audio_token": 7e-6,
        "output_cost_per_token": 8e-6,
    }
    assert rate(**keys).services["batch"] == {
        "input": "1",
        "cache_read": "input",
        "cache_write_5m": "input",
        "cache_write_1h": "input",
    }
    assert set(reasons(**keys)) == {
        f"{meter} in a batch" for meter in ("audio_input", "audio_cache_read", "output", "reasoning")
    }


def test_pages_of_a_batch_are_its_service() -> None:
    keys = {"ocr_cost_per_page": 0.002, "ocr_cost_per_page_batches": 0.001}
    assert rate(mode="ocr", **keys).services == {"batch": {"page": {"price": "1", "per": "1K pages"}}}


DEEPSEEK = {
    "input_cost_per_token": 3e-7,
    "output_cost_per_token": 1.2e-6,
    "off_peak_pricing": {
        "input_cost_per_token": 1.5e-7,
        "output_cost_per_token": 6e-7,
        "windows": [
            {"hours_utc": ["00:00-01:00", "04:00-06:00", "10:00-00:00"], "weekdays": [1, 2, 3, 4, 5]},
            {"hours_utc": "00:00-00:00", "weekdays": [6, 7]},
        ],
    },
}


def test_off_peak_on_whole_days_is_a_peak_on_the_others() -> None:
    found = rate("deepseek", **DEEPSEEK)
    assert (found.sheet["input"], found.sheet["output"]) == ("0.15", "0.6")
    assert found.peak == {
        "hours": ["01:00-04:00", "06:00-10:00"],
        "days": "mon-fri",
        "tz": "UTC",
        "input": "0.3",
        "output": "1.2",
    }


def test_weekdays_of_shanghai_are_told_in_its_time() -> None:
    block = {**DEEPSEEK["off_peak_pricing"], "weekday_timezone": "Asia/Shanghai"}  # type: ignore[dict-item]
    found = rate("tencent", **{**DEEPSEEK, "off_peak_pricing": block})
    assert found.peak
    assert found.peak["hours"] == ["09:00-12:00", "14:00-18:00"]
    assert found.peak["tz"] == "+08:00"


def test_off_peak_on_all_days_stays_off_peak_and_midnight_parts_it() -> None:
    block = {"hours_utc": "16:30-00:30", "input_cost_per_token": 1e-7}
    found = rate(input_cost_per_token=2e-7, off_peak_pricing=block)
    assert found.off_peak == {"hours": ["00:00-00:30", "16:30-24:00"], "tz": "UTC", "input": "0.1"}


@pytest.mark.parametrize(
    "block",
    [
        {"windows": [{"hours_utc": "01:00-02:00", "weekdays": [1]}, {"hours_utc": "03:00-04:00", "weekdays": [2]}]},
        {"hours_utc": "1-2"},
        {"windows": [{"hours_utc": "01:00-02:00", "weekdays": [8]}]},
        {"hours_utc": "01:00-02:00", "weekday_timezone": "Europe/Berlin"},
        "at night",
    ],
)
def test_hours_that_a_card_cannot_say_are_left_out_and_said(block: Any) -> None:
    if isinstance(block, dict):
        block = {"input_cost_per_token": 1e-7, **block}
    keys: Mapping[str, Any] = {"input_cost_per_token": 2e-7, "off_peak_pricing": block}
    assert "off_peak_pricing" in reasons(**keys)
    assert rate(**keys).sheet["input"] == "0.2"


def test_uplifts_are_regions() -> None:
    keys = {"input_cost_per_token": 1e-6, "regional_processing_uplift_multiplier_eu": 1.1}
    assert rate(**keys, regional_endpoint_uplift_multiplier=1.2).regions == {
        "eu": {"multiplier": "1.1"},
        "regional": {"multiplier": "1.2"},
    }
