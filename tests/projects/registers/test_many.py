"""Verbs on many records of a register: all or nothing, what each writes, what they cost."""

import pytest

from projects.registers import many
from projects.registers.many import OwnerElsewhere
from tests.projects.registers.conftest import EVERY, SHARED
from toolkit.many import Picked, RowsRefused

OWNED = [one for one in EVERY if "owner_id" in one.values[0].form.base_fields]
OBJECTIVES = [one for one in EVERY if one.id == "planning.Objective"]


def chosen(rows):
    return [Picked(one.pk, one.version) for one in rows]


def done(kept, register, verb, rows, **more):
    return verb(actor=kept.ada, register=register, project=kept.project, rows=rows, **more)


@pytest.mark.parametrize("register", SHARED)
def test_rows_are_shared_and_internal_again(kept, register):
    rows = kept.add(register, 3)
    told = done(kept, register, many.share_records, chosen(rows))
    assert told.count == 3
    assert kept.facts().count("RecordShared") == 3
    again = done(kept, register, many.share_records, list(told.picked))
    assert again.count == 0, "they are shared already"
    assert done(kept, register, many.unshare_records, list(told.picked)).count == 3
    assert kept.one(register).visibility == "internal"


@pytest.mark.parametrize("register", EVERY)
def test_rows_are_withdrawn_and_come_back(kept, register):
    rows = kept.add(register, 2)
    told = done(kept, register, many.withdraw_records, chosen(rows), reason="merged")
    assert kept.one(register).withdrawn_reason == "merged"
    assert done(kept, register, many.restore_records, list(told.picked)).count == 2
    assert kept.one(register).withdrawn_at is None
    assert len(kept.lines(rows[0])) >= 3


@pytest.mark.parametrize("register", EVERY)
def test_one_stale_row_and_nothing_is_done(kept, register):
    first, second = kept.add(register, 2)
    rows = [*chosen([first]), Picked(second.pk, second.version + 1)]
    with pytest.raises(RowsRefused) as refusal:
        done(kept, register, many.withdraw_records, rows, reason="merged")
    assert [key for _pk, key, _why in refusal.value.refusals] == [second.key]
    assert kept.one(register).withdrawn_at is None


@pytest.mark.parametrize("register", [one for one in EVERY if one.values[0].frozen])
def test_a_decided_row_says_why_it_stays(kept, register):
    rows = kept.add(register, 1)
    with kept.inside():
        register.rows().update(state=min(register.frozen))
    with pytest.raises(RowsRefused) as refusal:
        done(kept, register, many.withdraw_records, chosen(rows), reason="late")
    assert rows[0].key in str(refusal.value.refusals[0][2])


@pytest.mark.parametrize("register", OWNED)
def test_rows_get_an_owner_of_the_project(kept, register):
    rows = kept.add(register, 2)
    ben = kept.cast.ben.person.pk
    told = done(kept, register, many.assign_records, chosen(rows), owner_id=ben)
    assert told.count == len([one for one in rows if one.owner_id != ben])
    assert kept.one(register).owner_id == ben
    with pytest.raises(OwnerElsewhere):
        done(kept, register, many.assign_records, list(told.picked), owner_id=kept.cast.zoe.person.pk)


@pytest.mark.parametrize("register", EVERY)
def test_the_list_offers_the_verbs_and_asks_first(kept, register):
    rows, browser = kept.add(register, 2), kept.cast.ada.browser()
    page = browser.get(kept.address(register)).content.decode()
    url = kept.address(register, "rows/withdraw/")
    assert f'formaction="{url}"' in page
    asked = browser.post(url, {"row": [f"{one.pk}.{one.version}" for one in rows]})
    assert rows[0].key in asked.content.decode()
    sent = ",".join(f"{one.pk}.{one.version}" for one in rows)
    assert browser.post(url, {"rows": sent, "reason": "merged"}).status_code == 302
    with kept.inside():
        assert register.rows().live().count() == 0


@pytest.mark.parametrize("register", OBJECTIVES)
def test_the_statements_do_not_grow(kept, register, django_assert_num_queries):
    few, more = kept.add(register, 1), kept.add(register, 5)
    for rows in (few, more):
        with kept.inside(), django_assert_num_queries(6):
            done(kept, register, many.withdraw_records, chosen(rows), reason="merged")
