"""It is that of another model, another option, or another printed figure of the scenario.

claims: [{claim: large, printed: $38.25, of: sonnet.total}]       # 1,800; but 38.25 is `flash.total`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.explanations.at_prices import at_prices
from costcalc.comparison.audit.explanations.candidate import Candidate
from costcalc.comparison.name_kinds import NameKind, read_name
from costcalc.expr import Name, Solve, names_in, with_names
from costcalc.problem import InputError
from costcalc.scenario import PRICE, PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.expr import Node

BITS = 3.0
MOST = 40


def candidates(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure with another option or model in the place of one, and at the prices of another model."""
    yield from _renamed(suspect)
    for found in suspect.shelf.of_scenario[:MOST]:
        yield from at_prices(suspect, found, single=True)


def _renamed(suspect: Suspect) -> Iterator[Candidate]:
    """Yield the figure as it is written, with the name of another option or price in it."""
    names = suspect.planned.figures.names
    leaves = {leaf.name: read_name(leaf.name, names.scenario, names.options) for leaf in names_in(suspect.written)}
    for name, (kind, owner, result) in leaves.items():
        if kind is NameKind.OPTION:
            others = [f"{other}.{result}" for other in names.options if other != owner]
        elif kind is NameKind.LIST_PRICE:
            others = [f"{other}.{PRICE}.{result}" for other in names.scenario.prices if other != owner]
        elif kind is NameKind.CLAIM:
            others = [f"{PRINTED}.{other.name}" for other in suspect.others if other.name != owner]
        else:
            continue
        for other in others[:MOST]:
            node = _outside(suspect, name, other)
            figure = suspect.figure(node) if node else None
            if figure:
                yield Candidate(f"`{other}`, for `{name}`", figure)


def _outside(suspect: Suspect, name: str, other: str) -> Node | None:
    """Return the formula with another result in the place of one; None where there is none of that name."""

    def swapped(leaf: Name) -> Node:
        return Name(other, leaf.place) if leaf.name == name else leaf

    try:
        found = suspect.planned.figures.names.outside(with_names(suspect.written, swapped))
    except InputError:
        return None
    return None if isinstance(found, Solve) else found
