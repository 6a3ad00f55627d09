"""What an option is made of that it was not: its period, models, entries, and what it says of assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import symbolic
from costcalc.views.words import period_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison import OptionPlan, Outcome

LINE = "a line"
"""What an entry is that no model serves."""


def differences(before: Outcome, after: Outcome) -> Iterator[str]:
    """Yield how an option differs from what it was, each difference in a few words."""
    old, new = before.plan, after.plan
    if before.models != after.models and len(old.models) <= 1 >= len(new.models):
        yield f"{before.models or LINE} → {after.models or LINE}"
    else:
        yield from _served(old, new)
    periods = [outcome.planned.scenario.scenario.period for outcome in (before, after)]
    if str(periods[0]) != str(periods[1]):
        yield " → ".join(map(period_name, periods))
    yield from _payment(old, new)
    for name in dict.fromkeys([*new.layer, *old.layer]):
        was, now = (f"`{symbolic(side[name])}`" if name in side else "not said" for side in (old.layer, new.layer))
        if was != now:
            yield f"with `{name}`: {was} → {now}"
    if before.excluded != after.excluded:
        yield f"excluded: {'; '.join(after.excluded)}" if after.excluded else "excluded no more"


def _served(old: OptionPlan, new: OptionPlan) -> Iterator[str]:
    """Yield which entries have another model now, or became a line; new and lost ones are seen by their charges."""
    was, now = _servers(old), _servers(new)
    moved = {name: f"{was[name]} → {now[name]}" for name in now if name in was and was[name] != now[name]}
    if len(set(moved.values())) == 1 and moved.keys() == was.keys() == now.keys():
        yield next(iter(moved.values()))
        return
    yield from (f"`{name}`: {turn}" for name, turn in moved.items())


def _servers(option: OptionPlan) -> dict[str, str]:
    return option.models | {str(line.line): LINE for line in option.lines}


def _payment(old: OptionPlan, new: OptionPlan) -> Iterator[str]:
    """Yield which entries are paid once now and were not, or the other way round."""
    was, now = _once(old), _once(new)
    for name, once in now.items():
        if was.get(name, once) is not once:
            yield f"`{name}`: {'paid once now' if once else 'paid in every period now, and not once'}"


def _once(option: OptionPlan) -> dict[str, bool]:
    return {group.call: group.once for group in option.groups} | {str(line.line): line.once for line in option.lines}
