"""How text that somebody else wrote is shown: all of it can be seen, and nothing that reads it along the way obeys it.

`show` is for every text. What goes into a file or a log as a whole is made inert in the form that it has: plain lines,
CSV and YAML by a blank, JSON and XML by an escape that leaves the value what it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a reader of a file does not see, or takes for something else, and `str.isprintable` knows: controls but tabs and
# line ends, the line ends that only a parser sees, blanks that are not the blank (category Zs), and marks that join,
# part, turn or tag.
_NOT_PRINTABLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
    "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)

# What is a letter, a mark or a symbol to Unicode, and yet nothing to the eye: fillers of Hangul and Khmer, joiners,
# variation selectors. With the marks above these are all of Default_Ignorable_Code_Point in Unicode 16, what is
# reserved for more of them included. Then what is drawn without ink: Braille without dots, hieroglyphic blanks, the
# Khitan filler, what only joins numbers or consonants, a note without a head, an object that is not there, and
# what is left of a character that was lost.
_UNSEEN = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\u2800\u2d7f\ufffc\ufffd"
_UNSEEN_FAR = "\U000e0100-\U000e01ef\U00013441\U00013442\U00016fe4\U0001d159\U0001107f"

GUARD = "'"
"""Stands before a text in a CSV that a spreadsheet would compute."""
_FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")

INSTEAD = "write a plain blank, or nothing, in its place"
"""What to do about a character that does not show."""

HIDDEN = re.compile(f"[{_NOT_PRINTABLE}{_UNSEEN}{_UNSEEN_FAR}]|\r(?!\n)")
"""What must not be in a file; a lone carriage return neither."""

_MAY_BE_UNSEEN = re.compile(f"[{_UNSEEN}\U00010000-\U0010ffff]")
"""The same and more, found in a third of the time, for nearly every text has nothing of it."""

_COMMAND = re.compile(r"##(?=\w*\[)")
"""What Azure and older GitHub (`##[error]`, `##vso[task.setvariable]`) and TeamCity obey anywhere in a line."""

_GITHUB_COMMAND = re.compile(r"^((?:[ \t]|\x1b\[[0-9;]*m)*):(?=:)", re.MULTILINE)
"""What GitHub obeys at the beginning of a line, behind blanks and a colour of ours: `::error::`."""


def hides(text: str) -> bool:
    """Whether a text holds a character that does not show."""
    return not text.isprintable() or (
        not text.isascii() and bool(_MAY_BE_UNSEEN.search(text)) and bool(HIDDEN.search(text))
    )


def show(text: str) -> str:
    """Make text safe for a terminal: every character that does not show becomes its escape.

    That covers control characters, ANSI escapes, bidirectional overrides, zero-width characters, fillers, odd blanks
    and line separators; letters of any script stay.
    """
    if text.isprintable() and (text.isascii() or not hides(text)):
        return text
    return "".join(_escape(char) if hides(char) else char for char in text)


def cut(text: str, most: int = 40) -> str:
    """Return a text that a message quotes: all of it, or its beginning and a sign that there is more."""
    return f"{text[:most]}…" if len(text) > most else text


def code_points(text: str) -> list[str]:
    """Return the code points of the characters that do not show, each once: U+200B, U+3164."""
    return list(dict.fromkeys(f"U+{ord(char):04X}" for char in text if hides(char)))


def inert(text: str) -> str:
    """Break, by a blank, what a build server would obey in lines of text, CSV or YAML."""
    if "##" in text:
        text = _COMMAND.sub("## ", text)
    return _GITHUB_COMMAND.sub(r"\1: ", text) if "::" in text else text


def lines_of(lines: Iterable[str]) -> str:
    """Format lines for a terminal or a log, with nothing in them that either would obey."""
    return inert("".join(f"{show(line)}\n" for line in lines))


def inert_xml(text: str) -> str:
    """Break, by a reference, what a build server would obey in an XML document; its values stay what they are."""
    return _GITHUB_COMMAND.sub(r"\1&#58;", _COMMAND.sub("#&#35;", text))


def json_text(document: Any) -> str:
    """Format a JSON document in ASCII; what a build server would obey is broken by an escape, and values stay."""
    import json  # only what is for programs needs it

    return _COMMAND.sub(r"#\\u0023", json.dumps(document, indent=2, ensure_ascii=True, allow_nan=False)) + "\n"


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii") if char not in "\n\r\t" else f"\\x{ord(char):02x}"


def is_utf8(name: str) -> bool:
    """Return whether a name is text that can be written; one of a file may be any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_computed(text: str) -> bool:
    """Whether a spreadsheet takes a text for a formula, or for a number with a sign."""
    return text.lstrip(f" {GUARD}").startswith(_FORMULA_STARTS)


def unguarded(text: str) -> str:
    """Return the text of a cell without the apostrophe that keeps a spreadsheet from computing it."""
    return text.removeprefix(GUARD) if is_computed(text) else text
