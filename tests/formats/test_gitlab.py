"""GitLab: code quality that is valid, empty where all is well, and told apart by what does not move."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from tests.little import SCHEMAS, harmless

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.review import Review
    from tests.little import Little

    Write = Callable[..., str]


def issues(text: str) -> list[dict[str, Any]]:
    """Read a report whose fingerprints are all different."""
    assert text.isascii()
    harmless(text)
    found: list[dict[str, Any]] = json.loads(text)
    assert len({one["fingerprint"] for one in found}) == len(found)
    return found


def test_all_is_well_with_an_empty_list(little: Little, write: Write) -> None:
    assert write("gitlab", little.review()) == "[]\n"


def test_a_finding_has_its_severity_and_its_line(dearer: Little, write: Write) -> None:
    gate, budget = issues(write("gitlab", dearer.review()))
    assert (gate["check_name"], gate["severity"]) == ("gate", "critical")
    assert gate["location"] == {"path": "costcalc.yaml", "lines": {"begin": 3}}
    assert budget["description"] == "chat/small is over its budget by 100 USD, at 2026-11-23"


def test_it_is_valid(dearer: Little, unanswered: Review, hostile: Review, write: Write) -> None:
    schema = json.loads((SCHEMAS / "gitlab-code-quality.schema.json").read_text(encoding="utf-8"))
    for result in (dearer.review(), unanswered, hostile, dearer.review(base="nowhere")):
        Draft202012Validator(schema).validate(issues(write("gitlab", result)))


def test_a_fingerprint_survives_other_lines_and_other_amounts(dearer: Little, write: Write) -> None:
    before = issues(write("gitlab", dearer.review()))
    dearer.edit("pricing/acme.yaml", ("input: 0.50\n        output: 2\n", "input: 0.50\n        output: 2.5\n"))
    scenario = (dearer.head / "scenarios/chat.yaml").read_text(encoding="utf-8")
    dearer.write("scenarios/chat.yaml", f"# a line more\n{scenario}", dearer.base, dearer.head)
    after = issues(write("gitlab", dearer.review()))
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert [one["description"] for one in before] != [one["description"] for one in after]
    assert [one["location"]["lines"] for one in before] != [one["location"]["lines"] for one in after]


def test_what_is_alike_is_told_apart(dearer: Little, write: Write) -> None:
    result = dearer.review()
    assert len(issues(write("gitlab", result._replace(findings=result.findings * 3)))) == 6


def test_problems_block(unanswered: Review, write: Write) -> None:
    found = issues(write("gitlab", unanswered))
    assert {one["severity"] for one in found} == {"blocker"}
    assert {one["location"]["path"] for one in found} == {"scenarios/broken.yaml"}


def test_what_stands_in_no_file_is_reported_where_it_is_written(little: Little, write: Write) -> None:
    (found,) = issues(write("gitlab", little.review(base="no-such-base")))
    assert found["location"] == {"path": ".gitlab-ci.yml", "lines": {"begin": 1}}
    assert found["description"].startswith("--base:1:1: ")


def test_levels_are_severities(dearer: Little, write: Write) -> None:
    dearer.write("costcalc.yaml", GATE_WITH_MORE)
    found = issues(write("gitlab", dearer.review()))
    assert {(one["check_name"], one["severity"]) for one in found} >= {("policy-changed", "minor")}


GATE_WITH_MORE = "schema: costcalc/policy/v1\ngates:\n  - {increase: 900 USD}\n"
