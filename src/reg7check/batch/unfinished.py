"""What a batch has done so far, kept beside its output, so that a run that was ended is taken up where it was.

Each piece that is judged leaves its parts of the results and of the bad rows, and then, in one step, a note that it is
done. So a piece is either done, or as if it had never been begun.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from reg7check.batch.pieces import Unread
from reg7check.batch.piecework import Judged
from reg7check.named import NamedTuple
from reg7check.problems import BadInput, Place, Problem
from reg7check.whole import is_own, write_whole

_LOCK = "lock"
_FINISHING = "finishing.json"
_MOST_FAULTS = 5


class Accounted(NamedTuple):
    """How many rows were judged, how many of them are bad, the first few faults, and how often each verdict came."""

    rows: int = 0
    bad_rows: int = 0
    faults: tuple[Unread, ...] = ()
    verdicts: Mapping[str, int] = {}

    def with_piece(
        self, rows: int, bad_rows: int, faults: tuple[Unread, ...], verdicts: Mapping[str, int]
    ) -> Accounted:
        """Return the account with that of a further piece."""
        counts = Counter(self.verdicts) + Counter(verdicts)
        return Accounted(
            self.rows + rows, self.bad_rows + bad_rows, (*self.faults, *faults)[:_MOST_FAULTS], dict(counts)
        )


class Unfinished:
    """The folder with what is done of a batch; nobody else works in it meanwhile."""

    def __init__(self, folder: Path, name: str, about: Mapping[str, object]) -> None:
        self.folder = folder
        self.name = name
        self.about = about
        self.pieces = 0
        self.account = Accounted()

    def take_up(self) -> None:
        """Find what is done. Raises BadInput where that is of another file, or under other rules."""
        kept = self._note("batch")
        if kept is None:
            write_whole(self.folder / "batch.json", json.dumps(self.about, indent=1).encode("ascii"))
            return
        differs = [what for what in self.about if kept.get(what) != self.about[what]]
        if differs:
            message = f"what is done of it was begun with another {' and another '.join(differs)}"
            raise self._bad(message)
        while (piece := self._note(f"{self.pieces + 1:08}")) is not None:
            self.pieces += 1
            try:
                faults = tuple(Unread(*fault) for fault in piece["faults"])
                self.account = self.account.with_piece(piece["rows"], piece["bad_rows"], faults, piece["verdicts"])
            except (KeyError, TypeError):
                raise self._bad("what is done of it cannot be read") from None

    def add(self, judged: Judged) -> None:
        """Keep what the next piece gave. Raises OSError where it cannot be written."""
        number = f"{self.pieces + 1:08}"
        write_whole(self._part(number, "results"), judged.results)
        write_whole(self._part(number, "bad"), judged.bad)
        told = {name: getattr(judged, name) for name in ("rows", "bad_rows", "faults", "verdicts")}
        write_whole(self.folder / f"{number}.json", json.dumps(told).encode("ascii"))
        self.pieces += 1
        self.account = self.account.with_piece(judged.rows, judged.bad_rows, judged.faults, judged.verdicts)

    def parts(self, kind: str) -> list[Path]:
        """Return the parts of every piece, in order: of its "results" or of its "bad" rows."""
        return [self._part(f"{number:08}", kind) for number in range(1, self.pieces + 1)]

    def begin_to_finish(self) -> None:
        """Note that from now on a file in the place of the output may be this batch's own. Raises OSError."""
        write_whole(self.folder / _FINISHING, b"{}")

    def _part(self, number: str, kind: str) -> Path:
        return self.folder / f"{number}.{kind}"

    def _note(self, name: str) -> dict[str, Any] | None:
        try:
            note = json.loads((self.folder / f"{name}.json").read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            note = None
        if not isinstance(note, dict):
            raise self._bad("what is done of it cannot be read")
        return note

    def _bad(self, message: str) -> BadInput:
        return BadInput([Problem(Place(self.name), message, "add --restart to begin again")])


@contextlib.contextmanager
def unfinished(output: Path, name: str, about: Mapping[str, object], *, restart: bool) -> Iterator[Unfinished]:
    """Hold the folder with what is done of a batch: ``OUTPUT.unfinished``, made where it is not there.

    Args:
        output: the file that the batch is to write.
        name: what messages call it.
        about: what the batch is of: it is taken up only where nothing of that has changed.
        restart: whether what is done is thrown away first.

    Raises:
        BadInput: where another run holds it, or what is done cannot be taken up.
        OSError: where it cannot be made.
    """
    folder = _folder_of(output)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        message = "the name of the folder for what is not finished is taken by something else"
        raise BadInput([Problem(Place(folder.name), message, "name another output, or move it away")])
    folder.mkdir(mode=0o700, exist_ok=True)
    if not is_own(folder.stat()):
        message = "somebody else may write into this folder, so that what is in it is not gone on with"
        raise BadInput([Problem(Place(folder.name), message, "name an output in a folder of yours")])
    try:
        lock = FileLock(folder / _LOCK).acquire(timeout=0)
    except Timeout:
        hint = "wait for it to end, or name another output"
        raise BadInput([Problem(Place(name), "another run is writing this file", hint)]) from None
    with lock:
        if restart:
            for entry in folder.iterdir():
                if entry.name != _LOCK:
                    entry.unlink()
        held = Unfinished(folder, name, about)
        held.take_up()
        yield held


def clear(held: Unfinished) -> None:
    """Take away what was kept of a batch that is finished."""
    shutil.rmtree(held.folder, ignore_errors=True)


def was_finishing(output: Path) -> bool:
    """Return whether a batch was ended while it put its output in place, so that what is there may be its own."""
    return (_folder_of(output) / _FINISHING).is_file()


def _folder_of(output: Path) -> Path:
    return output.with_name(f"{output.name}.unfinished")
