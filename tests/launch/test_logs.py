"""What the logs say, and what they must never say."""

import io
import json
import logging

import psycopg
import pytest
from django.test import Client

from edc.database import Addresses
from edc.settings.logs import LOGGING

PATIENT = "Wang Xiaoming"


@pytest.fixture
def lines(monkeypatch):
    """Everything logged during the test, as the product would print it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    options = LOGGING["formatters"]["json"]
    handler.setFormatter(
        options["()"](foreign_pre_chain=options["foreign_pre_chain"], processors=options["processors"])
    )
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_database_error_is_logged_without_the_row_it_quotes(fresh_database: Addresses, lines):
    with psycopg.connect(fresh_database.app) as connection:
        try:
            connection.execute("SELECT %s::int", [PATIENT])
        except psycopg.Error:
            logging.getLogger("edc").exception("The page of %s was not saved.", PATIENT)
    (line,) = lines()
    assert line["event"] == "The page of %s was not saved."
    assert (line["exception"]["class"], line["exception"]["sqlstate"]) == ("InvalidTextRepresentation", "22P02")
    assert PATIENT not in json.dumps(line)


@pytest.mark.django_db
def test_a_request_is_logged_by_status_and_not_by_its_path(client: Client, lines):
    client.get(f"/no-such-page/{PATIENT}/")
    (line,) = lines()
    assert (line["event"], line["status"], line["level"]) == ("response", 404, "warning")
    assert "Xiaoming" not in json.dumps(line)
