"""The options that somebody adds to those of a scenario: a model, and all else as another option has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.offers import OptionTerms, entries_of
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.scenario import Call, Option, names_taken, option_name
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from costcalc.comparison.question import ScenarioQuestion
    from costcalc.scenario import Scenario


class LikeOption(NamedTuple):
    """What added options are like in all but the model.

    Args:
        scenario: What they are added to.
        id: The option that they are like; None where there is none that somebody names.
        written: What that says; the model counts for nothing.
    """

    scenario: Scenario
    id: str | None
    written: Option

    @classmethod
    def of(cls, scenario: Scenario, like: str | None, place: Place) -> LikeOption:
        """Find what added options are like.

        Args:
            scenario: What they are added to.
            like: The option that they are like; where left out the baseline, unless that has no call, or else the one
                option that has calls.
            place: Where one is added.

        Raises:
            InputError: for an option that there is not, and where nobody says which entries an added one has.
        """
        options = scenario.options
        if like:
            if like not in options:
                hint = did_you_mean(like, options, "--like names one of the options")
                message = f"there is no option `{like}`"
                raise InputError.of(Place.start_of("--like", like), "unknown-option", message, hint)
            return cls(scenario, like, options[like])
        asking = [one for one in (cls(scenario, str(name), option) for name, option in options.items()) if one.calls]
        for one in asking:
            if one.id == scenario.baseline or (scenario.baseline and len(asking) == 1):
                return one
        uses = {tuple(one.written.use) if one.written.use is not None else None for one in asking}
        if len(uses) > 1:
            message = "the options of this scenario have different entries, and nobody says which an added one has"
            hint = f"say --like with one of {some_of(one.id for one in asking if one.id)}"
            raise InputError.of(place, "unlike-options", message, hint)
        return cls(scenario, None, Option.model_construct(use=next(iter(uses), None), models={}, with_={}))

    @property
    def calls(self) -> list[Call]:
        """What it asks models for."""
        return [entry for entry in entries_of(self.written, self.scenario) if isinstance(entry, Call)]

    def added(self, option: str, model: str, place: Place) -> OptionTerms:
        """Return an option that somebody adds.

        Args:
            option: What it is called.
            model: Its model: CARD/MODEL, or what stands for one.
            place: Where it is added.

        Raises:
            InputError: where nothing would be asked of the model: every call of it says its own one, or it has no call.
        """
        added = OptionTerms(option, self._of(model), place, model)
        if all(added.model(call) != model for call in self.calls):
            message = "no call takes its model from the option, so this adds nothing"
            hint = "take `model` out of a call, so that the option decides"
            hint = hint if self.calls else f"`{self.id}`, which it is like, has no call: say --like with another one"
            raise InputError.of(place, "unlike-options", message, hint)
        return added

    def is_written(self, model: str, among: Container[str | None]) -> bool:
        """Return whether one of these options is what one of a model would be, so that adding it adds nothing."""
        return any(name in among and option == self._of(model) for name, option in self.scenario.options.items())

    def _of(self, model: str) -> Option:
        return self.written.model_copy(update={"model": model, "models": {}, "as_of": None})


def options_added(
    question: ScenarioQuestion, written: Sequence[OptionTerms], problems: list[Problem]
) -> list[OptionTerms]:
    """Return the options that a question adds.

    Args:
        question: The scenario, the models, each an option of its own, and what these are like.
        written: The options that there are.
        problems: Gets what is wrong with added ones: a model that does not exist, and that nobody says what it is like.
    """
    scenario = question.scenario
    taken = {*names_taken(scenario), *map(str, scenario.prices), *(one.id for one in written)}
    found: dict[str, OptionTerms] = {}
    for ref in question.models:
        place = Place.start_of("--with", ref)
        with collected(problems):
            like = LikeOption.of(scenario, question.like, place)
            offer = question.cards.find(ref, place)
            if offer.ref in found:  # it was named in full, and by its name alone
                continue
            name = option_name(str(offer.prices.card.id), offer.name, {*taken, *(one.id for one in found.values())})
            found[offer.ref] = like.added(name, ref, place)
    return list(found.values())
