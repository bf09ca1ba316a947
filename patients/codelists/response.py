"""Controlled terms of CAR-T kinetics and response."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KineticsSpecimen(models.TextChoices):
    """CDISC SPECTYPE (C78734), the terms in which CAR-T cells are looked for."""

    BLOOD = "BLOOD", _("whole blood")
    MARROW = "BONE MARROW", _("bone marrow")
    CSF = "CEREBROSPINAL FLUID", _("cerebrospinal fluid")


class TransgeneMethod(models.TextChoices):
    """How copies of the CAR gene are counted. Sponsor terms."""

    QPCR = "QPCR", _("qPCR")
    DDPCR = "DDPCR", _("ddPCR")


class Response(models.TextChoices):
    """CDISC ONCRSR (C96785): the response of acute lymphoblastic leukaemia."""

    CR = "CR", _("CR, complete remission")
    CRH = "CRh", _("CRh, complete remission with partial haematological recovery")
    CRI = "CRi", _("CRi, complete remission with incomplete recovery")
    NR = "NR", _("no response")
    RELAPSE = "RELAPSED DISEASE", _("relapse")
    NE = "NE", _("not evaluable")
