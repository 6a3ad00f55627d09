"""What the tests of the laboratory share: it is written and committed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.lab.repository import Repository
from tests.lab.thirty import thirty

if TYPE_CHECKING:
    from pathlib import Path

    from tests.lab.described import Lab


@pytest.fixture(scope="session")
def lab() -> Lab:
    """The description."""
    return thirty()


@pytest.fixture(scope="session")
def original(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The laboratory as committed: not to be changed."""
    return Repository.of(lab, tmp_path_factory.mktemp("lab") / "original")


@pytest.fixture
def change(original: Repository, tmp_path: Path) -> Repository:
    """A copy of it, in which a branch has begun."""
    return original.clone(tmp_path / "change")
