"""One form per file; gathered here for Django's registry."""

from patients.models.demographics import Demographics
from patients.models.eligibility import Criterion, Eligibility
from patients.models.identity import SubjectIdentity
from patients.models.informed_consent import InformedConsent
from patients.models.infusion import Bag, Infusion
from patients.models.laboratory_panel import LaboratoryPanel, LaboratoryResult
from patients.models.subject import Subject

__all__ = [
    "Bag",
    "Criterion",
    "Demographics",
    "Eligibility",
    "InformedConsent",
    "Infusion",
    "LaboratoryPanel",
    "LaboratoryResult",
    "Subject",
    "SubjectIdentity",
]
