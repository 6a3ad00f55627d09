"""Where answers go: whole or not at all, and never over an input."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from costcalc.cli.output import terminal_width

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
    assert (done.returncode, done.stderr, done.stdout) == (2, "", "High-volume customer chatbot\n")


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
