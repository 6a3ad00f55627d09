"""What each code means that a problem, a flag or a finding has: one text, for `costcalc explain`, docs and reports.

What problems and flags mean stands in `problems.md` and `flags.md` beside this file, and is read when somebody asks;
their examples are written by `tests/errors/update.py`. Checks say it in their docstrings.
"""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks import CHECKS, Level
from costcalc.codes.findings import FINDINGS
from costcalc.documentation import documentation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
PROBLEM, FLAG, FINDING = "problem", "flag", "finding"
FILES = {PROBLEM: HERE / "problems.md", FLAG: HERE / "flags.md"}
FENCE = "```text\n"


class ExplainedCode(NamedTuple):
    """A code, explained.

    Args:
        name: The code.
        kind: Whether a `problem` has it, a `flag` of an option, or a `finding` of the check.
        title: What it means, in one sentence.
        text: What to do about it, and what else there is to say, in Markdown.
        example: A command with what it answers; empty where the text has examples itself.
        level: How grave a finding is, where the policy does not say otherwise.
    """

    name: str
    kind: str
    title: str
    text: str
    example: str = ""
    level: Level | None = None


def codes() -> Mapping[str, ExplainedCode]:
    """Return every code there is, by its name: problems, flags, then findings."""
    found = [code for kind in FILES for code in written(kind)]
    found += [_finding(name, documentation(check), check.LEVEL) for name, check in CHECKS.items()]
    found += [_finding(name, text, level) for name, (level, text) in FINDINGS.items()]
    return {code.name: code for code in found}


def written(kind: str) -> Iterator[ExplainedCode]:
    """Yield the codes of problems, or of flags."""
    for section in FILES[kind].read_text(encoding="utf-8").removeprefix("## ").split("\n## "):
        name, title, rest = section.split("\n\n", 2)
        text, _, example = rest.partition(FENCE)
        yield ExplainedCode(name, kind, " ".join(title.split()), text.strip(), example.partition("```")[0].rstrip())


def _finding(name: str, doc: str, level: Level) -> ExplainedCode:
    title, _, text = cleandoc(doc).partition("\n\n")
    return ExplainedCode(name, FINDING, " ".join(title.split()), text, level=level)
