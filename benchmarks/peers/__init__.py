"""Throughput beside other engines: the same simplified rules, the same inputs, on the same machine."""
