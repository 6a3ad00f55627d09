"""A file is opened as if a stranger had chosen it: regular, bounded, UTF-8, nothing hidden, nothing leaked."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from costcalc.problem import InputError, Problem
from costcalc.source import declares_itself, read_document
from costcalc.source.files import MOST_REPORTED

HEAD = "schema: costcalc/scenario/v1\n"
LIMIT = 1_000


def refused(path: Path | str) -> list[Problem]:
    with pytest.raises(InputError) as error:
        read_document(path, LIMIT)
    return list(error.value.problems)


def said(path: Path | str) -> list[str]:
    return [f"{p.place.line}:{p.place.column} {p.code}" for p in refused(path)]


def written(tmp_path: Path, content: str | bytes) -> Path:
    file = tmp_path / "f.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "NUL"),
        ("\x07", "BEL"),
        ("\x08", "backspace"),
        ("\x0b", "VT"),
        ("\x0c", "FF"),
        ("\x1b", "ESC"),
        ("\x7f", "DEL"),
        ("\x80", "C1"),
        ("\x85", "NEL, a line break to YAML alone"),
        ("\x9b", "CSI"),
        ("\u061c", "Arabic letter mark"),
        ("\u200b", "zero-width space"),
        ("\u200e", "left-to-right mark"),
        ("\u200f", "right-to-left mark"),
        ("\u2028", "LS, a line break to YAML alone"),
        ("\u2029", "PS, a line break to YAML alone"),
        ("\u202a", "embedding"),
        ("\u202e", "override"),
        ("\u2060", "word joiner"),
        ("\u2066", "isolate"),
        ("\u2069", "end of isolate"),
        ("\ufeff", "byte order mark in the middle"),
        ("\ufffe", "no character"),
        ("\U000e0041", "tag letter"),
        ("\u00a0", "blank that does not break"),
        ("\u3000", "wide blank"),
        ("\u00ad", "soft hyphen"),
        ("\u034f", "grapheme joiner"),
        ("\u115f", "filler of a first letter"),
        ("\u3164", "filler of Hangul"),
        ("\ufe0f", "variation selector"),
        ("\U000e01ef", "variation selector 256"),
        ("\u2800", "Braille without dots"),
        ("\U0001d159", "note without a head"),
    ],
)
@pytest.mark.parametrize("where", ["a: x{}b: y\n", "a: 1 # note{}b: 9\n", "# x{}\n", '"x{}": 1\n'])
def test_what_a_reviewer_cannot_see_is_refused_wherever_it_stands(
    tmp_path: Path, where: str, character: str, name: str
) -> None:
    before = where.partition("{}")[0]
    file = written(tmp_path, HEAD + where.replace("{}", character))
    assert said(file) == [f"2:{len(before) + 1} hidden-character"], name


@pytest.mark.parametrize(("text", "place"), [("a: 1\rb: 2\n", "2:5"), ("a: 1\n\r", "3:1"), ("a: 1\r\r\n", "2:5")])
def test_a_carriage_return_alone_is_refused(tmp_path: Path, text: str, place: str) -> None:
    assert said(written(tmp_path, HEAD + text)) == [f"{place} hidden-character"]


@pytest.mark.parametrize("text", ["a: é 日本 😀 Ωμέγα עברית\n", "a: 1\r\nb: 2\r\n", "a:\t1\n", "a: ‘x’ — …\n"])
def test_letters_of_any_script_and_lines_of_any_editor_are_read(tmp_path: Path, text: str) -> None:
    assert read_document(written(tmp_path, HEAD + text), LIMIT).text == HEAD + text


def test_one_byte_order_mark_is_allowed_at_the_start_and_moves_no_place(tmp_path: Path) -> None:
    file = written(tmp_path, f"\ufeff{HEAD}a: \x1b\n")
    assert said(file) == ["2:4 hidden-character"]
    file.write_text(f"\ufeff{HEAD}", encoding="utf-8")
    assert read_document(file, LIMIT).text == HEAD
    file.write_text(f"\ufeff\ufeff{HEAD}", encoding="utf-8")
    assert said(file) == ["1:1 hidden-character"]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ((HEAD + "title: café\n").encode("latin-1"), "2:11"),
        (b"\xff\xfe" + HEAD.encode("utf-16-le"), "1:1"),
        (b"\xfe\xff" + HEAD.encode("utf-16-be"), "1:1"),
        (HEAD.encode() + "é: ".encode() + b"\xc3\n", "2:4"),
        (HEAD.encode() + b"a: \xed\xa0\x80\n", "2:4"),
        (HEAD.encode() + b"a: \xc0\xaf\n", "2:4"),
        (HEAD.encode() + b"a: \xf4\x90\x80\x80\n", "2:4"),
    ],
)
def test_what_is_not_utf_8_is_refused_at_its_place(tmp_path: Path, content: bytes, place: str) -> None:
    assert said(written(tmp_path, content)) == [f"{place} not-utf-8"]


def test_utf_16_without_a_mark_is_refused_too(tmp_path: Path) -> None:
    assert {line.split()[1] for line in said(written(tmp_path, HEAD.encode("utf-16-le")))} == {"hidden-character"}


@pytest.mark.parametrize(("size", "allowed"), [(LIMIT, True), (LIMIT + 1, False)])
def test_a_file_has_at_most_so_many_bytes(tmp_path: Path, size: int, allowed: bool) -> None:
    file = written(tmp_path, HEAD + "#" * (size - len(HEAD)))
    if allowed:
        assert len(read_document(file, LIMIT).text) == size
    else:
        assert said(file) == ["1:1 file-too-large"]


@pytest.mark.parametrize("content", ["", "\n", "  \n\n", "\ufeff"])
def test_an_empty_file_says_so(tmp_path: Path, content: str) -> None:
    assert said(written(tmp_path, content)) == ["1:1 empty-file"]


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path / "none.yaml")
    assert (problem.code, problem.message) == (
        "unreadable-file",
        "the file cannot be read: no such file or directory",
    )


def test_what_is_no_regular_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (fifo, tmp_path, loop, "/dev/zero", "/dev/stdin/none", "a\0b", "x" * 5_000, f"{tmp_path}/f.yaml/g"):
        (problem,) = refused(path)
        assert problem.code == "unreadable-file", path


def test_a_link_to_a_file_of_ours_is_read(tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(written(tmp_path, HEAD))
    document = read_document(link, LIMIT)
    assert (document.text, document.source.name) == (HEAD, str(link))


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode()
    assert read_document(written(tmp_path, content), LIMIT).sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "ours"),
    [
        (HEAD, True),
        ("\n\n# comment\nschema:   costcalc/x\n", True),
        ("'schema': 'costcalc/scenario/v1'\n", True),
        ('{"schema": "costcalc/scenario/v1"}\n', True),
        ("\ufeffschema: costcalc/scenario/v1\n", True),
        ("schema: other/v1\n", False),
        ("[core]\n\ttoken = SECRET\n", False),
        ("# schema: costcalc/scenario/v1\n", False),
        ("root:x:0:0:root:/root:/bin/sh\n", False),
    ],
)
def test_a_file_is_quoted_only_if_it_says_that_it_is_ours(tmp_path: Path, content: str, ours: bool) -> None:
    file = written(tmp_path, content)
    assert declares_itself(file, LIMIT) is ours
    if ours:
        assert read_document(file, LIMIT).source.quotable
    else:
        (problem,) = refused(file)
        assert problem.code == "missing-schema"
        assert problem.place.excerpt() is None


def test_nothing_of_a_file_that_is_not_ours_is_shown_whatever_is_wrong_with_it(tmp_path: Path) -> None:
    for content in (b"SECRET\n", b"SECRET \x1b\n", b"SECRET \xff\n", b"SECRET\n" * 200):
        with pytest.raises(InputError) as error:
            read_document(written(tmp_path, content), LIMIT)
        assert "SECRET" not in str(error.value)


def test_of_a_binary_file_only_the_first_characters_are_reported(tmp_path: Path) -> None:
    file = written(tmp_path, "\x01" * 2_000)
    with pytest.raises(InputError) as error:
        read_document(file, 4_000)
    assert len(error.value.problems) == MOST_REPORTED
    assert str(error.value).endswith(f"1:12, 1:13 and {MOST_REPORTED - 13} more")
