"""What must hold of the prices in a rate. `@` stands where the problem is seen, and is taken out of the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.ratecard import RateCard

MARK = "@"
DISORDER = "bounds-out-of-order"
FIRST_RATE = 11


def rate(prices: str) -> str:
    return f"{{effective: 2026-01-01, {prices}}}"


def marked(prices: str) -> tuple[str, list[str]]:
    """Take the marks out of a rate, and say where they stood in the card."""
    line = f"    - {rate(prices).replace('{', '{source: x, ', 1)}"
    places = []
    while MARK in line:
        places.append(f"{FIRST_RATE}:{line.index(MARK) + 1}")
        line = line.replace(MARK, "", 1)
    return rate(prices).replace(MARK, ""), places


def check(problems: Callable[..., list[str]], prices: str, code: str) -> None:
    text, places = marked(prices)
    assert places
    assert problems(text) == [f"{place} {code}" for place in places]


@pytest.mark.parametrize(
    ("prices", "code"),
    [
        # the unit of the meter is the unit of its price
        ("web_search: @10", "unit-mismatch"),
        ("web_search: {price: @10, per: 1K tokens}", "unit-mismatch"),
        ("web_search: {price: @10, per: 1K Searches}", "unit-mismatch"),
        ("cache_storage: {price: @4.5, per: 1M tokens}", "unit-mismatch"),
        ("audio_second: {price: @1, per: 1 hour}", "unit-mismatch"),
        ("input: {graduated: [{up_to: 1M, price: @10}, {price: 8}], per: 1K requests, period: month}", "unit-mismatch"),
        ("capacity: {reserved: @260, per: 1 hour, term: month}", "unit-mismatch"),
        ("input: 1, web_search: @input", "unit-mismatch"),
        ("input: {price: 1, per: @1M}", "bad-unit"),
        ("input: {price: 1, per: @0 tokens}", "bad-unit"),
        ("input: {price: 1, per: @many tokens}", "bad-unit"),
        # a price has an amount, in one of the forms
        ("input: @{per: 1K tokens}", "missing-key"),
        ("input: @{prise: 1}", "missing-key"),
        ("input: {price: 1, @package: 2}", "unknown-key"),
        ("input: @{package: 1, per: 1K tokens}", "missing-key"),
        ("input: @{package: 1, rounded: period}", "missing-key"),
        ("input: {package: 1, per: 1K tokens, rounded: @month}", "unknown-word"),
        ("input: @[1]", "wrong-type"),
        ("@input: ", "empty-value"),
        ("input: @true", "bad-number"),
        ("web_search: {price: 1, per: 1 search, free: @{quantity: 1}}", "missing-key"),
        ("web_search: {price: 1, per: 1 search, free: {quantity: 1, per: @fortnight}}", "unknown-word"),
        ("web_search: {price: 1, per: 1 search, free: {quantity: @-1, per: day}}", "negative-number"),
        ("audio_second: {price: 1, per: 1 second, minimum: @-1}", "negative-number"),
        ("capacity: {reserved: 1, per: 1 unit, term: month, increment: @0}", "bad-number"),
        ("capacity: {reserved: 1, per: 1 unit, term: @once}", "unknown-word"),
        # bounds rise, and the last has none
        ("input: {graduated: [{up_to: 2M, price: 1}, {up_to: @1M, price: 2}, {price: 3}], period: day}", DISORDER),
        ("input: {graduated: [{up_to: 1M, price: 1}, {up_to: @1M, price: 2}, {price: 3}], period: day}", DISORDER),
        ("input: {graduated: [{up_to: 1M, price: 1}, {up_to: @2M, price: 2}], period: month}", DISORDER),
        ("input: {volume: [{up_to: 1M, price: 1}, {up_to: @2M, price: 2}], period: month}", DISORDER),
        ("input: {graduated: [{price: @1}, {price: 2}], period: month}", "missing-key"),
        # amounts that can be meant
        ("input: {graduated: [{up_to: 1M, price: 1}, {price: @1000001}], period: month}", "implausible-price"),
        ("input: 1, services: {fast: {input: @1000001}}", "implausible-price"),
        ("input: 1, context_tiers: [{when: input > 1, mode: marginal, input: @1000001}]", "implausible-price"),
        ("input: {package: @1.1, per: 1 token, rounded: period}", "implausible-price"),
        ("input: 1, markup: @-5%", "negative-number"),
        # what a multiplier multiplies
        ("input: {multiplier: @0.5}", "no-price"),
        ("input: 1, services: {batch: {output: {multiplier: @0.5}}}", "no-price"),
        ("input: 1, context_tiers: [{when: input > 1, mode: whole_request, input: {multiplier: @2}}]", "no-price"),
        ("input: 1, services: {batch: {input: {multiplier: @-1}}}", "negative-number"),
        # billed as something that has a price
        ("input: 1, services: {batch: {output: @standard}}", "no-price"),
        ("input: 1, cache_read: 1, services: {batch: {cache_read: @input}}", "no-price"),
        ("input: 1, cache_read: unpriced, cache_write_5m: @cache_read", "no-price"),
        ("input: 1, output: @standard", "unknown-meter"),
        ("input: 1, other: {@citation: 2}", "unknown-meter"),
        ("input: 1, other: {@output: 2}", "unknown-key"),
        ("input: 1, other: {@input: 2}", "unknown-key"),
        ("input: 1, services: {fast: {other: {@input: 2}}}", "unknown-key"),
        ("@effective: 2026-01-02", "duplicate-key"),
    ],
)  # fmt: skip
def test_a_price_that_cannot_be_meant(problems: Callable[..., list[str]], prices: str, code: str) -> None:
    check(problems, prices, code)


@pytest.mark.parametrize(
    ("prices", "code"),
    [
        ("input: 1, context_tiers: [{when: @input = 5, mode: marginal, input: 2}]", "bad-condition"),
        ("input: 1, context_tiers: [{when: @input >200K, mode: marginal, input: 2}]", "bad-condition"),
        ("input: 1, context_tiers: [{when: @200K < input, mode: marginal, input: 2}]", "bad-condition"),
        ("input: 1, context_tiers: [{when: @input > 200 tokens, mode: marginal, input: 2}]", "bad-condition"),
        ("input: 1, context_tiers: [{when: @inptu > 200K, mode: marginal, input: 2}]", "unknown-meter"),
        ("input: 1, context_tiers: [{when: @input > 2x, mode: marginal, input: 2}]", "bad-number"),
        ("input: 1, context_tiers: [@{mode: marginal, input: 2}]", "missing-key"),
        ("input: 1, context_tiers: [@{when: input > 200K, input: 2}]", "missing-key"),
        ("input: 1, context_tiers: [{when: input > 200K, mode: @all, input: 2}]", "unknown-word"),
        # lowest first, one meter, one mode
        (
            (
                "input: 1, context_tiers: [{when: input > 200K, mode: marginal, input: 2},"
                " {when: @input > 100K, mode: marginal, input: 3}]"
            ),
            DISORDER,
        ),
        (
            (
                "input: 1, context_tiers: [{when: input > 200K, mode: marginal, input: 2},"
                " {when: @input >= 200K, mode: marginal, input: 3}]"
            ),
            DISORDER,
        ),
        (
            (
                "input: 1, context_tiers: [{when: input > 200K, mode: whole_request, input: 2},"
                " {when: @output > 300K, mode: whole_request, input: 3}]"
            ),
            DISORDER,
        ),
        (
            (
                "input: 1, context_tiers: [{when: input > 200K, mode: whole_request, input: 2},"
                " {when: @input > 300K, mode: marginal, input: 3}]"
            ),
            DISORDER,
        ),
        # only plain prices move with the size of a request, and only prices that are there
        (
            (
                "input: {graduated: [{up_to: 1M, price: 1}, {price: 2}], period: month},"
                " context_tiers: [{when: input > 1K, mode: whole_request, input: @3}]"
            ),
            "unfit-tier",
        ),
        (
            (
                "input: 1, context_tiers: [{when: input > 1K, mode: whole_request,"
                " input: {package: @3, per: 1M tokens, rounded: request}}]"
            ),
            "unfit-tier",
        ),
        (
            (
                "input: {price: 1, free: {quantity: 1K, per: day}},"
                " context_tiers: [{when: input > 1K, mode: whole_request, input: @3}]"
            ),
            "unfit-tier",
        ),
        (
            (
                "input: 1, context_tiers: [{when: input > 1K, mode: whole_request,"
                " input: {price: @3, free: {quantity: 1K, per: day}}}]"
            ),
            "unfit-tier",
        ),
        ("input: 1, context_tiers: [{when: input > 1K, mode: whole_request, output: @3}]", "unfit-tier"),
        (
            (
                "input: {graduated: [{up_to: 1M, price: 1}, {price: 2}], period: month}, cache_read: input,"
                " context_tiers: [{when: input > 1K, mode: whole_request, cache_read: @3}]"
            ),
            "unfit-tier",
        ),
        (
            (
                "input: 1, services: {fast: {input: standard,"
                " context_tiers: [{when: input > 1K, mode: whole_request, input: @3}]}}"
            ),
            "unfit-tier",
        ),
        (
            (
                "input: 1, services: {fast: {multiplier: 2,"
                " context_tiers: [{when: input > 1K, mode: whole_request, input: @3}]}}"
            ),
            "unfit-tier",
        ),
        # in a marginal one, only parts of what it looks at
        ("input: 1, output: 2, context_tiers: [{when: input > 1K, mode: marginal, output: @3}]", "unfit-tier"),
        ("input: 1, output: 2, context_tiers: [{when: input > 1K, mode: marginal, output: @unpriced}]", "unfit-tier"),
        ("input: 1, training: 2, context_tiers: [{when: input > 1K, mode: marginal, training: @3}]", "unfit-tier"),
        (
            "input: 1, cache_read: 1, context_tiers: [{when: cache_read > 1K, mode: marginal, input: @3}]",
            "unfit-tier",
        ),
        (
            "input: {price: 1, minimum: 100}, context_tiers: [{when: input > 1K, mode: marginal, input: @3}]",
            "unfit-tier",
        ),
        (
            (
                "input: {graduated: [{up_to: 1M, price: 1}, {price: 2}], period: month},"
                " context_tiers: [{when: input > 1K, mode: marginal, input: @unpriced}]"
            ),
            "unfit-tier",
        ),
        # per as many units as outside the tier
        (
            "input: 1, context_tiers: [{when: input > 1K, mode: whole_request, input: {price: @3, per: 1K tokens}}]",
            "unit-mismatch",
        ),
        (
            (
                "input: 1, cache_read: input,"
                " context_tiers: [{when: input > 1K, mode: whole_request, cache_read: {price: @0.003, per: 1K tokens}}]"
            ),
            "unit-mismatch",
        ),
    ],
)
def test_a_tier_that_cannot_be_meant(problems: Callable[..., list[str]], prices: str, code: str) -> None:
    check(problems, prices, code)


@pytest.mark.parametrize(
    ("prices", "code"),
    [
        ("input: 1, services: {@batch: {}}", "no-price"),
        ("input: 1, regions: {@us: {}}", "no-price"),
        ("input: 1, services: {@batch: {meters: [input], input: 2}}", "missing-key"),
        ("input: 1, services: {batch: {multiplier: 2, meters: [@inptu]}}", "unknown-meter"),
        ("input: 1, services: {@Batch: {multiplier: 2}}", "bad-name"),
        ("input: 1, services: {@standard: {multiplier: 2}}", "bad-name"),
        ("input: 1, services: {batch: @0.5}", "wrong-type"),
        ("input: 1, promotion: @{multiplier: 0.5}", "missing-key"),
        ("input: 1, promotion: {until: @2026-01-01, multiplier: 0.5}", "empty-rate"),
        ("input: 1, promotion: {until: @2025-12-31, multiplier: 0.5}", "empty-rate"),
        ("input: 1, minimum_charge: @{per: month}", "missing-key"),
        ("input: 1, minimum_charge: {amount: 1, per: @token}", "unknown-word"),
        ("input: 1, minimum_charge: {amount: @-1, per: month}", "negative-number"),
    ],
)
def test_a_modifier_that_cannot_be_meant(problems: Callable[..., list[str]], prices: str, code: str) -> None:
    check(problems, prices, code)


@pytest.mark.parametrize(
    ("window", "code"),
    [
        ('multiplier: 2, tz: UTC, hours: [@"9:00-12:00"]', "bad-hours"),
        ('multiplier: 2, tz: UTC, hours: [@"09:00-09:00"]', "bad-hours"),
        ('multiplier: 2, tz: UTC, hours: [@"09:00-24:01"]', "bad-hours"),
        ('multiplier: 2, tz: UTC, hours: [@"24:00-01:00"]', "bad-hours"),
        ('multiplier: 2, tz: UTC, hours: [@"09:60-12:00"]', "bad-hours"),
        ('multiplier: 2, tz: UTC, hours: [@"09:00"]', "bad-hours"),
        ('multiplier: 2, tz: UTC, hours: @"09:00-12:00"', "wrong-type"),
        ("multiplier: 2, tz: UTC, hours: @[]", "empty-list"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: @Mars/Olympus', "unknown-zone"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: @Europe', "unknown-zone"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: @America/Argentina', "unknown-zone"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: @europe/berlin', "unknown-zone"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: @"+8"', "unknown-zone"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: @"+24:00"', "unknown-zone"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: @../../etc/passwd', "unknown-zone"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: UTC, days: @mon-fry', "unknown-word"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: UTC, days: @weekdays', "unknown-word"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: UTC, days: @[]', "empty-list"),
        ('multiplier: 2, hours: ["09:00-12:00"], tz: UTC, holidays: @../cn', "bad-id"),
    ],
)
def test_a_window_that_cannot_be_meant(problems: Callable[..., list[str]], window: str, code: str) -> None:
    check(problems, f"input: 1, peak: {{{window}}}", code)


def test_a_window_says_its_hours_and_its_zone(problems: Callable[..., list[str]]) -> None:
    check(problems, 'input: 1, peak: @{multiplier: 2, hours: ["09:00-12:00"]}', "missing-key")
    check(problems, "input: 1, peak: @{multiplier: 2, tz: UTC}", "missing-key")


def test_a_rate_has_one_window(problems: Callable[..., list[str]]) -> None:
    text, _ = marked(
        'input: 1, peak: {multiplier: 2, hours: ["09:00-12:00"], tz: UTC},'
        ' off_peak: {multiplier: 0.5, hours: ["00:00-06:00"], tz: UTC}'
    )
    assert problems(text) == ["11:30 two-windows"]


@pytest.mark.parametrize(
    "prices",
    [
        "web_search: {price: 10, per: 1K searches}",
        "web_search: {price: 0.01, per: 1 search}",
        "cache_storage: {price: 4.50, per: 1M token-hours}",
        "audio_second: {price: 0.006, per: 60 seconds, minimum: 0}",
        "gpu_hour: {price: 2.50, per: 1 gpu-hour}",
        "seat: {price: 30, per: 1 seat-month}",
        "capacity: {reserved: 1000000, per: 1 unit, term: year}",
        "image: {price: 500, per: 1 image}",
        "web_search: {price: 10, per: 1K searches, free: {quantity: 0, per: day}}",
        "input: {graduated: [{up_to: 1M, price: 0}, {price: 2}], period: day}",
        "input: {graduated: [{up_to: 1M, price: 2000000}, {price: 2}], period: day, unusual: it is}",
        "input: 1, cache_read: input, context_tiers: [{when: input > 1K, mode: whole_request, cache_read: 3}]",
        "input: 1, context_tiers: [{when: output > 1K, mode: whole_request, input: 3}]",
        "input: {price: 1, minimum: 10}, context_tiers: [{when: input > 1K, mode: whole_request, input: 3}]",
        "input: 1, cache_read: 1, context_tiers: [{when: input >= 1K, mode: marginal, cache_read: unpriced}]",
        "output: 1, reasoning: output, context_tiers: [{when: output > 1K, mode: marginal, output: 3, reasoning: 4}]",
        "input: 1, services: {batch: {multiplier: 0}}",
        "input: 1, services: {batch: {input: standard}}",
        "input: 1, regions: {Eu-West.1/a: {multiplier: 1.1}}",
        'input: 1, peak: {multiplier: 2, hours: ["00:00-24:00", "23:59-00:00"], tz: Asia/Shanghai, days: [sun]}',
        "input: 1, markup: 0",
        "input: 1, minimum_charge: {amount: 0, per: hour}",
    ],
)
def test_a_rate_that_can_be_meant(card: Callable[..., RateCard], prices: str) -> None:
    assert card(rate(prices)).models["small"].rates[0]
