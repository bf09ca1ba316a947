"""What the cells do: copies in blood, B cells and antibodies, safety of the vector, response."""

from adverse_events.demonstration.blood import counts, transfused
from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.curves import rounded, through
from adverse_events.demonstration.entry import Entry, Held, Values
from adverse_events.demonstration.marrow import blasts_percent, mrd_result
from patients.rules.response import Criteria, Findings, response

LLOQ = 50
TRANSFUSION_FREE_DAYS = 7


def kinetics(held: Held) -> list[Entry]:
    """Copies per ug of DNA with the limit of the assay, and CAR+ T cells by flow."""
    copies = held.course.copies_per_ug(held.day)
    counted: Values = {"below_lloq": "Y"}
    if copies >= LLOQ:
        counted = {"below_lloq": "N", "copies_per_ug": rounded(copies)}
    share = 78 * copies / (copies + 60_000)
    cd4 = held.course.near(38, 5, "cd4", held.day)
    return [
        held.entry(
            "CK", specimen="BLOOD", collected_at=held.at(6, 30), pcr_done="Y", method="DDPCR",
            lloq_copies_per_ug=rounded(LLOQ), **counted, flow_done="Y", car_percent_of_cd3=rounded(share, 2),
            cd4_percent=rounded(cd4, 1), cd8_percent=rounded(97 - cd4, 1),
        )
    ]  # fmt: skip


def b_cells(held: Held) -> list[Entry]:
    """Aplasia below 50/uL; antibodies fall with it and are replaced every month."""
    course, day = held.course, held.day
    gone = course.in_aplasia(day)
    count = 0.0 if gone else course.varied(210, 0.2, "b cells", day)
    fallen = through([(0, 7.5), (28, 5.2), (90, 4.6), (400, 5.0)], day)
    given: Values = {"ivig_given": "N"}
    if gone and day >= 28:
        given = {"ivig_given": "Y", "last_ivig_on": str(course.on(day - 7))}
    return [
        held.entry(
            "BC", collected_at=held.at(6, 30), cd19_per_ul=rounded(count), cd19_percent=rounded(count / 16, 1),
            b_cell_aplasia="Y" if gone else "N", igg_g_per_l=rounded(course.varied(fallen, 0.06, "igg", day), 2),
            iga_g_per_l=rounded(0.25 if gone else 0.7, 2), igm_g_per_l=rounded(0.1 if gone else 0.6, 2), **given,
        )
    ]  # fmt: skip


def assessment(held: Held) -> list[Entry]:
    """Findings of the visit and the response that they give."""
    course, day = held.course, held.day
    found = findings(course, day)
    concluded = response(found, criteria=Criteria(), earlier_remission=course.relapsed(day))
    relapse: Values = {}
    if course.relapsed(day):
        status = course.archetype.relapse_cd19
        relapse = {"relapsed_on": str(held.date), "relapse_site": "BONE MARROW", "cd19_at_relapse": status}
    return [
        held.entry(
            "RS", assessed_on=held.date, marrow_blasts_percent=found.marrow_blasts_percent,
            blood_blasts="Y" if found.in_blood else "N", cns_status="CNS1", extramedullary="N",
            neutrophils_e9_per_l=found.neutrophils, platelets_e9_per_l=found.platelets,
            transfusion_independent="Y" if found.transfusion_independent else "N", mrd=mrd_result(course, day),
            response=concluded.response if concluded else None, **relapse,
        )
    ]  # fmt: skip


def findings(course: Course, day: int) -> Findings:
    """What the response is made of, by the same blood counts and transfusions as stand on their own pages."""
    blood = counts(course, day)
    recent = [given for given, _product in transfused(course) if 0 <= day - given < TRANSFUSION_FREE_DAYS]
    return Findings(
        marrow_blasts_percent=blasts_percent(course, day),
        in_blood=blood["BLASTLE"] > 0,
        in_csf=False,
        elsewhere=False,
        neutrophils=blood["NEUT"],
        platelets=blood["PLAT"],
        transfusion_independent=not recent,
    )


def survival(held: Held) -> list[Entry]:
    """Seen at a visit or heard by telephone; after a death, from the hospital where it happened."""
    day_before = str(held.course.on(held.day - 1))
    if held.day == held.course.archetype.death_day:
        known = {"source": "PHYSICIAN", "survival": "DEAD", "last_known_alive_on": day_before}
        return [held.entry("SU", inquired_on=held.date, **known)]
    by_telephone = held.code in ("M4", "M5") or held.code.startswith("Y")
    source = "RELATIVE" if by_telephone else "VISIT"
    return [
        held.entry("SU", inquired_on=held.date, source=source, survival="ALIVE", last_known_alive_on=str(held.date))
    ]
