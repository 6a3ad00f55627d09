"""Read YAML that tests and tools have, with libyaml where PyYAML has it: in Python alone it takes ten times as long."""

from __future__ import annotations

from typing import Any

import yaml

_VALUES = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXTS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(text: str | bytes) -> Any:
    """Return what YAML says, with its numbers and days."""
    return yaml.load(text, _VALUES)  # noqa: S506  # a safe one


def yaml_texts(text: str | bytes) -> Any:
    """Return what YAML says, every value as the text that is written."""
    return yaml.load(text, _TEXTS)  # noqa: S506  # the safest of them
