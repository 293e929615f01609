"""Letters: their frame, the law in them, and who says what."""
