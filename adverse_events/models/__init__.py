"""One form per file; gathered here for Django's registry."""

from adverse_events.models.adverse_event import AdverseEvent, GradeChange
from adverse_events.models.concomitant_medication import ConcomitantMedication
from adverse_events.models.course import ToxicityCourse
from adverse_events.models.crs_assessment import CrsAssessment, Vasopressor
from adverse_events.models.dlt_assessment import DltAssessment, DltCandidate
from adverse_events.models.graft_versus_host_disease import GraftVersusHostDisease
from adverse_events.models.haematotoxicity import Haematotoxicity
from adverse_events.models.iec_hs_assessment import IecHsAssessment
from adverse_events.models.late_effects import LateEffectRow, LateEffects
from adverse_events.models.neurotoxicity_assessment import NeurotoxicityAssessment
from adverse_events.models.serious_adverse_event import SafetyReport, SeriousAdverseEvent
from adverse_events.models.toxicity_treatment import ToxicityTreatment
from adverse_events.models.transfusion import Transfusion
from adverse_events.models.vector_safety import VectorSafety

__all__ = [
    "AdverseEvent",
    "ConcomitantMedication",
    "CrsAssessment",
    "DltAssessment",
    "DltCandidate",
    "GradeChange",
    "GraftVersusHostDisease",
    "Haematotoxicity",
    "IecHsAssessment",
    "LateEffectRow",
    "LateEffects",
    "NeurotoxicityAssessment",
    "SafetyReport",
    "SeriousAdverseEvent",
    "ToxicityCourse",
    "ToxicityTreatment",
    "Transfusion",
    "Vasopressor",
    "VectorSafety",
]
