"""What docstrings say, under `python -OO`, too: the help, the schemas and the rules of a report are made of them."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any


def documentation(of: Any) -> str:
    """Return the docstring of a function, a class or a module, without its indentation; nothing where it has none.

    Where Python has thrown it away, its file still has it.
    """
    return cleandoc(of.__doc__ or _written(of))


def _written(of: Any) -> str:
    import ast
    import inspect
    from textwrap import dedent

    try:
        tree = ast.parse(dedent(inspect.getsource(of)))
    except (OSError, TypeError, SyntaxError):  # no file, or none that is Python
        return ""
    body: list[ast.stmt] = tree.body
    if not inspect.ismodule(of):
        (what,) = body
        body = getattr(what, "body", [])
    first = body[0].value if body and isinstance(body[0], ast.Expr) else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
