"""The program as a whole: in this process, or several times in a process with surroundings of its own.

A process takes half a second to start, and says no more than a run in this one, unless the case is about the process:
what a shell gives it, a reader that leaves, a hash seed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools.here import Pipe, run_here

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent
SEVERAL = """
import json, os, sys
from costcalc.cli import main
for words in json.loads(os.environ.pop("COMMANDS")):
    sys.argv = ["costcalc", *words]
    try:
        main()
    except SystemExit as left:
        sys.stdout.flush()
        os.write(1, b"\\0%d\\0" % left.code)
"""


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


def here(words: Sequence[str], folder: Path, surroundings: Mapping[str, str]) -> Ran:
    """Run the program in this process, in a folder, with these variables of the environment and no others."""
    out, err = Pipe(), Pipe()
    code = run_here(words, folder, surroundings, out, err)
    return Ran(code, out.text, err.text)


def elsewhere(
    commands: Sequence[Sequence[str]], folder: Path = ROOT, flags: Sequence[str] = (), **surroundings: str
) -> list[tuple[int, bytes]]:
    """Run commands one after the other in a process of their own: give the exit code of each, and what it wrote.

    Args:
        commands: The words of each.
        folder: Where they run.
        flags: Of Python.
        surroundings: More variables of the environment.
    """
    env = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings, "COMMANDS": json.dumps(commands)}
    done = subprocess.run([sys.executable, *flags, "-c", SEVERAL], cwd=folder, env=env, capture_output=True, check=True)
    assert done.stderr == b""
    parts = done.stdout.split(b"\0")
    assert (len(parts), parts[-1]) == (2 * len(commands) + 1, b"")
    return [(int(code), out) for out, code in zip(parts[:-1:2], parts[1::2], strict=True)]
