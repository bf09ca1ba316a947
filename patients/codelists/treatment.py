"""Controlled terms of bridging, lymphodepletion and of participants who were not infused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DoseUnit(models.TextChoices):
    """UCUM codes of doses given while bridging."""

    MG = "mg", _("mg")
    MG_PER_M2 = "mg/m2", _("mg/m²")
    MG_PER_KG = "mg/kg", _("mg/kg")
    G_PER_M2 = "g/m2", _("g/m²")
    UNITS_PER_M2 = "U/m2", _("U/m²")
    GRAY = "Gy", _("Gy")


class DrugRoute(models.TextChoices):
    """CDISC ROUTE (C66729), the terms that bridging needs."""

    INTRAVENOUS = "INTRAVENOUS", _("intravenous")
    ORAL = "ORAL", _("by mouth")
    SUBCUTANEOUS = "SUBCUTANEOUS", _("subcutaneous")
    INTRATHECAL = "INTRATHECAL", _("intrathecal")
    NOT_APPLICABLE = "NOT APPLICABLE", _("none (radiotherapy)")


class LymphodepletionDrug(models.TextChoices):
    """Drugs of lymphodepletion; submission value is EXTRT."""

    CYCLOPHOSPHAMIDE = "CYCLOPHOSPHAMIDE", _("cyclophosphamide")
    FLUDARABINE = "FLUDARABINE", _("fludarabine")


class NotInfused(models.TextChoices):
    """How far the product came."""

    NOT_MADE = "NOT MADE", _("product not made")
    NOT_INFUSED = "NOT INFUSED", _("product made, not infused")


class NotInfusedReason(models.TextChoices):
    """Why somebody whose cells were collected was not infused."""

    MANUFACTURING_FAILURE = "MANUFACTURING FAILURE", _("manufacturing failed")
    OUT_OF_SPECIFICATION = "OUT OF SPECIFICATION", _("product out of specification")
    PROGRESSION = "PROGRESSIVE DISEASE", _("progression of leukaemia")
    INFECTION = "INFECTION", _("infection")
    ADVERSE_EVENT = "ADVERSE EVENT", _("another adverse event")
    DEATH = "DEATH", _("death")
    REMISSION = "REMISSION", _("remission by other treatment")
    WITHDRAWAL = "WITHDRAWAL BY SUBJECT", _("participant or guardian withdrew")
    INVESTIGATOR = "PHYSICIAN DECISION", _("decision of the investigator")
    OTHER = "OTHER", _("another reason")


class ProductFate(models.TextChoices):
    """What becomes of a product that was not infused."""

    STORED = "STORED", _("kept in storage")
    DESTROYED = "DESTROYED", _("destroyed")
    RETURNED = "RETURNED", _("returned to the manufacturer")
    NONE = "NONE", _("there is no product")
