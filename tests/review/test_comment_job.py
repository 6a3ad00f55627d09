"""The job of docs/ci.md that comments: on one pull request, over its own comment, and nothing in it is obeyed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.formats.github_page import Page
from tests.review.project import ROOT
from tools.read_yaml import read_yaml

MARK = "<!-- costcalc check -->"
SHA, OTHER = "a" * 40, "b" * 40
REPOSITORY, ID = "acme/costs", 7
REPORT = f"{MARK}\n\n## costcalc check: failed\n\n**Largest move: chat/small**\n\nmore\n"
QUIET = f"{MARK}\n\ncostcalc check: passed. Checked 1 card: nothing to report.\n"

pytestmark = pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")

# What GitHub's program does to the answers of its server, which are in files.
GH = """#!/bin/bash
method=GET
while [ $# -gt 0 ]; do
  case "$1" in
    --method) method=$2; shift ;;
    --jq) filter=$2; shift ;;
    -F) case "$2" in body=@*) cp "${2#body=@}" "$RUNNER_TEMP/posted" ;; esac; shift ;;
    -f) fields="$fields $2"; shift ;;
    api|--paginate|--silent) ;;
    *) path=${1%%\\?*} ;;
  esac
  shift
done
echo "$method $path$fields" >> "$RUNNER_TEMP/asked"
[ -z "$filter" ] || jq -r "$filter" "$RUNNER_TEMP/$(basename "$path").json"
"""


class Posted(NamedTuple):
    """What a run of the job did.

    Args:
        code: How it ended.
        asked: What it asked of the server.
        body: What it posted; None where it posted nothing.
    """

    code: int
    asked: list[str]
    body: str | None


def workflow() -> dict[str, Any]:
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/ci.md").read_text(encoding="utf-8"), re.DOTALL)
    (found,) = (block for block in blocks if "workflow_run:" in block)
    loaded: dict[str, Any] = read_yaml(found)
    return loaded


def pull(number: int, sha: str = SHA, repository: int = ID) -> dict[str, Any]:
    return {"number": number, "head": {"sha": sha}, "base": {"repo": {"id": repository}}}


def comment(number: int, body: str, author: str = "github-actions[bot]") -> dict[str, Any]:
    return {"id": number, "user": {"login": author}, "body": body}


def run(
    tmp_path: Path,
    written: str | bytes | None = REPORT,
    *,
    event: tuple[dict[str, Any], ...] = (pull(12),),
    pulls: tuple[dict[str, Any], ...] = (),
    comments: tuple[dict[str, Any], ...] = (),
) -> Posted:
    """Run the step as GitHub does, for a file, with what the event says and what the server would answer."""
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(GH, encoding="utf-8")
    gh.chmod(0o755)
    (tmp_path / "pulls.json").write_text(json.dumps(pulls), encoding="utf-8")
    (tmp_path / "comments.json").write_text(json.dumps(comments), encoding="utf-8")
    (tmp_path / "costs").mkdir()
    if written is not None:
        data = written if isinstance(written, bytes) else written.encode()
        (tmp_path / "costs/comment.md").write_bytes(data)
    script = workflow()["jobs"]["comment"]["steps"][-1]["run"]
    surroundings = {
        "PATH": f"{gh.parent}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "REPOSITORY": REPOSITORY,
        "ID": str(ID),
        "PULLS": json.dumps(event),
        "OWNER": "stranger",
        "BRANCH": "$(touch stolen)",
        "SHA": SHA,
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=tmp_path, env=surroundings, capture_output=True, check=False
    )
    assert not (tmp_path / "stolen").exists()
    asked, posted = tmp_path / "asked", tmp_path / "posted"
    lines = asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []
    body = posted.read_text(encoding="utf-8") if posted.exists() else None
    return Posted(done.returncode, lines, body)


COMMENTS = f"repos/{REPOSITORY}/issues/12/comments"


def test_a_first_comment_is_posted_to_the_pull_request_of_the_event(tmp_path: Path) -> None:
    assert run(tmp_path) == Posted(0, [f"GET {COMMENTS}", f"POST {COMMENTS}"], REPORT)


def test_its_own_comment_is_written_anew(tmp_path: Path) -> None:
    done = run(tmp_path, comments=(comment(1, "hello"), comment(5, f"{MARK}\nold"), comment(6, f"{MARK}\nolder")))
    assert done == Posted(0, [f"GET {COMMENTS}", f"PATCH repos/{REPOSITORY}/issues/comments/5"], REPORT)


def test_a_strangers_comment_with_the_mark_is_left_alone_and_so_is_one_that_quotes_it(tmp_path: Path) -> None:
    others = (comment(5, f"{MARK}\nforged", "stranger"), comment(6, f"> {MARK}"))
    assert run(tmp_path, comments=others).asked[-1] == f"POST {COMMENTS}"


def test_where_there_is_nothing_to_report_no_new_comment_is_posted(tmp_path: Path) -> None:
    assert run(tmp_path, QUIET) == Posted(0, [f"GET {COMMENTS}"], None)


def test_where_there_is_nothing_to_report_any_more_the_comment_says_so(tmp_path: Path) -> None:
    done = run(tmp_path, QUIET, comments=(comment(5, f"{MARK}\nold"),))
    assert done == Posted(0, [f"GET {COMMENTS}", f"PATCH repos/{REPOSITORY}/issues/comments/5"], QUIET)


def test_the_pull_request_of_a_fork_is_found_by_its_branch_and_its_commit(tmp_path: Path) -> None:
    done = run(tmp_path, event=(), pulls=(pull(11, OTHER), pull(12)))
    assert done.asked[0] == f"GET repos/{REPOSITORY}/pulls state=open head=stranger:$(touch stolen)"
    assert done.asked[-1] == f"POST {COMMENTS}"


@pytest.mark.parametrize("event", [(pull(11, OTHER),), (pull(11, SHA, 8),)])
def test_the_pull_request_of_another_commit_or_repository_is_not_commented_on(
    tmp_path: Path, event: tuple[dict[str, Any], ...]
) -> None:
    done = run(tmp_path, event=event)
    assert (done.code, len(done.asked), done.body) == (0, 1, None)


def test_the_number_never_comes_from_the_file(tmp_path: Path) -> None:
    done = run(tmp_path, f"{MARK}\nnumber=99\nissues/99\n\nmore\n")
    assert done.asked[-1] == f"POST {COMMENTS}"


@pytest.mark.parametrize("kind", ["nothing", "a link", "a folder"])
def test_what_is_no_file_is_not_posted(tmp_path: Path, kind: str) -> None:
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    if kind == "nothing":
        assert run(tmp_path, None) == Posted(0, [], None)
        return
    folder = tmp_path / "costs"
    script = workflow()["jobs"]["comment"]["steps"][-1]["run"]
    folder.mkdir()
    made = folder / "comment.md"
    made.mkdir() if kind == "a folder" else made.symlink_to(tmp_path / "secret")
    env = {"PATH": os.environ["PATH"], "RUNNER_TEMP": str(tmp_path)}
    done = subprocess.run(["bash", "-e", "-c", script], env=env, capture_output=True, check=False)
    assert (done.returncode, (tmp_path / "body.md").exists()) == (0, False)


def test_nothing_in_a_forged_file_is_obeyed_and_our_own_tags_stay(tmp_path: Path) -> None:
    forged = (
        "@everyone and a@b.example ![x](/x.png) [y](/y) [z] <img src=x> <IMG SRC=x> <!-- hidden --> </b> <?x?>\n\n"
        "[z]: /z\n\n"
        "<details><summary>a <code>b</code></summary>\n\n- c <sub>d</sub>\n\n</details>\n\n`x < y`\n"
    )
    done = run(tmp_path, forged)
    assert done.body is not None
    page = Page(done.body)
    assert page.tags == [f"{MARK}", "p", "p", "details", "summary", "ul", "li", "sub", "p"]
    assert (page.links, page.taken) == ([], [])
    assert "`x < y`" in done.body


def test_the_mark_is_ours_and_there_once(tmp_path: Path) -> None:
    done = run(tmp_path, f"no mark\n{MARK}\n\nmore\n")
    assert done.body is not None
    assert done.body.startswith(f"{MARK}\nno mark\n")
    assert done.body.count(MARK) == 1


@pytest.mark.parametrize("sign", ["é", "日", "@", "x"])
def test_a_file_that_is_too_long_is_cut_between_characters(tmp_path: Path, sign: str) -> None:
    done = run(tmp_path, f"{MARK}\n\na\n\n{sign * 70_000}\n")
    assert done.code == 0
    assert done.body is not None
    assert 64_000 < len(done.body.encode()) < 65_536


def test_bytes_that_are_no_text_are_left_out(tmp_path: Path) -> None:
    done = run(tmp_path, f"{MARK}\n\na\n\n".encode() + b"b\xff\xfec\n")
    assert (done.code, done.body) == (0, f"{MARK}\n\na\n\nbc\n")


def test_a_pull_request_has_one_job_at_a_time_and_the_newest_counts() -> None:
    for text in re.findall(r"```yaml\n(.*?)```", (ROOT / "docs/ci.md").read_text(encoding="utf-8"), re.DOTALL):
        if "runs-on:" in text:
            assert read_yaml(text)["concurrency"]["cancel-in-progress"] is True
