"""What of this app stands among the numbers of the home page."""

from adverse_events.reporting.running import count

COUNTS = (count,)
