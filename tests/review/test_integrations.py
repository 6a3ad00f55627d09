"""What build servers are given: action, workflow, hook and the snippets of docs/ci.md are valid, and fail closed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from costcalc.checks import CHECKS
from costcalc.formats import CheckForm
from costcalc.project.limits import Gate, PolicyBudget
from costcalc.project.load import load_policy
from costcalc.project.policy import Policy
from tests.review.project import ROOT
from tools.read_yaml import read_yaml

BIN = Path(sys.executable).parent
ACTION = ROOT / "action.yml"
WORKFLOW = ROOT / ".github/workflows/costs.yml"
PAGE = ROOT / "docs/ci.md"
IMPORT_PAGE = ROOT / "docs/import.md"
PINNED = re.compile(r"^\s*(?:- )?uses: (?!\./)(\S+)@(\S+)(.*)$", re.MULTILINE)
OURS = "OWNER/costcalc"
"""What the page calls the repository of the action, whose pin is the reader's choice."""
PERSONA = ("--persona", "auditor")
"""How strict zizmor is: nothing is stricter."""


def tool(*command: str) -> str:
    """Run a tool of the development environment, which must be content."""
    if not (BIN / command[0]).exists():
        pytest.skip(f"{command[0]} is not installed: pip install -e '.[dev]'")
    done = subprocess.run([str(BIN / command[0]), *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def snippets(language: str, word: str, page: Path = PAGE) -> list[str]:
    """Return the blocks of a page that have a word in them."""
    text = page.read_text(encoding="utf-8")
    found = [block for block in re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL) if word in block]
    assert found
    return found


def workflows() -> list[str]:
    return snippets("yaml", "runs-on:")


@pytest.mark.slow
def test_pre_commit_takes_the_hook() -> None:
    tool("pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    (hook,) = read_yaml((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("costcalc-check", "python", False)
    for name in ("pricing/acme.yaml", "scenarios/team/bot.yml", "costcalc.yaml", "pyproject.toml", "teams/a/Bot.YAML"):
        assert re.search(hook["files"], name), name
    for name in ("docs/pricing.md", "pricing/schema.json", "not-pyproject.toml"):
        assert not re.search(hook["files"], name), name


@pytest.mark.slow
def test_pre_commit_takes_the_configuration_of_the_page(tmp_path: Path) -> None:
    (text,) = snippets("yaml", "costcalc-check")
    (tmp_path / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    tool("pre-commit", "validate-config", str(tmp_path / ".pre-commit-config.yaml"))


@pytest.mark.slow
def test_github_takes_the_action_and_the_workflow() -> None:
    tool("check-jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION))
    tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(WORKFLOW))


@pytest.mark.slow
def test_zizmor_has_nothing_to_say_of_action_and_workflow() -> None:
    tool("zizmor", "--offline", *PERSONA, "--no-progress", "--strict-collection", str(ACTION), str(WORKFLOW))


@pytest.mark.slow
def test_github_and_zizmor_take_the_workflows_of_the_page(tmp_path: Path) -> None:
    files = []
    for nth, text in enumerate([*workflows(), *snippets("yaml", "runs-on:", IMPORT_PAGE)]):
        file = tmp_path / ".github/workflows" / f"{nth}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(re.sub(rf"({OURS})@COMMIT", rf"\1@{'0' * 40}", text), encoding="utf-8")
        files.append(str(file))
    tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)
    tool("zizmor", "--offline", *PERSONA, "--no-progress", "--strict-collection", *files)


@pytest.mark.slow
def test_gitlab_takes_the_jobs_of_the_page(tmp_path: Path) -> None:
    for nth, text in enumerate(snippets("yaml", "codequality:")):
        file = tmp_path / f"{nth}.gitlab-ci.yml"
        file.write_text(text, encoding="utf-8")
        tool("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(file))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("word", "name", "schema"),
    [
        ("vmImage:", "azure-pipelines.yml", "vendor.azure-pipelines"),
        ("max-time:", "bitbucket-pipelines.yml", "vendor.bitbucket-pipelines"),
    ],
)
def test_azure_and_bitbucket_take_the_pipelines_of_the_page(tmp_path: Path, word: str, name: str, schema: str) -> None:
    (text,) = snippets("yaml", word)
    (tmp_path / name).write_text(text, encoding="utf-8")
    tool("check-jsonschema", "--builtin-schema", schema, str(tmp_path / name))


def test_every_action_is_pinned_by_its_hash_with_its_version_beside_it() -> None:
    texts = [ACTION.read_text(encoding="utf-8"), WORKFLOW.read_text(encoding="utf-8"), *workflows()]
    pins: dict[str, set[tuple[str, str]]] = {}
    for text in texts:
        for name, pin, comment in PINNED.findall(text):
            if name != OURS:
                assert re.fullmatch(r"[0-9a-f]{40}", pin), (name, pin)
                assert re.match(r" # v\d+\.\d+\.\d+", comment), (name, comment)
                pins.setdefault(name, set()).add((pin, comment.split()[1]))
    assert {name: len(found) for name, found in pins.items()} == dict.fromkeys(pins, 1), "one pin each"
    assert "actions/checkout" in pins


def test_the_workflow_can_only_read_and_leaves_no_token_behind() -> None:
    for text in [WORKFLOW.read_text(encoding="utf-8"), *workflows()]:
        workflow = read_yaml(text)
        on = workflow[True] if True in workflow else workflow["on"]
        assert "pull_request_target" not in on
        assert workflow["permissions"] == {}
        for job in workflow["jobs"].values():
            checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
            assert all(step["with"]["persist-credentials"] is False for step in checkouts)
            if checkouts:
                assert job["permissions"] == {"contents": "read"}
                assert "pull_request" in on
            else:
                assert "workflow_run" in on  # the comment: it never sees the stranger's files


def test_no_input_of_the_action_is_part_of_a_script() -> None:
    for step in _action()["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


def _action() -> dict[str, Any]:
    action: dict[str, Any] = read_yaml(ACTION.read_text(encoding="utf-8"))
    return action


def script(step: str) -> str:
    (found,) = (each["run"] for each in _action()["runs"]["steps"] if each["id"] == step)
    return str(found)


class Step(NamedTuple):
    """What a step of the action left behind."""

    code: int
    said: str
    words: list[str]
    outputs: dict[str, str]
    summary: str


FAKE = """#!/bin/bash
printf '%s\\0' "$@" > "$RUNNER_TEMP/words"
pwd > "$RUNNER_TEMP/where"
for word in "$@"; do
  case "$word" in
    --report=markdown=*) [ -n "$QUIET" ] || echo "**the report**" > "${word#*=*=}" ;;
    --report=sarif=*) [ -n "$QUIET" ] || echo "{}" > "${word#*=*=}" ;;
    --comment-file=*) [ -n "$QUIET" ] || echo "**the comment**" > "${word#*=}" ;;
  esac
done
exit "$CODE"
"""


def step(tmp_path: Path, code: int = 0, **env: str) -> Step:
    """Run the step `check` as GitHub does, with a program that only writes down what it is asked."""
    fake = tmp_path / "bin" / "costcalc"
    fake.parent.mkdir(exist_ok=True)
    fake.write_text(FAKE, encoding="utf-8")
    fake.chmod(0o755)
    for name in ("output", "summary"):
        (tmp_path / name).write_text("", encoding="utf-8")
    inputs = dict.fromkeys(("PATHS", "BASE", "FAIL_ON", "AS_OF", "PRICING", "REPORTS"), "")
    surroundings = {
        "PATH": os.environ["PATH"],
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GITHUB_BASE_REF": "main",
        "COSTCALC": str(fake),
        "CODE": str(code),
        **inputs,
        "FOLDER": ".",
        "COMMENT": "false",
        "QUEUE_BASE": "",
        **env,
    }
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script("check")]
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    words = (tmp_path / "words").read_text(encoding="utf-8") if (tmp_path / "words").exists() else ""
    return Step(
        done.returncode,
        done.stdout + done.stderr,
        words.split("\0")[:-1],
        _outputs((tmp_path / "output").read_text(encoding="utf-8")),
        (tmp_path / "summary").read_text(encoding="utf-8"),
    )


def _outputs(text: str) -> dict[str, str]:
    """Read the outputs as the runner does: NAME<<MARK, lines, MARK."""
    found, lines = {}, iter(text.splitlines())
    for line in lines:
        name, mark = line.split("<<", 1)
        value = []
        for more in lines:
            if more == mark:
                break
            value.append(more)
        else:
            pytest.fail(f"no end of {name}")
        found[name] = "\n".join(value)
    return found


@pytest.mark.parametrize("code", [0, 1, 2, 3, 70, 137])
def test_the_action_ends_with_the_exit_code_of_costcalc(tmp_path: Path, code: int) -> None:
    done = step(tmp_path, code)
    assert (done.code, done.outputs["exit-code"], done.summary) == (code, str(code), "**the report**\n")
    assert Path(done.outputs["markdown"]).read_text(encoding="utf-8") == "**the report**\n"
    assert Path(done.outputs["sarif"]).name == "costs.sarif"


@pytest.mark.parametrize(("code", "ends"), [(0, 70), (1, 1), (2, 2), (3, 3), (70, 70)])
def test_an_action_without_a_report_is_never_green(tmp_path: Path, code: int, ends: int) -> None:
    done = step(tmp_path, code, QUIET="1")
    assert (done.code, done.outputs) == (ends, {"exit-code": str(ends)})
    assert f"its exit code is {ends}" in done.summary


def test_a_program_that_is_not_there_is_never_green(tmp_path: Path) -> None:
    done = step(tmp_path, COSTCALC=str(tmp_path / "nothing"))
    assert (done.code, done.outputs) == (127, {"exit-code": "127"})


def test_the_action_compares_with_the_target_of_the_pull_request(tmp_path: Path) -> None:
    assert "--base=origin/main" in step(tmp_path).words
    assert "--base=origin/release 1" in step(tmp_path, GITHUB_BASE_REF="release 1").words
    assert "--base=v1" in step(tmp_path, BASE="v1").words
    assert not [word for word in step(tmp_path, BASE="none").words if word.startswith("--base")]


def test_in_a_merge_queue_the_action_compares_with_what_the_group_stands_on(tmp_path: Path) -> None:
    done = step(tmp_path, GITHUB_BASE_REF="", QUEUE_BASE="a" * 40)
    assert (done.code, f"--base={'a' * 40}" in done.words) == (0, True)
    assert "--base=v1" in step(tmp_path, GITHUB_BASE_REF="", QUEUE_BASE="a" * 40, BASE="v1").words
    assert _action()["runs"]["steps"][1]["env"]["QUEUE_BASE"] == "${{ github.event.merge_group.base_sha }}"


def test_the_action_works_in_the_folder_that_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "-a team").mkdir()
    assert step(tmp_path, FOLDER="-a team").code == 0
    assert (tmp_path / "where").read_text(encoding="utf-8") == f"{tmp_path}/-a team\n"
    (tmp_path / "words").unlink()
    done = step(tmp_path, FOLDER="none")
    assert (done.code, done.words, done.outputs) == (2, [], {"exit-code": "2"})


def test_the_action_writes_a_comment_where_it_is_asked_to(tmp_path: Path) -> None:
    assert "comment-file" not in step(tmp_path).outputs
    done = step(tmp_path, 1, COMMENT="true")
    assert Path(done.outputs["comment-file"]).read_text(encoding="utf-8") == "**the comment**\n"
    assert step(tmp_path, COMMENT="true", QUIET="1").code == 70
    done = step(tmp_path, COMMENT="yes")
    assert (done.code, done.outputs) == (2, {"exit-code": "2"})


def test_without_a_base_the_action_says_so_and_does_not_pass(tmp_path: Path) -> None:
    done = step(tmp_path, GITHUB_BASE_REF="")
    assert (done.code, done.words, done.outputs) == (2, [], {"exit-code": "2"})
    assert "say with base what to compare with" in done.said


def test_inputs_of_the_action_are_words_and_never_code(tmp_path: Path) -> None:
    nasty = "$(touch stolen) `touch stolen`; touch stolen"
    done = step(
        tmp_path,
        PATHS=f"a folder\r\n\n{nasty}\n--force",
        BASE=nasty,
        FAIL_ON="warning",
        AS_OF=nasty,
        PRICING="cards\nmore cards",
        REPORTS="junit=costs.xml",
    )
    assert done.code == 0
    assert [word for word in done.words if "costcalc-reports" not in word] == [
        "check",
        "--format=github",
        "--report=junit=costs.xml",
        "--pricing=cards",
        "--pricing=more cards",
        f"--base={nasty}",
        "--fail-on=warning",
        f"--as-of={nasty}",
        "--",
        "a folder",
        nasty,
        "--force",
    ]
    assert not (tmp_path / "stolen").exists()


@pytest.mark.parametrize(("python", "said"), [("no-such-python", "3.11 or later"), ("old", "3.11 or later")])
def test_an_action_that_cannot_be_installed_says_so(tmp_path: Path, python: str, said: str) -> None:
    (tmp_path / "old").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "old").chmod(0o755)
    (tmp_path / "output").touch()
    surroundings = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "PYTHON": python,
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script("install")]
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    assert (done.returncode, said in done.stdout) == (2, True)
    assert (tmp_path / "output").read_text(encoding="utf-8") == ""


@pytest.mark.slow
def test_a_module_in_the_checkout_is_not_what_installs_costcalc(tmp_path: Path) -> None:
    """A pull request can put a `venv.py` and a `pip.py` beside its cards."""
    for name in ("venv", "pip", "sys_", "json"):
        (tmp_path / f"{name}.py").write_text("open('stolen', 'w')\n", encoding="utf-8")
    (tmp_path / "output").touch()
    surroundings = {
        "PATH": os.environ["PATH"],
        "PYTHON": sys.executable,
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTION_PATH": str(tmp_path / "nothing"),  # so that nothing is downloaded
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script("install")]
    done = subprocess.run(command, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)
    assert (done.returncode, "cannot be installed" in done.stdout) == (2, True)
    assert not (tmp_path / "stolen").exists()


@pytest.mark.parametrize("python", ["zizmor", "check-jsonschema"])
def test_the_tools_of_these_tests_are_dependencies_of_development(python: str) -> None:
    assert f'"{python}' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"{python.replace('-', '_')}==" in (ROOT / "constraints.txt").read_text(encoding="utf-8").replace("-", "_")


def test_the_policy_of_the_page_has_every_key_and_is_one(tmp_path: Path) -> None:
    (policy,) = snippets("yaml", "costcalc/policy/v1")
    (tmp_path / "costcalc.yaml").write_text(policy, encoding="utf-8")
    read = load_policy(tmp_path).policy
    assert len(read.gates) == 6
    for record in (Policy, Gate, PolicyBudget):
        assert all(re.search(rf"\b{field.alias or name}:", policy) for name, field in record.model_fields.items())
    assert set(read.checks) <= set(CHECKS)
    (tmp_path / "costcalc.yaml").unlink()
    (table,) = snippets("toml", "tool.costcalc")
    (tmp_path / "pyproject.toml").write_text(table, encoding="utf-8")
    assert load_policy(tmp_path).policy.fail_on == "error"


def test_every_input_of_the_action_and_every_report_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in page for name in _action()["inputs"])
    assert all(f"`{name}`" in page for name in _action()["outputs"])
    assert all(f"`{name}=FILE`" in page for name in CheckForm)
