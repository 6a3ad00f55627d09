"""The scenarios that a command line names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from costcalc.cli.clock import today
from costcalc.problem import InputError, Place, Problem, collected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from costcalc.comparison import ScenarioQuestion, Selection
    from costcalc.expr import Node
    from costcalc.project.load.opened import StandardInput
    from costcalc.ratecard import Catalogue, FxFile

STDIN = "-"
T = TypeVar("T")


def selection_asked(settings: Sequence[str], models: Sequence[str], like: str | None, only: Sequence[str]) -> Selection:
    """Return what is asked of each scenario, as the options of a command line say it.

    Raises:
        InputError: where nothing is added that could be like something.
    """
    from costcalc.comparison import Selection

    if like is not None and not models:
        hint = "say which model: --with CARD/MODEL; or --option, to show one option"
        message = "`--like` is of what `--with` adds, and nothing is added"
        raise InputError.of(Place.start_of("--like", like), "bad-setting", message, hint)
    return Selection(tuple(settings), tuple(models), like, tuple(only))


def of_each(
    words: Sequence[str],
    as_of: datetime | None,
    selection: Selection,
    cards: Catalogue,
    fx: FxFile | None,
    ask: Callable[[ScenarioQuestion], T],
) -> list[T]:
    """Return what comes of asking each scenario that a command line names.

    Args:
        words: The scenarios.
        as_of: The instant asked for; None for that of each, or else today.
        selection: What is asked of each.
        cards: The cards at hand.
        fx: Exchange rates.
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
            settings: dict[str, Node] = {}
            with collected(problems):  # and go on, for what else is wrong: all there is to mend, in one run
                settings = parse_settings(selection.settings, file.scenario)
            results.append(ask(selection.question(file, cards, file.scenario.instant(as_of, today()), settings, fx)))
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
