"""Prices over time, drawn with plain characters: where they stand, when they change, what is announced."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from costcalc.formats.chart import drawn
from costcalc.formats.scale import scale_of
from costcalc.instant import parse_instant
from costcalc.views.blocks import Chart, Series

if TYPE_CHECKING:
    from costcalc.expr import Exact


def series(name: str, *steps: tuple[str, str | None]) -> Series:
    return Series(name, tuple((parse_instant(since), Decimal(price) if price else None) for since, price in steps))


def picture(chart: Chart, width: int = 60) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in drawn(chart, width)]


def test_a_chart_of_prices_that_rise_and_fall_and_are_announced() -> None:
    chart = Chart(
        (
            series("input", ("2026-01-01", "1"), ("2026-07-01", "2")),
            series("output", ("2026-01-01", "4"), ("2026-05-01", "3"), ("2026-11-01", "5")),
        ),
        parse_instant("2026-09-01"),
    )
    # 13 rows from 0 to 6 are 0.5 each, so 5 stands on the tenth above 0. 43 columns for 304 days and a twelfth of them:
    # 120 days × 42 / 329.3 are 15 columns, 181 are 23, 243 are 30 and 304 are 38
    assert picture(chart) == [
        "6 |                              :",
        "  |                              :",
        "  |                              :       +==== = output 5.00",
        "  |                              :       |",
        "4 |===============+              :       |",
        "  |               |              :       |",
        "  |               +======================+",
        "  |                              :",
        "2 |                       +------------------- - input 2.00",
        "  |                       |      :",
        "  |-----------------------+      :",
        "  |                              :",
        "0 |                              :",
        "  ++--------------+-------+------^-------+----",
        "   2026-01-01             2026-07-01     2026-11-01",
        "^ 2026-09-01, then what is announced",
    ]


def test_prices_that_differ_by_more_than_ten_are_drawn_by_factors() -> None:
    chart = Chart((series("input", ("2026-01-01", "10"), ("2026-06-01", "0.1")),), parse_instant("2026-12-01"))
    lines = picture(chart)
    # 13 rows from 0.1 to 10: six for each factor of ten
    assert [line.split(" |")[0].strip() for line in lines[:13]] == [
        *("10", "", "5", "", "2", "", "1", "", "0.5", "", "0.2", "", "0.1"),
    ]
    assert lines[0].startswith(" 10 |---")
    assert lines[12].endswith("----- - input 0.10")
    assert lines[-1] == "^ 2026-12-01; log scale"


@pytest.mark.parametrize(
    ("prices", "rows"),
    [
        (["10", "0.1"], [12, 0]),
        (["10", "1", "0.1"], [12, 6, 0]),
        (["0", "1", "100"], [0, 2, 12]),  # what is free stands below the scale
        (["2", "1", "0"], [12, 6, 0]),
        (["0.0028", "0.66"], [1, 11]),  # from 0.002 to 1: log(0.0028/0.002)/log(500)×12 = 0.65, and 11.2
    ],
)
def test_where_prices_stand(prices: list[str], rows: list[int]) -> None:
    values: list[Exact] = [Decimal(price) for price in prices]
    scale = scale_of(values, 13)
    assert scale
    assert [scale.row(value) for value in values] == rows


def test_nothing_but_what_is_free_has_no_scale() -> None:
    assert scale_of([Decimal(0)], 13) is None
    assert not drawn(Chart((series("input", ("2026-01-01", "0")),), parse_instant("2026-02-01")), 60)


def test_a_price_that_ends_leaves_a_gap_and_says_so() -> None:
    chart = Chart(
        (series("input", ("2026-01-01", "1"), ("2026-03-01", None), ("2026-05-01", "2"), ("2026-06-01", None)),),
        parse_instant("2026-07-01"),
    )
    lines = picture(chart)
    assert any(line.endswith("- input (ended)") for line in lines)
    assert not any("|" in line.split("|", 1)[1] for line in lines[:-3])  # no rise across the gap


def test_a_narrow_chart_names_its_lines_below() -> None:
    chart = Chart((series("cache_read", ("2026-01-01", "1"), ("2026-06-01", "2")),), parse_instant("2026-12-01"))
    lines = picture(chart, 40)
    assert max(map(len, lines)) <= 40
    assert lines[-2] == "- cache_read 2.00"


@pytest.mark.parametrize("width", range(40, 130, 7))
def test_a_chart_is_as_wide_as_it_may_be_and_plain(width: int) -> None:
    chart = Chart(
        tuple(
            series(name, ("2024-05-13", "5"), ("2024-10-02", "2.5"), ("2026-01-01", "2"), ("2028-01-01", "0.001"))
            for name in ("input", "output", "cache_read")
        ),
        parse_instant("2026-11-23"),
    )
    lines = picture(chart, width)
    assert max(map(len, lines)) <= width
    assert all(line.isascii() for line in lines)
    assert sum(line.count(name) for line in lines for name in ("= output 0.001", "- input 0.001")) == 2
