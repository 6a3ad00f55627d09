"""Read TOML of a stranger in bounded time: what would cost the parser much is refused on the text, before it starts.

tomllib keeps every beginning of a dotted key (20,000 parts are 200 million words of memory), goes through the names of
a table for every key below it, and recurses into lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError, Place
from costcalc.source.syntax import FAULTS, MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.problem import Source

MAX_BARE = 1_000

# A text or a comment, closed or not: one that is open goes to where it would have to end, so that each is seen once.
TEXT_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5})?+'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5})?+"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?+'
    r"|'[^'\n]*+'?+"
    r"|(?P<comment>#[^\n]*+)",
    re.DOTALL,
)

_KEY = r'["\w-]++(?:[ \t]*+\.[ \t]*+["\w-]++)*+'
_MARK = re.compile(
    rf"^[ \t]*+(?P<opens>\[\[?+)[ \t]*+(?P<table>{_KEY})"
    rf'|(?<![".\w-])(?P<word>{_KEY})[ \t]*+(?P<is>=)?+|(?P<mark>[\[\]{{}},])',
    re.ASCII | re.MULTILINE,
)
_LONG = re.compile(rf"(?<![\w+-])[\w+-]{{{MAX_BARE + 1}}}", re.ASCII)
_TWICE = re.compile(r"twice|overwrite|[Dd]uplicate|immutable|redefine")
_WHERE = re.compile(r"\(at line (\d+), column (\d+)\)\Z")


def read_toml(text: str, source: Source, most: int, number: Callable[[str], Any] = str) -> dict[str, Any]:
    """Read a TOML document.

    Args:
        text: The document.
        source: What places refer to.
        most: The most values it may have; tables, lists, commas and the parts of dotted keys count.
        number: What is made of the text of a number with a point; whole numbers are `int`.

    Raises:
        InputError: for what is no TOML, nests too deep or holds too much. Nothing of it is quoted.
    """
    import tomllib

    text = text.replace("\r\n", "\n")
    _bounded(text, source, most)
    try:
        return tomllib.loads(text, parse_float=number)
    except ValueError as error:
        reason = str(error)
        where = _WHERE.search(reason)
        # Without a place it is the end that it did not expect.
        place = Place(source, int(where[1]), int(where[2])) if where else _place(text, len(text), source)
        what = "this key or table is given twice" if _TWICE.search(reason) else "this is no TOML from here on"
        raise InputError.of(place, "bad-toml", what) from None


def may_name(text: str, word: str) -> bool:
    r"""Return whether a TOML document can have a key of some letters, which may be written as `\u0063`, too."""
    spelt = "".join(rf"(?:{letter}|\\(?i:x|u00|U000000)(?i:{ord(letter):02x}))" for letter in word)
    return re.search(spelt, text) is not None


def _bounded(text: str, source: Source, most: int) -> None:
    """Refuse what would take the parser long, or more memory than it is worth."""
    bare = TEXT_OR_COMMENT.sub(_blank, text)
    if long := _LONG.search(bare):
        message = f"a key or a number without quotes has at most {MAX_BARE:,} characters"
        raise InputError.of(_place(text, long.start(), source), "text-too-long", message)
    for start, depth, values in _marks(bare):
        if depth > MAX_DEPTH:
            raise InputError.of(_place(text, start, source), "too-deep", FAULTS["too deep"].message)
        if values > most:
            raise InputError.of(_place(text, start, source), "too-many-values", f"there are more than {most:,} values")


def _marks(bare: str) -> Iterator[tuple[int, int, int]]:
    """Yield where something is added, how deep it lies, and how many values there are with it."""
    values = depth = 0
    around = [0]  # the depths of what is open: the table, then lists and tables in braces
    for match in _MARK.finditer(bare):
        table, mark = match["table"], match["mark"]
        parts = (table or match["word"] or "").count(".") + 1
        if table and len(around) == 1:
            depth = parts
            around = [depth]
        elif table:  # a line of a list that begins with lists
            around += [depth + 1, depth + 2][: len(match["opens"])]
            depth = around[-1]
        elif match["is"]:
            depth = around[-1] + parts
        elif mark in {"[", "{"}:
            depth += mark == "["  # what is in braces has a key, which counts
            around.append(depth)
        elif mark:
            if mark != "," and len(around) > 1:
                around.pop()
            depth = around[-1]
        values += parts if table or match["is"] else bool(mark and mark in "[{,")
        # Parts count also where no `=` follows: the parser misses it when it has read them all.
        yield match.start(), max(depth, parts), values


def _blank(match: re.Match[str]) -> str:
    """Put as much in place of a text or a comment: a text may be a key, a comment is nothing."""
    length = match.end() - match.start()
    return (" " if match["comment"] else '"') * length


def _place(text: str, start: int, source: Source) -> Place:
    return Place(source, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
