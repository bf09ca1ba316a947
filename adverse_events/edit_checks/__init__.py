"""Questions about harm that several forms of a participant answer together."""

from adverse_events.edit_checks import bedside, grades, serious, treatment

CHECKS = (*grades.CHECKS, *treatment.CHECKS, *serious.CHECKS, *bedside.CHECKS)
