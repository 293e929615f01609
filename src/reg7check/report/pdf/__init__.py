"""PDF reports, set by typst, with fonts of their own."""
