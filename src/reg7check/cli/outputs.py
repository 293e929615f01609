"""Writing a report: to standard output, or to a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reg7check.cli.file_names import fault_in_name
from reg7check.inert import inert
from reg7check.problems import BadInput, Place, Problem
from reg7check.whole import Content, why_not_written, write_whole

if TYPE_CHECKING:
    from reg7check.cli.options import Format
    from reg7check.report.document import Document


_LINK = ("this is a link or a device, not a plain file", "name a plain file")


def print_documents(documents: Iterable[Document]) -> None:
    """Print documents as text: for the terminal, with its width and colours, where standard output is one."""
    from reg7check.report.text import text_reports

    if not sys.stdout.isatty():
        sys.stdout.write(text_reports(documents))
        return
    import shutil

    import typer  # which gives colours to the consoles of Windows

    typer.echo(text_reports(documents, shutil.get_terminal_size().columns), nl=False)


def format_for(given: str | None, output: str | None, endings: Mapping[str, str]) -> str:
    """Return the format of a report: the one that is given, else that of the ending of its file, else text.

    Args:
        given: the value of ``--format``, if any.
        output: the file that is to be written, if any.
        endings: how the files of each format end.
    """
    if given is not None:
        return given
    ending = Path(output).suffix.lower().removeprefix(".") if output is not None else ""
    return next((name for name, each in endings.items() if each == ending), "text")


def check_printable(format: str) -> None:
    """Raise an error of the command line where a format is more than text, so that it cannot be printed."""
    from reg7check.report.formats import FORMATS

    if FORMATS[format].binary:
        import typer

        message = f"{format} is no text to print: name the file to write with --output"
        raise typer.BadParameter(message, param_hint="--format")


def check_output(path: str, *, overwrite: bool) -> None:
    """Raise BadInput where a file may not be written: it is there already, is no plain file, or has no folder.

    Neither may one whose name has ``..`` in it, or that Windows takes for something else.
    """
    problem = fault_in_name(Path(path)) or _why_not(Path(path), overwrite=overwrite)
    if problem is not None:
        raise BadInput([Problem(Place(path), *problem)])


def _why_not(target: Path, *, overwrite: bool) -> tuple[str, str] | None:
    try:
        if target.is_dir():
            return "this is a folder, not a file", "name a file in it"
        if target.is_symlink() or (target.exists() and not target.is_file()):
            return _LINK
        if target.exists() and not overwrite:
            return "the file is there already", "name another, or add --force"
        if not target.parent.is_dir():
            return f"there is no folder {target.parent}", "make the folder first"
    except OSError as error:
        return why_not_written(error)
    except ValueError:
        return "no file can have this name", "choose another name"
    return None


def check_not_an_input(path: str, inputs: Iterable[str]) -> None:
    """Raise BadInput where a file would be replaced by what is made from it."""
    for each in inputs:
        if each != "-" and is_there(path) and is_there(each) and Path(path).samefile(each):
            raise BadInput([Problem(Place(path), "this file is read, and would be replaced", "name another file")])


def is_there(path: str) -> bool:
    """Return whether anything has this name; of a name that nothing can have, that nothing has it."""
    with contextlib.suppress(OSError, ValueError):
        return Path(path).exists()
    return False


def write_output(path: str, text: str) -> None:
    """Write a text to a file in one step: whoever looks sees the old one or the whole of the new. Raises BadInput."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str, content: Content) -> None:
    """Write a file in one step: whoever looks sees the old one or the whole of the new. Raises BadInput.

    What it holds is given, or something that writes it to a stream.
    """
    target = Path(path)
    try:
        permissions = _permissions(target)
        if stat.S_ISLNK(permissions):  # one that was put there since it was checked
            raise BadInput([Problem(Place(path), *_LINK)])
        write_whole(target, content, stat.S_IMODE(permissions))
    except OSError as error:
        raise BadInput([Problem(Place(path), *why_not_written(error))]) from None


def write_and_tell(path: str, content: bytes) -> None:
    """Write a file in one step, and say so on standard error. Raises BadInput."""
    write_bytes(path, content)
    sys.stderr.write(f"wrote {inert(path)}\n")


def print_or_write(text: str, path: str | None) -> None:
    """Print a text as it is, or write it to a file and say so on standard error. Raises BadInput."""
    if path is None:
        sys.stdout.write(text)
        return
    write_and_tell(path, text.encode("utf-8"))


def give_text(document: Document, path: str | None) -> None:
    """Print a report as text, fit for the terminal, or write it to a file and say so. Raises BadInput."""
    if path is None:
        print_documents([document])
        return
    from reg7check.report.text import text_reports

    print_or_write(text_reports([document]), path)


def give_markdown(document: Document, path: str | None) -> None:
    """Print a report as Markdown, or write it to a file and say so. Raises BadInput."""
    from reg7check.report.markdown import markdown_reports

    print_or_write(markdown_reports([document]), path)


def give(
    document: Callable[[], Document],
    as_json: Callable[[], str],
    format: Format,
    path: str | None,
) -> None:
    """Print a report in a format, or write it to a file and say so; only what is given is made. Raises BadInput."""
    match format.value:
        case "json":
            print_or_write(as_json(), path)
        case "markdown":
            give_markdown(document(), path)
        case "text":
            give_text(document(), path)


def _permissions(target: Path) -> int:
    """Return the mode of what has a name, of a link and not of where it leads; else that of a new file."""
    try:
        return target.lstat().st_mode
    except FileNotFoundError:
        return 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
