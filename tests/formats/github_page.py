"""What GitHub makes of Markdown: its own parser, and a model of what it does to the page afterwards.

The parser is cmark-gfm, with the extensions that GitHub has. Then GitHub goes through the text of the page, where every
character reference has become its character, and looks for what it links: outside of code, of preformatted text and of
links, in each piece of text that no tag interrupts.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import cmarkgfm
from cmarkgfm.cmark import Options

OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
VOID = {"br", "hr", "img", "input"}
SKIPPED = {"code", "pre", "a"}
LINKED = {
    "mention": r"(?<![A-Za-z0-9_`/])@[A-Za-z0-9][A-Za-z0-9-]*",
    "issue": r"(?<!\w)#[0-9]+|\bGH-[0-9]+|[\w.-]+/[\w.-]+#[0-9]+",
    "commit": r"(?<![0-9a-z_])(?=[0-9]*[a-f])[0-9a-f]{7,40}(?![0-9a-z_])|(?<![\w.,])[0-9]{7,40}(?![a-z_]|[.,]?[0-9])",
    "advisory": r"\bGHSA(-[0-9a-z]{4}){3}",
    "address": r"[\w.+-]+@[\w-]+\.\w|\b(mailto|xmpp):\S+@",
    "link": r"\b(https?|ftp)://\S|www\.\S",
    "emoji": r":(?![0-9]+:)[\w+-]+:|:(100|1234):",
    "formula": r"\$(?=\S)[^$]*(?<=\S)\$(?![0-9])|\$\$",
}


class Page(HTMLParser):
    """A page that was read.

    Attributes:
        tags: The elements in their order, but code.
        links: Where the parser's links lead.
        texts: The text of each block, code included, with one blank for several.
        taken: What GitHub would link or replace, by kind.
    """

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = [""]
        self.taken: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._node = ""
        self.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, options=OPTIONS))
        self.close()
        self._end_of_node()
        assert self._open == []
        self.texts = [" ".join(text.split()) for text in self.texts if text.strip()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_of_node()
        if tag not in VOID:
            self._open.append(tag)
        if tag != "code":
            self.tags.append(tag)
        if tag not in {"code", "strong", "sub"}:
            self.texts.append("")
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_endtag(self, tag: str) -> None:
        self._end_of_node()
        assert self._open.pop() == tag
        if tag not in {"code", "strong", "sub"}:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        self._node += data
        self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"<!--{data}-->")

    def _end_of_node(self) -> None:
        if not SKIPPED & set(self._open):
            for kind, pattern in LINKED.items():
                self.taken += [(kind, found[0]) for found in re.finditer(pattern, self._node, re.IGNORECASE)]
        self._node = ""
