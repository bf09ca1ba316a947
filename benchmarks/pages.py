"""What a nurse waits for: the pages of a large trial, beside a page that shows next to nothing."""

from collections.abc import Callable

from django.test import Client

from benchmarks import filling
from benchmarks.measuring import Measured, Rival, compare
from edc.access.models import Assignment, User
from edc.access.roles import Role
from edc.environment import BASE_DIR
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from patients.models import Subject
from trial.services import load_protocol

PARTICIPANTS, ADVERSE_EVENTS_OF_EACH, QUERIES_OF_EACH, OPEN_FORMS_OF_EACH = 200, 50, 5, 8
VISITS = 60
FORMS = ["SV", "PS", "PE", "VS", "LB", "BM", "CSF", "CRS", "ICE", "CK", "BC", "RS"]


def fill() -> str:
    """Two hundred participants as they come to be over two years; the number of the one with the largest casebook."""
    text = next((BASE_DIR / "trial" / "protocols").glob("*.toml")).read_text(encoding="utf-8")
    reason = Reason(ReasonCode.ADMINISTRATION, "protocol of the benchmark")
    version = load_protocol(text=text, source_name="benchmark", by=SYSTEM, reason=reason).version
    if version is None:
        raise AssertionError("the protocol was not loaded")
    subjects = filling.participants(version, range(2, 2 + PARTICIPANTS))  # 001 is the writers'
    filling.due_pages(subjects, leave=OPEN_FORMS_OF_EACH)
    filling.adverse_events(subjects, ADVERSE_EVENTS_OF_EACH)
    filling.queries(subjects, QUERIES_OF_EACH)
    largest = subjects[0]
    filling.pages([largest], _visits(largest), FORMS)
    return largest.number


def _visits(subject: Subject) -> list[str]:
    return [visit.code for visit in subject.schedule([f"UNS-{n}" for n in range(2, VISITS)])][:VISITS]


def opened(number: str) -> list[Measured]:
    """Each page as the server makes it, middleware included; the network and the browser are not in it."""
    with auditing(by=SYSTEM):
        nurse = User.objects.create(username="reader", full_name="Synthetic reader", organisation="Hospital 301")
        Assignment.objects.create(user=nurse, role=Role.RESEARCH_NURSE, site_code=filling.SITE)
    client = Client()
    client.force_login(nurse)
    rivals = [
        Rival(name, lambda: None, _get(client, path))
        for name, path in (
            ("own sign-ins", "/accounts/mine/"),
            (f"casebook, {VISITS} visits", f"/subjects/{number}/"),
            (f"home, {PARTICIPANTS} people", "/"),
            ("10,000 adverse events", "/lists/AE/"),
            ("1,000 queries", "/queries/"),
            ("participants", "/subjects/"),
        )
    ]
    return compare(rivals, rounds=7, times=3)


def _get(client: Client, path: str) -> Callable[[None], None]:
    def run(_given: None) -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise AssertionError(f"{path}: {answer.status_code}")

    return run
