"""What would make claims true: of which assumptions, whether there are such values in ranges, and for all formulas."""

from __future__ import annotations

from fractions import Fraction

import pytest

from costcalc.comparison.audit.relation import Relation

from .audited import relations, verdicts

RATIO = """\
assumptions: {n: 1M, tokens: 1000}
workload: [{call: c, model: acme/small, requests: n, input: tokens, output: 500}]
figures: {enough: {solve: tokens, where: total = 13K}}
"""


def test_of_an_assumption_that_no_value_of_makes_a_claim_true_that_is_said() -> None:
    # n is in both sides of the ratio, and goes out of it; tokens are in the upper one alone.
    found = verdicts(f"{RATIO}claims: [{{claim: a, printed: 3x, of: c.input / c.output}}]\n")["a"]
    assert [need.assumption for need in found.needs] == ["tokens"]
    assert found.without == (("n",), ())


def test_of_what_is_solved_for_it_is_said_that_nobody_can_say() -> None:
    found = verdicts(f"{RATIO}claims: [{{claim: a, printed: '7', of: enough}}]\n")["a"]
    assert (found.needs, found.without) == ((), ((), ("n",)))


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
    assert (found.needs, found.without.none) == ((), ("n", "m"))  # n = 5 makes one 6, n = 3 the other
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
    terms = " + ".join(f"ceil(n / {k})" for k in range(3, 40))
    before = "".join(f"- {{claim: c{k}, printed: '{k}77.7', of: '{terms} + {k}'}}\n" for k in range(1, 9))
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
