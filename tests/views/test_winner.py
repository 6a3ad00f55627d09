"""Why no option is called the cheapest, in words."""

from __future__ import annotations

import pytest

from costcalc.feasibility import Flag
from costcalc.views.winner import barred_by, none_is_able


def test_what_bars_is_a_flag_or_a_price_that_nobody_sells_at() -> None:
    flags = [Flag("retired", "it is"), Flag("claimed-price", "somebody printed it"), Flag("stale", "old", bars=False)]
    assert list(barred_by(flags)) == ["flagged", "claimed"]


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        (["not priced"], "none; every option is not priced"),
        (["claimed", "flagged", "claimed"], "none; every option is flagged or claimed"),
        (["not priced", "claimed", "excluded"], "none; every option is claimed, excluded or not priced"),
    ],
)
def test_only_what_is_so_is_named_and_in_one_order(reasons: list[str], said: str) -> None:
    assert none_is_able(reasons) == said
