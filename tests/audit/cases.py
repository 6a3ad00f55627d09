"""Cases of explanations as one reads them: a scenario with its claims, and what one of these looks like.

A file here holds cases of the explanation that it is called after, each a mapping with these keys:

    says        a sentence, which is the test's name
    acme        a rate card `acme` but for its head; none where left out
    scenario    a scenario but for its head and its claims
    claims      its claims
    claim       the claim that is looked at
    text        the first hypothesis, which is of this kind; nothing of this kind is said where it is left out
    kind_only   whether the kind alone of the first hypothesis is held, and not how it is worded
    value       what that comes to, worked out by hand
"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any, NamedTuple

import costcalc
from tests.inputs import card_yaml, cards_in, scenario_yaml
from tools.read_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.comparison.audit.verdict import Verdict

HERE = Path(__file__).parent / "explanations"
EMPTY = "models: {none: {rates: [{effective: 2026-01-01, source: s, input: 1}]}}\n"
_KEYS = set(re.findall(r"^    ([a-z_]+)  +\S", __doc__, re.MULTILINE))


class ExplanationCase(NamedTuple):
    """A case, with the explanation that it is of and what it is called."""

    kind: str
    name: str
    given: Mapping[str, Any]

    @property
    def speaks(self) -> bool:
        """Whether the explanation is what the claim looks like most."""
        return "value" in self.given


def cases() -> Iterator[ExplanationCase]:
    """Read all cases."""
    for file in sorted(HERE.glob("*.yaml")):
        for case in read_yaml(file.read_text(encoding="utf-8")):
            assert case.keys() <= _KEYS, case.keys() - _KEYS
            yield ExplanationCase(file.stem.replace("_", "-"), f"{file.stem}: {case['says']}", case)


def verdict_of(case: ExplanationCase, folder: Path) -> Verdict:
    """Audit the scenario of a case; give what is said of the claim that it is about."""
    cards = cards_in(folder, card_yaml(case.given.get("acme", EMPTY)))
    text = f"{case.given['scenario']}claims:\n{indent(case.given['claims'], '  ')}\n"
    scenario = costcalc.load_scenario(text=scenario_yaml(text))
    return costcalc.audit(scenario, cards, as_of="2026-09-15")[case.given["claim"]]
