"""Where answers go: whole or not at all, and never over an input."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.cli.output import terminal_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

CHATBOT = "scenarios/chatbot.yaml"
PROGRAM = [sys.executable, "-m", "costcalc"]


def shell(command: str, encoding: str = "utf-8", **env: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **env}
    line = command.replace("costcalc", " ".join(PROGRAM))
    return subprocess.run(["bash", "-c", line], env=environment, capture_output=True, encoding=encoding, check=False)


def test_a_file_is_written_like_standard_output(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert costcalc("compare", CHATBOT, "--format", "csv", "-o", out) == (0, "", "")
    assert out.read_bytes().decode() == costcalc("compare", CHATBOT, "--format", "csv").out
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(out.stat().st_mode) == 0o666 & ~mask


def test_a_file_that_exists_stays_unless_forced(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("precious")
    answer = costcalc("compare", CHATBOT, "-o", out)
    assert answer.code == 2
    assert "error[file-exists]: the file exists" in answer.err
    assert out.read_text() == "precious"
    assert costcalc("compare", CHATBOT, "-o", out, "--force").code == 0
    assert out.read_text().startswith("High-volume")


def test_an_input_is_never_written_over(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    mine, link = tmp_path / "mine.yaml", tmp_path / "link.yaml"
    text = Path(CHATBOT).read_text()
    mine.write_text(text)
    link.symlink_to(mine)
    for out in (mine, link):
        answer = costcalc("compare", mine, "-o", out, "--force")
        assert answer.code == 2
        assert "error[output-is-input]" in answer.err
    assert mine.read_text() == text


def test_a_card_that_was_read_is_never_written_over(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    card = tmp_path / "openai.yaml"
    card.write_bytes(Path("pricing/openai.yaml").read_bytes())
    answer = costcalc("price", "gpt-4o", "--input", "1", "--pricing", tmp_path, "-o", card, "--force")
    assert answer.code == 2
    assert "error[output-is-input]" in answer.err
    assert card.read_bytes() == Path("pricing/openai.yaml").read_bytes()


@pytest.mark.parametrize("out", ["no/such/folder/x.txt", "."])
def test_what_cannot_be_written_is_a_problem(costcalc: Callable[..., Answer], tmp_path: Path, out: str) -> None:
    answer = costcalc("compare", CHATBOT, "-o", f"{tmp_path}/{out}")
    assert answer.code == 2
    assert "error[unwritable-file]" in answer.err
    assert not list(tmp_path.iterdir())


def test_a_device_is_written_to_directly(costcalc: Callable[..., Answer]) -> None:
    assert costcalc("compare", CHATBOT, "-o", "/dev/null").code == 0
    answer = costcalc("compare", CHATBOT, "-o", "/dev/full")
    assert (answer.code, "no space left on device" in answer.err) == (2, True)


def test_a_failed_comparison_writes_no_file(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    assert costcalc("compare", CHATBOT, "--set", "nope=1", "-o", tmp_path / "x.txt").code == 2
    assert not list(tmp_path.iterdir())


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
