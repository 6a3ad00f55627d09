"""Markdown shows what was written as text, whatever it was, and formulas as code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from costcalc.formats.markdown import code, prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

HOSTILE = [
    "<script>alert(1)</script>",
    "</td><td>x",
    "a | b",
    "`code` ``two``",
    "**bold** _it_ ~~no~~",
    "[link](https://evil.example)",
    "![img](x)",
    "https://evil.example www.evil.example",
    "@team #123 :smile:",
    "&lt; &#42;",
    "# head",
    "- item",
    "a\\",
    "$x$ {{y}}",
    "snake_case_name 12:30 a/b.c",
]


def text_of(html: str) -> str:
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.text = ""
            self.tags: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            del attrs
            self.tags.append(tag)

        def handle_data(self, data: str) -> None:
            self.text += data

    reader = Reader()
    reader.feed(html)
    assert set(reader.tags) <= {"p", "code", "table", "thead", "tbody", "tr", "th", "td"}, reader.tags
    return reader.text.strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_prose_is_read_back_as_it_was_written(text: str) -> None:
    markdown = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    assert text_of(markdown.render(f"x {prose(text)}")) == f"x {text}"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_stays_one_cell(text: str) -> None:
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    html = markdown.render(f"| a | b |\n| --- | --- |\n| {prose(text)} | {code(text)} |\n")
    assert html.count("<td>") == 2
    assert text_of(html).split("\n")[-1] is not None


@pytest.mark.parametrize(
    "text", ["www.evil.example", "https://evil.example", "me@evil.example", "@team", "#1", ":tada:"]
)
def test_nothing_becomes_a_link_a_mention_or_an_emoji(text: str) -> None:
    written = prose(text)
    assert "://" not in written
    assert "www." not in written.lower()
    assert not set(written) & set("@") - set("&#;")
    assert not written.startswith((":", "#"))


def test_ordinary_words_stay_readable() -> None:
    ordinary = "Scenario 3, per month: gpt-4o_mini at 12:30 (pricing/openai.yaml:34:16), 99 % off"
    assert prose(ordinary) == ordinary.replace("l:34", "l&#58;34")


def test_a_report_has_a_table_the_winner_and_every_formula(costcalc: Callable[..., Answer]) -> None:
    out = costcalc("compare", "scenarios/chatbot.yaml", "--format", "markdown").out
    assert "| option | total | per request | per year | against turbo |" in out
    assert "| **flash_published** | **168.00** |" in out
    assert "`queries * prompt_tokens * price.input / 1M` = `1_000_000 * 200 * 0.014 / 1_000_000` = `2.8`" in out
    assert "**Cheapest: flash_published (deepseek/deepseek-v4-flash), 168.00 USD a month.**" in out


def test_a_report_renders_to_tables_without_a_stray_tag(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    text = Path("scenarios/chatbot.yaml").read_text(encoding="utf-8")
    hostile = tmp_path / "hostile.yaml"
    replaced = text.replace("title: High-volume customer chatbot", 'title: "</h2><img src=x> | a"')
    hostile.write_text(replaced, encoding="utf-8")
    out = costcalc("compare", hostile, "--format", "markdown").out
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(out)
    assert "<img" not in html
    assert html.count("<table>") == 3
