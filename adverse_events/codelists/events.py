"""Controlled terms of adverse events and of their reporting."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventCategory(models.TextChoices):
    """What kind of toxicity it is. Sponsor terms."""

    CRS = "CRS", _("cytokine release syndrome (CRS)")
    ICANS = "ICANS", _("neurotoxicity (ICANS)")
    IEC_HS = "IEC-HS", _("haemophagocytic syndrome (IEC-HS)")
    ICAHT = "ICAHT", _("haematotoxicity after CAR-T (ICAHT)")
    INFECTION = "INFECTION", _("infection")
    CYTOPENIA = "CYTOPENIA", _("another cytopenia")
    B_CELL_APLASIA = "B-CELL APLASIA", _("B-cell aplasia, low immunoglobulins")
    TUMOUR_LYSIS = "TUMOR LYSIS", _("tumour lysis syndrome")
    INFUSION_REACTION = "INFUSION REACTION", _("reaction to an infusion")
    GVHD = "GVHD", _("graft-versus-host disease")
    SECOND_MALIGNANCY = "SECOND MALIGNANCY", _("second malignancy")
    OTHER = "OTHER", _("another event")


class GradingScale(models.TextChoices):
    """The scale that a grade belongs to, with its version; grades of different scales never share a column."""

    CTCAE_5 = "CTCAE V5.0", _("CTCAE v5.0")
    ASTCT = "ASTCT 2019", _("ASTCT consensus (Lee 2019)")
    IEC_HS = "IEC-HS 2023", _("IEC-HS (Hines 2023)")
    ICAHT = "ICAHT 2023", _("ICAHT (Rejeski 2023)")
    MAGIC = "MAGIC 2016", _("MAGIC (acute GVHD)")


class EventGrade(models.TextChoices):
    """Grade of an adverse event, 1 to 5, on the scale that stands beside it."""

    GRADE_1 = "1", _("1")
    GRADE_2 = "2", _("2")
    GRADE_3 = "3", _("3")
    GRADE_4 = "4", _("4")
    GRADE_5 = "5", _("5 – death")


SEVERE = 3
"""The grade from which on an event is severe on each of these scales, and may limit the dose by most rule sets."""


class EventOutcome(models.TextChoices):
    """CDISC OUT (C66768)."""

    RECOVERED = "RECOVERED/RESOLVED", _("recovered")
    RECOVERING = "RECOVERING/RESOLVING", _("recovering")
    SEQUELAE = "RECOVERED/RESOLVED WITH SEQUELAE", _("recovered with sequelae")
    NOT_RECOVERED = "NOT RECOVERED/NOT RESOLVED", _("not recovered")
    FATAL = "FATAL", _("fatal")
    UNKNOWN = "UNKNOWN", _("unknown")


class ActionTaken(models.TextChoices):
    """CDISC ACN (C66767), without changes of dose, which a single infusion does not have."""

    NOT_APPLICABLE = "NOT APPLICABLE", _("not applicable")
    NOT_CHANGED = "DOSE NOT CHANGED", _("given as planned")
    INTERRUPTED = "DRUG INTERRUPTED", _("infusion interrupted")
    WITHDRAWN = "DRUG WITHDRAWN", _("not given, or stopped for good")
    UNKNOWN = "UNKNOWN", _("unknown")


class Causality(models.TextChoices):
    """How an event relates to one possible cause: the five steps usual in China. Sponsor terms."""

    DEFINITE = "DEFINITE", _("definitely related")
    PROBABLE = "PROBABLE", _("probably related")
    POSSIBLE = "POSSIBLE", _("possibly related")
    UNLIKELY = "UNLIKELY", _("unlikely to be related")
    NOT_RELATED = "NOT RELATED", _("not related")


RELATED = (Causality.DEFINITE, Causality.PROBABLE, Causality.POSSIBLE)
"""The steps that count as a suspected relation."""


class Expectedness(models.TextChoices):
    """Whether the reference safety information describes the event. Sponsor terms."""

    EXPECTED = "EXPECTED", _("expected")
    UNEXPECTED = "UNEXPECTED", _("unexpected")


class SpecialSituation(models.TextChoices):
    """What is reported at once whether or not it is serious and expected. Sponsor terms."""

    PREGNANCY = "PREGNANCY", _("pregnancy")
    OVERDOSE = "OVERDOSE", _("overdose")
    SECOND_MALIGNANCY = "SECOND MALIGNANCY", _("second malignancy")
    LENTIVIRUS = "RCL POSITIVE", _("replication-competent lentivirus found")


class ReportRecipient(models.TextChoices):
    """To whom a serious adverse event is reported."""

    SPONSOR = "SPONSOR", _("sponsor")
    ETHICS = "ETHICS COMMITTEE", _("ethics committee")
    INSTITUTION = "INSTITUTION", _("clinical trial office of the hospital")
    AUTHORITY = "REGULATORY AUTHORITY", _("regulatory authority")


class ReportKind(models.TextChoices):
    """Which report of a serious adverse event it is."""

    INITIAL = "INITIAL", _("first report")
    FOLLOW_UP = "FOLLOW-UP", _("follow-up report")
    FINAL = "FINAL", _("final report")


class DltProposal(models.TextChoices):
    """What the rule set of the protocol says of an event. Sponsor terms."""

    FIRES = "LIMITING", _("dose-limiting")
    EXCLUDED = "EXCLUDED", _("excluded by the protocol")
    UNDECIDED = "UNDECIDED", _("cannot be decided yet")
    NONE = "NOT LIMITING", _("not dose-limiting")
