"""Who may do what, at which site, and the record of who came in."""
