"""Models of ours that are not audited, each with the reason. A model that is in neither place fails the checks."""

EXEMPT = {
    "edc.LedgerEntry": "it is the audit trail",
    "edc.AuditBaseline": "book-keeping of the trail itself, written by the owner at migration",
    "edc.AccessEvent": "append-only log of sign-ins and reads; holds no clinical value",
    "edc.Draft": "what was typed and not submitted: not a record until it is saved",
}

APPEND_ONLY = ("edc.AccessEvent", "trial.DoseLevelDecision", "trial.DecisionSignature")
"""The application may add to these tables and read them, nothing else."""

NEVER_DELETED = ("edc.User", "edc.Assignment")
"""The application may not delete from these tables: whoever acted stays known (AT-16)."""
