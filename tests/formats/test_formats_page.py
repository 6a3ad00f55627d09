"""docs/formats.md: every part of the text, every key of the JSON and every column of the CSV has a row in its table."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from costcalc.records import Many, Mapped, Record
from costcalc.schema.answers import ANSWERS
from costcalc.views import charge_rows
from costcalc.views.audit import rows as audit_rows
from costcalc.views.forecast import rows as forecast_rows
from costcalc.views.solve import record as solve_record
from costcalc.views.whatif import rows as what_if_rows
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PAGE = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
TEXT = PAGE.partition("\n## Text\n")[2].partition("\n## ")[0]
JSON = PAGE.partition("\n## JSON\n")[2].partition("\n## ")[0]
CSV = PAGE.partition("\n## CSV\n")[2].partition("\n## ")[0]

OF_ELSEWHERE = {"check", "cards", "card-model", "cards-diff", "export-manifest", "verification", "variance"}
"""Documents that the page names, and does not describe."""

TABLES = {
    ("comparison", ""): "comparison",
    ("comparison", "Each of `options`:"): "option",
    ("comparison", "Each of `figures`:"): "figure",
    ("comparison", "A range:"): "range",
    ("comparison", "Each of `claims`:"): "claim",
    ("comparison", "Each of `charges`:"): "charge",
    ("comparisons", ""): "comparisons",
    ("comparisons", "`sum` adds up"): "scenario_sum",
    ("forecast", ""): "forecast",
    ("forecast", "Each of `options`:"): "forecast_option",
    ("forecast", "Each of the `months` of an option:"): "option_month",
    ("forecasts", ""): "forecasts",
    ("whatif", ""): "whatif",
    ("whatif", "Each of `points`:"): "what_if_point",
    ("whatif", "Each of the `options` of a point:"): "what_if_cell",
    ("whatif", "Each that is `found`:"): "crossing",
    ("whatifs", ""): "whatifs",
    ("audit", ""): "audit",
    ("audit", "Each of `claims`:"): "audited_claim",
    ("audits", ""): "audits",
    ("solve", ""): "solve",
    ("solve", "Each of `solutions`:"): "solution",
    ("solve", "Each of `jumps`:"): "solve_jump",
    ("price", ""): "price",
    ("prices", ""): "prices",
    ("problems", ""): "problems",
    ("codes", ""): "codes",
    ("card-sources", ""): "card-sources",
    ("card-sources", "Each of `sources`:"): "price_source",
}
"""The record of each table of keys: by its section, and by how the paragraph before it begins."""

COMPANION = re.compile(r"_(exact|formula|substituted)$")


class Row(NamedTuple):
    names: list[str]
    meaning: str


def rows_after(text: str, head: str) -> Iterator[list[Row]]:
    """Yield the rows of each table with such a head."""
    lines = text.splitlines()
    for nth, line in enumerate(lines):
        if line.startswith(head):
            table = takewhile(lambda row: row.startswith("| "), lines[nth + 2 :])
            cells = [re.split(r"(?<!\\) \| ", row.strip("| ")) for row in table]
            yield [Row(re.findall("`([^`]+)`", first), second) for first, second, *_ in cells]


def section(name: str) -> str:
    return JSON.partition(f"\n### costcalc/{name}/v1\n")[2].partition("\n### ")[0]


def table_of(where: tuple[str, str]) -> list[Row]:
    name, lead = where
    text = section(name)
    begin = text.index(f"\n{lead}") if lead else 0
    return next(rows_after(text[begin:], "| key | is |"))


def keys_of(record: Record[Any]) -> list[str]:
    """List the keys of a record that a table names: what goes with a number is said once for all."""
    names = [field.name for field in record.fields() if field.name != "schema"]
    return [name for name in names if COMPANION.sub("", name) == name or COMPANION.sub("", name) not in names]


def record_in(kind: object) -> Record[Any] | None:
    while isinstance(kind, (Many, Mapped)):
        kind = kind.of
    return kind if isinstance(kind, Record) else None


def reached(records: Iterable[Record[Any]]) -> dict[str, Record[Any]]:
    """Return records with those in them, by name."""
    found: dict[str, Record[Any]] = {}
    waiting = list(records)
    while waiting:
        one = waiting.pop()
        if one.name not in found:
            found[one.name] = one
            waiting += [inner for field in one.fields() if (inner := record_in(field.kind))]
    return found


def document(name: str) -> Record[Any]:
    module, _, attribute = ANSWERS[name].partition(":")
    found = getattr(import_module(module), attribute)
    assert isinstance(found, Record)
    return found


RECORDS = reached(document(name) for name in ANSWERS.keys() - OF_ELSEWHERE)


@pytest.mark.parametrize("where", TABLES, ids=" ".join)
def test_a_table_has_a_row_for_every_key(where: tuple[str, str]) -> None:
    assert [name for row in table_of(where) for name in row.names] == keys_of(RECORDS[TABLES[where]])


def test_every_table_of_keys_is_held_against_a_record() -> None:
    assert sum(1 for _ in rows_after(JSON, "| key | is |")) == len(TABLES)


def test_every_document_has_a_line() -> None:
    assert set(re.findall(r"^\| `costcalc/([a-z-]+)/v1` \|", JSON, re.MULTILINE)) == set(ANSWERS)


def described(record: Record[Any]) -> bool:
    """Return whether a record without a table of its own is described in the row of a key that has it in its value."""
    wanted = set(keys_of(record))
    for where, outer in TABLES.items():
        values = {field.name: record_in(field.kind) for field in RECORDS[outer].fields()}
        names = {name for name, inner in values.items() if inner and record.name in reached([inner])}
        for row in table_of(where):
            if names & set(row.names) and wanted <= set(re.findall("`([a-z_0-9]+)`", row.meaning)):
                return True
    return False


def test_every_key_of_every_record_is_described_somewhere() -> None:
    others = [record for name, record in RECORDS.items() if name not in TABLES.values()]
    assert len(others) > 10
    assert [one.name for one in others if not described(one)] == []


def test_every_column_has_a_row() -> None:
    tables = [[name for row in table for name in row.names] for table in rows_after(CSV, "| column | meaning |")]
    of_charges, of_months, of_values, of_solved, of_claims = tables
    assert of_charges == [field.name for field in charge_rows.FIELDS]
    assert of_months == [field.name for field in forecast_rows.FIELDS]
    assert of_values == [field.name for field in what_if_rows.FIELDS]
    assert of_claims == [field.name for field in audit_rows.FIELDS]
    assert of_solved == [field.name for field in solve_record.ROW.fields()]


def titles(*paths: str) -> Iterator[str]:
    """Yield the titles of parts that are written in modules, without what is put into them."""
    for path in paths:
        for file in sorted((ROOT / "costcalc/views").glob(path)):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Heading":
                    first = node.args[0]
                    part = first.values[0] if isinstance(first, ast.JoinedStr) else first
                    if isinstance(part, ast.Constant):
                        yield str(part.value).strip()


@pytest.mark.parametrize(
    ("nth", "paths"),
    [
        (0, ("comparison/*.py", "bill.py", "marks.py", "estimate.py")),
        (1, ("forecast/*.py", "marks.py")),
        (2, ("whatif/*.py", "marks.py")),
        (3, ("audit/*.py",)),
    ],
)
def test_every_part_of_the_text_has_a_row(nth: int, paths: tuple[str, ...]) -> None:
    table = list(rows_after(TEXT, "| part | says | where |"))[nth]
    named = {name.removesuffix("…").strip() for row in table for name in row.names}
    found = set(titles(*paths))
    assert len(found) > 5
    assert found - named == set()


def test_every_column_of_the_first_table_is_named() -> None:
    (table,) = (
        node
        for node in ast.walk(ast.parse((ROOT / "costcalc/views/comparison/summary.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name == "_table"
    )
    columns = {
        node.args[1].value
        for node in ast.walk(table)
        if isinstance(node, ast.Call) and isinstance(node.args[0] if node.args else None, ast.Constant)
        if len(node.args) > 1 and isinstance(node.args[1], ast.Constant)
    }
    first = next(rows_after(TEXT, "| part | says | where |"))[0]
    assert columns - {"option"} <= set(re.findall("`([^`]+)`", first.meaning))
