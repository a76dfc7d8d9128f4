"""How long things take, as ratios against a named baseline measured in the same run."""
