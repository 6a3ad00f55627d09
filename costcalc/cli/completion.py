"""What a shell suggests for the word being typed: models, cards, services, meters, codes, and what scenarios name.

Names come out of files that anybody may have written, and shells are careless with what they get: only names of
letters, digits and a few harmless signs are suggested. A file that cannot be read has none, and nothing is said of it.
"""

from __future__ import annotations

import fnmatch
import os
from contextlib import redirect_stderr
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from costcalc.project.glance import MOST_NAMES, Glance, claims_in, names_under

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def complete(app: Any, instruction: str) -> int:
    """Print what completes a word, or the script that makes a shell ask, and return the exit code.

    Args:
        app: The program.
        instruction: What the shell wants: `complete_zsh`, `source_bash`.
    """
    from typer import _completion_classes

    _completion_classes._sanitize_help_text = _as_it_is  # noqa: SLF001  # else rich is imported, for tags
    if not instruction.startswith("complete_"):
        done: int = app(prog_name="costcalc", standalone_mode=False) or 0
        return done
    with Path(os.devnull).open("w", encoding="utf-8") as nothing, redirect_stderr(nothing):
        try:
            app(prog_name="costcalc", standalone_mode=False)
        except SystemExit as left:
            if instruction == "complete_fish":  # which is told by the code whether files may stand there
                return int(left.code or 0)
        except Exception:  # noqa: BLE001, S110  # whatever it is, there is nothing to suggest
            pass
    return 0


def _as_it_is(text: str) -> str:
    """Return a help text, which has no tags."""
    return text


def completing(command: Any) -> None:
    """Let a command complete the values of its options and arguments."""
    for param in command.params:
        names = [*param.opts, (param.metavar or "").strip("[].")]
        if suggest := next((SUGGESTED[name] for name in names if name in SUGGESTED), None):
            param._custom_shell_complete = _bounded(suggest)  # noqa: SLF001  # typer has a way, which every start pays for


def _bounded(suggest: Callable[[Any, str], Iterable[str]]) -> Callable[[Any, Any, str], list[str]]:
    def suggested(ctx: Any, param: Any, begin: str) -> list[str]:
        del param
        fitting = (word for word in suggest(ctx, begin) if word.startswith(begin))
        return list(dict.fromkeys(islice(fitting, MOST_NAMES)))

    return suggested


def _glance(ctx: Any) -> Glance:
    return Glance(list(map(Path, ctx.params.get("pricing") or ())))


def _arguments(ctx: Any, name: str) -> list[str]:
    """Return the words of an argument; those that are left where the line breaks off behind an option."""
    given = ctx.params.get(name) or ctx.args
    return [given] if isinstance(given, str) else list(map(str, given))


def _models(ctx: Any, begin: str) -> Iterator[str]:
    return _glance(ctx).models(begin)


def _cards(ctx: Any, begin: str) -> Iterator[str]:
    glance = _glance(ctx)
    return (card for card in sorted(glance.cards) if card.startswith(begin) and glance.card(card))


def _services(ctx: Any, begin: str) -> Iterator[str]:
    del begin
    yield "standard"
    for model in _arguments(ctx, "model")[:1]:
        yield from _glance(ctx).terms_of(model, "services")


def _regions(ctx: Any, begin: str) -> Iterator[str]:
    del begin
    for model in _arguments(ctx, "model")[:1]:
        yield from _glance(ctx).terms_of(model, "regions")


def _keys_of_scenarios(ctx: Any, key: str) -> Iterator[str]:
    glance = _glance(ctx)
    for path in _arguments(ctx, "scenario" if "scenario" in ctx.params else "scenarios"):
        yield from names_under(glance.text(path), key)


def _assumptions(ctx: Any, begin: str) -> Iterator[str]:
    del begin
    return (f"{name}=" for name in _keys_of_scenarios(ctx, "assumptions"))


def _unknowns(ctx: Any, begin: str) -> Iterator[str]:
    del begin
    return _keys_of_scenarios(ctx, "assumptions")


def _options(ctx: Any, begin: str) -> Iterator[str]:
    if ctx.command.name != "price":
        yield from _keys_of_scenarios(ctx, "options")
        return
    for named in [*_arguments(ctx, "model")[:1], *(ctx.params.get("models") or ())]:
        yield from fnmatch.filter(_models(ctx, begin), named) if "*" in named else [named]


def _claims(ctx: Any, begin: str) -> Iterator[str]:
    del begin
    glance = _glance(ctx)
    for path in _arguments(ctx, "scenarios"):
        yield from claims_in(glance.text(path))


def _meters(ctx: Any, begin: str) -> Iterator[str]:
    del ctx, begin
    from costcalc.meters import METERS

    return (f"{name}=" for name in METERS)


def _codes(ctx: Any, begin: str) -> Iterable[str]:
    del ctx, begin
    from costcalc.codes import codes

    return codes()


def _formats(ctx: Any, begin: str) -> Iterable[str]:
    del ctx, begin
    from costcalc.importers import FORMATS

    return FORMATS


def _lists(ctx: Any, begin: str) -> Iterable[str]:
    return (f"{name}=" for name in _formats(ctx, begin))


def _schemas(ctx: Any, begin: str) -> Iterable[str]:
    del ctx, begin
    from costcalc.schema import NAMES

    return NAMES


SUGGESTED: dict[str, Callable[[Any, str], Iterable[str]]] = {
    "MODEL": _models,
    "--with": _models,
    "CARD": _cards,
    "--service": _services,
    "--region": _regions,
    "--set": _assumptions,
    "--vary": _assumptions,
    "--for": _unknowns,
    "--break-even": _options,
    "--option": _options,
    "--like": _options,
    "--claim": _claims,
    "--meter": _meters,
    "CODE": _codes,
    "FORMAT": _formats,
    "FORMAT=SOURCE": _lists,
    "NAME": _schemas,
}
"""By option, whichever command has it, and by what an argument is called. A choice of words completes itself."""
