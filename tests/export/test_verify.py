"""An export is checked by recomputing it: what is the same is said to be, and what moved is named."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.export.finance import card, manifest_of, project, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

FX = """\
schema: costcalc/fx/v1
id: fx
title: Rates
rates: [{effective: 2026-01-01, from: EUR, to: USD, rate: 1.1, source: a bank}]
"""
CHECK = ("export", "--verify", "out.csv.manifest.json")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path))
    return tmp_path


@pytest.fixture
def exported(folder: Path, costcalc: Callable[..., Answer]) -> Path:
    assert costcalc("export", "bot.yaml", "-o", "out.csv") == (0, "", "")
    return folder / "out.csv"


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that is in a file."""
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())


def moved(answer: Answer) -> list[str]:
    """Give what is said to have moved."""
    assert (answer.code, answer.err) == (1, "")
    return [line.partition(":")[0] for line in answer.out.splitlines()[1:]]


@pytest.mark.usefixtures("exported")
def test_what_is_unchanged_is_as_it_was(costcalc: Callable[..., Answer]) -> None:
    assert costcalc(*CHECK) == (0, "out.csv: 2 rows, all as they were\n", "")


@pytest.mark.parametrize(
    "options",
    [
        ("--months", "3"),
        ("--profile", "excel"),
        ("--profile", "focus"),
        ("--profile", "focus", "--focus-version", "1.2"),
        ("--as-of", "2026-06-01"),
        ("--pricing", "pricing"),
    ],
)
def test_every_way_of_exporting_is_in_the_manifest(
    costcalc: Callable[..., Answer], folder: Path, options: tuple[str, ...]
) -> None:
    assert costcalc("export", "bot.yaml", *options, "-o", folder / "out.csv") == (0, "", "")
    answer = costcalc(*CHECK)
    assert (answer.code, answer.err) == (0, "")


def test_a_file_edited_by_hand_is_found_to_the_cell(costcalc: Callable[..., Answer], exported: Path) -> None:
    edit(exported, ",800.00,", ",700.00,")
    answer = costcalc(*CHECK)
    assert moved(answer) == ["the file out.csv itself", "row 3, amount_rounded", "row 3, cost_rounded"]
    assert "row 3, amount_rounded: 700.00 -> 800.00\n" in answer.out


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda text: text.replace("\n", "\r\n"), "the table: written otherwise -> the same cells"),
        (lambda text: text + text.splitlines()[-1] + "\n", "row 4: a row -> none"),
        (lambda text: "".join(text.splitlines(keepends=True)[:-1]), "row 3: none -> a row"),
        (lambda text: text.replace("period_start", "start"), "the columns: others -> "),
        (lambda _: "", "the table: not readable -> "),
        (lambda text: text.replace("answer", 'an"swer'), 'row 2, call: an"swer -> answer'),
        (lambda text: f"{text[:-1]},more\n", "row 3, beyond the last column: more -> "),
    ],
)
def test_a_table_that_was_changed_otherwise_is_found(
    costcalc: Callable[..., Answer], exported: Path, change: Callable[[str], str], found: str
) -> None:
    exported.write_bytes(change(exported.read_bytes().decode()).encode())
    answer = costcalc(*CHECK)
    assert moved(answer)[0] == "the file out.csv itself"
    assert f"\n{found}" in answer.out


def test_a_price_that_moved_is_found_with_its_card(costcalc: Callable[..., Answer], exported: Path) -> None:
    edit(exported.parent / "pricing/acme.yaml", "input: 2", "input: 3")
    answer = costcalc(*CHECK)
    assert moved(answer)[:2] == ["the card acme", "the total in USD"]
    # 1,000M tokens at 3 and not 2
    assert "the total in USD: 2800 -> 3800\n" in answer.out
    assert "row 2, amount: 2000 -> 3000\n" in answer.out


def test_a_card_with_another_comment_is_named_although_no_amount_moved(
    costcalc: Callable[..., Answer], exported: Path
) -> None:
    edit(exported.parent / "pricing/acme.yaml", "version: 2026-11-01", "version: 2026-11-02 # a comment")
    answer = costcalc(*CHECK)
    # and its fingerprint and version are not said again for every row
    assert moved(answer) == ["the card acme"]
    assert "pricing/acme.yaml, version 2026-11-01, sha256 " in answer.out
    assert "-> pricing/acme.yaml, version 2026-11-02, sha256 " in answer.out
    assert "the total" not in answer.out


def test_a_scenario_that_moved_is_found(costcalc: Callable[..., Answer], exported: Path) -> None:
    edit(exported.parent / "bot.yaml", "value: 1M", "value: 2M")
    answer = costcalc(*CHECK)
    assert moved(answer)[:2] == ["the scenario bot", "the total in USD"]
    assert "the total in USD: 2800 -> 5600\n" in answer.out


def test_an_exchange_rate_that_moved_is_found(costcalc: Callable[..., Answer], folder: Path) -> None:
    write(folder, "fx.yaml", FX)
    write(folder, "pricing/paris.yaml", card("EUR").replace("id: acme", "id: paris"))
    text = scenario().replace("small: {", "here: {model: paris/small}, small: {")
    write(folder, "bot.yaml", text.replace("assumptions:", "currency: USD\nassumptions:"))
    assert costcalc("export", "bot.yaml", "--all-options", "--fx", "fx.yaml", "-o", "out.csv").code == 0
    assert manifest_of(folder / "out.csv")["inputs"]["fx"]["file"] == "fx.yaml"
    assert costcalc(*CHECK).code == 0
    edit(folder / "fx.yaml", "rate: 1.1", "rate: 1.2")
    cells = [f"row {row}, {column}" for row in (2, 3) for column in ("exchange_rate", "cost", "cost_rounded")]
    assert moved(costcalc(*CHECK)) == ["the exchange rates", *cells]


@pytest.mark.parametrize("gone", ["out.csv", "bot.yaml", "pricing/acme.yaml", "out.csv.manifest.json"])
def test_what_is_missing_leaves_the_question_open(costcalc: Callable[..., Answer], exported: Path, gone: str) -> None:
    os.unlink(exported.parent / gone)  # noqa: PTH108  # the path is a text
    answer = costcalc(*CHECK)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("error[") == 1


def test_a_price_that_is_gone_leaves_the_question_open(costcalc: Callable[..., Answer], exported: Path) -> None:
    edit(exported.parent / "pricing/acme.yaml", "effective: 2026-01-01", "effective: 2026-07-01")
    answer = costcalc(*CHECK)
    assert (answer.code, answer.out) == (2, "")
    assert "error[not-in-force]" in answer.err


def test_another_version_of_costcalc_is_named_where_something_moved(
    costcalc: Callable[..., Answer], exported: Path
) -> None:
    said = manifest_of(exported)
    path = exported.with_name("out.csv.manifest.json")
    path.write_text(json.dumps(said | {"costcalc": "0.0.1"}))
    assert costcalc(*CHECK).code == 0
    edit(exported.parent / "bot.yaml", "value: 1M", "value: 2M")
    assert moved(costcalc(*CHECK))[-1] == "costcalc itself"


def test_a_list_of_differences_has_an_end(costcalc: Callable[..., Answer], exported: Path) -> None:
    lines = exported.read_text().splitlines(keepends=True)
    exported.write_text("".join([*lines, *lines[1:] * 100]))
    answer = costcalc(*CHECK)
    assert answer.code == 1
    assert len(answer.out.splitlines()) == 52
    assert answer.out.endswith("…and 151 more\n")


def test_a_workbook_is_checked_by_its_bytes_and_its_rows(costcalc: Callable[..., Answer], folder: Path) -> None:
    assert costcalc("export", "bot.yaml", "--format", "xlsx", "-o", "out.xlsx").code == 0
    check = ("export", "--verify", "out.xlsx.manifest.json")
    assert costcalc(*check) == (0, "out.xlsx: 2 rows, all as they were\n", "")
    edit(folder / "bot.yaml", "value: 1M", "value: 2M")
    assert moved(costcalc(*check)) == ["the scenario bot", "the total in USD"]
    edit(folder / "bot.yaml", "value: 2M", "value: 1M")
    book = folder / "out.xlsx"
    book.write_bytes(book.read_bytes() + b"\0")
    assert moved(costcalc(*check)) == ["the file out.xlsx itself"]


@pytest.mark.usefixtures("exported")
def test_other_rows_at_the_same_totals_are_found_in_a_workbook(costcalc: Callable[..., Answer], folder: Path) -> None:
    assert costcalc("export", "bot.yaml", "--format", "xlsx", "-o", "out.xlsx").code == 0
    path = folder / "out.xlsx.manifest.json"
    path.write_text(path.read_text().replace(manifest_of(folder / "out.xlsx")["rows_sha256"], "0" * 64))
    assert moved(costcalc("export", "--verify", path)) == ["the rows"]


@pytest.mark.parametrize(
    "more",
    [
        ("bot.yaml",),
        ("-o", "x.csv"),
        ("--months", "2"),
        ("--profile", "focus"),
        ("--format", "xlsx"),
        ("--as-of", "2026-05-01"),
        ("--force",),
    ],
)
@pytest.mark.usefixtures("exported")
def test_a_manifest_says_itself_what_was_asked(costcalc: Callable[..., Answer], more: tuple[str, ...]) -> None:
    answer = costcalc(*CHECK, *more)
    assert answer.code == 2
    assert "error[bad-setting]: a manifest says itself what was exported" in answer.err
