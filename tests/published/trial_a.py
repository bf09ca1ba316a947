"""Brentjens 2013, Table 1, entered page by page through the verbs behind the screens, under its own protocol file.

The publication prints no calendar dates, birth dates, weights or counts: the infusions are put a month apart from
10 January 2012, ages are turned into birthdays on 1 January, and what is not printed is left open or said to be
unknown. Nothing that the results rest on is invented: response, residual disease, relapse day, transplant, steroids.
"""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import trial
from adverse_events.models import ToxicityTreatment
from edc.access.models import User
from edc.access.roles import Role
from edc.crf import PartialDate
from edc.crf.reading import unanswered
from edc.records.audit.context import SYSTEM, Reason
from edc.records.saving import Rows, save_page
from patients.models import (
    BoneMarrow,
    Demographics,
    DiseaseHistory,
    Eligibility,
    EndOfStudy,
    InformedConsent,
    Infusion,
    Leukapheresis,
    Lymphodepletion,
    ProductBatch,
    ResidualDisease,
    ResponseAssessment,
    Subject,
    SubsequentTreatment,
)
from patients.services import register_subject
from tests.participants import HOSPITAL_TIME
from tests.people import make_user
from trial.models import ProtocolVersion
from trial.services import approve_for_site, load_protocol

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("trial_a.json").read_text(encoding="utf-8"))
PATIENTS: list[dict[str, Any]] = TABLE["patients"]
RESULTS: dict[str, Any] = TABLE["published_results"]
PROTOCOL = (Path(trial.__file__).parent / "protocols" / "msk_19_28z.toml").read_text(encoding="utf-8")
SITE = "MSK"
FIRST_INFUSION = dt.date(2012, 1, 10)
# Table 1: "duration of CR1" and the treatments are told as text; what the forms code is the state before the cells.
UNKNOWN = "UNK"
TABLE_1 = Reason("additional_information", "Table 1 of the publication")


def enter(page: Any, *, by: User, rows: dict[str, Rows] | None = None, reason: Reason | None = None) -> None:
    """Save a page; what the publication does not print is recorded as unknown, so that the page is complete."""
    for record in (page, *(row for table in (rows or {}).values() for row in table.kept)):
        record.missing_reasons = dict.fromkeys(unanswered(record), UNKNOWN)
    save_page(page, by=by, rows=rows, reason=reason)


def enter_trial_a() -> tuple[ProtocolVersion, dict[str, str]]:
    """Load, approve and enter the whole table; the protocol version, and the number of each published patient."""
    reason = Reason("administration", "published trial for comparison")
    investigator = make_user(Role.PRINCIPAL_INVESTIGATOR, Role.RESEARCH_NURSE, site=SITE)
    version = load_protocol(text=PROTOCOL, source_name="msk_19_28z.toml", by=SYSTEM, reason=reason).version
    assert version is not None
    approve_for_site(version=version, site_code=SITE, by=investigator, reason=reason)
    numbers = {}
    for at, patient in enumerate(PATIENTS):
        infused_on = FIRST_INFUSION + dt.timedelta(days=30 * at)
        numbers[patient["patient_id"]] = _enter(patient, infused_on, version, investigator)
    return version, numbers


def _enter(patient: dict[str, Any], infused_on: dt.date, version: ProtocolVersion, by: User) -> str:
    born = dt.date(infused_on.year - (patient["age_years"] or 40), 1, 1)
    subject = register_subject(
        site_code=SITE, identity={"full_name": patient["patient_id"], "identity_number": "", "phone": ""},
        birth_date=born, sex=patient["sex"], by=by, version=version,
    )  # fmt: skip
    enter(Demographics.objects.get(subject=subject), by=by, reason=TABLE_1)
    subject = Subject.objects.get(pk=subject.pk)
    _screen(subject, infused_on - dt.timedelta(days=40), by)
    if not patient["infused"]:
        enter(
            EndOfStudy(
                subject=subject, visit_code="LOG", ended_on=infused_on, reason="NEVER DOSED",
                reason_text="allogeneic transplantation first", last_contact_on=infused_on,
            ),
            by=by,
        )  # fmt: skip
        return str(subject.pk)
    _treat(patient, subject, infused_on, by)
    _follow(patient, Subject.objects.get(pk=subject.pk), infused_on, by)
    return str(subject.pk)


def _screen(subject: Subject, on: dt.date, by: User) -> None:
    enter(
        InformedConsent(
            subject=subject, visit_code="SCR", consent_version="1.0", consent_language="en", explained_on=on,
            explained_by="Dr Published", copy_given="Y", signer_cannot_read="N", participant_signed="Y",
            participant_signed_on=on, participant_could_assent="Y", participant_refused="N", guardian_signed="N",
        ),
        by=by,
    )  # fmt: skip
    page = Eligibility(subject=subject, visit_code="SCR", assessed_on=on, eligible="Y", decided_by="Dr Published")
    criteria = page.preset_rows("criteria")
    for row in criteria:
        row.answer = "Y" if row.criterion_code.startswith("A") else "N"
    enter(page, by=by, rows={"criteria": Rows(criteria)})
    enter(DiseaseHistory(subject=subject, visit_code="SCR", relapse_number=1), by=by)


def _treat(patient: dict[str, Any], subject: Subject, infused_on: dt.date, by: User) -> None:
    collected = dt.datetime.combine(infused_on - dt.timedelta(days=30), dt.time(9), HOSPITAL_TIME)
    enter(Leukapheresis(subject=subject, visit_code="APH", apheresis_id=f"A-{subject.pk}", started_at=collected), by=by)
    batch = ProductBatch(
        subject=subject, visit_code="LOG", apheresis_id=f"A-{subject.pk}", batch_id=f"B-{subject.pk}",
        started_on=collected.date(), harvested_on=infused_on - dt.timedelta(days=10), outcome="RELEASED",
        released_on=infused_on - dt.timedelta(days=5), certificate_number=UNKNOWN, out_of_specification="N",
    )  # fmt: skip
    enter(batch, by=by)
    refractory = patient["status_before_infusion"] == "refractory"
    sampled_on = infused_on - dt.timedelta(days=6)
    marrow = BoneMarrow(subject=subject, visit_code="LD1", sampled_on=sampled_on, adequacy="ADEQUATE")
    if refractory:
        marrow.blasts_percent = Decimal(patient["bm_blasts_pct_before_infusion"])
    enter(marrow, by=by)
    # Weight and height are not printed; the dose in g/m2 is, and is kept as the planned dose of the row.
    given_on = infused_on - dt.timedelta(days=2)
    page = Lymphodepletion(
        subject=subject, visit_code="LD1", given_on=given_on,
    )  # fmt: skip
    enter(page, by=by)
    started = dt.datetime.combine(infused_on, dt.time(10), HOSPITAL_TIME)
    enter(
        Infusion(
            subject=Subject.objects.get(pk=subject.pk), visit_code="D0", batch_id=f"B-{subject.pk}",
            started_at=started, ended_at=started + dt.timedelta(minutes=30), dose_level="L2", route="INTRAVENOUS",
        ),
        by=by,
    )  # fmt: skip


def _follow(patient: dict[str, Any], subject: Subject, infused_on: dt.date, by: User) -> None:
    day_28, day_90 = (infused_on + dt.timedelta(days=days) for days in (28, 90))
    none = {"adequacy": "ADEQUATE", "blasts_percent": Decimal(0)}
    marrow = BoneMarrow(subject=subject, visit_code="D28", sampled_on=day_28, **none)
    clear = ResidualDisease(
        method="NGS", level_percent=Decimal(0), sensitivity_percent=Decimal("0.001"), result="NEGATIVE"
    )
    enter(marrow, by=by, rows={"residual": Rows([clear])})
    assert patient["response"] == "MRD-negative CR"
    findings = {
        "marrow_blasts_percent": Decimal(0), "blood_blasts": "N", "extramedullary": "N",
    }  # fmt: skip
    enter(
        ResponseAssessment(
            subject=subject, visit_code="D28", assessed_on=day_28, mrd="NEGATIVE", response="CR", **findings
        ),
        by=by,
    )
    if patient["relapse"] == "Y":
        relapsed = infused_on + dt.timedelta(days=patient["relapse_day"])
        enter(
            ResponseAssessment(
                subject=subject, visit_code="M3", assessed_on=relapsed, response="RELAPSED DISEASE",
                relapsed_on=PartialDate.parse(relapsed.isoformat()), relapse_site="BONE MARROW", mrd="POSITIVE",
            ),
            by=by,
        )  # fmt: skip
    if patient["outcome_hsct"] == "Y":
        enter(
            SubsequentTreatment(
                subject=subject, visit_code="LOG", therapy="HSCT", name="allogeneic transplantation",
                started_on=PartialDate.parse(day_90.isoformat()[:7]), reason="CONSOLIDATION",
                remission="CR MRD NEGATIVE", transplant="ALLOGENEIC STEM CELL TRANSPLANT",
            ),
            by=by,
        )  # fmt: skip
    if patient["steroids_after_infusion"] == "Y":
        _steroids(subject, infused_on, by)


def _steroids(subject: Subject, infused_on: dt.date, by: User) -> None:
    given = dt.datetime.combine(infused_on + dt.timedelta(days=5), dt.time(10), HOSPITAL_TIME)
    page = ToxicityTreatment(
        subject=subject, visit_code="LOG", drug="DEXAMETHASONE", toxicity="CRS", started_at=given,
    )  # fmt: skip
    enter(page, by=by)
