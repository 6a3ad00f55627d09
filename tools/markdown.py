"""Docstrings as Markdown."""

from __future__ import annotations

from textwrap import dedent


def as_markdown(docstring: str) -> str:
    """Fence the indented examples of a docstring."""
    paragraphs = [
        _fenced(dedent(paragraph)) if paragraph.startswith("    ") else paragraph
        for paragraph in docstring.strip().split("\n\n")
    ]
    return "\n\n".join(paragraphs)


def _fenced(lines: str) -> str:
    return f"```{'yaml' if ': ' in lines else 'text'}\n{lines}\n```"
