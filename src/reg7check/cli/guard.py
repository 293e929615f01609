"""The end of every run: an exit code, and what becomes of what goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import reg7check
from reg7check.cli.exits import Exit
from reg7check.cli.means import shortage  # at once: where memory is short, nothing more can be imported
from reg7check.cli.streams import prepare_streams
from reg7check.inert import inert
from reg7check.problems import BadInput


def guarded(run: Callable[[], int | None]) -> NoReturn:
    """Run a command and exit with its code. Bad input is shown with its places and exits 2; a bug exits 70.

    Whatever happens, nobody sees a traceback.
    """
    prepare_streams()
    code: int = Exit.CLEAR
    try:
        try:
            code = run() or Exit.CLEAR
        finally:
            sys.stdout.flush()
    except BadInput as error:
        code = _told(str(error), Exit.BAD_INPUT)
    except KeyboardInterrupt:
        code = _told("stopped", Exit.INTERRUPTED)
    except Exception as error:
        code = _failed(error)
    raise SystemExit(code)


def _failed(error: Exception) -> Exit:
    if "KeyboardInterrupt" in str(error):  # as a library tells of what met it meanwhile
        return _told("stopped", Exit.INTERRUPTED)
    lacking = shortage(error)
    return _told(_bug(error), Exit.BUG) if lacking is None else _told(str(lacking), Exit.BAD_INPUT)


def _told(message: str, code: Exit) -> Exit:
    sys.stderr.write(f"{message}\n")
    return code


def _bug(error: Exception) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame is not None else "?"
    return (
        f"reg7check {reg7check.__version__} has a bug: {type(error).__name__} at {where}: {inert(str(error))}\n"
        "No verdict was reached. Please report this, with the command and, if you may share it, the file."
    )
