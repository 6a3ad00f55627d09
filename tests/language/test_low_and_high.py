"""Low and high are over corners, tier bounds and the guards of choices; what is not proven says so (decision 7)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from costcalc.views.blocks import Table
from costcalc.views.comparison.ranges import range_blocks
from tests.language.asked import ask, claim, figure, option, refused, totals

if TYPE_CHECKING:
    from costcalc.comparison import Comparison
    from costcalc.comparison.ranges import RangedValue


def ranged(result: Comparison, name: str = "") -> RangedValue:
    found = option(result, name).ranged_total
    assert found is not None
    return found


def ends(body: str, name: str = "") -> tuple[object, object, str | None]:
    found = ranged(ask(body), name)
    return found.low, found.high, found.bounds


def test_a_total_has_its_least_and_its_most_with_the_corner_of_each() -> None:
    # 2 * 100 and 2 * 200, with 3 in between.
    result = ask("""\
assumptions: {n: {value: 150, between: 100 to 200}}
workload: [{line: a, quantity: n, unit_price: 2}]
""")
    assert totals(result) == {"": 300}
    found = ranged(result)
    assert (found.low, found.high, found.bounds) == (200, 400, "proven")
    assert found.span is not None
    assert (found.span.low_at, found.span.high_at) == ({"n": 100}, {"n": 200})


def test_two_ranges_are_independent() -> None:
    # n * (10 - m): 1 * 5 at the least, 2 * 7 at the most.
    result = ask("""\
assumptions: {n: {between: 1 to 2}, m: {between: 3 to 5}}
workload: [{line: a, quantity: n, unit_price: 10 - m}]
""")
    found = ranged(result)
    assert (found.low, found.high) == (5, 14)
    assert found.span is not None
    assert (found.span.low_at, found.span.high_at) == ({"n": 1, "m": 5}, {"n": 2, "m": 3})


def test_one_range_is_one_number_wherever_it_stands() -> None:
    # n + 5 less n are 5, and not from 5 - 9 to 5 + 9.
    result = ask("""\
assumptions: {n: {between: 1 to 10}}
workload: [{line: a, quantity: n + 5, unit_price: 1}]
figures: {f: total - n, g: total / (total + n)}
""")
    found = figure(result, "f", "").ranged
    assert found is not None
    assert (found.low, found.high) == (5, 5)
    # (n + 5) / (2n + 5) falls from 6 / 7 to 15 / 25.
    found = figure(result, "g", "").ranged
    assert found is not None
    assert (found.low, found.high, found.bounds) == (Fraction(3, 5), Fraction(6, 7), "proven")


def test_what_is_most_in_between_is_said_to_be_at_corners() -> None:
    # n * (10 - n) is 9 at both ends, 16 at its value, 2, and 25 at 5, which is nobody's corner.
    assert ends("""\
assumptions: {n: {value: 2, between: 1 to 9}}
workload: [{line: a, quantity: n, unit_price: 10 - n}]
""") == (9, 16, "at corners")


def test_the_bound_of_a_tier_is_looked_at() -> None:
    # 100K tokens at 10 USD for 1M are 1, 300K at 20 are 6.
    assert ends("""\
assumptions: {n: {between: 100K to 300K}}
workload: [{call: c, model: acme/large, requests: 1, input: n}]
""") == (1, 6, "proven")


def test_a_price_that_falls_with_volume_is_least_just_above_its_bound() -> None:
    # 900 at 2 are 1,800, 1,000 at 2 are 2,000; a little more than 1,000 at 1 are 1,000, and 1,100 at 1 are 1,100.
    assert ends("""\
prices: {p: {image: {volume: [{up_to: 1000, price: 2}, {price: 1}], per: 1 image, period: month}}}
assumptions: {n: {between: 900 to 1100}}
workload: [{call: c, model: p, requests: n, image: 1}]
""") == (1000, 2000, "proven")


def test_a_corner_that_is_only_come_near_to_says_from_which_side() -> None:
    result = ask("""\
prices: {p: {image: {volume: [{up_to: 1000, price: 2}, {price: 1}], per: 1 image, period: month}}}
assumptions: {n: {between: 900 to 1100}}
workload: [{call: c, model: p, requests: n, image: 1}]
""")
    found = ranged(result)
    assert found.span is not None
    assert (found.span.low_at, found.span.at_low.sides) == ({"n": 1000}, {"n": "above"})
    assert (found.span.high_at, found.span.at_high.sides) == ({"n": 1000}, {})
    said = found.to_dict()
    assert (said["low_side"], said["high_side"]) == ({"n": "above"}, {})
    (table,) = (block for block in range_blocks(result) if isinstance(block, Table))
    assert [row.cells for row in table.rows] == [("total", "1,000.00", "2,000.00", "n just above 1_000", "n = 1_000")]


def test_the_least_of_a_max_is_said_to_be_at_corners() -> None:
    # max(n, 5) - n / 2 is 4 at 2, 2.5 at 5, 5 at 10: the least is inside, and at no corner.
    assert ends("""\
assumptions: {n: {between: 2 to 10}}
workload: [{line: a, quantity: "max(n, 5) - n / 2", unit_price: 1}]
""") == (4, 5, "at corners")


def test_a_quantity_of_a_call_is_0_or_more_wherever_in_its_range_an_assumption_is() -> None:
    body = "assumptions: {n: {between: -5 to 5}}\nworkload: [{call: c, model: acme/flat, requests: n, input: 1}]\n"
    assert refused(body) == ["2 negative-number: n"]


def test_and_so_is_that_of_a_line() -> None:
    body = "assumptions: {n: {between: -5 to 5}}\nworkload: [{line: a, quantity: n, unit_price: 1}]\n"
    assert refused(body) == ["2 negative-number: n"]


@pytest.mark.parametrize("written", ["1 to 3", "0.5 to 3.9"])
def test_turns_are_whole(written: str) -> None:
    # 1, or 1 + 2, or 1 + 2 + 3 USD.
    low, high, _ = ends(f"""\
prices: {{p: {{input: 1}}}}
assumptions: {{n: {{between: {written}}}}}
workload: [{{call: c, model: p, requests: 1, each: {{k: 1..n}}, input: 1M * k}}]
""")
    assert (low, high) == (1, 6)


def test_exponents_are_whole() -> None:
    low, high, _ = ends("""\
assumptions: {n: {between: 1.5 to 3.5}}
workload: [{line: a, quantity: 2 ^ n, unit_price: 1}]
""")
    assert (low, high) == (4, 8)


def test_what_an_option_replaces_has_no_range_in_it_and_what_it_multiplies_has_another() -> None:
    result = ask("""\
assumptions: {n: {between: 1 to 2}}
workload: [{line: a, quantity: n, unit_price: 1}]
options: {as_it_is: {}, known: {with: {n: 7}}, doubled: {with: {n: n * 2}}}
""")
    assert (ranged(result, "as_it_is").low, ranged(result, "as_it_is").high) == (1, 2)
    assert option(result, "known").ranged_total is None
    assert (ranged(result, "doubled").low, ranged(result, "doubled").high) == (2, 4)


def test_what_is_set_is_known() -> None:
    body = "assumptions: {n: {between: 1 to 2}}\nworkload: [{line: a, quantity: n, unit_price: 1}]\n"
    assert option(ask(body, settings={"n": "9"})).ranged_total is None


def test_a_scenario_without_ranges_has_none() -> None:
    assert option(ask("workload: [{line: a, unit_price: 1}]\n")).ranged_total is None


def test_a_saving_has_two_ends_over_both_options_together() -> None:
    # a is n + 10, b is 2n: 1 - (n + 10) / 2n is -4.5 at 1 and 0.25 at 20.
    result = ask("""\
assumptions: {n: {value: 10, between: 1 to 20}}
workload: [{line: x, quantity: n + 10, unit_price: 1}, {line: y, quantity: n, unit_price: 2}]
options: {a: {use: [x]}, b: {use: [y]}}
baseline: b
""")
    found = option(result, "a").ranged_saving
    assert found is not None
    assert (found.low, found.high) == (Decimal("-4.5"), Decimal("0.25"))
    assert result.cheapest == ("a", "b")  # at the value both are 20


BELOW = """\
assumptions: {{n: {{between: 1 to 2}}}}
workload: [{{line: x, quantity: n, unit_price: 1}}, {{line: y, unit_price: {other}}}]
options: {{open: {{use: [x]}}, known: {{use: [y]}}}}
budgets: [{{option: open, max: {most} USD}}]
"""


@pytest.mark.parametrize(("other", "expected"), [("3", ("open",)), ("2", ("open",)), ("1.5", ("known",))])
def test_an_option_without_a_value_wins_where_its_most_is_no_more_than_the_least_of_all_others(
    other: str, expected: tuple[str, ...]
) -> None:
    assert ask(BELOW.format(other=other, most=1)).cheapest == expected


PAIR = """\
assumptions: {{n: {{between: 1 to 2}}, m: {{between: 5 to 9}}}}
workload: [{{line: x, quantity: n * {size}, unit_price: {one}}}, {{line: y, quantity: n * {size}, unit_price: 3}}]
options: {{one: {{use: [x]{more}}}, other: {{use: [y]}}}}
"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # from 1 to 2 and from 3 to 6: apart
        ({"one": "1", "size": "1", "more": ""}, ("one",)),
        # from 2 to 4 and from 3 to 6: at each n 2 n is less than 3 n
        ({"one": "2", "size": "1", "more": ""}, ("one",)),
        # and so it is with another assumption that both rest on
        ({"one": "2.999", "size": "m", "more": ""}, ("one",)),
        # the same: they tie
        ({"one": "3", "size": "1", "more": ""}, ("one", "other")),
        # 2 (n + 0.6), which at 1 is 3.2 and not 3
        ({"one": "2", "size": "1", "more": ", with: {n: n + 0.6}"}, ()),
        # 2 (n + 0.4), which at 1 is 2.8 and not 3
        ({"one": "2", "size": "1", "more": ", with: {n: n + 0.4}"}, ("one",)),
    ],
)
def test_of_two_options_without_a_value_one_wins_if_it_is_no_more_at_the_same_values(
    said: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert ask(PAIR.format(**said)).cheapest == expected


@pytest.mark.parametrize(("most", "broken"), [("2", False), ("1.99", True), ("1", True)])
def test_it_breaks_a_budget_at_its_most(most: str, broken: bool) -> None:
    (budget,) = ask(BELOW.format(other="3", most=most)).budgets
    assert budget.to_dict()["broken"] is broken


def test_with_a_value_cheapest_and_budgets_go_by_the_value() -> None:
    body = BELOW.format(other="1.6", most="1.5").replace("between: 1 to 2", "value: 1.5, between: 1 to 2")
    result = ask(body)
    assert result.cheapest == ("open",)
    assert result.budgets[0].to_dict()["broken"] is False


def test_eight_ranges_have_256_corners_and_more_are_bounded_or_refused_with_a_reason() -> None:
    def of(many: int) -> RangedValue:
        names = [f"n{nth}" for nth in range(many)]
        known = ", ".join(f"{name}: {{between: 1 to 2}}" for name in names)
        product = " * ".join(names)
        return ranged(ask(f"assumptions: {{{known}}}\nworkload: [{{line: a, quantity: {product}, unit_price: 1}}]\n"))

    assert (of(8).low, of(8).high) == (1, 256)
    nine = of(9)
    assert (nine.low, nine.high) == (1, 512) or nine.why


def test_a_claim_has_two_ends_too() -> None:
    result = ask("""\
assumptions: {n: {between: 1 to 2}, m: 3}
workload: [{line: a, quantity: n * m, unit_price: 1}]
claims: [{claim: c, of: total}, {claim: d, of: total, with: {n: 5}}, {claim: e, of: total, with: {m: n}}]
""")
    found = claim(result, "c").figures[0].ranged
    assert found is not None
    assert (found.low, found.high) == (3, 6)
    assert (claim(result, "d").figures[0].value, claim(result, "d").figures[0].ranged) == (15, None)
    found = claim(result, "e").figures[0].ranged
    assert found is not None
    assert (found.low, found.high) == (1, 4)


# x (1 - x) is 0 at both ends, and 0.25 in the middle.
BENT = """\
assumptions: {{x: {{value: 0.5, between: 0 to 1}}, n: {{value: 2, between: 1 to 3}}}}
workload: [{{line: a, quantity: n + x * (1 - x), unit_price: 100}}]
budgets: [{{of: total, max: {most} USD}}]
"""


def test_what_one_assumption_does_alone_is_never_above_the_highest_or_below_the_lowest() -> None:
    result = ask(BENT.format(most=310))
    found = ranged(result)
    # n = 3 at x = 0 is 300, and at the value of x, 0.5, it is 325
    assert (found.low, found.high, found.bounds) == (100, 325, "at corners")
    assert [(swing.name, swing.at_high) for swing in option(result).swings] == [("n", 325), ("x", 200)]


def test_a_budget_says_what_of_its_worst_is_not_proven() -> None:
    (budget,) = ask(BENT.format(most=330)).budgets
    assert (budget.headroom and budget.headroom.value, budget.least, budget.broken) == (105, 5, False)
    assert budget.worst is not None
    assert budget.worst.bounds == "at corners"


def test_nothing_of_a_range_depends_on_what_was_asked_before_it() -> None:
    names = [f"n{nth}" for nth in range(8)]
    body = f"""\
assumptions: {{{", ".join(f"{name}: {{value: 1.5, between: 1 to 2}}" for name in names)}}}
workload: [{{line: a, quantity: "{" * ".join(f"({name} - 3)" for name in names)}", unit_price: 1}}]
options: {{{", ".join(f"o{nth}: {{}}" for nth in range(12))}}}
"""

    def spans(result: Comparison, *, backwards: bool = False) -> list[object]:
        found = [outcome.ranged_total for outcome in (reversed(result.outcomes) if backwards else result.outcomes)]
        return [one and one.to_dict() for one in (reversed(found) if backwards else found)]

    asked_first = ask(body)
    assert asked_first.cheapest
    assert spans(asked_first) == spans(ask(body)) == spans(ask(body), backwards=True)


STEPS = """\
assumptions: {{x: {{between: {ends}}}}}
prices: {{p: {{input: 5, context_tiers: [{{when: input {bound}, mode: whole_request, input: {tier}}}]}}}}
workload: [{{call: c, model: p, requests: 100K * {requests}, input: {size}}}]
"""


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        # just below 6 there are 500K at 5: 500K * 1,800 * 5; at it 600K at 1: 600K * 1,800 * 1
        ({"ends": "3 to 7", "bound": ">= 1800", "tier": "1", "requests": "floor(x)", "size": "300 * x"}, 1080, 4500),
        # just above 6 there are 700K requests at 1: 1,260, and 600K at 5 at it
        ({"ends": "4 to 7", "bound": "> 1800", "tier": "1", "requests": "ceil(x)", "size": "300 * x"}, 1260, 5400),
        # just above 5.5 a half is rounded up as well: 600K * 1,650 * 1, and at it 600K at 5
        ({"ends": "5 to 6", "bound": "> 1650", "tier": "1", "requests": "round(x)", "size": "300 * x"}, 990, 4950),
        # just below 6.5 it is rounded down: 600K * 1,950 * 5, and 700K at 1 from there on
        ({"ends": "6 to 7", "bound": ">= 1950", "tier": "1", "requests": "round(x)", "size": "300 * x"}, 1365, 5850),
    ],
)
def test_a_jump_at_a_bound_is_taken_on_the_side_of_the_bound(said: dict[str, str], low: int, high: int) -> None:
    ranged = ask(STEPS.format(**said)).outcomes[0].ranged_total
    assert ranged is not None
    assert (ranged.low, ranged.high, ranged.bounds) == (low, high, "proven")
