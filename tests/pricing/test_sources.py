"""What a shipped rate says of its sources, held against the one list that is at hand in the version it names."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from genai_prices.data import providers

from costcalc.project.load import SHIPPED_FOLDER, load_cards
from costcalc.rules import UnitPrice

if TYPE_CHECKING:
    from costcalc.ratecard import Model, Rate

pytestmark = pytest.mark.slow

NAMED, SHORT = "PyPI genai-prices 0.2.3", "genai-prices"
DAY = datetime(2026, 11, 28, tzinfo=UTC)
LISTS = {"moonshot": "moonshotai"}
ELSE_BILLED_AS = {
    "cache_read": ("cache_read_mtok", "input"),
    "cache_write_5m": ("cache_write_mtok", "input"),
    "audio_input": ("input_audio_mtok", "input"),
    "audio_output": ("output_audio_mtok", "output"),
    "image_input": ("input_image_mtok", "input"),
    "web_search": ("web_searches_kcount", None),
}
"""What the list calls a meter, and as what it bills one that it has no price of."""


def in_force(model: Model) -> list[Rate]:
    """Give the rate of the day of the check; the last one of its start, which is the correction."""
    return [rate for rate in model.rates if rate.effective.at <= DAY][-1:]


def missing(provider: str, name: str, rate: Rate) -> list[str]:
    """List the prices of a rate that the list does not have, and would bill as something else."""
    listed = [model for each in providers if each.id == provider for model in each.models if model.is_match(name)]
    if not listed:
        return [meter for meter, _ in rate.prices()]
    theirs = listed[0].get_prices(DAY)
    found = []
    for meter, (field, instead) in ELSE_BILLED_AS.items():
        price, other = rate.price(meter), rate.price(instead) if instead else None
        same = isinstance(price, UnitPrice) and isinstance(other, UnitPrice) and price.price == other.price
        if isinstance(price, UnitPrice) and not same and getattr(theirs, field, None) is None:
            found.append(meter)
    return found


def test_a_rate_says_which_of_its_prices_a_source_does_not_have() -> None:
    """openai/gpt-5.5-pro had a cached price, a source that has none, and no word about it."""
    unsaid = [
        (f"{file.card.id}/{name}", meters)
        for file in load_cards(SHIPPED_FOLDER)
        for name, model in file.card.models.items()
        for rate in in_force(model)
        if NAMED in rate.source
        if SHORT not in (rate.disagreement or "")
        if (meters := missing(LISTS.get(file.card.id, file.card.id), name, rate))
    ]
    assert unsaid == []
