"""A policy to begin with: what `costcalc check` usually wants, and one gate."""

from __future__ import annotations

from typing import NamedTuple


class StarterPolicy(NamedTuple):
    """A policy to begin with: it has nothing to be asked for."""

    def text(self) -> str:
        """Return what stands in the file."""
        return """\
schema: costcalc/policy/v1
fail_on: error  # the level from which on findings fail: error, warning, notice
stale_after_days: 60  # `verified` older than this is stale
retiring_within_days: 90  # a model that is shut down sooner than this is retiring
jump: 3  # a price that moves by more than this factor wants a look
broken_budgets: report  # or block: also what was broken before, and is no worse now
gates:  # what stops a change, with `costcalc check --base origin/main`
  - {increase_percent: 25%}  # of any option of any scenario
  # - {scenario: ID, increase: 100 USD}
# budgets:  # the most that an option may cost in the period of its scenario
#   - {scenario: ID, option: NAME, max: 900 USD}
# checks: {unused-assumption: off}  # other levels than the usual ones
"""
