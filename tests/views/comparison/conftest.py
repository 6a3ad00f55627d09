"""A little card, and scenarios on it of which a test writes what it is about."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

CARD = card_yaml("""\
origin: CN
models:
  small:
    context_window: 8K
    rates:
      - {effective: 2026-01-01, verified: 2026-04-20, source: "https://acme.example", input: 0.50, output: 2}
  large:
    rates:
      - effective: 2026-01-01
        verified: 2026-04-20
        source: https://acme.example
        input: 4
        output: 10
        context_tiers: [{when: input > 10K, mode: whole_request, input: 8, output: 20}]
      - {effective: 2026-03-01, verified: 2026-04-20, source: "https://acme.example", input: 2, output: 10}
""")


class Asked:
    """What `compare` says of a scenario.

    Args:
        run: Runs the program.
        folder: Where the scenario and its cards are.
    """

    def __init__(self, run: Callable[..., Answer], folder: Path) -> None:
        self.run = run
        self.folder = folder

    def answer(self, body: str, *words: str) -> Answer:
        """Return the whole answer of a scenario with this body."""
        (self.folder / "s.yaml").write_text(scenario_yaml(body), encoding="utf-8")
        return self.run("compare", "s.yaml", *words)

    def text(self, body: str, *words: str) -> str:
        """Return what people are told."""
        return self.answer(body, *words).out

    def document(self, body: str, *words: str) -> dict[str, Any]:
        """Return what programs are told."""
        document: dict[str, Any] = json.loads(self.answer(body, "--format", "json", *words).out)
        return document

    def rows(self, body: str, *words: str) -> list[dict[str, str]]:
        """Return what a spreadsheet is told."""
        return list(csv.DictReader(io.StringIO(self.answer(body, "--format", "csv", *words).out)))


@pytest.fixture
def compared(costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Ask about scenarios: `compared.text("workload: …")`."""
    (tmp_path / "pricing").mkdir()
    (tmp_path / "pricing" / "acme.yaml").write_text(CARD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Asked(costcalc, tmp_path)


def section(text: str, title: str) -> str:
    """Return what stands below a heading, up to the next blank line before a word at the margin."""
    found: list[str] = []
    lines = iter(text.splitlines())
    for line in lines:
        if line == title:
            break
    for line in lines:
        if line and not line.startswith(" "):
            break
        found.append(line)
    return "\n".join(found).strip("\n")
