"""The models that a comparison is about: those of its calls, on each option, and those that somebody adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import InputError, Place, Problem, collected
from costcalc.scenario import Call, LineEntry, Option, names_taken, option_name
from costcalc.source import place_of
from costcalc.spelling import did_you_mean
from costcalc.workload import request_group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.ratecard import Catalogue
    from costcalc.scenario import Entry, Scenario, ScenarioFile
    from costcalc.workload import RequestGroup

NAMELESS = ""
"""The one option of a scenario that has none: formulas and reports do not name it."""


class OptionTerms(NamedTuple):
    """An option as it is asked for: one that is written, one that somebody adds, or the one of a scenario without any.

    Args:
        id: What it is called.
        written: What it says.
        place: Where it is named.
        added: The model that somebody gave it on the command line.
    """

    id: str
    written: Option
    place: Place
    added: str | None = None

    def entries(self, scenario: Scenario) -> list[Entry]:
        """List what of the workload it has."""
        if self.written.use is None:
            return list(scenario.workload)
        used = {str(name) for name in self.written.use}
        return [entry for entry in scenario.workload if entry.name in used]

    def model(self, call: Call) -> str:
        """Return the model of a call: what the option says of this call, what the call says, what the option says."""
        return self.written.models.get(call.call) or call.model or self.written.model or ""


class Asked(NamedTuple):
    """A call on a model.

    Args:
        group: The requests.
        ref: What the model is called there.
        place: Where.
    """

    group: RequestGroup
    ref: str
    place: Place


def options_of(
    scenario: ScenarioFile, models: Iterable[str], cards: Catalogue, like: str | None, problems: list[Problem]
) -> list[OptionTerms]:
    """Return the options of a scenario, and those that somebody adds.

    Args:
        scenario: The scenario.
        models: More models, each an option of its own.
        cards: Where these are found.
        like: The option that they are like in all but the model; the baseline where left out.
        problems: Gets what is wrong with added ones: a model that does not exist, and that nobody says what it is like.
    """
    written = scenario.scenario.options
    found = [OptionTerms(str(name), option, place_of(option.model or name)) for name, option in written.items()]
    wanted = list(models)
    taken = {*names_taken(scenario.scenario), *map(str, scenario.scenario.prices)}
    if not found and not wanted:
        found.append(OptionTerms(NAMELESS, Option.model_construct(models={}, with_={}), place_of(scenario.scenario.id)))
    for ref in wanted:
        place = Place.start_of("--with", ref)
        with collected(problems):
            base = option_like(scenario.scenario, like, place)
            offer = cards.find(ref, place)
            name = option_name(str(offer.prices.card.id), offer.name, {*taken, *(one.id for one in found)})
            added = OptionTerms(name, base.model_copy(update={"model": ref, "models": {}, "as_of": None}), place, ref)
            validate_added(added, scenario.scenario)
            found.append(added)
    return found


def option_like(scenario: Scenario, like: str | None, place: Place) -> Option:
    """Return what an added option says of everything but the model.

    Args:
        scenario: The scenario.
        like: The option that it is like; the baseline where left out.
        place: Where it is added.

    Raises:
        InputError: for an option that there is not, and where nobody says which entries an added one has.
    """
    options = scenario.options
    chosen = like or scenario.baseline
    if chosen:
        if chosen not in options:
            hint = did_you_mean(chosen, options, "--like names one of the options")
            raise InputError.of(
                Place.start_of("--like", chosen), "unknown-option", f"there is no option `{chosen}`", hint
            )
        return options[next(name for name in options if name == chosen)]
    uses = {tuple(option.use) if option.use is not None else None for option in options.values()}
    if len(uses) > 1:
        message = "the options of this scenario have different entries, and nobody says which an added one has"
        raise InputError.of(place, "unlike-options", message, "say --like OPTION, or give the scenario a `baseline`")
    return Option.model_construct(use=next(iter(uses), None), models={}, with_={})


def validate_added(added: OptionTerms, scenario: Scenario) -> None:
    """Refuse an added option that no call would be made on.

    Raises:
        InputError: where every call says its own model.
    """
    if all(added.model(call) != added.added for call in scenario.calls):
        message = "no call takes its model from the option, so this adds nothing"
        hint = "take `model` out of a call, so that the option decides"
        raise InputError.of(added.place, "unlike-options", message, hint)


def same_option(scenario: Scenario, like: Option, model: str) -> bool:
    """Return whether an option that is written is what an added one would be, so that this adds nothing.

    Args:
        scenario: The scenario.
        like: What the added one says of everything but the model.
        model: Its model: CARD/MODEL.
    """
    return any(
        (one.model, one.use, one.with_, one.service, one.region)
        == (model, like.use, like.with_, like.service, like.region)
        for one in scenario.options.values()
        if not one.models and one.as_of is None
    )


def asked_by(option: OptionTerms, scenario: Scenario) -> Iterator[Asked]:
    """Yield the calls of an option, each with the model that serves it."""
    for entry in option.entries(scenario):
        if isinstance(entry, Call):
            ref = option.model(entry)
            place = option.place if option.added and ref == option.added else place_of(ref)
            group = request_group(entry, scenario.peak_share)
            yield Asked(group.served(option.written.terms), str(ref), place)


def lines_of(option: OptionTerms, scenario: Scenario) -> list[LineEntry]:
    """List what of an option is no model's."""
    return [entry for entry in option.entries(scenario) if isinstance(entry, LineEntry)]
