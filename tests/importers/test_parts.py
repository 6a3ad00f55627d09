"""No part keeps a number where its whole has another price, whatever the list is."""

from __future__ import annotations

from typing import Any

import pytest

from costcalc.importers.draft import DraftCard, DraftModel, DraftRate, Note
from costcalc.importers.rules.parts import MOVED, without_kept_parts

LONG = {"when": "input > 200K", "mode": "whole_request"}
HOURS = {"hours": ["01:00-02:00"], "tz": "UTC"}


def made(sheet: dict[str, Any], **more: Any) -> tuple[DraftRate, list[Note]]:
    rate = DraftRate(effective="2026-01-01", source="a list", sheet=sheet, **more)
    notes: list[Note] = []
    card = without_kept_parts(DraftCard(id="acme", title="Acme", models=[DraftModel(name="m", rates=[rate])]), notes)
    return card.models[0].rates[0], notes


@pytest.mark.parametrize(
    ("part", "whole"),
    [("cache_read", "input"), ("image_input", "input"), ("reasoning", "output"), ("audio_output", "output")],
)
def test_a_part_that_is_not_said_where_its_whole_moves_is_unpriced(part: str, whole: str) -> None:
    sheet = {"input": "2", "output": "8", part: "1"}
    rate, notes = made(
        sheet,
        context_tiers=[{**LONG, whole: "9"}],
        peak={**HOURS, whole: "9"},
        regions={"eu": {whole: "9"}},
        services={"flex": {**sheet, "context_tiers": [{**LONG, whole: "9"}]}},
    )
    assert rate.context_tiers[0] == {**LONG, whole: "9", part: "unpriced"}
    assert rate.peak == {**HOURS, whole: "9", part: "unpriced"}
    assert rate.regions["eu"] == {whole: "9", part: "unpriced"}
    assert rate.services["flex"]["context_tiers"] == [{**LONG, whole: "9", part: "unpriced"}]
    assert notes == [Note("acme", "m", part, MOVED)]


@pytest.mark.parametrize(
    ("price", "tier"),
    [
        ("input", {"input": "4"}),  # billed as the whole, it moves with it
        ("1", {"input": "4", "cache_read": "2"}),
        ("1", {"input": "2", "output": "16"}),  # the whole does not move
        ("unpriced", {"input": "4"}),
    ],
)
def test_where_the_list_says_what_it_costs_nothing_is_changed(price: str, tier: dict[str, str]) -> None:
    rate, notes = made({"input": "2", "output": "8", "cache_read": price}, context_tiers=[{**LONG, **tier}])
    assert rate.context_tiers == [{**LONG, **tier}]
    assert notes == []


def test_a_tier_is_held_against_the_one_before_it() -> None:
    low, high = ({**LONG, "when": f"input > {size}"} for size in ("128K", "256K"))
    tiers = [{**low, "input": "4", "cache_read": "2"}, {**high, "input": "8"}]
    rate, _ = made({"input": "2", "cache_read": "1"}, context_tiers=tiers)
    assert rate.context_tiers == [tiers[0], {**high, "input": "8", "cache_read": "unpriced"}]


def test_a_part_of_a_part_is_unpriced_as_well() -> None:
    parts = {"cache_read": "0.1", "audio_input": "3", "audio_cache_read": "0.2", "image_cache_read": "0.3"}
    sheet = {"input": "1", "image_input": "input", **parts}
    rate, _ = made(sheet, context_tiers=[{**LONG, "input": "4"}], peak={**HOURS, "cache_read": "0.4"})
    assert rate.context_tiers == [{**LONG, "input": "4", **dict.fromkeys(parts, "unpriced")}]
    lost = dict.fromkeys(["audio_cache_read", "image_cache_read"], "unpriced")
    assert rate.peak == {**HOURS, "cache_read": "0.4", **lost}


def test_a_service_has_no_usual_price_of_a_part_beside_its_own_of_the_whole() -> None:
    sheet = {"input": "2", "cache_read": "1", "cache_write_5m": "input", "output": "8", "reasoning": "4"}
    usual = dict.fromkeys(["cache_read", "cache_write_5m", "output", "reasoning"], "standard")
    rate, notes = made(sheet, services={"fast": {"input": "4", **usual}, "slow": {"input": "2", **usual}})
    assert rate.services["fast"] == {"input": "4", **usual, "cache_read": "unpriced", "cache_write_5m": "input"}
    assert rate.services["slow"] == {"input": "2", **usual, "cache_write_5m": "input"}
    assert [note.key for note in notes] == ["cache_read"]


def test_what_is_billed_as_a_part_goes_with_it() -> None:
    sheet = {"input": "2", "cache_read": "1", "audio_cache_read": "cache_read", "image_input": "input"}
    usual = dict.fromkeys(["cache_read", "audio_cache_read", "image_input"], "standard")
    rate, _ = made(sheet, services={"fast": {"input": "4", **usual}, "slow": usual})
    lost = dict.fromkeys(["cache_read", "audio_cache_read"], "unpriced")
    assert rate.services == {"fast": {"input": "4", **lost, "image_input": "input"}, "slow": usual}


def test_a_usual_price_of_a_service_is_not_kept_above_a_size() -> None:
    large = {**LONG, "input": "4"}
    own = {"input": "2", "cache_read": "standard", "context_tiers": [large]}
    rate, _ = made({"input": "2", "cache_read": "1"}, services={"fast": own})
    tiers = [{**large, "cache_read": "unpriced"}]
    assert rate.services["fast"] == {"input": "2", "cache_read": "standard", "context_tiers": tiers}


def test_what_has_no_price_for_small_requests_has_none_for_large_ones() -> None:
    large = {**LONG, "input": "6", "cache_read": "0.6"}
    own = {"input": "4", "cache_read": "standard", "context_tiers": [large]}
    rate, _ = made({"input": "2", "cache_read": "1"}, services={"flex": own})
    tiers = [{**large, "cache_read": "unpriced"}]
    assert rate.services["flex"] == {"input": "4", "cache_read": "unpriced", "context_tiers": tiers}


def test_a_multiplier_moves_the_parts_as_well() -> None:
    rate, notes = made({"input": "2", "cache_read": "1"}, regions={"eu": {"multiplier": "1.1"}})
    assert (rate.regions, notes) == ({"eu": {"multiplier": "1.1"}}, [])
