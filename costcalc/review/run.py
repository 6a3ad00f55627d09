"""Review a project: read it, check it, and say what a change does to its money."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.arguments import argument, list_argument, path_argument
from costcalc.checkout import checkout
from costcalc.checks import CHECKS, Finding, Level, Subject
from costcalc.checks.finding import option_called
from costcalc.instant import as_instant
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.project.load import LOCAL, OWN, PROJECT
from costcalc.project.policy import HORIZON
from costcalc.project.workspace import USUAL, read_workspace
from costcalc.review.budgets import BudgetChange, budget_changes, budget_findings
from costcalc.review.gates import gate_findings, summed_findings
from costcalc.review.guard import renamed, unpriced_ahead, weakened
from costcalc.review.moves import moves
from costcalc.review.priced import PairPricer, ReviewScope
from costcalc.review.repository import no_base
from costcalc.review.result import Review
from costcalc.review.revision import files_of
from costcalc.review.sums import sums_told
from costcalc.review.upcoming import upcoming
from costcalc.source import files_read, place_of
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from costcalc.comparison import Comparison
    from costcalc.project.policy import Policy
    from costcalc.project.workspace import Workspace
    from costcalc.review.priced import PricedPair

_FIRST = "what is the first of its kind has nothing to be compared with: check it without --base"
LEVELS = {level.word: level for level in Level}


def review(
    paths: Iterable[Path | str] = (),
    *,
    as_of: datetime | date | str,
    base: str | None = None,
    pricing: Iterable[Path | str] = (),
    fail_on: str | None = None,
) -> Review:
    """Check the files of a project, and compare them with a base.

    Args:
        paths: Files and folders; where none is given, `pricing` and `scenarios`.
        as_of: The instant that counts as today.
        base: A folder, or a revision of git; None compares with nothing.
        pricing: Folders of rate cards to use, and no others.
        fail_on: The level from which on findings fail: error, warning or notice; else what the policy says.

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
    with files_read() as read:
        head = read_workspace(named, folders)
    place = Place.start_of("--base", base or "")
    ours = [folder for folder in folders if not folder.is_absolute()]  # the others are the same on both sides
    needed = [*named, *USUAL, *ours, LOCAL, Path(OWN), Path(PROJECT)]
    try:
        with files_of(base, place, needed, where, read) if base is not None else nullcontext() as folder:
            was = read_workspace(named, folders, folder) if folder else None
            if was and _is_empty(was) and _is_empty(read_workspace((), folders, folder)):
                raise no_base(place, "it has no rate card, no scenario and no policy", _FIRST)
            result = _reviewed(head, was, as_of, base, fail_on)
    except InputError as error:
        result = _unanswered(head, as_of, base, [*head.problems, *error.problems])
    return result._replace(checkout=where)


def _is_empty(base: Workspace) -> bool:
    """Whether nothing is known of a base: then everything would be new, under a policy that stops nothing."""
    return not (base.own or base.scenarios or base.policy.sha256 or base.problems)


def _paths(paths: Iterable[Path | str], name: str) -> list[Path]:
    wanted = "a list of paths"
    return [Path(path_argument(path, name, wanted)) for path in list_argument(paths, object, name, wanted)]


def _reviewed(head: Workspace, was: Workspace | None, as_of: datetime, base: str | None, fail_on: str | None) -> Review:
    problems = [*head.problems, *_unknown_checks(head.policy.policy)]
    # A change cannot weaken its own gate: what holds is what held before it.
    policy = was.policy.policy if was else head.policy.policy
    pricer = PairPricer(head, was, _scope(policy, as_of))
    priced = tuple(pricer.priced())
    problems += pricer.problems
    problems += _unpriced(one.after for one in priced if one.after and not one.at.ahead)
    if was:
        of_base = [*was.problems, *_unknown_checks(was.policy.policy), *pricer.of_base]
        problems += map(_of_base, of_base)
    if problems:
        return _unanswered(head, as_of, base, problems)
    level = LEVELS[fail_on or policy.fail_on or Level.ERROR.word]
    results = tuple(one.after for one in priced if one.after and one.at.is_first)
    subject = Subject(head, was, as_of, policy, results)
    moved = tuple(moves(priced)) if was else ()
    held: tuple[BudgetChange, ...] = ()
    findings: list[Finding] = []
    compared = was is not None
    with collected(problems):
        held = tuple(budget_changes(priced, policy, compared=compared))
        findings += budget_findings(held, policy, compared=compared)
        findings += gate_findings(policy, priced, compared=compared)
        findings += summed_findings(policy, priced, head.fx, _currencies(results), compared=compared)
    findings += [*_checked(subject, policy), *unpriced_ahead(priced)]
    if was:
        findings += [
            *weakened(was, head, [one.pair for one in priced if one.at.is_first and not one.at.is_own]),
            *renamed(priced),
        ]
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
        budgets=tuple(one for one in held if one.now.broken or not one.at.ahead),
        cards=len(head.own),
        scenarios=len(head.scenarios),
        options=len(names),
        fail_on=level,
        sums=tuple(sums_told(policy, priced, head.fx, _currencies(results))) if was else (),
        names=names,
        checks=tuple(name for name in CHECKS if policy.checks.get(name) != Level.OFF.word),
    )


def _checked(subject: Subject, policy: Policy) -> Iterator[Finding]:
    for name, check in CHECKS.items():
        level = LEVELS[policy.checks[name]] if name in policy.checks else None
        if level is Level.OFF:
            continue
        for finding in check.find(subject):
            yield finding if level is None else finding._replace(level=level)


def _unknown_checks(policy: Policy) -> Iterator[Problem]:
    """Report levels of checks that do not exist: they would change nothing without a word."""
    for name in policy.checks:
        if name not in CHECKS:
            hint = did_you_mean(name, CHECKS, f"there are {some_of(CHECKS)}")
            yield Problem(place_of(name), "unknown-key", f"there is no check `{name}`", hint)


def _scope(policy: Policy, as_of: datetime) -> ReviewScope:
    horizon = HORIZON if policy.horizon is None else policy.horizon
    return ReviewScope(as_of, horizon, any(gate.price_increase for gate in policy.gates))


def _currencies(results: Sequence[Comparison]) -> list[str]:
    """Return the currencies of scenarios, that of most of them first."""
    return [currency for currency, _ in Counter(result.currency for result in results).most_common()]


def _unpriced(results: Iterable[Comparison]) -> Iterator[Problem]:
    for result in results:
        yield from result.problems


def _names(priced: Iterable[PricedPair]) -> Iterator[str]:
    """Yield what options with a cost are called: a scenario without workload has none."""
    for one in priced:
        if one.after and one.at.is_first:
            yield from (option_called(one.pair.name, each.id) for each in one.after.outcomes if each.plan.has_cost)


def _of_base(problem: Problem) -> Problem:
    """Return a problem marked as one of the base, which nobody can mend in this change."""
    return Problem(problem.place, problem.code, f"in the base: {problem.message}", problem.hint)


def _unanswered(head: Workspace, as_of: datetime, base: str | None, problems: Iterable[Problem]) -> Review:
    found = tuple(sorted(set(problems), key=Problem.sort_key))
    return Review(as_of, base, (), found, (), (), (), len(head.own), len(head.scenarios), 0, Level.ERROR)
