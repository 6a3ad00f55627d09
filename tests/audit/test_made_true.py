"""What would make claims true: of which assumptions, whether there are such values in ranges, and for all formulas."""

from __future__ import annotations

from fractions import Fraction

import pytest

from costcalc.comparison.audit.relation import Relation

from .audited import audit, relations, verdicts

RATIO = """\
assumptions: {n: 1M, tokens: 1000}
workload: [{call: c, model: acme/small, requests: n, input: tokens, output: 500}]
figures: {enough: {solve: tokens, where: total = 13K}}
"""


def test_of_an_assumption_that_no_value_of_makes_a_claim_true_that_is_said() -> None:
    # n is in both sides of the ratio, and goes out of it; tokens are in the upper one alone.
    found = verdicts(f"{RATIO}claims: [{{claim: a, printed: 3x, of: c.input / c.output}}]\n")["a"]
    assert [need.assumption for need in found.needs] == ["tokens"]
    assert (found.would_not, found.unsolved) == (("n",), ())


def test_of_what_is_solved_for_it_is_said_that_nobody_can_say() -> None:
    found = verdicts(f"{RATIO}claims: [{{claim: a, printed: '7', of: enough}}]\n")["a"]
    assert (found.needs, found.would_not, found.unsolved) == ((), (), ("n",))


OPEN = """\
assumptions: {users: {between: 10 to 100}, gpus: {between: 1 to 8}}
workload:
- {line: seats, quantity: ceil(users / 10), unit_price: 100}
- {line: gpu, quantity: gpus, unit_price: 1000}
"""


def test_possible_is_what_some_values_make_true() -> None:
    # With 4.5 GPUs at 1,000, 5,200 are seven hundreds for 61 to 70 users.
    found = verdicts(f'{OPEN}claims: [{{claim: a, printed: "$5,200", of: total}}]\n')["a"]
    (need,) = [need for need in found.needs if need.assumption == "users"]
    assert (found.relation, need.beside["gpus"]) == (Relation.POSSIBLE, Fraction(9, 2))
    assert [(each.low, each.high) for each in need.values] == [(60, 70)]


def test_what_nobody_found_values_for_is_not_called_possible() -> None:
    # Both are bought as wholes, so that every total is a multiple of 100.
    body = OPEN.replace("quantity: gpus", "quantity: ceil(gpus)")
    found = verdicts(f'{body}claims: [{{claim: a, printed: "$4,250", of: total}}]\n')["a"]
    assert (found.relation, found.needs) == (Relation.NOT_CHECKABLE, ())


def test_a_claim_of_several_formulas_needs_values_that_all_of_them_print_the_same_with() -> None:
    body = "assumptions: {n: 2, m: 1}\nclaims: [{claim: a, printed: '6', of: [n + m, 2 * n]}]\n"
    found = verdicts(body)["a"]
    assert (found.needs, found.would_not) == ((), ("n", "m"))  # n = 5 makes one 6, n = 3 the other
    (need,) = verdicts(body.replace("m: 1", "m: 3"))["a"].needs
    assert (need.assumption, need.roundest) == ("n", 3)


@pytest.mark.parametrize("of", ["[a, 4 - a]", "[4 - a, a]"])
def test_whether_a_claim_of_several_formulas_is_possible_does_not_depend_on_their_order(of: str) -> None:
    body = f"assumptions: {{a: {{between: 1 to 3}}}}\nclaims: [{{claim: c, printed: '3.00', of: {of}}}]\n"
    assert verdicts(body)["c"].relation is Relation.IMPOSSIBLE  # a = 3 makes one of them 3, a = 1 the other
    assert verdicts(body.replace("3.00", "2.00"))["c"].relation is Relation.POSSIBLE


@pytest.mark.parametrize(
    ("between", "printed"), [("948 to 1200", "up to 12.3"), ("5 to 942", "at least 12.3")], ids=["up to", "at least"]
)
def test_a_bound_of_three_digits_may_be_a_rounded_one_over_a_range_too(between: str, printed: str) -> None:
    # 0.013 * 948 = 12.324, and 0.013 * 942 = 12.246 < 12.25
    body = f"assumptions: {{n: {{between: {between}}}}}\nclaims: [{{claim: a, printed: {printed}, of: 0.013 * n}}]\n"
    expected = Relation.POSSIBLE if "up" in printed else Relation.IMPOSSIBLE
    assert verdicts(body)["a"].relation is expected
    assert verdicts(body.replace("942", "943"))["a"].relation is Relation.POSSIBLE  # 12.259


def test_what_is_negative_may_be_more_so_and_of_several_values_the_nearest_is_said() -> None:
    body = """\
assumptions: {growth: 2%, balance: -5}
claims:
- {claim: less, printed: '-6', of: balance}
- {claim: more, printed: over -5, of: balance}
- {claim: users, printed: '900', of: '1000 * (1 + growth) ^ 12'}
"""
    found = {name: one.needs[0] for name, one in verdicts(body).items()}
    assert [(each.low, each.high) for each in found["less"].values] == [(Fraction(-13, 2), Fraction(-11, 2))]
    assert [(each.low, each.low_closed, each.high) for each in found["more"].values] == [(-5, False, None)]
    # (1 - 0.0087) ^ 12 = 0.9004; (1 - 1.9913) ^ 12 is the same, and far away.
    assert (len(found["users"].values), found["users"].roundest) == (2, Fraction(-87, 10_000))


def test_claims_above_one_do_not_decide_what_is_said_of_it() -> None:
    terms = " + ".join(f"ceil(n / {k})" for k in range(3, 16))
    before = "".join(f"- {{claim: c{k}, printed: '{k}77.7', of: '{terms} + {k}'}}\n" for k in range(1, 5))
    own = "- {claim: z, printed: '7.5', of: ceil(open)}\n- {claim: y, printed: '12', of: 2 * m}\n"
    body = "assumptions: {n: 1234567, m: 5, open: {value: 5, between: 1 to 10}}\nclaims:\n"
    for claims in (own, before + own):
        found = verdicts(f"{body}{claims}")
        assert found["z"].relation is Relation.IMPOSSIBLE
        assert [need.roundest for need in found["y"].needs] == [6]


@pytest.mark.parametrize(
    ("printed", "of", "relation"),
    [
        ("0.9", "a - floor(a)", Relation.POSSIBLE),  # 1.9
        ("0.5", "round(a) - a", Relation.POSSIBLE),  # 1.5
        ("0.9", "round(a) - a", Relation.IMPOSSIBLE),  # half of one at the most
    ],
)
def test_what_lies_between_two_whole_numbers_is_looked_at(printed: str, of: str, relation: Relation) -> None:
    body = "assumptions: {a: {between: 1 to 3}}\nclaims: [{claim: c, printed: 'PRINTED', of: OF}]\n"
    found = verdicts(body.replace("PRINTED", printed).replace("OF", of))["c"].relation
    assert found is relation


def test_what_is_printed_of_an_end_is_possible_though_nobody_can_solve_for_it() -> None:
    # x = (a - 2)^2 is 1 for a = 1 and for a = 3, where it is looked at; nothing is solved for inside of what is solved.
    body = """\
assumptions: {a: {between: 1 to 3}, x: 5}
figures: {b: {solve: x, where: 'x = (a - 2) * (a - 2)'}}
claims: [{claim: at_end, printed: '1.00', of: b}, {claim: between, printed: '0.50', of: b}]
"""
    assert relations(body) == {"at_end": "possible", "between": "not-checkable"}


def intervals(body: str, claim: str = "a") -> dict[str, list[tuple[Fraction | None, Fraction | None]]]:
    """Return the ends of the values that make a claim true, by assumption, to six digits."""

    def near(end: Fraction | None) -> Fraction | None:
        return end if end is None else round(end, 6)

    return {
        need.assumption: [(near(one.low), near(one.high)) for one in need.values]
        for need in verdicts(body)[claim].needs
    }


@pytest.mark.parametrize(
    ("value", "of", "printed", "found"),
    [
        ("10", "100 / n", "over 100", [(Fraction(0), Fraction(1))]),
        ("0", "1 / (1 - n)", "over 20", [(Fraction(95, 100), Fraction(1))]),
        ("1.5", "0.1 / (n - 0.9)", "at least 0.5", [(Fraction(9, 10), Fraction(11, 10))]),
        ("1", "2 * n", "over 20", [(Fraction(10), None)]),
    ],
)
def test_a_pole_is_an_end(value: str, of: str, printed: str, found: list[tuple[Fraction, Fraction | None]]) -> None:
    body = f"assumptions: {{n: {value}}}\nclaims: [{{claim: a, printed: {printed}, of: '{of}'}}]\n"
    assert intervals(body)["n"] == found


QUEUE = """\
assumptions: {a: 30%, b: 30%, n: 1M}
workload: [{call: c, model: acme/small, requests: n * (1 - a - b), input: 995}]
claims: [{claim: a, printed: PRINTED, of: total}]
"""


def test_values_end_where_the_workload_cannot_be() -> None:
    # 1,000 USD for each 1M requests, fees included (995 + 5,000 for requests: 5,995); none are left where a is 0.7.
    assert intervals(QUEUE.replace("PRINTED", "under $599.50"))["a"] == [(Fraction(6, 10), Fraction(7, 10))]
    cached = """\
assumptions: {c: 10K}
workload: [{call: ask, model: acme/small, requests: 1000, input: 19850, cache_read: c}]
claims: [{claim: a, printed: at most $8, of: total}]
"""
    # 5 for requests, and 19.85 - 0.9 * c / 1,000 for tokens: 3 are left with 18,722 cached ones, and 19,850 are all.
    ((low, high),) = intervals(cached)["c"]
    assert low is not None
    assert (round(low), high) == (18_722, 19_850)


def test_of_whole_numbers_whole_ones_are_said() -> None:
    body = "assumptions: {n: 3}\nclaims: [{claim: a, printed: at least 21, of: ['2 * n', 'sum(k=1..n, 6)']}]\n"
    (need,) = verdicts(body)["a"].needs
    assert need.roundest == 11


def test_values_that_no_other_assumption_has_are_not_said_to_be_none() -> None:
    body = "assumptions: {x: {between: 1 to 9}, y: {between: 1 to 9}}\n"
    found = verdicts(f"{body}claims: [{{claim: a, printed: '5', of: x + y - x}}]\n")["a"]
    assert (found.relation, found.would_not) == (Relation.POSSIBLE, ())
    assert [(need.assumption, need.roundest) for need in found.needs if need.assumption == "y"] == [("y", 5)]


def test_one_value_is_said_to_make_claims_true_only_if_it_does() -> None:
    body = """\
assumptions: {share: 50%}
claims: [{claim: a, printed: under 0.5, of: 2 * share}, {claim: b, printed: over 20%, of: share - 0.4}]
"""
    assert audit(body).shared == ()  # under a fourth, and over three fifths


RANGES = "assumptions: {x: {value: 1, between: 0 to 10}, y: {value: 1, between: 0 to 10}}\n"


def test_what_is_not_proven_over_several_ranges_is_not_called_wrong() -> None:
    # 4 * 4 + 4 * 4 = 32, where neither the ends nor the middle are
    found = relations(f"{RANGES}claims: [{{claim: a, printed: '32', of: x * (8 - x) + y * (8 - y)}}]\n")
    assert found == {"a": "not-checkable"}


def test_what_ranges_leave_open_is_not_inconsistent() -> None:
    claims = "claims: [{claim: now, printed: '9', of: hill}, {claim: top, printed: '25', of: hill}]\n"
    body = f"{RANGES}figures: {{hill: x * (10 - x)}}\n{claims}"
    assert relations(body) == {"now": "agrees", "top": "possible"}
    assert relations(body.replace("'25'", "'26'")) == {"now": "agrees", "top": "impossible"}


def test_a_formula_that_nothing_makes_true_decides_whatever_is_beside_it() -> None:
    body = "assumptions: {seats: {value: 7, between: 1 to 40}, y: {value: 1, between: 1 to 9}}\n"
    claims = "claims: [{claim: a, printed: '615', of: ['ceil(seats / 10) * 250', 'seats * y * 10']}]\n"
    assert relations(f"{body}{claims}") == {"a": "impossible"}


def test_what_takes_too_long_to_look_at_stops_a_strict_run(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "assumptions: {z: {value: 1, between: 0 to 10}}\nclaims: [{claim: a, printed: '7.5', of: ceil(z) * 2 + z}]\n"
    assert relations(body) == {"a": "impossible"}
    monkeypatch.setattr("costcalc.comparison.audit.audit.MOST_TO_SETTLE", 0)
    found = verdicts(body)["a"]
    assert (found.relation, found.is_unexpected, found.fails) == (Relation.NOT_CHECKABLE, True, True)


def test_what_is_possible_only_if_digits_were_cut_says_with_which_values() -> None:
    # 4 * 7 + 2.9 = 30.9, which is 31; cut it is 30. No other count comes as near.
    body = "assumptions: {p: {between: 1 to 10}}\nclaims: [{claim: a, printed: '30', of: 4 * ceil(p) + 2.9}]\n"
    found = verdicts(body)["a"]
    assert found.relation is Relation.POSSIBLE
    assert [(one.low, one.high) for need in found.needs for one in need.values] == [(6, 7)]


def test_what_one_formula_rules_out_is_known_though_another_cannot_be_solved_for() -> None:
    body = """\
assumptions: {m: 1, n: 2}
figures: {enough: {solve: m, where: m * n = 20}}
claims: [{claim: a, printed: '4', of: [enough, 0 * n + 3]}]
"""
    assert verdicts(body)["a"].would_not == ("n",)


def test_of_an_interval_over_a_range_no_one_value_is_said() -> None:
    body = "assumptions: {n: {value: 2, between: 1 to 3}}\nclaims: [{claim: a, printed: 1-4, of: n}]\n"
    found = verdicts(body)["a"]
    assert (found.is_false, found.needs, found.unsolved) == (True, (), ("n",))


def test_values_on_the_way_from_the_lowest_to_the_highest_are_found() -> None:
    # Two of them have to be high and two low: neither all in the middle, nor all at one end, leave one that does.
    ranges = ", ".join(f"{name}: {{between: 0 to 1}}" for name in "abcd")
    body = f"assumptions: {{{ranges}}}\nclaims: [{{claim: e, printed: '1.80', of: a + b - c - d}}]\n"
    found = verdicts(body)["e"]
    assert found.relation is Relation.POSSIBLE
    assert found.needs
