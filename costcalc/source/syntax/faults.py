"""What can be wrong with a text as YAML, in words of our own: one table from kind to sentence."""

from __future__ import annotations

from typing import NamedTuple

MAX_DEPTH = 32

BRACKETS = "`[` ends with `]`, and `{` with `}`"
COLUMNS = "keys of one mapping begin in the same column, and so do items of one list; look at the line above as well"
CLOSING = "look for a quote or a bracket that closes too soon, or not at all"
QUOTES = "put the text in quotes"


class Wording(NamedTuple):
    """The code, message and hint for a kind of fault."""

    message: str
    hint: str | None = None
    code: str = "bad-yaml"


class Fault(Exception):  # noqa: N818  # the file's, not ours
    """The first thing in a text that is not to be read as YAML.

    Args:
        kind: A name in `FAULTS`.
        at: Where in the text.

    Attributes:
        sure: How far any parser has come before it meets this.
    """

    def __init__(self, kind: str, at: int) -> None:
        super().__init__(kind, at)
        self.kind, self.at, self.sure = kind, at, 0


FAULTS = {
    # lines and their indentation
    "tab in indentation": Wording("a tab stands here in the indentation", "indent with spaces, not with tabs"),
    "tab": Wording("a tab stands here, where only spaces may", "write a space; only comments may hold tabs"),
    "indentation": Wording("this is not indented like its neighbours", COLUMNS),
    "key among items": Wording("a key stands here among the items of a list", COLUMNS),
    "item among keys": Wording("the item of a list stands here among keys", COLUMNS),
    "item": Wording(
        "the item of a list cannot begin here",
        "begin a list on a line of its own; a text that begins with `- ` needs quotes",
    ),
    "after a value": Wording("this follows a value that has ended", CLOSING),
    # keys
    "key": Wording(
        "`: ` makes a key, and no key can stand here",
        "look at the indentation; and a text with `: ` in it needs quotes",
    ),
    "no colon": Wording(
        "this must be a key, and no colon follows it",
        "a key is followed by a colon and a space; look at the line above as well",
    ),
    "no key": Wording("no key stands before this colon", "a text that begins with a colon needs quotes"),
    "far colon": Wording(
        "a key and its colon are at most 1,024 characters apart", "shorten the key, or write no `: ` here"
    ),
    "question": Wording("a `?` and a space cannot stand here", "a text that begins with them needs quotes"),
    # brackets
    "open bracket": Wording("this bracket is not closed", f"{BRACKETS}; look at the quotes after it as well"),
    "other bracket": Wording("this bracket does not close the one that is open", BRACKETS),
    "lone bracket": Wording("this bracket closes none", f"remove it, or {QUOTES}"),
    "lone comma": Wording("no comma can stand here", f"remove it, or {QUOTES}"),
    "no comma": Wording("a comma is missing before this", CLOSING),
    "no value": Wording("a value is missing before this", "write the value, or remove the comma"),
    "key in brackets": Wording(
        "a comma is missing before the key of this colon",
        "a text with `: ` in it needs quotes; look for a bracket above that is not closed as well",
    ),
    "tight colon": Wording(
        "a colon in brackets must have a space after it",
        "a key is followed by a colon and a space; a text with a colon in it needs quotes",
    ),
    "question in brackets": Wording("a `?` in brackets must stand in quotes", QUOTES),
    "item in brackets": Wording(
        "`- ` cannot stand in brackets", "separate the items by commas; a text that begins with `- ` needs quotes"
    ),
    # texts
    "open quote": Wording(
        "this quote is not closed",
        "a text ends with the quote that it begins with; inside, `'` is written `''`, and `\"` is written `\\\"`",
    ),
    "escape": Wording(
        "this backslash begins no escape of YAML", "write `\\\\` for a backslash, or put the text in single quotes"
    ),
    "reserved": Wording("a text cannot begin with this character", QUOTES),
    "block text": Wording(
        "after `|` or `>` only a comment can stand on the line",
        "begin the text on the next line; a text that begins with `|` or `>` needs quotes",
    ),
    # what YAML has, and costcalc does not read
    "name": Wording(
        "a name must follow `&` or `*`",
        "anchors and aliases are not read; a text that begins with `&` or `*` needs quotes",
    ),
    "tag": Wording(
        "tags (`!name`) are not read", "write the value alone; a text that begins with `!` needs quotes", "tag"
    ),
    "directive": Wording(
        "directives (`%YAML`, `%TAG`) are not read",
        "remove the line; a text that begins with `%` needs quotes",
        "directive",
    ),
    "second document": Wording("a file holds one document", "remove the `---`", "second-document"),
    "after the end": Wording("`...` ends the document, and this follows it", "remove the `...`", "second-document"),
    "end first": Wording("`...` ends a document, and none has begun", "remove the `...`"),
    "too deep": Wording(f"values nest at most {MAX_DEPTH} deep", code="too-deep"),
    "unknown": Wording("this is not YAML", f"look at the indentation; {CLOSING}"),
}
