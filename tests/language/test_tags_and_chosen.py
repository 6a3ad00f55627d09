"""`tags` and `chosen`: what rows of an export are grouped by, and the option that is really used."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from tests.inputs import scenario_yaml
from tests.language.asked import ask, problems, refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

BODY = "workload: [{line: a, unit_price: 1}]\noptions: {x: {}, y: {}}\n"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("{team: support}", {"team": "support"}),
        ('{cost_centre: "4711", team: a}', {"cost_centre": "4711", "team": "a"}),
        ("{Env-1.x: no}", {"Env-1.x": "no"}),
        ("{a: 日本, b: ü, c: 'a b, c'}", {"a": "日本", "b": "ü", "c": "a b, c"}),
        ("{}", {}),
    ],
)
def test_a_scenario_has_any_tags(tags: str, expected: dict[str, str]) -> None:
    written = ask(f"tags: {tags}\n{BODY}").scenario.scenario
    assert {str(name): str(text) for name, text in written.tags.items()} == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("[support]", ["1 wrong-type: ["]),
        ("{cost_centre: 4711}", ["1 wrong-type: 4711"]),
        ("support", ["1 wrong-type: support"]),
        ("{team: [a]}", ["1 wrong-type: ["]),
        ("{team: }", ["1 empty-value: team"]),
        ("{team: a, team: b}", ["1 duplicate-key: team"]),
        ("{1a: b}", ["1 bad-name: 1a"]),
        ("{a b: b}", ["1 bad-name: a"]),
        ("{ä: b}", ["1 bad-name: ä"]),
        ('{"": b}', ['1 bad-key: "']),
        ('{a: "b\\u0007"}', ['1 hidden-character: "']),
        ('{a: "b\\u202e"}', ['1 hidden-character: "']),
        ('{"a\\u0007": b}', ['1 bad-key: "', '1 hidden-character: "']),
    ],
)
def test_a_tag_that_cannot_be_is_refused_where_it_is_written(tags: str, expected: list[str]) -> None:
    assert refused(f"tags: {tags}\n{BODY}") == expected


def test_there_are_not_too_many() -> None:
    tags = ", ".join(f"a{n}: b" for n in range(51))
    assert [found.partition(":")[0] for found in refused(f"tags: {{{tags}}}\n{BODY}")] == ["1 too-many"]


def test_an_option_is_chosen() -> None:
    assert ask(f"{BODY}chosen: y\n").scenario.scenario.chosen == "y"
    ((_, code, message, _),) = problems(f"{BODY}chosen: z\n")
    assert (code, message) == ("unknown-option", "there is no option `z`")
    assert refused("workload: [{line: a, unit_price: 1}]\nchosen: y\n") == ["2 unknown-option: y"]


def test_what_is_chosen_is_another_thing_than_what_others_are_compared_with() -> None:
    result = ask(f"{BODY}baseline: x\nchosen: y\n")
    assert result.plan.baseline is not None
    assert result.plan.baseline.id == "x"


def test_tags_reach_every_row_of_an_export(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(scenario_yaml(f"tags: {{team: support, env: live}}\nas_of: 2026-04-28\n{BODY}"), encoding="utf-8")
    code, out, err = costcalc("export", "--all-options", file, "--format", "csv")
    assert (code, err) == (0, "")
    assert [
        (row["option"], json.loads(row["tags"])) for row in csv.DictReader(StringIO(out.removeprefix("\ufeff")))
    ] == [
        ("x", {"team": "support", "env": "live"}),
        ("y", {"team": "support", "env": "live"}),
    ]
