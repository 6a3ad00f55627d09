"""The kinds of files that `init` begins."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Beginning(StrEnum):
    """What is begun."""

    SCENARIO = "scenario"
    CARD = "card"
    CONTRACT = "contract"
    POLICY = "policy"

    @property
    def schema(self) -> str:
        """What its schema is called."""
        return "rate-card" if self in {Beginning.CARD, Beginning.CONTRACT} else self.value

    def usual_path(self, name: str) -> Path:
        """Return where such a file is looked for: by `check` in any case."""
        folder = {"scenario": Path("scenarios"), "rate-card": Path("pricing")}.get(self.schema)
        return folder / f"{name}.yaml" if folder else Path("costcalc.yaml")
