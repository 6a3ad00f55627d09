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
        """Return the path of a file as seen from the root, with slashes; None for one that lies elsewhere.

        Args:
            name: As it was named in the folder: `pricing/acme.yaml`, `/repository/pricing/acme.yaml`.
        """
        try:
            found = os.path.relpath(os.path.join(self.folder, name), self.root)  # noqa: PTH118  # `..` must go
        except ValueError:  # another drive
            return None
        found = found.replace(os.sep, "/")
        return None if found in {".", ".."} or found.startswith("../") else found

    def seen_from_here(self, path: Path) -> Path:
        """Return the path of a file as seen from the folder, so that the base's file has the same name.

        Args:
            path: As somebody named it: `/repository/pricing`. What lies elsewhere becomes absolute, and is the same
                for every base.
        """
        folder, root = os.path.realpath(self.folder), os.path.realpath(self.root)
        name = Path(os.path.abspath(path))  # noqa: PTH100  # links stay as they are named
        for part in (*reversed(name.parents), name):
            # Links of the machine lead here; from the checkout on they are the change's, and stay as they are named.
            real = os.path.realpath(part)
            if lies_in(real, root):
                return Path(os.path.relpath(Path(real) / name.relative_to(part), folder))
        return path.absolute()


def lies_in(path: str, folder: str) -> bool:
    """Return whether a path is a folder, or lies below it; both without links."""
    return path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118  # of texts


def in_checkout(folder: str) -> bool:
    """Return whether a folder lies in a repository, so that links in it may be of a change nobody has looked at.

    Args:
        folder: Its path without links.
    """
    return os.path.lexists(os.path.join(checkout(Path(folder)).root, ".git"))  # noqa: PTH118  # of a text


def checkout(folder: Path) -> Checkout:
    """Find the repository that a folder is in."""
    here = folder.absolute()
    known = (each for each in (here, *here.parents) if os.path.exists(each / ".git"))  # noqa: PTH110  # never raises
    root = next(known, here)
    return Checkout(str(here), str(root))
