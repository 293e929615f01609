"""A rulebook whose texts hold markup of every format, with which no format may do anything but show it."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

PERMIT = Path(__file__).parent / "rulebook" / "permit"

HOSTILE = (
    '"];click x href "javascript:alert(1)" </svg><script>alert(1)</script> <b>b</b> -- --> --x %% %%{init: {}}%% '
    "\\N \\n &lt;i&gt; &#65; #35; #quot; `code` **bold** _em_ $$x$$ $$$$ fa:fa-car style a:#fff; ]]> <!-- c --> | "
    "{{ }} ((x)) [x] {x} subgraph end //x \\u202e ' ="
).replace("\\u202e", "\u202e")
SHOWN = HOSTILE.replace("\u202e", "\\u202e")

TEXTS = (
    "The Street Stalls Act 1990, which nobody passed",
    "The ban on large stalls",
    "The stall is large",
    "There is a permit, paid for",
    "What kind of stall is it?",
    "Signs of size",
    "The weights are made up.",
    "Is a stall of middling size large?",
    "The signs of size come to one.",
    "section 1",
    "Street Stalls Act 1990",
)


def hostile_rules(folder: Path, hostile: str = HOSTILE) -> Path:
    """Write the permit rulebook with hostile texts in a folder, and return it."""
    copytree(PERMIT, folder)
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for old in TEXTS:
            text = text.replace(f": {old}\n", f": {json.dumps(hostile)}\n")
        path.write_text(text, encoding="utf-8")
    assert sum(path.read_text(encoding="utf-8").count(json.dumps(hostile)) for path in folder.glob("*.yaml")) >= len(
        TEXTS
    )
    return folder
