"""What is asked of a scenario: on which cards and options, for when, and under which assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from costcalc.arguments import argument, list_argument
from costcalc.comparison.period_override import PeriodOverride, validate_override
from costcalc.instant import as_instant
from costcalc.ratecard import Catalogue, FxFile
from costcalc.scenario import ScenarioFile
from costcalc.scenario.assumptions import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from costcalc.expr import Setting
    from costcalc.instant import Period
    from costcalc.scenario import Scenario


class ScenarioQuestion(NamedTuple):
    """A question: what a scenario costs on its options.

    Args:
        file: The scenario.
        cards: The cards at hand.
        as_of: The instant whose prices count.
        settings: A number or a formula in place of what the file says of an assumption, by its name.
        models: More options, each a CARD/MODEL; before `candidates` is asked, also a pattern of such.
        like: The option that these are like in all but the model; the baseline where left out.
        only: The ids of the options that are shown, beside the baseline; none for all of them.
        fx: Exchange rates, where cards are in several currencies.
        period: Another period than the scenario's own.
    """

    file: ScenarioFile
    cards: Catalogue
    as_of: datetime
    settings: Mapping[str, Setting] | None = None
    models: tuple[str, ...] = ()
    like: str | None = None
    only: tuple[str, ...] = ()
    fx: FxFile | None = None
    period: PeriodOverride | None = None

    @classmethod
    def of(
        cls,
        scenario: ScenarioFile,
        cards: Catalogue,
        *,
        as_of: datetime | date | str,
        settings: Mapping[str, Setting] | None = None,
        models: Iterable[str] = (),
        like: str | None = None,
        only: Iterable[str] = (),
        fx: FxFile | None = None,
        period: PeriodOverride | None = None,
    ) -> ScenarioQuestion:
        """Return the question that Python code asks, if its arguments are of the right types.

        Raises:
            TypeError: for an argument of another type.
            ValueError: for an `as_of` that is no instant.
        """
        argument(scenario, ScenarioFile, "scenario", "what load_scenario gave")
        argument(cards, Catalogue, "cards", "what load_cards gave")
        argument(fx, (FxFile, type(None)), "fx", "what load_fx gave")
        added = tuple(list_argument(models, str, "models", "a list of texts such as openai/gpt-4o"))
        shown = tuple(list_argument(only, str, "only", "a list of ids of options"))
        if settings is not None:
            argument(settings, Mapping, "settings", SETTINGS)
        if period is not None:
            validate_override(period)
        return cls(scenario, cards, as_instant(as_of), settings, added, like, shown, fx, period)

    @property
    def scenario(self) -> Scenario:
        """What the file says."""
        return self.file.scenario

    @property
    def priced(self) -> Period:
        """The period that is priced: another one, else the scenario's own."""
        return self.period.period if self.period else self.scenario.period

    def in_month(self, month: Period) -> ScenarioQuestion:
        """Return the question about a month of the calendar: it is priced, and `month` is counted up to it."""
        # Only forecasts and exports ask about months, and every comparison would wait for these modules.
        from costcalc.comparison.calendar_months import in_month
        from costcalc.comparison.month import month_settings

        origin = self.scenario.instant(None, self.as_of)
        settings = month_settings(self.scenario, self.settings, month.start or self.as_of, origin)
        return self._replace(settings=settings, period=in_month(self.scenario.period, month))


class Selection(NamedTuple):
    """What is asked of each of several scenarios, in the words of a command line.

    Args:
        settings: What is set in place of assumptions, as given to `--set`.
        models: More options, each a CARD/MODEL, or a pattern of such.
        like: The option that these are like in all but the model; the baseline where left out.
        only: The ids of the options that are asked for; none for all of them.
    """

    settings: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    like: str | None = None
    only: tuple[str, ...] = ()

    def question(
        self,
        file: ScenarioFile,
        cards: Catalogue,
        as_of: datetime,
        settings: Mapping[str, Setting],
        fx: FxFile | None,
    ) -> ScenarioQuestion:
        """Return what is asked of a scenario.

        Args:
            file: The scenario.
            cards: The cards at hand.
            as_of: The instant whose prices count.
            settings: What its own words for these mean in this scenario.
            fx: Exchange rates.
        """
        return ScenarioQuestion(file, cards, as_of, settings, self.models, self.like, self.only, fx)
