"""What is said of a claim, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.relation import HALF_EVEN, HALF_UP, Relation
from costcalc.expr import symbolic
from costcalc.views.words import counted

if TYPE_CHECKING:
    from costcalc.comparison.audit.audit import Audit
    from costcalc.comparison.audit.verdict import Verdict

FINE = frozenset({Relation.AGREES, Relation.ROUNDED})
"""The relations of what is right."""


def relation_text(verdict: Verdict) -> str:
    """Return the relation of a claim, with how it is rounded where only one way of it fits; nothing of a figure."""
    judgement = verdict.judgement
    if judgement is None:
        return ""
    one_way = judgement.rounding in {HALF_UP, HALF_EVEN}
    return f"{judgement.relation.value} ({judgement.rounding})" if one_way else judgement.relation.value


def known_text(verdict: Verdict) -> str:
    """Return how a claim stands to what the file expects of it; nothing where it is right and nothing else is said."""
    if verdict.unmet:
        return f"not so: {', '.join(verdict.unmet)}"
    if verdict.is_unexpected:
        return "no"
    return "yes" if verdict.is_false else ""


def printed_text(verdict: Verdict) -> str:
    """Return what a claim prints, as it stands in the text; its number, where only that is given."""
    written = verdict.claim.written
    return written.printed or ("" if written.value is None else symbolic(written.value))


def counts_text(audit: Audit) -> str:
    """Return how many claims there are, and how many of each relation."""
    judged = sum(1 for verdict in audit.verdicts if verdict.judgement)
    figures = len(audit.verdicts) - judged
    relations = ", ".join(f"{number} {word}" for word, number in audit.counts().items())
    beside = f" Beside them {counted(figures, 'figure')} that nobody printed." if figures else ""
    return f"{counted(judged, 'claim')}{f': {relations}' if relations else ''}.{beside}"


def wrong_text(audit: Audit) -> str:
    """Return how many claims are wrong, which of them nobody expected, and which expectations do not hold."""
    wrong = [verdict for verdict in audit.verdicts if verdict.is_false]
    unexpected = [verdict.name for verdict in wrong if verdict.is_unexpected]
    unmet = [f"{verdict.name} ({', '.join(verdict.unmet)})" for verdict in audit.verdicts if verdict.unmet]
    if not wrong:
        said = "None is wrong."
    elif not unexpected:
        said = f"{len(wrong)} wrong, as expected."
    elif len(unexpected) == len(wrong):
        said = f"{len(wrong)} wrong, and not expected: {', '.join(unexpected)}."
    else:
        said = f"{len(wrong)} wrong; {len(unexpected)} of them not expected: {', '.join(unexpected)}."
    return f"{said} Expected and not so: {', '.join(unmet)}." if unmet else said
