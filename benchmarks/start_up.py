"""Cold start: ``reg7check assess --format json FILE`` against importing its four libraries, in pairs.

Run it in an environment where reg7check is installed from a wheel (an editable install has no bytecode to start from
where PYTHONDONTWRITEBYTECODE is set): ``python benchmarks/start_up.py [PAIRS]``.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "barnet-2024-05-duty-provider.yaml"
LIBRARIES = [sys.executable, "-c", "import typer, pydantic, rich, yaml"]
FORMATS = ("json", "text")


def seconds(command: list[str]) -> float:
    """Return the wall time of a command as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print, for each format, the medians of both commands and of their ratio pair by pair."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    for form in FORMATS:
        command = [sys.executable, "-m", "reg7check", "assess", str(EXAMPLE), "--format", form, "--exit-zero"]
        for warm_up in (LIBRARIES, command):
            seconds(warm_up)
        times = [(seconds(command), seconds(LIBRARIES)) for _ in range(pairs)]
        ours, theirs = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
        ratio = statistics.median(one / other for one, other in times)
        print(f"{form}: {ours:.0f} ms, libraries {theirs:.0f} ms, ratio {ratio:.2f} (median of {pairs} pairs)")


if __name__ == "__main__":
    main()
