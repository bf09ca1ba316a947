"""What the entry page lists at its top, and what is read out with a control."""

from types import SimpleNamespace

from django import forms

from edc.templatetags import entry


class Temperature(forms.Form):
    celsius = forms.DecimalField(label="Highest temperature", help_text="Axillary")


Rows = forms.formset_factory(Temperature, extra=0, can_delete=True)


def field(form, **changes):
    return SimpleNamespace(**{"name": "celsius", "label": "Highest temperature", "bound": form["celsius"],
                              "missing": None, "findings": [], **changes})  # fmt: skip


def table(**changes):
    return SimpleNamespace(
        **{"name": "readings", "title": "Readings", "formset": None, "rows": [], "caption": False, **changes}
    )


def finding(*, answered):
    return SimpleNamespace(text="Above 41 °C.", answered=answered)


def test_the_notes_beside_a_field_are_read_with_its_control():
    control = entry.described(Temperature()["celsius"], "celsius")

    assert 'aria-describedby="id_celsius_helptext notes-celsius"' in control


def test_an_impossible_value_is_listed_with_a_link_to_its_field():
    sections = [("Fever", [field(Temperature({"celsius": "warm"}))])]

    assert entry.error_links(sections, [], []) == [("field-celsius", "Highest temperature", "Enter a number.")]


def test_a_page_without_mistakes_lists_none():
    assert entry.error_links([("Fever", [field(Temperature({"celsius": "39.2"}))])], [table()], []) == []


def test_an_impossible_value_in_a_row_is_listed_with_the_number_of_the_row():
    data = {"r-TOTAL_FORMS": "2", "r-INITIAL_FORMS": "0", "r-0-celsius": "39.2", "r-1-celsius": "warm"}

    lines = entry.error_links([], [table(formset=Rows(data, prefix="r"))], ["Two people check."])

    assert lines == [
        ("", "", "Two people check."),
        ("row-r-1", "Readings, row 2 Highest temperature", "Enter a number."),
    ]


def test_answered_findings_are_not_listed_again():
    answered, waiting = finding(answered=True), finding(answered=False)
    sections = [("Fever", [field(Temperature(), findings=[answered, waiting])])]
    read = table(rows=[SimpleNamespace(cells=["41.5"], findings=[waiting])])

    assert entry.open_findings(sections, [read]) == [
        ("field-celsius", "Highest temperature", "Above 41 °C."),
        ("row-readings-0", "Readings, row 1", "Above 41 °C."),
    ]


def test_removing_a_row_is_not_one_of_its_values():
    row = Rows(initial=[{"celsius": "39.2"}], prefix="r").forms[0]

    assert [(bound.name, missing) for bound, missing in entry.row_cells(row)] == [("celsius", None)]


def test_the_reason_for_a_missing_value_stands_in_the_cell_of_the_value():
    class Reading(Temperature):
        celsius__missing = forms.ChoiceField(choices=[("", "—"), ("ND", "not done")])

    [(value, missing)] = entry.row_cells(Reading())

    assert (value.name, missing.name) == ("celsius", "celsius__missing")


def test_each_cell_as_read_carries_the_unit_of_its_column():
    drugs = table(columns=[("Drug", ""), ("Dose", "mg")])

    assert list(entry.beside(["a", "39.2"], drugs)) == [("a", ""), ("39.2", "mg")]


def test_a_row_with_a_caption_begins_with_it():
    criteria = table(columns=[("Applies", "")], caption=True)

    assert list(entry.beside(["Aged 3 or older", "yes"], criteria)) == [("Aged 3 or older", ""), ("yes", "")]


def test_a_reason_that_is_wanting_is_listed_with_a_link_to_its_control():
    reason = Temperature({"celsius": ""})

    assert entry.error_links([], [], [], reason) == [("id_celsius", "Highest temperature", "This field is required.")]
