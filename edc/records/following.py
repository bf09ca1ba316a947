"""What follows from a change of one page: values computed from it elsewhere, questions opened and answered."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.utils.translation import gettext_noop

from edc.crf.findings import Finding
from edc.crf.general_checks import findings_of
from edc.crf.reading import forms, rows_of
from edc.records.audit.context import SYSTEM, Reason, ReasonCode, auditing
from edc.records.base import PageStatus
from edc.records.deriving import derive_page
from edc.records.edit_checks import EditCheck, checks_reading, every_check
from edc.records.queries import Asked, follow_findings
from edc.records.subject_data import QUERIES, SubjectData, read_anew

WHY = gettext_noop("a form that this value is computed from was changed")


@cache
def readers_of(code: str) -> tuple[str, ...]:
    """The forms whose derived items and checks look at this one."""
    return tuple(each for each, model in forms().items() if code in model.crf.reads)


@cache
def forms_touched_by(code: str) -> tuple[str, ...]:
    """The forms that saving a page of this one looks at: read together, in one statement."""
    touched = [code, *forms()[code].crf.reads]
    for reader in readers_of(code):
        touched += [reader, *forms()[reader].crf.reads]
    for check in checks_reading(code):
        touched += sorted(check.forms)
    return tuple(dict.fromkeys(each for each in touched if each in forms()))


def follow_change(page: Any) -> None:
    """After a page was written: compute anew what reads it, and let every check that looks at it ask."""
    data: SubjectData = page.subject.data
    others = [each for code in readers_of(page.crf.code) for each in data.pages(code) if each is not page]
    recompute(others)
    _ask(data, [page, *others], checks_reading(page.crf.code))


def follow_everything(subject: Any) -> int:
    """Compute and ask everything about one participant anew; the number of pages that were computed anew."""
    with auditing(by=SYSTEM, alone_on=subject.pk):
        data = read_anew(subject)
        data.load(*forms(), QUERIES)
        pages = [page for code in forms() for page in data.pages(code)]
        changed = recompute(pages)
        _ask(data, pages, every_check())
    return changed


def recompute(pages: Iterable[Any]) -> int:
    """Compute the derived items of these pages anew and write those that changed, in the name of the software.

    A locked page keeps what it holds; the number of pages that were written.
    """
    changed = [page for page in pages if not page.is_locked and _is_changed_by_deriving(page)]
    if changed:
        with auditing(by=SYSTEM, reason=Reason(ReasonCode.RECOMPUTED, WHY)):
            for model in dict.fromkeys(type(page) for page in changed):
                _write([page for page in changed if type(page) is model])
    return len(changed)


def _is_changed_by_deriving(page: Any) -> bool:
    derive_page(page)
    return bool(page.changed_fields() or any(row.changed_fields() for row in _rows(page)))


def _write(pages: Sequence[Any]) -> None:
    """One statement for the pages of a form, one for each of its tables."""
    for records in (pages, *([row for page in pages for row in page.rows(name)] for name in rows_of(type(pages[0])))):
        changed = [record for record in records if record.changed_fields()]
        if changed:
            names = sorted({name for record in changed for name in record.changed_fields()})
            type(changed[0]).objects.bulk_update(changed, names)
            for record in changed:
                record.remember()


def _rows(page: Any) -> list[Any]:
    return [row for name in rows_of(type(page)) for row in page.rows(name)]


def _ask(data: SubjectData, pages: Sequence[Any], checks: Sequence[EditCheck]) -> None:
    found: list[tuple[Any, Finding]] = [
        (page, finding) for page in pages if page.status != PageStatus.NOT_DONE for finding in findings_of(page)
    ]
    for check in checks:
        found += check.findings(data)
    follow_findings(data.subject, found, asked=Asked(pages, {check.id for check in checks}))
