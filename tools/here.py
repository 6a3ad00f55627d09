"""Run the program in this process: the same answer as in one of its own, without the half second that a start takes."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING
from unittest.mock import patch

from costcalc.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class Pipe(io.TextIOWrapper):
    """What takes what a run writes, as a pipe would."""

    def __init__(self) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, "utf-8", newline="", write_through=True)

    @property
    def text(self) -> str:
        """All that was written."""
        return self.bytes.getvalue().decode()


def run_here(words: Sequence[str], folder: Path, surroundings: Mapping[str, str], out: Pipe, err: Pipe) -> int:
    """Run the program in a folder, with these variables of the environment and no others; give its exit code."""
    try:
        with (
            chdir(folder),
            patch.dict(os.environ, surroundings, clear=True),
            patch.object(sys, "argv", ["costcalc", *words]),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            main()
    except SystemExit as left:
        if isinstance(left.code, int):
            return left.code
        raise
    finally:
        gc.enable()  # the program turns it off for its one short run
        gc.unfreeze()
    message = "the program did not leave with an exit code"
    raise AssertionError(message)
