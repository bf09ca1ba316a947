"""Every form of screening, product and disease opens, is saved empty, and shows what it counts in its rows."""

import datetime as dt

import pytest
from django.test import Client

from edc.access.roles import Role
from patients.models import LymphodepletionDose
from tests.participants import ready_to_infuse
from tests.people import make_user

FORMS = {
    "DH": "SCR", "PT": "SCR", "MH": "SCR", "PS": "SCR", "PE": "SCR", "VS": "SCR", "VIR": "SCR", "PG": "SCR",
    "CA": "SCR", "BM": "SCR", "CSF": "SCR", "EMD": "SCR", "BT": "BRG", "NI": "LOG",
}  # fmt: skip


@pytest.fixture
def nurse(db):
    client = Client()
    client.force_login(make_user(Role.RESEARCH_NURSE))
    return client


@pytest.mark.parametrize(("code", "visit"), FORMS.items())
def test_a_form_opens_and_is_saved_with_what_is_known(nurse, code, visit):
    path = f"/subjects/{ready_to_infuse().number}/{visit}/{code}/1/"
    opened = nurse.get(path)
    assert opened.status_code == 200
    posted = {"_version": "0", "_save": ""}
    for table in opened.context["row_tables"]:
        posted |= {f"{table.name}-TOTAL_FORMS": str(len(table.formset.forms)), f"{table.name}-INITIAL_FORMS": "0"}
        for form in table.formset.forms:
            for name in getattr(table.formset.model, "preset_items", ()):
                posted[form.add_prefix(name)] = form[name].value()
    assert nurse.post(path, posted).status_code == 302
    assert nurse.get(path).status_code == 200


def test_a_dose_is_counted_on_its_row_and_shown_there(nurse):
    """240 mg on 36 kg and 100 cm, which is 1.00 m2: 80 % of 300 mg/m2."""
    subject = ready_to_infuse()
    path = f"/subjects/{subject.number}/LD2/LD/1/"
    dose = {"drug": "CYCLOPHOSPHAMIDE", "planned_mg_per_m2": "300", "dose_mg": "240", "reason": "creatinine"}
    posted = {
        "_version": "0", "_save": "", "given_on": str(dt.date(2026, 11, 16)), "weight_kg": "36", "height_cm": "100",
        "doses-TOTAL_FORMS": "1", "doses-INITIAL_FORMS": "0",
        **{f"doses-0-{name}": value for name, value in dose.items()},
    }  # fmt: skip
    assert nurse.post(path, posted).status_code == 302
    assert LymphodepletionDose.objects.get(page__subject=subject, page__visit_code="LD2").percent_of_plan == 80
    assert '"doses-0-percent_of_plan">80.0</output>' in nurse.get(path).content.decode()
