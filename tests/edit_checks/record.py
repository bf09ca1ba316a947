"""A participant put together in memory: what the checks across forms see, without a database."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from edc.crf.reading import form, forms, items_of, rows_of
from edc.records.edit_checks import EditCheck, every_check
from edc.records.subject_data import SubjectData
from patients.models import Subject
from tests.trial.files import FIRST
from trial.models import ProtocolVersion
from trial.protocol_file import parse_protocol
from trial.shape import as_document

HOSPITAL = ZoneInfo("Asia/Shanghai")
TODAY = dt.date(2026, 11, 22)
CHECKS: dict[str, EditCheck] = {check.id: check for check in every_check()}
DOCUMENT = as_document(parse_protocol(FIRST))


def day(number: int) -> dt.date:
    """Study day `number`: the cells of everybody here are given on 1 October 2026."""
    return dt.date(2026, 10, 1) + dt.timedelta(days=number)


def at(number: int, hour: int = 10) -> dt.datetime:
    """An hour of a study day on the hospital's clock."""
    return dt.datetime.combine(day(number), dt.time(hour), HOSPITAL)


def page(code: str, visit: str = "D0", occurrence: int = 1, **given: Any) -> Any:
    """One page of a form; a list stands for the rows of a table, a dict for each row. Unknown names are mistakes."""
    model = form(code)
    tables = {name: given.pop(name) for name in rows_of(model) if name in given}
    assert set(given) <= set(items_of(model)), sorted(set(given) - set(items_of(model)))
    made = model(visit_code=visit, occurrence=occurrence, status="complete", **_read(model, given))
    for name, row_model in rows_of(model).items():
        rows = [row_model(position=n, **_read(row_model, row)) for n, row in enumerate(tables.get(name, []), start=1)]
        made.stage_rows(name, rows)
    return made


def _read(model: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Values as the database would give them: partial dates and numbers are written as text here."""
    return {name: items_of(model)[name].to_python(value) for name, value in given.items()}


def record(*pages: Any, born: dt.date = dt.date(2017, 6, 3), sex: str = "F") -> SubjectData:
    """The data of a girl of nine with these pages."""
    version = ProtocolVersion(protocol_code="CT19-ALL-02", version="1.1", document=DOCUMENT, digest="d")
    subject = Subject(number="301-001", site_code="301", protocol_version=version)
    subject.birth_date, subject.sex = born, sex
    data = SubjectData(subject)
    data.today = TODAY
    data._pages = {code: [] for code in forms()}
    subject.__dict__["_data"] = data
    for each in pages:
        each.subject = subject
        subject.learn(each)
        data._pages[each.crf.code].append(each)
    return data


def places(check_id: str, data: SubjectData) -> list[tuple[str, int | None]]:
    """Form and row of every place at which the check asks."""
    found = list(CHECKS[check_id].findings(data))
    for _page, finding in found:
        assert str(finding.text), check_id
        assert "{" not in str(finding.text), f"{check_id}: a value of the words is missing: {finding.text}"
    return [(at_page.crf.code, finding.row) for at_page, finding in found]
