"""Controlled terms of medication and transfusion."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ToxicityDrug(models.TextChoices):
    """Drugs against the toxicity of CAR-T cells, by generic name."""

    TOCILIZUMAB = "TOCILIZUMAB", _("tocilizumab")
    SILTUXIMAB = "SILTUXIMAB", _("siltuximab")
    ANAKINRA = "ANAKINRA", _("anakinra")
    RUXOLITINIB = "RUXOLITINIB", _("ruxolitinib")
    EMAPALUMAB = "EMAPALUMAB", _("emapalumab")
    ETOPOSIDE = "ETOPOSIDE", _("etoposide")
    DASATINIB = "DASATINIB", _("dasatinib")
    METHYLPREDNISOLONE = "METHYLPREDNISOLONE", _("methylprednisolone")
    DEXAMETHASONE = "DEXAMETHASONE", _("dexamethasone")
    HYDROCORTISONE = "HYDROCORTISONE", _("hydrocortisone")
    PREDNISONE = "PREDNISONE", _("prednisone")
    PREDNISOLONE = "PREDNISOLONE", _("prednisolone")
    OTHER = "OTHER", _("another drug")


class MedicationCategory(models.TextChoices):
    """What a concomitant medication is for; the submission value is CMCAT. Sponsor terms."""

    PROPHYLAXIS = "ANTIINFECTIVE PROPHYLAXIS", _("prevention of infection")
    ANTIINFECTIVE = "ANTIINFECTIVE TREATMENT", _("treatment of infection")
    G_CSF = "G-CSF", _("G-CSF or another growth factor")
    IMMUNOGLOBULIN = "IMMUNOGLOBULIN", _("immunoglobulin (IVIG)")
    ANTISEIZURE = "ANTISEIZURE", _("against seizures")
    SUPPORTIVE = "SUPPORTIVE", _("supportive: fever, pain, nausea, fluids")
    OTHER = "OTHER", _("another purpose")


class MedicationUnit(models.TextChoices):
    """CDISC UNIT (C71620), the terms that prescriptions need."""

    MG = "mg", _("mg")
    G = "g", _("g")
    UG = "ug", _("µg")
    ML = "mL", _("mL")
    IU = "IU", _("IU")
    MILLION_IU = "10^6 IU", _("million IU")
    MMOL = "mmol", _("mmol")
    MG_PER_KG = "mg/kg", _("mg/kg")
    G_PER_KG = "g/kg", _("g/kg")
    UG_PER_KG = "ug/kg", _("µg/kg")
    MG_PER_M2 = "mg/m2", _("mg/m²")
    TABLET = "TABLET", _("tablet")
    CAPSULE = "CAPSULE", _("capsule")


class MedicationRoute(models.TextChoices):
    """CDISC ROUTE (C66729), the terms that prescriptions need."""

    INTRAVENOUS = "INTRAVENOUS", _("intravenous")
    ORAL = "ORAL", _("by mouth")
    SUBCUTANEOUS = "SUBCUTANEOUS", _("subcutaneous")
    INTRAMUSCULAR = "INTRAMUSCULAR", _("intramuscular")
    INTRATHECAL = "INTRATHECAL", _("intrathecal")
    NASOGASTRIC = "NASOGASTRIC", _("through a gastric tube")
    INHALATION = "RESPIRATORY (INHALATION)", _("inhaled")
    RECTAL = "RECTAL", _("rectal")
    TOPICAL = "TOPICAL", _("on skin or mucosa")


class MedicationFrequency(models.TextChoices):
    """CDISC FREQ (C71113), the terms that prescriptions need."""

    ONCE = "ONCE", _("once")
    QD = "QD", _("once a day")
    BID = "BID", _("twice a day")
    TID = "TID", _("3 times a day")
    QID = "QID", _("4 times a day")
    Q12H = "Q12H", _("every 12 hours")
    Q8H = "Q8H", _("every 8 hours")
    Q6H = "Q6H", _("every 6 hours")
    Q4H = "Q4H", _("every 4 hours")
    QOD = "QOD", _("every other day")
    QM = "QM", _("once a month")
    CONTINUOUS = "CONTINUOUS", _("continuously")
    PRN = "PRN", _("as needed")


class BloodProduct(models.TextChoices):
    """What was transfused. Sponsor terms."""

    RED_CELLS = "RED BLOOD CELLS", _("red cells")
    PLATELETS = "PLATELETS", _("platelets")
    GRANULOCYTES = "GRANULOCYTES", _("granulocytes")
    PLASMA = "PLASMA", _("plasma")
    CRYOPRECIPITATE = "CRYOPRECIPITATE", _("cryoprecipitate")
    FIBRINOGEN = "FIBRINOGEN CONCENTRATE", _("fibrinogen concentrate")
    ALBUMIN = "ALBUMIN", _("albumin")


class TransfusionReason(models.TextChoices):
    """Why it was transfused. Sponsor terms."""

    LOW_COUNT = "LOW COUNT", _("low count or low level, no bleeding")
    BLEEDING = "BLEEDING", _("bleeding")
    PROCEDURE = "PROCEDURE", _("before a procedure")
    OTHER = "OTHER", _("another reason")
