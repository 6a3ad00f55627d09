"""Whether the workload can be so: no quantity is negative, and the models can do what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.impossible import options_in, why_impossible
from costcalc.comparison.option_cost import option_cost
from costcalc.expr import simplest
from costcalc.price_flags import CLAIMED_PRICE
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from fractions import Fraction

    from costcalc.comparison.plan import Plan
    from costcalc.expr import Exact, Frame, Node


class WorkloadFit:
    """What keeps options from being as an equation would have them.

    Args:
        planned: The formulas.
        nodes: The formulas over results, which name options.
    """

    def __init__(self, planned: Plan, nodes: Iterable[Node]) -> None:
        self.nodes = tuple(nodes)
        self.options = planned.figures.names.options
        self.named = [self.options[one] for one in dict.fromkeys(options_in(self.nodes)) if one in self.options]

    def why_not(self, asked: Callable[[Exact], Frame], value: Fraction) -> str | None:
        """Return why it cannot be so with a value of the unknown; None where it can.

        Args:
            asked: Returns the values of all names with one of the unknown.
            value: That of the unknown.
        """
        try:
            frame = asked(simplest(value))
        except InputError as error:
            return error.problems[0].message
        if why := why_impossible(self.nodes, self.options, frame):
            return why
        for option in self.named:
            cost = option_cost(option, frame.of(option.id))
            for problem in cost.not_priced:
                return problem.message
            for flag in (flag for each in cost.estimates for flag in each.flags):
                if flag.bars and flag.code != CLAIMED_PRICE:  # what somebody printed is what is asked about
                    return f"{option.id}: {flag.message}" if option.id else flag.message
        return None
