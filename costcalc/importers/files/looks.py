"""What a file looks like that an importer cannot read, and which other importer can: for the hint of that problem."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.importers import FORMATS, importer_named
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.importers import Importer
    from costcalc.importers.draft import ImportQuery
    from costcalc.importers.files.origin import Origin
    from costcalc.problem import Problem

HINTED = {"bad-json", "bad-yaml", "bad-toml", "wrong-format"}
START = 4_096
"""Bytes of a file that are looked at."""

_SIGNS = (
    ("a spreadsheet or an archive", re.compile(r"PK\x03\x04")),
    ("a page of the web", re.compile(r"\s*<(!doctype|html|\?xml)", re.IGNORECASE)),
    ("JSON", re.compile(r"\s*[\[{]\s*[\"{\[\]}]")),
    ("TOML", re.compile(r"(\s*(#.*)?\n)*\s*(\[+[\w.\"-]+\]+\s*\n|[\w.-]+\s*=)")),
    ("YAML", re.compile(r"(\s*(#.*)?\n)*(---|- |[\w\"'./@-]+:(\s|$))")),
    ("CSV", re.compile(r"[^\n,;\t]+[,;\t][^\n]*\n[^\n]*[,;\t]")),
)


def with_hints(error: InputError, importer: Importer, source: Origin, wanted: ImportQuery) -> InputError:
    """Return the problems of a file, each with what the importer reads and what this seems to be."""
    if len(source.files) != 1 or not any(problem.code in HINTED for problem in error.problems):
        return error
    hint = "; ".join([f"it reads {importer.READS}", *_guesses(importer, source, wanted)])
    return InputError(_hinted(problem, hint) for problem in error.problems)


def _hinted(problem: Problem, hint: str) -> Problem:
    return replace(problem, hint=hint) if problem.code in HINTED else problem


def _guesses(importer: Importer, source: Origin, wanted: ImportQuery) -> Iterator[str]:
    start = source.files[0].data[:START].decode("utf-8-sig", "replace")
    looks = next((name for name, sign in _SIGNS if sign.match(start)), None)
    if looks:
        yield f"this looks like {looks}"
    for name in FORMATS:
        other = importer_named(name)
        if other is not importer and _reads(other, source, wanted):
            yield f"`cards import {name}` reads it"
            return


def _reads(importer: Importer, source: Origin, wanted: ImportQuery) -> bool:
    try:
        return bool(importer.read(source, wanted).cards)
    except InputError:
        return False
