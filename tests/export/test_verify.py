"""An export is checked by recomputing it: what is the same is said to be, and what moved is named."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.export.finance import COLUMNS, card, in_lines, manifest_of, project, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

FX = """\
schema: costcalc/fx/v1
id: fx
title: Rates
rates: [{effective: 2026-01-01, from: EUR, to: USD, rate: 1.1, source: a bank}]
"""
LATER = "{effective: 2028-01-01, source: a page, verified: 2026-11-01, input: 9, output: 9}"
CHECK = ("export", "--verify", "out.csv.manifest.json")


@pytest.fixture
def costcalc(costcalc: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the program in a wide terminal; what it says of an export has each finding in one line."""
    return in_lines(costcalc, monkeypatch)


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
    cells = ["row 3, amount_rounded", "row 3, cost_rounded"]
    assert moved(answer) == ["the file out.csv itself", "the rounded total in USD", *cells]
    assert "row 3, amount_rounded: 700.00 -> 800.00\n" in answer.out
    # 2,000 + 700 in the file, and 2,800 in its manifest
    assert "the rounded total in USD: 2800.00 -> 2700.00\n" in answer.out


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            lambda text: text + text.splitlines()[-1] + "\n",
            "row 4 of bot small: answer.output from 2026-05-10T12:00:00Z",
        ),
        (lambda text: "".join(text.splitlines(keepends=True)[:-1]), "row 3 of bot small: none -> answer.output from "),
        (lambda text: text.replace("period_start", "start"), "the columns: others -> "),
        (lambda _: "", "the table: not readable -> "),
        (
            lambda text: text.replace("\n2026-05-10T12:00:00Z", '\n"2026"x', 1),
            "row 2 of bot small: answer.input from 2026x on",
        ),
        (lambda text: f"{text[:-1]},more\n", f"row 3: {len(COLUMNS) + 1} cells -> {len(COLUMNS)}"),
    ],
)
def test_a_table_that_was_changed_otherwise_is_found(
    costcalc: Callable[..., Answer], exported: Path, change: Callable[[str], str], found: str
) -> None:
    exported.write_bytes(change(exported.read_bytes().decode()).encode())
    answer = costcalc(*CHECK)
    assert moved(answer)[0] == "the file out.csv itself"
    assert f"\n{found}" in answer.out


RESAVED: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "a mark": lambda text: f"\ufeff{text}",
    "quotes": lambda text: text.replace(",2000,", ',"2000",').replace(",bot,", ',"bot",'),
    "zeros": lambda text: text.replace(",2000,", ",2000.00,").replace(",800.00,", ",800.0,"),
    "powers": lambda text: text.replace(",2000,", ",2E3,").replace(",800,", ",8.00e+02,"),
    "empty lines": lambda text: f"{text}\n,,,\n",
}


@pytest.mark.parametrize("how", RESAVED)
def test_the_same_number_saved_anew_in_other_digits_is_the_same_number(
    costcalc: Callable[..., Answer], exported: Path, how: str
) -> None:
    before = exported.read_bytes()
    exported.write_bytes(RESAVED[how](before.decode()).encode())
    assert exported.read_bytes() != before
    said = "the file was saved anew by another program: other bytes, the same cells\n"
    assert costcalc(*CHECK) == (0, f"out.csv: 2 rows, all as they were\n{said}", "")


def test_numbers_that_a_spreadsheet_cut_are_one_finding_and_another_number_is_one_of_its_own(
    costcalc: Callable[..., Answer], folder: Path
) -> None:
    # 333,333,333 requests of 1,000 tokens at 1.23456789 a million: 411,522.62958847737, of which 15 digits are kept
    project(folder, scenario(requests="333_333_333"), card(input="1.23456789"))
    assert costcalc("export", "bot.yaml", "-o", "out.csv").code == 0
    edit(folder / "out.csv", ",411522.62958847737,", ",411522.629588477,")
    found = moved(costcalc(*CHECK))
    assert "row 2, amount" in found
    assert "row 2, amount: cut to the 15 digits that a spreadsheet keeps\n" in costcalc(*CHECK).out
    edit(folder / "out.csv", ",411522.629588477,", ",411522.629588577,")
    assert "row 2, amount: 411522.629588577 -> 411522.62958847737\n" in costcalc(*CHECK).out


def test_a_price_that_moved_is_the_cause_of_its_rows(costcalc: Callable[..., Answer], exported: Path) -> None:
    edit(exported.parent / "pricing/acme.yaml", "input: 2", "input: 3")
    answer = costcalc(*CHECK)
    assert answer.out.startswith("out.csv: 1 row is not as it was\n")
    cause = "row 2 moved because pricing/acme.yaml:11:78 price.input of acme/small: 2 -> 3\n"
    assert answer.out.splitlines(keepends=True)[1] == cause
    # 1,000M tokens at 3 and not 2
    assert "the total in USD: 2800 -> 3800\n" in answer.out
    assert moved(answer)[1:] == ["the total in USD", "the card acme"]


def test_rows_of_several_options_that_one_price_moved_are_one_finding(
    costcalc: Callable[..., Answer], folder: Path
) -> None:
    project(folder, scenario().replace("small: {", "one: {model: acme/small}, two: {model: acme/small}, small: {"))
    months = ("--all-options", "--as-of", "2026-05-01", "--months", "4")
    assert costcalc("export", "bot.yaml", *months, "-o", "out.csv").code == 0
    edit(folder / "pricing/acme.yaml", "output: 8", "output: 8.5")
    # three options in four months
    found = costcalc(*CHECK).out.splitlines()
    assert found[0] == "out.csv: 12 rows are not as they were"
    assert found[1].startswith("12 rows of 3 options moved because pricing/acme.yaml:11:89")
    assert found[1].endswith(" price.output of acme/small: 8 -> 8.5")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("version: 2026-11-01", "# a comment\nversion: 2026-11-02 # another"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: (
            f"{text}      - {{effective: 2028-01-01, source: a page, verified: 2026-11-01, input: 9, output: 9}}\n"
        ),
    ],
    ids=["a comment", "CRLF", "a rate appended for 2028"],
)
def test_a_card_of_other_bytes_is_named_although_all_rows_are_as_they_were(
    costcalc: Callable[..., Answer], exported: Path, change: Callable[[str], str]
) -> None:
    file = exported.parent / "pricing/acme.yaml"
    file.write_bytes(change(file.read_text()).encode())
    answer = costcalc(*CHECK)
    assert (answer.code, answer.err) == (0, "")
    first, second = answer.out.splitlines()
    assert first == "out.csv: 2 rows, all as they were"
    assert second.startswith("the card acme is not the same file (pricing/acme.yaml, version 2026-11-01, sha256 ")
    assert second.endswith("), and all rows are as they were")


def test_a_shipped_card_is_said_to_be_shipped(
    costcalc: Callable[..., Answer], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = folder / "shipped"
    monkeypatch.setattr("costcalc.project.load.folders.SHIPPED_FOLDER", shipped)
    (folder / "pricing").rename(shipped)
    assert costcalc("export", "bot.yaml", "-o", "out.csv").code == 0
    edit(shipped / "acme.yaml", "version: 2026-11-01", "version: 2026-11-02")
    assert "\nthe card acme (shipped) is not the same file (pricing/acme.yaml, " in costcalc(*CHECK).out


def test_a_card_that_is_read_elsewhere_is_said_to_be(costcalc: Callable[..., Answer], exported: Path) -> None:
    (exported.parent / "pricing").rename(exported.parent / "cards")
    said = "the card acme is read elsewhere, with the same content: pricing/acme.yaml -> cards/acme.yaml\n"
    assert costcalc(*CHECK, "--pricing", "cards") == (0, f"out.csv: 2 rows, all as they were\n{said}", "")
    (exported.parent / "cards").rename(exported.parent / "pricing")
    file = exported.with_name("out.csv.manifest.json")
    edit(file, '"folder": "pricing"', '"folder": "shipped"')
    assert (
        "\nthe card acme is read elsewhere, with the same content: pricing/acme.yaml (shipped) -> "
        in costcalc(*CHECK).out
    )


@pytest.mark.parametrize("profile", ["excel", "focus"])
def test_a_cause_is_found_in_every_profile(costcalc: Callable[..., Answer], folder: Path, profile: str) -> None:
    args = ("export", "bot.yaml", "--as-of", "2026-05-01", "--months", "2", "--profile", profile, "-o", "out.csv")
    assert costcalc(*args).code == 0
    edit(folder / "pricing/acme.yaml", "input: 2", "input: 3")
    edit(folder / "bot.yaml", "value: 1M", "value: 2M")
    found = costcalc(*CHECK).out.splitlines()
    assert found[:4] == [
        "out.csv: 4 rows are not as they were",
        "4 rows moved because bot.yaml:7:21 requests: 1M -> 2M",
        "rows 2, 4 moved because pricing/acme.yaml:11:78 price.input of acme/small: 2 -> 3",
        # 2,000 and 800 in two months; 6,000 and 1,600
        "the total in USD: 5600 -> 15200",
    ]
    assert found[4:7] == [
        "the cost in May 2026 in USD: 2800 -> 7600",
        "the cost in June 2026 in USD: 2800 -> 7600",
        "the cost in 2026 in USD: 5600 -> 15200",
    ]


def test_an_assumption_that_moved_is_the_cause_of_its_rows(costcalc: Callable[..., Answer], exported: Path) -> None:
    edit(exported.parent / "bot.yaml", "value: 1M", "value: 2M")
    answer = costcalc(*CHECK)
    assert answer.out.splitlines()[1] == "rows 2, 3 moved because bot.yaml:7:21 requests: 1M -> 2M"
    assert "the total in USD: 2800 -> 5600\n" in answer.out
    assert moved(answer)[1:] == ["the total in USD", "the scenario bot"]


def test_a_quantity_that_moved_is_the_cause_where_the_formula_is_another(
    costcalc: Callable[..., Answer], exported: Path
) -> None:
    edit(exported.parent / "bot.yaml", "input: 1000", "input: {system: 1000, question: 500}")
    # 1,000 + 500 tokens of a million requests
    cause = "row 2 moved because bot.yaml:8:19 answer.input: 1000000000 -> 1500000000"
    assert costcalc(*CHECK).out.splitlines()[1] == cause


def test_a_tag_that_moved_is_the_cause_of_its_rows(costcalc: Callable[..., Answer], folder: Path) -> None:
    project(folder, scenario().replace("title:", "tags: {team: support, owner: ann}\ntitle:"))
    assert costcalc("export", "bot.yaml", "-o", "out.csv").code == 0
    edit(folder / "bot.yaml", "team: support", "team: sales")
    answer = costcalc(*CHECK)
    assert answer.code == 1
    assert answer.out.splitlines()[1] == "rows 2, 3 moved because the tag team: support -> sales"
    assert "the total" not in answer.out


def test_an_exchange_rate_that_moved_is_found(costcalc: Callable[..., Answer], folder: Path) -> None:
    write(folder, "fx.yaml", FX)
    write(folder, "pricing/paris.yaml", card("EUR").replace("id: acme", "id: paris"))
    text = scenario().replace("small: {", "here: {model: paris/small}, small: {")
    write(folder, "bot.yaml", text.replace("assumptions:", "currency: USD\nassumptions:"))
    for profile in ("plain", "focus"):
        command = ("export", "bot.yaml", "--option", "here", "--fx", "fx.yaml", "--profile", profile)
        assert costcalc(*command, "-o", f"{profile}.csv").code == 0
        assert manifest_of(folder / f"{profile}.csv")["inputs"]["fx"]["file"] == "fx.yaml"
        assert costcalc("export", "--verify", f"{profile}.csv.manifest.json").code == 0
    edit(folder / "fx.yaml", "rate: 1.1", "rate: 1.2")
    plain = costcalc("export", "--verify", "plain.csv.manifest.json").out.splitlines()
    assert plain[:2] == [
        "plain.csv: 2 rows are not as they were",
        "rows 2, 3 moved because fx.yaml:4:59 exchange_rate: 1.1 -> 1.2",
    ]
    focus = costcalc("export", "--verify", "focus.csv.manifest.json").out.splitlines()
    assert focus[:2] == [
        "focus.csv: 2 rows are not as they were",
        "rows 2, 3 moved because fx.yaml:4:59 fx.eur_usd: 1.1 -> 1.2",
    ]


TAMPERED: dict[str, tuple[tuple[str | int, ...], object, str]] = {
    "the exact total": (("totals", 0, "exact"), "2800.5", "the total in USD: 2800.5 -> 2800"),
    "a fraction": (("totals", 0, "exact_fraction"), "8401/3", "the total in USD: 2800 (8401/3) -> 2800"),
    "no number": (("totals", 0, "exact"), "many", "the total in USD: many -> 2800"),
    "the rounded total": (("totals", 0, "rounded"), "2800.01", "the rounded total in USD: 2800.01 -> 2800.00"),
    "the rows of a total": (("totals", 0, "rows"), 3, "the rows in USD: 3 -> 2"),
    "the currency": (
        ("totals", 0, "currency"),
        "EUR",
        "the total in EUR: 2800 -> none\nthe total in USD: none -> 2800",
    ),
    "the rows": (("rows",), 3, "the number of rows: 3 -> 2"),
    "the bytes": (("bytes",), 5, "the length of the file: 5 bytes -> "),
    "the rounding": (("rounding",), "by hand", "`rounding` of the manifest: by hand -> amount_rounded, cost_rounded: "),
    "the fingerprint": (("sha256",), "0" * 64, f"the file out.csv itself: sha256 {'0' * 12}… -> sha256 "),
    "the rows' fingerprint": (("rows_sha256",), "0" * 64, f"the rows: sha256 {'0' * 12}… -> sha256 "),
    "a card's version": (("inputs", "cards", 0, "version"), "v9", "the card acme: version v9"),
    "a card's fingerprint": (
        ("inputs", "cards", 0, "sha256"),
        "0" * 64,
        "the card acme: version 2026-11-01, sha256 00",
    ),
    "a scenario's": (("inputs", "scenarios", 0, "sha256"), "0" * 64, "the scenario bot: sha256 00"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_manifest_that_was_tampered_with_is_found(costcalc: Callable[..., Answer], exported: Path, what: str) -> None:
    keys, value, said = TAMPERED[what]
    document: Any = manifest_of(exported)
    part = document
    for key in keys[:-1]:
        part = part[key]
    part[keys[-1]] = value
    exported.with_name("out.csv.manifest.json").write_text(json.dumps(document))
    answer = costcalc(*CHECK)
    assert answer.code == 1
    assert f"\n{said}" in answer.out
    assert "row 2" not in answer.out


def test_another_version_of_costcalc_is_said_and_no_contradiction(
    costcalc: Callable[..., Answer], exported: Path
) -> None:
    said = manifest_of(exported)
    exported.with_name("out.csv.manifest.json").write_text(json.dumps(said | {"costcalc": "0.0.1"}))
    note = f"written by costcalc 0.0.1, recomputed by {said['costcalc']}\n"
    assert costcalc(*CHECK) == (0, f"out.csv: 2 rows, all as they were\n{note}", "")
    edit(exported.parent / "bot.yaml", "value: 1M", "value: 2M")
    answer = costcalc(*CHECK)
    assert answer.code == 1
    assert answer.out.endswith(note)


def test_columns_that_are_new_since_are_said_and_one_that_was_cut_off_is_found(
    costcalc: Callable[..., Answer], exported: Path
) -> None:
    lines = exported.read_text().splitlines()
    older = "".join(f"{line.rpartition(',')[0]}\n" for line in lines).encode()
    exported.write_bytes(older)
    digits = sha256(older).hexdigest()
    said = manifest_of(exported) | {"sha256": digits, "rows_sha256": digits, "bytes": len(older)}
    exported.with_name("out.csv.manifest.json").write_text(json.dumps(said | {"costcalc": "0.1.0"}))
    more = f"an export has more columns since: {COLUMNS[-1]}\nwritten by costcalc 0.1.0, recomputed by "
    assert costcalc(*CHECK).out.startswith(f"out.csv: 2 rows, all as they were\n{more}")
    for version in (said["costcalc"], "0.2.0", "1", "x" * 5_000):  # which have all columns, or are none
        exported.with_name("out.csv.manifest.json").write_text(json.dumps(said | {"costcalc": version}))
        answer = costcalc(*CHECK)
        assert moved(answer)[0] == "the columns"
        assert len(answer.out) < 1_000


def test_a_column_that_was_taken_out_is_found(costcalc: Callable[..., Answer], exported: Path) -> None:
    lines = exported.read_text().splitlines()
    exported.write_text("".join(f"{line.rpartition(',')[0]}\n" for line in lines))
    assert "\nthe columns: others -> " in costcalc(*CHECK).out


@pytest.mark.parametrize("to", ["elsewhere", "beside", "below"])
def test_it_works_from_any_folder(
    costcalc: Callable[..., Answer], exported: Path, monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    same = (0, "out.csv: 2 rows, all as they were\n", "")
    elsewhere = exported.parent / "far/away"
    elsewhere.mkdir(parents=True)
    monkeypatch.chdir(elsewhere)
    manifest = "../../out.csv.manifest.json"
    if to == "beside":  # the manifest lies where the names in it are seen from
        assert costcalc("export", "--verify", manifest) == same
        return
    if to == "below":
        for name in ("out.csv", "out.csv.manifest.json"):
            (exported.parent / name).rename(elsewhere / name)
        manifest = "out.csv.manifest.json"
        refused = costcalc("export", "--verify", manifest)
        assert refused.code == 2
        assert "hint: --root FOLDER: the one in which the export was made" in refused.err
    assert costcalc("export", "--verify", manifest, "--root", "../..") == same
    assert costcalc("export", "--verify", manifest, "--root", exported.parent, "--pricing", "../../pricing") == same


def test_names_are_as_they_were_wherever_it_is_asked_from(
    costcalc: Callable[..., Answer], exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(exported.parent / "pricing/acme.yaml", "input: 2", "input: 3")
    here = costcalc(*CHECK)
    (exported.parent / "far").mkdir()
    monkeypatch.chdir(exported.parent / "far")
    assert costcalc("export", "--verify", "../out.csv.manifest.json", "--root", "..") == here


def test_programs_are_told_the_same(costcalc: Callable[..., Answer], exported: Path) -> None:
    edit(exported.parent / "pricing/acme.yaml", "input: 2", "input: 3")
    answer = costcalc(*CHECK, "--format", "json")
    assert (answer.code, answer.err) == (1, "")
    found = json.loads(answer.out)
    assert found["schema"] == "costcalc/verification/v1"
    assert (found["as_it_was"], found["moved"], found["contradictions"]) == (False, 1, [])
    (cause,) = found["causes"]
    assert cause == {
        "kind": "price",
        "what": "price.input",
        "model": "acme/small",
        "was": "2",
        "now": "3",
        "place": "pricing/acme.yaml:11:78",
        "rows": [2],
        "options": ["small"],
    }
    assert costcalc(*CHECK, "-o", "said.json").code == 1
    assert json.loads((exported.parent / "said.json").read_text()) == found


def test_what_costs_once_and_what_is_in_the_file_twice_are_told_apart(
    costcalc: Callable[..., Answer], exported: Path
) -> None:
    lines = exported.read_text().splitlines(keepends=True)
    exported.write_text("".join([lines[0], lines[1], *lines[1:]]))
    assert "row 3 of bot small: answer.input from 2026-05-10T12:00:00Z on -> none" in costcalc(*CHECK).out


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


def test_a_list_of_differences_has_an_end(costcalc: Callable[..., Answer], exported: Path) -> None:
    lines = exported.read_text().splitlines(keepends=True)
    more = [lines[1].replace("answer.input", f"answer.{nth}") for nth in range(200)]
    exported.write_text("".join([*lines, *more]))
    answer = costcalc(*CHECK)
    assert answer.code == 1
    # 200 rows too many, of which 50 are shown; and what is wrong with the file as a whole
    assert answer.out.count(" on -> none\n") == 50
    assert answer.out.endswith("…and 150 more\n")


def test_a_workbook_is_checked_by_its_bytes_and_its_rows(costcalc: Callable[..., Answer], folder: Path) -> None:
    assert costcalc("export", "bot.yaml", "--format", "xlsx", "-o", "out.xlsx").code == 0
    check = ("export", "--verify", "out.xlsx.manifest.json")
    assert costcalc(*check) == (0, "out.xlsx: 2 rows, all as they were\n", "")
    edit(folder / "bot.yaml", "value: 1M", "value: 2M")
    assert moved(costcalc(*check)) == ["the total in USD", "the scenario bot"]
    edit(folder / "bot.yaml", "value: 2M", "value: 1M")
    book = folder / "out.xlsx"
    book.write_bytes(book.read_bytes() + b"\0")
    assert moved(costcalc(*check)) == ["the file out.xlsx itself", "the length of the file"]


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
        ("--months", "2"),
        ("--profile", "focus"),
        ("--as-of", "2026-05-01"),
    ],
)
@pytest.mark.usefixtures("exported")
def test_a_manifest_says_itself_what_was_asked(costcalc: Callable[..., Answer], more: tuple[str, ...]) -> None:
    answer = costcalc(*CHECK, *more)
    assert answer.code == 2
    assert "error[bad-setting]: a manifest says itself what was exported" in answer.err


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.usefixtures("exported")
def test_what_is_said_of_rows_is_none(costcalc: Callable[..., Answer], form: str) -> None:
    assert f"{form} is no form of what --verify says" in costcalc(*CHECK, "--format", form).err


@pytest.mark.usefixtures("folder")
def test_a_root_and_forms_of_what_is_said_are_for_what_says_it(costcalc: Callable[..., Answer]) -> None:
    assert "only the names in a manifest are seen from elsewhere" in costcalc("export", "bot.yaml", "--root", ".").err
    assert "json is a form of what is said of an export" in costcalc("export", "bot.yaml", "--format", "json").err
