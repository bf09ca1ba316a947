"""What the audit costs, as ratios in one run: `python -m benchmarks`. Figures and method: docs/performance.md."""
