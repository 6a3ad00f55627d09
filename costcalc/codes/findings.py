"""What the check reports beside its checks."""

from __future__ import annotations

from costcalc.checks import Level

FINDINGS = {
    "budget": (
        Level.ERROR,
        """
        An option costs more than its budget.

        Budgets are written in scenarios and in the policy. One that was broken before and is not made worse by a
        change is reported, and does not stop it, unless the policy says `broken_budgets: block`.
        """,
    ),
    "gate": (
        Level.ERROR,
        """
        A gate of the policy stops this change.

        A gate is the most that an option may cost, or the most by which a change may raise it: an amount, or a part
        of what it cost before.
        """,
    ),
    "policy-changed": (
        Level.WARNING,
        """
        A change is to the rules that it is measured by.

        The policy and the budgets of the base decide about a change. What the change does to them is reported, so
        that somebody looks at it, and holds from the next change on.
        """,
    ),
}
"""The usual level of each, and what it means."""
