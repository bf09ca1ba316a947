"""A hospital that is ready for the demonstration: protocol loaded and approved, and the people who write."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.making import Made, courses, make_demonstration
from edc.access.roles import Role
from edc.crf.reading import forms, items_of, rows_of
from edc.records.audit.context import SYSTEM, Reason, ReasonCode
from tests.people import make_user
from tests.trial.files import FIRST
from trial.services import approve_for_site, load_protocol

REASON = Reason(ReasonCode.ADMINISTRATION, "protocol of the demonstration")
WRITERS = (
    Role.RESEARCH_NURSE, Role.INVESTIGATOR, Role.PRINCIPAL_INVESTIGATOR, Role.MEDICAL_MONITOR, Role.MONITOR,
    Role.DATA_MANAGER,
)  # fmt: skip


def the_cast(seed: str = "demonstration", participants: int = 12) -> dict[str, Course]:
    """Archetype -> its first course, as of today."""
    cast: dict[str, Course] = {}
    for course in courses(participants=participants, seed=seed, today=timezone.localdate()):
        cast.setdefault(course.archetype.key, course)
    return cast


def written(cast: Sequence[Course]) -> Made:
    """Write the casebooks of a cast into the database of the test."""
    version = load_protocol(text=FIRST, source_name="test.toml", by=SYSTEM, reason=REASON).version
    team = {str(role): make_user(role) for role in WRITERS}
    approve_for_site(version=version, site_code="301", by=team["principal_investigator"], reason=REASON)
    return make_demonstration(cast=cast, team=team, site_code="301", version=version, say=lambda _line: None)


def saved_values() -> dict[str, list[Any]]:
    """Every value of every page and row, by form, without what the database itself counts."""
    return {code: [_values(page) for page in _in_order(model)] for code, model in forms().items()}


def _in_order(model: type[Any]) -> Any:
    return model.objects.order_by("subject_id", "visit_code", "occurrence")


def _values(page: Any) -> Any:
    rows = [[_items(row) for row in page.rows(name)] for name in rows_of(type(page))]
    return str(page), page.status, page.is_locked, _items(page), rows


def _items(record: Any) -> dict[str, str]:
    return {name: str(getattr(record, name)) for name in items_of(type(record))} | record.missing_reasons
