"""The options side by side: what is paid once, what is open, what is excluded, and who is the cheapest of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.views.comparison.conftest import CARD, section

if TYPE_CHECKING:
    from tests.views.comparison.conftest import Asked

LINES = """\
workload:
  - {line: labour, quantity: 10, unit_price: 95}
  - {line: seats, quantity: 25, unit_price: 30, per: 1 seat}
  - {line: setup, unit_price: 5000, once: true}
figures:
  first_year: total * 12 + upfront
"""
# 10 * 95 = 950; 25 * 30 = 750; 950 + 750 = 1,700 a month, * 12 = 20,400, and 5,000 once make 25,400.

ROUTED = """\
as_of: 2026-04-28
workload:
  - {call: classify, requests: 1M, input: 400, output: 5}
  - {call: answer, requests: 1M, input: 1000, output: 200}
  - {line: migration, unit_price: 30_000, once: true}
options:
  plain: {model: acme/large, use: [classify, answer]}
  routed: {models: {classify: acme/small, answer: acme/small}, use: [classify, answer, migration]}
  mixed: {model: acme/large, models: {classify: acme/small}, use: [classify, answer]}
baseline: plain
"""
# plain: 400 * 2 + 5 * 10 = 850, and 1000 * 2 + 200 * 10 = 4,000: 4,850 USD.
# routed: 400 * 0.50 + 5 * 2 = 210, and 1000 * 0.50 + 200 * 2 = 900: 1,110 USD, and 30,000 USD once. It saves 3,740 USD
# a month: 30,000 / 3,740 = 8.02 months. mixed: 210 + 4,000 = 4,210 USD.


def test_a_scenario_of_lines_alone_has_a_total_and_no_cheapest(compared: Asked) -> None:
    assert (
        compared.text(LINES)
        == """\
T
s.yaml: USD a month, at its own prices

     total   upfront   per year  first_year
  1,700.00  5,000.00  20,400.00      25,400

Total: 1,700.00 USD a month, and 5,000.00 USD once.

How it was computed
  labour       10 * 95 = 950
  seats        25 * 30 = 750
  total        labour + seats = 950 + 750 = 1_700
  setup, once  5000 = 5_000
  first_year   total * 12 + upfront = 1_700 * 12 + 5_000 = 25_400

--explain adds assumptions, places, sources, differences and the age of prices.
"""
    )


def test_lines_are_charges_like_others_and_have_no_list_price(compared: Asked) -> None:
    assert section(compared.text(LINES, "--explain"), "Charges") == (
        "  charge  quantity  price  per       amount  paid\n"
        "  labour        10     95  1         950.00\n"
        "  seats         25     30  1 seat    750.00\n"
        "  setup          1  5,000  1       5,000.00  once"
    )


def test_what_is_paid_once_stands_beside_the_cheapest_with_when_it_has_paid_back(compared: Asked) -> None:
    text = compared.text(ROUTED)
    assert (
        "  option     total    upfront   per year  against plain\n"
        "  plain   4,850.00          -  58,200.00  baseline\n"
        "  routed  1,110.00  30,000.00  13,320.00  −77.11 %, 4.37× cheaper\n"
        "  mixed   4,210.00          -  50,520.00  −13.2 %, 1.15× cheaper\n"
    ) in text
    assert (
        "Cheapest: routed (acme/small), 1,110.00 USD a month, and 30,000.00 USD once,\n"
        "which pays back in 8 months against plain.\n"
    ) in text


def test_an_option_of_several_models_says_which_calls_are_on_which(compared: Asked) -> None:
    text = compared.text(ROUTED, "--explain")
    assert "\nmixed: acme/small for classify, acme/large for answer\n" in text
    assert section(text, "Options") == (
        "  plain: acme/large, uses classify, answer\n"
        "  routed: acme/small\n"
        "  mixed: acme/small for classify, acme/large for answer, uses classify, answer"
    )


def test_an_option_at_an_instant_of_its_own_with_values_of_its_own_says_so(compared: Asked) -> None:
    body = """\
as_of: 2026-04-28
assumptions: {tokens: 1000}
workload: [{call: answer, requests: 1M, input: tokens, output: 0}]
options:
  now: {model: acme/large}
  before: {model: acme/large, as_of: 2026-02-01, with: {tokens: tokens * 1.35}}
"""
    # now: 1000 * 2 = 2,000 USD. before: 1,350 * 4 = 5,400 USD.
    text = compared.text(body, "--explain")
    assert "before: acme/large, at the prices of 2026-02-01, with tokens = tokens * 1.35\n" in text
    assert section(text, "Options") == (
        "  now: acme/large\n"
        "  before: acme/large, at the prices of 2026-02-01, with tokens = tokens * 1.35\n"
        "    = 1_000 * 1.35 = 1_350"
    )
    assert "  before  5,400.00 " in text


def test_an_option_that_rests_on_an_open_assumption_says_which_and_how_to_set_it(compared: Asked) -> None:
    body = """\
assumptions: {fee: {unit: USD/month, why: nobody says it}}
workload:
  - {line: vendor, unit_price: fee}
  - {line: desk, quantity: 3, unit_price: 20}
options: {theirs: {use: [vendor, desk]}, ours: {use: [desk]}}
"""
    answer = compared.answer(body)
    assert "  theirs  open: fee\n  ours        60.00    720.00\n" in answer.out
    assert "Cheapest, of those that are priced: ours, 60.00 USD a month.\n" in answer.out
    assert section(answer.out, "Open") == "  theirs: fee has no value; --set fee=… gives it one"
    # As far as it goes: 3 * 20 = 60, and the fee keeps its name.
    assert "theirs\n  vendor  fee\n  desk    3 * 20 = 60\n  total   vendor + desk = fee + 60\n" in answer.out
    assert "  theirs  100.00" in compared.text(body, "--set", "fee=40")
    assert section(compared.text(body, "--explain"), "Assumptions") == (
        "  fee: no value, USD/month; nobody says it (s.yaml:5:15)"
    )


def test_when_every_option_is_open_nobody_knows_the_cheapest(compared: Asked) -> None:
    text = compared.text(
        "assumptions: {fee: {}}\nworkload: [{line: vendor, unit_price: fee}]\noptions: {a: {}, b: {}}\n"
    )
    assert "\nCheapest: not known; a and b are open.\n" in text
    assert section(text, "Open") == "  a, b: fee has no value; --set fee=… gives it one"


def test_an_excluded_option_stays_in_the_table_and_is_not_the_cheapest(compared: Asked) -> None:
    body = f"{ROUTED}require: {{context_window: 200K, origin: {{not: [CN]}}}}\n"
    text = compared.text(body)
    assert "  routed !  1,110.00" in text
    assert "Cheapest: none; every option is excluded.\n" in text
    assert "! does not fulfil what is required: see what is excluded.\n" in text
    assert section(text, "Excluded") == (
        "  plain, mixed: acme/large: its context window is not known; 200,000 is\n    required\n"
        "  plain, mixed: acme/large: its origin is CN; required is not CN\n"
        "  routed, mixed: acme/small: its context window is 8,000; 200,000 is required\n"
        "  routed, mixed: acme/small: its origin is CN; required is not CN"
    )


def test_the_cheapest_is_the_cheapest_of_those_that_may_be_chosen(compared: Asked) -> None:
    body = ROUTED.replace("answer: acme/small", "answer: acme/large") + "require: {context_window: 8K}\n"
    large = CARD.replace("  large:\n", "  large:\n    context_window: 1M\n")
    (compared.folder / "pricing" / "acme.yaml").write_text(large.replace("8K", "7K"), encoding="utf-8")
    # small, of 7K, is in routed (210 + 4,000) and in mixed (210 + 4,000): plain, of 4,850, is all that is left.
    assert "Cheapest: plain (acme/large), 4,850.00 USD a month.\n" in compared.text(body)


def test_flags_of_inline_prices_are_said_in_one_sentence(compared: Asked) -> None:
    body = """\
prices: {cheap: {input: 1, output: 2}, dear: {input: 3, output: 4}}
workload: [{call: answer, requests: 1M, input: 10, output: 10}]
options: {one: {model: cheap}, two: {model: dear}, again: {model: dear}}
"""
    text = compared.text(body)
    assert section(text, "Flags") == (
        "  claimed-price (one, two, again): the prices of cheap and dear are what\n"
        "    somebody printed; no vendor sells at them"
    )
    assert "Prices from" not in text
    alone = body.replace("options: {one: {model: cheap}, two: {model: dear}, again: {model: dear}}\n", "")
    alone = alone.replace("output: 10}", "output: 10, model: cheap}")
    text = compared.text(alone)
    assert section(text, "Flags") == (
        "  claimed-price: the price of cheap is what somebody printed; no vendor sells\n    at it"
    )
    # 10 * 1 + 10 * 2 = 30 USD; there is nothing that it could be cheaper than.
    assert "Total: 30.00 USD a month.\n" in text
    assert "*" not in text.partition("How it was computed")[0]


def test_a_file_without_a_period_says_none(compared: Asked) -> None:
    text = compared.text("period: once\nworkload: [{line: a, unit_price: 1}]\n")
    assert text.splitlines()[1] == "s.yaml: USD in all, at its own prices"
    (compared.folder / "s.yaml").write_text(
        "schema: costcalc/scenario/v1\nid: s\ntitle: T\nworkload: [{line: a, unit_price: 1}]\n", encoding="utf-8"
    )
    text = compared.run("compare", "s.yaml").out
    assert text.splitlines()[1] == "s.yaml: USD, at its own prices"
    assert "Total: 1.00 USD.\n" in text


def test_an_instant_of_its_own_says_nothing_where_no_price_depends_on_one(compared: Asked) -> None:
    body = """\
prices: {cheap: {input: 1, output: 2}}
workload: [{call: answer, requests: 1M, input: 10, output: 10}]
options: {one: {model: cheap}, two: {model: cheap, as_of: 2026-02-01}}
"""
    text = compared.text(body, "--explain")
    assert "at its own prices" in text
    assert "2026" not in text


def test_options_that_cost_the_same_say_which_of_them_costs_something_at_once(compared: Asked) -> None:
    body = """\
workload: [{line: a, unit_price: 5}, {line: setup, unit_price: 700, once: true}]
options: {one: {}, two: {use: [a]}}
"""
    assert "Cheapest: one and two, 5.00 USD a month, and one 700.00 USD once.\n" in compared.text(body)


def test_one_charge_in_another_currency_has_a_total_that_is_worked_out(compared: Asked) -> None:
    rate = "{effective: 2026-01-01, from: EUR, to: USD, rate: 1.25, source: ours}"
    (compared.folder / "fx.yaml").write_text(
        f"schema: costcalc/fx/v1\nid: fx\ntitle: Rates\nrates:\n  - {rate}\n", encoding="utf-8"
    )
    body = """\
currency: USD
workload:
  - {line: desk, unit_price: 80, currency: EUR}
  - {line: setup, unit_price: 400, currency: EUR, once: true}
"""
    # 80 * 1.25 = 100; 400 * 1.25 = 500.
    text = compared.text(body, "--fx", "fx.yaml")
    assert section(text, "How it was computed") == (
        "  desk           80\n"
        "  total          desk * fx.eur_usd = 80 * 1.25 = 100\n"
        "  setup, once    400\n"
        "  upfront, once  setup * fx.eur_usd = 400 * 1.25 = 500"
    )
    assert "Total: 100.00 USD a month, and 500.00 USD once.\n" in text


CHOSEN = """\
assumptions: {asked: {unit: requests}}
workload:
  - {call: ask, requests: 1M, input: 1000}
  - {call: more, requests: asked, input: 1000}
  - {call: search, requests: 1K, input: 1000, web_search: 1}
options:
  small: {model: acme/small, use: [ask]}
  large: {model: acme/large, use: [ask]}
  open: {model: acme/large, use: [more]}
  unpriced: {model: acme/large, use: [search]}
chosen: large
as_of: 2026-04-28
"""
# small: 1M * 1000 * 0.50 / 1M = 500 USD; large: 1M * 1000 * 2 / 1M = 2,000 USD.


def test_the_chosen_option_stands_beside_the_cheapest_with_what_it_costs(compared: Asked) -> None:
    text = compared.text(CHOSEN)
    assert "small (acme/small), 500.00 USD a month.\nChosen: large (acme/large), 2,000.00 USD a month.\n" in text
    assert "Chosen" not in compared.text(CHOSEN.replace("chosen: large\n", ""))


def test_a_chosen_option_without_a_total_says_why(compared: Asked) -> None:
    assert "\nChosen: open, which is open.\n" in compared.text(CHOSEN.replace("chosen: large", "chosen: open"))
    assert "\nChosen: unpriced, which has no price.\n" in compared.text(
        CHOSEN.replace("chosen: large", "chosen: unpriced")
    )


def test_a_chosen_option_that_is_too_dear_to_be_listed_is_still_named(compared: Asked) -> None:
    assert "\nChosen: large, which is not listed.\n" in compared.text(CHOSEN, "--top", "1")


def test_the_cards_are_named_where_every_option_is_open(compared: Asked) -> None:
    body = """\
assumptions: {asked: {unit: requests}}
workload: [{call: ask, requests: asked, input: 1000}]
options: {small: {model: acme/small}}
"""
    assert "\nPrices from pricing/acme.yaml\n" in compared.text(body)
    assert "Prices from" not in compared.text(body, "--brief")
