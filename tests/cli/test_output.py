"""Where answers go, and how the program is left: by a reader, by an interruption, by an optimising Python."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from costcalc.cli.output import terminal_width
from tests.program import elsewhere

CHATBOT = "scenarios/chatbot.yaml"
PROGRAM = [sys.executable, "-m", "costcalc"]


def shell(command: str, encoding: str = "utf-8", **env: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **env}
    line = command.replace("costcalc", " ".join(PROGRAM))
    return subprocess.run(["bash", "-c", line], env=environment, capture_output=True, encoding=encoding, check=False)


@pytest.mark.slow
def test_a_full_disk_is_no_answer() -> None:
    done = shell(f"costcalc compare {CHATBOT} > /dev/full")
    assert done.returncode == 2
    assert done.stderr.startswith("error[output]: the answer could not be written: No space left on device")


@pytest.mark.slow
def test_a_closed_standard_output_is_no_answer() -> None:
    assert shell(f"costcalc compare {CHATBOT} >&-").returncode == 2


@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_hears_no_complaint(unbuffered: str) -> None:
    scenarios = " ".join([CHATBOT] * 40)
    done = shell(f"costcalc compare {scenarios} | head -n 1; exit ${{PIPESTATUS[0]}}", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr, done.stdout) == (141, "", "High-volume customer chatbot\n")


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_unicode_still_reads_well(encoding: str) -> None:
    done = shell(f"costcalc compare {CHATBOT}", encoding, PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "-99.16 %, 119" in done.stdout
    assert "Traceback" not in done.stderr
    assert "\\u" not in done.stdout
    problem = shell("costcalc compare naïve-日.yaml", encoding, PYTHONIOENCODING=encoding)
    assert problem.returncode == 2
    assert "error[unreadable-file]" in problem.stderr


@pytest.mark.parametrize(("columns", "width"), [("120", 120), ("1", 40), ("0", 80), ("9999", 200), ("ten", 80)])
def test_the_width_is_the_terminals_within_reason(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal_width() == width


@pytest.mark.slow
@pytest.mark.parametrize("words", ["--help", "--version", "check --help", "cards", "compare --nope", "compare nowhere"])
def test_a_reader_that_leaves_is_no_answer_at_all(words: str) -> None:
    """Neither yes nor no, nor that there is none: 141 is what a shell says of a program that SIGPIPE ended."""
    done = shell(f"costcalc {words} 2>&1 | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stdout, done.stderr) == (141, "", "")


@pytest.mark.slow
def test_before_the_program_can_be_interrupted_next_to_nothing_is_imported() -> None:
    code = "import sys; before = {*sys.modules}; import costcalc.cli; print(*sorted({*sys.modules} - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {*done.stdout.split()} <= {"__future__", "costcalc", "costcalc.cli", "costcalc.exit_code", "gc", "os"}


INTERRUPTED = """
import os, signal, sys

class Interrupts:
    def find_spec(self, name, *_):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupts())
sys.argv = ["costcalc", "compare", "scenarios/chatbot.yaml"]
from costcalc.cli import main
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["costcalc.cli.output", "typer", "costcalc.cli.app", "costcalc.cli.compare", "pydantic", "yaml", "rich.text"],
)
def test_an_interruption_is_quiet_however_early_it_comes(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED.format(name=name)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "")


@pytest.mark.slow
def test_an_interruption_that_python_could_not_pass_on_is_none_the_less_one() -> None:
    swallowed = "class Swallows:\n    def __del__(self):\n        raise KeyboardInterrupt\n"
    code = f"{swallowed}\nimport costcalc.cli as cli\ncli._run = lambda: Swallows() and None\ncli.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


DOCUMENTED = [
    "--help",
    "compare --help",
    "cards --help",
    "cards import --help",
    "schema rate-card",
    "schema policy",
    "schema scenario",
    *(f"check scenarios --as-of 2026-11-28 --format {form}" for form in ("sarif", "junit", "gitlab", "markdown")),
]
"""What says something that is written in docstrings."""


@pytest.fixture(scope="module")
def with_and_without_docstrings() -> list[dict[str, tuple[int, bytes]]]:
    """Ask everything in two processes: one that compiles the program anew takes longer for that than for an answer."""
    commands = [words.split() for words in DOCUMENTED]
    return [dict(zip(DOCUMENTED, elsewhere(commands, flags=flags), strict=True)) for flags in ((), ("-OO",))]


@pytest.mark.slow
@pytest.mark.parametrize("words", DOCUMENTED)
def test_a_python_that_throws_docstrings_away_says_the_same(
    with_and_without_docstrings: list[dict[str, tuple[int, bytes]]], words: str
) -> None:
    usual, optimised = (answers[words] for answers in with_and_without_docstrings)
    assert usual[1]
    assert optimised == usual
