"""Nothing of the rival is read anywhere; where it may be read, the crawl does see it."""

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection

from notifications.models import WebhookDelivery
from tenancy.scope import tenant_tx
from tests.house.sources import none
from tests.isolation.crawl import crawl, hits, logged
from tests.isolation.fill import NOT_COPIED, fill, free_texts, is_words
from tests.isolation.jobs import run_timetable
from tests.isolation.visitors import Visitor
from tests.isolation.walking import taken_back, tenant_models

READERS = ("TA", "DH", "Ada", "AG", "AU", "CS", "token that writes", "nobody")


@pytest.fixture
def filled(house):
    """The rival's texts carry the mark in every table that takes rows."""
    rival = house.rival
    run_timetable()
    made = fill(rival.cast.acme.pk, rival.marks.internal, 3)
    none(label for label, count in made.items() if not count and label not in NOT_COPIED)
    return house


@pytest.mark.threat("T-001", "T-021")
@pytest.mark.parametrize("name", READERS)
def test_nobody_at_acme_reads_a_word_of_the_rival(filled, visitors, counted, name):
    marks, seen = filled.foreign_marks, 0
    with logged() as lines:
        answers = list(crawl(visitors[name], filled.own, search=marks[0]))
        seen = len(answers)
    # what was searched for may stand in the search field
    searched = [one for one in answers if not one.url.endswith("=…")]
    found = [*hits(iter(searched), marks), *(line for line in lines for mark in marks if mark in line)]
    counted(requests=seen, **{"canary hits": len(found)})
    none(found)


@pytest.mark.threat("T-001")
def test_the_crawl_sees_what_may_be_seen(filled, counted):
    """The same crawl, as the rival's own manager and client: the mark is on most pages."""
    rival = filled.rival
    zoe = Visitor("Ada", "member", rival.cast.ada.user, frozenset({"PM"}), frozenset({"PM"}), owns=True)
    cora = Visitor("CS", "member", rival.cast.cleo.user, frozenset({"CS"}))
    with taken_back():
        by_zoe = set(hits(crawl(zoe, rival), filled.foreign_marks))
        by_cora = set(hits(crawl(cora, rival), (rival.marks.shared,)))
    pages = {url.partition(" ")[0].partition("?")[0] for url in by_zoe}
    assert len(pages) > 20
    assert any("format=csv" in url for url in by_zoe)
    assert any(url.startswith("/api/v1/") for url in by_zoe)
    assert by_cora


@pytest.mark.threat("T-001")
def test_every_table_that_holds_words_of_the_rival_carries_a_mark(filled):
    """A table without a mark is a table whose leak nobody would see."""
    with tenant_tx(filled.rival.cast.acme.pk):
        none(
            model._meta.label for model in tenant_models() if holds_words(model) and not marked(model, filled)
        )


def holds_words(model) -> bool:
    fields = [field.name for field in free_texts(model)]
    rows = model._default_manager.values_list(*fields) if fields else ()
    return any(value and is_words(value) for row in rows for value in row)


def marked(model, house) -> bool:
    """Whether any mark stands in any column of any row."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        for mark in house.foreign_marks:
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{mark}%"])
            if cursor.fetchone()[0]:
                return True
    return False


@pytest.mark.threat("T-001")
def test_letters_and_jobs_tell_nobody_of_the_others(filled, counted):
    """Every job of the timetable runs; each organization's letters hold its own words only."""
    own, rival = filled.own.marks, filled.foreign_marks
    acmes = (own.internal, own.shared, own.other)
    letters = [(str(one.message()), " ".join(one.to)) for one in mail.outbox]
    found = [to for text, to in letters if "acme.test" in to and any(mark in text for mark in rival)]
    found += [to for text, to in letters if "zenith.test" in to and any(mark in text for mark in acmes)]
    counted(letters=len(letters), **{"canary hits": len(found)})
    assert any("acme.test" in to for _text, to in letters)
    none(found)


@pytest.mark.threat("T-001")
def test_what_webhooks_send_holds_words_of_their_own_organization_only(filled, counted):
    """The body stands in its row as it is sent, byte by byte."""
    own, found, bodies = filled.own.marks, [], 0
    acmes = (own.internal, own.shared, own.other, *vars(filled.second.marks).values())
    for world, never in ((filled.own, filled.foreign_marks), (filled.rival, acmes)):
        with tenant_tx(world.cast.acme.pk):
            for one in WebhookDelivery.objects.all():
                bodies += 1
                found += [f"{one.pk}: {mark}" for mark in never if mark in one.body]
    counted(bodies=bodies, **{"canary hits": len(found)})
    assert bodies
    none(found)


def test_there_is_no_table_of_another_kind():
    """Rows that are no organization's are listed one by one; whoever adds one has to think of the walls."""
    assert {m._meta.label for m in apps.get_models()} > {m._meta.label for m in tenant_models()}
