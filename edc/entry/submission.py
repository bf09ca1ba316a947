"""One submitted page: the form, its rows and its reason, read together and handed to the saving verb."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.utils.translation import gettext as _

from edc.access.gate import AnyUser
from edc.access.models import User
from edc.crf.text import as_number
from edc.entry.crf_admin import RowFormSet
from edc.entry.reason_form import ReasonForm
from edc.entry.site import admin_of
from edc.records.base import PageStatus
from edc.records.overtaken import typed_since
from edc.records.queries import answer_query
from edc.records.query import Query, QueryState
from edc.records.refusals import ImpossibleValue, ReasonMissing, SaveRefused
from edc.records.saving import Rows, save_page

ANSWER = "answer-"


class Submission:
    """What somebody posted for a page. `is_valid()` reads it; `save()` writes all of it or nothing."""

    def __init__(self, page: Any, data: QueryDict, *, by: AnyUser) -> None:
        maker = admin_of(type(page))
        self.page = page
        self.data = data
        self.form = maker.form_for(page, by, data)
        self.formsets: dict[str, RowFormSet] = dict(maker.bound_formsets(page, data))
        self.reason = ReasonForm(data)
        self.not_done_error = ""

    def is_valid(self) -> bool:
        """Whether everything typed can be read; the errors stand at their fields."""
        valid = [self.form.is_valid(), self.reason.is_valid(), *(f.is_valid() for f in self.formsets.values())]
        self._read_not_done()
        return all(valid) and not self.not_done_error

    def save(self, *, by: User) -> bool:
        """Save the page and answer the queries answered on it; False when nothing had changed. Raises SaveRefused."""
        answers = self._answers()
        rows = self._tables()
        is_new = self.page._state.adding
        saved = save_page(
            self.page, rows=rows, by=by, seen_version=self.seen_version, reason=None if is_new else self.reason.reason()
        )
        for query, text in answers:
            answer_query(query, by=by, text=text)
        return saved or bool(answers)

    def stage(self) -> None:
        """Let the page have the rows that stand on the screen, without saving anything."""
        for name, rows in self._tables().items():
            self.page.stage_rows(name, rows.kept)

    @property
    def seen_version(self) -> int | None:
        """The version that was on the screen; 0 where a page is typed that did not exist yet."""
        return as_number(self.data.get("_version", ""))

    @property
    def is_stale(self) -> bool:
        """Whether somebody else has typed on the page since it was opened: rows may have gone that were typed on."""
        seen, held = self.seen_version, self.page.version if self.page.pk else 0
        return seen is not None and seen != held and typed_since(self.page, seen)

    def show(self, refusal: SaveRefused) -> None:
        """Put a refusal of the saving verb where the person can mend it."""
        if isinstance(refusal, ReasonMissing):
            self.reason.add_error("code", refusal.message)
        elif isinstance(refusal, ImpossibleValue):
            self._show_impossible(refusal)
        else:
            self.form.add_error(NON_FIELD_ERRORS, refusal.message)

    def _show_impossible(self, refusal: ImpossibleValue) -> None:
        for name in reversed(refusal.items):
            if name in self.form.fields:
                self.form.add_error(name, refusal.message)
                return
        for formset in self.formsets.values():
            if any(name in formset.empty_form.fields for name in refusal.items):
                formset.non_form_errors().append(refusal.message)
                return
        self.form.add_error(NON_FIELD_ERRORS, refusal.message)

    def _read_not_done(self) -> None:
        if "_not_done" not in self.data:
            self.page.status, self.page.not_done_reason = PageStatus.INCOMPLETE, ""
            return
        reason = self.data.get("not_done_reason", "").strip()
        if not reason:
            self.not_done_error = _("Say why it was not done.")
        self.page.status, self.page.not_done_reason = PageStatus.NOT_DONE, reason[:200]

    def _tables(self) -> dict[str, Rows]:
        return {name: self._rows(formset) for name, formset in self.formsets.items()}

    def _rows(self, formset: RowFormSet) -> Rows:
        removed = [form.instance for form in formset.deleted_forms if not form.instance._state.adding]
        gone = {id(form) for form in formset.deleted_forms}
        preset = getattr(formset.model, "preset_items", ())
        kept = [
            form.instance
            for form in formset.forms
            if id(form) not in gone and (not form.instance._state.adding or form.has_changed() or preset)
        ]
        return Rows(kept=kept, removed=removed)

    def _answers(self) -> list[tuple[Query, str]]:
        typed = {
            key.removeprefix(ANSWER): str(text).strip() for key, text in self.data.items() if key.startswith(ANSWER)
        }
        texts = {pk: text for key, text in typed.items() if text and (pk := as_number(key)) is not None}
        if not texts or self.page._state.adding:
            return []
        own = Query.objects.filter(pk__in=texts, form_code=self.page.crf.code, page_id=self.page.pk)
        return [(query, texts[query.pk]) for query in own.filter(state=QueryState.OPEN)]
