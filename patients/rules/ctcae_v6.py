"""CTCAE v6.0, the terms that a laboratory value grades: those of v5.0 that stayed as they were, and what is new.

v6.0 has no number for a low lymphocyte count or for creatine kinase, and has numbers for high glucose.

Source: NCI Common Terminology Criteria for Adverse Events v6.0, as transcribed in pharmaverse/admiral,
data-raw/adlb_grading/ncictcaev6.json and ncictcaev6_uscv.json.
"""

from patients.rules import ctcae_v5
from patients.rules.ctcae_terms import HIGH, LOW, Arm, Of, Term, When

REPLACED = {
    "Neutrophil count decreased",
    "Platelet count decreased",
    "Lymphocyte count decreased",
    "Alanine aminotransferase increased",
    "Aspartate aminotransferase increased",
    "Alkaline phosphatase increased",
    "GGT increased",
    "Blood bilirubin increased",
    "Creatinine increased",
    "CPK increased",
    "Hyponatremia",
}


def _by_baseline(test: str, name: str, normal: tuple[str, str, str], abnormal: tuple[str, str, str]) -> Term:
    """Multiples of ULN, or of a baseline above ULN, where grade 1 begins at the baseline itself."""
    ranges = [
        (f">ULN - {normal[0]} x ULN", f"1.0 - {abnormal[0]} x baseline"),
        (f">{normal[0]} - {normal[1]} x ULN", f">{abnormal[0]} - {abnormal[1]} x baseline"),
        (f">{normal[1]} - {normal[2]} x ULN", f">{abnormal[1]} - {abnormal[2]} x baseline"),
        (f">{normal[2]} x ULN", f">{abnormal[2]} x baseline"),
    ]
    return Term(
        test, name, HIGH, "",
        tuple(f"{one} if baseline was normal or less; {other} if baseline was >ULN" for one, other in ranges),
        (
            Arm(Of.ULN.above("1", *normal), When.BASELINE_NOT_HIGH),
            Arm((*Of.BASELINE.at_least("1"), *Of.BASELINE.above(*abnormal)), When.BASELINE_HIGH),
        ),
    )  # fmt: skip


CHANGED = (
    Term(
        "NEUT", "Neutrophil count decreased", LOW, ctcae_v5.COUNT,
        ("<1.5 - 1.0 x 10^9/L", "<1.0 - 0.5 x 10^9/L", "<0.5 - 0.1 x 10^9/L", "<0.1 x 10^9/L"),
        (Arm(Of.VALUE.below("1.5", "1.0", "0.5", "0.1")),),
    ),
    Term(
        "PLAT", "Thrombocytopenia", LOW, ctcae_v5.COUNT,
        ("<LLN - 75.0 x 10^9/L", "<75.0 - 50.0 x 10^9/L", "<50.0 - 10.0 x 10^9/L", "<10.0 x 10^9/L"),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "75", "50", "10"))),
    ),
    _by_baseline("ALT", "Alanine aminotransferase increased", ("3.0", "5.0", "20.0"), ("1.5", "2.0", "4.0")),
    _by_baseline("AST", "Aspartate aminotransferase increased", ("3.0", "5.0", "20.0"), ("1.5", "2.0", "4.0")),
    _by_baseline("GGT", "GGT increased", ("2.5", "5.0", "20.0"), ("1.5", "3.0", "10.0")),
    _by_baseline("BILI", "Blood bilirubin increased", ("1.5", "3.0", "10.0"), ("1.5", "2.5", "10.0")),
    Term(
        "ALP", "Alkaline phosphatase increased", HIGH, "",
        (">baseline and ULN", "", "", ""),
        (Arm(Of.BASELINE.above("1"), When.ABOVE_ULN),),
    ),
    Term(
        "CREAT", "Creatinine increased", HIGH, "",
        (">ULN - 1.5 x ULN", ">1.5 - 3.0 x baseline if baseline is below LLN; >1.5 - 3.0 x ULN",
         ">3.0 x baseline if baseline is below LLN; >3.0 - 6.0 x ULN", ">6.0 x ULN"),
        (
            Arm(Of.ULN.above("1", "1.5", "3.0", "6.0")),
            Arm(Of.BASELINE.above("", "1.5", "3.0"), When.BASELINE_LOW),
        ),
    ),
    Term(
        "SODIUM", "Hyponatremia", LOW, "mmol/L",
        ("<LLN - 130 mmol/L", "125 - <130 mmol/L and asymptomatic",
         "125 - <130 mmol/L symptomatic; 120 - <125 mmol/L regardless of symptoms", "<120 mmol/L"),
        (
            Arm(Of.LLN.below("1")),
            Arm(Of.VALUE.below("", "130", "125", "120")),
            Arm(Of.VALUE.below("", "", "130"), When.SYMPTOMS),
        ),
    ),
    Term(
        "GLUC", "Hyperglycemia", HIGH, "mmol/L",
        ("fasting, >ULN - 8.9 mmol/L", "fasting, >8.9 - 13.9 mmol/L", ">13.9 - 27.8 mmol/L", ">27.8 mmol/L"),
        (
            Arm(Of.ULN.above("1"), When.FASTING),
            Arm(Of.VALUE.above("", "8.9"), When.FASTING),
            Arm(Of.VALUE.above("", "", "13.9", "27.8")),
        ),
    ),
    Term(
        "GLUC", "Hyperglycemia", HIGH, "mg/dL",
        ("fasting, >ULN - 160 mg/dL", "fasting, >160 - 250 mg/dL", ">250 - 500 mg/dL", ">500 mg/dL"),
        (
            Arm(Of.ULN.above("1"), When.FASTING),
            Arm(Of.VALUE.above("", "160"), When.FASTING),
            Arm(Of.VALUE.above("", "", "250", "500")),
        ),
    ),
)  # fmt: skip

TERMS: tuple[Term, ...] = (*(term for term in ctcae_v5.TERMS if term.name not in REPLACED), *CHANGED)
