"""Where rate cards are kept."""

from __future__ import annotations

from pathlib import Path

LOCAL = Path("pricing")
"""The folder of a project's own cards."""

_PACKAGE = Path(__file__).parents[1]
SHIPPED_FOLDER = next(
    (folder for folder in (_PACKAGE / "shipped", _PACKAGE.parent / "pricing") if folder.is_dir()), _PACKAGE / "shipped"
)
"""The cards that come with costcalc: inside an installed wheel, or beside the package in a checkout."""

SHIPPED_NAME = "pricing"
"""What places call that folder."""
