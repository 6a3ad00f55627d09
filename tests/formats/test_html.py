"""HTML shows what was written as text, whatever it was: a notebook runs nothing that a file says."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

import costcalc
from costcalc.formats import Detail, Style
from costcalc.formats.html import write
from costcalc.problem import Place, Source
from costcalc.views.blocks import (
    Block,
    Bullets,
    Code,
    Column,
    Heading,
    More,
    Paragraph,
    Ref,
    Row,
    Step,
    Table,
    Working,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from costcalc.records import Rows

HOSTILE = (
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=x>",
    "&lt;b&gt;",
    "\" onclick='x'",
    "::error::x",
)


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts += [data] if data.strip() else []


class Everywhere:
    """A view with a text in every place in which an answer has one."""

    def __init__(self, text: str) -> None:
        self.text = text

    def blocks(self, detail: Detail) -> Iterator[Block]:
        del detail
        text, place = self.text, Place(Source(self.text), 1, 2)
        yield Heading(text, 1)
        yield Paragraph((text, Code(text), Ref((place,))), strong=True)
        yield Bullets((text,))
        yield Table((Column("t", text), Column("n", "n", is_number=True)), (Row((text, text), best=True),))
        yield Working((Step(text, text, text, "one", (place,), text),), text, text)
        yield More(text)

    def document(self) -> dict[str, Any]:
        return {}

    def rows(self) -> Rows[Any]:
        raise NotImplementedError


HEAD = ["div", "h3", "p", "strong", "code", "ul", "li", "table", "thead", "tr", "th", "th", "tbody"]
TAGS = [*HEAD, "tr", "td", "strong", "td", "strong", "details", "summary", "ul", "li", "code", "code", "small", "p"]


@pytest.mark.parametrize("text", [*HOSTILE, "ordinary words", "$154 and $142.80"])
def test_a_text_is_that_text_and_nothing_else_wherever_it_stands(text: str) -> None:
    page = Page(write(Everywhere(text), Style()))
    assert page.tags == TAGS
    assert page.attributes <= {"class", "style"}
    assert "script" not in page.tags


def test_no_dollar_begins_a_formula_of_mathjax() -> None:
    assert write(Everywhere("$x$"), Style()).startswith('<div class="costcalc tex2jax_ignore mathjax_ignore">')


def test_a_comparison_and_an_estimate_show_themselves_in_a_notebook() -> None:
    cards = costcalc.load_cards("pricing")
    result = costcalc.compare(costcalc.load_scenario("scenarios/chatbot.yaml"), cards, as_of="2026-04-28T12:00:00Z")
    page = Page(result._repr_html_())
    assert page.texts[0] == "High-volume customer chatbot"
    assert "142.80" in page.texts
    assert "queries * prompt_tokens * price.input / 1M" in page.texts
    estimate = costcalc.price(cards, "openai/gpt-4o", {"input": 3000}, as_of="2026-04-28")
    assert "0.0075 USD, at the prices of 2026-04-28" in Page(estimate._repr_html_()).texts
