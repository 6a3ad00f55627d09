"""What an option costs in a frame, or why nobody can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Frame, OpenError, UndefinedError, evaluate, evaluate_all
from costcalc.pricing import evaluate_estimate
from costcalc.problem import InputError, Problem

if TYPE_CHECKING:
    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.feasibility import Flag
    from costcalc.pricing import Estimate, EstimatePlan


class OptionCost(NamedTuple):
    """What an option costs.

    Args:
        estimate: In every period; None where that is not known.
        upfront: Once; None where nothing is paid once, or that is not known.
        not_priced: What has no price.
        open: The assumptions without a value that what it costs in every period depends on.
        open_once: Those that what it costs once depends on.
        notes: What is to be known of the values that it is asked with.
    """

    estimate: Estimate | None = None
    upfront: Estimate | None = None
    not_priced: tuple[Problem, ...] = ()
    open: tuple[str, ...] = ()
    open_once: tuple[str, ...] = ()
    notes: tuple[Flag, ...] = ()

    @property
    def estimates(self) -> tuple[Estimate, ...]:
        """What it costs in every period and what once, those that there are."""
        return tuple(each for each in (self.estimate, self.upfront) if each)


def option_cost(option: OptionPlan, own: Frame, notes: tuple[Flag, ...] = ()) -> OptionCost:
    """Return what an option costs with its values.

    Args:
        option: The option.
        own: The values.
        notes: What is to be known of these values.
    """
    if option.estimate is None:
        return OptionCost(not_priced=option.problems, notes=notes)
    evaluate_all(option.nodes, own)
    unknown = _open(option.estimate, own)
    unknown_once = _open(option.upfront, own) if option.upfront else ()
    try:
        estimate = None if unknown else evaluate_estimate(option.estimate, own, option.as_of, option.place, notes)
        once = None
        if option.upfront and not unknown_once:
            once = evaluate_estimate(option.upfront, own, option.paid_at or option.as_of, option.place)
        found = OptionCost(estimate, once, open=unknown, open_once=unknown_once, notes=notes)
        for each in found.estimates:
            _ = each.flags  # which look at every turn of a loop, and there may be too many of these
    except InputError as error:
        return OptionCost(not_priced=error.problems, notes=notes)
    except UndefinedError as error:
        return OptionCost(not_priced=(Problem(option.place, "undefined", str(error)),), notes=notes)
    return found


def _open(plan: EstimatePlan, own: Frame) -> tuple[str, ...]:
    """Return the assumptions without a value on which a total depends: what is priced at all is looked at."""
    try:
        evaluate(plan.total, own)
    except OpenError:
        from costcalc.expr.open_under import open_under  # which nothing needs where everything has a value

        return tuple(open_under(plan.total, own))
    except UndefinedError:
        pass  # it is said where it is asked for
    return ()
