"""One form per file; gathered here for Django's registry."""

from adverse_events.models.adverse_event import AdverseEvent, GradeChange
from adverse_events.models.crs_assessment import CrsAssessment, Vasopressor
from adverse_events.models.neurotoxicity_assessment import NeurotoxicityAssessment
from adverse_events.models.serious_adverse_event import SafetyReport, SeriousAdverseEvent

__all__ = [
    "AdverseEvent",
    "CrsAssessment",
    "GradeChange",
    "NeurotoxicityAssessment",
    "SafetyReport",
    "SeriousAdverseEvent",
    "Vasopressor",
]
