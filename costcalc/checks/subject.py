"""What checks look at."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from costcalc.checks.finding import option_called
from costcalc.diff import diff_cards
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison import Comparison, Outcome
    from costcalc.comparison.audit.verdict import Verdict
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
        called: What scenarios and options of the base are called now, where they have another name.
    """

    head: Workspace
    base: Workspace | None
    as_of: datetime
    policy: Policy
    results: Sequence[Comparison]
    called: Mapping[tuple[str, str | None], tuple[str, str | None]] = field(default_factory=dict)

    @cached_property
    def cards(self) -> Mapping[str, CardFile]:
        """The project's own cards by id: of several files of one id that which prices come from."""
        return _own(self.head)

    @cached_property
    def old_cards(self) -> Mapping[str, CardFile]:
        """The project's own cards in the base, by id; empty where nothing is compared."""
        return _own(self.base) if self.base else {}

    def card_before(self, card_id: str) -> CardFile | None:
        """Return the card that gave the prices before; None where there was none."""
        return _card(self.base, self.old_cards, card_id) if self.base else None

    @cached_property
    def verdicts(self) -> Mapping[str, Mapping[str, Verdict]]:
        """What is said of the claims of each scenario, at its own instant, by their names."""
        from costcalc.comparison.audit.audit import verdicts_of  # few projects have claims

        return {
            str(result.scenario.scenario.id): {one.name: one for one in verdicts_of(result, self.head.cards)}
            for result in self.results
            if result.claims and is_of_its_day(result)
        }

    @cached_property
    def changed(self) -> Sequence[CardChange]:
        """The changes of the cards that the base has, too.

        A card that is laid over one that comes with costcalc is compared with that, and that with it where it is gone:
        whatever gave the prices before, gave them.
        """
        if self.base is None:
            return ()
        pairs = [
            (old, new)
            for card_id in dict.fromkeys([*self.cards, *self.old_cards])
            if (old := _card(self.base, self.old_cards, card_id)) and (new := _card(self.head, self.cards, card_id))
        ]
        return diff_cards([old for old, _ in pairs], [new for _, new in pairs]).changed


def is_of_its_day(result: Comparison) -> bool:
    """Whether a result is of the instant that its scenario says it is about, or of today where it says none."""
    as_of = result.scenario.scenario.as_of
    return as_of is None or as_of.at == result.as_of


def _own(side: Workspace) -> Mapping[str, CardFile]:
    found = {str(file.card.id): file for file in side.own}
    return found | {str(file.card.id): file for file in side.own if side.is_used(file)}


def _card(side: Workspace, own: Mapping[str, CardFile], card_id: str) -> CardFile | None:
    """Return the card of an id on a side: the project's own, else the one that prices are taken from."""
    if card_id in own:
        return own[card_id]
    with suppress(InputError):  # what cannot be read is said by whoever prices with it
        return side.cards.file(card_id) if card_id in side.cards.ids() else None
    return None


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
