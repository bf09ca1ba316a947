"""The usual tests of each laboratory panel: what a new page offers, not what it demands."""

from patients.codelists.laboratory import LabPanel, LabTest

T = LabTest
TESTS: dict[str, tuple[LabTest, ...]] = {
    LabPanel.HAEMATOLOGY: (T.WBC, T.NEUT, T.LYM, T.HGB, T.PLAT, T.BLASTLE),
    LabPanel.CHEMISTRY: (
        T.ALT, T.AST, T.BILI, T.BILDIR, T.ALP, T.GGT, T.LDH, T.CREAT, T.UREA, T.POTASSIUM, T.SODIUM, T.CALCIUM,
        T.MAGNESIUM, T.PHOSPHATE, T.GLUCOSE, T.ALBUMIN, T.CK,
    ),
    LabPanel.COAGULATION: (T.INR, T.APTT, T.FIBRINOGEN, T.D_DIMER),
    LabPanel.INFLAMMATION: (T.CRP, T.FERRITIN, T.IL6, T.TRIGLYCERIDES, T.PROCALCITONIN),
}  # fmt: skip
