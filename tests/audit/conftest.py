"""The post, audited in its folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from .post import CLAIMS, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer


@pytest.fixture
def audited(costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Audit the post, with claims of one's own: `audited("--brief", claims=…)`."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, claims: str = CLAIMS) -> Answer:
        written(tmp_path, claims)
        return costcalc("audit", "post.yaml", "--pricing", "pricing", *words)

    return run


@pytest.fixture
def document(audited: Callable[..., Answer]) -> Callable[..., Any]:
    """Return the audit of the post as JSON has it."""

    def read(*words: str, claims: str = CLAIMS) -> Any:
        return json.loads(audited(*words, "--format", "json", claims=claims).out)

    return read
