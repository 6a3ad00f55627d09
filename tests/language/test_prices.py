"""`prices`: a rate inside the file, which needs no card (decision 12)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import compare
from costcalc.project.load import load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml
from tests.language.asked import ask, charges, option, priced, problems, refused, total, totals, worth

if TYPE_CHECKING:
    from pathlib import Path


def test_two_printed_prices_need_no_card() -> None:
    # 2M tokens at 2.50 and 0.5M at 10 USD.
    result = ask("""\
prices: {gpt: {input: 2.50, output: 10}}
workload: [{call: c, requests: 1000, input: 2K, output: 500}]
options: {a: {model: gpt}}
""")
    assert charges(result) == {"c.input": 5, "c.output": 5}


def test_they_are_claimed_and_cannot_be_the_cheapest() -> None:
    result = ask("""\
prices: {gpt: {input: 0.01}}
workload: [{call: c, requests: 1, input: 1M}]
options: {a: {model: gpt}, b: {model: acme/flat}}
""")
    assert (option(result, "a").basis, option(result, "b").basis) == ("claimed", "published")
    assert [flag.code for flag in option(result, "a").flags] == ["claimed-price"]
    assert result.cheapest == ("b",)


def test_a_contract_with_its_source_may_be_the_cheapest() -> None:
    body = """\
prices: {gpt: {input: 0.01, basis: contracted, source: contract 4711}}
workload: [{call: c, requests: 1, input: 1M}]
options: {a: {model: gpt}, b: {model: acme/flat}}
"""
    result = ask(body)
    assert (option(result, "a").basis, option(result, "a").flags, result.cheapest) == ("contracted", (), ("a",))
    assert [code for _, code, _, _ in problems(body.replace(", source: contract 4711", ""))] == ["missing-key"]


def test_one_claimed_charge_bars_a_mix_from_winning() -> None:
    result = ask("""\
prices: {gpt: {input: 0.01}}
workload: [{call: c, requests: 1, input: 1M}, {call: d, requests: 1, input: 1M}]
options: {mixed: {model: acme/eyes, models: {c: gpt}}, pure: {model: acme/flat}}
""")
    assert option(result, "mixed").basis == "claimed"
    assert result.cheapest == ("pure",)


def test_a_price_may_be_a_formula_over_assumptions() -> None:
    # 3 * 2 = 6 USD for 1M; half of it in the second option.
    body = """\
assumptions: {base: 2}
prices: {p: {input: base * 3, output: "{price: base / 8, per: 1K tokens}"}}
workload: [{call: c, model: p, requests: 1, input: 1M, output: 1K}]
options: {a: {}, b: {with: {base: base / 2}}}
""".replace('"{', "{").replace('}"', "}")
    assert totals(ask(body)) == {"a": Decimal("6.25"), "b": Decimal("3.125")}
    assert totals(ask(body, settings={"base": "4"})) == {"a": Decimal("12.5"), "b": Decimal("6.25")}


def test_a_share_may_be_taken_of_another_price() -> None:
    assert total(
        ask("""\
assumptions: {half: 50%, full: 2.50}
prices: {p: {input: full * half}}
workload: [{call: c, model: p, requests: 1, input: 1M}]
""")
    ) == Decimal("1.25")


def test_limits_come_from_what_they_stand_for() -> None:
    # The window of small is 100K, and its longest answer 10K.
    body = """\
prices: {p: {input: 1, output: 2, stands_for: acme/small}}
workload: [{call: c, model: p, requests: 1, input: 100K, output: 20K}]
"""
    assert [flag.code for flag in option(ask(body)).flags] == [
        "context-window-exceeded",
        "max-output-exceeded",
        "claimed-price",
    ]
    assert (worth("context_window", body), worth("max_output", body)) == (100_000, 10_000)


def test_limits_of_their_own_beat_those() -> None:
    body = """\
prices: {p: {input: 1, output: 2, stands_for: acme/small, context_window: 1M}}
workload: [{call: c, model: p, requests: 1, input: 100K, output: 9K}]
"""
    assert [flag.code for flag in option(ask(body)).flags] == ["claimed-price"]
    assert worth("context_window", body) == 1_000_000
    assert worth("max_output", body) == 10_000


def test_where_they_come_from_and_what_is_open_is_that_of_what_they_stand_for() -> None:
    result = ask("""\
prices: {p: {input: 1, stands_for: acme/small}}
workload: [{call: c, requests: 1, input: 1}]
options: {a: {model: p}, b: {model: acme/small}}
require: {origin: US, weights: open, license: MIT}
""")
    assert [option(result, name).excluded for name in "ab"] == [(), ()]


def test_another_currency_is_converted_and_theirs_is_the_scenarios_where_they_do_not_say() -> None:
    body = """\
currency: {currency}
prices: {{p: {{input: 10}}, y: {{input: 10, currency: CNY}}}}
workload: [{{call: c, requests: 1, input: 1M}}]
options: {{a: {{model: p}}, b: {{model: y}}}}
"""
    assert totals(ask(body.format(currency="USD"), fx=True)) == {"a": 10, "b": 2}
    assert totals(ask(body.format(currency="CNY"), fx=True)) == {"a": 10, "b": 10}


def test_prices_in_a_currency_of_their_own_need_no_rate_alone() -> None:
    result = ask("prices: {p: {input: 10, currency: EUR}}\nworkload: [{call: c, model: p, requests: 1, input: 1M}]\n")
    assert (result.currency, total(result)) == ("EUR", 10)


def test_they_shadow_bare_names_of_models_and_no_full_ones() -> None:
    # `flat` is 10 USD on the card and 1 here.
    result = ask("""\
prices: {flat: {input: 1}}
workload: [{call: c, requests: 1, input: 1M}]
options: {here: {model: flat}, card: {model: acme/flat}}
""")
    assert totals(result) == {"here": 1, "card": 10}


def test_any_key_of_a_rate_may_stand_in_them() -> None:
    # The whole request at 4 above 200K; a search at 35 per 1K; half price in batch.
    body = """\
prices:
  p:
    input: 2
    cache_read: input
    web_search: {price: 35, per: 1K searches}
    context_tiers: [{when: input > 200K, mode: whole_request, input: 4}]
    services: {batch: {input: 1, cache_read: input, web_search: {price: 35, per: 1K searches}}}
workload:
- {call: c, requests: 1, input: 300K, web_search: 2}
- {call: d, requests: 1, input: 100K, cache_read: 50K}
- {call: e, requests: 1, input: 100K, service: batch}
options: {a: {model: p}}
"""
    # 0.3 * 4 + 2 * 0.035, then 0.1 * 2, then 0.1 * 1.
    assert total(ask(body)) == Decimal("1.2") + Decimal("0.07") + Decimal("0.2") + Decimal("0.1")


def test_a_price_may_have_its_own_unit() -> None:
    # 300 images at 6 USD per 1K; and 1M tokens at 0.002 per 1K.
    assert total(
        ask("""\
prices: {p: {image: {price: 6, per: 1K images}}}
workload: [{call: c, model: p, requests: 100, image: 3}]
""")
    ) == Decimal("1.8")
    assert (
        total(
            ask("""\
prices: {p: {input: 0.002, per: 1K tokens}}
workload: [{call: c, model: p, requests: 1, input: 1M}]
""")
        )
        == 2
    )


def test_nothing_but_prices_of_the_file_needs_no_date() -> None:
    result = ask("prices: {p: {input: 1}}\nworkload: [{call: c, model: p, requests: 1, input: 1M}]\n")
    assert result.plan.dated is False
    assert result.cards == ()


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        ("{p: {inptu: 1}}", ["1 unknown-key: inptu"]),
        ("{p: {input: -1}}", ["1 negative-number: 1"]),
        ("{p: {input: m}}", ["1 unknown-name: m"]),
        ("{p: {input: total}}", ["1 unknown-name: total"]),
        ("{p: {input: p.price.output}}", ["1 bad-name: p.price.output"]),
        ("{p: {input: 1, basis: published}}", ["1 unknown-word: published"]),
        ("{p: {input: 1, stands_for: acme/smal}}", ["1 unknown-model: acme"]),
        ("{p: {input: 1, stands_for: q}, q: {input: 1}}", ["1 unknown-model: q"]),
        ("{p: {}}", ["1 no-price: p"]),
        ("{p: 3}", ["1 wrong-type: 3"]),
        ("{p/q: {input: 1}}", ["1 bad-name: p"]),
        ("{p: {input: 1}, p: {input: 2}}", ["1 duplicate-key: p"]),
        ("{p: {input: output}}", ["1 no-price: output"]),
    ],
)
def test_a_price_that_cannot_be_is_refused_where_it_is_written(prices: str, expected: list[str]) -> None:
    body = f"prices: {prices}\nworkload: [{{call: c, model: p, requests: 1, input: 1}}]\n"
    assert [found.partition(":")[0] for found in refused(body)] == [one.partition(":")[0] for one in expected]
    assert refused(body) == expected


def test_a_price_whose_formula_is_negative_is_no_price() -> None:
    body = """\
assumptions: {off: 3}
prices: {p: {input: 1 - off}}
workload: [{call: c, model: p, requests: 1, input: 1M}]
"""
    assert [found.partition(":")[0] for found in refused(body)] == ["2 negative-number"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("prices: {p: {input: 1, stands_for: acme/smal}}\n", ["1 unknown-model: acme"]),
        ("prices: {p: {input: 1, basis: contracted}}\n", ["1 missing-key: p"]),
        ("options: {a: {model: acme/smal}}\n", ["1 unknown-model: acme"]),
    ],
)
def test_what_nobody_uses_is_refused_where_it_cannot_be(body: str, expected: list[str]) -> None:
    assert refused(f"{body}workload: [{{line: a, unit_price: 1}}]\n") == expected


def test_what_has_no_price_makes_no_total() -> None:
    result = ask("prices: {p: {input: 1}}\nworkload: [{call: c, model: p, requests: 1, input: 1, output: 1}]\n")
    assert option(result).estimate is None
    assert [problem.code for problem in option(result).not_priced] == ["no-price"]


def test_a_price_names_the_place_in_the_scenario() -> None:
    (charge,) = priced(
        ask("prices: {p: {input: 7}}\nworkload: [{call: c, model: p, requests: 1, input: 1M}]\n")
    ).charges
    assert any(
        place.source.name == "text" and (place.line, place.column) == (5, 21) for place in charge.figure.places()
    )


@pytest.mark.parametrize("key", ["effective", "until"])
def test_a_price_of_the_file_that_has_an_end_needs_a_date(key: str) -> None:
    body = f"prices: {{p: {{input: 1, {key}: 2026-05-01}}}}\nworkload: [{{call: c, model: p, requests: 1, input: 1}}]\n"
    early, late = (ask(body, as_of=as_of) for as_of in ("2026-04-30", "2026-05-01"))
    assert (option(early).estimate is None) is not (option(late).estimate is None)
    assert early.plan.dated is True


def test_a_price_is_in_force_from_an_instant_to_an_instant() -> None:
    body = "prices: {p: {input: 1, effective: 2026-05-01, until: 2026-06-01}}\n"
    call = "workload: [{call: c, model: p, requests: 1, input: 1M}]\n"
    instants = ("2026-04-30T23:59:59Z", "2026-05-01", "2026-05-31T23:59:59Z", "2026-06-01")
    found = [option(ask(f"{body}{call}", as_of=instant)).estimate for instant in instants]
    assert [estimate and estimate.value for estimate in found] == [None, 1, 1, None]


def test_it_has_the_limits_that_the_model_it_stands_for_has_at_the_instant(tmp_path: Path) -> None:
    card = card_yaml("""\
models:
  m:
    rates:
      - {effective: 2026-01-01, source: s, input: 1, context_window: 1000}
      - {effective: 2026-06-01, source: s, input: 1, context_window: 2000}
""")
    file = load_scenario(
        text=scenario_yaml("""\
prices: {p: {input: 1, stands_for: acme/m}}
workload: [{call: c, requests: 1, input: 1500}]
options: {o: {model: p}}
""")
    )
    flags = [
        [flag.code for flag in compare(file, cards_in(tmp_path, card), as_of=when)["o"].flags]
        for when in ("2026-05-31", "2026-06-01")
    ]
    assert flags == [["context-window-exceeded", "claimed-price"], ["claimed-price"]]
