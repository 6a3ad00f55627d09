"""Review a project: read it, check it, and say what a change does to its money."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.arguments import argument, list_argument, path_argument
from costcalc.checkout import checkout
from costcalc.checks import CHECKS, Finding, Level, Subject
from costcalc.checks.finding import option_called
from costcalc.codes.findings import FINDINGS
from costcalc.instant import as_instant
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.project.side import Search
from costcalc.review.budgets import BudgetChange, budget_changes, budget_findings
from costcalc.review.doubts import doubts
from costcalc.review.gates import gate_findings, summed_findings
from costcalc.review.guard import called_now, moved_over, renamed, unpriced_ahead, weakened
from costcalc.review.limit_currencies import LimitsScope, usable
from costcalc.review.members import BothExchanges
from costcalc.review.mended import elsewhere, lost, mended, unpriced
from costcalc.review.moved_hours import moved_hours, unknown_hours
from costcalc.review.moves import moves
from costcalc.review.priced import PairPricer
from costcalc.review.put_back import put_back
from costcalc.review.result import Review
from costcalc.review.revision import of_base
from costcalc.review.scope import ReviewScope
from costcalc.review.sides import BaseAsked, Head, both_sides
from costcalc.review.sums import sums_told
from costcalc.review.upcoming import upcoming
from costcalc.source import place_of
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from costcalc.comparison import Comparison
    from costcalc.project.policy import Policy
    from costcalc.project.workspace import Workspace
    from costcalc.review.gates.summed import SummedFinding
    from costcalc.review.priced import PricedPair

LEVELS = {level.word: level for level in Level}
LIMITED = ("gate", "budget")
"""What the policy holds by gates and budgets has no other level."""


def review(  # noqa: PLR0913  # what a user may say
    paths: Iterable[Path | str] = (),
    *,
    as_of: datetime | date | str,
    base: str | None = None,
    pricing: Iterable[Path | str] = (),
    fail_on: str | None = None,
    base_tip: bool = False,
) -> Review:
    """Check the files of a project, and compare them with a base.

    Args:
        paths: Files and folders; where none is given, what the policy says, or else all below this folder.
        as_of: The instant that counts as today.
        base: A folder, or a revision of git; None compares with nothing.
        pricing: Folders of rate cards to use, and no others.
        fail_on: The level from which on findings fail: error, warning or notice; else what the policy says.
        base_tip: Whether to compare with the revision itself, and not with the commit that the change began at.

    Returns:
        The review. What could not be read is in its `problems`.

    Raises:
        TypeError: for an argument of another type.
        ValueError: for an `as_of` that is no point in time, and for a level that there is not.
    """
    as_of = as_instant(as_of)
    argument(base, (str, type(None)), "base", "a folder or a revision as a text, or None")
    if fail_on not in {None, *LEVELS}:
        msg = f"fail_on must be {', '.join(LEVELS)} or None, not {fail_on!r}"
        raise ValueError(msg)
    where = checkout(Path())
    named = [where.seen_from_here(path) for path in _paths(paths, "paths")]
    folders = [where.seen_from_here(path) for path in _paths(pricing, "pricing")]
    asked = BaseAsked(base, base_tip, Place.start_of("--base", base or ""), where, as_of)
    search = Search(named, folders, apart=asked.apart)
    head = Head.of(search)
    try:
        with both_sides(head, search, asked) as sides:
            result = _reviewed(sides.head, sides.was, as_of, base, fail_on)
            found, alone = tuple(put_back(sides.base, result.findings)), sides.is_alone(named)
            commit, tip = sides.commits
            result = result._replace(findings=found, alone=alone, base_commit=commit, base_tip=tip)
    except InputError as error:
        result = _unanswered(head.files, as_of, base, [*head.files.problems, *error.problems])
    return result._replace(checkout=where)


def _paths(paths: Iterable[Path | str], name: str) -> list[Path]:
    wanted = "a list of paths"
    return [Path(path_argument(path, name, wanted)) for path in list_argument(paths, object, name, wanted)]


def _reviewed(head: Workspace, was: Workspace | None, as_of: datetime, base: str | None, fail_on: str | None) -> Review:
    problems = [*head.problems, *_unknown_checks(head.policy.policy)]
    # A change cannot weaken its own gate: what holds is what held before it.
    policy = was.policy.policy if was else head.policy.policy
    findings: list[Finding] = [*elsewhere(head)]
    broken: Sequence[Problem] = ()
    if was:
        problems += lost(was, head)
        was, broken, found = mended(was, head)
        findings += found
    pricer = PairPricer(head, was, _scope(policy, as_of))
    priced = tuple(pricer.priced())
    problems += pricer.problems
    problems += _unpriced(one.after for one in priced if one.after and not (one.at.ahead or one.at.as_base))
    if was:
        unread, more = unpriced(pricer.of_base, findings)
        findings += more
        problems += map(of_base, [*broken, *_unknown_checks(policy), *unread])
    if problems:
        return _unanswered(head, as_of, base, problems)
    level = LEVELS[fail_on or policy.fail_on or Level.ERROR.word]
    results = tuple(one.after for one in priced if one.after and one.at.is_first)
    today = [one for one in priced if one.at.is_today]
    currencies = _currencies(today)
    subject = Subject(head, was, as_of, policy, results, called_now(today))
    moved = tuple(moves(priced)) if was else ()
    held: tuple[BudgetChange, ...] = ()
    summed: list[SummedFinding] = []
    compared = was is not None
    exchange = BothExchanges(was.fx if was else None, head.fx, policy.horizon_end(as_of))
    policy = usable(policy, head.policy.policy, LimitsScope(today, exchange, next(iter(currencies), "")), problems)
    with collected(problems):
        held = tuple(budget_changes(priced, policy, compared=compared))
        findings += budget_findings(held, policy, compared=compared)
        findings += gate_findings(policy, priced, compared=compared)
        summed = list(summed_findings(policy, priced, exchange, currencies, compared=compared))
        findings += [one.finding for one in summed]
    findings += [*_in_part(head, policy), *unknown_hours(today, as_of)]
    is_held = bool(policy.gates or policy.budgets or held)
    findings += [*_checked(subject, policy), *unpriced_ahead(priced, pricer.unanswered, is_held=is_held)]
    if was:
        findings += [*weakened(was, head, today), *renamed(today), *moved_hours(today), *doubts(today)]
        findings += moved_over(today) if pricer.scope.steadily else ()
    findings = [*_at_levels(findings, policy)]
    announced = tuple(upcoming(priced))
    if problems:
        return _unanswered(head, as_of, base, problems)
    names = tuple(dict.fromkeys(_names(priced)))
    return Review(
        as_of=as_of,
        base=base,
        findings=tuple(sorted(findings, key=Finding.sort_key)),
        problems=(),
        moves=moved,
        upcoming=announced,
        budgets=tuple(one for one in held if (one.now.broken or not one.at.ahead) and not one.at.as_base),
        cards=len(head.own),
        scenarios=len(head.scenarios),
        options=len(names),
        fail_on=level,
        sums=tuple(sums_told(policy, priced, exchange, currencies, filter(None, (one.stopped for one in summed))))
        if was
        else (),
        names=names,
        checks=tuple(name for name in CHECKS if policy.checks.get(name) != Level.OFF.word),
    )


def _at_levels(findings: Iterable[Finding], policy: Policy) -> Iterator[Finding]:
    """Yield findings at the level that the policy wants them at; what a limit stops has that of the limit."""
    for finding in findings:
        level = LEVELS[policy.checks[finding.check]] if finding.check in policy.checks else finding.level
        if level is not Level.OFF:
            yield finding._replace(level=level)


def _checked(subject: Subject, policy: Policy) -> Iterator[Finding]:
    for name, check in CHECKS.items():
        if policy.checks.get(name) != Level.OFF.word:
            yield from check.find(subject)


def _unknown_checks(policy: Policy) -> Iterator[Problem]:
    """Report levels of checks that do not exist: they would change nothing without a word."""
    known = [*CHECKS, *(name for name in FINDINGS if name not in LIMITED)]
    for name in policy.checks:
        if name not in known:
            hint = did_you_mean(name, known, f"there are {some_of(known)}")
            yield Problem(place_of(name), "unknown-key", f"there is no check `{name}`", hint)


def _scope(policy: Policy, as_of: datetime) -> ReviewScope:
    steadily = any(gate.price_increase for gate in policy.gates)
    sums = any(one.sum for one in (*policy.gates, *policy.budgets))
    return ReviewScope(as_of, policy.horizon_end(as_of), steadily, sums)


def _currencies(today: Sequence[PricedPair]) -> list[str]:
    """Return the currencies of scenarios, that of most of them first."""
    return [currency for currency, _ in Counter(one.known.currency for one in today).most_common()]


def _in_part(head: Workspace, policy: Policy) -> Iterator[Finding]:
    """Report that sums are held over some of the scenarios only, where some files are named."""
    held = next((one for one in (*policy.gates, *policy.budgets) if one.sum), None)
    if held and held.sum and not head.whole:
        message = "only a part of the project is looked through: sums are of that, and not of all of it"
        hint = "run it in the folder of the policy and name no files, so that the policy says what is looked through"
        yield Finding("in-no-sum", Level.WARNING, place_of(held.sum), message, hint, "files")


def _unpriced(results: Iterable[Comparison]) -> Iterator[Problem]:
    for result in results:
        yield from result.problems


def _names(priced: Iterable[PricedPair]) -> Iterator[str]:
    """Yield what options with a cost are called: a scenario without workload has none."""
    for one in priced:
        if one.after and one.at.is_first:
            yield from (option_called(one.pair.name, each.id) for each in one.after.outcomes if each.plan.has_cost)


def _unanswered(head: Workspace, as_of: datetime, base: str | None, problems: Iterable[Problem]) -> Review:
    found = tuple(sorted(set(problems), key=Problem.sort_key))
    return Review(as_of, base, (), found, (), (), (), len(head.own), len(head.scenarios), 0, Level.ERROR)
