"""Units: one word for one, another for several, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costcalc.meters import METERS
from costcalc.rules import MEASURES, plural, same_unit, singular

WORDS = {
    "token": "tokens",
    "search": "searches",
    "query": "queries",
    "day": "days",
    "box": "boxes",
    "address": "addresses",
    "image": "images",
    "database": "databases",
    "response": "responses",
    "cache": "caches",
    "cookie": "cookies",
    "status": "statuses",
    "home visit": "home visits",
    "web query": "web queries",
    "token-hour": "token-hours",
    "GB-month": "GB-months",
    "vCPU-hour": "vCPU-hours",
    "H100-hour": "H100-hours",
    "GPU": "GPUs",
    "vCPU": "vCPUs",
    "H100": "H100s",
    "TPS": "TPSs",
    "GB": "GB",
    "kWh": "kWh",
    "GB-s": "GB-s",
}
"""Of one, of several, as a person writes them."""

STEMS = st.from_regex(r"[A-Za-z]([A-Za-z0-9]{0,6}[A-RT-Za-rt-z0-9])?", fullmatch=True)
# What English leaves open is not guessed at: `movies` may be of a movie or of a movy, `axes` of an axe or an ax.
LIKE_OTHERS = {"bu", "len", "corpu", "statu", "cach", "nich", "cooky", "movy"}
"""What would have the same word for several as a word that people count in, or that word itself."""

REGULAR = STEMS.filter(
    lambda word: (
        word == "s" or (word not in LIKE_OTHERS and not word.lower().endswith(("ie", "che", "she", "xe", "sse", "s")))
    )
)
UNITS = st.lists(REGULAR, min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from([" ".join(words), "-".join(words)])
)


@pytest.mark.parametrize(("one", "several"), WORDS.items())
def test_a_unit_has_a_word_for_one_and_for_several(one: str, several: str) -> None:
    assert plural(one) == several
    assert singular(several) == one
    assert singular(one) == one


@pytest.mark.parametrize("unit", sorted({meter.unit for meter in METERS.values()} | MEASURES))
def test_the_units_of_all_meters_come_back(unit: str) -> None:
    assert singular(plural(unit)) == singular(unit) == unit


@given(unit=UNITS)
@pytest.mark.slow
def test_the_word_for_several_leads_back_to_the_one(unit: str) -> None:
    assert singular(plural(unit)) == unit
    assert singular(unit) == unit
    assert singular(unit)


@given(unit=st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,8}([ -][A-Za-z][A-Za-z0-9]{0,8}){0,2}", fullmatch=True))
@pytest.mark.slow
def test_a_unit_is_the_same_however_many_there_are(unit: str) -> None:
    assert same_unit(singular(plural(unit)), unit)


def test_different_words_are_different_units() -> None:
    assert not same_unit("GB", "gb")
    assert not same_unit("page", "pages")
