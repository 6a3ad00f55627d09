"""Write the goldens of every problem, and what is made of them: `python tests/errors/update.py`.

A folder here is named after a code, and holds a small input that shows it, with a `console` file: commands,
each with what the program answers. To add a problem, add a folder with a `console` of commands alone, say in
costcalc/codes/problems.md what it means and what to do, run this, and read what it wrote.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.codes import FENCE, FILES, FLAG, PROBLEM, written
from costcalc.shown import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "problems.md"
PROMPT = "$ "
ONLY_FLAGS = " | sed -n '/^Flags/,/^$/p'"

WIDEST = 120
START = re.compile(r"^\S[^\n]*?:\d+:\d+: error\[([^]]+)\]", re.MULTILINE)

LEAD = """\
<!-- Written by tests/errors/update.py; edit the files in costcalc/codes instead. -->

# Problems

What costcalc says when it cannot answer. Codes do not change from version to version. A problem names its place as
`FILE:LINE:COLUMN`; the exit code is 2. `costcalc explain CODE` says what to do about one, with an example, and
`costcalc explain` lists all.

"""
FLAGS_LEAD = """
## Flags

What speaks against an option that could be priced. The exit code is 0; an option with one of these, apart from
`billed-once`, `calendar-assumed`, `quota-shared`, `request-size-unknown`, `set-without-effect`, `time-of-day-unknown`,
`unit-not-converted` and `usage-unsaid`, and `unverified-price` of a list that you imported, is never called the
cheapest.

"""


class Run(NamedTuple):
    """A command with what came of it."""

    command: str
    code: int
    out: str
    err: str

    def shown(self) -> str:
        """Write it as a terminal would show it; `ONLY_FLAGS` picks the block of flags in standard output."""
        out = self.out
        if self.command.endswith(ONLY_FLAGS):
            out = "".join(re.findall(r"^Flags\n(?:.+\n)*\n?", out, re.MULTILINE))
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
            yield Run(command, *program(shlex.split(command.removesuffix(ONLY_FLAGS))[1:]))
        else:
            subprocess.run(["sh", "-c", command], cwd=folder, check=True)
            yield Run(command, 0, "", "")


def example(code: str, text: str) -> str:
    """Return the first command of a console that shows a code, with the first problem or flag in what it answers."""
    found = []
    for answer in f"\n{text}".split(f"\n{PROMPT}")[1:]:
        command, _, said = answer.partition("\n")
        starts = [(match.start(), match[1]) for match in START.finditer(said)]
        ends = [*(start for start, _ in starts), len(said)][1:]
        problems = [said[start:end] for (start, named), end in zip(starts, ends, strict=False) if named == code]
        flags = [said] if not starts and code in said else []
        found += [f"{PROMPT}{command}\n{one.rstrip()}\n" for one in problems or flags]
    fits = (one for one in found if max(map(len, one.splitlines())) <= WIDEST)
    return "\n".join(map(show, next(fits, found[0]).rstrip().split("\n")))


def with_examples(text: str) -> str:
    """Return a file of what codes mean with the examples that they have now."""
    sections = (section.partition(f"\n{FENCE}")[0].strip() for section in text.removeprefix("## ").split("\n## "))
    written = []
    for section in sections:
        code = section.partition("\n")[0]
        written.append(f"## {section}\n\n{FENCE}{example(code, golden(HERE / code))}\n```\n")
    return "\n".join(written)


def page() -> str:
    """Return the index of problems and flags."""
    lists = {kind: "".join(f"- `{one.name}`: {one.title}\n" for one in written(kind)) for kind in FILES}
    return f"{LEAD}{lists[PROBLEM]}{FLAGS_LEAD}{lists[FLAG]}"


def _sane(run: Run) -> Run:
    """Refuse to write down a crash, or an interpreter's complaint, as what ought to be said."""
    if run.code not in {0, 2}:
        message = f"{run.command}: {run.err}"
        raise SystemExit(message)
    return run


def _program(folder: Path) -> Callable[[Sequence[str]], tuple[int, str, str]]:
    def run(words: Sequence[str]) -> tuple[int, str, str]:
        ours = str(HERE.parent.parent)  # this very checkout, whatever is installed
        plain = {"PATH": os.environ["PATH"], "COLUMNS": "80", "LC_ALL": "C.UTF-8", "PYTHONPATH": ours}
        command = [sys.executable, "-m", "costcalc", *words]
        done = subprocess.run(command, cwd=folder, env=plain, capture_output=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout, done.stderr

    return run


def main() -> None:
    """Write every golden anew, the examples of `costcalc explain`, and the page."""
    for case in cases():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            text = "".join(_sane(run).shown() for run in runs(case, folder, _program(folder)))
        (case / "console").write_text(text, encoding="utf-8")
    for file in FILES.values():
        file.write_text(with_examples(file.read_text(encoding="utf-8")), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
