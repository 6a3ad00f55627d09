"""Public calculations: each file runs as it stands, and every figure in it comes out exactly.

A file says at its top where the calculation was printed. What its figures come to was recomputed from the numbers of
the page, without costcalc, and lies in `figures/`: an exact number or a fraction, with ` %` where the page counts in
hundredths; of a range its ends.
"""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from costcalc.comparison import compare
from costcalc.project.load import load_scenario
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.comparison import FigureValue
    from costcalc.ratecard import Catalogue
    from tests.conftest import Answer

FOLDER = Path(__file__).parent
FILES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SAMPLES = 74
FIGURES = 302

SOLVE, RANGE = "solve has no value yet", "a range has no ends yet"
NOT_YET: dict[str, str] = {  # take a line out as soon as it is wrong: the tests insist on it
    "another-tokenizer c1": RANGE,
    "developer-a-month c1": RANGE,
    "developer-a-month c2": RANGE,
    "developer-a-month c3": RANGE,
    "move-seventy-percent c1": RANGE,
    "router-baseline c1": RANGE,
    "voice-in-layers c1": RANGE,
    "voice-minute-in-a-range c1": RANGE,
    "voice-minute-in-a-range c3": RANGE,
    "voice-minute-in-a-range c5": RANGE,
}


def exact(written: str) -> Fraction:
    """Return the number: `11.25`, `25/33`, `900/11 %`."""
    number, percent, _ = written.partition(" %")
    return Fraction(number) / 100 if percent else Fraction(number)


@cache
def recomputed(file: str) -> dict[str, dict[str, Fraction]]:
    """Return what each claim of a file comes to: its `value`, or the `low` and the `high` end of its range."""
    text = (FOLDER / "figures" / f"{file}.yaml").read_text(encoding="utf-8")
    written = yaml.load(text, yaml.BaseLoader)  # noqa: S506  # which makes nothing but text of it
    ends = {claim: ends if isinstance(ends, dict) else {"value": ends} for claim, ends in written.items()}
    return {claim: {end: exact(number) for end, number in each.items()} for claim, each in ends.items()}


@cache
def computed(file: str, cards: Catalogue) -> dict[str, FigureValue]:
    """Return what costcalc makes of the formula of each claim that has one."""
    result = compare(load_scenario(FOLDER / f"{file}.yaml"), cards, as_of="2026-11-28")
    return {str(claim.written.claim): figure for claim in result.claims for figure in claim.figures}


def found(figure: FigureValue, end: str) -> Fraction | None:
    """Return the value of a figure, or an end of its range."""
    value = getattr(figure, end)
    return None if value is None else Fraction(value)


def figures() -> Iterator[object]:
    """Yield each figure, as a parameter that fails where it is known to."""
    for file in FILES:
        for claim in recomputed(file):
            why = NOT_YET.get(file) or NOT_YET.get(f"{file} {claim}")
            marks = [pytest.mark.xfail(strict=True, reason=why, raises=(KeyError, AttributeError))] if why else []
            yield pytest.param(file, claim, marks=marks, id=f"{file}-{claim}")


def files() -> Iterator[object]:
    """Yield each file, as a parameter that fails where it is known to."""
    for file in FILES:
        marks = [pytest.mark.xfail(strict=True, reason=SOLVE)] if NOT_YET.get(file) else []
        yield pytest.param(file, marks=marks, id=file)


@pytest.mark.parametrize(("file", "claim"), list(figures()))
def test_a_figure_comes_out_exactly(cards: Catalogue, file: str, claim: str) -> None:
    expected = recomputed(file)[claim]
    figure = computed(file, cards)[claim]
    assert {end: found(figure, end) for end in expected} == expected


@pytest.mark.parametrize("file", list(files()))
def test_every_formula_of_a_file_was_recomputed(cards: Catalogue, file: str) -> None:
    assert computed(file, cards).keys() == recomputed(file).keys()


@pytest.mark.parametrize("file", list(files()))
def test_a_file_runs_as_it_stands(costcalc: Callable[..., Answer], file: str) -> None:
    answer = costcalc("compare", FOLDER / f"{file}.yaml")
    assert (answer.code, answer.err) == (0, "")
    assert load_scenario(FOLDER / f"{file}.yaml").scenario.title in answer.out


@pytest.mark.slow
def test_all_files_run_in_one_go_as_a_program() -> None:
    """Through the command as it is installed, from another folder than ours."""
    paths = [str(FOLDER / f"{file}.yaml") for file in FILES if file not in NOT_YET]
    command = [sys.executable, "-m", "costcalc", "compare", *paths]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_counts(cards: Catalogue) -> None:
    """What is not counted as exact is in `NOT_YET`, and nothing else is."""
    exactly = sum(
        all(found(figure, end) == value for end, value in recomputed(file)[claim].items())
        for file in FILES
        if file not in NOT_YET
        for claim, figure in computed(file, cards).items()
        if f"{file} {claim}" not in NOT_YET
    )
    ends = sum(len(ends) for file in FILES for ends in recomputed(file).values())
    later = sum(
        len(ends)
        for file in FILES
        for claim, ends in recomputed(file).items()
        if file in NOT_YET or f"{file} {claim}" in NOT_YET
    )
    print(f"{len(FILES)} files, {ends} figures, {exactly} exact")  # noqa: T201  # `pytest -rP` shows it
    assert (len(FILES), ends, exactly) == (SAMPLES, FIGURES, FIGURES - later)


def test_a_file_is_called_what_its_id_is_and_says_where_it_was_printed() -> None:
    for file in FILES:
        text = (FOLDER / f"{file}.yaml").read_text(encoding="utf-8")
        assert f"\nid: {file}\n" in text
        assert "# https://" in text.partition("\nschema: ")[0]
    assert sorted(path.stem for path in (FOLDER / "figures").glob("*.yaml")) == FILES
