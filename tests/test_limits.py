"""The limits that SECURITY.md states are those there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from costcalc import problem, usage
from costcalc.expr import numbers, values
from costcalc.importers.files import origin, parse
from costcalc.importers.rules import proof
from costcalc.pricing import work
from costcalc.project.load import files, opened
from costcalc.review import priced
from costcalc.scenario import lengths
from costcalc.source import fields, reader, toml
from costcalc.source import files as source_files
from costcalc.usage import documents, told

MIB = source_files.MIB

STATED = {
    "a scenario; a policy": [opened.SCENARIO_BYTES // MIB, opened.SCENARIO_VALUES],
    "a list or mapping": [reader.MAX_ITEMS],
    "a rate card": [files.CARD_BYTES // MIB, files.CARD_VALUES],
    "a file of `--usage`": [usage.MAX_BYTES // MIB, documents.MAX_ANSWER // MIB, told.MAX_ANSWERS],
    "nesting": [reader.MAX_DEPTH],
    "a value; a text; a name or id": [reader.MAX_SCALAR, fields.MAX_TEXT, fields.MAX_ID],
    "TOML": [opened.SCENARIO_VALUES, parse.TOML_VALUES, toml.MAX_BARE],
    "a question": [work.MOST_CHARGES, priced.MOST_REVIEWED, work.TERMS],
    "a formula; those of a file": [lengths.MOST_TOGETHER],
    "the sums of a question": [values.MAX_STEPS],
    "a number": [numbers.MAX_BITS],
    "an import": [
        origin.FILE_BYTES // MIB,
        parse.MAX_VALUES,
        parse.YAML_VALUES,
        origin.ALL_BYTES // MIB,
        origin.MOST_FILES,
        proof.MOST_CARDS,
        proof.MOST_MODELS,
    ],
    "problems printed": [problem.MAX_SHOWN],
}


@pytest.mark.parametrize("what", STATED)
def test_the_page_states_the_limits_of_the_code(what: str) -> None:
    page = Path("SECURITY.md").read_text(encoding="utf-8")
    (row,) = (line for line in page.splitlines() if line.startswith(f"| {what}"))
    said = {int(number.replace(",", "")) for number in re.findall(r"(?<![\de.-])\d[\d,]*", row.partition(" | ")[2])}
    assert set(STATED[what]) <= said
