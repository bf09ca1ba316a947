"""The study page: what it prints for four participants worked out by hand, for whom, and in how many statements."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from adverse_events.study.tables import participant_lines, rate_lines, time_lines
from edc.access.roles import Role
from patients.endpoints.study import study_endpoints
from tests.edc.two_sites import subject_at
from tests.participants import participant
from tests.patients.endpoints.courses import alive, assessed, counted, data_of, day, dead, infused, sampled
from tests.people import make_user

pytestmark = pytest.mark.usefixtures("db")

MOST_STATEMENTS = 8
PAGE = "/study/CT19-ALL-02/?cutoff=2027-02-05"


@pytest.fixture
def three():
    """CR without MRD followed to day 300; no response, dead on day 100; not assessed, last seen on day 0."""
    first, second, third = (infused() for _ in range(3))
    assessed(first, 28, "CR", mrd="NEGATIVE")
    assessed(first, 90, "CR", mrd="NEGATIVE")
    for number, copies in ((7, 100), (14, 300), (28, 100)):
        sampled(first, number, copies)
    counted(first, 28, 0)
    assessed(second, 28, "NR", mrd="POSITIVE")
    dead(second, day(100).isoformat())
    alive(first, 300)
    return first, second, third


def endpoints(subjects):
    protocol = subjects[0].protocol_version.protocol
    return study_endpoints(data_of(*subjects), protocol=protocol, cutoff=day(400)), protocol


def reader(role=Role.RESEARCH_NURSE, site="301", language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(make_user(role, site=site))
    return client


def test_rates_with_their_intervals(three):
    """1 of 3: Clopper-Pearson 0.84 to 90.57 %."""
    lines = rate_lines(*endpoints(three))
    assert [(line.when, line.counted, line.share, line.interval) for line in lines[:2]] == [
        ("day 28 (25 to 31)", "1 of 3", "33.3 %", "0.8–90.6 %"),
        ("day 28 (25 to 31)", "1 of 3", "33.3 %", "0.8–90.6 %"),
    ]


def test_survival_with_its_landmarks(three):
    """At risk on day 100: two; one died. From day 300 on nobody is followed."""
    study, _ = endpoints(three)
    survival = time_lines(study)[0]
    assert (survival.total, survival.events, survival.median) == (3, 1, "100 days (3.3 months)")
    assert [share for share, _ in survival.landmarks] == ["50.0 %", "—", "—"]


def test_one_line_for_each(three):
    study, _ = endpoints(three)
    responder, failed, unseen = participant_lines(study)
    assert (responder.windows, responder.best, responder.remission) == (("CR", "CR"), "CR", "D28")
    assert responder.times == ("300+ (alive)", "90+ (no event)", "62+ (no event)")
    assert responder.cells == ("300", "14.0", "4,550", "28.0", "D28", "0 days, ongoing")
    assert (str(responder.events), str(failed.events)) == ("—", "death D100")
    assert failed.times == ("100 (death)", "28 (no response)", "—")
    assert unseen.windows == ("not assessed", "not assessed")


def test_the_page_names_settings_rules_and_assumptions(three):
    page = reader().get(PAGE).content.decode()
    assert "33.3 %" in page
    assert "CLOPPER-PEARSON v1" in page
    assert re.search(r'href="/protocol/CT19-ALL-02/[^"]+#A-17"', page)
    assert "A transplant in remission does not censor." in page


def test_the_page_in_chinese(three):
    with translation.override("zh-hans"):
        assert reader(language="zh-hans").get(PAGE).status_code == 200


def test_an_earlier_cutoff(three):
    page = reader().get("/study/CT19-ALL-02/?cutoff=2026-02-01").content.decode()
    assert 'value="2026-02-01"' in page
    assert "0 of 0" in page


def test_a_reader_sees_the_own_sites_alone(three):
    elsewhere = subject_at("302")
    page = reader().get(PAGE).content.decode()
    assert three[0].number in page
    assert elsewhere.number not in page
    assert "3 participants" in page


def test_a_trial_at_none_of_the_own_sites_is_not_found(three):
    assert reader(site="302").get(PAGE).status_code == 404


def test_as_many_statements_for_many_as_for_one(three):
    client = reader()
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for _ in range(5):
        assessed(infused(), 28, "CR")
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few)
    assert len(many) <= MOST_STATEMENTS, "\n".join(query["sql"][:150] for query in many)


def test_nobody_infused_yet():
    participant()
    answer = reader().get(PAGE)
    assert answer.status_code == 200
    assert "No participant is infused yet." in answer.content.decode()
