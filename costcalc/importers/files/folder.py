"""The files of a source, parsed one by one: one of a folder that cannot be read takes none of the others with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import Note
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.importers.files.origin import File, Origin
    from costcalc.problem import Problem


class Trees:
    """What the files of a source hold.

    Args:
        source: The source.
        parse: Parses a file, and refuses it where it is none of the format's.

    Attributes:
        lost: The files that could not be read, each with why; known when all have been gone through.
    """

    def __init__(self, source: Origin, parse: Callable[[File], Any]) -> None:
        self._source = source
        self._parse = parse
        self.lost: list[tuple[File, Problem]] = []

    def __iter__(self) -> Iterator[tuple[File, Any]]:
        """Yield each file with its tree.

        Raises:
            InputError: where none of them can be read.
        """
        refused: list[Problem] = []
        for file in self._source.files:
            try:
                tree = self._parse(file)
            except InputError as error:
                refused += error.problems
                self.lost.append((file, error.problems[0]))
            else:
                yield file, tree
        if refused and len(self.lost) == len(self._source.files):
            raise InputError(refused)

    def notes(self) -> Iterator[Note]:
        """Yield a note for each file that is lost."""
        for file, problem in self.lost:
            yield lost_note("", file.name, problem)


def lost_note(card: str, name: str, problem: Problem) -> Note:
    """Return the note on something that a file would have said."""
    line = f":{problem.place.line}" if problem.place.line > 1 else ""
    return Note(card, f"{name}{line}", problem.code, f"{problem.message}, and it is left out")
