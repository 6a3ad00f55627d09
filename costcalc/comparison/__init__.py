"""Compare the options of a scenario: planned once, asked in one frame after the other."""

from costcalc.comparison.budget import BudgetStatus, budget_status
from costcalc.comparison.comparison import Comparison, Resolved
from costcalc.comparison.evaluate import compare, evaluate
from costcalc.comparison.outcome import Outcome
from costcalc.comparison.plan import OptionPlan, Plan, plan
from costcalc.comparison.stretch import Stretch

__all__ = [
    "BudgetStatus",
    "Comparison",
    "OptionPlan",
    "Outcome",
    "Plan",
    "Resolved",
    "Stretch",
    "budget_status",
    "compare",
    "evaluate",
    "plan",
]
