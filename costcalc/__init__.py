"""costcalc: what will this LLM workload cost, on which model, and why?

    >>> import costcalc
    >>> cards = costcalc.load_cards()
    >>> usage = {"input": 200, "output": 500}
    >>> bill = costcalc.price(cards, "deepseek/deepseek-v4-flash", usage, 1_000_000, as_of="2026-04-28")
    >>> print(bill.total, bill.currency)
    168 USD
    >>> print(bill.charges[0].figure.substituted())
    1000000 * 200 * 0.14 / 1000000

Everything is exact: quantities are ints or Decimals, never floats, and results are Decimals.
"""

from __future__ import annotations

TYPE_CHECKING = False  # what a type checker takes for True; `typing` itself is no quick import
if TYPE_CHECKING:
    from typing import Any

    from costcalc.comparison import Comparison, Outcome
    from costcalc.comparison.audit.asked import audit
    from costcalc.comparison.audit.audit import Audit
    from costcalc.comparison.evaluate import compare, evaluate  # not the modules of these names
    from costcalc.comparison.forecast import Forecast, forecast
    from costcalc.comparison.plan import plan
    from costcalc.comparison.solve import solve
    from costcalc.comparison.whatif import WhatIf, what_if
    from costcalc.expr import Figure
    from costcalc.pricing import Charge, Estimate, price
    from costcalc.problem import InputError, Problem
    from costcalc.project.load import load_cards, load_fx, load_scenario
    from costcalc.usage import read_usage

__version__ = "0.2.0"

_HOMES = {
    "Audit": "comparison.audit.audit",
    "Charge": "pricing",
    "Comparison": "comparison",
    "Estimate": "pricing",
    "Figure": "expr",
    "Forecast": "comparison.forecast",
    "InputError": "problem",
    "Problem": "problem",
    "Outcome": "comparison",
    "audit": "comparison.audit.asked",
    "WhatIf": "comparison.whatif",
    "compare": "comparison",
    "evaluate": "comparison",
    "forecast": "comparison.forecast",
    "load_cards": "project.load",
    "load_fx": "project.load",
    "load_scenario": "project.load",
    "plan": "comparison",
    "price": "pricing",
    "read_usage": "usage",
    "solve": "comparison.solve",
    "what_if": "comparison.whatif",
}

__all__ = [
    "Audit",
    "Charge",
    "Comparison",
    "Estimate",
    "Figure",
    "Forecast",
    "InputError",
    "Outcome",
    "Problem",
    "WhatIf",
    "__version__",
    "audit",
    "compare",
    "evaluate",
    "forecast",
    "load_cards",
    "load_fx",
    "load_scenario",
    "plan",
    "price",
    "read_usage",
    "solve",
    "what_if",
]


def __getattr__(name: str) -> Any:
    """Import on first use, so that `costcalc --help` does not pay for pydantic."""
    if name not in _HOMES:
        msg = f"module 'costcalc' has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module

    value = getattr(import_module(f"costcalc.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
