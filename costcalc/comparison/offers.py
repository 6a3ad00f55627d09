"""The models that a comparison is about: those of its calls, on each option."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.scenario import Call, LineEntry, Option
from costcalc.source import place_of
from costcalc.workload import request_group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.problem import Place
    from costcalc.scenario import Entry, Scenario
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
        return entries_of(self.written, scenario)

    def model(self, call: Call) -> str:
        """Return the model of a call: what the option says of this call, what the call says, what the option says."""
        return self.written.models.get(call.call) or call.model or self.written.model or ""


def entries_of(option: Option, scenario: Scenario) -> list[Entry]:
    """List what of the workload an option has."""
    if option.use is None:
        return list(scenario.workload)
    used = {str(name) for name in option.use}
    return [entry for entry in scenario.workload if entry.name in used]


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


def options_written(scenario: Scenario) -> list[OptionTerms]:
    """List the options of a scenario."""
    return [OptionTerms(str(name), option, place_of(option.model or name)) for name, option in scenario.options.items()]


def nameless(scenario: Scenario) -> OptionTerms:
    """Return the one option of a scenario that has none."""
    return OptionTerms(NAMELESS, Option.model_construct(models={}, with_={}), place_of(scenario.id))


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
