"""What is part of what: each unit is priced once, as counting them one by one shows."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import costcalc
from costcalc.meters import METERS, Meter, links, parts_of, remainder
from costcalc.problem import InputError
from tests.inputs import card_yaml, cards_in

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import Catalogue

# What one token can be, with the meters that count it; the last of them has the price for it.
PROMPT = {
    "text": ("input",),
    "text, cached": ("input", "cache_read"),
    "text, written for a while": ("input", "cache_write_5m"),
    "text, written for an hour": ("input", "cache_write_1h"),
    "audio": ("input", "audio_input"),
    "audio, cached": ("input", "audio_input", "cache_read", "audio_cache_read"),
    "picture": ("input", "image_input"),
    "picture, cached": ("input", "image_input", "cache_read", "image_cache_read"),
    "video": ("input", "video_input"),
}
ANSWER = {
    "text": ("output",),
    "thought": ("output", "reasoning"),
    "audio": ("output", "audio_output"),
    "picture": ("output", "image_output"),
    "video": ("output", "video_output"),
    "citation": ("output", "citation"),
}
PAGES = {"page": ("page",), "annotated": ("page", "annotated_page")}
KINDS = [*PROMPT.values(), *ANSWER.values(), *PAGES.values()]

# Powers of two: no sum of some of them is a sum of others, so that nothing can be mistaken for something else.
PRICES = {kind[-1]: 2**nth for nth, kind in enumerate(KINDS)}


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder: Path = tmp_path_factory.mktemp("parts")
    listed = "".join(
        f"        {meter}: {{price: {price}, per: 1M {METERS[meter].unit}s}}\n"
        for meter, price in PRICES.items()
        if meter in METERS
    )
    return cards_in(
        folder,
        card_yaml(
            "meters: {citation: {unit: token, part_of: output}}\nmodels:\n  small:\n    rates:\n"
            f"      - effective: 2026-01-01\n        source: s\n{listed}"
            f"        other: {{citation: {PRICES['citation']}}}\n"
        ),
    )


counts = st.lists(st.integers(0, 10**6), min_size=len(KINDS), max_size=len(KINDS))


def counted(amounts: list[int]) -> dict[str, int]:
    """Count tokens as a vendor does: each one by every meter that is for it."""
    usage: Counter[str] = Counter()
    for kind, amount in zip(KINDS, amounts, strict=True):
        for meter in kind:
            usage[meter] += amount
    return dict(usage)


def test_the_kinds_are_those_of_the_registry() -> None:
    assert {meter for kind in KINDS for meter in kind} - {"citation"} == {
        name
        for name, meter in METERS.items()
        if meter.part_of or any(name in other.part_of for other in METERS.values())
    }
    for kind in KINDS:
        if kind[-1] != "citation":
            assert wholes(kind[-1]) == set(kind)


def wholes(name: str) -> set[str]:
    """Give a meter with all that it is part of."""
    return {name}.union(*(wholes(whole) for whole in METERS[name].part_of))


@given(amounts=counts, requests=st.integers(1, 1000))
def test_each_token_is_priced_once_at_the_most_special_price(
    acme: Catalogue, amounts: list[int], requests: int
) -> None:
    usage = counted(amounts)
    bill = costcalc.price(acme, "acme/small", usage, requests, as_of="2026-01-15")
    one_by_one = sum(amount * PRICES[kind[-1]] for kind, amount in zip(KINDS, amounts, strict=True))
    assert Fraction(bill.figure.value) == Fraction(requests * one_by_one, 10**6)
    of_each = {charge.meter: Fraction(charge.quantity.value) for charge in bill.charges}
    for kind, amount in zip(KINDS, amounts, strict=True):
        assert of_each.get(kind[-1], 0) == requests * amount
    wanted = sum(amounts)
    assert sum(of_each.values()) == requests * wanted


@given(amounts=counts, dropped=st.sets(st.sampled_from([kind[-1] for kind in KINDS if len(kind) > 1])))
def test_what_nobody_tells_apart_is_priced_as_the_whole(acme: Catalogue, amounts: list[int], dropped: set[str]) -> None:
    usage = counted(amounts)
    # who does not tell a part from its whole cannot tell the parts of that part either
    given_up = {meter for meter in usage if dropped & (wholes(meter) if meter in METERS else {meter})}
    told = {meter: amount for meter, amount in usage.items() if meter not in given_up}
    expected = Fraction(0)
    for kind, amount in zip(KINDS, amounts, strict=True):
        left = [meter for meter in kind if meter not in given_up]
        most_special = [meter for meter in left if not any(is_part(other, meter) for other in left)]
        if len(most_special) > 1:  # cached audio, of which nobody says that it is both
            return
        expected += Fraction(amount * PRICES[most_special[0]], 10**6)
    bill = costcalc.price(acme, "acme/small", told, as_of="2026-01-15")
    assert Fraction(bill.figure.value) == expected


def is_part(part: str, whole: str) -> bool:
    """Say whether one meter is part of another one."""
    return part != whole and (whole in wholes(part) if part in METERS else whole == "output")


@pytest.mark.parametrize(
    ("usage", "total"),
    [
        ({"input": 100, "cache_read": 40}, "60 * 1 + 40 * 2"),
        ({"input": 100, "cache_read": 40, "audio_input": 50}, "10 * 1 + 40 * 2 + 50 * 16"),
        # 40 cached, 50 audio, 30 of them both: 10 cached text, 20 other audio, 40 plain text
        (
            {"input": 100, "cache_read": 40, "audio_input": 50, "audio_cache_read": 30},
            "40 * 1 + 10 * 2 + 20 * 16 + 30 * 32",
        ),
        # with 10 pictures more, 5 of them cached as well
        (
            {
                "input": 100,
                "cache_read": 40,
                "audio_input": 50,
                "audio_cache_read": 30,
                "image_input": 10,
                "image_cache_read": 5,
            },
            # cached: 30 audio, 5 pictures, 5 text; the rest: 20 audio, 5 pictures, 35 text
            "35 * 1 + 5 * 2 + 20 * 16 + 30 * 32 + 5 * 64 + 5 * 128",
        ),
        ({"page": 1000, "annotated_page": 200}, "800 * 32768 + 200 * 65536"),
    ],
)
def test_the_same_by_hand(acme: Catalogue, usage: dict[str, int], total: str) -> None:
    products = [[int(factor) for factor in term.split(" * ")] for term in total.split(" + ")]
    by_hand = sum(Fraction(amount * price, 10**6) for amount, price in products)
    assert Fraction(costcalc.price(acme, "acme/small", usage, as_of="2026-01-15").figure.value) == by_hand


@pytest.mark.parametrize(
    "usage",
    [
        {"input": 10, "cache_read": 11},
        {"input": 10, "cache_read": 6, "audio_input": 5},  # 11 of 10, unless some are both
        {"input": 10, "cache_read": 6, "audio_input": 5, "audio_cache_read": 0},
        {"input": 10, "cache_read": 3, "audio_input": 5, "audio_cache_read": 4},
        {"input": 10, "cache_read": 5, "audio_input": 3, "audio_cache_read": 4},
        {
            "input": 10,
            "cache_read": 5,
            "audio_input": 5,
            "image_input": 5,
            "audio_cache_read": 3,
            "image_cache_read": 3,
        },
        {"input": 10, "cache_read": 4, "cache_write_5m": 4, "cache_write_1h": 3},
        {"output": 10, "reasoning": 6, "audio_output": 5},
        {"output": 10, "reasoning": 6, "citation": 5},
        {"page": 1, "annotated_page": 2},
    ],
)
def test_parts_are_not_more_than_their_whole(acme: Catalogue, usage: dict[str, int]) -> None:
    with pytest.raises(InputError) as refused:
        costcalc.price(acme, "acme/small", usage, as_of="2026-01-15")
    assert {problem.code for problem in refused.value.problems} == {"part-exceeds-whole"}


@pytest.mark.parametrize(
    ("usage", "missing"),
    [
        ({"cache_read": 1}, ["`cache_read` is part of `input`"]),
        ({"reasoning": 1}, ["`reasoning` is part of `output`"]),
        ({"input": 2, "audio_input": 1, "audio_cache_read": 1}, ["`audio_cache_read` is part of `cache_read`"]),
        ({"input": 2, "audio_cache_read": 1}, ["part of `audio_input`", "part of `cache_read`"]),
        ({"citation": 1}, ["`citation` is part of `output`"]),
        ({"annotated_page": 1}, ["`annotated_page` is part of `page`"]),
    ],
)
def test_a_part_needs_its_whole(acme: Catalogue, usage: dict[str, int], missing: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        costcalc.price(acme, "acme/small", usage, as_of="2026-01-15")
    assert [problem.code for problem in refused.value.problems] == ["missing-whole"] * len(missing)
    for problem, said in zip(refused.value.problems, missing, strict=True):
        assert said in problem.message


def test_nothing_is_part_of_itself() -> None:
    given_all = links(METERS, METERS)
    for name in METERS:
        assert name not in parts_of(name, given_all)
        for whole in METERS[name].part_of:
            assert METERS[whole].unit == METERS[name].unit


@st.composite
def lattices(draw: st.DrawFn) -> dict[str, Meter]:
    """Draw meters, each part of some that came before it."""
    names = [f"m{nth}" for nth in range(draw(st.integers(1, 7)))]
    meters = {}
    for nth, name in enumerate(names):
        part_of = draw(st.lists(st.sampled_from(names[:nth]), unique=True, max_size=3)) if nth else []
        meters[name] = Meter(name, "token", "", tuple(part_of))
    return meters


@given(meters=lattices(), data=st.data())
def test_the_remainder_of_any_meter_is_what_no_part_of_it_counts(meters: dict[str, Meter], data: st.DataObject) -> None:
    # Each unit is of one kind, and is counted by the meter of that kind and by all that this one is part of.
    units = {name: data.draw(st.integers(0, 100), label=name) for name in meters}

    def counted_by(name: str) -> set[str]:
        return {name}.union(*(counted_by(whole) for whole in meters[name].part_of))

    usage = {name: sum(amount for kind, amount in units.items() if name in counted_by(kind)) for name in meters}
    linked = links(meters, list(meters))
    for name in meters:
        assert sum(usage[other] * times for other, times in remainder(name, linked)) == units[name]
