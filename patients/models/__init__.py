"""One form per file; gathered here for Django's registry."""

from patients.models.cardiac_assessment import CardiacAssessment
from patients.models.demographics import Demographics
from patients.models.disease_history import DiseaseHistory, Lesion, Relapse
from patients.models.eligibility import Criterion, Eligibility
from patients.models.identity import SubjectIdentity
from patients.models.informed_consent import InformedConsent
from patients.models.infusion import Bag, Infusion
from patients.models.laboratory_panel import LaboratoryPanel, LaboratoryResult
from patients.models.medical_history import Condition, MedicalHistory
from patients.models.performance_status import PerformanceStatus
from patients.models.physical_examination import PhysicalExamination, SystemFinding
from patients.models.prior_therapy import EarlierTherapy, EarlierTransplant, PriorTherapy
from patients.models.subject import Subject
from patients.models.vital_signs import VitalSigns

__all__ = [
    "Bag",
    "CardiacAssessment",
    "Condition",
    "Criterion",
    "Demographics",
    "DiseaseHistory",
    "EarlierTherapy",
    "EarlierTransplant",
    "Eligibility",
    "InformedConsent",
    "Infusion",
    "LaboratoryPanel",
    "LaboratoryResult",
    "Lesion",
    "MedicalHistory",
    "PerformanceStatus",
    "PhysicalExamination",
    "PriorTherapy",
    "Relapse",
    "Subject",
    "SubjectIdentity",
    "SystemFinding",
    "VitalSigns",
]
