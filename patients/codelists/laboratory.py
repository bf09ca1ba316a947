"""Controlled terms of the laboratory panel."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class LabGrade(models.TextChoices):
    """CTCAE grade that a result alone can give; 5, death, is no property of a result."""

    GRADE_0 = "0", "0"
    GRADE_1 = "1", _("1")
    GRADE_2 = "2", _("2")
    GRADE_3 = "3", _("3")
    GRADE_4 = "4", _("4")


class CtcaeTerm(models.TextChoices):
    """CTCAE terms that a laboratory value grades, v5.0 and v6.0."""

    NEUTROPHILS_DECREASED = "Neutrophil count decreased", _("Neutrophil count decreased")
    PLATELETS_DECREASED = "Platelet count decreased", _("Platelet count decreased")
    THROMBOCYTOPENIA = "Thrombocytopenia", _("Thrombocytopenia")
    WHITE_CELLS_DECREASED = "White blood cell decreased", _("White blood cell decreased")
    LEUKOCYTOSIS = "Leukocytosis", _("Leukocytosis")
    LYMPHOCYTES_DECREASED = "Lymphocyte count decreased", _("Lymphocyte count decreased")
    LYMPHOCYTES_INCREASED = "Lymphocyte count increased", _("Lymphocyte count increased")
    ANEMIA = "Anemia", _("Anemia")
    HEMOGLOBIN_INCREASED = "Hemoglobin increased", _("Hemoglobin increased")
    ALT_INCREASED = "Alanine aminotransferase increased", _("Alanine aminotransferase increased")
    AST_INCREASED = "Aspartate aminotransferase increased", _("Aspartate aminotransferase increased")
    ALP_INCREASED = "Alkaline phosphatase increased", _("Alkaline phosphatase increased")
    GGT_INCREASED = "GGT increased", _("GGT increased")
    BILIRUBIN_INCREASED = "Blood bilirubin increased", _("Blood bilirubin increased")
    LDH_INCREASED = "Blood lactate dehydrogenase increased", _("Blood lactate dehydrogenase increased")
    HYPOALBUMINEMIA = "Hypoalbuminemia", _("Hypoalbuminemia")
    CREATININE_INCREASED = "Creatinine increased", _("Creatinine increased")
    CPK_INCREASED = "CPK increased", _("CPK increased")
    INR_INCREASED = "INR increased", _("INR increased")
    APTT_PROLONGED = (
        "Activated partial thromboplastin time prolonged",
        _("Activated partial thromboplastin time prolonged"),
    )
    FIBRINOGEN_DECREASED = "Fibrinogen decreased", _("Fibrinogen decreased")
    HYPOKALEMIA = "Hypokalemia", _("Hypokalemia")
    HYPERKALEMIA = "Hyperkalemia", _("Hyperkalemia")
    HYPONATREMIA = "Hyponatremia", _("Hyponatremia")
    HYPERNATREMIA = "Hypernatremia", _("Hypernatremia")
    HYPOMAGNESEMIA = "Hypomagnesemia", _("Hypomagnesemia")
    HYPERMAGNESEMIA = "Hypermagnesemia", _("Hypermagnesemia")
    HYPOCALCEMIA = "Hypocalcemia", _("Hypocalcemia")
    HYPERCALCEMIA = "Hypercalcemia", _("Hypercalcemia")
    HYPOGLYCEMIA = "Hypoglycemia", _("Hypoglycemia")
    HYPERGLYCEMIA = "Hyperglycemia", _("Hyperglycemia")
    HYPERTRIGLYCERIDEMIA = "Hypertriglyceridemia", _("Hypertriglyceridemia")
