"""A good scenario and a good card to spoil, and a judge of what the program says about the spoilt ones."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from typer.main import get_command

from costcalc.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Callable


FORMATS = ("text", "json", "markdown", "csv")
CODES = {path.parent.name for path in (Path(__file__).parent.parent / "errors").glob("*/console")}

PROBLEM = re.compile(r"(?P<file>[^:]+\.yaml):(?P<line>\d+):(?P<column>\d+): error\[(?P<code>[a-z0-9-]+)\]: \S.*")
OTHER = re.compile(r" *\d+ \| .*| +\^|  = (hint|also at|and at)\b.*\S.*|[^:]+\.yaml: …and \d+ more")

GOOD = Path(__file__).parent / "good"
SCENARIO = (GOOD / "s.yaml").read_text(encoding="utf-8")
CARD = (GOOD / "cards" / "acme.yaml").read_text(encoding="utf-8")
ARGS = ("compare", "s.yaml", "--pricing", "cards")


@cache
def command(name: str) -> Any:
    """Build a command once: that takes longer than most of what is asked of it here."""
    return get_command(app).get_command(None, name)  # type: ignore[attr-defined]  # it is a group


class Answer(NamedTuple):
    """What a run of the program gave, and how long it took."""

    code: int
    out: str
    err: str

    @property
    def codes(self) -> list[str]:
        """The codes of the problems, in order."""
        return re.findall(r"error\[([^]]+)\]", self.err)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with the good scenario and its card."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cards").mkdir()
    spoil(SCENARIO, CARD)
    return tmp_path


def spoil(scenario: str | bytes = SCENARIO, card: str | bytes = CARD) -> None:
    """Write both files into the current folder."""
    for name, content in (("s.yaml", scenario), ("cards/acme.yaml", card)):
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())


def run(*args: str) -> Answer:
    """Run the program in this process; an exception that it lets through fails the test."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = command(args[0]).main(args=list(args[1:]), standalone_mode=False)
    return Answer(code or 0, out.getvalue(), err.getvalue())


def in_words(err: str) -> str:
    """Write problems that came as JSON as they are written for people."""
    if not err.startswith("{"):
        return err
    problems = json.loads(err)["problems"]
    return "".join(f"{p['file']}:{p['line']}:{p['column']}: error[{p['code']}]: {p['message']}\n" for p in problems)


def judge(answer: Answer, files: dict[str, list[str]]) -> None:
    """Check all that holds for every answer, whatever the input was."""
    assert answer.code in {0, 2}
    assert [char for char in answer.out + answer.err if not char.isprintable() and char not in "\r\n"] == []
    if answer.code == 0:
        assert answer.out
        assert answer.err == ""
        return
    assert answer.err
    counts: dict[str, int] = {}
    for line in in_words(answer.err).splitlines():
        problem = PROBLEM.fullmatch(line)
        assert problem or OTHER.fullmatch(line), line
        if problem:
            lines = files[problem["file"]]
            counts[problem["file"]] = counts.get(problem["file"], 0) + 1
            assert problem["code"] in CODES
            nth, column = int(problem["line"]), int(problem["column"])
            # the end of a file whose last line has no end is the start of the line after it
            assert 1 <= nth <= len(lines) or (nth, column) == (len(lines) + 1, 1), line
            assert 1 <= column <= len([*lines, ""][nth - 1]) + 1, line
    assert counts
    assert max(counts.values()) <= 20


@pytest.fixture(name="run")
def _run() -> Callable[..., Answer]:
    """Run the program in this process."""
    return run


@pytest.fixture
def attack() -> Callable[..., Answer]:
    """Run the program on spoilt files, judge it, and see that a second run gives the same."""
    turn = iter(range(10**9))

    def one(scenario: str | bytes = SCENARIO, card: str | bytes = CARD) -> Answer:
        spoil(scenario, card)
        files = {
            name: Path(name).read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
            for name in ("s.yaml", "cards/acme.yaml")
        }
        args = (*ARGS, "--format", FORMATS[next(turn) % len(FORMATS)])
        answer = run(*args)
        judge(answer, files)
        if answer.code == 0:
            assert run(*args)[:3] == answer[:3]
        return answer

    return one
