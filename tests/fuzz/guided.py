"""A second front: the same targets, with inputs that Atheris makes, guided by what of the program they reach.

``python tests/fuzz/guided.py yaml FOLDER -runs=100000 -max_len=4096``: the folder keeps what reached something new;
what comes after the target goes to libFuzzer, as ``-seed=1`` does. It needs ``pip install atheris``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ["XDG_CACHE_HOME"] = os.devnull

import atheris

with atheris.instrument_imports(include=["reg7check", "pypdf", "yaml"]):
    from fuzz.targets import TARGETS
from fuzz.watching import Failure, watched

target = TARGETS[sys.argv.pop(1)]


def test_one_input(content: bytes) -> None:
    """Give an input to the target, with the same limits on its time and memory as everywhere."""
    result = watched(target.feed, content)
    if isinstance(result, Failure):
        raise RuntimeError(f"{result.key}\n{result.told}")


def main() -> None:
    """Put the seeds in the folder, and let Atheris go on from there."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(dict.fromkeys(target.seeds().inputs)):
        (folder / f"seed-{number}").write_bytes(content)
    atheris.Setup([*sys.argv, "-rss_limit_mb=0"], test_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
