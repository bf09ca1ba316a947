"""Performs the acts of a casebook through the verbs behind the screens, as the people who would do it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatchmethod
from typing import Any

from adverse_events.demonstration.courses import Course
from adverse_events.demonstration.entry import (
    DATA_MANAGER,
    INVESTIGATOR,
    JUDGED,
    MONITOR,
    NURSE,
    Answer,
    Book,
    Correction,
    Entry,
    Leave,
    Lock,
    Missed,
    Missing,
    Place,
    Question,
    Register,
    Values,
    Why,
)
from edc.access.models import User
from edc.crf.reading import forms, item_of, items_of, judgements_of, rows_of
from edc.records.audit.context import Reason
from edc.records.base import PageStatus
from edc.records.locks import lock_page
from edc.records.queries import answer_query, close_query, queries_of, raise_query
from edc.records.saving import Rows, save_page
from patients.models import Demographics, Subject
from patients.services import register_subject
from patients.slots import plan_infusion, release_slot, take_slot
from patients.visits import record_visit_not_done
from trial.codelists import SlotRelease
from trial.models import ProtocolVersion

CHANGES_THE_SUMMARY = {"DM", "INF"}
"""After these forms the participant is read anew: birth date, sex or day 0 are other than before."""
CHECKED = Why("data_management", "checked against the source documents")


@dataclass
class Writer:
    """Writes the casebook of one participant. `left_out` gathers forms that the software does not have.

    `books` says whether places at dose levels are taken: a cast that is made again and again keeps no intervals.
    """

    course: Course
    team: Mapping[str, User]
    site_code: str
    version: ProtocolVersion
    books: bool = True
    left_out: set[str] = field(default_factory=set)
    pages: int = 0

    def __post_init__(self) -> None:
        self.subject: Any = None

    @singledispatchmethod
    def perform(self, act: Any) -> None:
        """Do one act of the casebook. Raises SaveRefused for what the screens would refuse."""
        raise TypeError(f"{act!r} is no act")

    @perform.register
    def _(self, _act: Register) -> None:
        number = self.course.number
        person = {"full_name": f"Synthetic person {number} 演示", "identity_number": "", "phone": ""}
        subject = register_subject(
            site_code=self.site_code, identity=person, birth_date=self.course.born, sex=self.course.archetype.sex,
            by=self.team[NURSE], version=self.version,
        )  # fmt: skip
        self._read_anew(subject.pk)

    @perform.register
    def _(self, act: Entry) -> None:
        model = forms().get(act.form)
        if model is None:
            self.left_out.add(act.form)
            return
        page, reason = self._opened(model, act)
        judged = judgements_and_what_hangs_on_them(model) if act.by == NURSE else ()
        fill(page, {name: value for name, value in act.items.items() if name not in judged})
        rows = {name: Rows([made(rows_of(model)[name], row) for row in kept]) for name, kept in act.rows.items()}
        save_page(page, by=self.team[act.by], rows=rows, reason=reason)
        self.pages += 1
        later = {name: value for name, value in act.items.items() if name in judged}
        if later and act.is_judged:
            fill(page, later)
            save_page(page, by=self.team[INVESTIGATOR], reason=Reason(JUDGED.code, JUDGED.text))
        if act.form in CHANGES_THE_SUMMARY:
            self._read_anew(self.subject.pk)

    @perform.register
    def _(self, act: Correction) -> None:
        page = self._page(act.place)
        rows = {name: Rows([*page.rows(name), *(made(rows_of(type(page))[name], row) for row in added)])
                for name, added in act.added.items()}  # fmt: skip
        if act.table:
            rows[act.table] = Rows(page.rows(act.table))
            fill(rows[act.table].kept[act.row - 1], act.items)
        else:
            fill(page, act.items)
        save_page(page, by=self.team[act.by], rows=rows, reason=Reason(act.why.code, act.why.text))

    @perform.register
    def _(self, act: Answer) -> None:
        asked = [query for query in queries_of(self._page(act.place)) if query.check_id == act.check_id]
        for query in asked:
            answer_query(query, by=self.team[NURSE], text=act.text)
            if act.closed:
                close_query(query, by=self.team[DATA_MANAGER], text=act.closed)

    @perform.register
    def _(self, act: Question) -> None:
        query = raise_query(self._page(act.place), item=act.item, text=act.text, by=self.team[MONITOR])
        if act.answer:
            answer_query(query, by=self.team[NURSE], text=act.answer)
        if act.closed:
            close_query(query, by=self.team[MONITOR], text=act.closed)

    @perform.register
    def _(self, act: Book) -> None:
        if self.books:
            take_slot(subject=self.subject, level=act.level, by=self.team[NURSE])
            plan_infusion(subject=self.subject, on=act.planned_on, by=self.team[NURSE])

    @perform.register
    def _(self, act: Leave) -> None:
        if self.books:
            reason = Reason("additional_information", act.why)
            release_slot(subject=self.subject, because=SlotRelease(act.because), by=self.team[NURSE], reason=reason)

    @perform.register
    def _(self, act: Missed) -> None:
        record_visit_not_done(self.subject, act.visit, by=self.team[NURSE], reason=act.reason)

    @perform.register
    def _(self, act: Lock) -> None:
        for model in forms().values():
            for page in model.objects.filter(subject=self.subject, visit_code__in=act.visits):
                lock_page(page, by=self.team[DATA_MANAGER], reason=Reason(CHECKED.code, CHECKED.text))

    def _opened(self, model: type[Any], act: Entry) -> tuple[Any, Reason | None]:
        """A new page; demographics alone were begun at registration."""
        if model is Demographics:
            page = Demographics.objects.get(subject=self.subject)
            return page, Reason("additional_information", "asked at screening")
        page = model(subject=self.subject, visit_code=act.visit, occurrence=act.occurrence)
        if act.not_done:
            page.status, page.not_done_reason = PageStatus.NOT_DONE, act.not_done
        return page, None

    def _page(self, place: Place) -> Any:
        return forms()[place.form].objects.get(
            subject=self.subject, visit_code=place.visit, occurrence=place.occurrence
        )

    def _read_anew(self, number: str) -> None:
        self.subject = Subject.objects.get(pk=number)


def judgements_and_what_hangs_on_them(model: type[Any]) -> tuple[str, ...]:
    """Items that only an investigator records, and those that are asked when a judgement turns out so."""
    judged = judgements_of(model)
    hanging = [name for name, field in items_of(model).items() if (when := item_of(field).when) and when.item in judged]
    return (*judged, *hanging)


def fill(record: Any, values: Values) -> None:
    """Set items as a form does: the field reads each value and refuses what is none of it (ValidationError)."""
    items = items_of(type(record))
    for name, value in values.items():
        if isinstance(value, Missing):
            setattr(record, name, None)
            record.missing_reasons = {**record.missing_reasons, name: value.reason}
        else:
            typed = items[name].to_python(value)
            items[name].validate(typed, record)
            setattr(record, name, typed)


def made(model: type[Any], values: Values) -> Any:
    """A new row."""
    row = model()
    fill(row, values)
    return row
