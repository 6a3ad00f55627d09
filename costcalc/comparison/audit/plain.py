"""An audit as plain values, for Python code that wants no objects."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.expr import simplest, symbolic
from costcalc.instant import instant_text

if TYPE_CHECKING:
    from fractions import Fraction

    from costcalc.comparison.audit.conflicts import ModelPair
    from costcalc.comparison.audit.held import PrintedPrices
    from costcalc.comparison.audit.hypotheses import Hypothesis
    from costcalc.comparison.audit.needs import SharedNeed
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.expr import Exact
    from costcalc.expr.solving.found import ValueInterval


def verdict_dict(verdict: Verdict) -> dict[str, Any]:
    """Return what is said of a claim."""
    judgement = verdict.judgement
    figure = verdict.figure
    return {
        **verdict.claim.to_dict(),
        "relation": judgement.relation.value if judgement else None,
        "rounding": judgement.rounding if judgement else None,
        "reason": judgement.why if judgement else None,
        "why": None if verdict.claim.written.why is None else str(verdict.claim.written.why),
        "recomputed": figure.value if figure else None,
        "tags": [
            {"tag": tag.name, "text": tag.text, "value": tag.figure.value if tag.figure else None}
            for tag in verdict.tags
        ],
        "would_need": [
            {
                "assumption": need.assumption,
                "value": simplest(need.roundest),
                **_ends(values),
                "beside": {name: simplest(value) for name, value in need.beside.items()},
            }
            for need in verdict.needs
            for values in need.values
        ],
        "would_not": list(verdict.would_not),
        "unsolved": list(verdict.unsolved),
        "looks_like": [_hypothesis(one) for one in verdict.looks_like.shown],
        "expect": [str(word) for word in verdict.expected],
        "unmet": [str(word) for word in verdict.unmet],
        "unexpected": verdict.is_unexpected,
    }


def shared_dict(one: SharedNeed) -> dict[str, Any]:
    """Return a value that makes several claims true."""
    return {
        "assumption": one.assumption,
        "value": simplest(one.roundest),
        **_ends(one.values),
        "claims": list(one.claims),
    }


def pair_dict(pair: ModelPair) -> dict[str, Any]:
    """Return a pair of models, with the claims that say how much one is of the other."""
    return {"over": pair.over, "under": pair.under, "claims": [verdict.name for verdict in pair.claims]}


def price_dict(one: PrintedPrices) -> dict[str, Any]:
    """Return a printed price, held against the published one."""
    held = one.first
    return {
        "name": one.name,
        "stands_for": held.offer.ref,
        "meter": one.meter,
        "at": instant_text(held.at),
        "printed": simplest(held.printed),
        "published": None if held.paid is None else simplest(held.paid),
        "wrong": held.is_wrong,
        "claims": list(one.claims),
    }


def bits_of(one: Hypothesis) -> Decimal:
    """Return how long the description of a hypothesis is, with one decimal."""
    return Decimal(f"{one.bits:.1f}")


def _hypothesis(one: Hypothesis) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "text": one.text,
        "value": one.figure.value,
        "formula": one.figure.formula,
        "given": {name: symbolic(node) for name, node in one.given.items()},
        "bits": bits_of(one),
        "rounding": one.rounding,
    }


def _ends(values: ValueInterval) -> dict[str, Any]:
    return {
        "from": _end(values.low),
        "to": _end(values.high),
        "from_closed": values.low_closed,
        "to_closed": values.high_closed,
    }


def _end(value: Fraction | None) -> Exact | None:
    return None if value is None else simplest(value)
