"""CTCAE v5.0, the terms that a laboratory value grades. What needs signs or treatment alone is not in the table.

Left out for that reason: phosphate in both directions and high glucose, and the fourth grade of anaemia and of
hypoalbuminaemia. Whole numbers leave gaps (sodium 129.5): such a value stays in the milder grade.

Source: NCI Common Terminology Criteria for Adverse Events v5.0, 27 November 2017, as transcribed in
pharmaverse/admiral, data-raw/adlb_grading/ncictcaev5.json and ncictcaev5_uscv.json.
"""

from patients.rules.ctcae_terms import HIGH, LOW, Arm, Of, Term, When

COUNT = "10*9/L"


def _by_baseline(*, normal: tuple[str, ...], abnormal: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        f"{one} x ULN if baseline was normal; {other} x baseline if baseline was abnormal"
        for one, other in zip(normal, abnormal, strict=True)
    )


def _enzyme(test: str, name: str, normal: tuple[str, ...], first: str) -> Term:
    """Multiples of ULN; from an abnormal baseline the same multiples of it, but grade 1 begins at `first`."""
    second, third, fourth = normal
    return Term(
        test, name, HIGH, "",
        _by_baseline(
            normal=(f">1 - {second}", f">{second} - {third}", f">{third} - {fourth}", f">{fourth}"),
            abnormal=(f"{first} - {second}", f">{second} - {third}", f">{third} - {fourth}", f">{fourth}"),
        ),
        (
            Arm(Of.ULN.above("1", *normal), When.BASELINE_NOT_HIGH),
            Arm((*Of.BASELINE.at_least(first), *Of.BASELINE.above(*normal)), When.BASELINE_HIGH),
        ),
    )  # fmt: skip


BLOOD = (
    Term(
        "NEUT", "Neutrophil count decreased", LOW, COUNT,
        ("<LLN - 1.5 x 10^9/L", "<1.5 - 1.0 x 10^9/L", "<1.0 - 0.5 x 10^9/L", "<0.5 x 10^9/L"),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "1.5", "1.0", "0.5"))),
    ),
    Term(
        "PLAT", "Platelet count decreased", LOW, COUNT,
        ("<LLN - 75.0 x 10^9/L", "<75.0 - 50.0 x 10^9/L", "<50.0 - 25.0 x 10^9/L", "<25.0 x 10^9/L"),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "75", "50", "25"))),
    ),
    Term(
        "WBC", "White blood cell decreased", LOW, COUNT,
        ("<LLN - 3.0 x 10^9/L", "<3.0 - 2.0 x 10^9/L", "<2.0 - 1.0 x 10^9/L", "<1.0 x 10^9/L"),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "3.0", "2.0", "1.0"))),
    ),
    Term(
        "WBC", "Leukocytosis", HIGH, COUNT,
        ("", "", ">100,000/mm3", ""),
        (Arm(Of.VALUE.above("", "", "100")),),
    ),
    Term(
        "LYM", "Lymphocyte count decreased", LOW, COUNT,
        ("<LLN - 0.8 x 10^9/L", "<0.8 - 0.5 x 10^9/L", "<0.5 - 0.2 x 10^9/L", "<0.2 x 10^9/L"),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "0.8", "0.5", "0.2"))),
    ),
    Term(
        "LYM", "Lymphocyte count increased", HIGH, COUNT,
        ("", ">4,000 - 20,000/mm3", ">20,000/mm3", ""),
        (Arm(Of.VALUE.above("", "4", "20")),),
    ),
    Term(
        "HGB", "Anemia", LOW, "g/L",
        ("<LLN - 100 g/L", "<100 - 80 g/L", "<80 g/L", ""),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "100", "80"))),
    ),
    Term(
        "HGB", "Hemoglobin increased", HIGH, "g/L",
        ("increase in >0 - 20 g/L above ULN", "increase in >20 - 40 g/L above ULN",
         "increase in >40 g/L above ULN", ""),
        (Arm(Of.OVER_ULN.above("0", "20", "40")),),
    ),
)  # fmt: skip

LIVER = (
    _enzyme("ALT", "Alanine aminotransferase increased", ("3.0", "5.0", "20.0"), "1.5"),
    _enzyme("AST", "Aspartate aminotransferase increased", ("3.0", "5.0", "20.0"), "1.5"),
    _enzyme("ALP", "Alkaline phosphatase increased", ("2.5", "5.0", "20.0"), "2.0"),
    _enzyme("GGT", "GGT increased", ("2.5", "5.0", "20.0"), "2.0"),
    Term(
        "BILI", "Blood bilirubin increased", HIGH, "",
        _by_baseline(
            normal=(">1 - 1.5", ">1.5 - 3.0", ">3.0 - 10.0", ">10.0"),
            abnormal=(">1.0 - 1.5", ">1.5 - 3.0", ">3.0 - 10.0", ">10.0"),
        ),
        (
            Arm(Of.ULN.above("1", "1.5", "3.0", "10.0"), When.BASELINE_NOT_HIGH),
            Arm(Of.BASELINE.above("1.0", "1.5", "3.0", "10.0"), When.BASELINE_HIGH),
        ),
    ),
    Term("LDH", "Blood lactate dehydrogenase increased", HIGH, "", (">ULN", "", "", ""), (Arm(Of.ULN.above("1")),)),
    Term(
        "ALB", "Hypoalbuminemia", LOW, "g/L",
        ("<LLN - 30 g/L", "<30 - 20 g/L", "<20 g/L", ""),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "30", "20"))),
    ),
)  # fmt: skip

KIDNEY_AND_MUSCLE = (
    Term(
        "CREAT", "Creatinine increased", HIGH, "",
        (">ULN - 1.5 x ULN", ">1.5 - 3.0 x baseline; >1.5 - 3.0 x ULN", ">3.0 x baseline; >3.0 - 6.0 x ULN",
         ">6.0 x ULN"),
        (Arm(Of.ULN.above("1", "1.5", "3.0", "6.0")), Arm(Of.BASELINE.above("", "1.5", "3.0"))),
    ),
    Term(
        "CK", "CPK increased", HIGH, "",
        (">ULN - 2.5 x ULN", ">2.5 x ULN - 5 x ULN", ">5 x ULN - 10 x ULN", ">10 x ULN"),
        (Arm(Of.ULN.above("1", "2.5", "5", "10")),),
    ),
)  # fmt: skip

CLOTTING = (
    Term(
        "INR", "INR increased", HIGH, "",
        (">1.2 - 1.5; >1 - 1.5 x baseline if on anticoagulation",
         ">1.5 - 2.5; >1.5 - 2.5 x baseline if on anticoagulation",
         ">2.5; >2.5 x baseline if on anticoagulation", ""),
        (
            Arm(Of.VALUE.above("1.2", "1.5", "2.5"), When.NO_ANTICOAGULATION),
            Arm(Of.BASELINE.above("1", "1.5", "2.5"), When.ANTICOAGULATION),
        ),
    ),
    Term(
        "APTT", "Activated partial thromboplastin time prolonged", HIGH, "",
        (">ULN - 1.5 x ULN", ">1.5 - 2.5 x ULN", ">2.5 x ULN", ""),
        (Arm(Of.ULN.above("1", "1.5", "2.5")),),
    ),
    # "If abnormal" is read of the value, as admiral reads it: below LLN, a fall from baseline counts too.
    Term(
        "FIBRINO", "Fibrinogen decreased", LOW, "g/L",
        ("<1.0 - 0.75 x LLN; if abnormal, <25% decrease from baseline",
         "<0.75 - 0.5 x LLN; if abnormal, 25 - <50% decrease from baseline",
         "<0.5 - 0.25 x LLN; if abnormal, 50 - <75% decrease from baseline",
         "<0.25 x LLN; if abnormal, 75% decrease from baseline; absolute value <50 mg/dL"),
        (
            Arm(Of.LLN.below("1.0", "0.75", "0.5", "0.25")),
            Arm(Of.BASELINE.at_most("", "0.75", "0.5", "0.25"), When.BELOW_LLN),
            Arm(Of.VALUE.below("", "", "", "0.5")),
        ),
    ),
)  # fmt: skip

SALTS = (
    Term(
        "K", "Hypokalemia", LOW, "mmol/L",
        ("<LLN - 3.0 mmol/L", "symptomatic with <LLN - 3.0 mmol/L", "<3.0 - 2.5 mmol/L", "<2.5 mmol/L"),
        (
            Arm(Of.LLN.below("1")),
            Arm(Of.LLN.below("", "1"), When.SYMPTOMS),
            Arm(Of.VALUE.below("", "", "3.0", "2.5")),
        ),
    ),
    Term(
        "K", "Hyperkalemia", HIGH, "mmol/L",
        (">ULN - 5.5 mmol/L", ">5.5 - 6.0 mmol/L", ">6.0 - 7.0 mmol/L", ">7.0 mmol/L"),
        (Arm(Of.ULN.above("1")), Arm(Of.VALUE.above("", "5.5", "6.0", "7.0"))),
    ),
    Term(
        "SODIUM", "Hyponatremia", LOW, "mmol/L",
        ("<LLN - 130 mmol/L", "125 - 129 mmol/L and asymptomatic",
         "125 - 129 mmol/L symptomatic; 120 - 124 mmol/L regardless of symptoms", "<120 mmol/L"),
        (
            Arm(Of.LLN.below("1")),
            Arm(Of.VALUE.at_most("", "129", "124")),
            Arm(Of.VALUE.at_most("", "", "129"), When.SYMPTOMS),
            Arm(Of.VALUE.below("", "", "", "120")),
        ),
    ),
    Term(
        "SODIUM", "Hypernatremia", HIGH, "mmol/L",
        (">ULN - 150 mmol/L", ">150 - 155 mmol/L", ">155 - 160 mmol/L", ">160 mmol/L"),
        (Arm(Of.ULN.above("1")), Arm(Of.VALUE.above("", "150", "155", "160"))),
    ),
    Term(
        "MG", "Hypomagnesemia", LOW, "mmol/L",
        ("<LLN - 0.5 mmol/L", "<0.5 - 0.4 mmol/L", "<0.4 - 0.3 mmol/L", "<0.3 mmol/L"),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "0.5", "0.4", "0.3"))),
    ),
    Term(
        "MG", "Hypermagnesemia", HIGH, "mmol/L",
        (">ULN - 1.23 mmol/L", "", ">1.23 - 3.30 mmol/L", ">3.30 mmol/L"),
        (Arm(Of.ULN.above("1")), Arm(Of.VALUE.above("", "", "1.23", "3.30"))),
    ),
    # Calcium corrected for albumin.
    Term(
        "CA", "Hypocalcemia", LOW, "mmol/L",
        ("<LLN - 2.0 mmol/L", "<2.0 - 1.75 mmol/L", "<1.75 - 1.5 mmol/L", "<1.5 mmol/L"),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "2.0", "1.75", "1.5"))),
    ),
    Term(
        "CA", "Hypocalcemia", LOW, "mg/dL",
        ("<LLN - 8.0 mg/dL", "<8.0 - 7.0 mg/dL", "<7.0 - 6.0 mg/dL", "<6.0 mg/dL"),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "8.0", "7.0", "6.0"))),
    ),
    Term(
        "CA", "Hypercalcemia", HIGH, "mmol/L",
        (">ULN - 2.9 mmol/L", ">2.9 - 3.1 mmol/L", ">3.1 - 3.4 mmol/L", ">3.4 mmol/L"),
        (Arm(Of.ULN.above("1")), Arm(Of.VALUE.above("", "2.9", "3.1", "3.4"))),
    ),
    Term(
        "CA", "Hypercalcemia", HIGH, "mg/dL",
        (">ULN - 11.5 mg/dL", ">11.5 - 12.5 mg/dL", ">12.5 - 13.5 mg/dL", ">13.5 mg/dL"),
        (Arm(Of.ULN.above("1")), Arm(Of.VALUE.above("", "11.5", "12.5", "13.5"))),
    ),
)  # fmt: skip

SUGAR_AND_FAT = (
    Term(
        "GLUC", "Hypoglycemia", LOW, "mmol/L",
        ("<LLN - 3.0 mmol/L", "<3.0 - 2.2 mmol/L", "<2.2 - 1.7 mmol/L", "<1.7 mmol/L"),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "3.0", "2.2", "1.7"))),
    ),
    Term(
        "GLUC", "Hypoglycemia", LOW, "mg/dL",
        ("<LLN - 55 mg/dL", "<55 - 40 mg/dL", "<40 - 30 mg/dL", "<30 mg/dL"),
        (Arm(Of.LLN.below("1")), Arm(Of.VALUE.below("", "55", "40", "30"))),
    ),
    Term(
        "TRIG", "Hypertriglyceridemia", HIGH, "mmol/L",
        ("1.71 - 3.42 mmol/L", ">3.42 - 5.7 mmol/L", ">5.7 - 11.4 mmol/L", ">11.4 mmol/L"),
        (Arm((*Of.VALUE.at_least("1.71"), *Of.VALUE.above("3.42", "5.7", "11.4"))),),
    ),
    Term(
        "TRIG", "Hypertriglyceridemia", HIGH, "mg/dL",
        ("150 - 300 mg/dL", ">300 - 500 mg/dL", ">500 - 1000 mg/dL", ">1000 mg/dL"),
        (Arm((*Of.VALUE.at_least("150"), *Of.VALUE.above("300", "500", "1000"))),),
    ),
)  # fmt: skip

TERMS: tuple[Term, ...] = (*BLOOD, *LIVER, *KIDNEY_AND_MUSCLE, *CLOTTING, *SALTS, *SUGAR_AND_FAT)
