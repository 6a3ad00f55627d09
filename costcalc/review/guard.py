"""What a change does to the rules that it is measured by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks import Finding, Level
from costcalc.checks.finding import option_called
from costcalc.diff import plain
from costcalc.expr import symbolic
from costcalc.instant import short_instant
from costcalc.problem import Place
from costcalc.review.measures import another, remeasured, rests_on
from costcalc.review.policy_change import list_changes, policy_changes
from costcalc.source import place_of
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from costcalc.comparison import Comparison, Outcome
    from costcalc.expr import Exact, Node
    from costcalc.problem import Problem
    from costcalc.project.workspace import Workspace
    from costcalc.review.occasions import Occasion
    from costcalc.review.priced import PricedPair
    from costcalc.scenario import Scenario

SUMS = "sums are held under the base's tags and choices, and under these"
PRICED = "it is priced by that on every day; look whether it will be so"
HINT = "this run was measured by the base's; the change holds from the next one on"


def weakened(was: Workspace, head: Workspace, today: Iterable[PricedPair]) -> Iterator[Finding]:
    """Report what a change does to policy, budgets and what they are for: it is looked at, and does not count yet."""
    if turned := policy_changes((was.written or was.policy).policy, head.policy.policy):
        message = f"this change is to the policy itself: {some_of(turned)}"
        yield Finding("policy-changed", Level.WARNING, head.policy.place, message, HINT)
    for one in today:
        pair = one.pair
        if pair.before and pair.after:
            was_called = {now: before for before, now in one.called().items()}
            yield from _of_scenario(pair.name, pair.before.scenario, pair.after.scenario, was_called)
            yield from _of_measures(one, pair.after.scenario)


def _of_scenario(name: str, old: Scenario, new: Scenario, was_called: Mapping[str, str]) -> Iterator[Finding]:
    here = place_of(new.id)
    if str(old.period) != str(new.period):
        message = f"the period of {name} is {_turned(new.period.name, old.period.name)}"
        yield _changed(here, message, f"{name} period", None)
    if (was_called.get(str(new.chosen), new.chosen) if new.chosen else None) != old.chosen:
        message = f"the chosen option of {name} is {_turned(new.chosen, old.chosen)}"
        yield _changed(place_of(new.chosen) if new.chosen else here, message, f"{name} chosen", SUMS)
    was, now = _tags(old), _tags(new)
    if moved := sorted(tag for tag in {*was, *now} if was.get(tag) != now.get(tag)):
        turned = some_of(f"{tag} {was.get(tag, 'none')} → {now.get(tag, 'none')}" for tag in moved)
        yield _changed(here, f"the tags of {name} are others: {turned}", f"{name} tags", SUMS)
    yield from _when_priced(name, old, new, was_called)
    if plain(old.budgets) != plain(new.budgets):
        place = next((budget.max.place for budget in new.budgets), here)
        turned = some_of(list_changes("budget", old.budgets, new.budgets))
        yield _changed(place, f"this change is to the budgets of {name}: {turned}", name, HINT)


def _of_measures(one: PricedPair, new: Scenario) -> Iterator[Finding]:
    for word, message in remeasured(one):
        written = (key for keys in (new.figures, new.assumptions) for key in keys if key == word.partition(" ")[0])
        yield _changed(next(map(place_of, written), place_of(new.id)), message, f"{one.pair.name} {word}", None)


def _when_priced(name: str, old: Scenario, new: Scenario, was_called: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what a scenario says otherwise of the time of its prices: it is priced by that, whatever it will cost."""
    for option, written in new.options.items():
        was = old.options.get(was_called.get(option, option))
        moments = [short_instant(one.as_of.at) if one and one.as_of else None for one in (written, was)]
        if was and moments[0] != moments[1]:
            now, before = (f"those of {day}" if day else "today's" for day in moments)
            message = f"the prices of {option_called(name, option)} are {now}, and were {before}"
            yield _changed(place_of(option), message, f"{name}/{option} as_of", PRICED)
    shares = [[symbolic(share) for share in _shares(side)] for side in (new, old)]
    if shares[0] != shares[1]:
        message = f"the `peak_share` of {name} is {_turned(*(some_of(each) if each else None for each in shares))}"
        yield _changed(place_of(new.id), message, f"{name} peak_share", PRICED)
    for word in rests_on(new, _shares(new)):
        if turned := another(old, new, word):
            message = f"`{word}` of {name}, on which a `peak_share` rests, is {turned}"
            yield _changed(place_of(new.id), message, f"{name} {word}", PRICED)


def _shares(scenario: Scenario) -> Iterator[Node]:
    yield from (share for share in (scenario.peak_share, *(call.peak_share for call in scenario.calls)) if share)


def unpriced_ahead(
    priced: Iterable[PricedPair], unanswered: Mapping[str, tuple[Occasion, Problem]], *, is_held: bool
) -> Iterator[Finding]:
    """Report the options that a change leaves without a price on a day to come; each once.

    Args:
        priced: Every scenario on every occasion.
        unanswered: By the name of a scenario the first day to come on which there is no answer at all, and why.
        is_held: Whether the policy has gates or budgets: what has no number does not pass them.
    """
    level = Level.ERROR if is_held else Level.WARNING
    for name, (at, problem) in unanswered.items():
        message = f"there is no answer about {name} from {short_instant(at.of)} on: {problem.message}"
        yield Finding("no-price-ahead", level, problem.place, message, problem.hint, name)
    seen: set[str] = set()
    for one in (each for each in priced if each.at.ahead):
        for option in one.options():
            after, name = option.after, option_called(one.pair.name, option.id)
            known = option.before is None or option.before.total is not None
            if after and after.not_priced and known and name not in seen:
                seen.add(name)
                message = f"{name} has no price from {short_instant(one.at.of)} on: {after.not_priced[0].message}"
                yield Finding("no-price-ahead", Level.WARNING, after.plan.place, message, None, name)


def _tags(scenario: Scenario) -> dict[str, str]:
    """Return the tags of a scenario as texts, also one by which it is divided: search 60%, ads 40%."""
    divided = scenario.allocate
    shares = (
        {divided.tag: ", ".join(f"{name} {share.text}" for name, share in divided.shares.items())} if divided else {}
    )
    return {**scenario.tags, **shares}


def _turned(new: str | None, old: str | None) -> str:
    return f"{new or 'none'} and was {old or 'none'}"


def _changed(place: Place, message: str, about: str, hint: str | None) -> Finding:
    return Finding("policy-changed", Level.WARNING, place, message, hint, about)


def renamed(today: Sequence[PricedPair]) -> Iterator[Finding]:
    """Report what is compared with something of another name, what is gone, and what is new and like something else."""
    for one in today:
        if one.after is None:
            message = f"{one.pair.name} is gone: nothing holds what it costs any more"
            yield Finding("gone", Level.WARNING, Place.start_of(one.pair.file.file), message, None, one.pair.name)
        elif one.before and _has_cost(one.before) and not _has_cost(one.after):
            message = f"{one.pair.name} asks for nothing any more: nothing holds what it cost"
            yield Finding("gone", Level.WARNING, place_of(one.pair.file.scenario.id), message, None, one.pair.name)
        if one.pair.renamed_from:
            yield _renamed(one.pair.name, one.pair.renamed_from, place_of(one.pair.file.scenario.id))
        yield from _renamed_options(one)
    yield from _unpaired(today)


def _has_cost(side: Comparison) -> bool:
    return any(option.plan.has_cost for option in side.outcomes)


def _renamed_options(one: PricedPair) -> Iterator[Finding]:
    for option in one.options():
        if option.before and option.after and option.before.id != option.after.id:
            was = option_called(one.pair.renamed_from or one.pair.name, option.before.id)
            yield _renamed(option_called(one.pair.name, option.id), was, option.after.plan.place)


def _unpaired(today: Sequence[PricedPair]) -> Iterator[Finding]:
    """Report what is new where something is gone, moved or asked for less: the new one may be what that was."""
    lost = [name for one in today for name in _lost(one)]
    if not lost:
        return
    verb = "is" if len(lost) == 1 else "are"
    for one in today:
        for option in one.options():
            if option.before is None and option.after and option.after.plan.has_cost:
                name = option_called(one.pair.name, option.id)
                message = f"{name} is new, and {some_of(lost)} {verb} gone, moved or cheaper: no percentage holds it"
                hint = "a gate of `new` says what it may cost"
                yield Finding("not-paired", Level.WARNING, option.after.plan.place, message, hint, name)


def _lost(one: PricedPair) -> Iterator[str]:
    """Yield the options of a scenario that are gone, or that cost less than they did; all of one that was moved."""
    for option in one.options():
        if option.before is None or not option.before.plan.has_cost:
            continue
        was, now = (side.total if side else None for side in (option.before, option.after))
        if now is None or one.pair.renamed_from or (was and now.value < was.value):
            yield option_called(one.pair.name, option.id)


def moved_over(today: Iterable[PricedPair]) -> Iterator[Finding]:
    """Report the options in which an entry is new while another is asked for less: a gate of prices holds neither.

    What the base asked for costs what it did, and what is new was asked for by nobody.
    """
    for one in today:
        for option in one.options():
            if option.before is None or option.after is None:
                continue
            was, now = _asked(option.before), _asked(option.after)
            added = [entry for entry in now if entry not in was]
            less = [entry for entry, asked in was.items() if entry in now and _is_less(now[entry], asked)]
            if added and less:
                name = option_called(one.pair.name, option.id)
                found, fewer = (some_of(f"`{entry}`" for entry in side) for side in (added, less))
                message = f"in {name} there is more, {found}, and less of {fewer}: no gate of prices holds what is new"
                hint = "look at what it costs in all; a gate of `increase` holds that"
                yield Finding("not-paired", Level.WARNING, option.after.plan.place, message, hint, f"{name} entries")


def _asked(outcome: Outcome) -> dict[str, dict[str, Exact]]:
    """Return how much is charged of each entry, by the charge."""
    found: dict[str, dict[str, Exact]] = {}
    for charge in outcome.charges:
        found.setdefault(charge.key.partition(".")[0], {})[charge.key] = charge.quantity.value
    return found


def _is_less(now: Mapping[str, Exact], was: Mapping[str, Exact]) -> bool:
    return any(now.get(key, 0) < quantity for key, quantity in was.items())


def called_now(today: Iterable[PricedPair]) -> dict[tuple[str, str | None], tuple[str, str | None]]:
    """Return what scenarios and options of the base are called now, where they have another name: SCENARIO, OPTION."""
    found: dict[tuple[str, str | None], tuple[str, str | None]] = {}
    for one in today:
        if one.pair.before and one.pair.after:
            old, new = (str(side.scenario.id) for side in (one.pair.before, one.pair.after))
            found[old, None] = new, None
            found |= {(old, option): (new, now) for option, now in one.called().items()}
    return {name: now for name, now in found.items() if name != now}


def _renamed(name: str, was: str, place: Place) -> Finding:
    message = f"{name} was {was}, and is compared with that"
    return Finding("renamed", Level.NOTICE, place, message, None, name)
