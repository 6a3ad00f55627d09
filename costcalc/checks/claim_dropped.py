"""A claim of the base is no longer judged, or is expected to be wrong from now on.

What a scenario claims holds other changes to account: a price that moves makes it false, and somebody is told. Whoever
takes the claim away in the same change, or what it is a figure of, is told nothing. Looked at with `--base` only.

    claims: []                                                                # bad: the base claims `month`, too

    claims:
      - {claim: month, printed: "$1,200/month", of: small.total}              # good

A claim whose text is another number now is none that was dropped: it is judged. What is rightly gone is gone in the
next run. What `expect` says of a claim, and did not say in the base, is a notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.scenario import ScenarioFile
    from costcalc.scenario.claims import Claim

LEVEL = Level.WARNING
HINT = "put it back, or let it go in a change of its own"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each claim of the base that is not judged any more, or is expected to be wrong."""
    if subject.base is None:
        return
    now = {str(file.scenario.id): file for file in subject.head.scenarios}
    for before in subject.base.scenarios:
        known = str(before.scenario.id)
        name, _ = subject.called.get((known, None), (known, None))
        if before.scenario.claims and name in now:
            yield from _of_scenario(before, now[name], subject)


def _of_scenario(before: ScenarioFile, now: ScenarioFile, subject: Subject) -> Iterator[Finding]:
    claims = {str(claim.claim): claim for claim in now.scenario.claims}
    verdicts = subject.verdicts.get(str(now.scenario.id), {})
    for old in before.scenario.claims:
        name = str(old.claim)
        about = f"{now.scenario.id}/{name}"
        if not _is_judged(old):
            continue
        new = claims.get(name)
        if new is None:
            yield Finding("claim-dropped", LEVEL, place_of(now.scenario.id), f"{about} is gone", HINT, about)
        elif not _is_judged(new):
            what = "of nothing" if new.printed is not None else "that nobody printed"
            message = f"{about} is a figure {what} now, and is not judged"
            yield Finding("claim-dropped", LEVEL, new.place, message, HINT, about)
        elif why := _why_unchecked(old, new, verdicts.get(name)):
            message = f"{about} was changed, and cannot be judged now: {why}"
            yield Finding("claim-dropped", LEVEL, new.place, message, HINT, about)
        elif added := [str(word) for word in new.expect if word not in old.expect]:
            message = f"{about} is expected to be {' and '.join(added)} from now on"
            yield Finding("claim-dropped", Level.NOTICE, new.place, message, None, about)


def _is_judged(claim: Claim) -> bool:
    """Return whether a claim prints something, and says of what that is a figure."""
    return bool(claim.of) and (claim.printed is not None or claim.value is not None)


def _why_unchecked(old: Claim, new: Claim, verdict: Verdict | None) -> str | None:
    """Return why a claim that was changed is not checkable; None of one that is, or that was not changed."""
    same = (old.printed, old.value, old.of, old.with_) == (new.printed, new.value, new.of, new.with_)
    if same or verdict is None or verdict.judgement is None or verdict.judgement.relation.value != "not-checkable":
        return None
    return verdict.judgement.why
