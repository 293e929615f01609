"""Cold start: plain commands as whole processes, against importing the four libraries that all others rest on.

Each round runs every command once and the import between any two of them, so that what slows the machine slows both.
Run it in an environment where reg7check is installed from a wheel (an editable install has no bytecode to start from
where PYTHONDONTWRITEBYTECODE is set): ``python benchmarks/start_up.py [ROUNDS]``.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "barnet-2024-05-duty-provider.yaml"
LIBRARIES = (sys.executable, "-c", "import typer, pydantic, rich, yaml")
COMMANDS: Mapping[tuple[str, ...], float | None] = {
    ("assess", str(EXAMPLE), "--exit-zero", "--format", "json"): 1.0,
    ("assess", str(EXAMPLE), "--exit-zero", "--format", "text"): 1.15,
    ("assess", str(EXAMPLE), "--exit-zero", "--format", "markdown"): None,
    ("--help",): 0.6,
    ("--version",): 0.6,
}
"""What is measured, and the most times the libraries' import that it should take."""


def program() -> str:
    """Return the installed command: called as a module it would name itself otherwise, and lay out its help anew."""
    return str(Path(sysconfig.get_path("scripts"), "reg7check.exe" if os.name == "nt" else "reg7check"))


def seconds(command: tuple[str, ...], environment: Mapping[str, str]) -> float:
    """Return the wall time of a command as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)
    return time.perf_counter() - start


def measured(rounds: int) -> dict[tuple[str, ...], list[tuple[float, float]]]:
    """Return for each command the times of its rounds, each with that of the import right after it, in seconds."""
    with tempfile.TemporaryDirectory() as home:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = {**kept, "HOME": home, "XDG_CACHE_HOME": home, "LOCALAPPDATA": home}
        times: dict[tuple[str, ...], list[tuple[float, float]]] = {command: [] for command in COMMANDS}
        for _ in range(rounds + 1):
            for command, found in times.items():
                found.append((seconds((program(), *command), environment), seconds(LIBRARIES, environment)))
        return {command: found[1:] for command, found in times.items()}  # the first round fills the caches


def main() -> None:
    """Print, for each command, the medians of both and of their ratio pair by pair, as a Markdown table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    print(f"The median of {rounds} pairs, each in turn.\n")
    print("| Command | Time | The four libraries | Ratio | Target |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for command, times in measured(rounds).items():
        ours, theirs = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
        ratio = statistics.median(one / other for one, other in times)
        shown = " ".join("FILE" if each == str(EXAMPLE) else each for each in command if each != "--exit-zero")
        target = COMMANDS[command]
        most = "" if target is None else f"at most {target}"
        print(f"| `reg7check {shown}` | {ours:.0f} ms | {theirs:.0f} ms | {ratio:.2f} | {most} |")


if __name__ == "__main__":
    main()
