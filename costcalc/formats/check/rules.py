"""What can be reported, with its documentation: checks, what stops a change, and the codes of problems."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks import CHECKS, Level
from costcalc.documentation import documentation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.formats.check.reported import Reported

OWN = {
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


class Rule(NamedTuple):
    """Something that can be reported.

    Args:
        name: Its name.
        title: One sentence.
        text: The rest, with examples.
        level: How grave it is, where the policy does not say otherwise.
    """

    name: str
    title: str
    text: str
    level: Level

    @property
    def prose(self) -> str:
        """The text without its examples."""
        paragraphs = [part for part in self.text.split("\n\n") if not part.startswith("    ")]
        return " ".join(" ".join(paragraphs).split())


def rules(found: Iterable[Reported]) -> dict[str, Rule]:
    """List all checks, what else can stop a change, and the codes of the problems that there are, by name."""
    known = [_rule(name, documentation(check) or name, check.LEVEL) for name, check in CHECKS.items()]
    known += [_rule(name, text, level) for name, (level, text) in OWN.items()]
    listed = {rule.name: rule for rule in known}
    for one in found:
        if one.rule not in listed:
            title = f"Without an answer: {one.rule}." if one.is_problem else f"{one.rule}."
            text = "The files cannot be used as they are, so nothing was compared." if one.is_problem else ""
            listed[one.rule] = Rule(one.rule, title, text, one.level)
    return listed


def _rule(name: str, doc: str, level: Level) -> Rule:
    title, _, text = cleandoc(doc).partition("\n\n")
    return Rule(name, " ".join(title.split()), text, level)
