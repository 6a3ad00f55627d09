"""A 0 beside prices that are not 0 makes nothing free, whatever the list is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers.draft import DraftCard, DraftModel, DraftRate, Note
from costcalc.importers.rules.zeros import FREE_OR_NOT, NO_PRICE, without_zeros

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

LONG = {"when": "input > 200K", "mode": "whole_request"}
PAID = {"input": "2", "output": "8"}
FEE = {"price": "10", "per": "1K searches"}
NO_FEE = {**FEE, "price": "0"}


def made(sheet: dict[str, Any], name: str = "m", **more: Any) -> tuple[DraftRate, list[Note]]:
    rate = DraftRate(effective="2026-01-01", source="a list", sheet=sheet, **more)
    notes: list[Note] = []
    card = without_zeros(DraftCard(id="acme", title="Acme", models=[DraftModel(name=name, rates=[rate])]), notes)
    return card.models[0].rates[0], notes


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ("cache_read", "unpriced"),
        ("audio_input", "unpriced"),
        ("image_cache_read", "unpriced"),
        ("cache_write_5m", "input"),
        ("cache_write_1h", "input"),
        ("reasoning", "output"),
        ("output", "unpriced"),
    ],
)
def test_a_part_at_zero_is_not_free(part: str, instead: str) -> None:
    rate, notes = made({**PAID, part: "0"})
    assert rate.sheet == {**PAID, part: instead}
    assert rate.doubts == ()
    assert notes == [Note("acme", "m", part, NO_PRICE)]


def test_what_is_billed_as_a_zero_goes_with_it() -> None:
    rate, _ = made({"input": "2", "cache_write_5m": "0", "cache_write_1h": "cache_write_5m"})
    assert rate.sheet == {"input": "2", "cache_write_5m": "input", "cache_write_1h": "input"}
    rate, _ = made({"input": "0", "cache_read": "input", "output": "8", "reasoning": "0"})
    assert rate.sheet == {"input": "unpriced", "cache_read": "unpriced", "output": "8", "reasoning": "output"}


def test_tokens_at_zero_beside_a_fee_are_not_free_and_a_request_is_not_counted() -> None:
    rate, _ = made({"input": "0", "output": "0", "web_search": FEE})
    assert rate.sheet == {"input": "unpriced", "output": "unpriced", "web_search": FEE}
    rate, _ = made({**PAID, "web_search": NO_FEE, "request": NO_FEE}, other={"pixel": "0", "citation": "1"})
    assert rate.sheet == {**PAID, "web_search": "unpriced"}
    assert rate.other == {"pixel": "unpriced", "citation": "1"}


def test_no_size_hour_place_or_service_is_free() -> None:
    own = {"input": "4", "output": "0", "cache_write_5m": "0"}
    settled = {"input": "4", "output": "unpriced", "cache_write_5m": "input"}
    rate, _ = made(
        PAID,
        context_tiers=[{**LONG, **own}],
        services={"fast": {**own, "context_tiers": [{**LONG, **own}]}, "none": {"input": "0"}},
        regions={"eu": own, "free": {"multiplier": "0"}, "us": {"multiplier": "1.1"}},
        off_peak={"hours": ["01:00-02:00"], "tz": "UTC", "input": "0"},
    )
    assert rate.context_tiers == [{**LONG, **settled}]
    fast = {**settled, "context_tiers": [{**LONG, **settled}]}
    assert rate.services == {"fast": fast, "none": {"input": "unpriced"}}
    assert rate.regions == {"eu": settled, "us": {"multiplier": "1.1"}}
    assert rate.off_peak == {"hours": ["01:00-02:00"], "tz": "UTC", "input": "unpriced"}


def test_what_costs_nothing_below_a_size_has_no_price_above_it_that_is_not_said() -> None:
    rate, _ = made({"input": "0", "output": "0"}, context_tiers=[{**LONG, "input": "2"}])
    assert rate.context_tiers == [{**LONG, "input": "2", "output": "unpriced"}]
    assert (rate.sheet, rate.doubts) == ({"input": "0", "output": "0"}, ("plan",))


def test_where_nothing_costs_anything_it_is_in_doubt_unless_its_name_says_free() -> None:
    nothing = {"input": "0", "output": "0", "cache_read": "0", "reasoning": "output", "web_search": NO_FEE}
    rate, notes = made(nothing)
    assert (rate.sheet, rate.doubts) == (nothing, ("plan",))
    assert notes == [Note("acme", "m", "prices", FREE_OR_NOT)]
    rate, notes = made(nothing, name="m:free")
    assert (rate.sheet, rate.doubts, notes) == (nothing, (), [])


COST = {"input": 0.6, "output": 2.2, "cache_read": 0, "cache_write": 0, "reasoning": 0}
MODELS_DEV = {"zai": {"models": {"glm": {"reasoning": True, "cost": COST}}}}
OPENROUTER = {"prompt": "6e-7", "completion": "2.2e-6", "input_cache_read": "0E-8", "internal_reasoning": "0e0"}
LITELLM = {"litellm_provider": "zai", "mode": "chat", "input_cost_per_token": 6e-7, "output_cost_per_token": 2.2e-6}
ZEROS = {"cache_read_input_token_cost": 0, "cache_creation_input_token_cost": 0.0}
LISTS = {
    "models.dev": MODELS_DEV,
    "openrouter": {"data": [{"id": "glm", "pricing": OPENROUTER | {"input_cache_write": "+0"}}]},
    "litellm": {"zai/glm": LITELLM | ZEROS | {"output_cost_per_reasoning_token": 0}},
}


@pytest.mark.parametrize("name", LISTS)
def test_a_request_is_not_cheaper_for_saying_what_it_was(
    costcalc: Callable[..., Answer], tmp_path: Path, name: str
) -> None:
    (tmp_path / "list.json").write_text(json.dumps(LISTS[name]), encoding="utf-8")
    out = tmp_path / "cards"
    assert costcalc("cards", "import", name, tmp_path / "list.json", "--effective", "2026-01-01", "-o", out).code == 0
    ref = "openrouter/glm" if name == "openrouter" else "zai/glm"
    asked = ("price", ref, "--pricing", out, "--as-of", "2026-02-01", "--input", "1M", "--output", "100K")
    # 1M × 0.60 + 100K × 2.20 / 1M = 0.82, however much of it was written or thought
    for said in ((), ("--meter", "cache_write_5m=1M"), ("--meter", "reasoning=100K")):
        assert costcalc(*asked, *said).out.splitlines()[1].startswith("0.82 USD")
    assert costcalc(*asked, "--meter", "cache_read=1M").code == 2
