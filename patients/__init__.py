"""One subject from consent to the last follow-up."""
