"""Assumptions, workload, options, figures, claims: a formula sees the layers before its own, and nothing else."""

from __future__ import annotations

import pytest

from tests.language.asked import ask, claimed, figures, refused, total

BODY = """\
assumptions: {{n: {assumption}}}
prices: {{p: {{input: {price}}}}}
workload:
- {{call: c, model: p, requests: {workload}, input: 1M}}
- {{line: l, unit_price: {line}}}
options: {{a: {{with: {{n: {option}}}}}, b: {{}}}}
figures: {{f: {figure}, g: 1}}
claims: [{{claim: k, printed: "3", of: {claim}}}]
"""
FINE = {"assumption": "1", "price": "1", "workload": "1", "line": "1", "option": "1", "figure": "1", "claim": "1"}
LATER = ("a.total", "total", "f", "g", "printed.k", "c.input", "price.input", "p.price.input", "a", "c", "l", "k")


@pytest.mark.parametrize("layer", ["assumption", "price", "workload", "line", "option"])
@pytest.mark.parametrize("name", LATER)
def test_a_layer_does_not_see_a_later_one(layer: str, name: str) -> None:
    (found,) = refused(BODY.format(**FINE | {layer: name}))
    code = found.partition(":")[0].split()[1]
    assert code == ("bad-name" if "." in name else "unknown-name")
    assert found.endswith(f": {name}")


@pytest.mark.parametrize("layer", ["price", "workload", "line", "option", "figure"])
def test_every_layer_sees_assumptions(layer: str) -> None:
    assert ask(BODY.format(**FINE | {layer: "n + 1"})) is not None


def test_a_claim_sees_figures_and_results() -> None:
    result = ask(BODY.format(**FINE | {"claim": "f + g + a.total + printed.k + p.price.input"}))
    assert claimed(result) == {"k": 1 + 1 + 2 + 3 + 1}


def test_a_figure_sees_results_and_what_is_printed_but_no_claims() -> None:
    result = ask(BODY.format(**FINE | {"figure": "total + printed.k"}))
    assert (figures(result, "a")["f"], total(result, "a")) == (5, 2)
    assert refused(BODY.format(**FINE | {"figure": "k"})) == ["7 unknown-name: k"]
    assert refused(BODY.format(**FINE | {"figure": "claims.k"})) == ["7 unknown-name: claims.k"]
