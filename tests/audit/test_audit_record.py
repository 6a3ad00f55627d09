"""What programs are told of an audit. The sums are those of `post.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.comparison.audit.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Callable

    Document = Callable[..., Any]


def test_a_claim_has_the_keys_that_others_build_on(document: Document) -> None:
    found = document()
    post = next(one for one in found["claims"] if one["claim"] == "post")
    contract = "claim printed value of recomputed formula substituted relation tags would_need looks_like expect"
    assert set(contract.split()) <= post.keys()
    assert (post["printed"], post["value"], post["step"]) == ("~$1,300/month", "1300", "1")
    assert (post["of"], post["recomputed"]) == ("own.total", "1100")
    assert (post["formula"], post["substituted"]) == ("answer.input + answer.output", "100 + 1000")
    assert (post["relation"], post["tags"], post["published"]) == ("inconsistent", ["wrong-price"], "1200")
    assert (post["expect"], post["unmet"], post["unexpected"]) == (["inconsistent"], [], False)
    assert post["why"] == "Of another post"
    (note,) = post["notes"]
    assert (note["tag"], note["value"]) == ("wrong-price", "1200")


def test_what_it_would_need_has_its_ends_exactly(document: Document) -> None:
    post = next(one for one in document()["claims"] if one["claim"] == "post")
    queries, prompt = post["would_need"]
    # 1,299,500,000 ÷ 1,100 and 1,300,500,000 ÷ 1,100
    assert (queries["assumption"], queries["from_exact"], queries["to_exact"]) == (
        "queries",
        "12995000/11",
        "13005000/11",
    )
    assert {key: prompt[key] for key in ("assumption", "value", "from", "to", "from_exact")} == {
        "assumption": "prompt",
        "value": "600",
        "from": "599",
        "to": "601",
        "from_exact": None,
    }
    assert (prompt["from_closed"], prompt["to_closed"]) == (True, True)  # 1,300.5 is 1,300 half-even


def test_a_hypothesis_has_its_formula_and_its_bits_as_text(document: Document) -> None:
    post = next(one for one in document()["claims"] if one["claim"] == "post")
    (one,) = post["looks_like"]
    assert {key: one[key] for key in ("kind", "text", "value", "formula", "substituted", "rounding")} == {
        "kind": "follows",
        "text": "it follows from `input`, as printed",
        "value": "1300",
        "formula": "printed.input + own.answer.output",
        "substituted": "300 + 1000",
        "rounding": "agrees",
    }
    whole, _, tenth = one["bits"].partition(".")
    assert whole.isdigit()
    assert len(tenth) == 1
    assert post["tried"] > post["fitting"] >= 1


def test_ranges_intervals_and_figures_have_their_own_keys(document: Document) -> None:
    found = {one["claim"]: one for one in document()["claims"]}
    assert (found["never"]["low"], found["never"]["high"], found["never"]["recomputed"]) == ("0", "200", None)
    both = found["both"]
    assert (both["value"], both["printed_low"], both["printed_high"]) == (None, "1", "3")
    assert (both["decides"], both["recomputed_exact"], len(both["figures"])) == (1, "11/12", 2)
    ratio = found["ratio"]
    assert (ratio["printed"], ratio["relation"], ratio["recomputed"]) == (None, None, "10")
    day = found["day"]
    assert (day["relation"], day["value"], day["of"], day["recomputed"]) == ("not-checkable", None, None, None)
    assert day["reason"] == "the text prints no one number: give it a `value`"


def test_what_claims_have_in_common_stands_beside_them(document: Document) -> None:
    found = document()
    assert found["failing"] == ["input", "share"]
    assert found["counts"]["differs"] == 2
    assert found["counts"].keys() <= {each.value for each in Relation}
    first = found["shared"][0]
    assert (first["assumption"], first["value"], first["claims"]) == ("prompt", "600", ["post", "input"])
    assert found["pairs"] == []
    assert (found["scenario"]["id"], found["currency"], found["as_of"]) == ("post", "USD", "2026-04-28T00:00:00Z")
    assert [card["id"] for card in found["cards"]] == ["acme"]


def test_pairs_have_what_each_claim_says_of_them(document: Document) -> None:
    lines = "  - {claim: bills, printed: 0.92x, of: own.total / published.total}\n"
    lines += "  - {claim: inputs, of: own.answer.input / published.answer.input}\n"
    (pair,) = document(claims=f"claims:\n{lines}")["pairs"]
    assert (pair["over"], pair["under"]) == ("theirs", "acme/small")
    assert [(one["claim"], one["printed"]) for one in pair["claims"]] == [("bills", "0.92x"), ("inputs", None)]
    assert [one["recomputed_exact"] or one["recomputed"] for one in pair["claims"]] == ["11/12", "0.5"]


def test_no_number_is_a_float(document: Document) -> None:
    def numbers(value: Any) -> list[Any]:
        if isinstance(value, dict):
            return [each for item in value.values() for each in numbers(item)]
        if isinstance(value, list):
            return [each for item in value for each in numbers(item)]
        return [value] if isinstance(value, float) else []

    assert numbers(document()) == []
