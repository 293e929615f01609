"""Changing an arrangement file in place: its comments, its order and every line that is not changed stay."""

from __future__ import annotations

import codecs
import copy
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from reg7check.arrangement.answering import FactAt
from reg7check.arrangement.blanks import blanks_in
from reg7check.arrangement.facts import FactSpec
from reg7check.arrangement.fields import ARRANGEMENT, SECTIONS
from reg7check.arrangement.models import Answer, Arrangement, Evidence, Party, Span, Value
from reg7check.arrangement.read import read_arrangement
from reg7check.arrangement.splicing import Path as TreePath
from reg7check.arrangement.splicing import Splicer, find, said
from reg7check.arrangement.writing import Section, Text, Tree, plain
from reg7check.contents import MAX_YAML, content_of
from reg7check.problems import BadInput, Place, Problem
from reg7check.whole import why_not_written, write_whole
from reg7check.yaml_source import Source, parse_source


class ArrangementFile:
    """An arrangement file that is open to be changed.

    Each change is made in the text, in memory, and the text is read again: a change that would make a file with a
    mistake in it, or one that says anything else than was meant, is refused and leaves all as it was.
    """

    def __init__(self, path: Path, content: bytes, source: Source, facts: Mapping[str, FactSpec]) -> None:
        self.path = path
        self._facts = facts
        self._content = self._on_disk = content
        self._source = source
        self._arrangement = read_arrangement(source, facts)

    @classmethod
    def open(cls, path: Path | str, facts: Mapping[str, FactSpec]) -> ArrangementFile:
        """Open a file whose facts are those of a catalogue.

        Raises BadInput with every problem in it, or where it is no plain file that can be read and written.
        """
        name = str(path)
        path = Path(path)
        problem = _why_not_writable(path, name)
        if problem is not None:
            raise BadInput([Problem(Place(name), *problem)])
        called = path.name if path.is_absolute() else path.as_posix()
        content = content_of(path, MAX_YAML, called)
        return cls(path, content, parse_source(content, called), facts)

    @property
    def arrangement(self) -> Arrangement:
        """The arrangement as the file now states it, saved or not."""
        return self._arrangement

    @property
    def blanks(self) -> tuple[TreePath, ...]:
        """Where a placeholder of a starter file still stands: a text that is one, or an entry whose comment is one."""
        return tuple(blank.path for blank in blanks_in(self._source))

    @property
    def content(self) -> bytes:
        """All of the file as it now stands, saved or not."""
        return self._content

    def restore(self, content: bytes) -> None:
        """Put back, to the byte, what ``content`` was earlier. Raises BadInput where that is no arrangement."""
        source = parse_source(content, self._arrangement.file)
        self._arrangement = read_arrangement(source, self._facts)
        self._content, self._source = content, source

    def answer(self, at: FactAt, answer: Answer) -> None:
        """State a fact: its line is replaced, or one is added where the catalogue's order puts it.

        Raises BadInput where the answer, a party or a piece of evidence is none that the file could name. Raises
        KeyError where there is no such strand or action.
        """
        self._put((*self._entry_of(at), "facts", at.fact), _answer(answer))

    def set_text(self, path: TreePath, value: str) -> None:
        """Set a field that takes a text, a choice or an id, such as ``("cover", 0, "what")``.

        Raises BadInput where the field cannot take it; KeyError or IndexError where there is no such entry.
        """
        self._put(path, Text(value.strip()))

    def set_dates(self, path: TreePath, spans: Iterable[Span]) -> None:
        """Set the days of an action or a strand; with none, the line is taken out. Raises as ``set_text`` does."""
        words = [_days(span) for span in spans]
        if words:
            self._put(path, words[0] if len(words) == 1 else list(words))
        elif path[-1] in said(find(self._source.root, path[:-1])):  # type: ignore[operator]
            self._take_out(path)

    def add_party(self, party: Party) -> None:
        """Declare a party, or change what is declared under its id. Raises BadInput where it cannot be one."""
        self._put(("parties", party.id), {"name": Text(party.name.strip()), "role": Text(party.role)})

    def add_evidence(self, evidence: Evidence) -> None:
        """Declare a piece of evidence, or change what is declared under its id. Raises as ``add_party`` does."""
        fields: dict[str, Tree] = {"what": Text(evidence.what.strip())}
        if evidence.date is not None:
            fields["date"] = evidence.date.isoformat()
        for key, text in (("from", evidence.given_by), ("quote", evidence.quote), ("link", evidence.link)):
            if text is not None:
                fields[key] = Text(text.strip())
        self._put(("evidence", evidence.id), fields)

    def save(self) -> None:
        """Write the file in one step, with the permissions that it has.

        Raises BadInput where it cannot be written, or is no longer as it was when it was opened or last saved: then
        somebody else has changed it, and their work would be lost.
        """
        place = Place(self._arrangement.file)
        try:
            found = self.path.read_bytes()
            if found != self._on_disk:
                message = "the file was changed by another program since it was opened, so it is not written over"
                raise BadInput([Problem(place, message, "start again: it is then read as it is now")])
            write_whole(self.path, self._content, self.path.stat().st_mode & 0o7777)
        except FileNotFoundError:
            raise BadInput([Problem(place, "the file is no longer there", "put it back, or start again")]) from None
        except OSError as error:
            raise BadInput([Problem(place, *why_not_written(error))]) from None
        self._on_disk = self._content

    def _entry_of(self, at: FactAt) -> TreePath:
        if at.action:
            actions = [each.id for each in self._arrangement.actions]
            return "industrial_action", _place(actions, at.action)
        return "cover", _place([each.id for each in self._arrangement.cover], at.strand)

    def _put(self, path: TreePath, tree: Tree) -> None:
        expected: Any = copy.deepcopy(said(self._source.root))
        parent, key = path[:-1], str(path[-1])
        try:
            find(self._source.root, parent)
        except KeyError:  # there is no such section yet: it is made with this entry in it
            tree, parent, key = Section({key: tree}), parent[:-1], str(parent[-1])
        mapping = expected
        for part in parent:
            mapping = mapping[part]
        mapping[key] = plain(tree)
        self._become(
            Splicer(self._text(), self._source.root).with_entry(parent, key, tree, self._order(parent)), expected
        )

    def _take_out(self, path: TreePath) -> None:
        expected: Any = copy.deepcopy(said(self._source.root))
        mapping = expected
        for part in path[:-1]:
            mapping = mapping[part]
        del mapping[path[-1]]
        self._become(Splicer(self._text(), self._source.root).without_entry(path[:-1], str(path[-1])), expected)

    def _order(self, parent: TreePath) -> Sequence[str]:
        if not parent:
            return tuple(ARRANGEMENT)
        if parent[-1] == "facts":
            return tuple(self._facts)
        return tuple(SECTIONS[str(parent[0])]) if len(parent) == 2 else ()

    def _become(self, text: str, expected: object) -> None:
        content = text.encode("utf-8")
        if self._content.startswith(codecs.BOM_UTF8):
            content = codecs.BOM_UTF8 + content
        name = self._arrangement.file
        try:
            source = parse_source(content, name)
            understood = not source.problems and said(source.root) == expected
        except BadInput:
            understood = False
        if not understood:
            message = "this file is written in a way that the program cannot change safely, so it was left as it is"
            raise BadInput([Problem(Place(name), message, "make this change by hand, in an editor")])
        self._arrangement = read_arrangement(source, self._facts)
        self._content, self._source = content, source

    def _text(self) -> str:
        return self._content.removeprefix(codecs.BOM_UTF8).decode("utf-8")


def _why_not_writable(path: Path, name: str) -> tuple[str, str] | None:
    if name == "-":
        return "standard input cannot be written to", "name a file"
    try:
        if path.is_symlink():
            return "this is a link, not a plain file", "name the file that it leads to"
        if path.exists() and not path.is_dir() and not path.is_file():
            return "this is a device, not a plain file", "name a plain file"
        if path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            return "no permission to write to it", "ask its owner, or copy it to a folder of yours"
    except (OSError, ValueError):
        return None  # reading it says what is wrong
    return None


def _place(ids: Sequence[str], identifier: str) -> int:
    if identifier not in ids:
        raise KeyError(identifier)
    return ids.index(identifier)


def _answer(answer: Answer) -> Tree:
    fields: dict[str, Tree] = {}
    if answer.by_party:
        fields["disputed"] = {party: _word(value) for party, value in answer.by_party}
    elif answer.agreed is not None:
        fields["answer"] = _word(answer.agreed)
    if answer.says is not None:
        fields["says"] = Text(answer.says)
    if answer.evidence:
        fields["evidence"] = [Text(each) for each in answer.evidence]
    if answer.note is not None:
        fields["note"] = Text(answer.note.strip())
    return fields["answer"] if list(fields) == ["answer"] else fields


def _word(value: Value) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _days(span: Span) -> str:
    if span.last is None:
        return f"from {span.first}"
    return str(span.first) if span.first == span.last else f"{span.first} to {span.last}"
