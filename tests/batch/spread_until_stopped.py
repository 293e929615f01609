"""A program for a test: it spreads work without end, until Ctrl-C."""

from __future__ import annotations

import sys
from itertools import count

from work import process_of

from reg7check.batch.spreading import spread

if __name__ == "__main__":
    try:
        for number, _ in spread(process_of, None, count()):
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(130)
