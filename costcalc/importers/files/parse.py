"""Parse JSON, TOML and YAML of a stranger exactly: numbers keep their text, and nesting is bounded."""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from costcalc.importers.files.exact import ExactNumber, is_number
from costcalc.importers.files.spoilt import JsonReader
from costcalc.problem import InputError, Source
from costcalc.shown import hides
from costcalc.source import Mapping, Scalar, hidden_characters, read_tree
from costcalc.source.syntax import FAULTS, MAX_DEPTH
from costcalc.source.toml import read_toml

if TYPE_CHECKING:
    from costcalc.importers.files.origin import File

MAX_VALUES = 200_000
YAML_VALUES = 100_000
TOML_VALUES = 300
"""A file of TOML is one model, or what a thousand models share."""

# A text that does not close goes to the end of the file: one that had to close would be tried at each of its quotes.
_TEXT = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+', re.DOTALL)

# People put signs into comments that have an invisible part, ⚠️ for one; there, and only that, it is harmless. Behind a
# value a comment ends before a quote, which could be that of a text with a `#` in it.
_COMMENT = re.compile(r"""^[ \t]*#[^\n]*|(?<=[ \t])#[^\n"']*$""", re.MULTILINE)
_PART_OF_A_SIGN = re.compile("[\u200d\ufe0e\ufe0f]")
_STEP = {"{": 1, "[": 1, "}": -1, "]": -1}


def parse_json(file: File) -> Any:
    """Parse a JSON file.

    Returns:
        Mappings, lists, texts, booleans and None; numbers are `ExactNumber`, the text as it was written. What nobody
        can know is `Spoilt`, which the file keeps as well.

    Raises:
        InputError: for what is no JSON, nests too deep or holds too much.
    """
    text = _text(file)
    _bounded(text, file)
    reader = JsonReader()
    try:
        tree = json.loads(
            text,
            parse_float=ExactNumber,
            parse_int=ExactNumber,
            parse_constant=reader.word,
            object_pairs_hook=reader.mapping,
        )
    except json.JSONDecodeError as error:
        place = file.place._replace(line=error.lineno, column=error.colno)
        raise InputError.of(place, "bad-json", f"this is not JSON: {error.msg.lower()}") from None
    except (RecursionError, ValueError):
        raise InputError.of(file.place, "bad-json", "this is not JSON that can be read") from None
    reader.place(text)
    file.spoilt.extend(reader.found)
    return tree


def parse_toml(file: File) -> dict[str, Any]:
    """Parse a TOML file. Floats are `ExactNumber`, whole numbers `int`, dates those of Python.

    Raises:
        InputError: for what is no TOML, nests too deep or holds too much.
    """
    return read_toml(_text(file), file.place.source, TOML_VALUES, ExactNumber)


def parse_yaml(file: File, *, aliases: bool = False) -> dict[str, Any]:
    """Parse a YAML file with the reader of rate cards, which takes no tags.

    The invisible part of a sign may stand in a comment here.

    Args:
        file: The file.
        aliases: Whether anchors, aliases and merge keys are followed; each alias counts as what it stands for.

    Returns:
        What `parse_json` returns; a text without quotes that looks like a number, a boolean or null is one.

    Raises:
        InputError: for what that reader refuses.
    """
    text = _text(file)
    if hides(text):
        text = _COMMENT.sub(lambda comment: _PART_OF_A_SIGN.sub("", comment[0]), text)
    source = Source(file.name, text, quotable=False)
    if hidden := hidden_characters(text, source):
        raise InputError(hidden)
    tree, problems = read_tree(text, source, YAML_VALUES, aliases=aliases)
    if problems:
        raise InputError(problems)
    return {str(key): _resolved(value) for key, value in tree.items()}


def _resolved(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {str(key): _resolved(value) for key, value in node.items()}
    if not isinstance(node, Scalar):
        return [_resolved(item) for item in node]
    if node.is_null:
        return None
    if node.unquoted and node in {"true", "false"}:
        return node == "true"
    return ExactNumber(node) if node.unquoted and is_number(node) else str(node)


def _text(file: File) -> str:
    if file.problems:
        raise InputError(file.problems)
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of(file.place, "not-utf-8", "this is not UTF-8 text") from None


def _bounded(text: str, file: File) -> None:
    """Refuse deep nesting before a recursive parser sees it, and more values than memory should hold."""
    # Each value has a key at most, and each text two marks: more of them need no closer look, which takes memory.
    bare = _TEXT.sub("", text) if text.count('"') <= 4 * MAX_VALUES else "," * (MAX_VALUES + 1)
    if bare.count(",") + bare.count("[") + bare.count("{") > MAX_VALUES:
        raise InputError.of(file.place, "too-many-values", f"there are more than {MAX_VALUES:,} values")
    brackets = re.sub(r"[^\[\]{}]+", "", bare)
    if max(accumulate(map(_STEP.__getitem__, brackets)), default=0) > MAX_DEPTH:
        raise InputError.of(file.place, "too-deep", FAULTS["too deep"].message)
