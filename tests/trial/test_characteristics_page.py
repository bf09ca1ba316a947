"""The page that simulates the design: at once, piece by piece, and as CSV."""

import csv
import json

import pytest

PAGE, RUN, TABLE = (
    "/escalation/characteristics/",
    "/escalation/characteristics/run/",
    "/escalation/characteristics.csv",
)
ASKED = {
    "design": "3+3-korn", "rate_DL1": "10", "rate_DL2": "25", "rate_DL3": "40.5",
    "toxic_above": "33", "trials": "2500", "seed": "7",
}  # fmt: skip


@pytest.fixture
def reader(first, nurse, client):
    client.force_login(nurse)
    return client


def rows_of(client, **changed):
    answer = client.get(TABLE, ASKED | changed)
    return list(csv.DictReader(answer.content.decode().splitlines()))


def test_the_form_asks_one_rate_for_each_level_and_starts_with_the_design_of_the_protocol(reader):
    text = reader.get(PAGE).content.decode()
    assert [text.count(f'name="rate_{code}"') for code in ("DL1", "DL2", "DL3", "DL4")] == [1, 1, 1, 0]
    assert '<option value="3+3-korn" selected>' in text
    assert "Selected as MTD" not in text


def test_an_address_with_the_answers_shows_the_figures_without_any_script(reader):
    text = reader.get(PAGE, ASKED).content.decode()
    assert "2500 trials, seed 7" in text
    assert "ESC-3PLUS3-KORN v1" in text
    assert text.count("overdose</span>") == 1  # only 40.5 % is above 33 %


def test_piece_by_piece_tells_how_far_it_is_and_ends_with_the_same_figures(reader):
    answer = reader.get(RUN, ASKED)
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert [line.get("done") for line in lines] == [1000, 2000, 2500, None]
    assert lines[-1]["html"].strip() in reader.get(PAGE, ASKED).content.decode()


def test_the_pieces_are_in_the_language_of_the_reader(reader):
    reader.post("/i18n/setlang/", {"language": "zh-hans"})
    page = reader.get(PAGE, ASKED).content.decode()
    *_before, last = b"".join(reader.get(RUN, ASKED).streaming_content).splitlines()
    assert json.loads(last)["html"].strip() in page


def test_the_csv_holds_what_is_needed_to_simulate_it_again(reader):
    rows = rows_of(reader)
    for row in rows:
        assert (row["protocol"], row["design"], row["rule"]) == ("CT19-ALL-02", "3+3-korn", "ESC-3PLUS3-KORN v1")
        assert (row["trials"], row["seed"], row["overdose_above_percent"]) == ("2500", "7", "33")
        assert row["protocol_version"]
    shares = [float(row["value"]) for row in rows if row["measure"] in {"selected as MTD", "no level selected"}]
    assert sum(shares) == pytest.approx(100)
    assert [row["true_rate_percent"] for row in rows if row["measure"] == "DLT"] == ["10", "25", "40.5", ""]


def test_the_seed_decides(reader):
    assert rows_of(reader) == rows_of(reader)
    assert [row["value"] for row in rows_of(reader)] != [row["value"] for row in rows_of(reader, seed="8")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"rate_DL2": ""},
        {"rate_DL2": "100.1"},
        {"rate_DL2": "-1"},
        {"trials": "99"},
        {"trials": "50001"},
        {"seed": "-1"},
        {"design": "2+2"},
    ],
)
def test_what_cannot_be_simulated_is_refused_everywhere(reader, wrong):
    for url in (PAGE, RUN, TABLE):
        assert reader.get(url, ASKED | wrong).status_code == 422
    assert "Please correct what is marked below." in reader.get(PAGE, ASKED | wrong).content.decode()


def test_who_reads_no_protocol_sees_none(first, stranger, client):
    client.force_login(stranger)
    assert "No protocol has been loaded" in client.get(PAGE).content.decode()
    assert [client.get(url, ASKED).status_code for url in (RUN, TABLE)] == [404, 404]


def test_the_page_takes_few_statements(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        reader.get(PAGE, ASKED)
