"""A name says for prompts of which size its price is, whoever's list it is in."""

from __future__ import annotations

from typing import Any

import pytest

from costcalc.importers.draft import DraftCard, DraftModel, DraftRate, Note
from costcalc.importers.reading.fields import OF_ONE_SIZE
from costcalc.importers.rules.prompt_sizes import of_one_size, prompt_sizes
from costcalc.ratecard.doubts import LARGE_ONLY, SMALL_ONLY

SHEET = {"input": "1", "output": "4", "reasoning": "output"}


def made(name: str, title: str | None = None, **more: Any) -> tuple[DraftRate, list[Note]]:
    rate = DraftRate(effective="2026-01-01", source="a list", sheet=SHEET, **more)
    model = DraftModel(name=name, title=title, rates=[rate])
    notes: list[Note] = []
    card = of_one_size(DraftCard(id="acme", title="Acme", models=[model]), notes)
    return card.models[0].rates[0], notes


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("M ≤200k", "input > 200K"),
        ("M <=200k", "input > 200K"),
        ("M <= 200 K tokens", "input > 200K"),
        ("M ≤200,000", "input > 200K"),
        ("M ≤ 200.000", "input > 200K"),
        ("M (≤ 200000)", "input > 200K"),
        ("M ≤1M", "input > 1000K"),
        ("M ≤0.2M", "input > 200K"),
        ("M <128k", "input >= 128K"),
        ("M under 128k", "input >= 128K"),
        ("M up to 32K", "input > 32K"),
        ("m-lte-128k", "input > 128K"),
        ("m-lte-128K", "input > 128K"),
        ("m-lt-128k-2026", "input >= 128K"),
        ("m_up-to_131072", "input > 131072"),
    ],
)
def test_the_price_of_small_prompts_is_none_of_larger_ones(name: str, when: str) -> None:
    rate, notes = made("m", name)
    unpriced = dict.fromkeys(SHEET, "unpriced")
    assert (rate.context_tiers, rate.doubts) == ([{"when": when, "mode": "whole_request", **unpriced}], ())
    assert notes == [Note("acme", "m", "name", OF_ONE_SIZE)]


@pytest.mark.parametrize(
    "name",
    [
        "M >200k",
        "M ≥200,000",
        "M >= 200k",
        "M > 0.2M",
        "m-gt-128k",
        "m-GTE-128K",
        "M over 200k",
        "M 200k+",
        "M 32K<Token",
    ],
)
def test_the_price_of_large_prompts_is_in_doubt(name: str) -> None:
    rate, notes = made(name)
    assert (rate.context_tiers, rate.doubts, len(notes)) == ((), ("large_prompts_only",), 1)


def test_a_range_is_the_price_of_neither_smaller_nor_larger_prompts() -> None:
    rate, _ = made("m", "M (32K<Token≤128K)")
    assert rate.doubts == ("large_prompts_only",)
    assert [tier["when"] for tier in rate.context_tiers] == ["input > 128K"]


@pytest.mark.parametrize(("name", "doubt"), [("M ≤ 4 pages", "small"), ("M <2 lakh", "small"), ("M ≥many", "large")])
def test_a_size_that_cannot_be_read_is_a_doubt(name: str, doubt: str) -> None:
    rate, _ = made("m", name)
    assert (rate.context_tiers, rate.doubts) == ((), (f"{doubt}_prompts_only",))


def test_where_a_card_cannot_say_it_there_is_a_doubt() -> None:
    rate, _ = made("m-lte-128k", services={"batch": {"multiplier": "0.5"}})
    assert (rate.context_tiers, rate.doubts) == ((), ("small_prompts_only",))


@pytest.mark.parametrize(
    "name",
    [
        *("gpt-4-32k", "moonshot-v1-128k", "yi-34b-200k", "gemini-2.5-pro-200k", "databricks-gte-large-en"),
        *("together-ai-up-to-4b", "fireworks-ai-above-16b", "fireworks-ai-embedding-up-to-150m", "Llama <8B"),
        *("DeepSeek-Prover-V2-671B", "A -> B 2000", "Qwen3-Max-2026-01-23", "Overture 128k", "max-16k-model"),
    ],
)
def test_other_names_say_no_size_of_prompts(name: str) -> None:
    assert list(prompt_sizes(name)) == []


def test_a_model_beside_which_another_is_for_large_prompts_is_for_small_ones() -> None:
    def model(name: str, *doubts: str) -> DraftModel:
        return DraftModel(
            name=name, rates=[DraftRate(effective="2026-01-01", source="a list", sheet=SHEET, doubts=doubts)]
        )

    names = ("m", "m:batch", "n", "o-long")
    models = [*map(model, names), model("m:long-context", LARGE_ONLY), model("n-long-2", LARGE_ONLY)]
    notes: list[Note] = []
    card = of_one_size(DraftCard(id="acme", title="Acme", models=models), notes)
    doubts = {each.name: tuple(each.rates[0].doubts) for each in card.models}
    assert doubts == {
        "m": (SMALL_ONLY,),
        "m:batch": (),
        "n": (),
        "o-long": (),
        "m:long-context": (LARGE_ONLY,),
        "n-long-2": (LARGE_ONLY,),
    }
    assert notes == [Note("acme", "m", "name", OF_ONE_SIZE)]
