"""What `tools.compare_trees` runs in each folder of inputs, and what the files of the answers are called."""

from __future__ import annotations

import re
import shlex
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from tools.read_yaml import yaml_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

INSTANTS = {"own": None, "april": "2026-04-28T12:00:00Z", "july": "2026-07-01", "november": "2026-11-28T10:00:00Z"}
"""When a folder is asked; `own` is the scenario's `as_of`."""
DAY = "2026-11-23"
"""For what has no `as_of` of its own."""
SUFFIXES = {"text": "txt", "github": "txt", "markdown": "md", "junit": "xml", "sarif": "json", "gitlab": "json"}
REPORTS = ("json", "markdown", "github", "gitlab", "junit", "sarif")
FORMS = ("json", "csv", "text", "markdown")
USAGES = {
    "plain": "--requests 1M --input 3000 --output 500",
    "cached": "--requests 1M --input 3000 --cache-read 2000 --output 500",
    "written": "--input 30K --cache-read 10K --meter cache_write_5m=5K --meter cache_write_1h=1K --output 900",
    "long": "--requests 3 --input 260K --output 9K",
    "long-cached": "--requests 7 --input 280K --cache-read 100K --output 9K",
    "thinking": "--requests 1K --input 777 --output 2K --meter reasoning=1500",
    "searching": "--requests 10K --input 100 --output 100 --meter web_search=2",
    "nothing": "--requests 0 --input 0 --output 0",
    "peak": "--requests 1M --input 3000 --output 500 --peak-share 30%",
    "batch": "--requests 1M --input 3000 --output 500 --service batch",
    "batch-cached": "--requests 1M --input 3000 --cache-read 2000 --output 500 --service batch",
    "priority": "--requests 1K --input 210K --output 500 --service priority",
    "flex": "--input 3000 --output 500 --service flex",
    "us": "--input 3000 --cache-read 1000 --output 500 --region us",
    "us-batch": "--input 3000 --output 500 --region us --service batch --peak-share 0",
}


class Run(NamedTuple):
    """A command in a folder.

    Args:
        folder: Of the inputs; the command runs in it.
        name: The file that takes what is printed: `compare.json/chatbot@own.json`.
        words: Of the command line.
        files: What the command writes in its folder, with the names that these files get.
    """

    folder: str
    name: str
    words: tuple[str, ...]
    files: Mapping[str, str] = {}


def runs(inputs: Path) -> Iterator[Run]:
    """Yield all runs, in an order that depends on nothing but the names of the inputs."""
    for path in sorted(inputs.rglob("*")):
        folder = path.parent.relative_to(inputs).as_posix()
        if path.name == "console":
            yield from _written(folder, "error", path.read_text(encoding="utf-8").splitlines())
        elif path.name == "pricing" and path.parent.name != "before":
            yield from _project(path.parent, folder)


def _project(path: Path, folder: str) -> Iterator[Run]:
    """Yield the runs of a folder with cards, and mostly with scenarios.

    Folders of few inputs are asked in all forms at all instants; of hundreds, JSON stands for the others.
    """
    kind = folder.partition("/")[0]
    full = kind not in {"rules", "checks", "drawn", "pairs"}
    fx = ["--fx", "fx.yaml"] if (path / "fx.yaml").exists() else []
    for scenario in sorted(path.glob("scenarios/*.yaml")) if kind != "pairs" else ():
        dated = re.search(r"^as_of:", scenario.read_text(encoding="utf-8"), re.MULTILINE)
        for when, instant in INSTANTS.items():
            as_of = ["--as-of", instant or DAY] if instant or not dated else []
            asked = [f"scenarios/{scenario.name}", *fx, *as_of]
            forms = FORMS if full or (when == "own" and kind == "drawn") else FORMS[: 3 if when == "own" else 1]
            yield from _compared(folder, f"{scenario.stem}@{when}", asked, forms)
            if (full and when != "april") or (when == "own" and kind != "checks"):
                yield from _exported(folder, f"{scenario.stem}@{when}", asked, all_profiles=kind != "rules")
    for when, instant in INSTANTS.items():
        if kind == "checks":
            text = (path / "as_of").read_text(encoding="utf-8") if when == "own" else ""
            yield from _checked(folder, when, text or instant or DAY) if text else ()
        elif full or (when == "november" and kind == "drawn"):
            yield from _checked(folder, when, instant or DAY)
            yield from _cards(path, folder, when, instant or DAY)
        elif kind == "pairs" and when in {"own", "july"}:
            yield from _checked(folder, when, instant or DAY)
    if kind in {"shipped", "drawn"}:
        yield from _priced(path, folder, all_usages=full)
    if (path / "more").exists():
        yield from _written(folder, "more", (path / "more").read_text(encoding="utf-8").splitlines())


def _compared(folder: str, what: str, asked: list[str], forms: Sequence[str]) -> Iterator[Run]:
    for form in forms:
        yield Run(folder, f"compare.{form}/{what}.{_suffix(form)}", ("compare", *asked, "--format", form))
    if forms == FORMS:
        yield Run(folder, f"compare.brief/{what}.txt", ("compare", *asked, "--brief", "--sort", "total"))


def _exported(folder: str, what: str, asked: list[str], *, all_profiles: bool) -> Iterator[Run]:
    file, asked = f".{what}.csv", [*asked, "--all-options"]
    files = {file: f"export.plain/{what}.csv", f"{file}.manifest.json": f"export.manifest/{what}.json"}
    yield Run(folder, f"export.said/{what}.txt", ("export", *asked, "-o", file), files)
    focus = ("--profile", "focus", "--focus-version")
    ways: dict[str, tuple[str, ...]] = {"focus-1.4": (*focus, "1.4")}
    if all_profiles:
        ways |= {"focus-1.2": (*focus, "1.2"), "months": ("--months", "3"), "excel": ("--profile", "excel")}
    for way, words in ways.items():
        yield Run(folder, f"export.{way}/{what}.csv", ("export", *asked, *words))


def _checked(folder: str, when: str, instant: str) -> Iterator[Run]:
    ways = {"": [], "-base": ["--base", "../before"]} if folder.endswith("/after") else {"": []}
    for way, words in ways.items():
        files = {f".{when}{way}.{form}": f"check.{form}/all{way}@{when}.{_suffix(form)}" for form in REPORTS}
        reports = [word for form in REPORTS for word in ("--report", f"{form}=.{when}{way}.{form}")]
        yield Run(folder, f"check.text/all{way}@{when}.txt", ("check", "--as-of", instant, *words, *reports), files)


def _cards(path: Path, folder: str, when: str, instant: str) -> Iterator[Run]:
    asked = ("--as-of", instant, "--format", "json", "--pricing", "pricing")
    yield Run(folder, f"cards-list.json/all@{when}.json", ("cards", "list", *asked))
    for model in _models(path):
        words = ("cards", "show", model, *asked)
        yield Run(folder, f"cards-show.json/{model.replace('/', '+')}@{when}.json", words)


def _priced(path: Path, folder: str, *, all_usages: bool) -> Iterator[Run]:
    """Yield `costcalc price` with each usage; where there are many folders, with some, in turn."""
    instants = ("april", "november") if all_usages else ("november",)
    for nth, (model, when, usage) in enumerate(product(_models(path), instants, USAGES)):
        if not all_usages and (nth + int(path.name)) % 5:
            continue
        words = USAGES[usage]
        asked = ("price", model, *words.split(), "--as-of", INSTANTS[when] or DAY)
        what = f"{model.replace('/', '+')}.{usage}@{when}"
        yield Run(folder, f"price.json/{what}.json", (*asked, "--format", "json"))
        if all_usages and when == "november" and usage == "cached":
            for form in ("csv", "text", "markdown"):
                yield Run(folder, f"price.{form}/{what}.{_suffix(form)}", (*asked, "--format", form))


def _models(path: Path) -> list[str]:
    """Name the models of the cards of a folder, those of contracts after the card that they extend."""
    files = sorted(path.glob("pricing/*.yaml"))
    cards = {file.stem: yaml_texts(file.read_text(encoding="utf-8")) for file in files}
    listed = {
        name: card.get("models") or cards.get(card.get("extends"), {}).get("models", {}) for name, card in cards.items()
    }
    return [f"{card}/{model}" for card, models in listed.items() for model in models]


def _written(folder: str, name: str, lines: list[str]) -> Iterator[Run]:
    """Yield the commands of lines that begin with `$ costcalc`, as they stand there and as JSON."""
    for nth, line in enumerate(lines, 1):
        words = (
            tuple(shlex.split(line.partition(" | ")[0], comments=True)[2:]) if line.startswith("$ costcalc ") else ()
        )
        if not words or words[0] not in {"compare", "price", "check"} or "--base" in words:
            continue
        asked = words if "--as-of" in words else (*words, "--as-of", DAY)
        yield Run(folder, f"{name}.text/{nth}.txt", asked)
        yield Run(folder, f"{name}.json/{nth}.json", (*asked, "--format", "json"))


def _suffix(form: str) -> str:
    return SUFFIXES.get(form, form)
