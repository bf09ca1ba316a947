"""Controlled terms of the ICE or CAPD assessment. No CDISC list exists for them: sponsor terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeuroTool(models.TextChoices):
    """What the patient is examined with; the submission value is FTCAT or QSCAT."""

    ICE = "ICE", _("ICE (from 12 years)")
    CAPD = "CAPD", _("CAPD (under 12 years, or developmental delay)")


class Frequency(models.TextChoices):
    """How often, as the CAPD asks it (Traube 2014)."""

    NEVER = "NEVER", _("never")
    RARELY = "RARELY", _("rarely")
    SOMETIMES = "SOMETIMES", _("sometimes")
    OFTEN = "OFTEN", _("often")
    ALWAYS = "ALWAYS", _("always")


class Consciousness(models.TextChoices):
    """Depressed level of consciousness, the four steps of Lee 2019, Table 5."""

    SPONTANEOUS = "SPONTANEOUS", _("awakens spontaneously")
    VOICE = "VOICE", _("awakens to voice")
    TOUCH = "TOUCH", _("awakens only to touch")
    UNAROUSABLE = "UNAROUSABLE", _("unarousable, or only by vigorous or repetitive touch; stupor or coma")


class Seizure(models.TextChoices):
    """Seizure, as Lee 2019, Table 5, tells them apart."""

    NONE = "NONE", _("none")
    BRIEF = "BRIEF", _("clinical seizure that resolved rapidly")
    EEG_ONLY = "EEG ONLY", _("non-convulsive, on EEG, resolved by treatment")
    PROLONGED = "PROLONGED", _("longer than 5 minutes")
    REPETITIVE = "REPETITIVE", _("repeated without return to baseline between them")


class MotorFinding(models.TextChoices):
    """Motor findings that count (Lee 2019, Table 5); tremor and myoclonus do not."""

    NONE = "NONE", _("none")
    DEEP_FOCAL = "DEEP FOCAL", _("deep focal weakness (hemiparesis, paraparesis)")


class CerebralOedema(models.TextChoices):
    """Raised intracranial pressure or cerebral oedema (Lee 2019, Table 5)."""

    NONE = "NONE", _("none")
    FOCAL = "FOCAL", _("focal or local oedema on imaging")
    DIFFUSE = "DIFFUSE", _("diffuse oedema on imaging")
    SIGNS = "SIGNS", _("posturing, sixth nerve palsy, papilloedema or Cushing's triad")


class NeuroDomain(models.TextChoices):
    """The domains of the ICANS grade (Lee 2019, Table 5), to say which one has another cause. Sponsor terms."""

    SCORE = "SCORE", _("ICE or CAPD score")
    CONSCIOUSNESS = "CONSCIOUSNESS", _("level of consciousness")
    SEIZURE = "SEIZURE", _("seizure")
    MOTOR = "MOTOR", _("motor findings")
    OEDEMA = "OEDEMA", _("intracranial pressure or oedema")
    SEVERAL = "SEVERAL", _("several of them")


class IcansGrade(models.TextChoices):
    """ASTCT grade of neurotoxicity (Lee 2019, Table 5); 0 is no ICANS, 5 is death by it."""

    NO_ICANS = "0", _("0 – no ICANS")
    GRADE_1 = "1", _("1")
    GRADE_2 = "2", _("2")
    GRADE_3 = "3", _("3")
    GRADE_4 = "4", _("4")
    GRADE_5 = "5", _("5 – death")
