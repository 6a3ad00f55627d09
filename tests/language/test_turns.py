"""Turns at random, each priced alone by a loop written here: bounds of tiers, windows and least charges."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.asked import ask, option, total

SIZE = st.integers(0, 9)


@settings(max_examples=120)
@given(
    first=st.integers(-3, 5),
    many=st.integers(0, 12),
    at_first=SIZE,
    grows=SIZE,
    squared=st.integers(0, 3),
    requests=SIZE,
    more=st.integers(0, 3),
    bounds=st.lists(st.integers(1, 60), min_size=1, max_size=3, unique=True).map(sorted),
    window=st.integers(1, 200),
    reads=st.integers(0, 4),
)
def test_every_turn_pays_the_price_of_its_size(
    first: int,
    many: int,
    at_first: int,
    grows: int,
    squared: int,
    requests: int,
    more: int,
    bounds: list[int],
    window: int,
    reads: int,
) -> None:
    tiers = ", ".join(
        f"{{when: input > {bound}, mode: whole_request, input: {10 + nth}, cache_read: {nth + 1}, output: {20 + nth}}}"
        for nth, bound in enumerate(bounds)
    )
    last = first + many - 1
    whole = f"{at_first} + {grows} * (k + 3) + {squared} * k ^ 2"
    result = ask(f"""\
prices:
  p: {{input: 3, cache_read: 0.5, output: 7, context_window: {window}, context_tiers: [{tiers}]}}
workload:
- call: c
  model: p
  each: {{k: {first}..{last}}}
  requests: {requests} + {more} * (k + 3)
  input: {whole}
  cache_read: ({whole}) * {reads} / 4
  output: k + 3
claims: [{{claim: q, of: c.input.quantity}}, {{claim: r, of: c.requests}}]
""")
    cost, quantity, asked, over = Fraction(0), Fraction(0), 0, []
    for k in range(first, last + 1):
        size = at_first + grows * (k + 3) + squared * k * k
        times = requests + more * (k + 3)
        reached = [nth for nth, bound in enumerate(bounds) if size > bound]
        tier = reached[-1] if reached else None
        prices = (3, Fraction(1, 2), 7) if tier is None else (10 + tier, tier + 1, 20 + tier)
        read = Fraction(size * reads, 4)
        cost += times * ((size - read) * prices[0] + read * prices[1] + (k + 3) * prices[2]) / 1_000_000
        quantity += times * (size - read)
        asked += times
        if times and size + k + 3 > window:
            over.append(k)
    assert total(result) == cost
    assert [claim.figures[0].value for claim in result.claims] == [quantity, asked]
    flags = [flag.message for flag in option(result).flags if flag.code == "context-window-exceeded"]
    assert len(flags) == (1 if over else 0)
    assert all(f"in {len(over)} of {many} turns, the first k={over[0]}" in flag for flag in flags)
