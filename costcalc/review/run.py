"""Review a project: read it, check it, and say what a change does to its money."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.arguments import argument, list_argument, path_argument
from costcalc.checkout import Checkout, checkout
from costcalc.checks import CHECKS, Finding, Level, Subject
from costcalc.checks.finding import option_called
from costcalc.exit_code import CANNOT, NO, NOTHING, YES
from costcalc.instant import as_instant
from costcalc.pricing import Work
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.project.side import Search
from costcalc.review.gates import BudgetChange, budget_changes, budget_findings, gate_findings
from costcalc.review.guard import weakened
from costcalc.review.mended import elsewhere, lost, mended, unpriced
from costcalc.review.move import Move
from costcalc.review.moves import MOST_REVIEWED, moves, price_all
from costcalc.review.put_back import put_back
from costcalc.review.revision import of_base
from costcalc.review.sides import BaseAsked, Head, both_sides
from costcalc.review.upcoming import Upcoming, upcoming
from costcalc.source import place_of
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from costcalc.project.policy import Policy
    from costcalc.project.workspace import Workspace
    from costcalc.review.moves import Comparisons
    from costcalc.scenario.budget import Budget

LEVELS = {level.word: level for level in Level}


class Review(NamedTuple):
    """The result of a review.

    Args:
        as_of: The instant that counted as today.
        base: What was compared with; None where nothing was.
        findings: What somebody should look at, gravest first within a place.
        problems: Why there is no answer, or not all of it; then nothing is compared.
        moves: What the change does to money.
        upcoming: Announced prices that are not in force yet.
        budgets: What is left of each budget.
        cards: How many cards were checked.
        scenarios: How many scenarios.
        options: How many options were priced.
        fail_on: The level from which on a finding fails the review.
        names: SCENARIO/OPTION of every option that was priced.
        checks: The checks that were made; those that the policy turns off are not.
        checkout: Where the project lies in its repository.
        base_commit: The commit that was compared with; None of a folder.
        base_tip: The commit whose policy holds, where that is another one.
        alone: Whether cards were to be checked alone.
    """

    as_of: datetime
    base: str | None
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    moves: tuple[Move, ...]
    upcoming: tuple[Upcoming, ...]
    budgets: tuple[BudgetChange, ...]
    cards: int
    scenarios: int
    options: int
    fail_on: Level
    names: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    checkout: Checkout = Checkout()
    base_commit: str | None = None
    base_tip: str | None = None
    alone: bool = False

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that fail it."""
        return tuple(finding for finding in self.findings if finding.level >= self.fail_on)

    @property
    def exit_code(self) -> int:
        """What it comes to, as `costcalc.exit_code` has it."""
        if self.problems:
            return CANNOT
        if not self.cards and not self.scenarios:
            return NOTHING
        return NO if self.failing else YES if self.scenarios or self.alone else NOTHING


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
    work = Work(MOST_REVIEWED)
    after = price_all(head, as_of, problems, work)
    problems += _unpriced(after)
    before = None
    findings: list[Finding] = [*elsewhere(head)]
    if was:
        problems += lost(was, head)
        was, broken, found = mended(was, head)
        unread: list[Problem] = []
        before = price_all(was, as_of, unread, work)
        unread, more = unpriced(unread, found)
        findings += [*found, *more]
        problems += map(of_base, [*broken, *_unknown_checks(policy), *unread])
    if problems:
        return _unanswered(head, as_of, base, problems)
    level = LEVELS[fail_on or policy.fail_on or Level.ERROR.word]
    subject = Subject(head, was, as_of, policy, tuple(after.values()))
    moved = tuple(moves(before, after)) if before is not None else ()
    held: tuple[BudgetChange, ...] = ()
    with collected(problems):
        held = tuple(budget_changes(before, after, policy, _budgets(was or head, head)))
        findings += budget_findings(held, policy, compared=was is not None)
        findings += gate_findings(policy, after, moved, compared=was is not None)
    findings += _checked(subject, policy)
    if was:
        findings += weakened(was, head)
    announced: tuple[Upcoming, ...] = ()
    with collected(problems):
        announced = tuple(_news(upcoming(head, after, as_of), was, before, as_of))
    if problems:
        return _unanswered(head, as_of, base, problems)
    names = tuple(dict.fromkeys(_names(after)))
    return Review(
        as_of=as_of,
        base=base,
        findings=tuple(sorted(findings, key=Finding.sort_key)),
        problems=(),
        moves=moved,
        upcoming=announced,
        budgets=held,
        cards=len(head.own),
        scenarios=len(head.scenarios),
        options=len(names),
        fail_on=level,
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


def _unpriced(results: Comparisons) -> Iterator[Problem]:
    for result in results.values():
        yield from result.problems


def _names(results: Comparisons) -> Iterator[str]:
    """Yield what options with a cost are called: a scenario without workload has none."""
    for (scenario, _), result in results.items():
        yield from (option_called(scenario, one.id) for one in result.outcomes if one.plan.has_cost)


def _budgets(was: Workspace, head: Workspace) -> Mapping[str, Sequence[Budget]]:
    """Return the budgets of scenarios as they were; those of new scenarios as they are."""
    found = {str(file.scenario.id): file.scenario.budgets for file in head.scenarios}
    return found | {str(file.scenario.id): file.scenario.budgets for file in was.scenarios}


def _news(
    announced: Iterable[Upcoming], was: Workspace | None, before: Comparisons | None, as_of: datetime
) -> Iterator[Upcoming]:
    """Yield the price changes that the base did not announce already; all of them where there is no base."""
    known = set()
    if was and before is not None:
        known = {(u.scenario, u.option, u.since, u.then.value) for u in upcoming(was, before, as_of)}
    yield from (u for u in announced if (u.scenario, u.option, u.since, u.then.value) not in known)


def _unanswered(head: Workspace, as_of: datetime, base: str | None, problems: Iterable[Problem]) -> Review:
    found = tuple(sorted(set(problems), key=Problem.sort_key))
    return Review(as_of, base, (), found, (), (), (), len(head.own), len(head.scenarios), 0, Level.ERROR)
