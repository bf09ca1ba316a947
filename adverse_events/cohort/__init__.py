"""The cohort board: what the dose committee looks at, and the decisions that it signs on it."""
