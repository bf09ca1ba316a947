"""The plots of a trial: the rows that are drawn are what was entered, and nobody sees another site's."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from adverse_events.study.plots import PLOTS, figures, seen_by
from adverse_events.study.seen import Seen
from adverse_events.study.survival_plots import survival, survival_words
from edc.access.models import AccessEvent
from edc.access.roles import Role
from edc.crf.partial_dates import PartialDate
from edc.crf.reading import forms
from edc.plots.plot import csv_of
from patients.endpoints.participant import READS
from patients.endpoints.results import StudyEndpoints
from patients.rules.survival import kaplan_meier
from tests.adverse_events import studies
from tests.adverse_events.studies import CODE, DAY_0, day
from tests.edc.plots.test_files import texts
from tests.people import make_user
from trial.protocol_settings import SurvivalStart

pytestmark = pytest.mark.usefixtures("db")

CUTOFF = dt.date(2026, 11, 22)
WITH_EACH_PARTICIPANT = {"DM", "WD"}
"""Sex, date of birth and withdrawal are read together with the participants themselves."""


@pytest.fixture
def trial(db: None) -> None:
    """301-001 in remission and followed, 301-002 died on day 40 after a month's events."""
    first, second = studies.infused("301-001"), studies.infused("301-002", level="DL2", on=DAY_0)
    studies.response(first, "D28", 28, "CR")
    studies.alive(first, "M6", 180)
    studies.response(second, "D28", 29, "NR")
    studies.died(second, 40)
    for subject, grade in ((first, "1"), (second, "3")):
        studies.crs(subject, 1, grade)
        studies.crs(subject, 2, "0")
        studies.copies(subject, 7, "12000")
    studies.copies(first, 1, None)
    studies.event(first, "Fever", ("1", day(1)), ("2", day(3)), started_on=studies.partial(day(1)), ongoing="N",
                  category="CRS", ended_on=studies.partial(day(4)))  # fmt: skip
    studies.event(second, "Low counts", ("4", day(2)), started_on=studies.partial(day(2)), ongoing="N",
                  category="CYTOPENIA", ended_on=studies.partial(day(3)))  # fmt: skip


@pytest.fixture
def nobody_yet(db: None) -> None:
    studies.version()


def browser(role: Role = Role.DATA_MANAGER, site: str | None = None, language: str = "en") -> Client:
    client = Client()
    client.force_login(make_user(role, site=site))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def rows(name: str, client: Client | None = None) -> list[str]:
    answer = (client or browser()).get(f"/study/{CODE}/plots/{name}.csv?cutoff={CUTOFF}")
    assert answer.status_code == 200
    return answer.content.decode().splitlines()


@pytest.mark.usefixtures("trial")
def test_swimmer_follows_each_participant_from_day_0() -> None:
    assert rows("swimmer") == [
        "participant,group,event,from_day,to_day,ongoing",
        "301-001,DL1,FOLLOWED,0,180,True",
        "301-001,DL1,REMISSION,28,28,False",
        "301-001,DL1,CR,28,,False",
        "301-002,DL2,FOLLOWED,0,40,False",
        "301-002,DL2,NR,29,,False",
        "301-002,DL2,DEATH,40,,False",
    ]


@pytest.mark.usefixtures("trial")
def test_overall_survival_of_two_falls_to_one_half_at_the_death() -> None:
    """By hand: 2 at risk on day 40, one dies; the other is censored on day 180."""
    found = [row.split(",")[:6] for row in rows("survival-os")[1:]]
    assert found == [
        ["os", "0", "2", "0", "0", "1.0"], ["os", "40", "2", "1", "0", "0.5"], ["os", "180", "1", "0", "1", "0.5"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "label"), [("infusion", "Months from infusion"), ("enrolment", "Months from consent")]
)
def test_overall_survival_says_from_when_it_counts(start: str, label: str) -> None:
    protocol = studies.version().protocol
    settings_of = replace(protocol, survival=replace(protocol.survival, start=SurvivalStart(start)))
    curve = kaplan_meier([(40, True), (80, True), (180, False)])
    found = StudyEndpoints(CODE, CUTOFF, (), (), os=curve, efs=curve, rfs=None, dor=None, follow_up=None)
    seen = Seen(settings_of, (), found)
    assert survival(seen, "os").x_label == label
    assert survival(seen, "efs").x_label == "Months from infusion"
    assert survival(seen, "rfs").x_label == "Days from the first remission"
    assert survival_words(survival(seen, "os")).startswith("Overall survival (n = 3, events: 2), Median 2.6 months")


@pytest.mark.usefixtures("trial")
def test_a_death_after_the_cut_off_is_not_drawn_yet() -> None:
    early = browser().get(f"/study/{CODE}/plots/survival-os.csv?cutoff={day(39)}").content.decode()
    assert [line.split(",")[3] for line in early.splitlines()[1:]] == ["0"] * (early.count("\n") - 1)


@pytest.mark.usefixtures("trial")
def test_events_count_each_participant_once_a_day_at_the_worst_grade() -> None:
    """Fever is grade 1 on days 1 and 2, grade 2 on days 3 and 4; the cytopenia grade 4 on days 2 and 3."""
    assert rows("events")[1:] == [
        ",1,1,1", ",2,1,1", ",2,4,1", ",3,2,1", ",3,4,1", ",4,2,1",
        "CRS,1,1,1", "CRS,2,1,1", "CRS,3,2,1", "CRS,4,2,1",
        "CYTOPENIA,2,4,1", "CYTOPENIA,3,4,1",
    ]  # fmt: skip


def test_an_event_of_a_month_has_no_day_and_is_not_drawn() -> None:
    subject = studies.infused("301-001")
    studies.event(subject, "Rash", ("2", PartialDate(2026, 3)), started_on=PartialDate(2026, 3), ongoing="Y")
    assert rows("events")[1:] == []
    studies.event(subject, "Fever", started_on=studies.partial(day(40)), ongoing="Y", occurrence=2)
    assert rows("events")[1:] == [], "an event without a grade"
    studies.event(subject, "Cough", ("1", day(41)), started_on=studies.partial(day(41)), ongoing="Y", occurrence=3)
    assert rows("events")[1:] == [",41,1,1", ",42,1,1", "OTHER,41,1,1", "OTHER,42,1,1"]


@pytest.mark.usefixtures("trial")
def test_heat_map_holds_the_grade_of_each_day_and_whose_it_is() -> None:
    assert rows("crs")[1:] == [
        "301-001,DL1,1,1,investigator", "301-001,DL1,2,0,investigator",
        "301-002,DL2,1,3,investigator", "301-002,DL2,2,0,investigator",
    ]  # fmt: skip


def test_the_computed_grade_counts_before_the_investigators() -> None:
    subject = studies.infused("301-001")
    studies.crs(subject, 1, "1", computed="2")
    studies.crs(subject, 2, "1", computed="0")
    assert rows("crs")[1:] == ["301-001,DL1,1,2,computed", "301-001,DL1,2,0,computed"]


def test_the_worst_of_two_assessments_of_a_day_counts_and_none_is_never_0() -> None:
    subject = studies.infused("301-001")
    for number, hour, grade in ((1, 8, "2"), (1, 20, "1"), (2, 8, None), (3, 8, None), (3, 20, "0")):
        studies.icans(subject, number, hour, grade)
    assert rows("icans")[1:] == ["301-001,DL1,1,2,investigator", "301-001,DL1,2,,", "301-001,DL1,3,0,investigator"]


@pytest.mark.usefixtures("trial")
def test_expansion_has_no_value_below_the_limit() -> None:
    assert rows("expansion") == [
        "participant,group,day,value,lower_limit",
        "301-001,DL1,1.0,,50.0",
        "301-001,DL1,7.0,12000.0,50.0",
        "301-002,DL2,7.0,12000.0,50.0",
    ]


@pytest.mark.usefixtures("trial")
def test_enrolment_counts_in_order_of_the_infusions() -> None:
    assert rows("enrolment")[1:] == ["2026-03-02,301-001,DL1,1,1", "2026-03-02,301-002,DL2,1,2"]


@pytest.mark.usefixtures("trial")
def test_the_words_say_the_result() -> None:
    seen = seen_by(make_user(Role.DATA_MANAGER), CODE, CUTOFF)
    said = {figure.name: figure.words for figure in figures(seen, with_data=True)}
    assert said["swimmer"] == "2 participants infused: 1 reached a remission, 0 relapsed, 1 died."
    assert said["crs"] == "Highest grade until day 28: grade 1 in 1 participant, grade 3 in 1 participant."
    assert said["events"].startswith("Worst grade 4; most participants with an event on one day: 2 (day 2).")
    assert said["enrolment"] == "DL1: 1, DL2: 1 infused until 2026-11-22; 9 planned in all."
    assert "from 12,000 to 12,000 copies per µg, between day 7 and day 7" in said["expansion"]


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize("name", PLOTS)
def test_the_same_data_give_the_same_picture_in_each_language(name: str) -> None:
    english, chinese = browser(Role.RESEARCH_NURSE), browser(Role.RESEARCH_NURSE, language="zh-hans")
    path = f"/study/{CODE}/plots/{name}.svg?cutoff={CUTOFF}"
    first, again, other = english.get(path), english.get(path), chinese.get(path)
    assert first.content == again.content
    assert first["Content-Type"] == "image/svg+xml"
    assert first["Cache-Control"] == "no-store"
    assert texts(first.content)
    assert len(texts(other.content)) == len(texts(first.content))


@pytest.mark.usefixtures("nobody_yet")
@pytest.mark.parametrize("name", PLOTS)
def test_a_trial_without_anybody_has_plots_that_say_so(name: str) -> None:
    answer = browser().get(f"/study/{CODE}/plots/{name}.svg")
    assert len(texts(answer.content)) == 2
    assert len(rows(name)) == 1


@pytest.mark.usefixtures("trial")
def test_nobody_sees_another_site_and_data_leave_only_as_an_export() -> None:
    path = f"/study/{CODE}/plots/swimmer"
    assert browser(Role.RESEARCH_NURSE).get(f"{path}.svg").status_code == 200
    assert browser(Role.RESEARCH_NURSE, site="302").get(f"{path}.svg").status_code == 404
    assert browser(Role.RESEARCH_NURSE).get(f"{path}.csv").status_code == 403
    assert not AccessEvent.objects.filter(kind="export").exists()
    assert browser(Role.SPONSOR).get(f"{path}.csv").status_code == 200
    assert AccessEvent.objects.get(kind="export").detail == f"{CODE}-swimmer.csv, 6 records"


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize("path", ["plots/unknown.svg", "plots/swimmer.pdf", "plots/swimmer.svg?cutoff=soon"])
def test_an_unknown_plot_kind_or_date_is_not_found(path: str) -> None:
    assert browser().get(f"/study/{CODE}/{path}").status_code == 404


def statements(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.usefixtures("trial")
def test_as_many_statements_for_ten_participants_as_for_two() -> None:
    client, path = browser(Role.RESEARCH_NURSE), f"/study/{CODE}/plots/events.svg"
    few = statements(client, path)
    for number in range(3, 11):
        studies.crs(studies.infused(f"301-{number:03d}"), 1, "1")
    assert statements(client, path) == few <= 9


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(
    ("file", "beyond"),
    [
        ("swimmer.csv", set()), ("survival-os.svg", set()), ("survival-os.csv", set()), ("survival-dor.csv", set()),
        ("events.csv", {"AE"}), ("crs.svg", {"CRS"}), ("crs.csv", {"CRS"}), ("icans.csv", {"ICE"}),
        ("expansion.csv", set()), ("enrolment.csv", set()),
    ],
)  # fmt: skip
def test_a_plot_reads_the_forms_of_the_endpoints_and_its_own(file: str, beyond: set[str]) -> None:
    client = browser()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/study/{CODE}/plots/{file}?cutoff={CUTOFF}").status_code == 200
    asked = " ".join(query["sql"] for query in captured)
    read = {code for code, model in forms().items() if f'"{model._meta.db_table}"' in asked}
    assert read == {*READS, *WITH_EACH_PARTICIPANT, *beyond}


@pytest.mark.usefixtures("trial")
def test_no_plot_asks_for_each_participant() -> None:
    client = browser()
    paths = [f"/study/{CODE}/plots/{name}.csv" for name in PLOTS]
    for_two = {path: statements(client, path) for path in paths}
    for number in range(3, 6):
        subject = studies.infused(f"301-{number:03d}")
        studies.crs(subject, 1, "1")
        studies.icans(subject, 1, 8, "1")
        studies.event(subject, "Fever", ("1", day(1)), started_on=studies.partial(day(1)), ongoing="Y")
        studies.response(subject, "D28", 28, "CR")
        studies.copies(subject, 7, "12000")
    assert {path: statements(client, path) for path in paths} == for_two


def test_what_somebody_typed_stays_out_of_the_markup() -> None:
    subject = studies.infused("301-001", level="<b>&\"'")
    studies.crs(subject, 1, "1")
    answer = browser().get(f"/study/{CODE}/plots/crs.svg")
    assert "301-001   <b>&\"'" in texts(answer.content)
    assert b"<b>" not in answer.content


def test_every_plot_makes_its_words_without_anybody() -> None:
    studies.version()
    with translation.override("en"):
        found: list[Any] = figures(seen_by(make_user(Role.RESEARCH_NURSE), CODE, CUTOFF), with_data=False)
    assert [figure.name for figure in found] == list(PLOTS)
    assert all(figure.words and not figure.data for figure in found)
    assert csv_of(PLOTS["swimmer"].make(seen_by(make_user(Role.RESEARCH_NURSE), CODE, CUTOFF))).count(b"\n") == 1
