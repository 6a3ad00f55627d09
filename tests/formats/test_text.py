"""Text fits its width, never cuts a number, and shows the working or leaves it out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

SCENARIOS = sorted(Path("scenarios").glob("*.yaml"))


@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("scenario", ["chatbot", "chatbot-short-post", "coding-assistant", "document-analysis"])
def test_no_line_is_wider_than_the_terminal(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, scenario: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    answer = costcalc("compare", f"scenarios/{scenario}.yaml")
    assert answer.code == 0
    assert max(map(len, answer.out.splitlines())) <= columns
    assert not re.search(r"[ \t]$", answer.out, re.MULTILINE)


@pytest.mark.parametrize("columns", ["0", "1", "20", "x", "99999999999999999999", ""])
def test_a_strange_width_loses_no_number(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = costcalc("compare", "scenarios/chatbot.yaml", "--brief").out
    for number in ("17,000.00", "142.80", "204,000.00", "500,000,000", "15,000.00"):
        assert number in out


def test_the_working_shows_formula_numbers_result_and_places(costcalc: Callable[..., Answer]) -> None:
    out = costcalc("compare", "scenarios/chatbot.yaml").out
    assert "queries * prompt_tokens * price.input / 1M" in out
    assert "= 1_000_000 * 200 * 0.014 / 1_000_000 = 2.8" in out
    assert "1 - flash.total / turbo.total" in out
    assert re.search(r"pricing/article-2026-04\.yaml:\d+:16", out)
    assert "−99.16 %, 119× cheaper" in out
    assert "Cheapest: flash_published (deepseek/deepseek-v4-flash), 168.00 USD a month." in out


def test_brief_leaves_the_working_out_and_nothing_else(costcalc: Callable[..., Answer]) -> None:
    whole, brief = (costcalc("compare", "scenarios/chatbot.yaml", *more).out for more in ((), ("--brief",)))
    assert whole.startswith(brief)
    assert "How it was computed" in whole
    assert "How it was computed" not in brief


def test_an_override_is_said(costcalc: Callable[..., Answer]) -> None:
    out = costcalc("compare", "scenarios/chatbot.yaml", "--set", "queries=2M", "--brief").out
    assert "With --set: queries = 2_000_000" in out


def test_colours_are_for_terminals_and_obey_no_color(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    compare = ("compare", "scenarios/chatbot.yaml", "--brief")
    plain = costcalc(*compare).out
    assert "\x1b" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = costcalc(*compare).out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    costcalc(*compare, "-o", tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert costcalc(*compare).out == plain


def test_markup_in_a_title_is_only_text(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    title = "a[/]b [red]c[/red] :smile: [link=file:///etc/passwd]d[/link] x\\\\"
    text = Path("scenarios/chatbot.yaml").read_text(encoding="utf-8")
    hostile = tmp_path / "hostile.yaml"
    hostile.write_text(text.replace("title: High-volume customer chatbot", f'title: "{title}"'), encoding="utf-8")
    first = costcalc("compare", hostile, "--brief").out.splitlines()[0]
    assert first == title.replace("\\\\", "\\")
