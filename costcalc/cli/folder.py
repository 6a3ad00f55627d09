"""A folder to write into, opened once: whatever becomes of its path, what is written lands in it."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from stat import S_IMODE, S_ISREG
from typing import TYPE_CHECKING, Any, Self

from costcalc.checkout import in_checkout, lies_in

if TYPE_CHECKING:
    from types import TracebackType

BY_HANDLE = os.open in os.supports_dir_fd
"""Whether this system opens a file by the handle of its folder. Windows does not; there paths are used."""


def _flags(*names: str) -> int:
    """Return flags of `open` together, of those that this system has."""
    return sum(getattr(os, name, 0) for name in names)


TO_ENTER = _flags("O_PATH" if hasattr(os, "O_PATH") else "O_RDONLY", "O_DIRECTORY", "O_CLOEXEC")
NOT_THROUGH_LINKS = _flags("O_NOFOLLOW")
NEW = _flags("O_WRONLY", "O_CREAT", "O_EXCL", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
DEVICE = _flags("O_WRONLY", "O_APPEND", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC")
READ_AND_WRITE = 0o666
WITHOUT_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.EXDEV}
"""What says that a file system has no second names for a file."""


class LinkError(Exception):
    """A folder is reached through a link that anybody may have made; `str(error)` names it."""


class Folder:
    """A folder, open until it is closed.

    No link that lies in a checkout, or below the folder that the program runs in, is gone through on the way: it may be
    of a change that nobody has looked at. Those of the machine, such as /tmp on some, are.

    Args:
        path: The folder.

    Attributes:
        real: Its path without links.
        identity: What tells it from every other folder, whatever its path.

    Raises:
        LinkError: where there is such a link on the way.
        OSError: where it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.handle, self.real = _entered(path)
        found = os.fstat(self.handle) if BY_HANDLE else path.stat()
        self.identity = (found.st_dev, found.st_ino)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if BY_HANDLE:
            os.close(self.handle)

    def stat(self, name: str) -> os.stat_result | None:
        """Return what stands at a name, a link itself and not what it leads to; None where nothing does."""
        try:
            return os.stat(self._at(name), follow_symlinks=False, **self._in("dir_fd"))  # noqa: PTH116  # by handle
        except FileNotFoundError:
            return None

    def beside(self, data: bytes) -> str:
        """Write data to a new file of a name that nobody knows, and return the name."""
        name = f".costcalc-{os.urandom(8).hex()}"
        self._create(name, data)
        return name

    def publish(self, made: str, name: str) -> None:
        """Rename a file, unless there is one of that name.

        Raises:
            FileExistsError: where there is, whoever made it and when.
        """
        if self._linked(made, name):
            self.remove(made)
            return
        self._create(name, b"")
        try:
            self.replace(made, name)
        except BaseException:
            self.remove(name)
            raise

    def replace(self, made: str, name: str) -> None:
        """Rename a file to the name of what it replaces; a link is replaced and not followed.

        Who may read the one that is replaced may read the new one.
        """
        found = self.stat(name)
        if found and S_ISREG(found.st_mode) and BY_HANDLE:
            os.chmod(self._at(made), S_IMODE(found.st_mode) & READ_AND_WRITE, **self._in("dir_fd"))  # noqa: PTH101  # by handle
        os.replace(self._at(made), self._at(name), **self._in("src_dir_fd", "dst_dir_fd"))  # noqa: PTH105  # by handle

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        try:
            os.unlink(self._at(name), **self._in("dir_fd"))
        except FileNotFoundError:
            return

    def make(self, name: str) -> None:
        """Make a folder."""
        os.mkdir(self._at(name), **self._in("dir_fd"))  # noqa: PTH102  # by handle

    def open_device(self, name: str) -> int:
        """Open what is no file, without waiting for anybody; a link to it was looked at."""
        return os.open(self._at(name), DEVICE, **self._in("dir_fd"))

    def _linked(self, made: str, name: str) -> bool:
        """Give a file a second name, and return whether this file system has such."""
        try:
            os.link(self._at(made), self._at(name), follow_symlinks=False, **self._in("src_dir_fd", "dst_dir_fd"))
        except (AttributeError, NotImplementedError):
            return False
        except OSError as error:
            if error.errno in WITHOUT_LINKS:
                return False
            raise
        return True

    def _create(self, name: str, data: bytes) -> None:
        handle = os.open(self._at(name), NEW, 0o666, **self._in("dir_fd"))
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            self.remove(name)
            raise

    def _at(self, name: str) -> str:
        return name if BY_HANDLE else os.path.join(self.path, name)  # noqa: PTH118  # as os takes it

    def _in(self, *names: str) -> dict[str, Any]:
        return dict.fromkeys(names, self.handle) if BY_HANDLE else {}


def is_anybodys(real: str) -> bool:
    """Return whether a folder lies in a checkout, whichever it is, or below the one that the program runs in.

    Args:
        real: Its path without links.
    """
    here = os.path.realpath(".")
    return (here != os.sep and lies_in(real, here)) or in_checkout(real)


def _entered(path: Path) -> tuple[int, str]:
    """Open a folder, one step after the other, and return its handle with its real path; 0 where there are none."""
    start = path.anchor or "."
    real = os.path.realpath(start)
    handle = os.open(start, TO_ENTER) if BY_HANDLE else 0
    for step in path.parts[1 if path.anchor else 0 :]:
        before = handle
        try:
            handle = _step(before, real, step)
        finally:
            if BY_HANDLE:
                os.close(before)
        real = os.path.realpath(os.path.join(real, step))  # noqa: PTH118  # of a text
    return handle, real


def _step(handle: int, real: str, step: str) -> int:
    """Open a folder inside another one."""
    how = TO_ENTER
    if is_anybodys(real):
        if os.path.islink(os.path.join(real, step)):  # noqa: PTH114, PTH118  # of a text
            raise LinkError(step)
        how |= NOT_THROUGH_LINKS  # whatever it has become by now
    return os.open(step, how, dir_fd=handle) if BY_HANDLE else 0
