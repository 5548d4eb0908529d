"""Who finds what: words of two languages, by ear, by key, with slips of the pen; and nobody else's."""

import pytest
from django.db import connection
from django.utils import translation

from records.selectors import by_key, search
from records.sql.search import MOST
from tenancy.scope import tenant_tx
from tests.cast import Cast
from tests.factories.planning import TaskFactory
from tests.factories.projects import ProjectFactory
from tests.records.search.conftest import Plans

pytestmark = pytest.mark.django_db


def test_words_of_both_languages_by_ear_and_misspelt(plans: Plans) -> None:
    names = ["Close the books", "关键路径评审", "Interview Tomasz Zieliński", "欧阳雪晴 confirms volumes"]
    for number, name in enumerate(names, 11):
        plans.add(name, number)
    plans.add("Untitled", 15, notes="The migration runbook is in the vault. 迁移手册在此。")
    plans.read()
    wanted = {
        "books": names[:1],
        "BOOKS close": names[:1],
        "boo": names[:1],
        "关键路径": names[1:2],
        "键路": names[1:2],
        "径": names[1:2],
        "guanjian": names[1:2],
        "gjlj": names[1:2],
        "lujing": names[1:2],
        "zielinski": names[2:3],
        "ielins": names[2:3],
        "zielinskii": names[2:3],
        "oyxq": names[3:],
        "ouyang": names[3:],
        "runbook": ["Untitled"],
        "迁移": ["Untitled"],
        "the": ["Close the books"],
        "of the books": names[:1],
        "books nowhere": [],
    }
    found = {text: [one for one in plans.titles(text) if one != "Pilot live"] for text in wanted}
    found["the"] = [one for one in found["the"] if one != "Untitled"]
    assert found == wanted


def test_a_new_record_is_found_before_the_sweep_has_read_it(plans: Plans) -> None:
    plans.add("Ramp 上线 wave", 21)
    assert plans.titles("ramp") == ["Ramp 上线 wave"]
    assert plans.titles("上线 wave") == ["Ramp 上线 wave"]
    assert plans.titles("nothing") == []
    assert plans.read() > 0
    assert plans.read() == 0, "read once"
    assert plans.titles("shangxian") == ["Ramp 上线 wave"]


def test_the_best_come_first(plans: Plans) -> None:
    for number, name in enumerate(["Later pilot", "Pilot", "Pilot of towers", "Copilot"], 31):
        plans.add(name, number)
    plans.add("Notes", 36, notes="about the pilot")
    plans.read()
    assert plans.titles("pilot") == [
        "Pilot",
        "Pilot of towers",
        "Pilot live",
        "Later pilot",
        "Copilot",
        "Notes",
    ]


def test_keys_lead_straight_to_their_record(plans: Plans) -> None:
    mine = plans.add("Mine", 98)
    plans.add("Theirs", 98, project=plans.tide)
    olga = plans.cast.olga.actor()
    with tenant_tx(plans.cast.acme.pk):
        assert [hit.key for hit in by_key(actor=plans.cast.ada.actor(), text="sky-t98")] == ["SKY-T98"]
        assert [hit.id for hit in by_key(actor=plans.cast.ada.actor(), text=" t98 ")] == [mine.pk]
        assert [hit.key for hit in search(actor=plans.cast.ada.actor(), text="SKY")][:1] == ["SKY"]
        assert by_key(actor=plans.cast.ada.actor(), text="TID-T98") == []
        assert by_key(actor=plans.cast.ada.actor(), text="T\0 98") == []
        assert {hit.key for hit in by_key(actor=olga, text="TID")} == {"TID"}


def test_search_shows_what_the_lists_show(plans: Plans, cast: Cast) -> None:
    """The rival, who is not a member, the client and the other tenant: nothing; whoever sees all: all."""
    plans.add("Canary inside", 41)
    plans.add("Canary of others", 42, project=plans.tide)
    with tenant_tx(cast.zenith.pk):
        far = ProjectFactory(key="SKY", client=cast.rival_client, name="Canary of Zenith")
        TaskFactory(project=far, number=41, name="Canary far")
    plans.read()
    assert plans.titles("canary") == ["Canary inside"]
    assert plans.titles("canary", cast.ida.actor()) == []
    assert plans.titles("canary", cast.cleo.actor()) == []
    assert plans.titles("canary", project_id=plans.tide.pk) == []
    assert plans.titles("canary", labels=("tenancy.Client",)) == []
    with tenant_tx(cast.zenith.pk):
        zoe = [hit.title for hit in search(actor=cast.zoe.actor(), text="canary")]
    assert "Canary inside" not in zoe


def test_others_do_not_take_the_places(plans: Plans) -> None:
    """More hits than the function answers stand in a project that Ada may not know of."""
    with tenant_tx(plans.cast.acme.pk):
        for number in range(MOST + 20):
            TaskFactory(project=plans.tide, number=1000 + number, name="Crowd")
    plans.add("Crowd", 43)
    plans.read()
    assert plans.titles("crowd") == ["Crowd"]


CORPUS = [
    "'",
    "''; DROP TABLE records_entry; --",
    "%",
    "_",
    "\\",
    "%%_\\%",
    "a' & b | !c",
    "(((",
    ":*",
    "<->",
]


@pytest.mark.parametrize(
    "text", [*CORPUS, "🚀", "\0", "x" * 10_000, "的 的", "字" * 10_000, " ", "’s", "\u202e"]
)
def test_no_text_is_more_than_text(plans: Plans, text: str) -> None:
    plans.add("Literal 100% _under\\ 🚀", 51)
    plans.read()
    assert set(plans.titles(text)) <= {"Literal 100% _under\\ 🚀"}
    plain = plans.titles("100% literal _")
    assert plain == ["Literal 100% _under\\ 🚀"]


def test_the_function_reads_the_tenant_and_the_client_from_the_transaction_alone(
    plans: Plans, cast: Cast
) -> None:
    shared = plans.add("Beacon shared", 61, visibility="shared")
    hidden = plans.add("Beacon hidden", 62)
    plans.read()
    call = (
        "SELECT entry_id FROM records_search('''beacon'':*', 'beacon', '{beacon}', 'beacon', true,"
        " '{planning.Task}', NULL, true, false, 5000)"
    )

    def ids() -> set:
        with connection.cursor() as cursor:
            cursor.execute(call)
            return {row[0] for row in cursor.fetchall()}

    assert ids() == set(), "without a tenant there is nothing"
    with tenant_tx(cast.zenith.pk):
        assert ids() == set()
    with tenant_tx(cast.acme.pk):
        assert ids() == {shared.pk, hidden.pk}
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk):
        assert ids() == {shared.pk}
    with tenant_tx(cast.acme.pk, client=cast.tidewell.pk):
        assert ids() == set()


def test_titles_come_in_the_readers_language(plans: Plans) -> None:
    plans.read()
    with translation.override("zh-hans"):
        assert plans.titles("care line") == ["客服热线"]
    assert plans.titles("kefu") == ["Care line"]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_hits(plans: Plans, rows: int, django_assert_num_queries) -> None:
    for number in range(rows):
        plans.add(f"Steady {number}", 71 + number)
    plans.read()
    actor = plans.cast.ada.actor()
    # Her projects, her keys, the function, the entries, tasks, her roles.
    with tenant_tx(plans.cast.acme.pk), django_assert_num_queries(6):
        assert len(search(actor=actor, text="steady")) == rows
