"""One form per file; gathered here for Django's registry."""

from patients.models.b_cells import BCells
from patients.models.bone_marrow import BoneMarrow, ResidualDisease
from patients.models.bridging_therapy import BridgingDrug, BridgingTherapy
from patients.models.car_t_kinetics import CarTKinetics
from patients.models.cardiac_assessment import CardiacAssessment
from patients.models.cerebrospinal_fluid import CerebrospinalFluid
from patients.models.death import Death
from patients.models.demographics import Demographics
from patients.models.disease_history import DiseaseHistory, Lesion, Relapse
from patients.models.eligibility import Criterion, Eligibility, Waiver
from patients.models.end_of_study import EndOfStudy
from patients.models.extramedullary_disease import ExaminedSite, ExtramedullaryDisease
from patients.models.identity import SubjectIdentity
from patients.models.informed_consent import InformedConsent
from patients.models.infusion import Bag, Infusion
from patients.models.laboratory_panel import LaboratoryPanel, LaboratoryResult
from patients.models.leukapheresis import Leukapheresis
from patients.models.lymphodepletion import Lymphodepletion, LymphodepletionDose
from patients.models.medical_history import Condition, MedicalHistory
from patients.models.not_infused import ProductNotInfused
from patients.models.performance_status import PerformanceStatus
from patients.models.physical_examination import PhysicalExamination, SystemFinding
from patients.models.pregnancy_test import PregnancyTest
from patients.models.prior_therapy import EarlierTherapy, EarlierTransplant, PriorTherapy
from patients.models.product_batch import MadeBag, ProductBatch, ReleaseResult
from patients.models.protocol_deviation import ProtocolDeviation
from patients.models.reconsent import Reconsent
from patients.models.response_assessment import ResponseAssessment
from patients.models.subject import Subject
from patients.models.subsequent_treatment import SubsequentTreatment
from patients.models.survival import SurvivalFollowUp
from patients.models.virology import ViralResult, Virology
from patients.models.visit_page import VisitPage
from patients.models.vital_signs import VitalSigns
from patients.models.withdrawal import ConsentWithdrawal

__all__ = [
    "BCells",
    "Bag",
    "BoneMarrow",
    "BridgingDrug",
    "BridgingTherapy",
    "CarTKinetics",
    "CardiacAssessment",
    "CerebrospinalFluid",
    "Condition",
    "ConsentWithdrawal",
    "Criterion",
    "Death",
    "Demographics",
    "DiseaseHistory",
    "EarlierTherapy",
    "EarlierTransplant",
    "Eligibility",
    "EndOfStudy",
    "ExaminedSite",
    "ExtramedullaryDisease",
    "InformedConsent",
    "Infusion",
    "LaboratoryPanel",
    "LaboratoryResult",
    "Lesion",
    "Leukapheresis",
    "Lymphodepletion",
    "LymphodepletionDose",
    "MadeBag",
    "MedicalHistory",
    "PerformanceStatus",
    "PhysicalExamination",
    "PregnancyTest",
    "PriorTherapy",
    "ProductBatch",
    "ProductNotInfused",
    "ProtocolDeviation",
    "Reconsent",
    "Relapse",
    "ReleaseResult",
    "ResidualDisease",
    "ResponseAssessment",
    "Subject",
    "SubjectIdentity",
    "SubsequentTreatment",
    "SurvivalFollowUp",
    "SystemFinding",
    "ViralResult",
    "Virology",
    "VisitPage",
    "VitalSigns",
    "Waiver",
]
