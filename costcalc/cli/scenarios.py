"""The scenarios that a command line names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from costcalc.cli.clock import today
from costcalc.problem import InputError, Place, Problem, collected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from costcalc.comparison import PeriodOverride
    from costcalc.comparison.ranking import Candidates
    from costcalc.expr import Node
    from costcalc.project.load.opened import StandardInput
    from costcalc.ratecard import Catalogue, FxFile
    from costcalc.scenario import ScenarioFile

STDIN = "-"
T = TypeVar("T")


class AskedScenario(NamedTuple):
    """A scenario as a command line asks for it.

    Args:
        file: The scenario.
        as_of: The instant that counts: the one asked for, else its own, else today.
        settings: What `--set` puts in place of assumptions.
    """

    file: ScenarioFile
    as_of: datetime
    settings: dict[str, Node]

    def added(
        self,
        models: Sequence[str],
        cards: Catalogue,
        like: str | None,
        fx: FxFile | None,
        *,
        top: int | None = None,
        period: PeriodOverride | None = None,
    ) -> Candidates:
        """Return the models that `--with` adds, those of patterns found and weighed.

        Args:
            models: As given to `--with`.
            cards: The cards at hand.
            like: The option that they are like in all but the model.
            fx: Exchange rates.
            top: How many of the cheapest are asked for; None for all.
            period: Another period than the scenario's own.

        Raises:
            InputError: for a pattern that names nothing that can be compared.
        """
        from costcalc.comparison.patterns import is_pattern
        from costcalc.comparison.ranking import Candidates

        if not any(map(is_pattern, models)):
            return Candidates(tuple(models))
        from costcalc.comparison.candidates import candidates

        return candidates(
            self.file,
            cards,
            models,
            as_of=self.as_of,
            settings=self.settings,
            like=like,
            fx=fx,
            period=period,
            top=top,
        )


def of_each(
    words: Sequence[str], as_of: datetime | None, settings: Sequence[str], ask: Callable[[AskedScenario], T]
) -> list[T]:
    """Return what comes of asking each scenario that a command line names.

    Args:
        words: The scenarios.
        as_of: The instant asked for.
        settings: As given to `--set`.
        ask: Asks one.

    Raises:
        InputError: for all that is wrong with any of them, in one run.
    """
    from costcalc.cli.settings import parse_settings
    from costcalc.project.load import load_scenario

    results: list[T] = []
    problems: list[Problem] = []
    for path in scenario_files(words):
        with collected(problems):
            file = load_scenario(path)
            moment = file.scenario.instant(as_of, today())
            overrides: dict[str, Node] = {}
            with collected(problems):  # and go on, for what else is wrong: all there is to mend, in one run
                overrides = parse_settings(settings, file.scenario)
            results.append(ask(AskedScenario(file, moment, overrides)))
    if problems:
        raise InputError(problems)
    return results


def scenario_files(words: Sequence[str]) -> list[Path | StandardInput]:
    """Return what each word stands for: `-` for standard input, any other for a file.

    Raises:
        InputError: where standard input is named twice, of which the second time would find nothing.
    """
    from costcalc.project.load.opened import StandardInput

    if words.count(STDIN) > 1:
        place = Place.start_of("SCENARIO", STDIN)
        raise InputError.of(place, "bad-setting", "standard input is read once, and `-` stands here twice")
    return [StandardInput() if word == STDIN else Path(word) for word in words]
