"""What audit, screens and exports cost, as ratios in one run: `python -m benchmarks`. See docs/performance.md."""
