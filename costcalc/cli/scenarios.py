"""The scenarios that a command line names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.project.load.opened import StandardInput

STDIN = "-"


def scenario_files(words: Sequence[str]) -> list[Path | StandardInput]:
    """Return what each word stands for: `-` for standard input, any other for a file.

    Raises:
        InputError: where standard input is named twice, of which the second time would find nothing.
    """
    from costcalc.project.load.opened import StandardInput

    if words.count(STDIN) > 1:
        place = Place.start_of("SCENARIO", STDIN)
        raise InputError.of(place, "bad-setting", "standard input is read once, and `-` stands here twice")
    return [StandardInput() if word == STDIN else Path(word) for word in words]
