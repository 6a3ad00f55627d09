"""What tests of importers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importers.nightly import Table

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)
