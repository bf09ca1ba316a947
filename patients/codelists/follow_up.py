"""Controlled terms of follow-up: visits, survival, death, further therapy, end of study."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VisitHeld(models.TextChoices):
    """How a visit took place, or that it did not."""

    SCHEDULED = "SCHEDULED", _("held as planned")
    UNSCHEDULED = "UNSCHEDULED", _("held outside the plan")
    MISSED = "MISSED", _("missed")


class ContactMode(models.TextChoices):
    """CDISC CNTMODE (C171445), the terms that visits need."""

    IN_PERSON = "IN PERSON", _("in person")
    TELEPHONE = "TELEPHONE CALL", _("by telephone")


class SubsequentTherapy(models.TextChoices):
    """What was given against the leukaemia after infusion. Sponsor terms."""

    HSCT = "HSCT", _("haematopoietic stem cell transplantation")
    CAR_T = "CAR-T", _("another CAR-T product")
    BLINATUMOMAB = "BLINATUMOMAB", _("blinatumomab")
    INOTUZUMAB = "INOTUZUMAB OZOGAMICIN", _("inotuzumab ozogamicin")
    CHEMOTHERAPY = "CHEMOTHERAPY", _("chemotherapy")
    TKI = "TKI", _("tyrosine kinase inhibitor")
    RADIOTHERAPY = "RADIOTHERAPY", _("radiotherapy")
    DLI = "DLI", _("donor lymphocytes")
    OTHER = "OTHER", _("another therapy")


class SubsequentReason(models.TextChoices):
    """Why further therapy was given. Sponsor terms."""

    CONSOLIDATION = "CONSOLIDATION", _("consolidation in remission")
    MRD = "MRD", _("return of residual disease")
    NO_RESPONSE = "NO RESPONSE", _("no response")
    RELAPSE = "RELAPSE", _("relapse")
    OTHER = "OTHER", _("another reason")


class RemissionAtTherapy(models.TextChoices):
    """Remission on the day on which further therapy began. Sponsor terms."""

    MRD_NEGATIVE = "CR MRD NEGATIVE", _("remission, no residual disease")
    MRD_POSITIVE = "CR MRD POSITIVE", _("remission with residual disease")
    MRD_UNKNOWN = "CR MRD UNKNOWN", _("remission, residual disease not known")
    ACTIVE = "ACTIVE DISEASE", _("active disease")


class SurvivalStatus(models.TextChoices):
    """CDISC SSTESTCD SURVSTAT (C124304)."""

    ALIVE = "ALIVE", _("alive")
    DEAD = "DEAD", _("dead")
    UNKNOWN = "UNKNOWN", _("unknown")


class SourceOfNews(models.TextChoices):
    """From whom the site knows how the participant is. Sponsor terms."""

    VISIT = "VISIT", _("seen at a visit")
    PARTICIPANT = "PARTICIPANT", _("participant, by telephone")
    RELATIVE = "RELATIVE", _("guardian or relative")
    PHYSICIAN = "PHYSICIAN", _("treating physician or hospital")
    PUBLIC = "PUBLIC RECORD", _("public record")
    OTHER = "OTHER", _("another source")


class DeathCause(models.TextChoices):
    """Primary cause of death. Sponsor terms, for DD.DDORRES where DDTESTCD = PRCDTH."""

    DISEASE = "DISEASE PROGRESSION", _("leukaemia")
    CRS = "CYTOKINE RELEASE SYNDROME", _("cytokine release syndrome")
    ICANS = "ICANS", _("neurotoxicity (ICANS)")
    IEC_HS = "IEC-HS", _("haemophagocytic syndrome (IEC-HS)")
    INFECTION = "INFECTION", _("infection")
    BLEEDING = "HEMORRHAGE", _("bleeding")
    ORGAN_FAILURE = "ORGAN FAILURE", _("organ failure")
    GVHD = "GVHD", _("graft-versus-host disease")
    TRANSPLANT = "TRANSPLANT COMPLICATION", _("another complication of transplantation")
    SECOND_MALIGNANCY = "SECOND MALIGNANCY", _("second malignancy")
    ACCIDENT = "ACCIDENT", _("accident or violence")
    OTHER = "OTHER", _("another cause")
    UNKNOWN = "UNKNOWN", _("unknown")


class DeathRelation(models.TextChoices):
    """What the death has to do with the trial treatment, in the investigator's judgement. Sponsor terms."""

    CELLS = "CAR-T CELLS", _("related to the CAR-T cells")
    LYMPHODEPLETION = "LYMPHODEPLETION", _("related to lymphodepletion")
    PROCEDURE = "PROCEDURE", _("related to a procedure of the trial")
    NOT_RELATED = "NOT RELATED", _("not related")
    CANNOT_TELL = "CANNOT BE JUDGED", _("cannot be judged")


class DeathPlace(models.TextChoices):
    """Where somebody died. Sponsor terms, for DD.DDORRES where DDTESTCD = LOCDTH."""

    TRIAL_SITE = "TRIAL SITE", _("this hospital")
    HOSPITAL = "HOSPITAL", _("another hospital")
    HOME = "HOME", _("home")
    OTHER = "OTHER", _("another place")


class EndReason(models.TextChoices):
    """CDISC NCOMPLT (C66727), the terms that this kind of trial needs."""

    COMPLETED = "COMPLETED", _("follow-up completed")
    DEATH = "DEATH", _("death")
    SCREEN_FAILURE = "SCREEN FAILURE", _("screen failure")
    NEVER_DOSED = "NEVER DOSED", _("never infused")
    RELAPSE = "DISEASE RELAPSE", _("relapse")
    ADVERSE_EVENT = "ADVERSE EVENT", _("adverse event")
    LOST = "LOST TO FOLLOW-UP", _("lost to follow-up")
    BY_PARTICIPANT = "WITHDRAWAL BY SUBJECT", _("participant withdrew consent")
    BY_GUARDIAN = "WITHDRAWAL BY PARENT/GUARDIAN", _("guardian withdrew consent")
    ASSENT_WITHDRAWN = "WITHDRAWAL OF ASSENT", _("child withdrew assent")
    PHYSICIAN = "PHYSICIAN DECISION", _("decision of the investigator")
    DEVIATION = "PROTOCOL DEVIATION", _("protocol deviation")
    SPONSOR = "STUDY TERMINATED BY SPONSOR", _("trial ended by the sponsor")
    OTHER = "OTHER", _("another reason")
