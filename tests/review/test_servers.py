"""What docs/ci.md has other build servers run: it compares with the target, and ends as costcalc does."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.review.project import ROOT
from tools.read_yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")

# `python3 -I -m venv FOLDER` makes an environment whose costcalc only writes down what it is asked.
PYTHON = """#!/bin/bash
[ "$1 $2 $3" = "-I -m venv" ] || { echo "python3 $*" >> "$LOG"; exit 0; }
mkdir -p "$4/bin"
printf '#!/bin/bash\\necho "python $*" >> "$LOG"\\n' > "$4/bin/python"
printf '#!/bin/bash\\nprintf "%%s\\\\n" "$@" > "$WORDS"\\necho from costcalc\\nexit "$CODE"\\n' > "$4/bin/costcalc"
chmod +x "$4/bin/python" "$4/bin/costcalc"
"""
GIT = '#!/bin/bash\necho "git $*" >> "$LOG"\n'


class Server(NamedTuple):
    """A build server.

    Args:
        script: What it runs, one shell for each.
        base: What it should compare with.
        env: What it says of the pull request.
        shell: How it runs it.
    """

    script: tuple[str, ...]
    base: str
    env: dict[str, str]
    shell: tuple[str, ...] = ("bash", "-e", "-c")


def blocks(language: str) -> Iterator[str]:
    yield from re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def server(name: str) -> Server:
    """Return what the page says of a server."""
    (text,) = (block for block in blocks("groovy" if name == "jenkins" else "yaml") if MARKS[name] in block)
    if name == "jenkins":
        found = re.findall(r"sh '''\n(.*?)'''|sh '([^']*)'", text, re.DOTALL)
        lines = tuple((long or short).replace("\\\\", "\\") for long, short in found)
        return Server(lines, "origin/a b", {"CHANGE_TARGET": "a b"}, ("sh", "-e", "-c"))
    job = read_yaml(text)
    if name == "gitlab":
        shas = {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "a" * 40}
        return Server(("\n".join(job["costs"]["script"]),), "a" * 40, shas | job["costs"]["variables"])
    if name == "azure":
        (step,) = (step for step in job["steps"] if "bash" in step)
        target = {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/a b"}
        return Server((step["bash"],), "origin/a b", target | step["env"], ("bash", "--noprofile", "--norc", "-c"))
    (step,) = job["pipelines"]["pull-requests"]["**"]
    return Server(("\n".join(step["step"]["script"]),), "origin/a b", {"BITBUCKET_PR_DESTINATION_BRANCH": "a b"})


MARKS = {
    "gitlab": "CI_MERGE_REQUEST_TARGET_BRANCH_SHA",
    "jenkins": "CHANGE_TARGET",
    "azure": "vmImage",
    "bitbucket": "BITBUCKET_PR_DESTINATION_BRANCH",
}


class Ended(NamedTuple):
    """How a job ended, what costcalc was asked, and what else happened."""

    code: int
    words: list[str]
    log: str
    out: str


def run(tmp_path: Path, asked: Server, code: int) -> Ended:
    """Run the script of a server, with a costcalc that ends with a code."""
    tools = tmp_path / "tools"
    tools.mkdir(exist_ok=True)
    for name, text in (("python3", PYTHON), ("git", GIT)):
        (tools / name).write_text(text, encoding="utf-8")
        (tools / name).chmod(0o755)
    env = {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "LOG": str(tmp_path / "log"),
        "WORDS": str(tmp_path / "words"),
        "CODE": str(code),
        "AGENT_TEMPDIRECTORY": str(tmp_path / "agent"),
        "WORKSPACE_TMP": str(tmp_path / "workspace"),
        **{name: str(value) for name, value in asked.env.items()},
    }
    out = ""
    ended = 0
    for script in asked.script:
        command = [*asked.shell, script.replace("/opt/costcalc", str(tmp_path / "opt"))]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        out, ended = out + done.stdout + done.stderr, done.returncode
        if ended:
            break
    words, log = tmp_path / "words", tmp_path / "log"
    asked_words = words.read_text(encoding="utf-8").splitlines() if words.exists() else []
    return Ended(ended, asked_words, log.read_text(encoding="utf-8"), out)


@pytest.mark.parametrize("name", MARKS)
@pytest.mark.parametrize("code", [0, 1, 2, 3, 70])
def test_a_job_ends_as_costcalc_does(tmp_path: Path, name: str, code: int) -> None:
    done = run(tmp_path, server(name), code)
    assert done.code == code, done
    assert "from costcalc" in done.out


@pytest.mark.parametrize("name", MARKS)
def test_a_job_compares_with_the_target_of_the_pull_request(tmp_path: Path, name: str) -> None:
    asked = server(name)
    done = run(tmp_path, asked, 0)
    assert done.words[:3] == ["check", "--base", asked.base]
    assert any(word.startswith("junit=") for word in done.words)
    assert re.search(r"^python -I -m pip install --quiet git\+https://\S+/costcalc@COMMIT$", done.log, re.MULTILINE)


@pytest.mark.parametrize("name", MARKS)
def test_a_job_that_is_no_pull_request_compares_with_nothing_that_there_is(tmp_path: Path, name: str) -> None:
    asked = server(name)
    nothing = asked._replace(env={key: "" if key in UNSET else value for key, value in asked.env.items()})
    assert run(tmp_path, nothing, 0).words[:3] in (["check", "--base", ""], ["check", "--base", "origin/"])


UNSET = {
    "CI_MERGE_REQUEST_DIFF_BASE_SHA",
    "CHANGE_TARGET",
    "SYSTEM_PULLREQUEST_TARGETBRANCH",
    "BITBUCKET_PR_DESTINATION_BRANCH",
}


def test_azure_is_given_the_summary_whatever_the_answer_is(tmp_path: Path) -> None:
    done = run(tmp_path, server("azure"), 1)
    assert done.out.endswith(f"##vso[task.uploadsummary]{tmp_path}/agent/costs.md\n")


def test_an_azure_of_github_names_its_branch_alone(tmp_path: Path) -> None:
    asked = server("azure")
    done = run(tmp_path, asked._replace(env={**asked.env, "SYSTEM_PULLREQUEST_TARGETBRANCH": "main"}), 0)
    assert done.words[2] == "origin/main"
