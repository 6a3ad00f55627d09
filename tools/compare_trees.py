"""What costcalc prints, of everything and in every form, before and after a change: `just compare-trees`.

    python -m tools.compare_trees write OUT [--inputs TREE] [--costcalc FOLDER] [--only GLOB] [--jobs N]
    python -m tools.compare_trees diff BEFORE AFTER [--allow GLOB]...

`write` puts the inputs into OUT/inputs, runs there what `tools.tree_runs` says, in this process, and writes what comes
of it to OUT/outputs: what is printed, the files written, and beside them in NAME.said.json the exit code and standard
error, where it is not 0 and nothing. The inputs are those of this repository, or of another tree, so that both trees
are of the same ones; the program is the costcalc that can be imported, or the one in FOLDER. `--only 'rules/*'` runs in
some of the folders, for an answer in between. The same inputs and the same program give the same bytes: nothing looks
at the clock, and the version is always called 0.

`diff` goes through both trees and groups what differs by field: `COMMAND.FORM:PATH`, as in
`compare.json:options.charges.amount`, `export.plain:amount`, `compare.text:line`, `compare.json:said.exit`. A GLOB
allows what it matches: a whole field, its path, or the last key of that. What is added to JSON and CSV is said, and
never fails. It leaves with 1 where anything differs that is not allowed.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import io
import json
import os
import shutil
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from tools.tree_diff import ADDED, SAID, Difference, parsed, tree_differences
from tools.tree_inputs import make
from tools.tree_runs import Run, runs

if TYPE_CHECKING:
    from collections.abc import Sequence

CHUNK = 50
LONGEST = 160


def write(out: Path, inputs: Path | None, only: str, jobs: int) -> Counter[int]:
    """Write a tree, or the folders of it whose names fit.

    Returns:
        How many runs left with each exit code.
    """
    if inputs:
        shutil.copytree(inputs / "inputs", out / "inputs")
    else:
        make(out / "inputs")
    todo = [run for run in runs(out / "inputs") if fnmatchcase(run.folder, only)]
    names = [f"{run.folder}/{name}" for run in todo for name in (run.name, *run.files.values())]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise SystemExit(f"two runs write {twice[0]}")
    chunks = [(out.resolve(), todo[at : at + CHUNK]) for at in range(0, len(todo), CHUNK)]
    if jobs == 1:
        return sum(map(_run_all, chunks), Counter[int]())
    with ProcessPoolExecutor(jobs) as pool:
        return sum(pool.map(_run_all, chunks), Counter[int]())


def _run_all(chunk: tuple[Path, Sequence[Run]]) -> Counter[int]:
    """Run some of the runs, and leave no waste behind: the program turns off the search for it."""
    out, todo = chunk
    os.environ |= {"COLUMNS": "80", "NO_COLOR": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
    codes: Counter[int] = Counter()
    for run in todo:
        os.chdir(out / "inputs" / run.folder)
        code, printed, said = call(run.words)
        codes[code] += 1
        file = out / "outputs" / run.folder / run.name
        _put(file, printed.encode())
        if code or said:
            text = json.dumps({"exit": code, "stderr": parsed(said)}, indent=1, ensure_ascii=False)
            _put(file.with_name(file.name + SAID), f"{text}\n".encode())
        for written, name in run.files.items():
            if Path(written).exists():
                _put(out / "outputs" / run.folder / name, Path(written).read_bytes())
                Path(written).unlink()
    gc.unfreeze()
    gc.enable()
    gc.collect()
    return codes


def call(words: Sequence[str]) -> tuple[int, str, str]:
    """Run the program in this process.

    Returns:
        The exit code, and what was written to standard output and standard error.
    """
    from costcalc.cli import main as program

    sys.argv = ["costcalc", *words]
    out, err = io.StringIO(newline=""), io.StringIO(newline="")
    code: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            program()
        except SystemExit as left:
            code = left.code
    return int(str(code or 0)), out.getvalue(), err.getvalue()


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def allowed(field: str, kind: str, globs: Sequence[str]) -> bool:
    """Say whether a field may differ."""
    path = field.partition(":")[2]
    tried = (field, path, path.rpartition(".")[2])
    return kind == ADDED or any(fnmatchcase(name, glob) for name in tried for glob in globs)


def diff(before: Path, after: Path, globs: Sequence[str]) -> int:
    """Print what differs, grouped by field, with how often and an example.

    Returns:
        The exit code.
    """
    groups: dict[tuple[str, str], list[tuple[str, Difference]]] = defaultdict(list)
    for field, name, found in tree_differences(before / "outputs", after / "outputs"):
        groups[field, found.kind].append((name, found))
    refused = 0
    for (field, kind), places in sorted(groups.items()):
        may = allowed(field, kind, globs)
        refused += not may
        files, (name, first) = len({name for name, _ in places}), places[0]
        note = " (allowed)" if may and kind != ADDED else ""
        sys.stdout.write(f"{kind}{note}: {field}: {len(places)} in {files} files\n    {name}")
        sys.stdout.write(f" at {first.where}\n    - {_short(first.before)}\n    + {_short(first.after)}\n")
    if next(tree_differences(before / "inputs", after / "inputs"), None):
        sys.stdout.write("the inputs of the trees differ: write the second one with `--inputs` of the first\n")
    count = sum(file.is_file() for file in (after / "outputs").rglob("*.*"))
    sys.stdout.write(f"{count} files; {len(groups)} fields differ, {refused} of them may not\n")
    return 1 if refused else 0


def _short(value: object) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def main() -> int:
    """Write a tree, or compare two."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.compare_trees", description=(__doc__ or "").partition("\n")[0]
    )
    commands = parser.add_subparsers(dest="command", required=True)
    writing, comparing = commands.add_parser("write"), commands.add_parser("diff")
    writing.add_argument("out", type=Path)
    writing.add_argument("--inputs", type=Path, metavar="TREE", help="take the inputs of this tree")
    writing.add_argument("--costcalc", type=Path, metavar="FOLDER", help="import costcalc from here")
    writing.add_argument("--only", default="*", metavar="GLOB", help="run in folders of inputs like these: 'rules/*'")
    writing.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.add_argument("--allow", action="append", default=[], metavar="GLOB")
    asked = parser.parse_args()
    if asked.command == "diff":
        return diff(asked.before, asked.after, asked.allow)
    if asked.out.exists():
        raise SystemExit(f"{asked.out} exists")
    if asked.costcalc:
        sys.path.insert(0, str(asked.costcalc.resolve()))
    import costcalc

    costcalc.__version__ = "0"
    start = time.perf_counter()
    codes = write(asked.out, asked.inputs, asked.only, asked.jobs)
    by_code = ", ".join(f"{count} left with {code}" for code, count in sorted(codes.items()))
    sys.stdout.write(f"{codes.total()} runs of {costcalc.__file__} in {time.perf_counter() - start:.0f} s: {by_code}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
