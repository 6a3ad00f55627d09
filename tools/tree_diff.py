"""What differs between two trees of `tools.compare_trees`: by key of JSON, column of CSV, line of anything else."""

from __future__ import annotations

import csv
import io
import json
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SAID = ".said.json"
SILENT = '{"exit": 0, "stderr": []}'
CHANGED, ADDED, REMOVED = "changed", "added", "removed"


class Difference(NamedTuple):
    """One place at which two trees differ.

    Args:
        kind: Whether it is another value, or in one of the trees alone.
        path: Keys to it, without the numbers of lists: `options.charges.amount`.
        where: The same with them: `options.0.charges.2.amount`.
        before: The value before.
        after: The value after.
    """

    kind: str
    path: str
    where: str
    before: object = None
    after: object = None


def differences(name: str, before: str, after: str) -> Iterator[Difference]:
    """Yield what differs between two files of a name: by key of JSON, by column of CSV, by line of anything else."""
    if name.endswith(".json"):
        old, new = parsed(before), parsed(after)
    elif name.endswith(".csv"):
        old, new = (list(csv.DictReader(io.StringIO(text, newline=""))) for text in (before, after))
    else:
        yield from _lines(before.splitlines(), after.splitlines())
        return
    found = list(_values(old, new, (), ()))
    yield from found or [Difference(CHANGED, "bytes", "0", "the same values", "written otherwise")]


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            for nth, (old, new) in enumerate(zip_longest(before[i:j], after[k:m]), i + 1):
                yield Difference(CHANGED, "line", str(nth), old, new)


def _values(old: Any, new: Any, path: tuple[str, ...], where: tuple[str, ...]) -> Iterator[Difference]:
    """Compare two values; lists by place where they are as long as each other, else by what is in one of them alone."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            deeper = (*path, str(key)), (*where, str(key))
            if key in old and key in new:
                yield from _values(old[key], new[key], *deeper)
            else:
                kind = REMOVED if key in old else ADDED
                yield Difference(kind, ".".join(deeper[0]), ".".join(deeper[1]), old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            lost, won = ([each for each in one if each not in other] for one, other in ((old, new), (new, old)))
            sizes = (f"{len(old)} items, lost {lost}", f"{len(new)} items, new {won}")
            yield Difference(CHANGED, ".".join((*path, "length")), ".".join(where), *sizes)
        for nth, pair in enumerate(zip(old, new, strict=False) if len(old) == len(new) else ()):
            yield from _values(*pair, path, (*where, str(nth)))
    elif old != new:
        yield Difference(CHANGED, ".".join(path), ".".join(where), old, new)


def tree_differences(before: Path, after: Path) -> Iterator[tuple[str, str, Difference]]:
    """Yield each difference of two trees, with its field and its file."""
    names = {
        file.relative_to(tree).as_posix() for tree in (before, after) for file in tree.rglob("*.*") if file.is_file()
    }
    for name in sorted(names):
        form = name.split("/")[-2]
        old, new = ((tree / name).read_bytes() if (tree / name).exists() else None for tree in (before, after))
        if old == new:
            continue
        if name.endswith(SAID):
            old, new, form = old or SILENT.encode(), new or SILENT.encode(), f"{form}:said"
        if old is None or new is None:
            yield f"{form}:file", name, Difference(REMOVED if new is None else CHANGED, "file", "", old, new)
            continue
        for found in differences(name, old.decode(errors="replace"), new.decode(errors="replace")):
            yield f"{form}{'.' if ':' in form else ':'}{found.path}", name, found


def parsed(text: str) -> object:
    """Read JSON; give the lines of what is none."""
    try:
        return json.loads(text)
    except ValueError:
        return text.splitlines()
