"""The same inputs give the same bytes: in any time zone, locale and hash seed, today and next year."""

from __future__ import annotations

from itertools import product

import pytest

from tests.program import elsewhere

pytestmark = pytest.mark.slow

SURROUNDINGS = [
    {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
    for (zone, locale), seed in zip(
        product(["UTC", "Asia/Shanghai", "America/St_Johns"], ["C", "C.UTF-8"]),
        ["0", "1", "2", "3", "4", "5"],
        strict=True,
    )
]


FORMS = ("text", "json", "markdown", "csv")
COMPARE = ("compare", "scenarios/chatbot.yaml", "scenarios/coding-assistant.yaml", "--format")


@pytest.fixture(scope="module")
def answers() -> list[list[tuple[int, bytes]]]:
    """What each of the surroundings answers in every format."""
    return [elsewhere([(*COMPARE, form) for form in FORMS], **each) for each in SURROUNDINGS]


@pytest.mark.parametrize("form", FORMS)
def test_surroundings_do_not_change_a_byte(answers: list[list[tuple[int, bytes]]], form: str) -> None:
    ((code, answer),) = {each[FORMS.index(form)] for each in answers}
    assert code == 0
    assert len(answer) > 1000
