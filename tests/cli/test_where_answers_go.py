"""What docs/formats.md says of files, pipes and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

EARLY = ("compare", str(ROOT / "scenarios/chatbot.yaml"), "--as-of", "2026-04-20")
"""Three of its options have no price yet."""


def test_the_name_of_a_file_decides_about_the_answer_and_not_about_problems(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    answer = costcalc(*EARLY, "-o", str(tmp_path / "x.json"))
    assert answer.code == 2
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["schema"] == "costcalc/comparison/v1"
    assert "error[not-in-force]" in answer.err
    answer = costcalc(*EARLY, "-o", str(tmp_path / "y.json"), "--format", "json")
    assert json.loads(answer.err)["schema"] == "costcalc/problems/v1"


@pytest.mark.slow
def test_what_fits_into_a_pipe_ends_with_the_code_of_its_answer_though_nobody_reads_it() -> None:
    reader, writer = os.pipe()
    change = ROOT / "docs/examples/price-change/after"
    command = [sys.executable, "-m", "costcalc", "check", "--base", "../before", "--as-of", "2026-11-23"]
    try:
        done = subprocess.run(command, cwd=change, stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)
        os.close(reader)
    assert (done.returncode, done.stderr) == (1, b"")


def test_problems_of_a_check_without_an_answer_are_json_where_that_was_asked_for(
    costcalc: Callable[..., Answer],
) -> None:
    answer = costcalc("check", "--format", "json", "--as-of", "foo")
    assert (answer.code, answer.out) == (2, "")
    assert json.loads(answer.err)["problems"][0]["code"] == "bad-instant"
