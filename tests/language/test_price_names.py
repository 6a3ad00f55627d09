"""`OPTION.price.METER` is what that option pays for 1M tokens, or for one of what is no token (decision 6)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.language.asked import ask, claim, claimed, priced, worth


def paid(prices: str, meter: str = "input", *, option: str = "", call: str = "input: 1M", **keys: object) -> object:
    body = f"""\
prices: {{p: {prices}}}
workload: [{{call: c, requests: 1, {call}}}]
options: {{o: {{model: p{option}}}}}
"""
    return worth(f"o.price.{meter}", body, **keys)


@pytest.mark.parametrize(
    ("prices", "meter", "expected"),
    [
        ("{input: 2.50}", "input", Decimal("2.5")),
        ("{input: 0.0025, per: 1K tokens}", "input", Decimal("2.5")),
        ("{input: {price: 0.0025, per: 1K tokens}}", "input", Decimal("2.5")),
        ("{input: 1, image: {price: 30, per: 1K images}}", "image", Decimal("0.03")),
        ("{input: 1, web_search: {price: 35, per: 1K searches}}", "web_search", Decimal("0.035")),
        ("{input: 1, request: {price: 5, per: 1K requests}}", "request", Decimal("0.005")),
        ("{input: 2, cache_read: input}", "cache_read", 2),
    ],
)
def test_a_price_is_for_a_million_tokens_or_for_one_piece_whatever_the_card_says(
    prices: str, meter: str, expected: Decimal
) -> None:
    assert paid(prices, meter) == expected


def test_it_is_the_price_of_the_service() -> None:
    assert paid("{input: 2, services: {batch: {input: 1}}}", option=", service: batch") == 1
    assert paid("{input: 2, services: {batch: {multiplier: 0.5}}}", option=", service: batch") == 1


def test_it_is_the_price_of_the_region() -> None:
    assert paid("{input: 2, regions: {eu: {multiplier: 1.1}}}", option=", region: eu") == Decimal("2.2")


def test_it_is_in_the_currency_of_the_comparison_and_an_inline_list_price_in_its_own() -> None:
    body = """\
currency: USD
prices: {y: {input: 10, currency: CNY}}
workload: [{call: c, requests: 1, input: 1M}]
options: {o: {model: y}}
claims: [{claim: a, of: o.price.input}, {claim: b, of: y.price.input}]
"""
    assert claimed(ask(body, fx=True)) == {"a": 2, "b": 10}


def test_a_list_price_is_the_list_price_whatever_an_option_pays() -> None:
    body = """\
prices: {p: {input: 10, services: {batch: {input: 5}}}}
workload: [{call: c, requests: 1, input: 1M}]
options: {o: {model: p, service: batch}}
claims: [{claim: a, of: o.price.input}, {claim: b, of: p.price.input}]
"""
    assert claimed(ask(body)) == {"a": 5, "b": 10}


@pytest.mark.parametrize(
    "prices",
    [
        "{input: 2, context_tiers: [{when: input > 200K, mode: whole_request, input: 4}]}",
        "{input: {graduated: [{up_to: 1M, price: 2}, {price: 1}], per: 1M tokens, period: month}}",
        "{input: {volume: [{up_to: 1M, price: 2}, {price: 1}], per: 1M tokens, period: month}}",
        "{input: {price: 2, free: {quantity: 1M, per: month}}}",
    ],
)
def test_where_size_or_volume_or_a_quota_decides_it_is_no_number(prices: str) -> None:
    body = f"""\
prices: {{p: {prices}}}
workload: [{{call: c, requests: 1, input: 1}}]
options: {{o: {{model: p}}}}
claims: [{{claim: a, of: o.price.input}}]
"""
    (value,) = claim(ask(body), "a").figures
    assert value.value is None
    assert "depends on how much" in str(value.why)


def test_a_mix_whose_models_cost_differently_has_no_one_price() -> None:
    body = """\
prices: {p: {input: 1}, q: {input: 2}, r: {input: 1}}
workload: [{call: c, requests: 1, input: 1}, {call: d, requests: 1, input: 1}]
options: {same: {models: {c: p, d: r}}, apart: {models: {c: p, d: q}}}
"""
    assert worth("same.price.input", body) == 1
    assert worth("apart.price.input", body) is None


def test_a_price_is_an_exact_formula() -> None:
    body = "prices: {p: {input: 1 / 3}}\nworkload: [{call: c, model: p, requests: 3, input: 1M}]\n"
    assert worth("price.input", body) * 3 == worth("total", body) == 1  # type: ignore[operator]


@pytest.mark.parametrize(
    ("prices", "call", "meter", "printed"),
    [
        ("{input: 2.50}", "input: 1M", "input", "price.input"),
        ("{input: 0.0025, per: 1K tokens}", "input: 1M", "input", "price.input_per_1k"),
        ("{input: 2, services: {batch: {multiplier: 0.5}}}", "input: 1M, service: batch", "input", "list.input"),
        ("{input: 1, image: {price: 3, per: 1 image}}", "input: 1, image: 7", "image", "price.image"),
        ("{input: 1, image: {price: 3, per: 1K images}}", "input: 1, image: 7", "image", "price.image_per_1k"),
    ],
)
def test_one_name_never_means_two_numbers(prices: str, call: str, meter: str, printed: str) -> None:
    # Where a working prints `price.METER`, it is the number that this name means in a formula.
    body = f"prices: {{p: {prices}}}\nworkload: [{{call: c, model: p, requests: 1, {call}}}]\n"
    (charge,) = (one for one in priced(ask(body)).charges if one.meter == meter)
    names = set(re.findall(r"(?:price|list)\.\w+", charge.figure.formula))
    assert names == {printed}
    if printed == f"price.{meter}":
        assert worth(printed, body) == charge.unit_price.value


def test_a_price_of_a_window_is_that_of_the_instant() -> None:
    # Twice as much from 01:00 to 04:00 UTC.
    prices = '{input: 2, peak: {multiplier: 2, hours: ["01:00-04:00"], tz: UTC}}'
    assert paid(prices, as_of="2026-04-28T02:00:00Z") == 4
    assert paid(prices, as_of="2026-04-28T05:00:00Z") == 2


def test_in_a_mix_a_name_means_one_number_too() -> None:
    result = ask("""\
prices: {p: {input: 1}, q: {input: 2}}
workload: [{call: c, requests: 1, input: 1M}, {call: d, requests: 1, input: 1M}]
options: {mix: {models: {c: p, d: q}}}
""")
    printed: dict[str, set[object]] = {}
    for charge in priced(result).charges:
        for name in re.findall(r"(?<![\w.])\w*\.?price\.\w+", charge.figure.formula):
            printed.setdefault(name, set()).add(charge.unit_price.value)
    assert sorted(map(len, printed.values())) == [1, 1]


MIXED = """\
prices:
  small: {input: 2, output: 3}
  tiered: {input: 2, output: 4, context_tiers: [{when: input > 200K, mode: whole_request, input: 5, output: 6}]}
workload:
  - {call: guard, model: small, requests: 1, input: 1M}
  - {call: answer, requests: 1, input: 1K, output: 1K}
options: {o: {model: tiered}}
"""


def test_of_several_calls_one_whose_price_is_no_number_leaves_none() -> None:
    (found,) = claim(ask(f"{MIXED}claims: [{{claim: x, of: o.price.input}}]\n"), "x").figures
    assert (found.value, found.why) == (None, "the price of `input` of tiered depends on how much is asked for")


def test_only_the_calls_that_ask_for_a_meter_have_a_price_of_it() -> None:
    body = """\
prices: {small: {input: 2, output: 3}, other: {input: 7, output: 4}}
workload: [{call: guard, model: small, requests: 1, input: 1M}, {call: answer, requests: 1, input: 1K, output: 1K}]
options: {o: {model: other}}
"""
    assert worth("o.price.output", body) == 4
    assert worth("o.price.input", body) is None
