"""The inputs of `tools.compare_trees`, in one folder: what is shipped, the cases of the tests, and cards drawn.

shipped      pricing and scenarios of this repository
examples     docs/examples
trees        tests/trees, written for this: contracts, currencies, months of the calendar, forms of prices …
pairs        changes of one of them, from tests/trees/pairs.yaml: a folder before and a folder after
rules        the worked cases of tests/rules, each a card and a scenario
checks       the cases of tests/checks, before and after
errors       the inputs of tests/errors that need no preparation
drawn        cards and scenarios of `tools.tree_draw`, from a fixed seed
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tools.read_yaml import read_yaml
from tools.tree_draw import draw

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
SEED, DRAWN = 20261128, 80


def make(folder: Path) -> None:
    """Write all inputs."""
    for name in ("pricing", "scenarios"):
        shutil.copytree(ROOT / name, folder / "shipped" / name)
    shutil.copytree(ROOT / "docs/examples", folder / "examples")
    for project in sorted((ROOT / "tests/trees").glob("*/")):
        shutil.copytree(project, folder / "trees" / project.name)
    _pairs(folder)
    _rules(folder / "rules")
    _checks(folder / "checks")
    for case in sorted((ROOT / "tests/errors").glob("*/console")):
        commands = [line for line in case.read_text(encoding="utf-8").splitlines() if line.startswith("$ ")]
        if all(command.startswith("$ costcalc ") for command in commands):
            shutil.copytree(case.parent, folder / "errors" / case.parent.name)
    for nth in range(DRAWN):
        _write(folder / f"drawn/{nth:03}", draw(SEED + nth))


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _pairs(folder: Path) -> None:
    """Change texts of a folder of tests/trees; each must be in its file once."""
    for pair in read_yaml((ROOT / "tests/trees/pairs.yaml").read_text(encoding="utf-8")):
        before, after = (folder / "pairs" / pair["name"] / side for side in ("before", "after"))
        left_out = [f"{name}.yaml" for name in pair.get("without", ())]
        for side in (before, after):
            shutil.copytree(ROOT / "tests/trees" / pair["of"], side, ignore=shutil.ignore_patterns("more", *left_out))
        for name, changes in pair["edits"].items():
            text = (after / name).read_text(encoding="utf-8")
            for old, new in changes:
                if text.count(old) != 1:
                    raise SystemExit(
                        f"tests/trees/pairs.yaml: {pair['name']}: `{old}` is {text.count(old)} times in {name}"
                    )
                text = text.replace(old, new)
            (after / name).write_text(text, encoding="utf-8")


def _rules(folder: Path) -> None:
    """Write the worked cases: the card as the tests write it, and what is asked as a scenario."""
    from tests.rules.cases import HERE, cases, write_cards

    for file in sorted(HERE.glob("*.yaml")):
        for nth, case in enumerate(cases(file)):
            project = folder / f"{file.stem}-{nth:02}"
            (project / "pricing").mkdir(parents=True)
            write_cards(case.given, project / "pricing")
            _write(project, {"scenarios/case.yaml": _scenario(case.given)})


def _scenario(given: Mapping[str, Any]) -> str:
    """Write the question of a worked case."""
    calls: list[dict[str, Any]] = []
    for call, asked in given["calls"].items():
        about = {key: asked[key] for key in ("service", "region", "peak_share") if key in asked}
        counted = {key: value for key, value in asked.items() if key not in about}
        calls.append({"call": call, **(counted if "requests" in asked else {"totals": counted}), **about})
    options = {"small": {"model": "acme/small"}}
    if "contract" in given:
        options["ours"] = {"model": "deal/small"}
    head = "schema: costcalc/scenario/v1\nid: case\ntitle: A case\n"
    head += f"as_of: {given.get('as_of', '2026-01-15')}\nperiod: {given.get('period', 'once')}\n"
    return head + yaml.dump({"workload": calls, "options": options}, sort_keys=False).replace("'", "")


def _checks(folder: Path) -> None:
    """Write the cases of checks, those with a base before and after."""
    from tests.checks.cases import cases, written

    for nth, case in enumerate(cases()):
        was = {key.removeprefix("was_"): value for key, value in case.given.items() if key.startswith("was_")}
        head = {key: value for key, value in case.given.items() if not key.startswith("was_")}
        project = folder / f"{case.check}-{nth:03}"
        if was or "without" in head:
            shared = {key: head[key] for key in head.keys() - {"without", *({"acme"} if "rates" in was else ())}}
            shared["files"] = {**head.get("files", {}), **was.pop("files", {})}
            _write(project / "before", written({**shared, **was}))
            (project / "before").mkdir(parents=True, exist_ok=True)
            project = project / "after"
        _write(project, {**written(head), "as_of": str(case.given.get("as_of", "2026-11-23"))})
