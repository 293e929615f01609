"""Prints a bill of materials without what differs from one machine to the next: the program's own entry names a folder.

Usage: bill.py BILL
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(bill: Path) -> None:
    """Print the bill in a fixed order. Fails where it still names a folder, a day or a number of its own."""
    told = json.loads(bill.read_bytes())
    for each in told["components"]:
        each["externalReferences"] = [one for one in each.get("externalReferences", ()) if "file:" not in one["url"]]
    told["components"].sort(key=lambda each: each["bom-ref"])
    text = json.dumps(told, indent=2, sort_keys=True, ensure_ascii=False)
    for unwanted in ("file:", "serialNumber", "timestamp"):
        if unwanted in text:
            sys.exit(f"the bill of materials holds {unwanted}, which is not the same on every machine")
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
