"""A folder with one card, whose model has a past, a present and an announced future."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

ACME = """\
schema: costcalc/rate-card/v1
id: acme
title: Acme API
basis: published
version: 1
currency: USD
per: 1M tokens
models:
  small:
    title: Acme Small
    aliases: [tiny]
    context_window: 128K
    max_output: 8K
    released: 2026-01-01
    note: A model.
    rates:
      - {effective: 2026-01-01, source: page 1, verified: 2026-01-02, confidence: high, input: 4, output: 8}
      - effective: 2026-03-01T09:00:00Z
        source: [page 2, page 3]
        verified: 2026-05-01
        confidence: medium
        disagreement: Somebody says 3.
        input: 2
        cache_read: 0.5
        output: 8
        services:
          batch: {multiplier: 0.5}
      - {effective: 2027-01-01, source: page 4, input: 3, cache_read: 0.5, output: 8}
  old:
    released: 2025-01-01
    retired: 2026-02-01
    rates:
      - {effective: 2026-01-01, source: page 5, input: 1, output: 1}
"""
AT = ("--pricing", "cards", "--as-of", "2026-06-01")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("cards/acme.yaml", ACME)


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def no_floats(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(no_floats, value.values()))
    return all(map(no_floats, value)) if isinstance(value, list) else not isinstance(value, float)
