"""Markdown shows what was written as text, whatever it was, and formulas as code: as GitHub reads it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from costcalc.formats.markdown import block_lines, prose
from costcalc.problem import Place, Source
from costcalc.shown import show
from costcalc.views.blocks import Bullets, Column, Heading, Paragraph, Row, Step, Table, Working
from tests.formats.github_page import Page
from tests.obeyed import obeyed

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.views.blocks import Block
    from tests.conftest import Answer

# Each is something to Markdown, to GitHub or to the log that a report is printed in; written with ¦ between them.
HOSTILE = (
    r"""
@team ¦ @org/team ¦ a@b.example ¦ &#64;team ¦ &commat;team ¦ \@team ¦ @@x ¦ (@team), ¦ `@team` ¦ ``@a ¦ é@x ¦ 日#1
#1 ¦ &#35;1 ¦ GH-1 ¦ gh-1 ¦ owner/repo#1 ¦ owner/repo@deadbeef ¦ GHSA-abcd-1234-efgh ¦ C# ¦ # ¦ ## ¦ #é ¦ @ ¦ a @ b
deadbeef1 ¦ da39a3ee5e6b4b0d3255bfef95601890afd80709 ¦ 1234567 ¦ (1234567). ¦ éDEADBEE ¦ 日1234567 ¦ 1234567.5
www.evil.example ¦ WWW.evil.example ¦ https://evil.example/a_b_(c) ¦ ftp://evil.example ¦ x:http://e.example ¦ a_www.e.x
mailto:a@b.example ¦ xmpp:a@b.example/r ¦ https&#58;//evil.example ¦ [a](https://evil.example) ¦ [a]: b ¦ [a][b] ¦ [[a]]
![a](b) ¦ <https://evil.example> ¦ :x: ¦ :+1: ¦ :100: ¦ a.yaml:100:16 ¦ &#58;x: ¦ :e-mail: ¦ ::x:: ¦ :piñata:
<script>alert(1)</script> ¦ </details> ¦ </summary> ¦ </td><td> ¦ <!-- ¦ --> ¦ <b> ¦ <img src=x> ¦ &lt; ¦ &#10;&#10;- x
# x ¦ ## x ¦ - x ¦ + x ¦ * x ¦ > x ¦ > [!NOTE] ¦ 1. x ¦ 1) x ¦ 999999999. x ¦ - [x] x ¦ [ ] x ¦ 1234567890. x
--- ¦ - - - ¦ *** ¦ ___ ¦ === ¦ = ¦ - ¦ + ¦ 1. ¦ ``` ¦ ~~~ ¦ ```text ¦ \ ¦ x\ ¦ 12:30 ¦ : ¦ :: x
| x | ¦ | ¦ | --- | ¦ :---: ¦ a|@b|c ¦ |@a ¦ @a| ¦ || ¦ [^1] ¦ [^1]: x ¦ **x** ¦ _x_ ¦ ~x~ ¦ ~~x~~ ¦ a_b_c
` ¦ `` ¦ ```x``` ¦ ` @a ` ¦ a`b ¦ a`@b` ¦ $x$ ¦ $$x$$ ¦ $`x`$ ¦ $5 x$ ¦ $ x $ ¦ $1$ ¦ $1 $2 ¦ {{x}} ¦ $0.014, ~$154
::error::x ¦ ##[error]x ¦ ##vso[x] ¦ ##vso[x]@a ¦ ##teamcity[x]#1 ¦ ###[@a] ¦ x ##[@a]|##[b]
""".strip()
    .replace("\n", " ¦ ")
    .split(" ¦ ")
)
HOSTILE += ["    x", "x  ", "a\nb", "\x1b[1m", "\u3164@a", "\u202e", "\u200b", "❤\ufe0f", "\xa0- x", "\xa0", "a\t@b"]

PLAIN = [
    "High-volume customer chatbot",
    "flash_published (deepseek/deepseek-v4-flash), 168.00 USD a month.",
    "pricing/deepseek.yaml:12:16",
    "Scenario 3, per month: gpt-4o_mini at 12:30 (pricing/openai.yaml:34:16), 99 % off",
    "+220.00, +25 %",
    "-5 % of 1M tokens = 1,100.00 USD",
    "from 0.0001234567 to 12345678.25 USD",
    "2026-11-23T12:30:00Z",
    "-1 and 1.5x",
    "v1.2: decade, facade, www",
]

# A page with a text in every place in which a report has one: the elements that there ought to be, and no others.
BLOCKS = ["h2", "h3", "p", "p", "strong", "ul", "li", "li"]
TABLE = ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td", "tr", "td", "strong", "td", "strong"]
WORKING = ["details", "summary", "ul", "li", "sub", "p"]


def everywhere(text: str) -> list[Block]:
    made = Step(text, text, text, "one", (Place(Source(text), 1, 2),), text)
    return [
        Heading(text, 1),
        Heading(text, 2),
        Paragraph(text),
        Paragraph(text, strong=True),
        Bullets((text, text)),
        Table((Column("t", text), Column("n", "n", is_number=True)), (Row((text, text)), Row((text, text), best=True))),
        Working((made,), text, text),
    ]


def drawn(text: str) -> str:
    return "\n".join(line for block in everywhere(text) for line in (*block_lines(block), ""))


def only_text(text: str) -> None:
    """See that a text is that text and nothing else in every place."""
    written = drawn(text)
    page = Page(written)
    assert page.tags == [*BLOCKS, *TABLE, *WORKING], written
    assert page.links == []
    assert page.taken == []
    assert obeyed(written) == []
    shown = " ".join(show(text).split())
    step = " ".join(f"{shown} = {show(text)} = one; {show(text)} {show(text)}:1:2".split())
    assert [said for said in page.texts if said not in {"n", shown}] == [step]
    assert page.texts.count(shown) == 13


@pytest.mark.parametrize("text", [*HOSTILE, *PLAIN])
def test_a_text_is_that_text_and_nothing_else_wherever_it_stands(text: str) -> None:
    if show(text).strip():
        only_text(text)


@settings(max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=3), st.just(" ")), min_size=1, max_size=6))
def test_no_mixture_of_what_means_something_means_anything(parts: list[str]) -> None:
    text = "".join(parts)
    assume(text.strip() and show(text).strip())
    only_text(text)


SIGNS = "@#:/.$`|*_~<>[]()!&;-+=\\ \"'0123456789abcdefGHSwx"


@settings(max_examples=500)
@given(st.text(alphabet=SIGNS, min_size=1, max_size=24))
def test_no_mixture_of_signs_means_anything(text: str) -> None:
    assume(text.strip())
    only_text(text)


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_words_are_written_as_they_are(text: str) -> None:
    assert prose(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ask @team, or a@b.example.", "ask `@team`, or `a@b.example`."),
        ("see (https://x.example/a); PR #12", "see (`https://x.example/a`); PR `#12`"),
        ("about ~$154, not US$", "about &#126;&#36;154, not `US$`"),
        ("C# & more", "C&#35; &#38; more"),
        ("a.yaml:100:1", "`a.yaml:100:1`"),
        ("a|@b", "`a`&#124;`@b`"),
        ("x`@b", "`` x`@b ``".replace("`` x", "``x").replace("b ``", "b``")),
        ("1. x", "1&#46; x"),
        ("---", "&#45;--"),
        ("##vso[a]@b", "&#35;&#35;`vso[a]@b`"),
    ],
)
def test_a_word_that_github_would_take_becomes_code_and_a_sign_a_reference(text: str, written: str) -> None:
    assert prose(text) == written


def test_the_title_of_what_is_folded_away_is_html_and_no_markdown() -> None:
    (first, *_) = block_lines(Working((Step("a", "b", "c", "d"),), "chat/@team: <b>", "x"))
    assert first == "<details><summary><code>chat/&#64;team:</code> &#60;b&#62;</summary>"


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
    page = Page(out)
    assert "img" not in page.tags
    assert page.tags.count("table") == 1
    assert page.texts[0] == "</h2><img src=x> | a"
