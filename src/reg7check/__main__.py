"""``python -m reg7check``: the same as the ``reg7check`` command."""

from reg7check.cli import main

main()
