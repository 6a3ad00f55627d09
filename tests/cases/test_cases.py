"""Public calculations: each file runs as it stands, and every figure in it comes out exactly.

A file says at its top where the calculation was printed. What its figures come to was recomputed from the numbers of
the page, without costcalc, and lies beside it: an exact number or a fraction, with ` %` where the page counts in
hundredths; `c1.low` and `c1.high` are the ends of a range.
"""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import compare
from costcalc.project.load import load_scenario
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.comparison import FigureValue
    from costcalc.ratecard import Catalogue
    from tests.conftest import Answer

FOLDER = Path(__file__).parent
FILES = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "expected")
SAMPLES = 74
FIGURES = 307


def exact(written: str) -> Fraction:
    """Return the number: `11.25`, `25/33`, `900/11 %`."""
    number, percent, _ = written.partition(" %")
    return Fraction(number) / 100 if percent else Fraction(number)


@cache
def recomputed(file: str) -> dict[str, dict[str, Fraction]]:
    """Return what each claim of a file comes to: its `value`, or the `low` and the `high` end of its range."""
    claims: dict[str, dict[str, Fraction]] = {}
    for line in (FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        name, _, number = line.partition(" = ")
        claim, _, end = name.partition(".")
        claims.setdefault(claim, {})[end or "value"] = exact(number)
    return claims


@cache
def computed(file: str, cards: Catalogue) -> dict[str, FigureValue]:
    """Return what costcalc makes of the formula of each claim that has one."""
    result = compare(load_scenario(FOLDER / f"{file}.yaml"), cards, as_of="2026-11-28")
    return {str(claim.written.claim): figure for claim in result.claims for figure in claim.figures}


def found(figure: FigureValue, end: str) -> Fraction | None:
    """Return the value of a figure, or an end of its range."""
    if end == "value":
        return None if figure.value is None else Fraction(figure.value)
    assert figure.ranged
    value = figure.ranged.low if end == "low" else figure.ranged.high
    return None if value is None else Fraction(value)


@pytest.mark.parametrize(("file", "claim"), [(file, claim) for file in FILES for claim in recomputed(file)])
def test_a_figure_comes_out_exactly(cards: Catalogue, file: str, claim: str) -> None:
    expected = recomputed(file)[claim]
    figure = computed(file, cards)[claim]
    assert {end: found(figure, end) for end in expected} == expected


@pytest.mark.parametrize("file", FILES)
def test_every_formula_of_a_file_was_recomputed(cards: Catalogue, file: str) -> None:
    assert computed(file, cards).keys() == recomputed(file).keys()


@pytest.mark.parametrize("file", FILES)
def test_a_file_runs_as_it_stands(costcalc: Callable[..., Answer], file: str) -> None:
    answer = costcalc("compare", FOLDER / f"{file}.yaml")
    assert (answer.code, answer.err) == (0, "")
    assert load_scenario(FOLDER / f"{file}.yaml").scenario.title in answer.out


def test_the_files_are_sound(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("check", FOLDER)
    assert (answer.code, answer.err) == (0, "")
    assert f"{SAMPLES} scenarios" in answer.out


@pytest.mark.slow
def test_all_files_run_in_one_go_as_a_program(tmp_path: Path) -> None:
    paths = [str(FOLDER / f"{file}.yaml") for file in FILES]
    command, env = [sys.executable, "-m", "costcalc", "compare", *paths], {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_counts(cards: Catalogue) -> None:
    ends = [(file, claim, end) for file in FILES for claim, each in recomputed(file).items() for end in each]
    exactly = sum(found(computed(file, cards)[name], end) == recomputed(file)[name][end] for file, name, end in ends)
    print(f"{len(FILES)} files, {len(ends)} figures, {exactly} exact")  # noqa: T201  # `pytest -rP` shows it
    assert (len(FILES), len(ends), exactly) == (SAMPLES, FIGURES, FIGURES)


def test_a_file_is_called_what_its_id_is_and_says_where_it_was_printed() -> None:
    for file in FILES:
        text = (FOLDER / f"{file}.yaml").read_text(encoding="utf-8")
        assert f"\nid: {file}\n" in text
        assert "# https://" in text.partition("\nschema: ")[0]
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == FILES
