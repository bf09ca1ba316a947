"""Controlled terms of performance status, physical examination, vital signs and heart."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PerformanceScale(models.TextChoices):
    """Which scale was used; submission value is RSCAT (C118971)."""

    KARNOFSKY = "KPS SCALE", _("Karnofsky, from 16 years")
    LANSKY = "LPPS SCALE", _("Lansky, 1 to 15 years")
    NONE = "NONE", _("none, under 1 year")


class BodySystem(models.TextChoices):
    """Parts of a physical examination, in the order in which they are examined; sponsor terms."""

    GENERAL = "GENERAL", _("general appearance")
    SKIN = "SKIN", _("skin and mucosa")
    HEAD = "HEENT", _("head, eyes, ears, nose, throat")
    NODES = "LYMPH NODES", _("lymph nodes")
    HEART = "CARDIOVASCULAR", _("heart and vessels")
    LUNGS = "RESPIRATORY", _("lungs")
    ABDOMEN = "ABDOMEN", _("abdomen, liver, spleen")
    GENITAL = "GENITOURINARY", _("genitals, testes in males")
    LIMBS = "MUSCULOSKELETAL", _("spine and limbs")
    NERVES = "NEUROLOGICAL", _("nervous system")


class ExaminationResult(models.TextChoices):
    """What was found in one body system."""

    NORMAL = "NORMAL", _("normal")
    ABNORMAL = "ABNORMAL", _("abnormal")
    NOT_EXAMINED = "NOT EXAMINED", _("not examined")


class BodyPosition(models.TextChoices):
    """CDISC POSITION (C71148), the terms that vital signs need."""

    SITTING = "SITTING", _("sitting")
    SUPINE = "SUPINE", _("lying")
    STANDING = "STANDING", _("standing")


class TemperatureSite(models.TextChoices):
    """CDISC LOC (C74456), where a temperature is taken."""

    AXILLA = "AXILLA", _("axilla")
    EAR = "EAR", _("ear")
    FOREHEAD = "FOREHEAD", _("forehead")
    ORAL = "ORAL CAVITY", _("mouth")
    RECTUM = "RECTUM", _("rectum")


class EcgResult(models.TextChoices):
    """How the physician reads the ECG as a whole."""

    NORMAL = "NORMAL", _("normal")
    ABNORMAL_NCS = "ABNORMAL NCS", _("abnormal, not clinically significant")
    ABNORMAL_CS = "ABNORMAL CS", _("abnormal, clinically significant")


class QtCorrection(models.TextChoices):
    """Formula by which QT was corrected for the heart rate."""

    FRIDERICIA = "FRIDERICIA", _("Fridericia")
    BAZETT = "BAZETT", _("Bazett")


class EjectionMethod(models.TextChoices):
    """CDISC METHOD (C85492), how the ejection fraction was measured."""

    ECHO = "ECHOCARDIOGRAPHY", _("echocardiography")
    MRI = "MRI", _("MRI")
    MUGA = "MUGA", _("radionuclide scan (MUGA)")
