"""Several programs at one page (trust: row 1), and a foreign web page at somebody's session."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from edc.access.models import User
from edc.access.roles import Role
from patients.models import Infusion
from tests.edc.api.conftest import INFUSIONS, Api, path_of
from tests.edc.two_sites import OWN, stored, subject_at
from tests.people import make_user

WRITERS, CHANGES = 4, 8


@pytest.mark.usefixtures("fresh_database")
def test_row_1_of_many_read_modify_writes_none_is_lost() -> None:
    """Each of 4 writers adds 0.1 kg 8 times and tries again after 409: 10.0 + 3.2 = 13.2 kg in 33 versions."""
    page = stored(Infusion, subject_at(OWN), "D0", weight_kg="10.0")
    path, users = path_of(page), [make_user(Role.RESEARCH_NURSE) for _ in range(WRITERS)]

    def write(user: User) -> int:
        api, conflicts, done = Api(user), 0, 0
        while done < CHANGES:
            seen = api.get(path).json()
            tenths = round(float(seen["weight_kg"]) * 10) + 1
            status = api.patch(path, seen["version"], weight_kg=f"{tenths / 10:.1f}").status_code
            assert status in (200, 409)
            done, conflicts = done + (status == 200), conflicts + (status == 409)
        connection.close()
        return conflicts

    with ThreadPoolExecutor(WRITERS) as pool:
        conflicts = sum(pool.map(write, users))
    page.refresh_from_db()
    assert (str(page.weight_kg), page.version) == ("13.2", 1 + WRITERS * CHANGES)
    assert conflicts, "the writers never met"


def test_a_write_without_the_csrf_token_is_refused(infusion: Infusion, nurse_user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(nurse_user)
    answer = client.post(INFUSIONS, "{}", content_type="application/json")
    assert answer.status_code == 403
    assert Infusion.objects.count() == 1
