"""Compare the options of a scenario: planned once, asked in one frame after the other."""

from costcalc.comparison.budget import BudgetStatus
from costcalc.comparison.budgets import budget_status
from costcalc.comparison.comparison import AssumptionValue, Comparison
from costcalc.comparison.evaluate import compare, comparison_of, evaluate
from costcalc.comparison.figure_value import ClaimValue, FigureValue
from costcalc.comparison.option_plan import OptionPlan
from costcalc.comparison.outcome import Outcome
from costcalc.comparison.period_override import PeriodOverride
from costcalc.comparison.plan import Plan, plan
from costcalc.comparison.question import ScenarioQuestion, Selection

__all__ = [
    "AssumptionValue",
    "BudgetStatus",
    "ClaimValue",
    "Comparison",
    "FigureValue",
    "OptionPlan",
    "Outcome",
    "PeriodOverride",
    "Plan",
    "ScenarioQuestion",
    "Selection",
    "budget_status",
    "compare",
    "comparison_of",
    "evaluate",
    "plan",
]
