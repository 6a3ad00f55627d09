"""`costcalc.audit`: what Python code is told of claims."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

import costcalc
from tests.python.test_plain import PLAIN, values_in

if TYPE_CHECKING:
    from costcalc.ratecard import Catalogue

AT = "2026-04-28T12:00:00Z"


@pytest.fixture
def articles(cards: Catalogue) -> costcalc.Audit:
    return costcalc.audit(costcalc.load_scenario("scenarios/deepseek-v4-claims.yaml"), cards, as_of=AT)


def test_an_audit_is_its_verdicts(articles: costcalc.Audit) -> None:
    assert tuple(articles) == articles.verdicts
    assert "s47" in articles
    assert "s99" not in articles
    with pytest.raises(KeyError, match="s471: did you mean `s47`"):
        articles["s471"]
    assert repr(articles).startswith("<Audit deepseek-v4-claims: 20 not-checkable, ")


def test_what_made_three_claims_is_found(articles: costcalc.Audit) -> None:
    # 1,000 × 0.014 + 500 × 0.28 = 154, and 1,000 × 10 + 500 × 30 = 25,000
    first = articles.shared[0]
    assert (first.assumption, first.roundest, first.claims[:2]) == ("prompt_tokens", 1000, ("s09", "s10"))
    assert (first.values.low, first.values.high) == (Fraction(13500, 14), Fraction(14500, 14))
    assert articles["s47"].looks_like.shown[0].figure.value == Decimal("3.57")  # 0.28 + 3.29
    assert "infeasible" in articles["s36"].words


def test_an_audit_as_plain_values(articles: costcalc.Audit) -> None:
    said = articles.to_dict()
    assert {type(value) for value in values_in(said)} <= PLAIN
    chatbot = next(one for one in said["claims"] if one["claim"] == "s09")
    assert (chatbot["relation"], chatbot["recomputed"]) == ("inconsistent", Decimal("142.8"))
    needs = {one["assumption"]: one for one in chatbot["would_need"]}
    assert (needs["prompt_tokens"]["value"], needs["prompt_tokens"]["from"]) == (1000, Fraction(6750, 7))
    rounded = next(one for one in said["claims"] if one["claim"] == "s47")["looks_like"][0]
    assert (rounded["kind"], rounded["value"]) == ("parts-rounded", Decimal("3.57"))
    assert type(rounded["bits"]) is Decimal
    assert said["shared"][0]["claims"][:2] == ["s09", "s10"]
    assert ("turbo", "v4_flash") in {(pair["over"], pair["under"]) for pair in said["pairs"]}


def test_settings_are_under_the_claims(cards: Catalogue) -> None:
    scenario = costcalc.load_scenario("scenarios/deepseek-v4-claims.yaml")
    found = costcalc.audit(scenario, cards, as_of=AT, settings={"prompt_tokens": 1000})
    assert found["s09"].relation
    assert found["s09"].relation.value == "agrees"  # 14 + 140


def test_some_claims_alone_are_judged_beside_the_others(articles: costcalc.Audit) -> None:
    alone = articles.of_claims(["s09"])
    assert [verdict.name for verdict in alone] == ["s09"]
    assert alone.counts() == {"inconsistent": 1}
    assert [one.claims for one in alone.shared] == [articles.shared[0].claims]


def test_an_audit_shows_itself_in_a_notebook(articles: costcalc.Audit) -> None:
    page = articles.of_claims(["s47"])._repr_html_()
    assert "would need" in page
    assert "its parts were rounded before they were added" in page


def test_an_audit_can_be_sent(articles: costcalc.Audit) -> None:
    assert pickle.loads(pickle.dumps(articles)).to_dict() == articles.to_dict()  # noqa: S301


def test_arguments_of_another_type_are_refused(cards: Catalogue) -> None:
    scenario: Any = "scenarios/deepseek-v4-claims.yaml"
    with pytest.raises(TypeError, match="scenario must be what load_scenario gave"):
        costcalc.audit(scenario, cards, as_of=AT)
