"""Bug reports of other calculators about rules that round, top up or act on money; each names the report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import costcalc

CARDS = Path(__file__).parent / "cards"


@pytest.mark.parametrize(
    ("seconds", "amount"),
    [
        ("2", "0.006"),  # billed as 15 seconds: 15 × 0.0004
        ("9.3", "0.006"),  # 10 whole seconds, and 15 are the least
        ("20.2", "0.0084"),  # 21 whole seconds: 21 × 0.0004
    ],
)
def test_whole_seconds_are_billed_and_15_of_a_request_at_least(seconds: str, amount: str) -> None:
    """stdapi-ai/stdapi.ai#280: `minimum` beside `package` was an unknown key."""
    cards = costcalc.load_cards(CARDS / "F19")
    heard = costcalc.price(cards, "card/transcribe", {"audio_second": Decimal(seconds)}, as_of="2026-09-22")
    assert heard.total == Decimal(amount)
