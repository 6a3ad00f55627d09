"""Read a YAML document as a tree, with the problems that it has."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place, Problem
from costcalc.source.aliases import AliasReader
from costcalc.source.reader import Reader
from costcalc.source.tree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.problem import Source


def read_tree(text: str, source: Source, max_values: int, *, aliases: bool = False) -> tuple[Mapping, list[Problem]]:
    """Read one YAML document whose top is a mapping.

    Args:
        text: The document.
        source: What its places refer to.
        max_values: The most scalars it may have.
        aliases: Whether anchors, aliases and merge keys are followed, as in files of other programs; in ours each line
            says itself what it holds.

    Returns:
        The tree, and the problems that did not stop the reading; a node that has one is not to be used.

    Raises:
        InputError: for a document that could not be read to its end.
    """
    reader = (AliasReader if aliases else Reader)(source, max_values)
    with _without_garbage_collection():
        tree = reader.read(text)
    if tree is None:
        raise InputError([*reader.problems, Problem(Place(source, 1, 1), "empty-file", "the file holds nothing")])
    if not isinstance(tree, Mapping):
        what = Problem(tree.place, "wrong-type", "the top of the file must be a mapping, `key: value` lines")
        raise InputError([*reader.problems, what])
    return tree, reader.problems


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    # A tree in the making is all live: collecting meanwhile costs a quarter to a half of the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
