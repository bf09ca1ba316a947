"""What a case of the table stands for: the parts of the address, and what is posted there."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from adverse_events.cohort.board import read_board
from edc.access.models import Assignment, User
from edc.access.tokens import Scope
from patients.models import Subject
from trial.models import ProtocolVersion

NOBODY = 10**6
REASON = {"reason-code": "transcription_error", "reason-text": "digits swapped against the source"}
CORRECTED = {"_version": "1", "birth_date": "2016-05-13", "sex": "F"}
CONSENT = {"consent_version": "2.0", "guardian_signed": "Y"}
PERSON = {"full_name": "Synthetic Child", "birth_date": "2017-06-03", "sex": "F"}
NEW_USER = {"username": "wu.lei", "full_name": "Wu Lei", "organisation": "Hospital", "email": "", "language": "en"}
BAGS = {f"bags-{part}": "0" for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}


@dataclass(frozen=True)
class World:
    """What exists at site 301: one participant with pages, one member of staff who is worked upon, two versions."""

    subject: Subject
    page_id: int
    locked_page_id: int
    staff: User
    held: Assignment
    token_id: int
    query_id: int
    approved: ProtocolVersion
    not_approved: ProtocolVersion


@dataclass(frozen=True)
class Case:
    """The named parts of an address, the body of a request, and its headers. The API takes JSON, the screens do not."""

    parts: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    form: str = "DM"


PAGE_URLS = ("page", "next_page", "compute", "draft", "discard_draft", "history", "lock", "raise_query")


def case_of(url_name: str, case: str, world: World, asking: User | None) -> Case:
    """The case of one line of the table. A name of the table that nobody describes here is a KeyError."""
    return _of_url(url_name, world, asking)[case]


def _of_url(name: str, world: World, asking: User | None) -> dict[str, Case]:
    if name.startswith("user_"):
        return _user_cases(name, world, asking)
    described = {
        "my": _token_cases,
        "revoke": _token_cases,
        "site": _site_cases,
        "visit": _visit_cases,
        "close": _query_cases,
        "page_list": _list_cases,
        "protocol": _protocol_cases,
        **dict.fromkeys(("dose", "cohort", "slot"), _cohort_cases),
        **dict.fromkeys(("studies", "study"), _study_cases),
        "export": _export_cases,
        "api-*-list": _api_list_cases,
        "api-*-detail": _api_detail_cases,
        **dict.fromkeys(("study_plot", "study_plot_data"), _plot_cases),
        "course": _course_cases,
        **dict.fromkeys(PAGE_URLS, _page_cases),
    }
    return described.get(name, described.get(name.partition("_")[0], _other_cases))(world)


def _other_cases(world: World) -> dict[str, Case]:
    return {
        ".": Case(),
        "empty": Case(),
        "wrong": Case({"uidb36": "1", "key": "not-a-key"}),
        "present": Case({"number": world.subject.number}),
        "unknown": Case({"number": "301-999"}),
    } | _registration_cases(world)


def _user_cases(name: str, world: World, asking: User | None) -> dict[str, Case]:
    granted = {"role": "investigator", "site_code": "301"}
    why = {**granted, "why": "delegation log"}
    held = {"assignment": world.held.pk} if name == "user_revoke" else {}
    missing = {"assignment": NOBODY} if name == "user_revoke" else {"pk": NOBODY}
    return {
        ".": Case(),
        "new": Case(body={**NEW_USER, "why": "delegation log"}),
        "taken": Case(body={**NEW_USER, "username": world.staff.username, "why": "delegation log"}),
        "staff": Case({"pk": world.staff.pk, **held}, why),
        "no_reason": Case({"pk": world.staff.pk, **held}, granted),
        "nobody": Case({"pk": world.staff.pk, **missing}, why),
        "oneself": Case({"pk": asking.pk if asking else NOBODY}, why),
    }


def _token_cases(world: World) -> dict[str, Case]:
    return {
        ".": Case(),
        "empty": Case(body={"name": ""}),
        "new": Case(body={"name": "nightly copy", "scope": Scope.values[0], "site_code": "*", "days": "7"}),
        "staff": Case({"pk": world.token_id}),
    }


def _site_cases(_world: World) -> dict[str, Case]:
    names = {"name_en": "Hospital", "name_zh": "医院"}
    return {
        ".": Case(),
        "own": Case({"code": "301"}, {**names, "reason": "renamed by the city"}),
        "no_reason": Case({"code": "301"}, names),
        "unknown": Case({"code": "999"}, names),
    }


def _visit_cases(world: World) -> dict[str, Case]:
    """Consent is not complete, so no visit can be missed yet."""
    there, why = {"number": world.subject.number, "visit": "D3"}, {"reason": "snow, no train"} | REASON
    return {
        "visit": Case(there, why),
        "no_reason": Case(there, {"reason": ""}),
        "no_such_visit": Case({**there, "visit": "XX"}, why),
        "unknown": Case({**there, "number": "301-999"}, why),
    }


def _plot_cases(world: World) -> dict[str, Case]:
    there = {"code": world.approved.protocol_code, "name": "swimmer"}
    return {
        "plot": Case({**there, "kind": "svg"}),
        "no_such_plot": Case({**there, "name": "pie", "kind": "svg"}),
        "no_such_kind": Case({**there, "kind": "pdf"}),
        "no_such_trial": Case({**there, "code": "XX", "kind": "png"}),
        "data": Case(there),
        "no_such_data": Case({**there, "name": "pie"}),
    }


def _course_cases(world: World) -> dict[str, Case]:
    there, unknown = {"number": world.subject.number}, {"number": "301-999"}
    return {
        "course": Case(there),
        "no_course": Case(unknown),
        "picture": Case({**there, "kind": "svg"}),
        "no_picture": Case({**unknown, "kind": "svg"}),
        "no_such_kind": Case({**there, "kind": "pdf"}),
    }


def _query_cases(world: World) -> dict[str, Case]:
    return {
        "raised": Case({"pk": world.query_id}, {"text": "agreed on the telephone"}),
        "nobody": Case({"pk": NOBODY}, {"text": "agreed on the telephone"}),
    }


def _protocol_cases(world: World) -> dict[str, Case]:
    loaded = {"code": world.approved.protocol_code, "version": world.approved.version}
    approval = {"site_code": "301", "reason": "ethics committee, 2026-05-04"}
    return {
        ".": Case(),
        "loaded": Case(loaded, approval),
        "no_reason": Case(loaded, {"site_code": "301"}),
        "elsewhere": Case(loaded, {**approval, "site_code": "302"}),
        "unknown": Case({**loaded, "version": "0.0"}),
    }


def _cohort_cases(world: World) -> dict[str, Case]:
    """No level is open and nobody holds a place, so every act is refused in words."""
    loaded, number = {"code": world.approved.protocol_code}, world.subject.number
    asked = {"planned_on": "2026-12-01", "because": "WITHDRAWN", "why": "moved away"}
    return {
        ".": Case(),
        "loaded": Case(loaded, {"subject": number, "seen": board_digest(world)}),
        "stale": Case(loaded, {"seen": "of yesterday"}),
        "unknown": Case({"code": "XX"}, {"subject": number}),
        "no_number": Case({**loaded, "number": "301-999"}, asked),
        "present": Case({**loaded, "number": number}, asked),
        "nobody": Case({"pk": NOBODY}),
    }


def board_digest(world: World) -> str:
    """What the form of a decision says was seen."""
    return read_board(world.approved, on=timezone.localdate()).digest


def _study_cases(world: World) -> dict[str, Case]:
    return {".": Case(), "loaded": Case({"code": world.approved.protocol_code}), "unknown": Case({"code": "XX"})}


def _registration_cases(world: World) -> dict[str, Case]:
    own = {**PERSON, "site_code": "301", "version": world.approved.pk}
    return {
        "own": Case(body=own),
        "elsewhere": Case(body={**own, "site_code": "303"}),
        "not_approved": Case(body={**own, "version": world.not_approved.pk}),
    }


def _page_cases(world: World) -> dict[str, Case]:
    """Demographics are there; consent is there and locked; a deviation may come at any time, infusion not yet."""
    there = {"number": world.subject.number, "visit": "SCR", "form": "DM", "occurrence": 1}
    return {
        "present": Case(there, CORRECTED | REASON),
        "no_reason": Case(there, CORRECTED),
        "stale": Case(there, CORRECTED | REASON | {"_version": "0"}),
        "absent": Case({**there, "form": "DV"}, {"_version": "0"}),
        "second": Case({**there, "form": "IC", "occurrence": 2}, CONSENT | {"_version": "0"}),
        "locked": Case({**there, "form": "IC"}, CONSENT | REASON | {"_version": "2"}),
        "unlock": Case({**there, "form": "IC"}, REASON),
        "early": Case({**there, "visit": "D0", "form": "INF"}, {"_version": "0", **BAGS}),
        "unknown": Case({**there, "number": "301-999"}, CORRECTED),
        "no_such_form": Case({**there, "form": "XX"}, CORRECTED),
        "no_such_visit": Case({**there, "visit": "XX"}, CORRECTED),
    }


def _export_cases(_world: World) -> dict[str, Case]:
    return {
        ".": Case(),
        "table": Case({"code": "DM"}),
        "no_such_form": Case({"code": "XX"}),
        "rows": Case({"code": "INF", "rows": "bags"}),
        "no_such_rows": Case({"code": "DM", "rows": "bags"}),
    }


def _list_cases(_world: World) -> dict[str, Case]:
    return {"table": Case({"form": "DM"}), "no_such_form": Case({"form": "XX"})}


def _api_list_cases(world: World) -> dict[str, Case]:
    there = {"subject": world.subject.number, "visit": "SCR"}
    another = {**there, "occurrence": 2, "consent_version": "2.0"}
    return {
        ".": Case(),
        "present": Case(body=there),
        "absent": Case(body=there, form="DV"),
        "second": Case(body=another, form="IC"),
        "early": Case(body={**there, "visit": "D0"}, form="INF"),
        "unknown": Case(body={**there, "subject": "301-999"}),
        "no_such_visit": Case(body={**there, "visit": "XX"}),
        "more_keys": Case(body={**another, "is_locked": True}, form="IC"),
    }


def _api_detail_cases(world: World) -> dict[str, Case]:
    page, reason = {"pk": world.page_id}, {"reason": {"code": "transcription_error", "text": "digits swapped"}}
    body, seen = {"sex": "F", **reason}, {"if-match": '"1"'}
    return {
        "present": Case(page, body, seen),
        "no_reason": Case(page, {"sex": "F"}, seen),
        "stale": Case(page, body, {"if-match": '"7"'}),
        "no_version": Case(page, body),
        "more_keys": Case(page, {**body, "site": "302"}, seen),
        "locked": Case({"pk": world.locked_page_id}, {"consent_version": "2.0", **reason}, {"if-match": '"2"'}, "IC"),
        "nobody": Case({"pk": NOBODY}, body, seen),
    }
