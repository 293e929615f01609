"""The timeline of a strand of cover: its rows, its scale, and how it is drawn and told."""
