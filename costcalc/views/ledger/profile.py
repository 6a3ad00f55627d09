"""What the columns of an export are."""

from __future__ import annotations

from enum import StrEnum


class Profile(StrEnum):
    """What the columns are, and for whom."""

    PLAIN = "plain"
    EXCEL = "excel"
    FOCUS = "focus"


class FocusVersion(StrEnum):
    """Of the FinOps Open Cost and Usage Specification."""

    V1_4 = "1.4"
    V1_2 = "1.2"
