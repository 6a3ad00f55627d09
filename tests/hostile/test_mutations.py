"""Hundreds of spoilt files: each gives an answer or a problem with a place, soon, and never a traceback.

Every file is the good scenario or the good card with one thing changed. `attack` judges the answer; what is
asserted here is what must come of the change itself.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.conftest import Answer

    Attack = Callable[..., Answer]

pytestmark = pytest.mark.slow

GOOD = Path(__file__).parent / "good"
FILES = {
    "scenario": (GOOD / "s.yaml").read_text(encoding="utf-8"),
    "card": (GOOD / "cards" / "acme.yaml").read_text(encoding="utf-8"),
}

NAMES = {"small", "big", "system", "history", "question"}
"""Keys that the user may call as he likes, where no other place of the file names them."""

NEVER_RIGHT = ["[]", "{}", "[[x]]", "{a: {b: 1}}", "*a", "&a x", "!!str x", "!x y", "- x\n - y", "|", "~", "''"]
"""What is wrong at every place where a text, a number or a name stands."""

OF_ANOTHER_TYPE = ["-1", "0", "1e17", "1e99", "010", "true", "2026-13-45", "nan", "x", "1/0", "sum(k=1..3, k)", "USD"]
"""What is right in some places and wrong in others."""

HOSTILE = [
    '"\\e[31m"',
    '"\\u202e"',
    '"\\0"',
    '"\\ud800"',
    "'[link=file:///etc/passwd]x[/link]'",
    "'a[/]b'",
    "'[x-ai/grok]'",
    "':smile:'",
    "'=1+1'",
    "'@SUM(A1)'",
    "'<script>alert(1)</script>'",
    "'| a | b |'",
    "'`code`'",
    "'{0.__class__}{x}'",
    "'%s%n{{x}}'",
    "'::error file=x::y'",
    "'##[error]x'",
    "'../../etc/passwd'",
    "'${HOME}'",
    "'a\\'",
    "'日本 😀 é'",
    "'e\u0301\u0300\u0301'",
    "\u202e",
    "\x1b[31m",
    "\u2028b: 1",
    "\rb: 1",
    "x" * 400,
    "x" * 9000,
    "'" + "(" * 900 + "'",
    "'" + "-" * 900 + "1'",
    "'1" + "-1" * 450 + "'",
    "'" + "max(" * 100 + "1" + ")" * 100 + "'",
    "9" * 900,
    "9" * 5000,
]


class Spot(NamedTuple):
    """Where a scalar stands in a file."""

    file: str
    start: int
    end: int
    line: int

    def __str__(self) -> str:
        return f"{self.file}-{self.line}-{FILES[self.file][self.start : self.end]}"

    def with_(self, text: str) -> dict[str, str]:
        """Give the file with another text here."""
        good = FILES[self.file]
        return {self.file: f"{good[: self.start]}{text}{good[self.end :]}"}


def spots() -> list[Spot]:
    """List every scalar of both files, keys and values."""
    return [
        Spot(name, event.start_mark.index, event.end_mark.index, event.start_mark.line + 1)
        for name, text in FILES.items()
        for event in yaml.parse(text)
        if isinstance(event, yaml.ScalarEvent)
    ]


SPOTS = list(enumerate(spots()))


def test_the_good_files_are_good(attack: Attack) -> None:
    assert attack().code == 0


# Each place gets some of the texts, so that its neighbours get the others.


@pytest.mark.parametrize(("nth", "spot"), SPOTS, ids=str)
def test_a_value_of_a_wrong_kind_is_refused_wherever_it_stands(attack: Attack, nth: int, spot: Spot) -> None:
    for text in NEVER_RIGHT[nth % 3 :: 3]:
        assert attack(**spot.with_(text)).code == 2, text


@pytest.mark.parametrize(("nth", "spot"), SPOTS, ids=str)
def test_a_value_of_another_type_is_taken_or_refused(attack: Attack, nth: int, spot: Spot) -> None:
    for text in OF_ANOTHER_TYPE[nth % 4 :: 4]:
        attack(**spot.with_(text))


@pytest.mark.parametrize(("nth", "spot"), SPOTS, ids=str)
def test_a_hostile_text_stays_a_text_wherever_it_stands(attack: Attack, nth: int, spot: Spot) -> None:
    for text in HOSTILE[nth % 6 :: 6]:
        attack(**spot.with_(text))


@pytest.mark.parametrize("name", FILES)
def test_a_line_that_is_gone_doubled_or_swapped(attack: Attack, name: str) -> None:
    lines = FILES[name].splitlines(keepends=True)
    for nth, line in enumerate(lines):
        attack(**{name: "".join(lines[:nth] + lines[nth + 1 :])})
        doubled = attack(**{name: "".join([*lines[:nth], line, *lines[nth:]])})
        swapped = [*lines[:nth], *lines[nth : nth + 2][::-1], *lines[nth + 2 :]]
        attack(**{name: "".join(swapped)})
        assert doubled.code == 2 or line.startswith("#"), line


@pytest.mark.parametrize(
    "spot", [spot for spot in spots() if FILES[spot.file][spot.end : spot.end + 1] == ":"], ids=str
)
def test_a_misspelt_key_is_never_ignored(attack: Attack, spot: Spot) -> None:
    key = FILES[spot.file][spot.start : spot.end]
    for text in (f"{key}x", key[:-1] or "z", key.upper(), f"{key[::-1]}_", f"'{key} '", f"{key}: 1\n{key}"):
        assert attack(**spot.with_(text)).code == 2 or key in NAMES, text


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_ends_too_soon(attack: Attack, name: str) -> None:
    good = FILES[name].encode()
    for size in range(0, len(good), 50):
        attack(**{name: good[:size]})
        attack(**{name: good[size:]})


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("seed", range(5))
def test_bytes_that_flipped(attack: Attack, name: str, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # the same files in every run
    for _ in range(20):
        spoilt = bytearray(FILES[name].encode())
        for _ in range(dice.choice([1, 1, 2, 5])):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        attack(**{name: bytes(spoilt)})


@pytest.mark.parametrize("name", FILES)
def test_indentation_that_slipped(attack: Attack, name: str) -> None:
    lines = FILES[name].splitlines(keepends=True)
    for nth, line in enumerate(lines):
        for slipped in (f" {line}", f"\t{line}", line.removeprefix("  "), f"- {line}", line.rstrip("\n") + "\r"):
            attack(**{name: "".join([*lines[:nth], slipped, *lines[nth + 1 :]])})
