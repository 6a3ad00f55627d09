"""docs/extending.md: what a recipe says to edit is where it says."""

from __future__ import annotations

import re

import pytest

from costcalc.expr.exact import NUMBERS
from costcalc.expr.ranges.survey import ENCLOSURES
from costcalc.expr.solving.rational import RATIOS
from costcalc.expr.text import TEXTS
from tests.conftest import ROOT
from tests.test_glossary import defined

PAGE = " ".join((ROOT / "docs/extending.md").read_text(encoding="utf-8").split())
NAMED = re.findall(
    r"((?:`[A-Za-z_]+`(?:, | or | and | and of )?)+) (?:in|of|over) `((?:costcalc|tests|tools)/[^`]+\.py)`", PAGE
)


@pytest.mark.parametrize(("names", "path"), NAMED)
def test_a_name_is_in_its_file(names: str, path: str) -> None:
    assert set(re.findall("`([^`]+)`", names)) <= defined(ROOT / path)


def test_many_names_are_looked_for() -> None:
    assert len(NAMED) > 40


def test_every_table_of_an_interpreter_is_named() -> None:
    recipe = PAGE.partition("## A kind of formula")[2].partition("## ")[0]
    tables = dict(re.findall(r"\| `([A-Z]+)` in `costcalc/([^`]+)\.py`", recipe))
    assert tables == {
        "NUMBERS": "expr/exact",
        "TEXTS": "expr/text",
        "RATIOS": "expr/solving/rational",
        "HULLS": "expr/solving/bounds",
        "ENCLOSURES": "expr/ranges/survey",
    }
    assert NUMBERS.keys() == TEXTS.keys() == RATIOS.keys() == ENCLOSURES.keys()
