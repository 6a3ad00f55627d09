"""A row for each claim, as `audit` gives them to spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Exact, decimal_text, simplest
from costcalc.records import FLAG, PLACE, TEXT, Field, Many, Part, Rows, number
from costcalc.views.audit.cause_record import NeedInterval, intervals_of
from costcalc.views.audit.causes import beside_text
from costcalc.views.audit.claim_record import known_figure, of_text, published, range_of, tag_names
from costcalc.views.audit.numbers import interval_text
from costcalc.views.comparison.option_words import formulas_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.comparison.audit.audit import Audit
    from costcalc.comparison.audit.verdict import Verdict


class AuditRow(NamedTuple):
    """What a row is taken from.

    Args:
        audit: The audit.
        verdict: A claim of it.
    """

    audit: Audit
    verdict: Verdict


def _printed(row: AuditRow) -> Exact | None:
    printing = row.verdict.printing
    return None if printing is None or printing.is_interval else simplest(printing.low.value)


def _bound(row: AuditRow) -> str | None:
    printing = row.verdict.printing
    return printing.bound.value if printing and printing.bound else None


def _with(row: AuditRow) -> list[str]:
    return [f"{name} = {formula}" for name, formula in formulas_of(row.verdict.claim.written.with_).items()]


def _recomputed(row: AuditRow) -> Exact | None:
    figure = known_figure(row.verdict)
    return figure.value if figure else None


def _need(one: NeedInterval) -> str:
    value = decimal_text(simplest(one.need.roundest))
    return f"{one.need.assumption} = {value} ({interval_text(one.values)}){beside_text(one.need)}"


_MEMBERS: tuple[Field[AuditRow] | Part[AuditRow, Exact], ...] = (
    Field("scenario", TEXT, lambda row: row.audit.result.scenario.scenario.id),
    Field("claim", TEXT, lambda row: row.verdict.name),
    Field("printed", TEXT, lambda row: row.verdict.claim.written.printed, null=True),
    number("value", _printed, null=True),
    Field("bound", TEXT, _bound, null=True),
    Field("of", TEXT, lambda row: of_text(row.verdict), null=True),
    number("recomputed", _recomputed, null=True),
    number("low", lambda row: ranged.low if (ranged := range_of(row.verdict)) else None, null=True),
    number("high", lambda row: ranged.high if (ranged := range_of(row.verdict)) else None, null=True),
    Field("relation", TEXT, lambda row: row.verdict.relation.value if row.verdict.relation else None, null=True),
    Field("false", FLAG, lambda row: row.verdict.is_false),
    Field("reason", TEXT, lambda row: row.verdict.judgement.why if row.verdict.judgement else None, null=True),
    Field("tags", Many(TEXT), lambda row: tag_names(row.verdict)),
    number("published", lambda row: published(row.verdict), null=True),
    Field("would_need", Many(TEXT), lambda row: [_need(one) for one in intervals_of(row.verdict)]),
    Field("looks_like", Many(TEXT), lambda row: [one.text for one in row.verdict.looks_like.shown]),
    Field("kinds", Many(TEXT), lambda row: [one.kind for one in row.verdict.looks_like.shown]),
    Field("with", Many(TEXT), _with),
    Field("expect", Many(TEXT), lambda row: row.verdict.expected),
    Field("unmet", Many(TEXT), lambda row: row.verdict.unmet),
    Field("unexpected", FLAG, lambda row: row.verdict.is_unexpected),
    Field("source", PLACE, lambda row: row.verdict.claim.written.place),
)
FIELDS = tuple(field for member in _MEMBERS for field in member.fields())


def audit_rows(audits: Iterable[Audit]) -> Rows[AuditRow]:
    """Return a row for each claim, one scenario after the other."""
    return Rows(FIELDS, [AuditRow(audit, verdict) for audit in audits for verdict in audit.verdicts])
