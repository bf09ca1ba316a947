"""One form per file; gathered here for Django's registry."""

from adverse_events.models.crs_assessment import CrsAssessment, Vasopressor

__all__ = ["CrsAssessment", "Vasopressor"]
