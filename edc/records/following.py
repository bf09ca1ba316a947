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
from edc.records.queries import Asked, draft_of, follow_findings
from edc.records.query import Query
from edc.records.subject_data import QUERIES, SubjectData, read_anew
from edc.records.tolerating import failure_logged

LONGEST_CHAIN = 4
"""A computed value may rest on another one. More steps than these would go in a circle."""

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
    """After a page was written: compute anew what reads it, and let every check that looks at any of them ask."""
    data: SubjectData = page.subject.data
    changed, written, others = [page], [page], dict[int, Any]()
    for _step in range(LONGEST_CHAIN):
        readers = _readers(data, changed, but=page)
        others |= {id(each): each for each in readers}
        changed = recompute(readers)
        if not changed:
            break
        written += changed
    codes = dict.fromkeys(each.crf.code for each in written)
    checks = dict.fromkeys(check for code in codes for check in checks_reading(code))
    data.load(*(code for check in checks for code in sorted(check.forms) if code in forms()))
    _ask(data, [page, *others.values()], list(checks))


def _readers(data: SubjectData, changed: Sequence[Any], *, but: Any) -> list[Any]:
    """The pages that look at pages which changed, without the one that is being saved."""
    codes = dict.fromkeys(reader for each in changed for reader in readers_of(each.crf.code))
    data.load(*codes, *(read for code in codes for read in forms()[code].crf.reads if read in forms()))
    return [page for code in codes for page in data.pages(code) if page is not but and _is_concerned(page, changed)]


def _is_concerned(page: Any, changed: Sequence[Any]) -> bool:
    others = (each for each in changed if each is not page and each.crf.code in page.crf.reads)
    return any(page.is_concerned_by(each) for each in others)


def follow_everything(subject: Any) -> int:
    """Compute and ask everything about one participant anew; the number of pages that were computed anew."""
    with auditing(by=SYSTEM, alone_on=subject.pk):
        data = read_anew(subject)
        data.load(*forms(), QUERIES)
        pages = [page for code in forms() for page in data.pages(code)]
        changed = len(recompute(pages))
        _ask(data, pages, every_check())
    return changed


def recompute(pages: Iterable[Any]) -> list[Any]:
    """Compute the derived items of these pages anew; those that changed, written in the name of the software.

    A locked page keeps what it holds, and so does one whose computation raises.
    """
    changed = [page for page in pages if not page.is_locked and _is_changed_by_deriving(page)]
    if changed:
        with auditing(by=SYSTEM, reason=Reason(ReasonCode.RECOMPUTED, WHY)):
            for model in dict.fromkeys(type(page) for page in changed):
                _write([page for page in changed if type(page) is model])
    return changed


def _is_changed_by_deriving(page: Any) -> bool:
    failed: set[str] = set()
    with failure_logged(f"{page.crf.code} computed", failed):
        derive_page(page)
    return not failed and bool(page.changed_fields() or any(row.changed_fields() for row in page.all_rows()))


def _write(pages: Sequence[Any]) -> None:
    """One statement for the pages of a form, one for each of its tables."""
    for records in (pages, *([row for page in pages for row in page.rows(name)] for name in rows_of(type(pages[0])))):
        changed = [record for record in records if record.changed_fields()]
        if changed:
            names = sorted({name for record in changed for name in record.changed_fields()})
            type(changed[0]).objects.bulk_update(changed, names)
            for record in changed:
                record.remember()


def _ask(data: SubjectData, pages: Sequence[Any], checks: Sequence[EditCheck]) -> None:
    drafts: list[Query] = []
    asked_pages, asked_checks = set(), set()
    for page in pages:
        found, failed = _of_page(page)
        drafts += found
        if not failed:
            asked_pages.add((page.crf.code, page.pk))
    for check in checks:
        failed = set()
        with failure_logged(check.id, failed):
            drafts += [draft_of(page, finding) for page, finding in check.findings(data)]
        if not failed:
            asked_checks.add(check.id)
    follow_findings(data.subject, drafts, asked=Asked(asked_pages, asked_checks))


def _of_page(page: Any) -> tuple[list[Query], set[str]]:
    """What the page's own checks ask, and the names of those that raised: none of its queries is closed then."""
    failed: set[str] = set()

    def ask(check: Any, record: Any) -> Finding | None:
        with failure_logged(f"{page.crf.code} {check.__qualname__}", failed):
            found: Finding | None = check(record)
            return found
        return None

    findings = [] if page.status == PageStatus.NOT_DONE else findings_of(page, ask)
    drafts = []
    for finding in findings:
        with failure_logged(finding.check_id, failed):
            drafts.append(draft_of(page, finding))
    return drafts, failed
