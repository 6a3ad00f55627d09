"""docs/reports.md: what it shows is what the reports of its example say."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from costcalc.checkout import Checkout
from costcalc.checks import CHECKS
from costcalc.instant import parse_instant
from costcalc.review import review
from tests.little import ROOT, written

if TYPE_CHECKING:
    from costcalc.review import Review

PAGE = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Review:
    """The review of the example, named as if its folder were a repository."""
    monkeypatch.chdir(ROOT / "docs" / "examples" / "price-change" / "after")
    return review(as_of=parse_instant("2026-11-23"), base="../before")._replace(checkout=Checkout())


def block(language: str) -> str:
    """Take the one block of a language out of the page."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_commands_for_github_are_true(example: Review) -> None:
    assert block("text") == written("github", example)


def test_the_issue_for_gitlab_is_true(example: Review) -> None:
    assert json.loads(block("json")) == json.loads(written("gitlab", example))


def test_the_test_cases_are_true(example: Review) -> None:
    shown = example._replace(checks=("history-edited",))
    assert set(shown.checks) < set(CHECKS)
    assert block("xml") == written("junit", shown)


def test_the_table_is_true(example: Review) -> None:
    assert block("markdown") in written("markdown", example)
