"""The criteria of eligibility as the record of a participant answers them: facts, verdicts, and why in words."""
