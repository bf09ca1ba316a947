"""Saving one page of the casebook: the verb behind the entry screen, the API and every import."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from edc.access.gate import may, role_for
from edc.access.models import User
from edc.access.permissions import Permission
from edc.crf.reading import items_of, judgements_of, rows_of, unanswered
from edc.crf.wording import listed
from edc.records.audit.context import Reason, auditing
from edc.records.base import CrfPage, PageStatus
from edc.records.deriving import derive_page
from edc.records.following import follow_change, forms_touched_by
from edc.records.overtaken import typed_since
from edc.records.queries import follow_rows
from edc.records.refusals import EntryRefused, JudgementRefused, ReasonMissing, SaveRefused, conflict, refusals_named
from edc.records.subject_data import QUERIES, read_anew


@dataclass(frozen=True)
class Rows:
    """The rows of one table as they shall stand, in their order, and those to be removed."""

    kept: list[Any]
    removed: list[Any] = field(default_factory=list)

    @property
    def added(self) -> list[Any]:
        return [row for row in self.kept if row._state.adding]

    @property
    def changed(self) -> list[Any]:
        return [row for row in self.kept if not row._state.adding and row.changed_fields()]

    @property
    def moved(self) -> dict[int, int]:
        """Position in the database -> position now, of the rows that stand elsewhere."""
        held = [(row.held_value("position"), row.position) for row in self.kept]
        return {old: new for old, new in held if old is not None and old != new}

    def differ(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def save_page(
    page: CrfPage,
    *,
    by: User,
    reason: Reason | None = None,
    seen_version: int | None = None,
    rows: Mapping[str, Rows] | None = None,
) -> bool:
    """Save a page with its rows, derive what is derived, let the checks ask; False when nothing had changed.

    `seen_version` is the version that the user had on screen; what the software computed anew since then is computed
    once more from what is typed now. One transaction; on any refusal nothing is written.
    Raises Conflict, ReasonMissing, EntryRefused, ImpossibleValue or PageLocked, and what `require` raises.
    """
    role = role_for(by, Permission.CRF_ENTER, page.subject.site_code)
    tables = dict(rows or {})
    is_new = page._state.adding
    if is_new or page.is_taken_up:
        _refuse_entry(page)
    _refuse_judgement(page, by)
    attributed = auditing(by=by, role=role, reason=reason, alone_on=page.subject.pk)
    added = [row for table in tables.values() for row in table.added]
    with _as_before_when_refused(page, added), refusals_named(type(page)), attributed:
        data = read_anew(page.subject)
        data.load(*forms_touched_by(page.crf.code), QUERIES)
        data.teach()
        over = _version_to_write_over(page, data.put(page), tables, seen_version)
        page.subject.learn(page)
        _complete(page, tables)
        rows_differ = any(table.differ() for table in tables.values())
        if not is_new and not page.changed_fields() and not rows_differ:
            return False
        if not is_new and reason is None:
            raise ReasonMissing.for_change()
        _write_page(page, over, touched=rows_differ)
        for name, table in tables.items():
            if table.moved or table.removed:
                follow_rows(page, name, moved=table.moved, removed=[row.position for row in table.removed])
            _write_rows(page, name, table)
        follow_change(page)
    for record in (page, *(row for table in tables.values() for row in table.kept)):
        record.remember()
    return True


@contextmanager
def _as_before_when_refused(page: CrfPage, added: list[Any]) -> Iterator[None]:
    """A refusal writes nothing, so page and new rows keep key and version: they are typed on and sent again."""
    held = page.pk, page._state.adding, page.version
    try:
        yield
    except SaveRefused:
        page.pk, page._state.adding, page.version = held
        for row in added:
            row.pk, row._state.adding = None, True
        raise


def _refuse_entry(page: CrfPage) -> None:
    """A page whose step is not due, or one more page where the protocol has room for one."""
    if page.occurrence > 1 and not (page.crf.repeats or page.subject.repeats_visit(page.visit_code)):
        raise EntryRefused(_("This visit has one page of this form. Correct that page, or use an unscheduled visit."))
    if refusal := page.subject.refusal_for(page):
        raise EntryRefused(refusal)


def _refuse_judgement(page: CrfPage, by: User) -> None:
    """Only an investigator records an investigator's judgement; leaving it open stops nobody else from saving."""
    changed, held = page.changed_fields(), page.held_reasons()
    judged = [
        name
        for name in judgements_of(type(page))
        if page.missing_reason(name) != held.get(name, "")
        or (name in changed and (not page._state.adding or getattr(page, name) is not None))
    ]
    if judged and not may(by, Permission.JUDGE, page.subject.site_code):
        labels = listed([items_of(type(page))[name].verbose_name for name in judged])
        raise JudgementRefused(_("Only an investigator records: %(items)s. Leave it open.") % {"items": labels})


def _complete(page: CrfPage, tables: dict[str, Rows]) -> None:
    """Number the rows, compute what is derived, and say how far the page is."""
    for name, table in tables.items():
        for position, row in enumerate(table.kept, start=1):
            row.position = position
        page.stage_rows(name, table.kept)
    derive_page(page)
    if page.status != PageStatus.NOT_DONE:
        gaps = any(unanswered(record) for record in (page, *page.all_rows()))
        page.status = PageStatus.INCOMPLETE if gaps else PageStatus.COMPLETE


def _version_to_write_over(page: Any, newest: Any, tables: dict[str, Rows], seen_version: int | None) -> int:
    """The newest version, where nobody has typed since the one on screen; else that one, which `_write_page` refuses.

    `newest` is the page as it stands now that other saves of the participant wait.
    """
    seen = page.version if seen_version is None else seen_version
    if newest is None or newest.version == seen or page.version not in (seen, newest.version):
        return seen
    if typed_since(page, seen):
        return seen
    page.is_locked = newest.is_locked
    page.catch_up(newest)
    for name, table in tables.items():
        held = {row.pk: row for row in newest.rows(name)}
        for row in table.kept:
            if row.pk in held:
                row.catch_up(held[row.pk])
    return int(newest.version)


def _write_page(page: Any, seen: int, *, touched: bool) -> None:
    if page._state.adding:
        page.save(force_insert=True)
        return
    values = {name: getattr(page, name) for name in page.changed_fields()}
    if touched or values:
        # Setting the version makes a page whose rows alone changed a new version too; the database counts it.
        written = type(page).objects.filter(pk=page.pk, version=seen).update(**values, version=seen + 1)
        if not written:
            raise conflict()
        page.version = seen + 1


def _write_rows(page: Any, name: str, table: Rows) -> None:
    model = rows_of(type(page))[name]
    for row in table.kept:
        row.page = page
    if table.removed:
        model.objects.filter(page=page, pk__in=[row.pk for row in table.removed]).delete()
    changed, added = table.changed, table.added
    if changed:
        model.objects.bulk_update(changed, sorted({name for row in changed for name in row.changed_fields()}))
    if added:
        model.objects.bulk_create(added)
