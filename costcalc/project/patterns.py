"""The files, folders and globs that a policy names, and what is called so."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from costcalc.shown import cut
from costcalc.source import One, Scalar, rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Listed = Callable[[Path], list[os.DirEntry[str]]]

_GLOB = re.compile(r"[*?\[]")
_INSIDE = r"(?![A-Za-z]:)(?!/)(?!(.*/)?\.\.(/|$))[^\\]+"
ANY_DEPTH = "**"


def _inside(value: Scalar) -> str:
    if not re.fullmatch(_INSIDE, value):
        message = f"`{cut(value)}` does not lie in the project"
        raise rejected(
            "bad-path", message, "write it as seen from the folder of the policy, with slashes: teams/*/costs"
        )
    return value


ProjectPath = Annotated[str, One("a path, as seen from the folder of the policy", _inside, pattern=f"^{_INSIDE}$")]


def is_glob(path: Path) -> bool:
    """Return whether a path has a part that stands for many names."""
    return _GLOB.search(str(path)) is not None


def fixed_part(path: Path) -> Path:
    """Return the folder that all lies in that is called like a glob; of another path itself."""
    parts = path.parts
    return Path(*parts[: next((nth for nth, part in enumerate(parts) if _GLOB.search(part)), len(parts))])


def called_so(base: Path, path: Path, listed: Listed) -> Iterator[Path]:
    """Yield what is there of a path, or of all paths that a glob stands for: `*`, `?`, `[ab]`, `**` for any depth.

    Args:
        base: The folder that it is seen from.
        path: The path. One that is there as it is written is no glob.
        listed: Gives the entries of a folder, and refuses where they are too many.
    """
    if os.path.lexists(base / path):
        yield path
        return
    waiting = [(Path(), path.parts)] if is_glob(path) else []
    seen: set[tuple[Path, int]] = set()
    while waiting:
        here, parts = waiting.pop()
        if (here, len(parts)) in seen:
            continue
        seen.add((here, len(parts)))
        if parts:
            waiting += _next(base, here, parts, listed)
        else:
            yield here


def _next(base: Path, here: Path, parts: Sequence[str], listed: Listed) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield the folders to look into next, each with what is left of the glob."""
    first, *more = parts
    rest = tuple(more)
    if first == ANY_DEPTH:
        yield here, rest
        folders = (entry for entry in listed(base / here) if entry.is_dir(follow_symlinks=False))
        yield from ((here / entry.name, tuple(parts)) for entry in folders)
    elif _GLOB.search(first):
        found = (entry for entry in listed(base / here) if fnmatchcase(entry.name, first))
        yield from ((here / entry.name, rest) for entry in found if not rest or entry.is_dir())
    elif os.path.lexists(base / here / first):
        yield here / first, rest
