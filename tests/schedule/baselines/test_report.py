"""The progress report: one file that says what the page says."""

import io
import zipfile
from datetime import date

import pypdfium2
import pytest
import time_machine
from defusedxml import ElementTree
from django.utils.translation import override
from docx import Document

from planning.services import record_progress
from projects.registers.services import add_record
from schedule import services
from schedule.figures import figures, lines
from schedule.models import Collection, Variance
from schedule.registers.recovery import RECOVERY_ACTIONS, RECOVERY_PLANS
from schedule.registers.variances import VARIANCES
from schedule.selectors.performance import performance
from schedule.selectors.thresholds import thresholds_of
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.factories.projects import MemberFactory

PLACE = "/o/acme/projects/SKY/performance/"
FILE = f"{PLACE}report/"
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
QUESTIONS = 26


@pytest.fixture(autouse=True)
def today():
    """Friday, the 20th of November 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def told(cast, head, waves):
    """A baseline, half a task done, a milestone that moved, and what is done about it."""
    ada, project = cast.ada.actor(), waves.project
    with tenant_tx(cast.acme.pk):
        made = services.propose_baseline(actor=ada, project=project, title="Contract plan")
        services.approve_baseline(actor=head.actor(), baseline=made)
        record_progress(actor=ada, task=waves["Hire"], percent_complete=50)
        waves.move("Go live", date(2026, 12, 14))
        Collection.objects.create(project=project, client=project.client, created_at=NOW, weekday=4)
        differs(ada, waves)
    return waves


def differs(ada, waves):
    """A variance with its cause, and an action that recovers it."""
    about = {"actor": ada, "project": waves.project}
    because = {"cause": "Licences came late", "waited_for": Variance.Party.CLIENT}
    add_record(**about, register=VARIANCES, title="Late go-live", task_id=waves["Go live"].pk, **because)
    plan = add_record(**about, register=RECOVERY_PLANS, title="Back to November")
    lever = {"plan_id": plan.pk, "task_id": waves["Go live"].pk, "lever": "crash"}
    add_record(**about, register=RECOVERY_ACTIONS, title="Work two Saturdays", **lever)


def text_of(content):
    """What a reader could copy out of a PDF, in one line."""
    sheets = pypdfium2.PdfDocument(content)
    return " ".join("\n".join(one.get_textpage().get_text_range() for one in sheets).split())


def cells(content, sheet):
    part = zipfile.ZipFile(io.BytesIO(content)).read(f"xl/worksheets/sheet{sheet}.xml")
    rows = ElementTree.fromstring(part).iter(f"{CELL}row")
    return [["".join(cell.itertext()) for cell in row] for row in rows]


def squeezed(text):
    """Without the places where a line may break."""
    return "".join(text.split())


def measures(cast, told):
    """Each measure and what it is made of, in the active language."""
    about = {"actor": cast.ada.actor(), "project": told.project}
    with tenant_tx(cast.acme.pk):
        found = performance(**about)
        return lines(figures(found, thresholds_of(**about)))


def test_the_report_says_what_the_page_says(cast, told):
    ada = cast.ada.browser()
    shown, answer = ada.get(PLACE).content.decode(), ada.get(FILE)
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="Progress report SKY.pdf"' in answer["Content-Disposition"]
    paper, page = squeezed(text_of(answer.content)), squeezed(shown)
    for label, value, made in measures(cast, told):
        assert squeezed(f"{label}{value}({made})") in paper
        assert squeezed(made) in page
        assert squeezed(value.rstrip("%")) in page
    assert "asked every week on Thursday" in shown
    assert squeezed("asked every week on Thursday · stale after 7 days") in paper


def test_it_says_of_what_as_of_when_and_what_is_done_about_it(cast, told):
    paper = squeezed(text_of(cast.ada.browser().get(FILE).content))
    head = ("Skyharp", "SKY Customer care", "Fri 20 Nov 2026 (UTC)", "BL1 Contract plan", "0 days ago")
    late = ("T3 Go live 30 Nov 2026 14 Dec 2026", "VA1 Licences came late · The client")
    done = ("VA1 Late go-live", "Work two Saturdays", "Back to November", "Next 14 days")
    for word in (*head, *late, *done):
        assert squeezed(word) in paper


def test_in_the_language_that_was_chosen(cast, told):
    answer = cast.ada.browser().get(f"{FILE}?language=zh-hans")
    paper = squeezed(text_of(answer.content))
    with override("zh-hans"):
        for label, value, made in measures(cast, told):
            assert squeezed(f"{label}{value}({made})") in paper
    for word in ("进度报告SKY", "2026年11月20日 星期五 (UTC)", "里程碑", "接下来14天", "每周星期四询问"):
        assert squeezed(word) in paper


def test_as_a_workbook_with_figures_as_numbers(cast, told):
    content = cast.ada.browser().get(f"{FILE}?format=xlsx").content
    book = zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml").decode()
    for name in ("Progress report", "Figures", "Milestones", "Slipped and overdue", "Next 14 days"):
        assert f'name="{name}"' in book
    head, planned, done, spi, time = cells(content, 2)
    assert head == ["Figure", "Value", "Numerator", "Denominator", "Unit"]
    assert (done[0], *map(float, done[1:4]), done[4]) == ("Done (%)", 16.7, 2.5, 15, "working days")
    assert float(spi[1]) == round(float(spi[2]) / float(spi[3]), 2)
    assert (float(planned[3]), time[4]) == (15, "calendar days")


def test_as_a_word_document_and_nothing_else(cast, told):
    ada = cast.ada.browser()
    word = Document(io.BytesIO(ada.get(f"{FILE}?format=docx").content))
    assert "Milestones" in [one.text for one in word.paragraphs]
    assert ada.get(f"{FILE}?format=odt").status_code == 400
    assert ada.get(f"{FILE}?secret=1").status_code == 400


def test_without_a_baseline_it_says_so(cast, waves):
    paper = squeezed(text_of(cast.ada.browser().get(FILE).content))
    assert squeezed("No baseline is in force yet.") in paper
    assert "SPI" not in paper


def test_who_may_not_see_baselines_gets_no_report(cast, told):
    assert cast.ben.browser().get(FILE).status_code == 403


@pytest.mark.parametrize("more", [0, 2])
def test_asks_as_much_however_long_the_plan(cast, told, more, django_assert_num_queries):
    with tenant_tx(cast.acme.pk):
        for number in range(more):
            told.milestone(f"Wave {number}", date(2026, 11, 25))
            differs(cast.ada.actor(), told)
    ada = cast.ada.browser()
    ada.get(FILE)
    with django_assert_num_queries(QUESTIONS):
        ada.get(FILE)


def test_systems_read_the_same(cast, told):
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=told.project, person=cast.ida.person)
    browser, place = cast.ida.browser(), "/api/v1/o/acme/projects/SKY/performance/report/"
    browser.logout()
    found = browser.get(place, **cast.api()).json()
    assert (found["as_of"], found["asked_on"], found["silent_days"]) == ("2026-11-20", 4, 0)
    assert found["finish"] == {"baseline": "2026-11-30", "expected": "2026-12-14"}
    assert [one["name"] for one in found["milestones"]] == ["Go live"]
    assert [one["cause"] for one in found["variances"]] == ["Licences came late"]
    file = browser.get(f"{place}?format=pdf", **cast.api())
    assert squeezed("Progress report SKY") in squeezed(text_of(file.content))
