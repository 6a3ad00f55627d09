"""What all files to begin with have in common: their first lines, and how a text is written in them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Protocol

from costcalc.problem import InputError, Place
from costcalc.shown import inert
from costcalc.source import MIB, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA_FILE = "schema.json"
_WORD = re.compile(r"(?!(?:null|true|false|yes|no|on|off|y|n)$)[A-Za-z][A-Za-z0-9_-]*", re.ASCII | re.IGNORECASE)


class Starter(Protocol):
    """A file to begin with."""

    def text(self) -> str:
        """Return what stands in it, from `schema:` on."""


def whole_text(starter: Starter, kind: str, folder: Path) -> str:
    """Return all of a file, with what an editor needs before it.

    Args:
        starter: The file.
        kind: What the command `schema` calls it.
        folder: Where it will lie. It names the schema that is there, and only that.
    """
    if _has_schema(folder, kind):
        first = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"
    else:
        first = (
            f"# An editor completes and checks this file if `costcalc schema {kind} -o {SCHEMA_FILE}` is run in its\n"
            f"# folder, and its first line is a comment that says yaml-language-server: $schema={SCHEMA_FILE}\n"
        )
    return first + inert(starter.text())


def title_of(name: str) -> str:
    """Return a title for what has a name: `rag-bot` is Rag bot."""
    return quoted(re.sub(r"[-_.]+", " ", name).strip().capitalize())


def quoted(text: str) -> str:
    """Return a text as YAML has it on one line: in quotes, unless it is a plain word."""
    return text if _WORD.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _has_schema(folder: Path, kind: str) -> bool:
    path = folder / SCHEMA_FILE
    try:
        data = read_bytes(str(path), MIB, Place.start_of(str(path)))
    except InputError:
        return False
    return re.search(rb'"\$id": "costcalc/%s/v1"' % kind.encode(), data) is not None
