"""Reports about cards: tables that fit, prices in words, and nothing a file says obeyed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.expr import Num
from costcalc.formats.blocks import Row, Table
from costcalc.formats.cards.data import price_data
from costcalc.formats.cards.fitted import dense, fitted
from costcalc.formats.cards.words import age, changed_by, day, price_words
from costcalc.instant import parse_instant
from costcalc.problem import Place, Source
from costcalc.project.load import load_card
from costcalc.rules import PricingUnit
from tests.formats.github_page import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.ratecard import Rate
    from tests.conftest import Answer

MILLION = PricingUnit(Num(Decimal(1_000_000), "1M"), "token", Place(Source("card"), 1, 1))
CARD = """\
schema: costcalc/rate-card/v1
id: acme
title: Acme
basis: published
version: 1
currency: USD
per: 1M tokens
models:
  small:
    rates:
      - {{effective: 2026-01-01, source: x, {prices}}}
"""


@pytest.fixture
def rate(tmp_path: Path) -> Callable[[str], Rate]:
    """Read a rate."""

    def load(prices: str) -> Rate:
        file = tmp_path / "acme.yaml"
        file.write_text(CARD.format(prices=prices), encoding="utf-8")
        return load_card(file).card.models["small"].rates[0]

    return load


@pytest.mark.parametrize(
    ("prices", "words"),
    [
        ("input: 0.14", "0.14"),
        ("input: 3", "3.00"),
        ("input: 1e-5", "0.00001"),
        ("input: {price: 3, per: 1M tokens}", "3.00"),
        ("input: {price: 0.01, per: 1K tokens}", "0.01 per 1K tokens"),
        ("web_search: {price: 35, per: 1K searches}", "35.00 per 1K searches"),
        ("audio_second: {price: 0.04, per: 3600 seconds, minimum: 10}", "0.04 per 3600 seconds, at least 10 a request"),
        (
            "web_search: {price: 35, per: 1K searches, free: {quantity: 1500, per: day}}",
            "35.00 per 1K searches, 1,500 free a day",
        ),
        (
            "input: {graduated: [{up_to: 1M, price: 10}, {up_to: 10M, price: 8}, {price: 6}], period: month}",
            "10.00 up to 1M, 8.00 up to 10M, then 6.00, a month",
        ),
        (
            "input: {volume: [{up_to: 1B, price: 10}, {price: 8}], period: month}",
            "10.00 up to 1B, then 8.00 for all, a month",
        ),
        ("input: {package: 10, per: 1M tokens, rounded: period}", "10.00 for 1M tokens begun of the period"),
        (
            "capacity: {reserved: 260, per: 1 unit, term: month, minimum: 15, increment: 5}",
            "260.00 per 1 unit a month, at least 15, in steps of 5",
        ),
        ("cache_read: input, input: 1", "as input"),
        ("cache_read: unpriced, input: 1", "unpriced"),
    ],
)
def test_a_price_in_words(rate: Callable[[str], Rate], prices: str, words: str) -> None:
    found = rate(prices)
    assert price_words(found.price(prices.partition(":")[0]), MILLION) == words


@pytest.mark.parametrize(
    ("prices", "data"),
    [
        (
            "input: 0.140",
            {"form": "per_unit", "price": "0.14", "minimum": None, "free": None, "per": "1000000"},
        ),
        (
            "web_search: {price: 35, per: 1K searches, minimum: 2, free: {quantity: 1500, per: day}}",
            {
                "form": "per_unit",
                "price": "35",
                "minimum": "2",
                "free": {"quantity": "1500", "per": "day"},
                "per": "1000",
            },
        ),
        (
            "input: {graduated: [{up_to: 1M, price: 10}, {price: 6}], period: month}",
            {
                "form": "graduated",
                "slices": [{"up_to": "1000000", "price": "10"}, {"up_to": None, "price": "6"}],
                "period": "month",
                "per": "1000000",
            },
        ),
        (
            "input: {volume: [{up_to: 1B, price: 10}, {price: 8}], per: 1K tokens, period: month}",
            {
                "form": "volume",
                "slices": [{"up_to": "1000000000", "price": "10"}, {"up_to": None, "price": "8"}],
                "period": "month",
                "per": "1000",
            },
        ),
        (
            "input: {package: 10, per: 1M tokens, rounded: request}",
            {"form": "package", "price": "10", "rounded": "request", "per": "1000000"},
        ),
        (
            "capacity: {reserved: 260, per: 1 unit, term: month, increment: 5}",
            {"form": "reserved", "price": "260", "term": "month", "minimum": None, "increment": "5", "per": "1"},
        ),
        ("cache_read: input, input: 1", {"form": "billed_as", "meter": "input"}),
        ("cache_read: unpriced, input: 1", {"form": "unpriced"}),
    ],
)
def test_a_price_for_programs(rate: Callable[[str], Rate], prices: str, data: dict[str, Any]) -> None:
    assert price_data(rate(prices).price(prices.partition(":")[0]), MILLION) == data


def test_what_has_no_price_is_no_price_for_programs_either() -> None:
    assert price_data(None, MILLION) is None
    assert price_words(None, MILLION) == "-"


def test_what_changes_prices_is_named(rate: Callable[[str], Rate]) -> None:
    found = rate(
        "input: 1, context_tiers: [{when: input > 200K, mode: whole_request, input: 2}], markup: 5%, "
        "services: {batch: {multiplier: 0.5}}, regions: {us: {multiplier: 1.1}}, "
        'off_peak: {multiplier: 0.5, hours: ["16:30-00:30"], tz: UTC}'
    )
    assert changed_by(found) == "size, batch, region us, off-peak, markup"


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


def test_a_wide_table_is_cut_into_parts_that_begin_alike() -> None:
    table = Table(("model", "input", "output", "source"), (Row(("small", "1.00", "2.00", "a page")),), frozenset())
    # an indent of 2, and 5 + 2 + 5 + 2 + 6 to the end of the third column
    assert [part.columns for part in fitted(table, 22)] == [("model", "input", "output"), ("model", "source")]
    assert [part.columns for part in fitted(table, 21)] == [
        ("model", "input"),
        ("model", "output"),
        ("model", "source"),
    ]
    assert list(fitted(table, None)) == [table]
    assert [row.cells for part in fitted(table, 1) for row in part.rows][-1] == ("small", "a page")


def test_a_column_that_says_nothing_is_left_out() -> None:
    rows = [Row(("a", "-", "1")), Row(("b", "-", "-"))]
    assert dense(("model", "x", "y"), rows, frozenset({"y"}), "-").columns == ("model", "y")


TABLE = ("table", "thead", "tbody", "tr", "th", "td")
HOSTILE = "\\e[31mred [link=file:///etc/passwd]x[/link] | `@all` <script> =1+1 ::stop-commands::x"


@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv"])
@pytest.mark.parametrize("command", [("list",), ("list", "acme"), ("show", "acme/small"), ("diff", "old", "new")])
def test_what_a_file_says_is_only_text(
    costcalc: Callable[..., Answer],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    form: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    hostile = HOSTILE.removeprefix("\\e")
    card = CARD.format(prices=f"input: 1, note: '{hostile}', disagreement: '=1+1'").replace("Acme", f"'={hostile}'")
    for state, text in {"old": CARD.format(prices="input: 2"), "new": card}.items():
        (tmp_path / state).mkdir()
        (tmp_path / state / "acme.yaml").write_text(text, encoding="utf-8")
    pricing = () if command[0] == "diff" else ("--pricing", "new")
    answer = costcalc("cards", *command, *pricing, "--format", form)
    assert (answer.code, answer.err) == (0, "")
    assert "\x1b" not in answer.out
    if form == "markdown":
        page = Page(answer.out)
        assert (page.links, page.taken) == ([], [])
        assert set(page.tags) <= {"h2", "h3", "h4", "p", "strong", "ul", "li", "pre", *TABLE}
    if form == "csv":
        assert not any(cell.startswith("=") for line in answer.out.splitlines() for cell in line.split(","))
