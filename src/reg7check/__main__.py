"""``python -m reg7check``, and the ``reg7check`` command: Ctrl-C stops it quietly, even while it is being loaded."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the program: see ``reg7check.cli.program``."""
    try:
        from reg7check.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
