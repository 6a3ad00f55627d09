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


@pytest.mark.parametrize(
    ("tokens", "total"),
    [
        (20_000_000, "105.50"),  # 20M at 5 are 100.00, and 5.5 % of it 5.50
        (2_000_000, "10.80"),  # 10.00, of which 0.55 are less than 0.80
    ],
)
def test_a_fee_on_credits_has_a_least_of_its_own(tokens: int, total: str) -> None:
    """theopenco/llmgateway#3640, pollinations/pollinations#14895: `minimum` beside a percentage was a wrong type."""
    bought = costcalc.price(costcalc.load_cards(CARDS / "F20"), "card/m", {"input": tokens}, as_of="2026-09-14")
    assert bought.total == Decimal(total)
    assert sum(charge.amount for charge in bought.charges) == Decimal(total)


def test_a_fee_on_a_bill_of_somebody_else_is_that_fee_alone(tmp_path: Path) -> None:
    """The same: with a key of one's own 5 % is paid of what is above 25,000: 750 of 40,000."""
    body = (CARDS / "F20" / "card.yaml").read_text(encoding="utf-8")
    steps = "{graduated: [{up_to: 25000, percent: 0%}, {percent: 5%}], per: month, of: list_price, only: true}"
    (tmp_path / "card.yaml").write_text(body.replace("{percent: 5.5%, minimum: 0.80}", steps), encoding="utf-8")
    # 8G of input at 5 per million are 40,000
    owed = costcalc.price(costcalc.load_cards(tmp_path), "card/m", {"input": 8_000_000_000}, as_of="2026-09-14")
    assert owed.total == Decimal(750)
    assert "paid-elsewhere" in {flag.code for flag in owed.flags}


def test_each_kind_of_token_of_each_request_is_rounded_up_to_whole_credits(tmp_path: Path) -> None:
    """lobehub/lobehub#9834: 3 requests of 1.5M in and 0.1M out are 3 × (ceil(1.5) + ceil(0.4)) = 3 × (2 + 1) = 9."""
    body = (CARDS / "F21" / "card.yaml").read_text(encoding="utf-8")
    (tmp_path / "card.yaml").write_text(
        body.replace("output: 4}", "output: 4, round_up: {to: 1, each: request}}"), encoding="utf-8"
    )
    asked = {"input": 1_500_000, "output": 100_000}
    assert costcalc.price(costcalc.load_cards(tmp_path), "card/m", asked, 3, as_of="2025-10-22").total == Decimal(9)
    # Without the rule it stays as it was: 3 × (1.5 + 0.4).
    assert costcalc.price(costcalc.load_cards(CARDS / "F21"), "card/m", asked, 3, as_of="2025-10-22").total == Decimal(
        "5.7"
    )
