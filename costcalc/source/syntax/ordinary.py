"""What is beyond doubt, and is passed over in one go: nearly all of nearly every file.

Of these lines there is one reading, and it changes nothing in what may stand after them. All else is looked at token by
token, ten times as slowly.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ESCAPE = r"\\(?:[\"\\/nt]|x[0-9A-Fa-f]{2}|u(?![dD][89A-Fa-f])[0-9A-Fa-f]{4})"
_QUOTED = rf"\"[^\"\\\n]*+(?:{_ESCAPE}[^\"\\\n]*+)*+\"|'[^'\n]*+'"
_KEY = rf"(?:\w[^\t\r\n:#,?\[\]{{}}]{{0,100}}+|{_QUOTED}):"
_PLAIN = r"(?:[\w/$~(+]|-(?=\w))[^\t\r\n:#]*+(?::(?=[^ \t\r\n])[^\t\r\n:#]*+)*+"
_PLAIN_IN_BRACKETS = _PLAIN.replace(r"\n:#", r"\n:#,?\[\]{}").replace(r"\t\r\n]", r"\t\r\n,?\[\]{}]")
_ITEM = rf"(?:{_QUOTED}|{_PLAIN_IN_BRACKETS}) *+"
_PAIR = rf"{_KEY} ++{_ITEM}"
_LIST = rf"\[(?:{_ITEM}(?:, *+{_ITEM})*+)?\]"
_MAPPING = rf"\{{(?:{_PAIR}(?:, *+{_PAIR})*+)?\}}"
_REST = rf"(?:{_QUOTED}|{_PLAIN}|{_LIST}|{_MAPPING}) *+(?:(?<= )#[^\n]*+)?\r?\n( *+)(?=[^ \t\r\n])"

# Up to what stands on the next line; the group is the indentation of that.
_PAIR_LINE = re.compile(rf"{_KEY} ++{_REST}")
_ITEM_LINE = re.compile(rf"- ++{_REST}")
IN_BRACKETS = {"[": re.compile(rf"(?:{_ITEM}, *+)++"), "{": re.compile(rf"(?:{_PAIR}, *+)++")}
"""Items or pairs, each with its comma."""


class Lines(NamedTuple):
    """Ordinary lines, one below the other.

    Args:
        kind: `P` for pairs, `I` for items.
        last: Where the last of them begins.
        end: Where it goes on after them.
        line: Where that line begins.
    """

    kind: str
    last: int
    end: int
    line: int


def ordinary_lines(text: str, at: int, until: int, column: int) -> Lines | None:
    """Pass over ordinary lines of a mapping or a list in a column; None where there is none.

    A line with another below it that is farther in is none of them: its text may go on there.
    """
    kind, pattern = ("I", _ITEM_LINE) if text.startswith("- ", at) else ("P", _PAIR_LINE)
    lines = None
    while found := pattern.match(text, at):
        margin = found.end() - found.start(1)
        if margin > column:
            break
        lines = Lines(kind, at, found.end(), found.start(1))
        at = found.end()
        if margin < column or at > until:
            break
    return lines
