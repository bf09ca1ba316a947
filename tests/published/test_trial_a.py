"""A second trial from data alone: the published results of Brentjens 2013 come out on the study page.

Source: Brentjens RJ et al. Sci Transl Med 2013;5:177ra38, abstract and Table 1 (PMC3742551).
"""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from edc.access.roles import Role
from edc.records.audit.context import Reason
from edc.records.query import Query
from edc.records.saving import save_page
from edc.records.subject_data import load_many
from patients.endpoints.participant import READS
from patients.endpoints.study import study_endpoints
from patients.models import Infusion, Subject
from tests.people import make_user
from tests.published.trial_a import PATIENTS, RESULTS, SITE, enter_trial_a

CUTOFF = dt.date(2013, 3, 20)  # the day of publication


@pytest.fixture
def entered(db):
    return enter_trial_a()


@pytest.fixture
def study(entered):
    version, _numbers = entered
    subjects = list(Subject.objects.filter(site_code=SITE))
    return study_endpoints(load_many(subjects, READS), protocol=version.protocol, cutoff=CUTOFF)


def test_six_enrolled_and_five_infused(study):
    assert (len(study.participants), study.infused) == (RESULTS["enrolled"], RESULTS["infused"]) == (6, 5)


def test_every_treated_patient_had_a_remission_without_residual_disease(study):
    """5 of 5; exact 95 % interval from the fifth root of 0.025, 47.8 %, to 100 %."""
    overall = {rate.code: rate.value for rate in study.rates if rate.day is None}
    for rate in (overall["ORR"], overall["MRD"]):
        assert (rate.events, rate.total) == (RESULTS["mrd_negative_cr"]["x"], RESULTS["mrd_negative_cr"]["n"]) == (5, 5)
        assert round(float(rate.low) * (100 if rate.low <= 1 else 1), 1) == round(0.025**0.2 * 100, 1) == 47.8


def test_one_relapse_at_day_90_and_four_transplants(study, entered):
    _version, numbers = entered
    relapsed = [each for each in study.participants if each.relapsed_on]
    assert [(each.number, each.day_of(each.relapsed_on)) for each in relapsed] == [(numbers["MSK-ALL04"], 90)]
    transplanted = {each.number for each in study.participants if each.transplanted_on}
    assert transplanted == {numbers[each["patient_id"]] for each in PATIENTS if each["outcome_hsct"] == "Y"}
    assert len(transplanted) == RESULTS["allo_sct_after"]["x"] == 4


def test_steroids_were_given_to_the_two_with_morphological_disease(entered):
    _version, numbers = entered
    treated = Subject.objects.filter(toxicitytreatment_pages__drug="DEXAMETHASONE").values_list("pk", flat=True)
    assert set(treated) == {numbers["MSK-ALL04"], numbers["MSK-ALL05"]}
    assert len(set(treated)) == RESULTS["steroids_for_cytokine_toxicity"]["x"]


def test_the_study_page_prints_them(entered):
    version, numbers = entered
    reader = Client()
    reader.force_login(make_user(Role.SPONSOR))
    page = reader.get(reverse("study", args=[version.protocol_code]), {"cutoff": CUTOFF.isoformat()})
    text = " ".join(page.content.decode().split())
    assert page.status_code == 200
    infused = [number for patient, number in numbers.items() if patient != "MSK-ALL02"]
    for printed in ("6 participants", "5 infused", "47.8", *infused):
        assert printed in text, printed


def test_the_dose_of_a_review_a_hundred_times_too_high_is_asked_about(entered):
    """A review prints 1.4-3.2 x 10^8 per kg: entered as 140 x 10^6/kg it is kept, and asked about."""
    _version, numbers = entered
    page = Infusion.objects.get(subject=numbers["MSK-ALL01"])
    page.dose_e6_per_kg, page.missing_reasons = Decimal(140), {"weight_kg": "UNK"}
    by = make_user(Role.RESEARCH_NURSE, site=SITE)
    save_page(page, by=by, reason=Reason("additional_information", "from the review's summary row"))
    assert Infusion.objects.get(pk=page.pk).dose_e6_per_kg == 140
    asked = Query.objects.filter(subject_number=page.subject_id, item="dose_e6_per_kg", state="open")
    assert "INF.dose_e6_per_kg.range" in {query.check_id for query in asked}
