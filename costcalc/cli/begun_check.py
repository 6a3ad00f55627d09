"""Whether a file that is begun would run, before it is written: what is wrong is said of the option that said it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.cli.beginning import Beginning
from costcalc.problem import InputError, Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from costcalc.cli.begun import Surroundings

MOST_VALUES = 1_000
SAID_BY = {
    "queries": "--requests",
    "prompt_tokens": "--input",
    "answer_tokens": "--output",
    "extends": "--card",
    **{key: f"--{key}" for key in ("id", "model", "input", "output", "currency", "discount", "source")},
}
"""The option that says what stands at a key."""


def validate_begun(kind: Beginning, text: str, path: Path, answers: Mapping[str, str], around: Surroundings) -> None:
    """Refuse a file that would not run.

    Args:
        kind: What it is.
        text: All of it.
        path: Where it would be written.
        answers: What it was made of, by the option.
        around: What it is begun in.

    Raises:
        InputError: with what is wrong in it.
    """
    try:
        problems = list(_problems(kind, text, path, around))
    except InputError as error:
        problems = list(error.problems)
    if problems:
        raise InputError(_of_option(problem, answers) for problem in problems)


def _problems(kind: Beginning, text: str, path: Path, around: Surroundings) -> Iterator[Problem]:
    if kind is Beginning.SCENARIO:
        from costcalc.comparison import compare
        from costcalc.project.load import load_scenario

        yield from compare(load_scenario(text=text, name=str(path)), around.cards, as_of=around.moment).problems
    elif kind is Beginning.POLICY:
        yield from _second_policy(path)
    else:
        from costcalc.ratecard import RateCard, validate_card
        from costcalc.source import bind, document_of, read_tree

        document = document_of(text.encode(), str(path))
        tree, found = read_tree(document.text, document.source, MOST_VALUES)
        yield from validate_card(bind(RateCard, tree, found), path.stem)


def _second_policy(path: Path) -> Iterator[Problem]:
    """Yield a problem where the file would not be the policy of its folder, or not the only one."""
    from costcalc.project.load import OWN, PROJECT, load_policy

    if path.name != OWN:
        place = Place.start_of("--out", str(path))
        yield Problem(place, "id-mismatch", f"the policy of a project is called {OWN}", "give it that name")
    elif (there := load_policy(path.parent)).sha256:
        hint = "keep one of them"
        yield Problem(
            there.place, "two-policies", f"`[tool.costcalc]` in {PROJECT} is the policy of this project", hint
        )


def _of_option(problem: Problem, answers: Mapping[str, str]) -> Problem:
    """Return a problem at the option that said what is wrong: the file is not there to look at."""
    line = problem.place.source.lines[problem.place.line - 1]
    words = re.findall(r"\w+", line[: problem.place.column - 1], re.ASCII)
    option = next((SAID_BY[word] for word in reversed(words) if word in SAID_BY), "")
    if option not in answers:
        return problem
    # Of several models the one that stands there.
    said = next((each for each in answers[option].split(",") if each and each in line), answers[option])
    return Problem(Place.start_of(option, said), problem.code, problem.message, problem.hint)
