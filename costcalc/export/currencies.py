"""Currencies that cannot be brought into one: said once, however many scenarios and prices that is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison import ScenarioQuestion
    from costcalc.problem import Problem

CODES = ("currency-mismatch", "no-exchange-rate")


def told_once(problems: Sequence[Problem], questions: Sequence[ScenarioQuestion]) -> list[Problem]:
    """Return problems, of which those of currencies in several files are one of each code, where the first is.

    Args:
        problems: What was found.
        questions: What is asked of each scenario.
    """
    found: dict[str, list[Problem]] = {code: [each for each in problems if each.code == code] for code in CODES}
    told: list[Problem] = []
    for problem in problems:
        alike = found.get(problem.code, [])
        if len({each.place.source.name for each in alike}) <= 1:
            told.append(problem)
        elif problem is alike[0]:
            told.append(replace(problem, message=f"{problem.message}; {_all_of(alike, questions)}"))
    return told


def _all_of(alike: Sequence[Problem], questions: Sequence[ScenarioQuestion]) -> str:
    """Return where else it is so: in how many scenarios, with how many options that would have rows."""
    files = {problem.place.source.name for problem in alike}
    asked = [question for question in questions if question.file.file in files]
    options = sum(len(question.only or question.scenario.options) or 1 for question in asked)
    names = some_of(str(question.scenario.id) for question in asked)
    return f"so it is {len(alike)} times, in {len(asked)} scenarios with {options} options: {names}"
