"""Where a key may have begun: whether it is one is known at its colon."""

from __future__ import annotations

from typing import NamedTuple

from costcalc.source.syntax.faults import Fault

FARTHEST_COLON = 1_024


class Start(NamedTuple):
    """A position where a key may have begun.

    Args:
        token: Before which token, counted from the start of the text.
        at: Where in the text.
        line: Where its line begins.
        required: Whether nothing but a key can stand there.
    """

    token: int
    at: int
    line: int
    required: bool


class Keys:
    """The positions where keys may have begun: one at each depth of brackets."""

    def __init__(self) -> None:
        self.starts: dict[int, Start] = {}
        self.far: Start | None = None
        """The last that ended too far away."""

    def __bool__(self) -> bool:
        return bool(self.starts)

    def first_token(self, otherwise: int) -> int:
        """Return the first token that is not settled yet."""
        return min((start.token for start in self.starts.values()), default=otherwise)

    def add(self, depth: int, start: Start) -> None:
        """Remember a new one."""
        self.drop(depth)
        self.starts[depth] = start

    def take(self, depth: int) -> Start | None:
        """Remove and return the one that a colon belongs to; None where there is none."""
        return self.starts.pop(depth, None)

    def drop(self, depth: int) -> None:
        """Forget one; no colon can belong to it any more."""
        start = self.starts.get(depth)
        if start and start.required:
            raise Fault("no colon", start.at)
        self.starts.pop(depth, None)

    def drop_far(self, at: int, line: int) -> None:
        """Forget those in other lines, and those too far away."""
        for depth, start in list(self.starts.items()):
            if start.line != line:
                self.drop(depth)
            elif at - start.at > FARTHEST_COLON:
                self.far = start
                if start.required:
                    raise Fault("far colon", start.at)
                del self.starts[depth]

    def misplaced(self, char: str, at: int, line: int) -> Fault:
        """Return the fault of a dash, a question mark or a colon where no key can begin."""
        if char == ":" and self.far and self.far.line == line:
            return Fault("far colon", self.far.at)
        return Fault({"-": "item", "?": "question", ":": "key"}[char], at)
