"""What is imported is read with bounds: regular files only, no link out of the folder, not too much."""

from __future__ import annotations

import io
import os
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from costcalc.importers.files import origin
from costcalc.importers.files.origin import read_origin
from costcalc.problem import InputError

if TYPE_CHECKING:
    from pathlib import Path


def refused(source: str | Path, *patterns: str) -> str:
    with pytest.raises(InputError) as error:
        read_origin(str(source), patterns)
    (problem,) = error.value.problems
    return problem.code


def unread(folder: Path) -> list[str]:
    """Return the files of a folder that could not be read."""
    return [file.name for file in read_origin(str(folder), ("*.yml",)).files if file.problems]


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")


def test_a_file_is_known_by_its_sha256(tmp_path: Path) -> None:
    fill(tmp_path, "a.json")
    found = read_origin(str(tmp_path / "a.json"), ())
    assert (found.name, found.files[0].data) == (str(tmp_path / "a.json"), b"a.json")
    assert found.sha256 == sha256(b"a.json").hexdigest()


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[]")))
    found = read_origin("-", ())
    assert (found.name, found.files[0].data, found.sha256) == ("standard input", b"[]", sha256(b"[]").hexdigest())
    assert (found.place.line, found.files[0].place.column) == (1, 1)


def test_a_closed_standard_input_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused("-") == "unreadable-file"


@pytest.mark.parametrize(
    ("patterns", "names"),
    [
        (("*.yml",), ["a.yml", "b.yml"]),
        (("nothing/*.yml", "in/*.yml"), ["in/c.yml"]),
        (("**/*.yml",), ["a.yml", "b.yml", "in/c.yml", "in/deep/d.yml"]),
        (("in/**/*.yml",), ["in/c.yml", "in/deep/d.yml"]),
        (("in/c.*",), ["in/c.yml"]),
    ],
)
def test_the_first_pattern_that_finds_anything_is_used(
    tmp_path: Path, patterns: tuple[str, ...], names: list[str]
) -> None:
    fill(tmp_path, "b.yml", "a.yml", "in/c.yml", "in/deep/d.yml", ".git/e.yml", "axyml")
    assert [file.name for file in read_origin(str(tmp_path), patterns).files] == names


def test_the_sha256_of_a_folder_tells_names_from_content(tmp_path: Path) -> None:
    sums = set()
    for nth, names in enumerate([{"a": "bc", "b": ""}, {"a": "b", "b": "c"}, {"a": "bc", "c": ""}]):
        folder = tmp_path / str(nth)
        folder.mkdir()
        for name, text in names.items():
            (folder / name).write_text(text, encoding="utf-8")
        sums.add(read_origin(str(folder), ("*",)).sha256)
    assert len(sums) == 3


def test_a_folder_without_anything_to_read_is_a_problem(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    assert refused(tmp_path, "*.yml") == "nothing-to-import"
    assert refused(tmp_path) == "nothing-to-import"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    fill(tmp_path, "secret.yml", "in/a.yml", "elsewhere/b.yml")
    (tmp_path / "in" / "link.yml").symlink_to(tmp_path / "secret.yml")
    assert unread(tmp_path / "in") == ["link.yml"]
    (tmp_path / "in" / "link.yml").unlink()
    (tmp_path / "in" / "sub").symlink_to(tmp_path / "elsewhere")
    assert [file.name for file in read_origin(str(tmp_path / "in"), ("**/*.yml",)).files] == ["a.yml"]


def test_a_link_inside_the_folder_is(tmp_path: Path) -> None:
    fill(tmp_path, "a.yml")
    (tmp_path / "b.yml").symlink_to("a.yml")
    assert [file.data for file in read_origin(str(tmp_path), ("*.yml",)).files] == [b"a.yml", b"a.yml"]


def test_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    assert refused(tmp_path / "pipe.yml") == "unreadable-file"
    assert unread(tmp_path) == ["pipe.yml"]
    assert refused("/dev/zero") == "unreadable-file"
    assert refused(tmp_path / "nothing.json") == "unreadable-file"
    assert refused("a\0b") == "unreadable-file"
    assert refused("x" * 5000) == "unreadable-file"


def test_there_are_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, *(f"{n}.yml" for n in range(5)))
    monkeypatch.setattr(origin, "FILE_BYTES", 4)
    assert refused(tmp_path / "1.yml") == "file-too-large"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"12345")))
    assert refused("-") == "file-too-large"
    monkeypatch.setattr(origin, "FILE_BYTES", 100)
    monkeypatch.setattr(origin, "ALL_BYTES", 24)
    assert refused(tmp_path, "*.yml") == "file-too-large"
    monkeypatch.setattr(origin, "ALL_BYTES", 100)
    monkeypatch.setattr(origin, "MOST_MARKS", 4)
    (tmp_path / "1.yml").write_text("[1, 2,\n3]\n", encoding="utf-8")  # a bracket, two commas, two lines
    assert refused(tmp_path, "*.yml") == "too-many-values"
    monkeypatch.setattr(origin, "MOST_FILES", 4)
    assert refused(tmp_path, "*.yml") == "too-many"
    monkeypatch.setattr(origin, "MOST_ENTRIES", 4)
    assert refused(tmp_path, "1.yml") == "too-many"
