"""Reports: an assessment in, a document out. One module a format; none of them reasons."""
