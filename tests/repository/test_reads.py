"""A form declares every form that its checks and derived items look at: only then are they asked anew."""

from pathlib import Path

import pytest

from edc.crf.general_checks import findings_of
from edc.crf.reading import form, forms, rows_of
from edc.environment import BASE_DIR
from edc.records.deriving import derive_page
from edc.records.subject_data import SubjectData, read_anew
from patients.models import Subject
from tests.edc.records.test_subject_data import fill
from tests.participants import at, participant

KEEP = ("subject", "visit_code", "occurrence", "status", "version", "position", "is_locked")
SUMMARY = {
    "birth_date": ("DM", at(1, 9).date().replace(year=2017)),
    "sex": ("DM", "F"),
    "infused_at": ("INF", at(10, 10)),
    "dose_level": ("INF", "DL1"),
}
"""What the participant brings along: the form that it is from, and a value. The end of study moves no window."""
CHECKS = [path for app in ("patients", "adverse_events") for path in sorted((BASE_DIR / app / "checks").glob("*.py"))]


@pytest.mark.parametrize("code", list(forms()))
def test_a_form_reads_what_it_declares(db, monkeypatch, code):
    """On a page in which everything is filled in, of a participant who was infused."""
    subject, model = participant(consented=at(1, 9).date()), form(code)
    page = model(subject=subject, visit_code="SCR")
    fill(page, KEEP)
    for name, row_model in rows_of(model).items():
        row = row_model(position=1)
        fill(row, KEEP)
        page.stage_rows(name, [row])
    read_anew(subject).put(page)
    looked_at, pages = set(), SubjectData.pages
    monkeypatch.setattr(SubjectData, "pages", lambda data, form: looked_at.add(form) or pages(data, form))
    for name, (source, value) in SUMMARY.items():
        monkeypatch.setattr(
            Subject, name, property(lambda _, source=source, value=value: looked_at.add(source) or value)
        )
    derive_page(page)
    findings_of(page)
    assert looked_at <= {code, *model.crf.reads}


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_no_check_reads_another_form_by_a_statement_of_its_own(path: Path):
    assert "_pages." not in path.read_text(encoding="utf-8")
