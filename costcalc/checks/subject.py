"""What checks look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from costcalc.checks.finding import option_called
from costcalc.diff import diff_cards

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison import Comparison, Outcome
    from costcalc.diff import CardChange
    from costcalc.project.policy import Policy
    from costcalc.project.workspace import Workspace
    from costcalc.ratecard import CardFile


@dataclass(frozen=True, eq=False)
class Subject:
    """A project, as it is and as it was.

    Args:
        head: The files as they are.
        base: The files as they were; None where nothing is compared.
        as_of: The instant that counts as today.
        policy: The thresholds in force, which are the base's where there is one.
        results: Every scenario of the head, priced at `as_of` and at its own instant.
    """

    head: Workspace
    base: Workspace | None
    as_of: datetime
    policy: Policy
    results: Sequence[Comparison]

    @cached_property
    def cards(self) -> Mapping[str, CardFile]:
        """The project's own cards by id."""
        return {str(file.card.id): file for file in self.head.own}

    @cached_property
    def old_cards(self) -> Mapping[str, CardFile]:
        """The project's own cards in the base, by id; empty where nothing is compared."""
        return {str(file.card.id): file for file in self.base.own} if self.base else {}

    @cached_property
    def changed(self) -> Sequence[CardChange]:
        """The changes of the cards that the base has, too."""
        both = [card_id for card_id in self.cards if card_id in self.old_cards]
        return diff_cards([self.old_cards[each] for each in both], [self.cards[each] for each in both]).changed


def called(result: Comparison, outcome: Outcome) -> str:
    """Return what an option is called beside those of other scenarios."""
    return option_called(str(result.scenario.scenario.id), outcome.id)


def own_day(result: Comparison, outcome: Outcome) -> datetime | None:
    """Return the instant that an option, or else its scenario, says it is about; None where that is today."""
    scenario = result.scenario.scenario
    return _of_option(result, outcome) or (scenario.as_of.at if scenario.as_of else scenario.period.start)


def decides(result: Comparison, outcome: Outcome) -> bool:
    """Whether a result is of the instant that an option is about: its own, its scenario's, or else today."""
    if _of_option(result, outcome):
        return True
    scenario = result.scenario.scenario
    # A calendar period is priced at its own days, whatever the instant asked about.
    return bool(scenario.period.start) or scenario.as_of is None or scenario.as_of.at == result.as_of


def _of_option(result: Comparison, outcome: Outcome) -> datetime | None:
    option = result.scenario.scenario.options.get(outcome.id)
    return option.as_of.at if option and option.as_of else None
