"""What is given to the wrong importer is told what can be read, and by which one it could be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

OPENROUTER = json.dumps({"data": [{"id": "m", "pricing": {"prompt": "0.000001", "completion": "0.000002"}}]})


@pytest.mark.parametrize(
    ("form", "name", "text", "hint"),
    [
        ("litellm", "prices.csv", "model,input,output\nm,1,2\n", "this looks like CSV"),
        ("openrouter", "prices.csv", "model;input\nm;1\n", "this looks like CSV"),
        ("litellm", "config.yaml", "# ours\nmodel_list:\n  - model_name: m\n", "this looks like YAML"),
        ("llm-prices", "m.toml", "[cost]\ninput = 1\n", "this looks like TOML"),
        ("models.dev", "page.html", "<!DOCTYPE html><html>", "this looks like a page of the web"),
        ("litellm", "list.json", OPENROUTER, "this looks like JSON; `cards import openrouter` reads it"),
        ("openrouter", "empty.json", "", "it reads what https://openrouter.ai/api/v1/models answers\n"),
    ],
)
def test_the_hint_says_what_it_looks_like(  # four of them are the case
    costcalc: Callable[..., Answer], tmp_path: Path, form: str, name: str, text: str, hint: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    answer = costcalc("cards", "import", form, tmp_path / name)
    assert (answer.code, answer.out) == (2, "")
    assert "  = hint: it reads " in answer.err
    assert hint in answer.err
