"""A manifest may come from a stranger: it is read whole or refused, and nothing that it leads to is shown."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.export.exported import read_exported
from costcalc.problem import InputError
from tests.export.finance import manifest_of, project, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

MANIFEST = "out.csv.manifest.json"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, costcalc: Callable[..., Answer]) -> Path:
    monkeypatch.chdir(project(tmp_path))
    assert costcalc("export", "bot.yaml", "-o", "out.csv").code == 0
    return tmp_path


def changed(folder: Path, *keys: str | int, to: object) -> None:
    """Put something else at a place in the manifest."""
    document: Any = manifest_of(folder / "out.csv")
    part = document
    for key in keys[:-1]:
        part = part[key]
    part[keys[-1]] = to
    write(folder, MANIFEST, json.dumps(document))


@pytest.mark.parametrize(
    "keys",
    [
        ("file",),
        ("sha256",),
        ("rows",),
        ("months",),
        ("pricing",),
        ("totals",),
        ("totals", 0),
        ("totals", 0, "currency"),
        ("totals", 0, "exact"),
        ("inputs",),
        ("inputs", "scenarios"),
        ("inputs", "scenarios", 0),
        ("inputs", "scenarios", 0, "file"),
        ("inputs", "scenarios", 0, "as_of"),
        ("inputs", "cards", 0, "sha256"),
        ("inputs", "fx"),
        ("profile",),
        ("focus_version",),
        ("unheard-of",),
    ],
)
@pytest.mark.parametrize("value", [{}, [[]], 1.5, True, -1, [{"id": 1}]], ids=str)
def test_a_value_of_another_kind_is_refused_by_name(
    costcalc: Callable[..., Answer], folder: Path, keys: tuple[str | int, ...], value: object
) -> None:
    changed(folder, *keys, to=value)
    answer = costcalc("export", "--verify", MANIFEST)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"{MANIFEST}:1:1: error[bad-json]: this manifest is not whole: `{keys[0]}")
    assert "unheard" not in answer.err or keys == ("unheard-of",)


@pytest.mark.parametrize(
    "name",
    ["../out.csv", "/etc/passwd", "pricing/acme.yaml", "", ".", "./out.csv", "out.csv/", "a\0b"],
)
def test_a_file_elsewhere_is_not_read(costcalc: Callable[..., Answer], folder: Path, name: str) -> None:
    changed(folder, "file", to=name)
    answer = costcalc("export", "--verify", MANIFEST)
    assert (answer.code, answer.out) == (2, "")
    assert "root" not in answer.err


def test_the_folder_above_is_no_file(costcalc: Callable[..., Answer], folder: Path) -> None:
    changed(folder, "file", to="..")
    assert "error[unreadable-file]: this is a folder" in costcalc("export", "--verify", MANIFEST).err


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("months",), 0),
        (("months",), 121),
        (("months",), 10**30),
        (("months",), "3"),
        (("profile",), "__init__"),
        (("profile",), "xlsx_book"),
        (("format",), "exe"),
        (("focus_version",), "9.9"),
        (("sha256",), "ABC"),
        (("inputs", "scenarios"), []),
        (("inputs", "scenarios", 0, "as_of"), "yesterday"),
        (("inputs", "scenarios", 0, "as_of"), "9999-12-31"),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    costcalc: Callable[..., Answer], folder: Path, keys: tuple[str | int, ...], value: object
) -> None:
    changed(folder, *keys, to=value)
    answer = costcalc("export", "--verify", MANIFEST)
    assert (answer.code, answer.out) == (2, "")
    assert "error[bad-json]: this manifest is " in answer.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad-json"),
        ("{", "bad-json"),
        ("[" * 100_000, "bad-json"),
        ('{"schema":' * 100_000, "bad-json"),
        ("[]", "bad-json"),
        ("{}", "wrong-schema"),
        ('{"schema": "costcalc/comparison/v1"}', "wrong-schema"),
        ('{"schema": "costcalc/export-manifest/v1"}', "bad-json"),
        ('{"schema": "costcalc/export-manifest/v1", "months": %s}' % ("9" * 10_000), "bad-json"),
        ('{"schema": "costcalc/export-manifest/v1", "months": 1e999999999}', "bad-json"),
        ('{"schema": "costcalc/export-manifest/v1", "rows": NaN}', "bad-json"),
    ],
    ids=["empty", "open", "deep list", "deep map", "a list", "nothing", "another", "alone", "huge", "power", "nan"],
)
def test_what_is_no_manifest_is_refused(costcalc: Callable[..., Answer], folder: Path, text: str, code: str) -> None:
    write(folder, MANIFEST, text)
    answer = costcalc("export", "--verify", MANIFEST)
    assert (answer.code, answer.out) == (2, "")
    assert f"error[{code}]" in answer.err
    assert len(answer.err) < 300


def test_bytes_that_are_no_text_are_refused(folder: Path) -> None:
    (folder / MANIFEST).write_bytes(b'\xff{"schema": 1}')
    with pytest.raises(InputError):
        read_exported(folder / MANIFEST)


def test_more_than_a_manifest_needs_is_not_read(folder: Path) -> None:
    (folder / MANIFEST).write_bytes(b" " * (4 * 1024 * 1024 + 1))
    with pytest.raises(InputError) as error:
        read_exported(folder / MANIFEST)
    assert [problem.code for problem in error.value.problems] == ["file-too-large"]


def test_what_a_link_leads_to_is_not_shown(costcalc: Callable[..., Answer], folder: Path) -> None:
    write(folder, "secret.txt", "user,password\nroot,hunter2\n")
    (folder / "out.csv").unlink()
    (folder / "out.csv").symlink_to(folder / "secret.txt")
    answer = costcalc("export", "--verify", MANIFEST)
    assert answer.code == 1
    assert "the columns: others" in answer.out
    assert "hunter2" not in answer.out
    assert "password" not in answer.out


def test_a_scenario_that_is_none_of_ours_is_not_shown(costcalc: Callable[..., Answer], folder: Path) -> None:
    write(folder, "secret.txt", "token: hunter2\n")
    changed(folder, "inputs", "scenarios", 0, "file", to="secret.txt")
    answer = costcalc("export", "--verify", MANIFEST)
    assert (answer.code, answer.out) == (2, "")
    assert "hunter2" not in answer.err


def test_a_pipe_in_place_of_a_file_does_not_wait_for_ever(costcalc: Callable[..., Answer], folder: Path) -> None:
    (folder / "out.csv").unlink()
    os.mkfifo(folder / "out.csv")
    assert "error[unreadable-file]" in costcalc("export", "--verify", MANIFEST).err


def test_what_a_manifest_says_cannot_command_a_terminal(costcalc: Callable[..., Answer], folder: Path) -> None:
    changed(folder, "totals", 0, "exact", to="\x1b[31m1\n::set-output::")
    answer = costcalc("export", "--verify", MANIFEST)
    assert answer.code == 1
    first, moved = answer.out.splitlines()
    assert first == "out.csv: 1 contradiction between the file, its manifest and what it is made from"
    assert moved == "  the total in USD: \\x1b[31m1\\x0a::set-output:: -> 2800"
