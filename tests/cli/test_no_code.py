"""No command runs what a file holds: each is given files full of code, and what Python compiles or runs is looked at.

Every text of those files holds the word CANARY. It may stand in no code that is compiled, run or loaded, and in no name
that is imported; and no program is started, no socket opened, nothing unpickled, whatever holds the word.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hostile import hostile_rules

from .conftest import ARRANGEMENTS, Program, Run
from .test_no_network import RUN

CANARY = "canary7f3a"
WATCH = """
import ast, os, sys, types

CANARY = "canary" + "7f3a"
NEVER = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "subprocess.Popen", "pickle.find_class",
         "pty.spawn", "ctypes.dlopen")
CODE = ("compile", "exec", "import", "marshal.loads", "code.__new__")

def holds(value):
    if isinstance(value, types.CodeType):
        return any(map(holds, (value.co_filename, *value.co_names, *value.co_varnames, *value.co_consts)))
    if isinstance(value, (tuple, frozenset)):
        return any(map(holds, value))
    if isinstance(value, ast.AST):
        return holds(ast.dump(value))
    if isinstance(value, (bytes, bytearray, memoryview)):
        return CANARY.encode() in bytes(value)
    return isinstance(value, str) and CANARY in value

def watch(event, arguments):
    if event.startswith("socket.") or event in NEVER or event in CODE and any(map(holds, arguments)):
        with open(os.environ["SEEN"], "a") as seen:
            seen.write(event + "\\n")

sys.addaudithook(watch)
sys.argv[0] = "reg7check"
"""
PAYLOAD = (
    f"{{{{ ''.__class__.__mro__[1].__subclasses__() }}}} "
    f"{{{{ cycler.__init__.__globals__.os.system('touch {CANARY}') }}}} "
    f"{{% import 'os' as {CANARY} %}} {{0.__class__.__init__.__globals__[{CANARY}]}} %({CANARY})s ${{{CANARY}}} "
    f"$(touch {CANARY}) `touch {CANARY}` __import__('os').system('touch {CANARY}') =cmd|'/c {CANARY}'!A1 "
    f'#eval("{CANARY}") #import "{CANARY}": x'
)
TAGS = (
    f"!!python/object/apply:os.system ['touch {CANARY}']",
    f"!!python/object/new:{CANARY} []",
    f"!!python/name:{CANARY}.x ''",
    f"!!python/module:{CANARY} ''",
    f"!!python/object/apply:builtins.eval ['{CANARY}']",
)


@pytest.fixture(scope="module")
def folder(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of an arrangement and a rulebook that are full of code, and of reports on both."""
    made = tmp_path_factory.mktemp("folder")
    (made / f"{CANARY}.py").write_text("raise SystemExit('it was imported')", encoding="utf-8")
    quoted = json.dumps(PAYLOAD)
    text = (ARRANGEMENTS / "disputed.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("title: The union and the depot differ on the drivers", f"title: {quoted}\nreference: {quoted}"),
        ("name: The union,", f"name: {quoted},"),
        ("name: The depot,", f"name: {quoted},"),
        ("name: The agency,", f"name: {quoted},"),
        ("what: Drives the rounds", f"what: {quoted}"),
        ("sends_people: yes", f"sends_people: {{answer: yes, says: union, evidence: [rota], note: {quoted}}}"),
        ("industrial_action:", f"evidence: {{rota: {{what: {quoted}, quote: {quoted}}}}}\nindustrial_action:"),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (made / "hostile.yaml").write_text(text, encoding="utf-8")
    hostile_rules(made / "rules", PAYLOAD)
    stall = (
        f"reg7check: 1\ntitle: {quoted}\nnation: england\nparties: {{baker: {{name: {quoted}, role: hirer}}}}\n"
        "industrial_action: [{id: fair, dates: 2019-12-31}]\n"
        f"cover: [{{id: cart, what: {quoted}, hirer: baker, facts: {{stall_kind: cart, permit_granted: no}}}}]\n"
    )
    (made / "stall.yaml").write_text(stall, encoding="utf-8")
    for number, tag in enumerate(TAGS):
        (made / f"tag{number}.yaml").write_text(text.replace("nation: ", f"nation: {tag}\nx: "), encoding="utf-8")
    return made


def watched(program: Program, folder: Path, *arguments: str, run: str = RUN) -> tuple[Run, list[str]]:
    seen = folder / "seen"
    seen.write_text("")
    environment: dict[str, str | None] = {"SEEN": str(seen), "XDG_CACHE_HOME": str(folder / ".cache")}
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(folder)]))}
    command = (sys.executable, "-c", WATCH + run)
    ran = program(*arguments, folder=folder, environment=environment | paths, command=command)
    return ran, seen.read_text().splitlines()


ACTS = {
    f"compile('{CANARY}', 'x', 'eval')": "compile",
    f"import ast; compile(ast.parse('1', '{CANARY}'), '{CANARY}', 'exec')": "compile",
    f"exec('x = {{!r}}'.format('{CANARY}'))": "compile",
    "exec(compile('1', 'canary' + '7f3a', 'exec'))": "exec",
    f"eval('\"{CANARY}\"')": "compile",
    "__import__('canary' + '7f3b'.replace('b', 'a'))": "import",
    "import os; os.system('true')": "os.system",
    "import subprocess; subprocess.run(['true'])": "subprocess.Popen",
    "import pickle; pickle.loads(pickle.dumps(print))": "pickle.find_class",
    "import yaml; yaml.unsafe_load('!!python/object/apply:os.system [\\'true\\']')": "os.system",
    "import jinja2; jinja2.Template('{{ 1 }} canary' + '7f3a').render()": "compile",
    "import collections; collections.namedtuple('T', 'canary' + '7f3a')": "compile",
    "import socket; socket.socket()": "socket.__new__",
}


@pytest.mark.parametrize("act", ACTS)
def test_the_watch_sees_code_that_is_run(program: Program, folder: Path, act: str) -> None:
    assert ACTS[act] in watched(program, folder, run=act)[1]


def commands() -> Iterator[tuple[str, ...]]:
    for form in ("text", "json", "markdown", "html", "sarif", "junit"):
        yield "assess", "hostile.yaml", "--format", form
        yield "assess", "stall.yaml", "--rules", "rules", "--format", form
    for name in ("x.pdf", "x.docx"):
        yield "assess", "hostile.yaml", "--output", name, "--force"
        yield "verify", name, "hostile.yaml"
    yield "assess", "hostile.yaml", "--bundle", "x.zip", "--force"
    yield "verify", "x.zip"
    yield "assess", "stall.yaml", "--rules", "rules", "--output", "y.html", "--force"
    yield "verify", "y.html", "stall.yaml", "--rules", "rules"
    yield "letter", "stall.yaml", "--rules", "rules", "--dated", "2020-01-01"
    yield "letter", "hostile.yaml", "--dated", "2024-05-20"
    yield "explain", "hostile.yaml"
    yield "questions", "hostile.yaml"
    yield "what-if", "hostile.yaml", "--set", "sends_people=no"
    for form in ("text", "csv", "html"):
        yield "summary", "hostile.yaml", "--format", form
    yield "summary", "hostile.yaml", "--output", "x.xlsx", "--force"
    for what in ("law", "facts", "glossary"):
        yield what, "--rules", "rules"
    for what in ("check", "test", "graph"):
        yield "rules", what, "rules"


def test_no_command_runs_what_a_file_holds(program: Program, folder: Path) -> None:
    read = 0
    for arguments in commands():
        ran, seen = watched(program, folder, *arguments)
        assert seen == [], arguments
        assert ran.code in (0, 1, 2, 3), (arguments, ran.err)
        assert "Traceback" not in ran.err
        read += ran.code != 2 and CANARY in ran.raw.decode("utf-8", "replace")
    assert read > 15, "what is refused at once shows little"
    assert not (folder / CANARY).exists()


@pytest.mark.parametrize("number", range(len(TAGS)))
def test_a_tag_that_would_make_an_object_is_refused(program: Program, folder: Path, number: int) -> None:
    ran, seen = watched(program, folder, "assess", f"tag{number}.yaml")
    assert (ran.code, ran.raw, seen) == (2, b"", [])
    assert "the tag !!python/" in ran.err
    assert not (folder / CANARY).exists()


def test_texts_are_shown_as_they_are_written(program: Program, folder: Path) -> None:
    ran = program("assess", "hostile.yaml", "--format", "json", folder=folder)
    assert ran.json["arrangement"]["title"] == PAYLOAD
