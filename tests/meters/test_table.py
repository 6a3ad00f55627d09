"""Every meter has a price in its own unit, and its documentation says what is true."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from inspect import cleandoc
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest

import costcalc
from costcalc.documentation import documentation
from costcalc.meters import METERS
from costcalc.problem import InputError
from costcalc.rules import RULES, plural
from tests.expr.calculator import calculate
from tests.inputs import card_yaml, cards_in

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import Catalogue

RATE = "models:\n  small:\n    rates:\n      - effective: 2026-01-01\n        source: s\n"
UNITS = {
    "token": "input cache_read cache_write_5m cache_write_1h audio_input audio_cache_read image_input image_cache_read "
    "video_input output reasoning audio_output image_output video_output training",
    "token-hour": "cache_storage",
    "search": "rerank web_search file_search",
    "request": "request",
    "image": "image image_read",
    "page": "page annotated_page",
    "character": "character character_output",
    "second": "audio_second speech_second video_second video_read_second",
    "message": "message",
    "call": "tool_call",
    "hour": "hosting_hour",
    "gpu-hour": "gpu_hour",
    "seat-month": "seat",
    "unit": "capacity",
}


def written(folder: Path, prices: str) -> Catalogue:
    return cards_in(folder, card_yaml(RATE + indent(prices, "        ")))


DOCS = {name: cleandoc(meter.doc) for name, meter in METERS.items()}
DOCS |= {f"rule {name}": documentation(import_module(f"costcalc.rules.{name}")) for name in RULES}


def test_what_each_meter_is_counted_in() -> None:
    listed = {name: unit for unit, names in UNITS.items() for name in names.split()}
    assert {name: meter.unit for name, meter in METERS.items()} == listed


@pytest.mark.parametrize("meter", sorted(METERS.keys() - {"request"}))
def test_a_meter_is_priced_by_its_unit(tmp_path: Path, meter: str) -> None:
    wholes, seen = [meter], {meter}
    while wholes:
        more = set(METERS[wholes.pop()].part_of) - seen
        wholes += more
        seen |= more
    prices = "".join(f"{name}: {{price: 7, per: 2 {plural(METERS[name].unit)}, unusual: a test}}\n" for name in seen)
    cards = written(tmp_path, prices)
    usage = dict.fromkeys(seen, 3)  # all of the whole is of this kind
    bill = costcalc.price(cards, "acme/small", usage, 5, as_of="2026-01-15")
    # 5 requests × 3 × 7 / 2
    assert {charge.meter: Fraction(charge.amount) for charge in bill.charges if charge.amount} == {
        meter: Fraction(105, 2)
    }
    assert {charge.unit for charge in bill.charges} == {METERS[meter].unit}


def test_a_request_is_counted_by_itself(tmp_path: Path) -> None:
    cards = written(tmp_path, "input: 0\nrequest: {price: 7, per: 2 requests, unusual: a test}\n")
    bill = costcalc.price(cards, "acme/small", {"input": 3}, 5, as_of="2026-01-15")
    # 5 × 7 / 2
    assert {charge.meter: charge.amount for charge in bill.charges} == {"input": 0, "request": Decimal("17.5")}
    with pytest.raises(InputError):
        costcalc.price(cards, "acme/small", {"input": 3, "request": 2}, 5, as_of="2026-01-15")


SUM = re.compile(r"^    ((?:\d|min\(|max\(|ceil\()[^=\n]*?) = ([\d.]+)(…?)(?: +\[.*\])?$", re.MULTILINE)
SUMS = [found.groups() for doc in DOCS.values() for found in SUM.finditer(doc)]


def test_the_documentation_does_sums() -> None:
    assert len(SUMS) >= 25


@pytest.mark.parametrize(("left", "right", "cut"), SUMS)
def test_a_sum_of_the_documentation_is_right(left: str, right: str, cut: str) -> None:
    value = calculate(re.sub(r" \[[^]]*\]", "", left))
    if cut:
        last_digit = Fraction(1, 10 ** len(right.partition(".")[2]))
        assert Fraction(right) <= value < Fraction(right) + last_digit
    else:
        assert value == Fraction(right)


@pytest.mark.parametrize("doc", DOCS.values(), ids=list(DOCS))
def test_the_prices_of_the_documentation_are_prices(tmp_path: Path, doc: str) -> None:
    blocks = re.findall(r"(?:^    \S.*\n|^      .*\n)+", f"{doc}\n", re.MULTILINE)
    for block in blocks:
        text = dedent(block)
        if " = " in text or "workload:" in text or "extends:" in text:
            continue
        keys = [line.partition(":")[0] for line in text.splitlines()]
        variants = [text]
        if len(set(keys)) < len(keys):  # the same price in several forms
            variants = text.splitlines(keepends=True)
        for nth, variant in enumerate(variants):
            present = {line.partition(":")[0] for line in variant.splitlines()}
            rest = "".join(f"{meter}: 1\n" for meter in ("input", "output", "page") if meter not in present)
            rest = rest.replace("page: 1\n", "page: {price: 1, per: 1 page}\n")
            folder = tmp_path / f"{nth}-{blocks.index(block)}"
            folder.mkdir()
            assert written(folder, variant.rstrip("\n") + "\n" + rest)
