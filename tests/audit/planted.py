"""Wrong figures planted in place of right ones, to see how often a hypothesis is shown that is none."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import compare
from costcalc.comparison.audit.effort import MOST_TO_EXPLAIN, Effort
from costcalc.comparison.audit.hypotheses import hypotheses_of
from costcalc.comparison.audit.judged import evidence_of
from costcalc.comparison.audit.relation import Reading, Relation
from costcalc.comparison.audit.suspect import Suspect
from costcalc.comparison.audit.witnesses import suspects_of
from costcalc.project.load import load_scenario

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from costcalc.comparison.audit.hypotheses import Hypotheses
    from costcalc.ratecard import Catalogue

DECADES = 1
"""A planted figure is at most so many powers of ten away from the right one."""


class Planted(NamedTuple):
    """A wrong figure in the place of a right one.

    Args:
        file: The scenario.
        claim: The claim.
        right: What comes out.
        wrong: What is printed now.
        found: What it looks like.
    """

    file: str
    claim: str
    right: Fraction
    wrong: Fraction
    found: Hypotheses


def right_claims(folder: Path, cards: Catalogue) -> list[tuple[str, str, Suspect]]:
    """List the claims of all scenarios of a folder that print one number, and come out."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        if path.stem == "expected":
            continue
        verdicts, evidence = evidence_of(compare(load_scenario(path), cards, as_of="2026-11-28"), cards)
        for verdict in verdicts:
            if verdict.relation in {Relation.AGREES, Relation.ROUNDED} and verdict.printing and verdict.printing.one:
                suspects = [suspect for _, suspect in suspects_of(verdict, evidence)]
                if len(suspects) == 1 and suspects[0].exact:
                    found.append((path.stem, verdict.name, suspects[0]))
    return found


def planted(claims: list[tuple[str, str, Suspect]], digits: int, count: int, random: Random) -> Iterator[Planted]:
    """Yield figures of so many digits that are wrong, spread evenly over powers of ten around the right ones."""
    made = 0
    while made < count:
        file, name, right = random.choice(claims)
        assert right.exact is not None
        reading = _drawn(right.exact, digits, random)
        if reading is None or reading.relation(right.exact)[0] is not Relation.DIFFERS:
            continue
        made += 1
        own = right.own._replace(printing=right.printing._replace(low=reading, high=reading))
        wrong = Suspect(own, right.others, right.shelf, Effort(MOST_TO_EXPLAIN))
        yield Planted(file, name, right.exact, reading.value, hypotheses_of(wrong))


def _drawn(right: Fraction, digits: int, random: Random) -> Reading | None:
    # Where it lies is drawn with a float: that decides nothing but which figure is looked at.
    size = abs(float(right)) * 10 ** random.uniform(-DECADES, DECADES)
    text = f"{size:.{digits - 1}e}"
    mantissa, _, exponent = text.partition("e")
    value = Fraction(mantissa) * Fraction(10) ** int(exponent)
    step = Fraction(10) ** (int(exponent) - digits + 1)
    return Reading(value if right > 0 else -value, step) if value else None
