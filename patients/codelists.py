class KineticsSpecimen(models.TextChoices):
    """CDISC SPECTYPE (C78734), the terms in which CAR-T cells are looked for."""

    BLOOD = "BLOOD", _("whole blood")
    MARROW = "BONE MARROW", _("bone marrow")
    CSF = "CEREBROSPINAL FLUID", _("cerebrospinal fluid")


class TransgeneMethod(models.TextChoices):
    """How copies of the CAR gene are counted. Sponsor terms."""

    QPCR = "QPCR", _("qPCR")
    DDPCR = "DDPCR", _("ddPCR")


class CnsBlasts(models.TextChoices):
    """CNS status at response, CDISC ONCRSR (C96785). Any blasts (CNS2, CNS3) are disease outside the marrow."""

    CNS1 = "CNS1", _("CNS1: no blasts")
    CNS2 = "CNS2", _("CNS2: blasts, fewer than 5 white cells/µL")
    CNS3 = "CNS3", _("CNS3: blasts and 5 or more white cells/µL, or clinical signs")


class MrdStatus(models.TextChoices):
    """CDISC ONCRSR (C96785). Apart from the response, whose category it never changes."""

    NEGATIVE = "NEGATIVE", _("negative")
    POSITIVE = "POSITIVE", _("positive")
    NOT_EVALUABLE = "NOT EVALUABLE", _("not evaluable")


class Response(models.TextChoices):
    """CDISC ONCRSR (C96785): the response of acute lymphoblastic leukaemia."""

    CR = "CR", _("CR, complete remission")
    CRH = "CRh", _("CRh, complete remission with partial haematological recovery")
    CRI = "CRi", _("CRi, complete remission with incomplete recovery")
    NR = "NR", _("no response")
    RELAPSE = "RELAPSED DISEASE", _("relapse")
    NE = "NE", _("not evaluable")


class AntigenStatus(models.TextChoices):
    """CD19 on the blasts. Sponsor terms."""

    POSITIVE = "POSITIVE", _("positive")
    DIM = "DIM", _("dim or partly lost")
    NEGATIVE = "NEGATIVE", _("negative")


class RelapseSite(models.TextChoices):
    """Where the disease came back. Sponsor terms."""

    MARROW = "BONE MARROW", _("bone marrow")
    CNS = "CNS", _("central nervous system")
    TESTIS = "TESTIS", _("testis")
    OTHER = "OTHER", _("another site")
    COMBINED = "COMBINED", _("bone marrow and another site")


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


class TransplantType(models.TextChoices):
    """Whose cells were transplanted."""

    ALLOGENEIC = "ALLOGENEIC", _("allogeneic")
    AUTOLOGOUS = "AUTOLOGOUS", _("autologous")


class TransplantDonor(models.TextChoices):
    """The donor of an allogeneic transplant. Sponsor terms."""

    SIBLING = "MATCHED SIBLING", _("matched brother or sister")
    UNRELATED = "MATCHED UNRELATED", _("matched unrelated donor")
    MISMATCHED = "MISMATCHED UNRELATED", _("mismatched unrelated donor")
    HAPLOIDENTICAL = "HAPLOIDENTICAL", _("haploidentical relative")
    CORD = "CORD BLOOD", _("cord blood")


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


class VisitHeld(models.TextChoices):
    """How a visit took place, or that it did not."""

    SCHEDULED = "SCHEDULED", _("held as planned")
    UNSCHEDULED = "UNSCHEDULED", _("held outside the plan")
    MISSED = "MISSED", _("missed")


class ContactMode(models.TextChoices):
    """CDISC CNTMODE (C171445), the terms that visits need."""

    IN_PERSON = "IN PERSON", _("in person")
    TELEPHONE = "TELEPHONE CALL", _("by telephone")


class ReconsentOccasion(models.TextChoices):
    """Why consent is asked again. Sponsor terms."""

    NEW_VERSION = "NEW VERSION", _("new version of the document")
    ASSENT_AGE = "ASSENT AGE", _("the child is old enough to sign too")
    ADULT_AGE = "ADULT AGE", _("the participant is of age")
    AFTER_WITHDRAWAL = "AFTER WITHDRAWAL", _("consent after a withdrawal")
    OTHER = "OTHER", _("another occasion")


class WithdrawnBy(models.TextChoices):
    """Who withdrew the consent."""

    PARTICIPANT = "PARTICIPANT", _("participant")
    GUARDIAN = "GUARDIAN", _("guardian")


class WithdrawalScope(models.TextChoices):
    """What may no longer be collected. Sponsor terms; what follows from each stands in `rules/withdrawal.py`."""

    SAMPLES = "SAMPLES", _("no further samples")
    FOLLOW_UP = "FOLLOW-UP", _("no further visits and contacts")
    DATA = "DATA", _("no further data")
    ALL = "ALL", _("everything: samples, visits, contacts and data")


class StoredSamples(models.TextChoices):
    """What becomes of samples taken before the withdrawal."""

    KEEP = "KEEP", _("may be kept and used")
    DESTROY = "DESTROY", _("to be destroyed")
