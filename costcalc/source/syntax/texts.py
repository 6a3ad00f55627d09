"""Where a text ends, plain, in quotes, or in lines of its own; and the name of an anchor, an alias or a tag."""

from __future__ import annotations

import re

from costcalc.source.syntax.faults import Fault

END = r"(?=[ \t\r\n]|\Z)"
MARK = re.compile(rf"(?:---|\.\.\.){END}")
"""What stands between documents, at the start of a line."""

_MARKED_LINE = re.compile(rf"^{MARK.pattern}", re.MULTILINE)
_QUOTED = {"'": re.compile(r"'(?:[^']|'')*+'"), '"': re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)}
_HEX = "[0-9A-Fa-f]"
_ESCAPE = re.compile(
    rf'\\(?:(["\\/0abtnvfreN_LP \t]|\r?\n|x{_HEX}{{2}}|u(?![dD][89A-Fa-f]){_HEX}{{4}}'
    rf"|U(?!0000[dD][89A-Fa-f])(?:000{_HEX}|0010){_HEX}{{4}})|)"
)
_NAME = re.compile(r"[&*][0-9A-Za-z_-]+(?=[ \t\r\n?:,\]}%@`])")
_TAG = re.compile(r"!(?:!?[0-9A-Za-z_./:-]+)?(?=[ \r\n])")
_HEADER = re.compile(r"[|>](?:[-+]?([1-9]?)|([1-9])[-+])(?: +#[^\n]*| *)(?=\r?\n)")
_BLANK_LINES = re.compile(r"(?: *\r?\n)*+ *")

# Words stand beside each other, and lines of words below each other.
_WORD = r"(?:[^ \t\r\n:]|:(?![ \t\r\n]|\Z))++"
_WORD_IN_BRACKETS = r"(?:[^ \t\r\n:,?\[\]{}]|:(?![ \t\r\n,?\[\]{}]|\Z))++"
_WORDS = re.compile(rf"{_WORD}(?: ++(?!#){_WORD})*+")
_WORDS_IN_BRACKETS = re.compile(rf"{_WORD_IN_BRACKETS}(?: ++(?!#){_WORD_IN_BRACKETS})*+")
_LINE_BREAKS = re.compile(r" *\r?\n[ \r\n]*")
_TIGHT_COLON = re.compile(r"[ \r\n]*:(?=[,?\[\]{}])")


def end_of_plain(text: str, at: int, indent: int, *, in_brackets: bool) -> int:
    """Return where a text without quotes ends, which goes on in lines that are indented farther."""
    words = _WORDS_IN_BRACKETS if in_brackets else _WORDS
    line = words.match(text, at)
    if not line:
        raise Fault("unknown", at)
    while line:
        at = line.end()
        breaks = _LINE_BREAKS.match(text, at)
        if not breaks:
            break
        start = breaks.end()
        if text.startswith("\t", start):
            raise Fault("tab in indentation", start)
        column = start - text.rfind("\n", 0, start) - 1
        if column <= indent and not in_brackets:
            break
        if text.startswith("#", start) or (not column and MARK.match(text, start)):
            break
        line = words.match(text, start)
    # The pure parser ends a text in brackets before a `?`; libyaml lets no bracket follow its colon.
    if in_brackets and text.startswith("?", at):
        raise Fault("question in brackets", at)
    if in_brackets and (tight := _TIGHT_COLON.match(text, at)):
        raise Fault("tight colon", tight.end() - 1)
    return at


def end_of_quoted(text: str, at: int) -> int:
    """Return where a text in quotes ends."""
    quoted = _QUOTED[text[at]].match(text, at)
    if not quoted or _MARKED_LINE.search(text, at + 1, quoted.end()):
        raise Fault("open quote", at)
    if text[at] == '"' and "\\" in quoted[0]:
        for escape in _ESCAPE.finditer(quoted[0]):
            if escape[1] is None:
                raise Fault("escape", at + escape.start())
    return quoted.end()


def end_of_block(text: str, at: int, outside: int) -> int:
    """Return where a text after `|` or `>` ends: after the last line that is indented, or blank.

    Args:
        text: It ends with the end of a line.
        at: Where the sign stands.
        outside: The column of what it belongs to, or -1.
    """
    header = _HEADER.match(text, at)
    if not header:
        raise Fault("block text", at)
    at = text.index("\n", at) + 1
    if digit := header[1] or header[2]:
        indent = max(outside, 0) + int(digit)
    else:
        blank = _BLANK_LINES.match(text, at)[0]  # type: ignore[index]  # it matches nothing, too
        if text.startswith("\t", at + len(blank)):
            raise Fault("tab in indentation", at + len(blank))
        indent = max(outside + 1, 1, *map(len, blank.replace("\r", "").split("\n")))
    margin = " " * indent
    while at < len(text):
        end = text.index("\n", at) + 1
        if not text.startswith(margin, at) and text[at:end].strip(" \r\n"):
            break
        at = end
    return at


def end_of_name(text: str, at: int) -> int:
    """Return where an anchor, an alias or a tag ends; of tags there are more that only one of the parsers reads."""
    is_tag = text[at] == "!"
    found = (_TAG if is_tag else _NAME).match(text, at)
    if not found:
        raise Fault("tag" if is_tag else "name", at)
    return found.end()
