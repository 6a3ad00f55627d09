"""`costcalc explain`: what a code means, from the same text as the docs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.codes import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer


def test_a_problem_is_explained_with_its_example(costcalc: Callable[..., Answer]) -> None:
    assert costcalc("explain", "alias") == (
        0,
        """\
alias
a problem
A YAML alias, *name, is not read: each line says itself what it holds.
Write the value out. In the configuration of a LiteLLM proxy, where aliases are
read, no anchor of this name ends above it.

  $ costcalc compare scenario.yaml
  scenario.yaml:7:54: error[alias]: aliases (`*name`) are not read
      7 |   - {call: answer, requests: 1M, input: 200, output: *size}
                                                               ^
    = hint: write the value out
""",
        "",
    )


def test_a_check_is_explained_by_its_own_documentation(costcalc: Callable[..., Answer]) -> None:
    out = costcalc("explain", "history-edited").out
    assert out.startswith("history-edited\na finding, usually of the level error\nA price of the past is not what it")
    assert "\n  rates:\n" in out


@pytest.mark.parametrize(("name", "said"), [("budget", "a finding, usually of the level error"), ("retired", "a flag")])
def test_what_else_a_check_or_a_comparison_reports(costcalc: Callable[..., Answer], name: str, said: str) -> None:
    assert costcalc("explain", name).out.startswith(f"{name}\n{said}\n")


def test_several_codes_are_explained_one_after_the_other(costcalc: Callable[..., Answer]) -> None:
    both = costcalc("explain", "tag", "alias").out
    assert both == f"{costcalc('explain', 'tag').out}\n{costcalc('explain', 'alias').out}"


def test_without_a_code_all_are_listed(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("explain")
    assert (answer.code, answer.err) == (0, "")
    assert set(re.findall(r"^  ([a-z0-9-]+): ", answer.out, re.MULTILINE)) == set(codes())
    assert max(map(len, answer.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("word", "hint"), [("not-in-forse", "did you mean `not-in-force`?"), ("zzzz", "`costcalc explain` lists them")]
)
def test_what_is_no_code_is_refused(costcalc: Callable[..., Answer], word: str, hint: str) -> None:
    answer = costcalc("explain", "alias", word)
    assert (answer.code, answer.out) == (2, "")
    assert f"error[unknown-word]: there is no code `{word}`" in answer.err
    assert hint in answer.err


def test_programs_are_told_the_same(costcalc: Callable[..., Answer]) -> None:
    document = json.loads(costcalc("explain", "--format", "json").out)
    assert document["schema"] == "costcalc/codes/v1"
    assert [one["code"] for one in document["codes"]] == list(codes())
    (alias,) = json.loads(costcalc("explain", "alias", "--format", "json").out)["codes"]
    assert alias["kind"] == "problem"
    assert alias["level"] is None
    assert alias["title"].startswith("A YAML alias")
    assert alias["example"].startswith("$ costcalc compare scenario.yaml\n")


def test_the_other_forms(costcalc: Callable[..., Answer]) -> None:
    markdown = costcalc("explain", "alias", "--format", "markdown").out
    assert markdown.startswith("## alias\n\na problem\n\n**A YAML alias, `*name`, is not read:")
    assert "\n```text\n$ costcalc compare scenario.yaml\n" in markdown
    assert costcalc("explain", "--format", "csv").out.startswith("code,kind,level,title,text,example\nalias,problem,,")


def named_in_tables(page: str, heading: str) -> set[str]:
    text = Path(f"docs/{page}.md").read_text(encoding="utf-8").partition(f"\n## {heading}")[2]
    return {code for row in re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE) for code in re.findall("`([^`]+)`", row)}


def test_every_code_that_another_page_names_can_be_asked_about() -> None:
    assert named_in_tables("formats", "Problems") <= set(codes())


def test_every_code_of_a_problem_stands_in_a_table() -> None:
    pages = (("formats", "Problems"), ("scenario", "What is refused"), ("rate-card", "What is refused"))
    named = {code for page, heading in pages for code in named_in_tables(page, heading)}
    assert {code for code, one in codes().items() if one.kind == "problem"} - named == set()


def test_every_flag_stands_in_the_table_of_flags() -> None:
    text = Path("docs/scenario.md").read_text(encoding="utf-8").partition("\n## Flags")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| .* \| (yes|no) \|$", text, re.MULTILINE))
    assert set(rows) == {code for code, one in codes().items() if one.kind == "flag"}
    lead = Path("docs/problems.md").read_text(encoding="utf-8").partition("\n## Flags")[2].partition("\n- ")[0]
    assert {code for code, wins in rows.items() if wins == "yes"} == set(re.findall("`([a-z-]+)`", lead))
