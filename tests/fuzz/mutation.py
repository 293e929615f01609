"""Inputs that are nearly right: a seed changed at random, as its format is built, and always the same for a number."""

from __future__ import annotations

import copy
import json
import re
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

LARGEST = 1024 * 1024
"""No input is made larger than that, in bytes."""

_BYTES = (
    b"", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80",
    b"\r", b"\r\n", b"\n\n", b"\t", b"\x1b[31m", "\u202e".encode(), "\u2028".encode(), "\u0301".encode() * 50,
    "\U0001f469\u200d\U0001f680".encode(), "\u0665".encode(), "\u00bd".encode(), "\ufeff".encode(), b"\x7f", b"\x85",
)  # fmt: skip
_NUMBERS = (
    b"0", b"-1", b"1", b"2147483647", b"4294967296", b"18446744073709551616", b"9" * 30, b"9" * 5000, b"1e999", b"-0.0",
    b"NaN", b"0x10", b"1_000", b"0001-01-01", b"9999-12-31", b"2024-02-30", b"10000-01-01", b"2024-05-13T00:00",
)  # fmt: skip
_JSON: tuple[Any, ...] = (
    None, True, "england", "wales", "yes", "no", "unknown", "never", "cart", "a: yes | b: no", "a: yes | a: no", "|",
    ";", "2024-05-13", "2024-05-13 to 2024-05-12", "from 2024-05-13", "a: 2024-05-13 | b: never", 0, -1, 10**30, 1.5,
    "", "x", "\ud800", "\x00", "2024-02-30", "9999-12-31", [], {}, [[]], {"": None},
)  # fmt: skip
_NAMES = ("../x", "/x", "a\\b", "", ".", "x" * 300, "\u202ex", "rules/x.yaml", "manifest.json", "word/document.xml")

Mutate = Callable[[bytes, Random], bytes]


class Seeds(NamedTuple):
    """What inputs of a target start from: whole inputs, and the words of their format."""

    inputs: tuple[bytes, ...]
    words: tuple[bytes, ...]


def input_of(seeds: Seeds, mutators: Sequence[Mutate], name: str, number: int) -> bytes:
    """Return the input of a number: one of the seeds, changed once or several times."""
    random = Random(f"{name} {number}")
    content = random.choice(seeds.inputs)
    for _ in range(random.choice((1, 1, 1, 1, 2, 2, 3, 6))):
        if len(content) < LARGEST:  # nor does making one take much memory
            content = random.choice(mutators)(content, random)
    return content[:LARGEST]


def of_bytes(seeds: Seeds) -> Mutate:
    """Return what changes bytes, whatever they mean."""

    def mutate(content: bytes, random: Random) -> bytes:
        start = random.randrange(len(content) + 1)
        end = min(len(content), start + random.choice((0, 0, 1, 1, 2, 4, 8, 32, 200)))
        before, within, after = content[:start], content[start:end], content[end:]
        how = random.randrange(9)
        if how == 0 and within:
            return before + bytes([within[0] ^ 1 << random.randrange(8)]) + content[start + 1 :]
        if how == 1:
            return before + after
        if how == 2:
            return before + within * random.choice((2, 2, 3, 50)) + after
        if how == 3:
            return before + random.randbytes(random.randrange(1, 9)) + after
        if how == 4:
            return before + random.choice(_BYTES) + after
        if how == 5:
            return before + random.choice(seeds.words) + after
        if how == 6:
            return before + random.choice(_NUMBERS) + after
        if how == 7 and random.random() < 0.3:
            return before
        other = random.choice(seeds.inputs)
        cut = random.randrange(len(other) + 1)
        return before + other[cut : cut + random.choice((8, 64, 400))] + after

    return mutate


def of_lines(seeds: Seeds) -> Mutate:
    """Return what changes a text whose lines hold keys and values, as YAML, Markdown and the stamps of reports do."""

    def mutate(content: bytes, random: Random) -> bytes:
        lines = content.split(b"\n")
        at = random.randrange(len(lines))
        line = lines[at]
        how = random.randrange(14)
        if how == 0:
            del lines[at]
        elif how == 1:
            lines.insert(random.randrange(len(lines) + 1), line)
        elif how == 2:
            other = random.randrange(len(lines))
            lines[at], lines[other] = lines[other], line
        elif how == 3:
            lines[at] = b" " * random.randrange(9) + line.lstrip()
        elif how == 4:
            lines[at : at + 2] = [b"".join(lines[at : at + 2])]
        elif how in (5, 6):
            key, colon, _ = line.partition(b":")
            lines[at] = key + (colon or b":") + b" " + _value(seeds, random)
        elif how == 7:
            _, colon, value = line.partition(b":")
            indent = line[: len(line) - len(line.lstrip())]
            lines[at] = indent + random.choice(seeds.words) + (colon or b":") + value
        elif how == 8:
            lines.insert(
                at, line[: len(line) - len(line.lstrip())] + random.choice(seeds.words) + b": " + _value(seeds, random)
            )
        elif how == 9:
            other_lines = random.choice(seeds.inputs).split(b"\n")
            start = random.randrange(len(other_lines))
            lines[at:at] = other_lines[start : start + random.randrange(1, 9)]
        elif how == 10:
            words = line.split(b" ")
            words[random.randrange(len(words))] = random.choice(seeds.words)
            lines[at] = b" ".join(words)
        elif how == 11:
            lines[at] = line + random.choice(
                (b" #", b" # x", b",", b"]", b"}", b" |", b" >-", b" : x", b'"', b"'", b" ")
            )
        elif how == 12 and random.random() < 0.03:
            size = len(line) + 1
            lines[at:at] = [line] * random.choice((10, 100, min(10_000, LARGEST // size)))
        elif how == 13 and random.random() < 0.03:
            lines[at] = _numbered(line, random.choice((10, 100, 5_000)))
        return b"\n".join(lines)

    return mutate


def _numbered(line: bytes, times: int) -> bytes:
    """Return a line many times over, each with a key, or an entry, of its own."""
    key, colon, value = line.partition(b":")
    return b"\n".join(b"%s%d%s%s" % (key, number, colon, value) for number in range(times))[: LARGEST // 2]


def _value(seeds: Seeds, random: Random) -> bytes:
    how = random.randrange(12)
    if how < 5:
        return random.choice(seeds.words)
    if how == 5:
        return random.choice(_NUMBERS)
    if how == 6:
        return random.choice(_BYTES)
    if how == 7:
        deep = random.choice((1, 2, 5, 31, 40, 2000))
        opened, closed = random.choice(((b"[", b"]"), (b"{a: ", b"}"), (b"- ", b""), (b"? ", b"")))
        return opened * deep + random.choice(seeds.words) + closed * deep
    if how == 8:
        return b"{" + random.choice(seeds.words) + b": " + random.choice(seeds.words) + b"}"
    if how == 9:
        return b"[" + b", ".join(random.choices(seeds.words, k=random.randrange(4))) + b"]"
    if how == 10:
        return random.choice(
            (b"&a x", b"*a", b"!!python/object:os.system x", b"!x y", b"<<: *a", b"~", b"null", b"|", b">")
        )
    return random.choice(seeds.words) * random.choice((1, 2, 300))


def of_json(content: bytes, random: Random) -> bytes:
    """Change a value of a JSON text; where it is none, return it as it is."""
    try:
        tree = json.loads(content)
    except (ValueError, RecursionError):
        return content
    places: list[tuple[Any, Any]] = []
    pending = [tree]
    while pending:
        node = pending.pop()
        for key in node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
            places.append((node, key))
            pending.append(node[key])
    if not places:
        return json.dumps(random.choice(_JSON)).encode()
    parent, key = random.choice(places)
    how = random.randrange(7)
    if how == 0:
        del parent[key]
    elif how == 1:
        other, place = random.choice(places)
        parent[key] = copy.copy(other[place])
    elif how == 2 and isinstance(parent, list):
        parent *= random.choice((2, 3, 50))
    elif how == 3 and isinstance(parent, dict):
        parent[random.choice(("", "id", "to", "x", "periods", "\ud800"))] = parent.pop(key)
    elif how == 4 and random.random() < 0.3:
        deep: Any = parent[key]
        for _ in range(random.choice((10, 400))):
            deep = [deep] if random.random() < 0.5 else {"a": deep}
        parent[key] = deep
    elif how == 5 and isinstance(parent[key], str):
        cut = random.randrange(len(parent[key]) + 1)
        parent[key] = (
            parent[key][:cut] + random.choice(("", "\x00", "\ud800", " ", "\n", "\u202e")) + parent[key][cut + 1 :]
        )
    else:
        parent[key] = random.choice(_JSON)
    try:
        return json.dumps(tree).encode()
    except (RecursionError, ValueError):  # it is too deep, or holds itself: no text can say so
        return content


def of_cells(seeds: Seeds) -> Mutate:
    """Return what changes cells of a table, given as a JSON list of its rows: to words, and to what is made of them."""

    def mutate(content: bytes, random: Random) -> bytes:
        try:
            rows = json.loads(content)
        except (ValueError, RecursionError):
            return content
        filled = [each for each in rows if isinstance(each, dict) and each] if isinstance(rows, list) else []
        if not filled:
            return content
        for _ in range(random.choice((1, 2, 3, 8))):
            row = random.choice(filled)
            row[random.choice(list(row))] = _cell(seeds, random)
        if random.random() < 0.3:
            rows.append(copy.copy(random.choice(filled)))
        return json.dumps(rows).encode()

    return mutate


def _cell(seeds: Seeds, random: Random) -> str:
    made = random.choice(seeds.words)
    while random.random() < 0.6:
        between = random.choice((b" to ", b"; ", b" | ", b": ", b", ", b" ", b""))
        made += between + random.choice((*_NUMBERS, random.choice(seeds.words), _day(random)))
    return made.decode("utf-8", "replace")


def _day(random: Random) -> bytes:
    return b"%04d-%02d-%02d" % (random.randrange(2015, 2027), random.randrange(1, 13), random.randrange(1, 31))


def of_zip(within: Sequence[Mutate]) -> Mutate:
    """Return what changes the members of a ZIP package, each by one of these, and packs them again."""

    def mutate(content: bytes, random: Random) -> bytes:
        try:
            with ZipFile(BytesIO(content)) as package:
                members = [(each.filename, package.read(each)) for each in package.infolist()]
        except (BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
            return content
        at = random.randrange(len(members)) if members else 0
        how = random.randrange(10)
        if members and how < 5:
            name, part = members[at]
            for _ in range(random.choice((1, 1, 2, 4))):
                part = random.choice(within)(part, random)
            members[at] = name, part
        elif members and how == 5:
            del members[at]
        elif members and how == 6:
            members[at] = random.choice(_NAMES), members[at][1]
        elif how == 7:
            members.insert(at, (random.choice(_NAMES), random.randbytes(random.randrange(20))))
        elif members and how == 8:
            members.append(members[at])
        elif random.random() < 0.02:
            members += [(f"x{number}", b"") for number in range(random.choice((400, 600, 3000)))]
        elif random.random() < 0.02:
            members.append(("x", b"\x00" * (20 * LARGEST)))
        return _packed(members, random)

    return mutate


def _packed(members: Sequence[tuple[str, bytes]], random: Random) -> bytes:
    import warnings

    made = BytesIO()
    how = random.choice((ZIP_STORED, ZIP_DEFLATED))
    with warnings.catch_warnings(), ZipFile(made, "w") as package:
        warnings.simplefilter("ignore")  # a name that stands twice is meant
        for name, part in members:
            entry = ZipInfo(name or "x", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = how
            package.writestr(entry, part)
    return made.getvalue()


_OBJECT = re.compile(rb"(?:\A|\n|\r)(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"(?P<head>.*?)stream\r?\n(?P<data>.*?)\r?\nendstream", re.DOTALL)
_REFERENCE = re.compile(rb"\d+ 0 R")
_NAME = re.compile(rb"/[A-Za-z0-9#]+")
_INTEGER = re.compile(rb"(?<![\d.])-?\d+(?![\d.])")


def of_pdf(seeds: Seeds) -> Mutate:
    """Return what changes objects of a PDF file, and writes a table of them that is right again."""

    def mutate(content: bytes, random: Random) -> bytes:
        objects = [(int(found[1]), found[2]) for found in _OBJECT.finditer(content)]
        trailer = content[content.rfind(b"trailer") :] if b"trailer" in content else b""
        root = re.search(rb"/Root (\d+ 0 R)", content)
        info = re.search(rb"/Info (\d+ 0 R)", content)
        if not objects or root is None:
            return content
        for _ in range(random.choice((1, 1, 2, 3, 8))):
            at = random.randrange(len(objects))
            number, body = objects[at]
            how = random.randrange(9)
            if how == 0:
                body = _one(_REFERENCE, body, b"%d 0 R" % random.choice(objects)[0], random)
            elif how == 1:
                body = _one(_NAME, body, random.choice(seeds.words), random)
            elif how == 2:
                body = _one(_INTEGER, body, random.choice(_NUMBERS), random)
            elif how == 3:
                body = random.choice(objects)[1]
            elif how == 4:
                body = _with_stream(body, random)
            elif how == 5:
                deep = random.choice((3, 50, 2000))
                body = _one(_REFERENCE, body, b"[" * deep + b"]" * deep, random)
            elif how == 6:
                body = random.choice((b" null ", b" [] ", b" << >> ", b" (x) ", b" %d 0 R " % number, b""))
            elif how == 7:
                start = random.randrange(len(body) + 1)
                body = body[:start] + random.choice(seeds.words) + b" " + body[start:]
            else:
                body = of_bytes(seeds)(body, random)
            objects[at] = number, body
        extra = trailer[trailer.find(b"<<") + 2 : trailer.rfind(b">>")] if random.random() < 0.05 else b""
        return pdf_of(objects, root[1], info[1] if info else b"null", extra)

    return mutate


def _one(pattern: re.Pattern[bytes], body: bytes, by: bytes, random: Random) -> bytes:
    found = list(pattern.finditer(body[:20_000]))
    if not found:
        return body + by
    chosen = random.choice(found)
    return body[: chosen.start()] + by + body[chosen.end() :]


def _with_stream(body: bytes, random: Random) -> bytes:
    """Change what a stream of a PDF file holds, unpacked, and pack it again."""
    found = _STREAM.search(body)
    if found is None:
        return body
    try:
        plain = zlib.decompressobj().decompress(found["data"], LARGEST)
    except zlib.error:
        plain = found["data"]
    how = random.randrange(5)
    if how == 0 and random.random() < 0.05:
        plain = random.choice((b"\x00", b"q ", b"[", b"(x) Tj ", b"0 0 m ")) * random.choice((1000, 2 * LARGEST))
    elif how == 1:
        plain = plain[: random.randrange(len(plain) + 1)]
    else:
        start = random.randrange(len(plain) + 1)
        plain = (
            plain[:start]
            + random.choice((*_BYTES, *_NUMBERS, b"BI /W 9 ID x EI ", b"<<", b"q ", b"/a Do "))
            + plain[start:]
        )
    data = zlib.compress(plain)
    head = re.sub(rb"/Length \d+", b"/Length %d" % len(data), found["head"])
    return head + b"stream\n" + data + b"\nendstream\n"


def pdf_of(objects: Sequence[tuple[int, bytes]], root: bytes, info: bytes = b"null", extra: bytes = b"") -> bytes:
    """Return a PDF file of these objects, with a table of where each stands."""
    made = bytearray(b"%PDF-1.7\n%\xff\xff\xff\xff\n")
    places: dict[int, int] = {}
    for number, body in objects:
        places[number] = len(made)
        made += b"%d 0 obj%sendobj\n" % (number, body)
    table = len(made)
    size = max(places, default=0) + 1
    made += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        made += b"%d 1\n%010d 00000 n \n" % (number, place)
    made += b"trailer\n<< /Size %d /Root %s /Info %s %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, info, extra, table)
    return bytes(made)
