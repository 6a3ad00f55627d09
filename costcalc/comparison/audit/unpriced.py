"""Why claims cannot be answered: an option that they are of has no price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.relation import Relation
from costcalc.comparison.name_kinds import read_name
from costcalc.expr import names_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.comparison.comparison import Comparison
    from costcalc.problem import Problem


def problems_of(verdicts: Sequence[Verdict], result: Comparison) -> tuple[Problem, ...]:
    """Return why options have no price that claims are of which should have been checked.

    A claim that is expected not to be checkable asks for no price.

    Args:
        verdicts: The claims.
        result: What their scenario costs.
    """
    options = result.plan.figures.names.options
    scenario = result.scenario.scenario
    asked = {
        read_name(leaf.name, scenario, options).owner
        for verdict in verdicts
        if verdict.relation is Relation.NOT_CHECKABLE and Relation.NOT_CHECKABLE.value not in verdict.expected
        for node in verdict.claim.written.of
        for leaf in names_in(node)
    }
    return tuple(
        dict.fromkeys(problem for outcome in result.outcomes if outcome.id in asked for problem in outcome.not_priced)
    )
