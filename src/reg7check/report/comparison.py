"""Two versions of an arrangement compared, as a document: first whether what changed matters, then what and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reg7check.reasoning.differing import Difference
from reg7check.reasoning.mattering import MOST_TRIED, Effect, Fewest, Matter
from reg7check.reasoning.versions import Versions
from reg7check.report import words
from reg7check.report.document import Block, Document, Heading, Item, Items, Paragraph, Row, Rows
from reg7check.report.glossing import glossed, words_of
from reg7check.report.ruling_change import (
    ChangeComposer,
    questions_left,
    tone_of,
    verdict_words,
    verdicts_words,
)
from reg7check.report.version_words import (
    difference_line,
    difference_sides,
    difference_title,
    other_lines,
    rename_line,
)

_FEW = 3
_GROUPS = (
    (Effect.TURNS, "Changes the verdict by itself"),
    (Effect.TURNS_WITH_OTHERS, "Changes the verdict only together with others"),
    (Effect.MOVES, "Leaves the verdict, but changes what it turns on"),
    (Effect.NOTHING, "Changes nothing: the verdict is the same with it and without it, and so is what it turns on"),
)


def comparison_report(versions: Versions) -> Document:
    """Return two versions compared: does what changed matter, what changed, and what it does to the verdicts."""
    document = Document(tuple(_Composer(versions).blocks()))
    theirs = (*words_of(versions.comparison.before.arrangement), *words_of(versions.comparison.after.arrangement))
    return glossed(document, versions.comparison.before.law, theirs)


class _Composer:
    def __init__(self, versions: Versions) -> None:
        self.versions = versions
        self.comparison = versions.comparison
        self.law = versions.comparison.after.law
        self.old = versions.comparison.before.arrangement
        self.new = versions.comparison.after.arrangement

    def blocks(self) -> Iterator[Block]:
        yield Heading(1, f"Compared: {self.new.title}")
        yield Paragraph(f"Before: {self.old.title} (file {self.old.file})", "quiet")
        yield Paragraph(f"After: {self.new.title} (file {self.new.file})", "quiet")
        yield from (Paragraph(each, "strong") for each in words.assumptions(self.comparison.after))
        yield from (Paragraph(each, "strong") for each in self._answer())
        before, after = self.comparison.before.verdict, self.comparison.after.verdict
        yield Rows(
            (
                Row("Before", verdict_words(before), tone_of(before)),
                Row("After", verdict_words(after), tone_of(after)),
                questions_left(self.comparison),
            )
        )
        yield from self._same()
        yield from self._changes()
        if self.versions.matters:
            composer = ChangeComposer(self.comparison)
            for strand in self.comparison.strands:
                yield from composer.blocks(strand)
        yield Paragraph(words.colophon(self.law), "quiet")

    def _answer(self) -> Iterator[str]:
        """Yield the sentences that say whether what changed matters."""
        versions = self.versions
        every, others = len(versions.matters), len(versions.others)
        if not every:
            yield (
                "Nothing changed."
                if not others
                else (
                    f"{_number(others, 'thing')} changed; none of them can matter: no rule asks about"
                    f" {'it' if others == 1 else 'them'}."
                )
            )
            return
        facts = all(each.difference.fact for each in versions.matters)
        counted = _number(every, "fact" if facts else "thing")
        mattering = versions.having(Effect.TURNS, Effect.TURNS_WITH_OTHERS)
        if versions.turns:
            verb = "matters" if len(mattering) == 1 else "matter"
            yield f"{counted} changed; {len(mattering)} of them {verb}{self._named(mattering)}"
            if self.comparison.before.verdict is self.comparison.after.verdict:
                verdict = verdict_words(self.comparison.after.verdict)
                yield f"Over all, the verdict is still {verdict}; on some days it is another."
        elif mattering:
            yield (
                f"{counted} changed, and the verdict is the same as before. {len(mattering)} of them would change it"
                f" by {'itself' if len(mattering) == 1 else 'themselves'}; the others undo that{self._named(mattering)}"
            )
        else:
            yield f"{counted} changed; {'it does not change' if every == 1 else 'none of them changes'} the verdict."
        moves = versions.having(Effect.MOVES)
        if moves:
            what = "changes what the verdict turns on" if len(moves) == 1 else "change what the verdict turns on"
            which = "All" if 1 < len(moves) == every else len(moves)
            yield f"{which} of them {what}{self._named(moves)}"
        if others:
            them = "it" if others == 1 else "them"
            yield f"{_number(others, 'other change')} cannot turn the verdict: no rule asks about {them}."

    def _named(self, matters: Sequence[Matter]) -> str:
        if len(matters) > _FEW:
            return "."
        lines = (difference_line(self.law, self.old, self.new, each.difference) for each in matters)
        return f": {'; '.join(lines)}."

    def _same(self) -> Iterator[Block]:
        if self.versions.renames:
            yield Heading(2, "Taken for the same")
            yield Items(tuple(Item(rename_line(each)) for each in self.versions.renames))

    def _changes(self) -> Iterator[Block]:
        versions = self.versions
        if not (versions.matters or versions.others):
            return
        yield Heading(2, "What changed")
        for effect, title in _GROUPS:
            found = versions.having(effect)
            if found:
                yield Heading(3, title)
                yield Items(tuple(self._matter(each) for each in found))
            if effect is Effect.TURNS_WITH_OTHERS:
                yield from self._fewest()
        if versions.others:
            yield Heading(3, "Cannot turn the verdict: no rule asks about it")
            yield Items(tuple(Item(each) for each in other_lines(versions.others)))

    def _matter(self, matter: Matter) -> Item:
        difference = matter.difference
        lines = [*difference_sides(self.law, self.old, self.new, difference)]
        for alone in matter.alone:
            title = self.law.prohibitions[alone.prohibition].title
            told = (f"{words.days(*each[:2])}: {verdicts_words(*each[2:])}" for each in alone.turns)
            lines.append(f"By itself: {alone.strand}, {title}: {'; '.join(told)}.")
        return Item(difference_title(self.law, self.new, difference), lines=tuple(lines))

    def _fewest(self) -> Iterator[Block]:
        """Tell the smallest sets, where they tell more than that one change does it all."""
        for each in self.versions.fewest:
            if len(each.sets) == len(each.sets[0]) == 1:
                continue
            yield Heading(3, f"The fewest changes that give the verdict after ({each.strand})")
            yield Items(tuple(self._set(found) for found in each.sets))
            if not each.exact:
                yield Paragraph(self._bound(each), "quiet")

    def _set(self, found: Sequence[Difference]) -> Item:
        lines = [difference_line(self.law, self.old, self.new, each) for each in found]
        if len(lines) == 1:
            return Item(lines[0])
        return Item("All of these together:", below=tuple(Item(each) for each in lines))

    def _bound(self, fewest: Fewest) -> str:
        return (
            f"None of these {len(fewest.sets[0])} can be left out. There may be smaller sets: more than {MOST_TRIED}"
            " would have to be tried."
        )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
