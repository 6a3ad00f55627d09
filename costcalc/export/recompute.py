"""Work an export out again, from what its manifest says it was made from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.exported import BESIDE, read_exported
from costcalc.export.manifest import ExportedFile, manifest, request_of
from costcalc.export.run import ExportInputs
from costcalc.export.verification import Verification
from costcalc.export.verify import verify
from costcalc.instant import parse_instant
from costcalc.problem import InputError, Place
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from costcalc.export.ledger import Ledger
    from costcalc.export.manifest import ExportRequest, Manifest
    from costcalc.export.run import SettingsReader
    from costcalc.export.verification import WrittenRows


class VerifyRequest(NamedTuple):
    """What is asked about an export.

    Args:
        manifest: The file beside it.
        pricing: Folders of rate cards, in place of those that it names.
        fx: Exchange rates, in place of those that it names.
        root: The folder from which the names in it are seen; None for this one, else that of the manifest.
    """

    manifest: Path
    pricing: Sequence[Path] = ()
    fx: Path | None = None
    root: Path | None = None


def recompute(
    asked: VerifyRequest,
    writer: Callable[[ExportRequest, Path], Callable[[Ledger], WrittenRows]],
    parse: SettingsReader,
) -> Verification:
    """Return what moved in an export since it was written.

    Args:
        asked: What is asked.
        writer: Returns what writes rows as CSV as they were asked for, or refuses what there is not.
        parse: Reads what was set in place of the assumptions of a scenario.

    Raises:
        InputError: for what is no manifest, and for what cannot be read or priced any more.
    """
    was = read_exported(asked.manifest)
    then = was.manifest
    root = _root(asked, then)
    inputs = then["inputs"]
    folders = [_seen_from(root, folder) for folder in asked.pricing] or [Path(folder) for folder in then["pricing"]]
    how = request_of(then)
    write = writer(how, asked.manifest)
    scenarios = [(Path(one["file"]), parse_instant(one["as_of"])) for one in inputs["scenarios"]]
    rates = _seen_from(root, asked.fx) if asked.fx else Path(inputs["fx"]["file"]) if inputs["fx"] else None
    again = ExportInputs(scenarios, folders, rates, how.months, how.selection, how.all_options, root)
    questions, rows = again.rows(scenarios[0][1], parse)  # each has its own instant
    fresh = write(rows)
    name = asked.manifest.name.removesuffix(BESIDE) if asked.manifest.name.endswith(BESIDE) else then["file"]
    how = how._replace(focus_version=fresh.focus_version)
    now = manifest(ExportedFile(name, was.data, fresh.data), rows, questions, how)
    return verify(was, now, fresh, rows, is_elsewhere=bool(asked.pricing or asked.fx))


def _root(asked: VerifyRequest, then: Manifest) -> Path | None:
    """Return the folder from which the names in a manifest are seen; None for this one.

    Raises:
        InputError: where the scenarios are seen neither from here nor from beside the manifest.
    """
    if asked.root:
        return asked.root
    names = [one["file"] for one in then["inputs"]["scenarios"]]
    beside = asked.manifest.parent
    for root in (None, beside):
        if all(_is_there(root, name) for name in names):
            return root
    missing = next(name for name in names if not _is_there(None, name))
    message = f"`{cut(missing)}` is there neither from here nor from the folder of the manifest"
    hint = "--root FOLDER: the one in which the export was made"
    raise InputError.of(Place.start_of(str(asked.manifest)), "unreadable-file", message, hint)


def _seen_from(root: Path | None, path: Path) -> Path:
    """Return a path of this folder as it is seen from another one."""
    return Path(os.path.relpath(path, root)) if root else path


def _is_there(root: Path | None, name: str) -> bool:
    path = Path(name) if root is None else root / name
    return os.path.lexists(path)
