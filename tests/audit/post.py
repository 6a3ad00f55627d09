"""A post with claims of every relation, worked out by hand.

A month costs `own` 1M × 200 × 0.5 ÷ 1M + 1M × 500 × 2 ÷ 1M = 100 + 1,000 = 1,100, and at the published 1 for input
200 + 1,000 = 1,200.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from pathlib import Path

CARD = card_yaml("""\
models:
  small:
    context_window: 1K
    rates: [{effective: 2026-01-01, source: s, verified: 2026-04-20, input: 1, output: 2}]
""")
BODY = """\
id: post
title: A post
as_of: 2026-04-28
assumptions: {queries: 1M, prompt: 200, extra: {between: 0 to 100}}
prices: {theirs: {input: 0.5, output: 2, stands_for: acme/small}}
workload:
  - {call: answer, requests: queries, input: prompt, output: 500}
options: {own: {model: theirs}, published: {model: acme/small}}
baseline: own
"""
CLAIMS = """\
claims:
  - {claim: day, printed: one day}
  - {claim: month, printed: "$1,100/month", of: own.total}
  - {claim: post, printed: "~$1,300/month", of: own.total, expect: inconsistent, why: Of another post}
  - {claim: input, printed: $300, of: own.answer.input}
  - {claim: share, printed: 8%, of: published.total / own.total - 1, expect: [agrees, wrong-price]}
  - {claim: both, printed: 1x to 3x, of: [own.total / published.total, published.total / own.total]}
  - {claim: more, printed: $50, of: extra * own.price.output}
  - {claim: never, printed: $500, of: extra * own.price.output, expect: impossible}
  - {claim: ratio, of: own.answer.output / own.answer.input}
"""


def written(folder: Path, claims: str = CLAIMS) -> Path:
    """Write the card and the scenario into a folder; give the path of the scenario."""
    (folder / "pricing").mkdir(exist_ok=True)
    (folder / "pricing/acme.yaml").write_text(CARD, encoding="utf-8")
    path = folder / "post.yaml"
    path.write_text(scenario_yaml(f"{BODY}{claims}"), encoding="utf-8")
    return path
