"""Many rows at once: a file of strands of cover, one a row, judged column by column."""
