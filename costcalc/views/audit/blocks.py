"""What people are told of an audit: what is found of several claims, all claims side by side, and each that is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.relation import Relation
from costcalc.views.audit.causes import legend
from costcalc.views.audit.claim import claim_blocks, claim_steps
from costcalc.views.audit.numbers import shown
from costcalc.views.audit.table import claims_table
from costcalc.views.audit.together import together_blocks
from costcalc.views.audit.words import FINE, counts_text, printed_text, wrong_text
from costcalc.views.bill import cards_table, prices_from, stale_blocks
from costcalc.views.blocks import Block, Bullets, Code, Heading, More, Paragraph, Working
from costcalc.views.comparison.about import about
from costcalc.views.comparison.blocks import priced_of
from costcalc.views.comparison.settings import settings_blocks
from costcalc.views.price_flags import price_flag_blocks
from costcalc.views.view import Detail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import timedelta

    from costcalc.comparison.audit.audit import Audit
    from costcalc.comparison.audit.verdict import Verdict


def audit_blocks(audit: Audit, detail: Detail, longest: timedelta) -> Iterator[Block]:
    """Yield what people are told of an audit.

    Args:
        audit: The audit.
        detail: How much they are told.
        longest: How long ago a price may have been checked at most.
    """
    result = audit.result
    estimates = [estimate for _, estimate in priced_of(result)]
    yield Heading(result.scenario.scenario.title, 1)
    yield Paragraph(f"{result.scenario.file}: {about(result.plan)}")
    if detail is not Detail.BRIEF and audit.cards:
        yield prices_from(audit.cards)
    yield from settings_blocks(result.overridden)
    if not audit.verdicts:
        yield Paragraph("It has no claims: nothing was checked.", strong=True)
        example = Code('- {claim: bill, printed: "$460/month", of: total}')
        yield Paragraph(
            ("A claim is what somebody printed, and what it is a figure of. Below ", Code("claims:"), ": ", example)
        )
        return
    yield Paragraph(counts_text(audit))
    yield Paragraph(wrong_text(audit), strong=True)
    yield from stale_blocks(estimates, audit.cards, result.as_of, longest)
    yield from together_blocks(audit, detail)
    yield Heading("Claims")
    yield claims_table(audit.verdicts)
    yield from price_flag_blocks(result.plan.figures.names.options.values())
    if detail is Detail.BRIEF:
        return
    yield from _groups(audit.verdicts, explained=detail is Detail.EXPLAINED)
    yield from legend(audit.verdicts)
    if detail is Detail.USUAL:
        yield More("the working of every claim, places and the age of prices")
        return
    others = (verdict for verdict in audit.verdicts if not (verdict.fails or verdict.is_false or _is_loose(verdict)))
    if steps := tuple(step for verdict in others for step in claim_steps(verdict, places=True)):
        yield Heading("How it was computed")
        yield Working(steps, "")
    if estimates and audit.cards:
        yield Heading("Prices")
        yield cards_table(estimates, audit.cards, result.as_of)


def _groups(verdicts: Sequence[Verdict], *, explained: bool) -> Iterator[Block]:
    """Yield the claims of which there is something to say: what somebody should look at before what is known."""
    failing = [verdict for verdict in verdicts if verdict.fails]
    others = [verdict for verdict in verdicts if not verdict.fails]
    known = [verdict for verdict in others if verdict.is_false]
    loose = [verdict for verdict in others if _is_loose(verdict)]
    for title, some in (("Not expected", failing), ("Wrong, as expected", known), ("Neither right nor wrong", loose)):
        if some:
            yield Heading(title)
            for verdict in some:
                yield from claim_blocks(verdict, places=explained)
    right = [verdict for verdict in others if verdict.relation in FINE]
    if beside := tuple(_beside(right)):
        yield Heading("What else is to be said")
        yield Bullets(beside)
    if unchecked := tuple(_unchecked(others)):
        yield Heading("Not checkable")
        yield Bullets(unchecked)


def _is_loose(verdict: Verdict) -> bool:
    """Return whether a claim is neither right nor wrong."""
    return verdict.relation in {Relation.POSSIBLE, Relation.CUT, Relation.RAISED}


def _beside(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield the tags of claims that come out, each once with the claims that it is of."""
    found: dict[tuple[str, str], list[str]] = {}
    for verdict in verdicts:
        for tag in verdict.tags:
            value = f", {shown(tag.figure.value, verdict.printing)}" if tag.figure else ""
            printed = f" ({printed_text(verdict)}{value})" if value else ""
            found.setdefault((tag.name, tag.text), []).append(f"{verdict.name}{printed}")
    for (name, text), claims in found.items():
        at = "printed, and at the published prices: " if "(" in claims[0] else ""
        yield f"{name}: {text}; {at}{', '.join(claims)}"


def _unchecked(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield why claims cannot be checked, each reason once with the claims that it is of."""
    found: dict[str, list[str]] = {}
    for verdict in verdicts:
        if verdict.judgement and verdict.relation is Relation.NOT_CHECKABLE:
            found.setdefault(verdict.judgement.why or "", []).append(verdict.name)
    for why, names in found.items():
        yield f"{', '.join(names)}: {why}"
