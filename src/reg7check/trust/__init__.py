"""Whether a report, or a bundle, is what is derived from its arrangement, and still what the rulebook says."""
