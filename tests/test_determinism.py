"""The same inputs give the same bytes: in any time zone, locale and hash seed, today and next year."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product

import pytest

SURROUNDINGS = [
    {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
    for (zone, locale), seed in zip(
        product(["UTC", "Asia/Shanghai", "America/St_Johns"], ["C", "C.UTF-8"]),
        ["0", "1", "2", "3", "4", "5"],
        strict=True,
    )
]


@pytest.mark.parametrize("form", ["text", "json", "markdown", "csv"])
def test_surroundings_do_not_change_a_byte(form: str) -> None:
    command = [sys.executable, "-m", "costcalc", "compare", "scenarios/chatbot.yaml", "scenarios/coding-assistant.yaml"]
    command += ["--format", form]
    answers = {
        subprocess.run(command, env={**os.environ, **each}, capture_output=True, check=True).stdout
        for each in SURROUNDINGS
    }
    assert len(answers) == 1
    assert len(answers.pop()) > 1000
