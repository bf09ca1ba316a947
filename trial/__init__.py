"""What the protocol fixes for everyone: sites, protocol versions, visits, dose levels, cohorts."""
