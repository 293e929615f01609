"""What a shell completes, asked as the shells' own scripts ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Program

ROOT = Path(__file__).parents[2]
SHELLS = ("bash", "zsh", "fish")


def complete(program: Program, line: str, shell: str = "fish") -> list[str]:
    """Return the completions of a command line that ends where the cursor is, a line each."""
    words = line.split(" ")
    environment = {
        "_REG7CHECK_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    command = (
        *program.command[:1],
        "-c",
        "import sys; sys.argv[0] = 'reg7check'; from reg7check.cli import main; main()",
    )
    run = program(command=command, environment=environment, folder=ROOT)
    assert not run.err
    return [line for line in run.out.splitlines() if line]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_fact_is_completed_in_every_shell(program: Program, shell: str) -> None:
    found = "\n".join(complete(program, "reg7check facts hirer_d", shell))
    assert "hirer_directs_work" in found
    assert "hirer_sets_hours" not in found


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("reg7check facts hirer_d", "hirer_directs_work\tDo the hirer's managers tell these workers"),
        ("reg7check law reg-7", "reg-7\tregulation 7, Restriction on providing work-seekers"),
        ("reg7check assess examples/barnet-2024-04-flex360.yaml --as f", "flex360\tFlex360, part of the RT Group"),
        ("reg7check assess x.yaml --take lock", "locked-out=\t"),
        ("reg7check assess x.yaml --take locked-out=pe", "locked-out=permits\t"),
        ("reg7check glossary prov", "proviso\t"),
        ("reg7check new dir", "direct-hire\tThe employer takes people on itself"),
        ("reg7check questions examples/contractor-staffed-by-agency.yaml --strand ", "portering\t"),
        ("reg7check what-if examples/agency-supply.yaml --set paid_", "paid_by=\t"),
        ("reg7check what-if examples/agency-supply.yaml --set paid_by=f", "paid_by=fixed-price\t"),
        ("reg7check what-if examples/agency-supply.yaml --action ", "strike\t"),
        ("reg7check explain examples/agency-supply.yaml contr", "control\t"),
        ("reg7check explain examples/agency-supply.yaml reg-7", "reg-7\tregulation 7, "),
        ("reg7check rules explain R404", "R404\t"),
        ("reg7check rules graph --prohibition reg", "regulation-7\t"),
        ("reg7check rules graph tests/rulebook/permit --prohibition ", "no-stall\t"),
        ("reg7check facts --rules tests/rulebook/permit ", "stall_kind\t"),
    ],
)
def test_what_is_completed_and_what_it_means(program: Program, line: str, first: str) -> None:
    assert complete(program, line)[0].startswith(first)


@pytest.mark.parametrize(
    "line",
    [
        "reg7check assess missing.yaml --as ",
        "reg7check assess README.md --as ",
        "reg7check assess x.yaml --take nonsense=",
        "reg7check facts --rules README.md ",
    ],
)
def test_where_nothing_can_be_read_nothing_is_completed_and_nothing_fails(program: Program, line: str) -> None:
    assert complete(program, line) == []


def test_a_name_with_markup_or_escapes_is_shown_inert(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = (ROOT / "examples" / "agency-supply.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("name: Swiftcrew Staffing Ltd", 'name: "[red]A\u202e$(x)"'), encoding="utf-8")
    (line,) = complete(program, f"reg7check assess {path} --as agency")
    assert line == "agency\t(red)A\\u202e'(x) (supplier)"
