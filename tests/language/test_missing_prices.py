"""A missing price: an option is not priced where its quantity is not zero, and only there (decision 4)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.comparison import evaluate, plan
from costcalc.project.load import load_scenario
from tests.inputs import scenario_yaml
from tests.language.asked import ACME, AS_OF, ask, cards, claim, figure, option, total, totals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

# Flat has no price of an image.
BODY = """\
assumptions: {images: 0}
workload: [{call: c, requests: 1, input: 1M, image: images}]
options: {a: {model: acme/flat}, b: {model: acme/eyes}, c1: {model: acme/flat, with: {images: 5}}}
"""


def test_it_matters_in_frames_where_something_is_asked_for() -> None:
    assert totals(ask(BODY)) == {"a": 10, "b": 1, "c1": None}
    assert totals(ask(BODY, settings={"images": "1"})) == {"a": None, "b": Decimal("1.03"), "c1": None}
    assert [problem.code for problem in option(ask(BODY), "c1").not_priced] == ["no-price"]


def test_one_plan_is_asked_in_both_frames() -> None:
    planned = plan(load_scenario(text=scenario_yaml(BODY)), cards(), as_of=AS_OF)
    with_none, with_one = (evaluate(planned, planned.frame(settings)) for settings in ({}, {"images": "1"}))
    assert (total(with_none, "a"), option(with_one, "a").estimate) == (10, None)


def test_an_option_without_a_price_makes_figures_without_a_number_and_leaves_the_others() -> None:
    result = ask(f"{BODY}figures: {{f: total * 2, ratio: c1.total / a.total}}\nclaims: [{{claim: c2, of: c1.total}}]\n")
    assert [figure(result, "f", name).value for name in ("a", "b", "c1")] == [20, 2, None]
    assert figure(result, "ratio").value is None
    assert claim(result, "c2").figures[0].value is None
    assert "price" in str(claim(result, "c2").figures[0].why)


def test_a_claim_may_ask_for_what_has_no_price() -> None:
    result = ask(
        f"{BODY}claims:\n"
        "- {claim: c2, of: a.total, with: {images: 1}}\n"
        "- {claim: c3, of: b.total, with: {images: 1}}\n"
    )
    assert claim(result, "c2").figures[0].value is None
    assert claim(result, "c3").figures[0].value == Decimal("1.03")


def test_price_and_compare_agree(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    # A model of acme has no price of an image: none is asked for, or one.
    (tmp_path / "acme.yaml").write_text(ACME, encoding="utf-8")
    asked = ("price", "acme/flat", "--input", "1M", "--as-of", AS_OF, "--pricing", tmp_path)
    code, out, err = costcalc(*asked, "--meter", "image=0")
    assert (code, err) == (0, "")
    assert "10.00 USD" in out
    code, out, err = costcalc(*asked, "--meter", "image=1")
    assert (code, out) == (2, "")
    assert "error[no-price]" in err


def test_a_turn_without_a_price_counts_only_where_it_is_made() -> None:
    # The second turn reads an image, for which flat has no price; with one turn it is not made.
    body = """\
assumptions: {n: 1}
workload: [{call: c, requests: 1, each: {k: 1..n}, input: 1M, image: k - 1}]
options: {a: {model: acme/flat}}
"""
    assert total(ask(body)) == 10
    assert totals(ask(body, settings={"n": "2"})) == {"a": None}
