"""Questions that several forms of a participant answer together. Each check says which items it compares."""

from patients.edit_checks import dates, outcome, product

CHECKS = (*dates.CHECKS, *product.CHECKS, *outcome.CHECKS)
