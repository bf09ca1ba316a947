"""Reports of serious events that are still to be made, across participants."""
