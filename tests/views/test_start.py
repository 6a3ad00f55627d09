"""An answer loads what its form needs, and no more: most of the time of a short command goes into loading."""

from __future__ import annotations

import subprocess
import sys

import pytest

ANSWERS = {
    "check": ("check",),
    "comparison": ("compare", "scenarios/chatbot.yaml"),
    "cards.listing": ("cards", "list"),
    "cards.model": ("cards", "show", "deepseek/deepseek-v4-pro"),
}
CODE = "import sys\nfrom costcalc.cli import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize(("form", "needed", "other"), [("text", "blocks", "record"), ("json", "record", "blocks")])
def test_a_form_loads_no_other_ones_part_of_an_answer(answer: str, form: str, needed: str, other: str) -> None:
    command = [sys.executable, "-c", CODE, *ANSWERS[answer], "--as-of", "2026-11-23", "--format", form]
    loaded = subprocess.run(command, capture_output=True, text=True, check=False).stderr.split()
    assert f"costcalc.views.{answer}.{needed}" in loaded
    assert f"costcalc.views.{answer}.{other}" not in loaded
