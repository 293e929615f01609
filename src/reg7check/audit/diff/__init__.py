"""What a change of a rulebook means: its differences, and which verdicts each of them changes."""

from reg7check.audit.diff.changes import Changes, Effect, changes_between
from reg7check.audit.diff.reassessing import Reassessed, Turned, reassess

__all__ = ["Changes", "Effect", "Reassessed", "Turned", "changes_between", "reassess"]
