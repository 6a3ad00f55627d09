"""The command line: a command parses, calls one use case, and ends in `deliver`."""

from __future__ import annotations

import gc
import os
import sys

from costcalc.exit_code import CANNOT, FAULT, INTERRUPTED, READER_LEFT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

COMPLETING = "_COSTCALC_COMPLETE"
"""The variable in which a shell says that it wants a word completed, or the script that does so."""

ENDED = 128
"""What a shell adds the number of a signal to."""


def main() -> None:
    """Run the program, and leave with its exit code, whatever happens."""
    sys.unraisablehook = _unraisable
    gc.disable()  # a run is short, and nearly all it makes is in use to its end: looking for waste only costs time
    try:
        code = _run()
        sys.stdout.flush() if sys.stdout else None
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001  # whatever it is, it must not look like an answer
        code = _failed(error)
    gc.freeze()  # nor is there anything to look through at the end: a tenth of the whole run
    sys.exit(code)


def _ended(number: int, frame: object) -> NoReturn:
    del frame
    sys.exit(ENDED + number)


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """Leave where an interruption came while Python could not pass it on, rather than go on without it."""
    if lost.exc_type is KeyboardInterrupt:
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(lost)


def _run() -> int:
    import signal

    from costcalc.cli.output import prepare_streams

    prepare_streams()
    for name in ("SIGTERM", "SIGHUP"):  # what a build server sends: leave, but put away what is half done
        if number := getattr(signal, name, None):
            signal.signal(number, _ended)
    # Plugins of pydantic that happen to be installed have no business here, and finding them takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    import typer

    from costcalc.cli.app import app

    if COMPLETING in os.environ:
        from costcalc.cli.completion import complete

        return complete(app, os.environ[COMPLETING])
    try:
        return app(prog_name="costcalc", standalone_mode=False) or 0
    except SystemExit as left:
        # What typer prints itself (the help) has no reader any more, for which it leaves with 1, and that means no.
        if isinstance(left.__context__, BrokenPipeError):
            return _quietly(READER_LEFT)
        raise
    except typer.TyperException as error:
        return _misused(error)
    except typer.Abort:
        return INTERRUPTED


def _misused(error: Exception) -> int:
    """Print what typer says of wrong arguments, with nothing in it that a terminal would obey."""
    import io

    from costcalc.cli.output import write
    from costcalc.shown import lines_of

    if near := getattr(error, "possibilities", None):  # options, of which typer names all that are alike
        error.possibilities = None  # type: ignore[attr-defined]
        error.message += f": did you mean `{near[0]}`?"  # type: ignore[attr-defined]
    said = io.StringIO()
    error.show(said)  # type: ignore[attr-defined]  # click's, which typer has not declared
    write(lines_of(line.expandtabs() for line in said.getvalue().splitlines()), sys.stderr)
    return CANNOT


def _failed(error: Exception) -> int:
    """Print in one screen what went wrong and whose fault it is, and return the exit code."""
    import traceback

    from costcalc import __version__
    from costcalc.cli.output import ReaderLeftError
    from costcalc.problem import InputError
    from costcalc.shown import cut, lines_of

    if isinstance(error, ReaderLeftError):
        return _quietly(READER_LEFT)  # there is nobody to tell
    if isinstance(error, InputError):
        code, lines = CANNOT, str(error).splitlines()
    elif isinstance(error, OSError):
        code, lines = CANNOT, [f"error[output]: the answer could not be written: {error.strerror or error}"]
    else:
        where = [
            f"  {frame.name} ({frame.filename.rpartition(os.sep)[2]}:{frame.lineno})"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        code = FAULT
        lines = [
            f"costcalc {__version__} has failed, and this is its own fault. Nothing it printed is an answer.",
            f"{type(error).__name__}: {cut(str(error), 200)}",
            *where[-8:],
            f"Please report these lines, with Python {sys.version.split()[0]} and what you ran.",
        ]
    try:
        sys.stderr.write(lines_of(lines))
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return _quietly(code)
    return code


def _quietly(code: int) -> int:
    """Return the code, once standard output leads nowhere: else Python's own farewell would fail on it again."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for handle in (1, 2):
        try:
            os.dup2(nothing, handle)
        except OSError:
            continue
    return code
