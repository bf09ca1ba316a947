"""What the trial found: response, survival, expansion of the cells, of each participant and of all."""
