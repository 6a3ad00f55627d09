"""Texts that are nearly YAML: good files with signs put in, taken out and doubled, and what is made of signs alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.problem import Source
from costcalc.source import hidden_characters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

ROOT = Path(__file__).parent.parent
GOOD = ("scenarios/*.yaml", "pricing/*.yaml", "tests/errors/*/*.yaml", "tests/hostile/good/**/*.yaml")
MOST_LINES = 14
STARTS = ("", "a: ", "- ", "a:\n  ")

# Signs, with a dot between them.
ANYWHERE = (
    "- ·: ·? ·# ·\t·'·\"·[·]·{·}·|·>·&·*·!·%·@·`·\\·,·:·-·?·#·~·<<·=·/·a·b·1·é·日·😀· ·  ·---·...·\n---\n·\n...\n·"
    "\n·\r\n·\n\n·\n ·\n  ·\n    ·\n- ·\n\t·\t#·: \n·-\n·?\n·\\\n·- a\n·a: b\n·a: ·x: y·a#·a:b·:[·, ·|-·|+·|2·"
    ">-\n·&a ·*a·!t ·!!str ·!<a>·!e!x·''·%YAML 1.1\n·{a: 1}·[a]·\"a\": ·'b': ·\\u·\\x·\\n·\\\"·\\ud800·"
    "\\U00110000"
)
IN_BRACKETS = (
    "[·]·{·}·,·:·?·-·'·\"·#·&·*·!· ·\n·\t·\\·a·b· ·\n· #c\n·'x'·\"y\"·: ·, ·- ·? ·---\n·%·a:·&x ·*y ·!t ·\r\n·|"
)
IN_LINES = (
    "|·|\n·>\n·|-\n·|2\n·|+ # c\n·\n·\n  ·\n    ·\n ·  ·a·b c·a: ·- ·\t·#·# x\t·'·\"·\n\n·? ·: ·\n---\n·...·&a ·"
    "*a ·&a\n·!t\n ·[·]·{·}·a:\n  ·-\n  "
)


def good_texts() -> list[str]:
    """Read the files of this repository that are YAML, or nearly."""
    files = sorted(path for pattern in GOOD for path in ROOT.glob(pattern))
    texts = [path.read_bytes().decode("utf-8", "replace") for path in files]
    return [text for text in texts if text and not hidden_characters(text, Source("f.yaml"))]


def spoilt(dice: Random, good: Sequence[str]) -> str:
    """Make a text."""
    return dice.choice(KINDS)(dice, good)


def _anything(dice: Random, _: Sequence[str]) -> str:
    return _signs(dice, ANYWHERE, 25)


def _brackets(dice: Random, _: Sequence[str]) -> str:
    start = dice.choice(STARTS) + dice.choice("[{")
    return start + _signs(dice, IN_BRACKETS, 14) + dice.choice(["", "]", "}", "]\n", "}\nb: c\n"])


def _lines(dice: Random, _: Sequence[str]) -> str:
    return dice.choice(STARTS) + _signs(dice, IN_LINES, 18)


def _changed(dice: Random, good: Sequence[str]) -> str:
    text = _part(dice, good)
    for _ in range(dice.choice([1, 1, 2, 3, 5])):
        start = dice.randrange(len(text) + 1)
        end = start + dice.choice([0, 0, 1, 2, 3])
        text = text[:start] + dice.choice([*ANYWHERE.split("·"), "", "", ""]) + text[end:]
    return text


def _spliced(dice: Random, good: Sequence[str]) -> str:
    one, other = _part(dice, good), _part(dice, good)
    return one[: dice.randrange(len(one) + 1)] + other[dice.randrange(len(other) + 1) :]


KINDS = (_anything, _anything, _brackets, _brackets, _lines, _lines, _changed, _changed, _changed, _spliced)


def _signs(dice: Random, signs: str, most: int) -> str:
    return "".join(dice.choice(signs.split("·")) for _ in range(dice.randint(1, dice.randint(1, most))))


def _part(dice: Random, good: Sequence[str]) -> str:
    lines = dice.choice(good).splitlines(keepends=True)
    size = dice.randint(1, min(len(lines), MOST_LINES))
    start = dice.randrange(len(lines) - size + 1)
    return "".join(lines[start : start + size])
