"""The policy of a project: what is said where its file cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.problem import InputError
from costcalc.project.load import OWN, load_policy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("bad: [\n", "bad-yaml", 1),
        ("max_age_days: 30\nmax_age_days: 40\n", "duplicate-key", 2),
        ("schema: costcalc/scenario/v1\nSECRET: &x 1\n", "anchor", 2),
        ("max_age_days: 30\n", "missing-schema", 1),
        ("schema: costcalc/scenario/v1\n", "wrong-schema", 1),
    ],
)
def test_what_is_wrong_with_the_file_is_said_before_what_it_is_not(
    tmp_path: Path, text: str, code: str, line: int
) -> None:
    (tmp_path / OWN).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_policy(tmp_path)
    assert [(problem.code, problem.place.line) for problem in refused.value.problems] == [(code, line)]


def test_a_policy_without_its_schema_is_told_which(tmp_path: Path) -> None:
    (tmp_path / OWN).write_text("max_age_days: 30\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"costcalc/policy/v1"):
        load_policy(tmp_path)


@pytest.mark.parametrize("text", ["SECRET: 1\nSECRET: 2\n", "SECRET\n", "SECRET: [\n", "SECRET: *SECRET\n"])
def test_nothing_of_what_a_link_may_lead_to_is_shown(tmp_path: Path, text: str) -> None:
    (tmp_path / OWN).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_policy(tmp_path)
    assert "SECRET" not in str(refused.value)
