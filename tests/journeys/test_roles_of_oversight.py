"""Those who look on: the data manager locks and exports, the sponsor reads by key, the inspector reads everything."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.urls import URLResolver, get_resolver

from edc.access.roles import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def child(hospital):
    return hospital.infused()


@pytest.fixture(scope="module")
def home(child) -> str:
    return f"/subjects/{child.number}/"


def test_a_data_manager_locks_a_page_and_unlocks_it(sit_down, nurse, home):
    manager, page = sit_down(Role.DATA_MANAGER), f"{home}D0/INF/1/"
    lock(manager, page, "source data verified")
    assert "Locked." in manager.notices()
    nurse.go(page)
    assert nurse.page.locator("form.entry").count() == 0
    assert "This page is locked." in nurse.notices()
    assert nurse.page.locator("form.lock").count() == 0, "who enters does not unlock"
    nurse.go(home)
    assert nurse.page.locator(f"a.cell[href='{page}']").get_attribute("title").endswith("locked")

    lock(manager, page, "weight to be corrected")
    assert "Unlocked." in manager.notices()
    nurse.go(page)
    nurse.fill({"weight_kg": "28.1"})
    nurse.why("scale calibrated")
    assert nurse.save() == 302
    manager.go(f"{page}history/")
    trail = manager.page.locator("main").inner_text()
    assert "source data verified" in trail
    assert "weight to be corrected" in trail


def lock(manager, page: str, reason: str) -> None:
    manager.go(page)
    manager.page.fill("#lock-reason", reason)
    manager.page.click("form.lock button")


def test_the_archive_proves_what_it_holds(sit_down, sign_in, child):
    manager = sit_down(Role.DATA_MANAGER)
    manager.go("/export/")
    with manager.page.expect_download() as download:
        manager.page.click("a[href='/export/all.zip']")
    with zipfile.ZipFile(Path(download.value.path())) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        files = manifest["files"]
        assert set(archive.namelist()) == {*files, "manifest.json"}
        for name, told in files.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == told["sha256"], name
        infusions = io.TextIOWrapper(archive.open("INF.csv"), encoding="utf-8-sig").read().splitlines()
    assert files["INF.csv"]["records"] == len(infusions) - 1 == 1
    assert child.number in infusions[1]
    assert manifest["exported_by"] == manager.user.username
    assert manifest["snapshot_at"]
    assert sign_in(Role.RESEARCH_NURSE).get("/export/all.zip").status_code == 403


def test_a_sponsor_reads_by_a_key_and_writes_nothing(sit_down, hospital, home, child):
    sponsor = sit_down(Role.SPONSOR)
    sponsor.go("/accounts/mine/")
    sponsor.page.get_by_role("link", name="My keys").click()
    sponsor.page.fill("[name=name]", "nightly transfer")
    sponsor.page.select_option("[name=scope]", "write")
    sponsor.page.get_by_role("button", name="Make").click()
    key = sponsor.page.locator(".notice code").inner_text()
    infusions = f"{hospital.app.url}/api/v1/forms/INF/"
    (found,) = json.load(asked(f"{infusions}?subject={child.number}", key))["results"]
    assert found["weight_kg"] in ("28.0", "28.1")
    at = {"subject": child.number, "visit": "D2", "occurrence": 1}
    assert status(f"{hospital.app.url}/api/v1/forms/CRS/", key, at) == 403, "a key opens no more than its owner may"
    assert status(infusions, "edc_invented") == 401

    sponsor.go("/accounts/keys/")
    assert key not in sponsor.page.content(), "shown once"
    sponsor.page.get_by_role("button", name="Revoke").click()
    assert status(infusions, key) == 401
    sponsor.go(f"{home}SCR/DM/1/")
    assert sponsor.page.locator("form.entry").count() == 0
    assert sponsor.go(f"{home}identity/").status == 403


def asked(url: str, key: str, body: dict[str, object] | None = None) -> io.BufferedIOBase:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    return urlopen(Request(url, data, headers))


def status(url: str, key: str, body: dict[str, object] | None = None) -> int:
    with pytest.raises(HTTPError) as refused:
        asked(url, key, body)
    return refused.value.code


OWN = ("account", "mfa", "usersessions", "my_", "revoke_my_", "set_language")
"""Names of addresses that are about the visitor's own account, not about the trial."""


def test_an_inspector_reads_everything_and_every_post_is_refused(hospital, sign_in, child, home):
    inspector = sign_in(Role.INSPECTOR)
    readable = ["/", "/subjects/", "/queries/", "/judgements/", "/audit/", "/lists/AE/", "/protocol/", "/decisions/"]
    readable += ["/annotated-crf/", "/export/", "/export/DM.csv", "/export/all.zip", "/api/v1/forms/INF/"]
    readable += [home, *(f"{home}{page}" for page in ("SCR/DM/1/", "D0/INF/1/", "D0/INF/1/history/"))]
    assert {path: inspector.get(path, follow=True).status_code for path in readable} == dict.fromkeys(readable, 200)
    assert inspector.get(f"{home}identity/").status_code == 403

    before = hospital.digests()
    addresses = list(trial_addresses(child.number))
    assert len(addresses) > 30
    body = {"subject": child.number, "visit": "D2", "occurrence": 2}
    taken = {each: inspector.post(each, body, content_type="application/json").status_code for each in addresses}
    assert {address: code for address, code in taken.items() if code not in (403, 404, 405)} == {}
    assert hospital.digests() == before


def trial_addresses(number: str) -> Iterator[str]:
    """Every address of the product that is not about the visitor's own account, for one participant's infusion."""
    given = {"number": number, "visit": "D0", "form": "INF", "occurrence": 1, "pk": 1, "assignment": 1}
    given |= {"code": "301", "version": "1.1", "rows": "bags", "name": "swimmer", "kind": "svg"}
    for name, parts in _patterns(get_resolver()):
        if name and not name.startswith(OWN) and name != "healthz":
            yield "/" + parts % given


def _patterns(resolver: URLResolver) -> Iterator[tuple[str, str]]:
    for name, found in resolver.reverse_dict.lists():
        if isinstance(name, str):
            yield name, found[0][0][0][0]
