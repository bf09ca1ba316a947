"""The annotated forms: on screen for whoever may see the protocol, and in the repository, never stale."""

import pytest
from django.test import Client

from edc.access.roles import Role
from edc.crf.reading import forms, items_of, rows_of
from edc.exports.annotated_crf import PAGES, annotated_crf_page
from tests.edc.exports.conftest import browser_of
from tests.people import make_user


@pytest.mark.parametrize("language", PAGES)
def test_the_printed_page_is_not_stale(language):
    printed = PAGES[language].read_text(encoding="utf-8")
    assert printed == annotated_crf_page(language), "run: make docs"


@pytest.mark.parametrize("code", forms())
def test_every_item_of_every_form_is_annotated(code):
    page, model = annotated_crf_page("en"), forms()[code]
    assert f"`{code}`" in page
    names = [*items_of(model), *(f"{rows}.{item}" for rows, row in rows_of(model).items() for item in items_of(row))]
    assert not [name for name in names if f"| `{name}` |" not in page]


def test_an_item_is_printed_with_its_unit_codes_range_and_target():
    page = annotated_crf_page("en")
    assert (
        "| Body weight on day 0 | `weight_kg` | decimal number | kg |  | 5–120 | `VS.VSORRES where VSTESTCD = WEIGHT` |"
        in page
    )
    assert "| Sex | `sex` | code |  | `F` female, `M` male |  | `DM.SEX` |" in page


@pytest.mark.django_db
def test_whoever_sees_the_protocol_sees_the_annotated_forms():
    answer = browser_of(make_user(Role.MONITOR)).get("/annotated-crf/")
    assert answer.status_code == 200
    assert "VS.VSORRES where VSTESTCD = WEIGHT" in answer.content.decode()


@pytest.mark.django_db
def test_ac_01_others_do_not():
    assert Client().get("/annotated-crf/").status_code == 302
    assert browser_of(make_user(Role.ADMINISTRATOR)).get("/annotated-crf/").status_code == 403
