"""Audits with some claims alone, which somebody asks for by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place, Problem
from costcalc.shown import cut
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison.audit.audit import Audit


def selected(audits: Sequence[Audit], names: Sequence[str]) -> list[Audit]:
    """Return audits with the claims alone that are asked for; those that have none of them are left out.

    Args:
        audits: The audits.
        names: What the claims are called; none for all of them.

    Raises:
        InputError: for a claim that no scenario has.
    """
    if not names:
        return list(audits)
    known = list(dict.fromkeys(verdict.name for each in audits for verdict in each.verdicts))
    problems = [
        Problem(
            Place.start_of("--claim", name),
            "unknown-name",
            f"there is no claim `{cut(name)}`",
            did_you_mean(name, known, f"there are {some_of(known)}" if known else "no scenario has claims"),
        )
        for name in names
        if name not in known
    ]
    if problems:
        raise InputError(problems)
    return [each for each in (one.of_claims(names) for one in audits) if each.verdicts]
