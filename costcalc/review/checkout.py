"""Where a project lies in its repository: reports to build servers name files as the repository does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple


class Checkout(NamedTuple):
    """A folder, and the root of the repository that it is in.

    Args:
        folder: The folder that file names are seen from.
        root: The root; the folder itself where there is no repository.
    """

    folder: str = "/"
    root: str = "/"

    def path(self, name: str) -> str | None:
        """Name a file as seen from the root, with slashes; None for one that lies elsewhere.

        Args:
            name: As it was named in the folder: `pricing/acme.yaml`, `/repository/pricing/acme.yaml`.
        """
        try:
            found = os.path.relpath(os.path.join(self.folder, name), self.root)  # noqa: PTH118  # `..` must go
        except ValueError:  # another drive
            return None
        found = found.replace(os.sep, "/")
        return None if found in {".", ".."} or found.startswith("../") else found


def checkout(folder: Path) -> Checkout:
    """Find the repository that a folder is in."""
    here = folder.absolute()
    root = next((each for each in (here, *here.parents) if (each / ".git").exists()), here)
    return Checkout(str(here), str(root))
