"""Numbers of a command line: each is a number, or a formula over what `--set` names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.cli.settings import read_settings
from costcalc.problem import InputError, Place, Problem
from costcalc.shown import cut
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.expr import Exact, Figure, Node

_FORMULA = re.compile(r"[-+*/^()]|[a-z_]{2}", re.ASCII)
"""What a number has none of; what has it is read as a formula, and told as one what is wrong with it."""


class CommandNumbers:
    """Reads numbers, and remembers those that are formulas.

    Args:
        settings: As given to `--set`.

    Raises:
        InputError: for what is no setting, and for formulas of settings without a value.

    Attributes:
        figures: Each formula with its values, by what it is the number of.
    """

    def __init__(self, settings: Sequence[str]) -> None:
        from costcalc.expr import Frame, define

        self.nodes = read_settings(settings, _refused, lambda _: True)
        self._used: set[str] = set()
        self.figures: dict[str, Figure] = {}
        for node in self.nodes.values():
            self._use(node)
        self._frame = Frame.resolved(define(self.nodes))

    def number(self, name: str, place: Place, text: str, *, percent: bool = False) -> Exact:
        """Return a number.

        Args:
            name: What it is the number of.
            place: Where it is given.
            text: The number, or a formula.
            percent: Whether a number may be written as 30%.

        Raises:
            InputError: for what is neither.
        """
        from costcalc.expr import Figure, NumberError, parse, read_number, value_of

        try:
            return read_number(text.strip(), percent=percent)
        except NumberError as error:
            if not (_FORMULA.search(text) or text.strip() in self.nodes):
                raise InputError.of(place, "bad-number", str(error), error.hint) from None
        node = parse(text, place)
        self._use(node)
        value = value_of(node, self._frame)
        self.figures[name] = Figure(node, self._frame)
        return value

    def validate_used(self) -> None:
        """Refuse settings that no formula names.

        Raises:
            InputError: for each of them.
        """
        problems = [
            Problem(
                Place.start_of("--set", name),
                "bad-setting",
                f"`{cut(name)}` is set, and no number names it",
                f"name it in a formula: --input '{cut(name)} * 350 + 200'",
            )
            for name in self.nodes
            if name not in self._used
        ]
        if problems:
            raise InputError(problems)

    def _use(self, node: Node) -> None:
        from costcalc.expr import names_in

        problems = []
        for leaf in names_in(node):
            self._used.add(leaf.name)
            if leaf.name not in self.nodes and leaf.place:
                hint = (
                    f"there are {some_of(self.nodes)}" if self.nodes else f"--set {cut(leaf.name)}=4 gives it a value"
                )
                message = f"nothing is called `{cut(leaf.name)}`"
                problems.append(Problem(leaf.place, "unknown-name", message, did_you_mean(leaf.name, self.nodes, hint)))
        if problems:
            raise InputError(problems)


def _refused(name: str, place: Place) -> Problem | None:
    from costcalc.expr import NAME

    if NAME.fullmatch(name):
        return None
    hint = "ASCII letters, digits and _ after a letter: prompt_tokens"
    return Problem(place, "bad-name", f"`{cut(name)}` is no name", hint)
