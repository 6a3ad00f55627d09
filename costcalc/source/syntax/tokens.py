"""Take a text apart as YAML does, to find what is wrong with it: no value is made here.

A token is a character and where it begins: `K` and `V` a key and its value, `M` and `Q` the start of a mapping and of a
list by indentation and `E` their end, `S` a text, `A` an alias, `&` and `!` an anchor and a tag, `D` and `X` the marks
`---` and `...`, `Z` the end of the text; `[ ] { } , -` themselves; `P` and `I` a whole pair and a whole item that are
ordinary.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.source.syntax.faults import Fault
from costcalc.source.syntax.keys import FARTHEST_COLON, Keys, Start
from costcalc.source.syntax.ordinary import IN_BRACKETS, ordinary_lines
from costcalc.source.syntax.texts import END, MARK, end_of_block, end_of_name, end_of_plain, end_of_quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    Token = tuple[str, int]

DEEPEST = 128
"""Deeper than the reader goes in any case."""
BATCH = 200

_GAP = re.compile(r"(?: *(?:#[^\n]*)?\r?\n)*+ *(?:#[^\n]*)?")
_INDICATOR = re.compile(rf"[-?:]{END}")


def tokens(text: str, until: int) -> Iterator[Token]:
    """Yield the tokens of a text.

    Args:
        text: It ends with the end of a line.
        until: Where the reading has stopped. No parser has looked farther than to the end of that line, as far as a
            key may reach, and at the token after it.

    Raises:
        Fault: the first that no token comes of.
    """
    scan = _Scan(text, min(text.find("\n", until) % (len(text) + 1), until + FARTHEST_COLON))
    try:
        while not scan.done:
            scan.next()
            if scan.last is not None and scan.last < scan.settled:
                scan.done = True
            if scan.done or len(scan.found) >= BATCH:
                yield from scan.take()
    except Fault:
        yield from scan.take()
        raise


class _Scan:
    def __init__(self, text: str, until: int) -> None:
        self.text = text
        self.until = until
        self.last: int | None = None
        """The first token after that."""
        self.done = False
        self.at = 0
        self.line = 0
        """Where the current line begins."""
        self.found: list[Token] = []
        self.taken = 0
        """How many tokens have gone."""
        self.indent = -1
        self.indents: list[int] = []
        self.brackets = ""
        """Those that are open."""
        self.keys = Keys()
        self.key_allowed = True

    @property
    def count(self) -> int:
        return self.taken + len(self.found)

    @property
    def settled(self) -> int:
        return self.keys.first_token(self.count)

    def take(self) -> list[Token]:
        if len(self.brackets) + len(self.indents) > DEEPEST:
            self.done, self.keys = True, Keys()
        count = self.settled - self.taken
        taken = self.found[:count]
        del self.found[:count]
        self.taken += count
        return taken

    def next(self) -> None:
        """Find the next token, and those that its place implies."""
        if gap := _GAP.match(self.text, self.at):
            self.move(gap.end())
        if self.keys:
            self.keys.drop_far(self.at, self.line)
        column = self.at - self.line
        if self.indent > column:
            self.close_to(column)
        if self.at > self.until:
            self.last = self.count if self.last is None else self.last
        elif self.key_allowed and self.ordinary(column):
            return
        if column or not self.starts_line():
            self.read(column)

    def read(self, column: int) -> None:
        """Read a token by the character that it begins with."""
        char = self.text[self.at : self.at + 1]
        if read := _READ.get(char):
            read(self, char)
        elif char in "?:-" and (_INDICATOR.match(self.text, self.at) or (self.brackets and char != "-")):
            self.indicator(char, column)
        elif char in "|>" and not self.brackets:
            self.drop_key()
            self.text_until(end_of_block(self.text, self.at, self.indent))
            self.key_allowed = True
        elif char in "@`%|>":
            raise Fault("reserved", self.at)
        else:
            self.start_key()
            self.text_until(end_of_plain(self.text, self.at, self.indent, in_brackets=bool(self.brackets)))

    def move(self, end: int) -> None:
        newline = self.text.rfind("\n", self.at, end)
        self.at = end
        if newline >= 0:
            self.line = newline + 1
            self.key_allowed = self.key_allowed or not self.brackets

    def add(self, kind: str) -> None:
        self.found.append((kind, self.at))

    def ordinary(self, column: int) -> bool:
        """Whether what comes is beyond doubt; it has been passed over then."""
        if self.brackets:
            if run := IN_BRACKETS[self.brackets[-1]].match(self.text, self.at, self.until):
                self.at = run.end()
            return bool(run)
        if self.keys:
            return False
        lines = ordinary_lines(self.text, self.at, self.until, column)
        if not lines:
            return False
        self.open_at(column, "Q" if lines.kind == "I" else "M", self.count, self.at)
        self.found += ((lines.kind, self.at), (lines.kind, lines.last))
        self.at, self.line = lines.end, lines.line
        return True

    def start_key(self) -> None:
        if self.key_allowed:
            required = not self.brackets and self.indent == self.at - self.line
            start = Start(self.count, self.at, self.line, required)
            self.keys.add(len(self.brackets), start)
        self.key_allowed = False

    def drop_key(self) -> None:
        self.keys.drop(len(self.brackets))

    def close_to(self, column: int) -> None:
        while self.indent > column and not self.brackets:
            self.indent = self.indents.pop()
            self.add("E")

    def open_at(self, column: int, kind: str, token: int, at: int) -> None:
        if self.indent < column and not self.brackets:
            self.indents.append(self.indent)
            self.indent = column
            self.found.insert(token - self.taken, (kind, at))

    def starts_line(self) -> bool:
        """Whether a directive, or a mark between documents, stands here at the start of a line."""
        if self.text.startswith("%", self.at):
            self.close_to(-1)
            self.drop_key()
            raise Fault("directive", self.at)
        mark = MARK.match(self.text, self.at)
        if mark:
            self.close_to(-1)
            self.drop_key()
            self.key_allowed = False
            self.add("D" if mark[0] == "---" else "X")
            self.at += 3
        return bool(mark)

    def indicator(self, char: str, column: int) -> None:
        """Read `- `, `? ` or `: `."""
        key = self.keys.take(len(self.brackets)) if char == ":" else None
        if key:
            self.found.insert(key.token - self.taken, ("K", key.at))
            self.open_at(key.at - key.line, "M", key.token, key.at)
            self.key_allowed = False
        else:
            if self.brackets and char == "?":
                raise Fault("question in brackets", self.at)
            if not self.brackets and not self.key_allowed:
                raise self.keys.misplaced(char, self.at, self.line)
            self.open_at(column, "Q" if char == "-" else "M", self.count, self.at)
            self.key_allowed = not self.brackets or char == "-"
            self.drop_key()
        self.add({"-": "-", "?": "K", ":": "V"}[char])
        self.at += 1

    def end(self, _: str) -> None:
        self.close_to(-1)
        self.drop_key()
        self.add("Z")
        self.done = True

    def tab(self, _: str) -> None:
        raise Fault("tab" if self.text[self.line : self.at].strip(" ") else "tab in indentation", self.at)

    def bracket(self, char: str) -> None:
        """Read a bracket that opens, or one that closes, or a comma."""
        if char in "[{":
            self.start_key()
            self.brackets += char
        else:
            self.drop_key()
            self.brackets = self.brackets[:-1] if char in "]}" else self.brackets
        self.key_allowed = char in "[{,"
        self.add(char)
        self.at += 1

    def name(self, char: str) -> None:
        """Read an anchor, an alias or a tag."""
        self.start_key()
        end = end_of_name(self.text, self.at)
        self.add("A" if char == "*" else char)
        self.at = end

    def quoted_text(self, _: str) -> None:
        self.start_key()
        self.text_until(end_of_quoted(self.text, self.at))

    def text_until(self, end: int) -> None:
        self.add("S")
        self.move(end)
        self.key_allowed = False


_READ = {
    "": _Scan.end,
    "\t": _Scan.tab,
    **dict.fromkeys("[]{},", _Scan.bracket),
    **dict.fromkeys("&*!", _Scan.name),
    **dict.fromkeys("\"'", _Scan.quoted_text),
}
