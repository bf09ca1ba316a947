"""What is typed on the journeys: one synthetic girl of nine, infused at the first dose level four days ago.

Dates hang on today, so that her age and the calendar of the trial are the same whenever the tests run.
"""

import datetime as dt
from zoneinfo import ZoneInfo

TODAY = dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()
DAY_0 = TODAY - dt.timedelta(days=4)
CONSENTED = DAY_0 - dt.timedelta(days=20)
BORN = dt.date(CONSENTED.year - 9, CONSENTED.month, 1) - dt.timedelta(days=60)


def moment(day: int, clock: str) -> str:
    """A time of a study day as the control takes it."""
    return f"{DAY_0 + dt.timedelta(days=day)}T{clock}"


CONSENT = {
    "consent_version": "1.0", "consent_language": "zh", "explained_on": str(CONSENTED), "explained_by": "Dr Synthetic",
    "copy_given": "Y", "guardian_signed": "Y", "guardian_relation": "MOTHER", "guardian_signed_on": str(CONSENTED),
    "participant_could_assent": "Y", "participant_refused": "N", "participant_signed": "Y",
    "participant_signed_on": str(CONSENTED), "signer_cannot_read": "N",
}  # fmt: skip
ELIGIBILITY = {"assessed_on": str(CONSENTED), "eligible": "Y", "decided_by": "Zhang Wei"}
# 28.0 kg, and two bags. Viable CAR+ cells of a bag: total x viability x CD3+ share x CAR+ share of CD3+ cells.
#   20 x 0.90 x 0.96 x 0.45 = 7.7760 x 10^6
#   18 x 0.92 x 0.95 x 0.40 = 6.2928 x 10^6
# Together 14.0688 x 10^6, by 28.0 kg 0.50246 x 10^6/kg; the first level is 0.5.
COUNTED_DOSE = "0.502"
INFUSION = {
    "batch_id": "B-2026-07", "identity_agrees": "Y", "first_checker": "Li Na", "second_checker": "Wang Fang",
    "route": "INTRAVENOUS", "started_at": moment(0, "10:00"), "ended_at": moment(0, "10:40"), "reaction": "N",
    "dose_level": "DL1", "weight_kg": "28.0", "weight_date": str(DAY_0), "car_gate": "CD3", "dose_e6_per_kg": "0.5",
}  # fmt: skip
BAGS = (
    {
        "bag_id": "B-2026-07-1", "thaw_method": "WATER BATH", "thawed_at": moment(0, "09:50"),
        "started_at": moment(0, "10:00"), "ended_at": moment(0, "10:15"), "volume_ml": "20.0",
        "total_cells_e6": "20", "viability_percent": "90", "cd3_percent": "96", "car_percent": "45",
    },
    {
        "bag_id": "B-2026-07-2", "thaw_method": "WATER BATH", "thawed_at": moment(0, "10:15"),
        "started_at": moment(0, "10:25"), "ended_at": moment(0, "10:40"), "volume_ml": "18.0",
        "total_cells_e6": "18", "viability_percent": "92", "cd3_percent": "95", "car_percent": "40",
    },
)  # fmt: skip
CRS = {
    "fever_other_cause": "N", "antipyretic_given": "Y", "anticytokine_given": "N", "fluid_bolus": "N",
    "lowest_spo2_percent": "97", "hypoxia_other_cause": "N", "oxygen_device": "NONE", "hypotension": "N",
    "lowest_systolic_mmhg": "98", "diastolic_mmhg": "61",
}  # fmt: skip
