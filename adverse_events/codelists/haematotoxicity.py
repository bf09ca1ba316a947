"""Controlled terms of haematotoxicity and IEC-HS. Sponsor terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IcahtPeriod(models.TextChoices):
    """Which part of the scale a page grades."""

    EARLY = "EARLY", _("early: day 0 to 30")
    LATE = "LATE", _("late: day 31 to 100")


class IcahtGrade(models.TextChoices):
    """Grade of haematotoxicity (ICAHT, T-ICAHT)."""

    GRADE_0 = "0", pgettext_lazy("grade", "0")
    GRADE_1 = "1", pgettext_lazy("grade", "1")
    GRADE_2 = "2", pgettext_lazy("grade", "2")
    GRADE_3 = "3", pgettext_lazy("grade", "3")
    GRADE_4 = "4", pgettext_lazy("grade", "4")


class IecHsGrade(models.TextChoices):
    """Grade of IEC-HS."""

    GRADE_0 = "0", _("0 – criteria not met")
    GRADE_1 = "1", pgettext_lazy("grade", "1")
    GRADE_2 = "2", pgettext_lazy("grade", "2")
    GRADE_3 = "3", pgettext_lazy("grade", "3")
    GRADE_4 = "4", pgettext_lazy("grade", "4")
    GRADE_5 = "5", _("5 – death")


class IecHsCriterion(models.TextChoices):
    """The criteria of IEC-HS, in the order of the publication."""

    FERRITIN = "FERRITIN", _("Ferritin above 2 × limit or baseline")
    TRANSAMINASES = "TRANSAMINASES", _("ALT or AST above 5 × limit")
    FIBRINOGEN = "FIBRINOGEN", _("Fibrinogen below 1.5 g/L or below normal")
    HAEMOPHAGOCYTOSIS = "HAEMOPHAGOCYTOSIS", _("Haemophagocytosis")
    CYTOPENIA = "CYTOPENIA", _("Cytopenia, new, worse or refractory")
    LDH = "LDH", _("LDH above normal")
    COAGULATION = "COAGULATION", _("INR or aPTT above normal")
    DIRECT_BILIRUBIN = "DIRECT_BILIRUBIN", _("Direct bilirubin above normal")
    SPLENOMEGALY = "SPLENOMEGALY", _("Large spleen, new")
    FEVER = "FEVER", _("Fever, new or persistent")
    NEUROTOXICITY = "NEUROTOXICITY", _("Neurotoxicity")
    PULMONARY = "PULMONARY", _("Hypoxia, lung infiltrate or oedema")
    RENAL = "RENAL", _("Renal insufficiency, new")
    TRIGLYCERIDES = "TRIGLYCERIDES", _("Triglycerides above 265 mg/dL")
