"""Safe by default: the settings a clean environment gives, and those behind https."""

import json
import os
import stat
import subprocess
import sys

import pytest
from django.test import Client

from edc.environment import BASE_DIR

NAMES = (
    "DEBUG",
    "ALLOWED_HOSTS",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "TIME_ZONE",
    "USE_TZ",
)
PRINT_SETTINGS = (
    f"import json; from django.conf import settings; print(json.dumps({{n: getattr(settings, n) for n in {NAMES}}}))"
)


def settings_with(**environment: str) -> dict:
    """The settings that a process with this environment sees."""
    known = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "edc.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PRINT_SETTINGS],
        cwd=BASE_DIR,
        env=known | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_a_clean_environment_gives_safe_settings(tmp_path):
    found = settings_with(EDC_VAR=str(tmp_path))
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1"]
    assert (found["TIME_ZONE"], found["USE_TZ"]) == ("Asia/Shanghai", True)


def test_secrets_are_made_once_and_for_one_reader_only(tmp_path):
    secrets = tmp_path / "secret_key", tmp_path / "edc_app.password", tmp_path / "edc_owner.password"
    settings_with(EDC_VAR=str(tmp_path))
    first = [path.read_text() for path in secrets]
    settings_with(EDC_VAR=str(tmp_path))
    assert [path.read_text() for path in secrets] == first
    assert len({*first}) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets} == {0o600}


def test_behind_https_cookies_are_secure_and_hsts_holds_for_a_year(tmp_path):
    found = settings_with(EDC_VAR=str(tmp_path), EDC_HTTPS="1")
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/", "/no-such-page"])
def test_ac_11_every_answer_forbids_caching_framing_and_foreign_content(client: Client, address):
    response = client.get(address)
    policy = {
        name: rest
        for name, _, rest in (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    }
    assert policy == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    assert response["Cache-Control"] == "no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
