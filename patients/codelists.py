"""Controlled terms of the forms of this app, with the submission value stored and the label shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ThawMethod(models.TextChoices):
    """How a bag was thawed."""

    WATER_BATH = "WATER BATH", _("water bath 37 °C")
    DRY = "DRY", _("dry thawing device")
    FRESH = "FRESH", _("fresh product, not thawed")


class CarGate(models.TextChoices):
    """The population that the CAR+ percentage is a share of; the arithmetic of the dose depends on it."""

    CD3 = "CD3", _("of CD3+ cells")
    VIABLE = "VIABLE", _("of all viable cells")


class InfusionRoute(models.TextChoices):
    """CDISC ROUTE (C66729), the terms that the protocol needs."""

    INTRAVENOUS = "INTRAVENOUS", _("intravenous")


class EthnicGroup(models.TextChoices):
    """Ethnic groups of China: the ten largest by the 2020 census; the others are written out. Sponsor terms."""

    HAN = "HAN", _("Han")
    ZHUANG = "ZHUANG", _("Zhuang")
    UYGHUR = "UYGHUR", _("Uyghur")
    HUI = "HUI", _("Hui")
    MIAO = "MIAO", _("Miao")
    MANCHU = "MANCHU", _("Manchu")
    YI = "YI", _("Yi")
    TUJIA = "TUJIA", _("Tujia")
    TIBETAN = "TIBETAN", _("Tibetan")
    MONGOL = "MONGOL", _("Mongol")
    OTHER = "OTHER", _("another group")


class Nationality(models.TextChoices):
    """ISO 3166 alpha-3 for the country of the trial; any other is written out."""

    CHINA = "CHN", _("China")
    OTHER = "OTHER", _("another country")


class ConsentLanguage(models.TextChoices):
    """ISO 639-1 codes of the languages in which a consent document may have been given."""

    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")
    TIBETAN = "bo", pgettext_lazy("language", "Tibetan")
    MONGOLIAN = "mn", _("Mongolian")
    UYGHUR = "ug", pgettext_lazy("language", "Uyghur")
    OTHER = "other", _("another language")


class GuardianRelation(models.TextChoices):
    """Who may be guardian of a minor (Civil Code of China, art. 27), by relation. Sponsor terms."""

    FATHER = "FATHER", _("father")
    MOTHER = "MOTHER", _("mother")
    GRANDPARENT = "GRANDPARENT", _("grandparent")
    SIBLING = "SIBLING", _("grown-up brother or sister")
    OTHER = "OTHER", _("another guardian")


class LabPanel(models.TextChoices):
    """Groups of tests that are ordered together; the submission value is LBCAT."""

    HAEMATOLOGY = "HEMATOLOGY", _("haematology")
    CHEMISTRY = "CHEMISTRY", _("chemistry")
    COAGULATION = "COAGULATION", _("coagulation")
    INFLAMMATION = "INFLAMMATION", _("inflammation")


class LabSpecimen(models.TextChoices):
    """CDISC SPECTYPE (C78734), the terms that these panels need."""

    BLOOD = "BLOOD", _("whole blood")
    SERUM = "SERUM", _("serum")
    PLASMA = "PLASMA", _("plasma")


class LabTest(models.TextChoices):
    """CDISC LBTESTCD (C65047), in the order of the panels."""

    WBC = "WBC", _("White blood cells")
    NEUT = "NEUT", _("Neutrophils")
    LYM = "LYM", _("Lymphocytes")
    HGB = "HGB", _("Haemoglobin")
    PLAT = "PLAT", _("Platelets")
    BLASTLE = "BLASTLE", _("Blasts among white blood cells")
    ALT = "ALT", _("ALT")
    AST = "AST", _("AST")
    BILI = "BILI", _("Total bilirubin")
    BILDIR = "BILDIR", _("Direct bilirubin")
    ALP = "ALP", _("Alkaline phosphatase")
    GGT = "GGT", _("GGT")
    LDH = "LDH", _("LDH")
    CREAT = "CREAT", _("Creatinine")
    UREA = "UREA", _("Urea")
    POTASSIUM = "K", _("Potassium")
    SODIUM = "SODIUM", _("Sodium")
    CALCIUM = "CA", _("Calcium")
    MAGNESIUM = "MG", _("Magnesium")
    PHOSPHATE = "PHOS", _("Phosphate")
    GLUCOSE = "GLUC", _("Glucose")
    ALBUMIN = "ALB", _("Albumin")
    CK = "CK", _("Creatine kinase")
    TRIGLYCERIDES = "TRIG", _("Triglycerides")
    INR = "INR", _("INR")
    APTT = "APTT", _("aPTT")
    FIBRINOGEN = "FIBRINO", _("Fibrinogen")
    D_DIMER = "DDIMER", _("D-dimer")
    CRP = "CRP", _("C-reactive protein")
    FERRITIN = "FERRITIN", _("Ferritin")
    IL6 = "INTLK6", _("Interleukin 6")
    PROCALCITONIN = "PCT", _("Procalcitonin")


class LabUnit(models.TextChoices):
    """UCUM codes of the units in which laboratories report these tests; the label is how it is printed."""

    E9_PER_L = "10*9/L", _("10⁹/L")
    G_PER_L = "g/L", _("g/L")
    G_PER_DL = "g/dL", _("g/dL")
    PERCENT = "%", _("%")
    U_PER_L = "U/L", _("U/L")
    UMOL_PER_L = "umol/L", _("µmol/L")
    MMOL_PER_L = "mmol/L", _("mmol/L")
    MG_PER_DL = "mg/dL", _("mg/dL")
    MG_PER_L = "mg/L", _("mg/L")
    UG_PER_L = "ug/L", _("µg/L")
    NG_PER_ML = "ng/mL", _("ng/mL")
    PG_PER_ML = "pg/mL", _("pg/mL")
    SECONDS = "s", _("s")
    NONE = "1", _("no unit")


class Comparator(models.TextChoices):
    """Before a result that lies beyond what the method can measure."""

    BELOW = "<", _("below")
    ABOVE = ">", _("above")


class RangeFlag(models.TextChoices):
    """CDISC NRIND (C78736): how the laboratory itself marked the result."""

    NORMAL = "NORMAL", _("normal")
    LOW = "LOW", _("low ↓")
    HIGH = "HIGH", _("high ↑")
    ABNORMAL = "ABNORMAL", _("abnormal")
