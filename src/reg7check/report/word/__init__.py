"""Word reports: a package of their own parts, written with python-docx where it helps."""
