"""What is true of any record: versions, audit, queries, drafts, locks."""
