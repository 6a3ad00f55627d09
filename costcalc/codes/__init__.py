"""What each code means that a problem, a flag, a finding or a claim has: one text, for `explain`, docs and reports.

What problems and flags mean stands in `problems.md` and `flags.md` beside this file, and is read when somebody asks;
their examples are written by `tests/errors/update.py`. Checks and explanations say it in their docstrings.
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
RELATION, TAG, EXPLANATION = "relation", "tag", "explanation"
OF_CLAIMS = {
    RELATION: "How a printed figure stands to what comes out, in `costcalc audit`; docs/claims.md has all of them.",
    TAG: "What is to be said of a claim beside that, in `costcalc audit`; docs/claims.md has all of them.",
    EXPLANATION: "What a wrong claim looks like, in `costcalc audit`: a hypothesis, whose bits say how likely it is.",
}
FILES = {PROBLEM: HERE / "problems.md", FLAG: HERE / "flags.md"}
FENCE = "```text\n"


class ExplainedCode(NamedTuple):
    """A code, explained.

    Args:
        name: The code.
        kind: Whether a `problem` has it, a `flag` of an option, a `finding` of the check, or a claim: as its
            `relation`, a `tag` or an `explanation`.
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
    """Return every code there is, by its name: problems, flags, findings, then what is said of claims."""
    found = [code for kind in FILES for code in written(kind)]
    found += [_finding(name, documentation(check), check.LEVEL) for name, check in CHECKS.items()]
    found += [_finding(name, text, level) for name, (level, text) in FINDINGS.items()]
    known = {code.name: code for code in found}
    return known | {code.name: code for code in _of_claims() if code.name not in known}


def written(kind: str) -> Iterator[ExplainedCode]:
    """Yield the codes of problems, or of flags."""
    for section in FILES[kind].read_text(encoding="utf-8").removeprefix("## ").split("\n## "):
        name, title, rest = section.split("\n\n", 2)
        text, _, example = rest.partition(FENCE)
        yield ExplainedCode(name, kind, " ".join(title.split()), text.strip(), example.partition("```")[0].rstrip())


def _of_claims() -> Iterator[ExplainedCode]:
    """Yield what is said of claims: relations, tags and explanations."""
    from costcalc.comparison.audit.explanations import EXPLANATIONS
    from costcalc.comparison.audit.relation import MEANINGS
    from costcalc.comparison.audit.tags import TAGS

    for relation, meaning in MEANINGS.items():
        strict = "It is wrong: `costcalc audit --strict` stops at it, unless the claim says `expect: {}`."
        right = "It is not wrong; `expect: {}` of a claim holds it."
        text = (strict if relation.is_false else right).format(relation.value)
        yield ExplainedCode(relation.value, RELATION, _sentence(meaning), f"{text}\n\n{OF_CLAIMS[RELATION]}")
    for tag, meaning in TAGS.items():
        yield ExplainedCode(tag, TAG, _sentence(meaning), f"`expect: {tag}` of a claim holds it.\n\n{OF_CLAIMS[TAG]}")
    for name, module in EXPLANATIONS.items():
        title, _, text = documentation(module).partition("\n\n")
        yield ExplainedCode(name, EXPLANATION, " ".join(title.split()), f"{text}\n\n{OF_CLAIMS[EXPLANATION]}")


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _finding(name: str, doc: str, level: Level) -> ExplainedCode:
    title, _, text = cleandoc(doc).partition("\n\n")
    return ExplainedCode(name, FINDING, " ".join(title.split()), text, level=level)
