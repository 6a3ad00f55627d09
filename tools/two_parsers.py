"""Read spoilt texts with both parsers of PyYAML, and compare all that is said: `just two-parsers [TEXTS] [SEED]`.

A text is accepted by both with the same values and places, or refused by both with the same problems. What differs is
printed, by kind, with the shortest texts that show it; the exit code is 1 then.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import yaml

from costcalc.problem import InputError, Problem, Source
from costcalc.source import Mapping, Scalar, hidden_characters, reader
from costcalc.source.syntax import grammar
from tools.spoilt import good_texts, spoilt

if TYPE_CHECKING:
    from collections.abc import Iterable

PARSERS = ("CSafeLoader", "SafeLoader")
SHOWN = 5

Answer = tuple[str, Any, list[tuple[Any, ...]]]


def answer(parser: str, text: str, values: int = 1_000) -> Answer:
    """Read a text with one of the parsers: whether it is accepted, the tree with all places, and the problems."""
    with patch.object(reader, "PARSER", getattr(yaml, parser)):
        reading = reader.Reader(Source("f.yaml", text), values)  # also what is no mapping
        try:
            tree = reading.read(text)
        except InputError as error:
            return "refused", None, _said(error.problems)
    return "accepted", _plain(tree), _said(reading.problems)


def _said(problems: Iterable[Problem]) -> list[tuple[Any, ...]]:
    return sorted((*problem.place[1:], problem.code, problem.message, problem.hint or "") for problem in problems)


def _plain(node: Any) -> Any:
    if node is None:
        return None
    if isinstance(node, Scalar):
        return str(node), node.place[1:], node.unquoted
    if isinstance(node, Mapping):
        return node.place[1:], [(key, node.places[key][1:], _plain(value)) for key, value in node.items()]
    return node.place[1:], [_plain(item) for item in node]


def difference(text: str, values: int = 1_000) -> tuple[str, Answer, Answer] | None:
    """Compare what both parsers make of a text: the kind of difference, with both answers."""
    one, other = (answer(parser, text, values) for parser in PARSERS)
    if one == other:
        return None
    kind = f"only {PARSERS[one[0] != 'accepted']} accepts" if one[0] != other[0] else f"{one[0]} differently"
    return kind, one, other


def compare(dice: Random, good: list[str]) -> tuple[str, tuple[str, Answer, Answer] | None]:
    """Make a text and compare, with limits that are reached now and then."""
    text = spoilt(dice, good)
    depth, problems, values = dice.choice([2, 4, 32, 32]), dice.choice([1, 3, 1_000, 1_000]), dice.choice([3, 8, 1_000])
    with (
        patch.object(reader, "MAX_DEPTH", depth),
        patch.object(grammar, "MAX_DEPTH", depth),
        patch.object(reader, "MOST_PROBLEMS", problems),
    ):
        return text, None if hidden_characters(text, Source("f.yaml")) else difference(text, values)


def main(texts: int, seed: int) -> int:
    """Compare, and print what differs."""
    dice, good = Random(seed), good_texts()  # noqa: S311  # the same texts for the same seed
    found: dict[str, list[tuple[str, Answer, Answer]]] = defaultdict(list)
    for _ in range(texts):
        text, differs = compare(dice, good)
        if differs:
            found[differs[0]].append((text, *differs[1:]))
    lines = []
    for kind, cases in sorted(found.items()):
        lines.append(f"{kind}: {len(cases)}")
        for text, one, other in sorted(cases, key=lambda case: len(case[0]))[:SHOWN]:
            lines += [f"  {text!r}", f"    libyaml: {one}", f"    pure:    {other}"]
    lines.append(f"{texts:,} texts, seed {seed}: {sum(map(len, found.values()))} differences")
    sys.stdout.write("\n".join(lines) + "\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*[int(word) for word in (*sys.argv[1:], "30000", "1")[:2]]))
