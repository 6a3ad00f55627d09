"""What can be reported, explained: checks, what stops a change, and the codes of problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.codes import FINDING, ExplainedCode, codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.views.check.reported import Reported


def rules(found: Iterable[Reported]) -> dict[str, ExplainedCode]:
    """Return all checks, what else can stop a change, and the codes of the problems that there are, by name."""
    known = codes()
    listed = {name: code for name, code in known.items() if code.kind == FINDING}
    return listed | {one.rule: known[one.rule] for one in found}
