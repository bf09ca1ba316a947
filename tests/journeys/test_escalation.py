"""Nine participants under each design: the committee decides on the board, nurses plan, what breaks a rule is refused.

None of three has a dose-limiting toxicity at the first level, one of three at the second. Then the designs part:
3+3 treats three more there and goes up with 1 of 6 (Le Tourneau 2009); BOIN and Keyboard for a target of 25 % go down
with 1 of 3 (BOIN: 0.333 is above 0.298, Liu and Yuan 2015), and end with nine, as planned.
"""

import datetime as dt
from dataclasses import dataclass

import pytest

from edc.access.roles import Role
from patients.models import Subject
from tests.cohorts import assessed, infused, placed
from tests.journeys.desk import Desk
from tests.journeys.entries import TODAY
from tests.journeys.hospital import REASON
from tests.participants import participant
from tests.people import PASSWORD, make_user
from tests.trial.files import FIRST, changed
from trial.models import CohortSlot, DoseLevelDecision
from trial.services import approve_for_site, load_protocol

pytestmark = [pytest.mark.browser, pytest.mark.slow]

START = TODAY - dt.timedelta(days=400)
NONE, ONE = (False, False, False), (True, False, False)


@dataclass(frozen=True)
class Step:
    """What the committee decides, and who of the three then treated has a dose-limiting toxicity."""

    decision: str
    levels: tuple[str, str]
    limited: tuple[bool, ...]


UP = [Step("OPEN", ("", "DL1"), NONE), Step("OPEN", ("DL1", "DL2"), ONE)]
EXPANDED = [*UP, Step("EXPAND", ("DL2", "DL2"), NONE)]
DOWN = [*UP, Step("DE-ESCALATE", ("DL2", "DL1"), NONE)]
ADVISED = {"OPEN": "open {}, 3 participants", "EXPAND": "3 more at {}", "DE-ESCALATE": "down to {}, 3 participants"}
AFTER_NINE = {True: "open DL3, 3 participants", False: "escalation is complete"}


class Board:
    """The board of one protocol, and the people who work on it, each at a computer of their own."""

    def __init__(self, code: str, text: str, sit_down) -> None:
        self.code, self.text, self.path = code, text, f"/board/{code}/"
        self.head: Desk = sit_down(Role.PRINCIPAL_INVESTIGATOR)
        self.monitor: Desk = sit_down(Role.MEDICAL_MONITOR)

    def words(self, desk: Desk, part: str = "main") -> str:
        return " ".join(desk.page.locator(part).inner_text().split())

    def advice(self) -> str:
        self.head.go(self.path)
        return self.words(self.head, ".advice")

    def decide(self, step: Step, met_on: dt.date) -> None:
        """As the design advises: the form offers just that; both sign."""
        self.head.go(f"{self.path}decide/")
        assert self.head.control("decision").locator("xpath=self::*[@checked]").get_attribute("value") == step.decision
        assert self.head.control("level_to").input_value() == step.levels[1]
        self.head.fill({"met_on": str(met_on), "rationale": "All safety data were reviewed.", "password": PASSWORD})
        for member in ("PRINCIPAL INVESTIGATOR", "MEDICAL MONITOR"):
            self.head.page.locator(f"[name=members][value='{member}']").check()
        self.head.press("form.entry button.primary")
        assert "Recorded and signed." in self.head.notices()
        self.monitor.go("/decisions/")
        self.monitor.page.locator("form.sign [name=password]").fill(PASSWORD)
        self.monitor.press("form.sign button.primary")
        assert "The decision holds." in self.monitor.notices()

    def count(self, level: str) -> str:
        return self.words(self.head, f"section[aria-labelledby=level-{level}] .level-count b")


def played(board: Board, steps: list[Step], treat) -> None:
    """Every step: the design advises it, the committee decides it, three are treated, and their windows end."""
    for at, step in enumerate(steps):
        level = step.levels[1]
        first = START + dt.timedelta(days=70 * at)
        expected = ADVISED["EXPAND" if at == 0 else step.decision].format(level)
        assert board.advice().startswith(expected), expected
        board.decide(step, first - dt.timedelta(days=2))
        days = [first + dt.timedelta(days=14 * each) for each in range(3)]
        treated = [infused(treat(level, day), level, day) for day in days]
        assert board.advice().startswith("wait")
        for subject, limited in zip(treated, step.limited, strict=True):
            assessed(subject, dlt=limited)


def made(hospital, sit_down, design: str) -> Board:
    code = f"ESC-{design.upper()}".replace("+", "-")
    text = changed(FIRST, ('code = "CT19-ALL-02"', f'code = "{code}"'), ('design = "3+3-korn"', f'design = "{design}"'))
    version = load_protocol(text=text, source_name="test.toml", by=hospital.data_manager, reason=REASON).version
    approve_for_site(version=version, site_code="301", by=make_user(Role.PRINCIPAL_INVESTIGATOR), reason=REASON)
    return Board(code, text, sit_down)


@pytest.fixture
def board(hospital, sit_down, request) -> Board:
    hospital.data_manager = make_user(Role.DATA_MANAGER)
    return made(hospital, sit_down, request.param)


@pytest.mark.parametrize(
    ("board", "steps"),
    [("3+3", EXPANDED), ("boin", DOWN), ("keyboard", DOWN)],
    indirect=["board"],
    ids=["3+3", "boin", "keyboard"],
)
def test_nine_participants_as_the_design_advises(board, steps):
    played(board, steps, lambda level, day: placed(participant(protocol=board.text), level, day))
    assert board.advice().startswith(AFTER_NINE[steps is EXPANDED])
    assert (board.count("DL1"), board.count("DL2")) == (("0 / 3", "1 / 6") if steps is EXPANDED else ("0 / 6", "1 / 3"))
    words = board.words(board.head)
    assert "9 infused, 9 planned" in words
    assert ("above the plan" in words) == (steps is EXPANDED)
    assert board.head.complaints == []


@pytest.mark.parametrize("board", ["3+3-korn"], indirect=True, ids=["3+3-korn"])
def test_nine_participants_planned_and_refused_in_the_browser(board, sit_down):
    """The nurse's part too: no place before the level is open, no seventh one, no day inside the interval."""
    nurse = sit_down(Role.RESEARCH_NURSE)
    nurse.go(board.path)
    assert nurse.page.locator(".cohort-take").count() == 0, "no level is open yet"

    played(board, EXPANDED, lambda level, day: planned(board, nurse, level, day))

    nurse.go(board.path)
    late = participant(protocol=board.text)
    nurse.go(board.path)
    take(nurse, late)
    assert "Every place at DL2 is taken." in nurse.notices()
    stop(board)
    nurse.go(board.path)
    assert nurse.page.locator(".cohort-take").count() == 0
    assert "stopped" in board.words(nurse, "section[aria-labelledby=level-DL2] .level-status")
    assert DoseLevelDecision.objects.filter(protocol_version__protocol_code=board.code).count() == 4
    assert nurse.complaints == board.monitor.complaints == []


def planned(board: Board, nurse: Desk, level: str, day: dt.date) -> Subject:
    """A place is taken; the day before the first one allowed is refused, and that one is taken."""
    subject = participant(protocol=board.text)
    nurse.go(board.path)
    take(nurse, subject)
    assert "Saved." in nurse.notices()
    there = CohortSlot.objects.filter(protocol_code=board.code, level=level, state="RESERVED")
    if there.exclude(subject_number=subject.number).filter(planned_on=day - dt.timedelta(days=14)).exists():
        plan(nurse, subject, day - dt.timedelta(days=1))
        assert f"First allowed: {day}." in nurse.notices()
    plan(nurse, subject, day)
    assert f"infusion planned {day}" in board.words(nurse)
    return subject


def take(nurse: Desk, subject: Subject) -> None:
    nurse.page.select_option(".cohort-take select", subject.number)
    nurse.press(".cohort-take button")


def plan(nurse: Desk, subject: Subject, day: dt.date) -> None:
    line = nurse.page.locator("li.place", has=nurse.page.get_by_role("link", name=subject.number, exact=True))
    line.locator("summary").click()
    line.locator("[name=planned_on]").fill(str(day))
    nurse.press(line.get_by_role("button", name="Plan", exact=True))


def stop(board: Board) -> None:
    """Against the design, which goes up: refused without a reason, and signed with one."""
    board.head.go(f"{board.path}decide/")
    asked = {"decision": "STOP", "level_from": "DL2", "level_to": "", "places": "0", "met_on": str(TODAY)}
    board.head.fill(asked | {"rationale": "Nine are treated, as planned.", "password": PASSWORD})
    board.head.page.locator("[name=members][value='SPONSOR']").check()
    board.head.press("form.entry button.primary")
    assert "not what the design advises" in board.words(board.head)
    board.head.fill({"differs_because": "The plan ends here.", "password": PASSWORD})
    board.head.press("form.entry button.primary")
    assert "Recorded and signed." in board.head.notices()
    board.monitor.go("/decisions/")
    board.monitor.page.locator("form.sign [name=password]").fill(PASSWORD)
    board.monitor.press("form.sign button.primary")
    assert "The decision holds." in board.monitor.notices()
