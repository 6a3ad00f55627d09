"""The house rules that a test can hold: registries are complete, imports are lazy, docs are true."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from costcalc.cli.app import COMMANDS
from costcalc.formats import CheckForm, OutputFormat
from costcalc.meters import METERS
from costcalc.meters.pieces import PIECES
from costcalc.meters.tokens import TOKENS
from costcalc.pricing import price
from costcalc.project.load import find_cards, load_scenario
from costcalc.ratecard import Rate
from costcalc.rules import MODIFIERS, RULES, TERMS, Terms
from costcalc.scenario import Call, Option
from costcalc.views import charge_rows
from costcalc.views.ledger import plain
from tools.generate import all_commands, wanted

PACKAGE = Path("costcalc")


def members(folder: str, *others: str) -> set[str]:
    return {path.stem for path in (PACKAGE / folder).glob("*.py")} - {"__init__", *others}


def test_every_meter_is_a_section_of_its_page_and_the_other_way_round() -> None:
    page = Path("docs/meters.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == [meter.name for meter in (*TOKENS, *PIECES)] == list(METERS)
    for meter in METERS.values():
        assert meter.doc.strip()
        assert meter.summary
        assert set(meter.part_of) <= set(METERS)


def test_every_rule_is_registered_and_documented() -> None:
    helpers = ("apart", "form", "line", "modifier", "modifiers", "price", "statement", "sheet", "slices", "unit")
    assert members("rules", *helpers, "term", "terms", "variant", "zone") == set(RULES)
    page = Path("docs/rules.md").read_text(encoding="utf-8")
    assert all(f"## {name}\n" in page for name in RULES)


def test_every_format_is_registered_documented_and_tested() -> None:
    helpers = ("cells", "chart", "comment", "export", "fold", "html", "scale", "table")
    assert members("formats", *helpers) == {*OutputFormat, *CheckForm}
    pages = {name: Path(f"docs/{name}.md").read_text(encoding="utf-8").lower() for name in ("formats", "reports")}
    for page, forms in (("formats", OutputFormat), ("reports", CheckForm)):
        for form in forms:
            module = import_module(f"costcalc.formats.{form.value}")
            assert module.__doc__
            assert callable(module.write)
            assert f"\n## {form.value}\n" in pages[page]
            assert Path(f"tests/formats/test_{form.value}.py").exists()


def test_no_two_classes_have_the_same_name() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    names = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert [name for name, times in names.items() if times > 1] == []


MOST_LINES = 250


def test_no_file_is_missing_a_noun() -> None:
    lines = {path.as_posix(): path.read_text(encoding="utf-8").count("\n") for path in PACKAGE.rglob("*.py")}
    assert {path for path, many in lines.items() if many > MOST_LINES} == set()


def test_every_command_is_registered_and_documented() -> None:
    groups = {path.parent.name for path in (PACKAGE / "cli").glob("*/__init__.py")}
    assert members(
        "cli",
        "answers",
        "app",
        "beginning",
        "begun",
        "begun_check",
        "clock",
        "completion",
        "deliver",
        "exit_code",
        "files",
        "folder",
        "numbers",
        "options",
        "output",
        "questions",
        "scenarios",
        "settings",
        "varying",
    ) | groups == set(COMMANDS)
    page = Path("docs/cli.md").read_text(encoding="utf-8")
    assert all(f"## costcalc {command}\n" in page for command in all_commands())


NOT_IN_USE = {f"costcalc.scenario.{record}" for record in ("budget", "claims", "inline_price", "requirements")}
"""What few scenarios have, and chatbot.yaml has not."""
OF_SCENARIOS = {"costcalc.scenario", "costcalc.comparison"}


@pytest.mark.parametrize(
    ("args", "unwanted"),
    [
        (["--help"], {"pydantic", "rich", "yaml"}),
        (["--version"], {"pydantic", "rich", "yaml"}),
        (["compare", "scenarios/chatbot.yaml", "--format", "json"], {"rich", *NOT_IN_USE, "costcalc.views.blocks"}),
        (
            ["price", "openai/gpt-4o", "--input", "1", "--as-of", "2026-04-28", "--format", "json"],
            {"rich", *OF_SCENARIOS},
        ),
    ],
)
def test_a_start_imports_only_what_it_needs(args: list[str], unwanted: set[str]) -> None:
    code = "import sys; sys.argv[1:] = {}\nfrom costcalc.cli import main\n"
    code += "try: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code.format(args)], capture_output=True, text=True, check=True)
    assert "costcalc.cli" in done.stderr.split()
    assert not unwanted & set(done.stderr.split())


def test_the_shipped_files_are_sound() -> None:
    cards = find_cards([Path("pricing")])
    assert [file.card.id for file in cards] == [
        "anthropic",
        "article-2026-04",
        "deepseek",
        "google",
        "mistral",
        "moonshot",
        "openai",
        "qwen",
    ]
    for path in Path("scenarios").glob("*.yaml"):
        assert load_scenario(path).scenario.id == path.stem


def test_the_schemas_accept_what_is_shipped_and_name_every_meter() -> None:
    card = json.loads(Path("pricing/schema.json").read_text(encoding="utf-8"))
    assert set(METERS) < set(card["$defs"]["Rate"]["properties"])
    scenario = json.loads(Path("scenarios/schema.json").read_text(encoding="utf-8"))
    call, _ = scenario["properties"]["workload"]["items"]["anyOf"]
    assert set(METERS) - set(call["properties"]) == {"request"}  # which `requests` counts
    assert card["additionalProperties"] is scenario["additionalProperties"] is False


@pytest.mark.slow
@pytest.mark.skipif(os.environ.get("COSTCALC_GENERATED") == "checked", reason="`just docs` has just checked it")
def test_everything_generated_is_up_to_date() -> None:
    stale = [str(path) for path, text in wanted().items() if path.read_text(encoding="utf-8") != text]
    assert not stale, "run `just generate`"


def test_every_page_named_in_the_readme_exists() -> None:
    for page in [Path("README.md"), *Path("docs").glob("*.md"), Path("CONTRIBUTING.md")]:
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page}: {link}"


PAGES = [Path("README.md"), Path("CONTRIBUTING.md"), Path("SECURITY.md"), *sorted(Path("docs").glob("*.md"))]
IN_CODE = re.compile(r"`((?:costcalc|docs|tests|tools)/[^`\s]*)`")
PLACEHOLDER = re.compile(r"[A-Z]{2,}|/v1$")
"""What stands for any name, in a recipe; and how the names of documents end, which are no paths."""


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_path_on_a_page_exists(page: Path) -> None:
    paths = [path for path in IN_CODE.findall(page.read_text(encoding="utf-8")) if not PLACEHOLDER.search(path)]
    assert [path for path in paths if not Path(path).exists()] == []


def test_every_yaml_file_in_the_docs_loads(tmp_path: Path) -> None:
    found = 0
    for page in [Path("README.md"), *Path("docs").glob("*.md"), *Path("scenarios").glob("*.md")]:
        for block in re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            kind = re.search(r"^schema: costcalc/(scenario|rate-card)/v1$", block, re.MULTILINE)
            identity = re.search(r"^id: (\S+)", block, re.MULTILINE)
            if not kind or not identity:
                continue
            folder = tmp_path / str(found)
            folder.mkdir()
            file = folder / f"{identity[1]}.yaml"
            file.write_text(block, encoding="utf-8")
            assert load_scenario(file) if kind[1] == "scenario" else list(find_cards([folder]))
            found += 1
    assert found >= 3


def test_the_python_example_of_the_readme_prints_what_it_says() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", Path("README.md").read_text(encoding="utf-8"), re.DOTALL)
    said = code.rpartition("# ")[2].strip()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == said == "12500 USD"


def test_the_examples_of_the_package_run() -> None:
    import doctest

    import costcalc

    result = doctest.testmod(costcalc)
    assert (result.failed, result.attempted) == (0, 6)


def test_the_examples_of_the_python_page_run() -> None:
    import doctest

    result = doctest.testfile("../docs/python.md", module_relative=True)
    assert result.failed == 0
    assert result.attempted > 20


def test_ci_runs_the_readmes_test_command() -> None:
    readme = Path("README.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"<!-- tests -->\n```sh\n(.*)\n```", readme)
    assert command.startswith("python3 -m venv .venv && ")
    assert command.endswith(".venv/bin/pytest")
    recipe = re.search(
        r"^test-all .*\n    (.*) \{\{ args \}\}$", Path("justfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert recipe
    assert command.endswith(f".venv/bin/{recipe[1]}")


RUNS = [
    "python3 -m venv .venv",
    "pip install -q -c constraints.txt -e .[dev]",
    *(f"just {recipe}" for recipe in ("lint", "types", "layers", "docs", "wheel")),
    "python3 -m venv .venv",
    "pip install -q -c constraints.txt -e .[dev]",
    "pytest ",
]


@pytest.mark.parametrize("calls", range(1, len(RUNS) + 2))
def test_ci_looks_at_style_types_and_layers_before_it_runs_the_readmes_test_command(tmp_path: Path, calls: int) -> None:
    """With programs that only write down what is asked of them. One fails, and is the last; in the end none does."""
    said = f'echo "$(basename "$0") $*" >> log; [ $(wc -l < log) != {calls} ]'
    programs = dict.fromkeys(["bin/python3", *(f".venv/bin/{name}" for name in ("pip", "just", "pytest"))], said)
    for name, script in {**programs, "bin/python3.12": "exit 1", "bin/soffice": "exit 0"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    for name in (".ci/run", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(Path(name).read_text(encoding="utf-8"), encoding="utf-8")
    env = {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}
    done = subprocess.run(["bash", str(tmp_path / ".ci/run")], env=env, capture_output=True, text=True, check=False)
    assert (tmp_path / "log").read_text(encoding="utf-8").splitlines() == RUNS[:calls]
    assert done.returncode == (1 if calls <= len(RUNS) else 0)
    assert done.stdout.splitlines()[-1].startswith("+ ")


def test_no_test_asks_how_long_something_takes() -> None:
    """A busy machine fails no test: examples have no deadline, and what ends a hang is processor time."""
    clock = re.compile(r"\bdeadline=|\btimeout=|HealthCheck\.|\bperf_counter\b|\bmonotonic\b|\btime\.time\b")
    found = {str(path) for path in Path("tests").rglob("*.py") if clock.search(path.read_text(encoding="utf-8"))}
    assert found == {"tests/conftest.py"}  # the profile of all tests


def test_every_pinned_version_satisfies_what_is_asked() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = Path("constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=\[]", requirement)[0].lower() for requirement in asked}
    assert names <= pinned


def test_every_term_is_asked_for_and_reported_wherever_the_others_are() -> None:
    words = {term.word for term in TERMS}
    assert words == set(Terms._fields)
    assert words <= set(Call.model_fields) & set(Option.model_fields) & signature(price).parameters.keys()
    for fields in (charge_rows.FIELDS, plain.FIELDS):
        assert words <= {field.name for field in fields}
    assert set(TERMS) < set(MODIFIERS)
    assert {modifier.key for modifier in MODIFIERS} - {"contract"} <= set(Rate.model_fields)
    assert {f"x_{word.title()}" for word in words}.isdisjoint({"x_Hours", "x_Tier", "x_Part", "x_Model", "x_Meter"})
