"""Days and ages of cards."""

from __future__ import annotations

import pytest

from costcalc.instant import parse_instant
from costcalc.views.cards.words import day
from costcalc.views.words import age


@pytest.mark.parametrize(
    ("verified", "said"),
    [("2026-05-31", "1 day"), ("2026-06-01", "0 days"), ("2026-06-03", "2 days later"), ("2023-06-02", "1,095 days")],
)
def test_the_age_of_a_price(verified: str, said: str) -> None:
    assert age(parse_instant(verified), parse_instant("2026-06-01")) == said


def test_an_instant_can_be_broken_at_its_hour() -> None:
    assert day(parse_instant("2026-04-26T12:15:00Z")) == "2026-04-26 12:15Z"
    assert day(parse_instant("2026-04-26T12:15:01Z")) == "2026-04-26 12:15:01Z"
    assert day(parse_instant("2026-04-26")) == "2026-04-26"
