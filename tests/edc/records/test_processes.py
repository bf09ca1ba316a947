"""Two and more processes on one form: one wins, the others are told, nothing is lost."""

from edc.access.roles import Role
from edc.database import Addresses
from edc.records.audit.ledger import LedgerEntry
from patients.models import Infusion
from tests.edc.records.conftest import infusion_page
from tests.edc.records.processes import line, start
from tests.people import make_user


def test_of_two_processes_that_save_one_form_one_wins(fresh_database: Addresses) -> None:
    page, nurses = infusion_page(), [make_user(Role.RESEARCH_NURSE) for _ in range(2)]
    processes = [start(fresh_database, "once", page, nurse) for nurse in nurses]
    assert [line(process) for process in processes] == ["read", "read"]
    for process in processes:
        process.stdin.write("now\n")  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]
    said = [line(process) for process in processes]
    assert sorted(said) == ["conflict", "saved"]
    for process in processes:
        process.communicate()
    winner = nurses[said.index("saved")]
    assert Infusion.objects.get(pk=page.pk).batch_id == "1"
    changes = LedgerEntry.objects.filter(table_name="patients_infusion", action="U")
    assert [change.actor for change in changes] == [winner.username]


def test_four_processes_lose_none_of_a_hundred_saves(fresh_database: Addresses) -> None:
    page, nurse = infusion_page(), make_user(Role.RESEARCH_NURSE)
    processes = [start(fresh_database, "count", page, nurse, "25") for _ in range(4)]
    conflicts = sum(int(process.communicate(timeout=60)[0]) for process in processes)
    counted = Infusion.objects.get(pk=page.pk)
    assert (counted.batch_id, counted.version) == ("100", 101)
    changes = LedgerEntry.objects.filter(table_name="patients_infusion", action="U").order_by("seq")
    assert [change.after["batch_id"] for change in changes] == [str(number) for number in range(1, 101)]
    assert page.history.filter(history_type="~").count() == 100
    assert conflicts > 0
