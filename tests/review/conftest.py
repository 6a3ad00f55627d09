"""What the tests of the check share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.project import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose files are not yet committed."""
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder)
