"""Who hears of a buffer that burns too fast, and the doors to buffers: page, form, API."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.letters import write
from notifications.models import InboxLine
from planning import services
from planning.models import Task
from planning.needs import needs
from tenancy.dispatch import dispatch_events
from tenancy.scope import tenant_tx

pytestmark = pytest.mark.django_db
DAY = 480
PAGE = "/o/acme/projects/SKY/plan/buffers/"
API = "/api/v1/o/acme/projects/SKY/plan/buffers/"


class TestTold:
    """Who manages the project hears of a red one, once."""

    @pytest.fixture
    def letters(self, cast):
        def count():
            dispatch_events(organization_id=cast.acme.pk, now=datetime.now(UTC))
            with tenant_tx(cast.acme.pk):
                return sorted(InboxLine.objects.values_list("person__name", flat=True))

        return count

    def burn(self, cast, chain, days, name="Reserve"):
        with tenant_tx(cast.acme.pk):
            services.use_buffer(
                actor=cast.ada.actor(), task=chain[name], minutes=round(days * DAY), reason="late"
            )

    @pytest.fixture
    def kept(self, cast, chain):
        with tenant_tx(cast.acme.pk):
            services.add_buffer(
                actor=cast.ada.actor(),
                project=chain.project,
                name="Reserve",
                minutes=5 * DAY,
                protects_id=chain["Done"].pk,
            )

    def test_once_when_it_turns_red(self, cast, chain, kept, letters):
        self.burn(cast, chain, 1)
        assert letters() == []
        self.burn(cast, chain, 1)
        assert letters() == ["Ada"]
        self.burn(cast, chain, 1)
        assert letters() == ["Ada"]
        with tenant_tx(cast.acme.pk):
            assert InboxLine.objects.get().link == PAGE

    @pytest.mark.parametrize(("language", "said"), [("en", "2 d of the 5 d"), ("zh-hans", "SKY-T6")])
    def test_the_letter_says_how_much_of_what(self, cast, chain, kept, letters, language, said):
        self.burn(cast, chain, 2)
        letters()
        with tenant_tx(cast.acme.pk):
            line = InboxLine.objects.get()
        letter = {"link": line.link, "name": "Ada", "language": language, "zone": "Europe/Warsaw"}
        words = write(line.template, line.context, **letter)
        for text in (words.subject, words.text, words.html):
            assert "SKY-T6" in text
            assert "Reserve" in text
        assert said in words.text

    def test_the_sweep_finds_what_turned_red_otherwise(self, cast, chain, kept, letters):
        self.burn(cast, chain, 1.5)
        with tenant_tx(cast.acme.pk):
            Task.objects.filter(name="Reserve").update(buffer_minutes=6 * DAY)
            now = datetime.now(UTC)
            assert services.watch_buffers(actor=cast.system(now), now=now) == 1
            assert services.watch_buffers(actor=cast.system(now), now=now) == 0
        assert letters() == ["Ada"]

    def test_a_calm_one_can_turn_red_again(self, cast, chain, kept, letters):
        self.burn(cast, chain, 2)
        with tenant_tx(cast.acme.pk):
            Task.objects.filter(name__in=["Draft", "Review"]).update(percent_complete=100, state="done")
            services.watch_buffers(actor=cast.system(), now=datetime.now(UTC))
            assert chain["Reserve"].buffer_red_at is None
        assert letters() == []
        self.burn(cast, chain, 2.75)
        assert letters() == ["Ada"]

    def test_it_stands_on_the_managers_day(self, cast, chain, kept):
        self.burn(cast, chain, 2)
        with tenant_tx(cast.acme.pk):
            today = date(2026, 11, 20)
            mine = [one for one in needs(actor=cast.ada.actor(), as_of=today) if "buffer" in one.what]
            others = [one for one in needs(actor=cast.ben.actor(), as_of=today) if "buffer" in one.what]
        assert [(one.verb_url, one.what) for one in mine] == [
            (PAGE, "Decide what to do about buffer T6 Reserve")
        ]
        assert others == []


class TestDoors:
    """Page and API."""

    def test_the_page_keeps_uses_and_shows(self, cast, chain):
        browser = cast.ada.browser()
        given = {"name": "Reserve", "minutes": "5", "protects": "T4", "notes": ""}
        assert browser.post(f"{PAGE}add/", given).status_code == 302
        task = "/o/acme/projects/SKY/tasks/6/"
        assert "5 d are left of 5 d" in browser.get(task).text
        used = {"minutes": "2", "reason": "ERP access came late", "version": "1"}
        assert browser.post(f"{task}buffer/", used).status_code == 302
        page = browser.get(PAGE).text
        for said in (
            "Act now",
            "2 d of 5 d",
            "0 d of 3 d",
            "T4 Done",
            "ERP access came late",
            "1 buffer burns",
        ):
            assert said in page, said
        refused = browser.post(f"{task}buffer/", {**used, "minutes": "9", "version": "2"})
        assert (refused.status_code, "3 d are left" in refused.text) == (422, True)

    def test_the_task_form_makes_one(self, cast, chain):
        browser = cast.ada.browser()
        given = {"name": "Reserve", "kind": "task", "duration_minutes": "3", "is_buffer": "on"}
        assert browser.post("/o/acme/projects/SKY/plan/add/", given).status_code == 302
        with tenant_tx(cast.acme.pk):
            assert chain["Reserve"].buffer_minutes == 3 * DAY
        refused = browser.post("/o/acme/projects/SKY/plan/add/", {**given, "duration_minutes": ""})
        assert (refused.status_code, "Give it work days" in refused.text) == (422, True)

    def test_the_api_does_the_same(self, cast, chain):
        client = cast.ada.browser()
        with tenant_tx(cast.acme.pk):
            about = {"name": "Reserve", "minutes": 5 * DAY, "protects_id": str(chain["Done"].pk)}
        made = client.post(API, about, content_type="application/json")
        assert (made.status_code, made.json()["buffer_minutes"]) == (200, 5 * DAY)
        door = f"/api/v1/o/acme/projects/SKY/tasks/{made.json()['number']}/buffer/"
        told = {"minutes": DAY, "reason": "late"}
        used = client.post(door, told, content_type="application/json", headers={"If-Match": '"1"'})
        assert (used.status_code, used.json()["duration_minutes"]) == (200, 4 * DAY)
        (found,) = client.get(API).json()["results"]
        assert (found["burned"], found["planned"], found["done"], found["chain"]) == (
            DAY,
            5 * DAY,
            0,
            3 * DAY,
        )
        assert (found["signal"], found["protects"]) == ("amber", [{"number": 4, "name": "Done"}])

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_page_costs_the_same_queries_whatever_the_rows(self, cast, chain, count):
        with tenant_tx(cast.acme.pk):
            for number in range(count):
                about = {"name": f"Reserve {number}", "minutes": DAY, "protects_id": chain["Done"].pk}
                made = services.add_buffer(actor=cast.ada.actor(), project=chain.project, **about)
                services.use_buffer(actor=cast.ada.actor(), task=made, minutes=60, reason="late")
        browser = cast.ada.browser()
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(PAGE).text.count("Reserve ") >= count
        assert len(queries) == 23
