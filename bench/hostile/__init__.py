"""What hostile files cost, and whether they stay alone with it: `python -m bench.hostile`."""
