"""What a card says is only text, in every form of every answer about cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.formats.github_page import Page
from tests.inputs import card_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

CARD = card_yaml("""\
models:
  small:
    rates:
      - {{effective: 2026-01-01, source: x, {prices}}}
""")
COMMANDS = (("list",), ("list", "acme"), ("show", "acme/small"), ("sources", "small"), ("diff", "old", "new"))
TABLE = ("table", "thead", "tbody", "tr", "th", "td")
HOSTILE = "\\e[31mred [link=file:///etc/passwd]x[/link] | `@all` <script> =1+1 ::stop-commands::x"


@pytest.mark.parametrize("form", ["text", "markdown", "json", "csv"])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_file_says_is_only_text(
    costcalc: Callable[..., Answer],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    form: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    hostile = HOSTILE.removeprefix("\\e")
    card = CARD.format(prices=f"input: 1, note: '{hostile}', disagreement: '=1+1'").replace("Acme", f"'={hostile}'")
    for state, text in {"old": CARD.format(prices="input: 2"), "new": card}.items():
        (tmp_path / state).mkdir()
        (tmp_path / state / "acme.yaml").write_text(text, encoding="utf-8")
    pricing = () if command[0] == "diff" else ("--pricing", "new")
    answer = costcalc("cards", *command, *pricing, "--format", form)
    assert (answer.code, answer.err) == (0, "")
    assert "\x1b" not in answer.out
    if form == "markdown":
        page = Page(answer.out)
        assert (page.links, page.taken) == ([], [])
        assert set(page.tags) <= {"h2", "h3", "h4", "p", "strong", "ul", "li", "pre", *TABLE}
    if form == "csv":
        assert not any(cell.startswith("=") for line in answer.out.splitlines() for cell in line.split(","))
