"""Who takes part in the demonstration: one archetype for each participant of the default cast.

Days count from infusion, day 0. Grades are written as the first day and one digit for each day from it on.
Staggering is kept: 14 days between infusions of a level, 28 days before the next level.
"""

from dataclasses import dataclass, field


def graded(first_day: int, digits: str) -> dict[int, int]:
    """Day -> grade: `graded(3, "121")` is grade 1 on days 3 and 5 and grade 2 on day 4."""
    return {first_day + at: int(digit) for at, digit in enumerate(digits)}


@dataclass(frozen=True, kw_only=True)
class Archetype:
    """One kind of participant. `age_years` at consent; `days_ago` is day 0 before today, also of who never got there.

    `failure` names why there was no infusion: a positive CMV-DNA, blasts in the fluid, a batch that did not grow.
    `dose_level` is the one given, or the one that was meant.
    `missed` is a visit that was missed, `late` one that was held after its window.
    """

    key: str
    sex: str
    age_years: float
    weight_kg: float
    height_cm: float
    days_ago: int
    dose_level: str = ""
    subtype: str = "NOS"
    relapses: int = 1
    prior_transplant: bool = False
    blasts_percent: float = 62
    bridged: bool = False
    crs: dict[int, int] = field(default_factory=dict)
    by_oxygen: bool = False
    icans: dict[int, int] = field(default_factory=dict)
    tocilizumab: tuple[int, ...] = ()
    steroid: tuple[int, int] | None = None
    anakinra: tuple[int, int] | None = None
    peak_day: int = 10
    peak_copies: int = 60_000
    counts_back: int = 26
    b_cells_back: int | None = None
    relapse_day: int | None = None
    relapse_cd19: str = "POSITIVE"
    transplant_day: int | None = None
    death_day: int | None = None
    withdrawal_day: int | None = None
    reconsent_day: int | None = None
    missed: str = ""
    late: str = ""
    failure: str = ""


CAST = (
    Archetype(
        key="first", sex="F", age_years=6.8, weight_kg=22.4, height_cm=119, days_ago=1105, dose_level="DL1",
        subtype="HYPERDIPLOID", crs=graded(5, "11110"), peak_day=11, peak_copies=18_000, counts_back=24,
        b_cells_back=620, reconsent_day=448,
    ),
    Archetype(
        key="relapse", sex="M", age_years=16.4, weight_kg=58.3, height_cm=171, days_ago=930, dose_level="DL1",
        subtype="BCR::ABL1-LIKE", relapses=2, blasts_percent=81, bridged=True, crs=graded(4, "1222110"),
        tocilizumab=(6,), icans=graded(8, "110"), peak_day=10, peak_copies=42_000, b_cells_back=150,
        relapse_day=262, death_day=410,
    ),
    Archetype(
        key="csf", sex="F", age_years=5.1, weight_kg=18.6, height_cm=108, days_ago=850, failure="CSF", relapses=2,
    ),
    Archetype(
        key="transplant", sex="F", age_years=4.2, weight_kg=16.1, height_cm=102, days_ago=760, dose_level="DL1",
        subtype="KMT2A-R", blasts_percent=90, bridged=True, crs=graded(3, "1122110"), by_oxygen=True,
        peak_day=9, peak_copies=35_000, counts_back=40, transplant_day=74,
    ),
    Archetype(
        key="adult", sex="M", age_years=22.6, weight_kg=71.0, height_cm=178, days_ago=520, dose_level="DL2",
        subtype="BCR::ABL1", crs=graded(3, "11222110"), tocilizumab=(6,), icans=graded(8, "1210"),
        steroid=(9, 10), peak_day=12, peak_copies=88_000, counts_back=27, b_cells_back=300, missed="M5", late="M3",
    ),
    Archetype(
        key="lost_cd19", sex="F", age_years=11.2, weight_kg=38.5, height_cm=146, days_ago=400, dose_level="DL2",
        subtype="KMT2A-R", relapses=2, prior_transplant=True, blasts_percent=74, crs=graded(2, "12233211"),
        tocilizumab=(5, 6), steroid=(6, 9), icans=graded(7, "1210"), peak_day=9, peak_copies=140_000,
        relapse_day=205, relapse_cd19="NEGATIVE",
    ),
    Archetype(
        key="not_made", sex="M", age_years=20.3, weight_kg=64.5, height_cm=174, days_ago=330, dose_level="DL2",
        failure="BATCH", relapses=3, blasts_percent=88,
    ),
    Archetype(
        key="withdrawn", sex="M", age_years=7.4, weight_kg=23.8, height_cm=123, days_ago=265, dose_level="DL2",
        subtype="ETV6::RUNX1", crs=graded(4, "122110"), tocilizumab=(6,), peak_day=10, peak_copies=51_000,
        withdrawal_day=164,
    ),
    Archetype(
        key="dlt", sex="F", age_years=19.1, weight_kg=54.7, height_cm=163, days_ago=104, dose_level="DL3",
        subtype="PAX5ALT", blasts_percent=86, bridged=True, crs=graded(1, "1234432110"), tocilizumab=(3, 4),
        steroid=(4, 12), anakinra=(7, 11), icans=graded(6, "12333321"), peak_day=8, peak_copies=310_000,
        counts_back=33,
    ),
    Archetype(
        key="cmv", sex="M", age_years=12.7, weight_kg=44.0, height_cm=155, days_ago=20, failure="CMV", relapses=1,
    ),
    Archetype(
        key="month_one", sex="M", age_years=13.5, weight_kg=47.9, height_cm=158, days_ago=26, dose_level="DL3",
        subtype="TCF3::PBX1", crs=graded(2, "11222110"), tocilizumab=(5,), icans=graded(7, "11210"),
        steroid=(9, 11), peak_day=9, peak_copies=120_000, counts_back=25,
    ),
    Archetype(
        key="newest", sex="F", age_years=8.9, weight_kg=26.3, height_cm=131, days_ago=10, dose_level="DL3",
        subtype="IAMP21", crs=graded(3, "1233222"), by_oxygen=True, tocilizumab=(5, 6), steroid=(6, 9),
        icans=graded(7, "122"), peak_day=10, peak_copies=160_000,
    ),
)  # fmt: skip
