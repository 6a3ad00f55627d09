"""The values inside of a `usage` object, by their path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_DEPTH = 8


def joined(*paths: str) -> str:
    """Return paths behind each other as one; an empty one is where the one before it is."""
    return ".".join(filter(None, paths))


def value_at(node: Any, path: str) -> Any:
    """Return what stands at a path in an object; None where nothing does."""
    for key in path.split("."):
        node = node.get(key) if isinstance(node, dict) else None
    return node


class KnownPaths:
    """The paths that a reader knows, and the objects around them.

    Args:
        paths: The paths.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = frozenset(paths)
        self.objects = frozenset(_above(self.paths))

    def is_around(self, path: str) -> bool:
        """Whether counts are expected in an object of this path, or beside it in one."""
        return path in self.objects or path.rpartition(".")[0] in self.objects

    def leaves(self, node: Mapping[str, Any], path: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
        """Yield what is not an object, by its path. A list, or what lies too deep, is a leaf.

        So is whatever stands at a path that is known, and nothing where an object should hold counts.
        """
        for key, value in node.items():
            below = f"{path}.{key}" if path else key
            is_leaf = below in self.paths and below not in self.objects
            if isinstance(value, dict) and depth + 1 < MAX_DEPTH and not is_leaf:
                yield from self.leaves(value, below, depth + 1)
            elif below in self.paths or self.is_around(below) or value not in ([], {}):
                yield below, value


def _above(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        keys = path.split(".")
        yield from (".".join(keys[:nth]) for nth in range(1, len(keys)))
