"""Write the goldens of every problem, and docs/problems.md: `python tests/errors/update.py`.

A folder here is named after a code, and holds a small input that shows it, with a `console` file: commands,
each with what the program answers. To add a problem, add a folder with a `console` of commands alone, run
this, and read what it wrote.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.shown import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "problems.md"
PROMPT = "$ "
MOST_SHOWN = 2_000

LEAD = """\
<!-- Written by tests/errors/update.py; edit the files in tests/errors instead. -->

# Problems

What costcalc says when it cannot answer, with an input that makes it say so. Codes do not change from version to
version. A problem names its place as `FILE:LINE:COLUMN`; the exit code is 2.
"""
FLAGS_LEAD = """\
# Flags

What speaks against an option that could be priced. The exit code is 0; an option with one of these, apart from
`request-size-unknown`, is never called the cheapest.
"""


class Run(NamedTuple):
    """A command with what came of it."""

    command: str
    code: int
    out: str
    err: str

    def shown(self) -> str:
        """Write it as a terminal would show it; `| grep WORD` picks lines of standard output."""
        word = self.command.partition(" | grep ")[2]
        out = "".join(line for line in self.out.splitlines(keepends=True) if word in line)
        return f"{PROMPT}{self.command}\n{out}{self.err}"


def cases() -> list[Path]:
    """List the folders, one for each code."""
    return sorted(path.parent for path in HERE.glob("*/console"))


def golden(case: Path) -> str:
    """Read what the program is known to answer."""
    return (case / "console").read_text(encoding="utf-8")


def runs(case: Path, folder: Path, program: Callable[[Sequence[str]], tuple[int, str, str]]) -> Iterator[Run]:
    """Run the commands of a case in a copy of its folder; those that are not ours only prepare it."""
    shutil.copytree(case, folder, dirs_exist_ok=True)
    for line in golden(case).splitlines():
        command = line.removeprefix(PROMPT)
        if command == line:
            continue
        if command.startswith("costcalc "):
            yield Run(command, *program(shlex.split(command.partition(" | grep ")[0])[1:]))
        else:
            subprocess.run(["sh", "-c", command], cwd=folder, check=True)
            yield Run(command, 0, "", "")


def page(goldens: Sequence[tuple[Path, str]]) -> str:
    """Write the catalogue."""
    problems = [_section(case, text) for case, text in goldens if "error[" in text]
    flags = [_section(case, text) for case, text in goldens if "error[" not in text]
    return "\n".join([LEAD, *problems, FLAGS_LEAD, *flags])


def _section(case: Path, text: str) -> str:
    files = sorted(path for path in case.rglob("*") if path.is_file() and path.name != "console")
    shown = [(str(path.relative_to(case)), path.read_bytes().decode("utf-8", "backslashreplace")) for path in files]
    blocks = [f"`{name}`\n\n{_block(content)}\n" for name, content in shown if len(content) < MOST_SHOWN]
    return "\n".join([f"## {case.name}\n", *blocks, f"{_block(text)}\n"])


def _block(text: str) -> str:
    safe = "\n".join(map(show, text.rstrip().split("\n")))
    return f"```text\n{safe}\n```"


def _sane(run: Run) -> Run:
    """Refuse to write down a crash, or an interpreter's complaint, as what ought to be said."""
    if run.code not in {0, 2}:
        message = f"{run.command}: {run.err}"
        raise SystemExit(message)
    return run


def _program(folder: Path) -> Callable[[Sequence[str]], tuple[int, str, str]]:
    def run(words: Sequence[str]) -> tuple[int, str, str]:
        plain = {"PATH": os.environ["PATH"], "COLUMNS": "80", "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "costcalc", *words]
        done = subprocess.run(command, cwd=folder, env=plain, capture_output=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout, done.stderr

    return run


def main() -> None:
    """Write every golden anew, and the page."""
    for case in cases():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            text = "".join(_sane(run).shown() for run in runs(case, folder, _program(folder)))
        (case / "console").write_text(text, encoding="utf-8")
    PAGE.write_text(page([(case, golden(case)) for case in cases()]), encoding="utf-8")


if __name__ == "__main__":
    main()
