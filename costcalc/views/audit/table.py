"""The table of claims: what is printed, what comes out, and how one stands to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.audit.numbers import recomputed
from costcalc.views.audit.words import known_text, printed_text, relation_text
from costcalc.views.blocks import Column, Row, Table, dense
from costcalc.views.comparison.option_words import formulas_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison.audit.verdict import Verdict

COLUMNS = (
    Column("claim", "claim", is_key=True, whole=True),
    Column("printed", "printed"),
    Column("recomputed", "recomputed", is_number=True),
    Column("relation", "relation"),
    Column("tags", "tags"),
    Column("with", "with"),
    Column("expected", "expected"),
)


def claims_table(verdicts: Sequence[Verdict]) -> Table:
    """Return a row for each claim, and for each figure that nobody printed."""
    return dense(COLUMNS, tuple(map(_row, verdicts)))


def _row(verdict: Verdict) -> Row:
    under = (f"{name} = {formula}" for name, formula in formulas_of(verdict.claim.written.with_).items())
    cells = (
        verdict.name,
        printed_text(verdict),
        recomputed(verdict),
        relation_text(verdict),
        ", ".join(dict.fromkeys(tag.name for tag in verdict.tags)),
        ", ".join(under),
        known_text(verdict),
    )
    return Row(cells)
