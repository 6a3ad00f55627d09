"""What a shell is told when somebody asks for the rest of a word; and nothing else, whatever happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.cli import COMPLETING
from costcalc.cli.completion import SUGGESTED
from costcalc.project.glance import MOST_NAMES
from costcalc.schema import NAMES
from tests.inputs import card_yaml
from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Complete = Callable[[str], list[str]]

CHATBOT = "compare scenarios/chatbot.yaml"
HARMLESS = re.compile(r"[A-Za-z0-9._:/@+=-]+")


@pytest.fixture
def complete(costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> Complete:
    """Ask as bash does, with the cursor at the end of the line."""

    def suggested(line: str) -> list[str]:
        monkeypatch.setenv(COMPLETING, "complete_bash")
        monkeypatch.setenv("COMP_WORDS", f"costcalc {line}")
        monkeypatch.setenv("COMP_CWORD", str(len(line.split()) + line.endswith(" ")))
        answer = costcalc()
        assert (answer.code, answer.err) == (0, "")
        return answer.out.split()

    return suggested


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("com", ["compare"]),
        ("cards sh", ["show"]),
        ("--version com", ["compare"]),
        ("price article-2026-04/gpt", ["article-2026-04/gpt-4-turbo"]),
        ("price gpt-5.4-m", ["gpt-5.4-mini"]),
        ("price gpt-4-t", []),  # two cards have it
        ("cards show google/gemini-2.5-flash-l", ["google/gemini-2.5-flash-lite"]),
        (
            f"{CHATBOT} --with moonshot/kimi-k3",
            ["moonshot/kimi-k3", "moonshot/kimi-k3.1-pro", "moonshot/kimi-k3.1-pro-highspeed"],
        ),
        (f"{CHATBOT} --with=qwen/qwen3.6-plus-", ["qwen/qwen3.6-plus-2026-04-02"]),
        ("cards list m", ["mistral", "moonshot"]),
        (f"{CHATBOT} --set ", ["queries=", "prompt_tokens=", "answer_tokens="]),
        (f"{CHATBOT} --as-of 2026-05-01 --set queries=1 --set p", ["prompt_tokens="]),
        (f"{CHATBOT} --vary p", ["prompt_tokens="]),
        ("compare --set ", []),
        ("solve scenarios/chatbot.yaml --for p", ["prompt_tokens"]),
        ("solve scenarios/chatbot.yaml --for queries --break-even tu", ["turbo", "turbo_published"]),
        ("solve scenarios/chatbot.yaml --for queries --break-even turbo fl", ["flash", "flash_published"]),
        ("solve scenarios/chatbot.yaml --set p", ["prompt_tokens="]),
        ("compare - --set ", []),
        ("price anthropic/claude-opus-4-6 --service ", ["standard", "batch", "fast"]),
        ("price --service ", ["standard"]),
        (f"{CHATBOT} --with openai/gpt-4o --like tu", ["turbo", "turbo_published"]),
        (f"export {CHATBOT.partition(' ')[2]} --like flash_", ["flash_published"]),
        (f"{CHATBOT} --option flash_", ["flash_published"]),
        ("price openai/gpt-4o --with mistral/mistral-small-4 --option m", ["mistral/mistral-small-4"]),
        ("price openai/gpt-4o --with article-2026-04/* --option article-2026-04/g", ["article-2026-04/gpt-4-turbo"]),
        ("price openai/gpt-4o --option ", ["openai/gpt-4o"]),
        ("price openai/gpt-4o --meter cache_", ["cache_read=", "cache_write_5m=", "cache_write_1h=", "cache_storage="]),
        ("explain not-", ["not-in-force", "not-utf-8", "not-released", "not-paired", "not-checkable"]),
        ("explain bad-sum stale", ["stale-verified", "stale-price"]),
        ("init card --currency ", []),
        (f"{CHATBOT} --format j", ["json"]),
        (f"{CHATBOT} --sort ", ["file", "total"]),
        (f"{CHATBOT} --br", ["--brief"]),
        ("cards import lite", ["litellm", "litellm-proxy"]),
        ("schema s", [name for name in NAMES if name.startswith("s")]),
        (f"{CHATBOT} ", []),  # files, which the shell itself knows
        (f"{CHATBOT} --nonsense --with moonshot/kimi-k3.1-pro-", ["moonshot/kimi-k3.1-pro-highspeed"]),
    ],
)
def test_a_word_is_completed(complete: Complete, line: str, words: list[str]) -> None:
    assert complete(line) == words


def test_models_are_those_of_the_folders_on_the_line(complete: Complete, tmp_path: Path) -> None:
    text = card_yaml("models:\n  small:\n    rates: [{effective: 2026-01-01, source: a page, input: 1}]\n")
    (tmp_path / "acme.yaml").write_text(text, encoding="utf-8")
    assert complete(f"price --pricing {tmp_path} ") == ["acme/small"]
    assert complete(f"{CHATBOT} --pricing {tmp_path} --with ") == ["acme/small"]
    assert complete(f"cards list --pricing {tmp_path} ") == ["acme"]
    assert complete(f"price --pricing {tmp_path}/nowhere ") == []


HOSTILE = [
    "schema: costcalc/rate-card/v1\nmodels:\n  $(touch gone):\n  `id`:\n  a;b:\n  \x1b[2J:\n  ok:\n  '\u202ex':\n",
    "schema: costcalc/rate-card/v1\nmodels: {{{{[\n",
    "\0\1\2",
    "schema: costcalc/rate-card/v1\nmodels:\n" + "".join(f"  m{nth}:\n" for nth in range(9 * MOST_NAMES)),
    "schema: costcalc/scenario/v1\nassumptions:\n  $(touch gone): 1\n  good: 1\n  '\x1b': 1\n  bad name: 1\nx: [\n",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_of_a_hostile_file_reaches_the_shell_but_harmless_names(
    complete: Complete, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("acme.yaml", "$(touch gone).yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    lines = (
        "price --pricing . ",
        "cards list --pricing . ",
        "compare acme.yaml --set ",
        "price --pricing . acme/ok --service ",
    )
    found = [word for line in lines for word in complete(line)]
    assert all(map(HARMLESS.fullmatch, found))
    assert len(found) <= 2 * MOST_NAMES
    assert ("acme/ok" in found) is ("rate-card" in text and "ok" in text)
    assert ("good=" in found) is ("good" in text)
    assert not list(tmp_path.glob("gone*"))


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_other_shells_are_told_the_same(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    monkeypatch.setenv(COMPLETING, f"complete_{shell}")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "costcalc price openai/gpt-4o-")
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", "openai/gpt-4o-")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    answer = costcalc()
    assert (answer.code, answer.err) == (0, "")
    assert "openai/gpt-4o-mini" in answer.out
    assert "gpt-4.1" not in answer.out


@pytest.mark.parametrize(("line", "code"), [("price openai/gpt-4o-", 0), ("compare scen", 1)])
def test_fish_is_told_whether_files_may_stand_there(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, line: str, code: int
) -> None:
    monkeypatch.setenv(COMPLETING, "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"costcalc {line}")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    assert costcalc() == (code, "", "")


@pytest.mark.parametrize("instruction", ["complete_nosuchshell", "complete_bash", "complete_zsh"])
def test_no_problem_is_printed(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, instruction: str
) -> None:
    """Not even where the shell does not say what is on the line."""
    monkeypatch.setenv(COMPLETING, instruction)
    for name in ("COMP_WORDS", "COMP_CWORD", "_TYPER_COMPLETE_ARGS"):
        monkeypatch.delenv(name, raising=False)
    answer = costcalc()
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("line", ["price op", "cards list ", "compare scenarios/chatbot.yaml --set ", "compare --f"])
def test_completing_imports_nothing_that_takes_time(line: str) -> None:
    code = "from costcalc.cli import main\nimport sys\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        COMPLETING: "complete_zsh",
        "_TYPER_COMPLETE_ARGS": f"costcalc {line}",
    }
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("_arguments ")
    assert {"costcalc.project.glance"} <= set(done.stderr.split())
    assert not {"pydantic", "rich", "yaml"} & set(done.stderr.split())


def test_no_other_run_knows_of_completion() -> None:
    code = "from costcalc.cli import main\nimport sys\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code, "price", "openai/gpt-4o", "--input", "1", "--format", "json"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert "costcalc.cli.price" in done.stderr.split()
    assert not {"costcalc.cli.completion", "costcalc.project.glance"} & set(done.stderr.split())


@pytest.mark.slow
def test_bash_completes_with_the_line_of_the_docs(tmp_path: Path) -> None:
    page = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
    (line,) = re.findall(r'^eval "\$\(.*source_bash costcalc\)"$', page, re.MULTILINE)
    program = tmp_path / "costcalc"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m costcalc "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    typed = "COMP_WORDS=(costcalc price deepseek/deepseek-v4-p); COMP_CWORD=2; _costcalc_completion costcalc"
    script = f'{line}\n{typed}\necho "${{COMPREPLY[@]}}"'
    env = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", script], env=env, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("deepseek/deepseek-v4-pro\n", "")


def test_what_is_suggested_is_asked_for_somewhere() -> None:
    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    assert [word for word in SUGGESTED if not re.search(rf"(?<![\w-]){word}\b", page)] == []
