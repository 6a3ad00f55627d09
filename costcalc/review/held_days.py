"""The days whose prices options hold: other hours of them, and what the base has options hold."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.review.pairs import ScenarioPair
    from costcalc.scenario import Option, ScenarioFile

Held = tuple[tuple[datetime, datetime], ...]
"""Days whose prices options hold, each with an instant of it."""


def at_hours(file: ScenarioFile | None, held: Held) -> ScenarioFile | None:
    """Return a scenario whose options hold the prices of other instants of their days."""
    if file is None or not held:
        return file
    instants = dict(held)
    options = {
        name: option.model_copy(update={"as_of": option.as_of._replace(at=instants[option.as_of.at])})
        if option.as_of and option.as_of.at in instants
        else option
        for name, option in file.scenario.options.items()
    }
    return file._replace(scenario=file.scenario.model_copy(update={"options": options}))


def holding_as_base(pair: ScenarioPair, called: Mapping[str, str]) -> ScenarioPair | None:
    """Return a scenario whose options hold the prices that the base has them hold; None where they do anyway.

    What is new holds those of every day: a past one may be the cheapest of all.

    Args:
        pair: The scenario.
        called: What options of the base are called now.
    """
    if pair.after is None:
        return None
    old = pair.before.scenario.options if pair.before else {}
    new = dict(pair.after.scenario.options)
    for was, now in called.items():
        if was in old and now in new and _held_day(old[was]) != _held_day(new[now]):
            new[now] = new[now].model_copy(update={"as_of": old[was].as_of})
    kept = {*called.values()}
    new |= {
        name: option.model_copy(update={"as_of": None})
        for name, option in new.items()
        if option.as_of and name not in kept
    }
    if new == pair.after.scenario.options:
        return None
    return pair._replace(after=pair.after._replace(scenario=pair.after.scenario.model_copy(update={"options": new})))


def _held_day(option: Option) -> datetime | None:
    return option.as_of.at if option.as_of else None
