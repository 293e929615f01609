"""Many arrangements in one table: its lines, which of them, and its formats."""
