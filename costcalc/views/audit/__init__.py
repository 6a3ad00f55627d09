"""What `costcalc audit` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.project.age import longest_age

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import timedelta

    from costcalc.comparison.audit.audit import Audit
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.records import Rows
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class AuditsView(NamedTuple):
    """What recomputing the claims of scenarios says.

    Args:
        audits: The audits.
        longest: Returns how long ago a price may have been checked at most; asked only by who tells people.
        stops: The claims at which somebody who is strict stops, those that are not shown among them.
    """

    audits: Sequence[Audit]
    longest: Callable[[], timedelta] = longest_age
    stops: Sequence[Verdict] = ()

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told, one scenario after the other."""
        from costcalc.views.audit.blocks import audit_blocks
        from costcalc.views.audit.stops import stop_blocks

        longest = self.longest()
        for audit in self.audits:
            yield from audit_blocks(audit, detail, longest)
        yield from stop_blocks(self.stops)

    def document(self) -> dict[str, Any]:
        """Return what programs are told: one audit alone, several as a list."""
        from costcalc.views.audit.record import AUDIT, AUDITS

        several = len(self.audits) != 1
        return AUDITS.encode(self.audits) if several else AUDIT.encode(self.audits[0])

    def rows(self) -> Rows[Any]:
        """Return a row for each claim."""
        from costcalc.views.audit.rows import audit_rows

        return audit_rows(self.audits)
