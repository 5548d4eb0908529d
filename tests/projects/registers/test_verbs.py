"""The life of a record of every register: what each verb writes, says, and refuses."""

import pytest

from projects.registers import services
from projects.registers.services import RecordFrozen
from projects.services.errors import VisibilityUnchanged
from tests.house.registered import BECAUSE, first_step, written
from tests.projects.registers.conftest import EVERY, MOVING, SHARED
from toolkit.errors import Denied, Missing, Stale


def changed(kept, register, **values):
    return services.edit_record(actor=kept.ada, register=register, subject=kept.one(register), **values)


@pytest.mark.parametrize("register", EVERY)
def test_a_record_is_added_changed_withdrawn_and_restored(kept, register):
    (made,) = kept.add(register)
    assert (made.key, made.made_by_id) == (f"{made.letters}{made.number}", kept.ada.person_id)
    changed(kept, register, title="Another")
    same = {"actor": kept.ada, "register": register}
    services.withdraw_record(**same, subject=kept.one(register), reason="twice")
    gone = kept.one(register)
    assert (gone.withdrawn_reason, gone.withdrawn_by_id) == ("twice", kept.ada.person_id)
    services.restore_record(**same, subject=gone)
    back = kept.one(register)
    assert (back.title, back.withdrawn_at, back.withdrawn_reason) == ("Another", None, "")
    verbs = [register.policy(one).partition(".")[2] for one in ("add", "edit", "withdraw", "withdraw")]
    assert kept.lines(made)[:4] == verbs
    facts = ["RecordAdded", "RecordChanged", "RecordWithdrawn", "RecordRestored"]
    assert [name for name in kept.facts() if name in facts] == facts


@pytest.mark.parametrize("register", EVERY)
def test_what_is_the_same_is_not_written(kept, register):
    (made,) = kept.add(register)
    changed(kept, register, title=made.title)
    assert "RecordChanged" not in kept.facts()
    assert kept.one(register).version == made.version


@pytest.mark.parametrize("register", EVERY)
def test_whoever_was_second_is_told_what_is_there_now(kept, register):
    kept.add(register)
    seen = kept.one(register)
    changed(kept, register, title="Mine")
    with pytest.raises(Stale) as refusal:
        services.edit_record(
            actor=kept.ada, register=register, subject=seen, title="Yours", version=seen.version
        )
    assert refusal.value.theirs["title"] == "Mine"
    assert kept.one(register).title == "Mine"


# What the first step asks for beside the record itself; their own rooms try them.
ASKING_MORE = {"planning.ScopeItem": "a price", "schedule.Baseline": "a plan"}


@pytest.mark.parametrize("register", [one for one in MOVING if one.id not in ASKING_MORE])
def test_a_step_is_taken_written_and_said(kept, register):
    (made,) = kept.add(register)
    step = first_step(register)
    actor = kept.cast.system() if step in register.separate else kept.ada
    services.step_record(actor=actor, register=register, subject=kept.one(register), step=step, **BECAUSE)
    assert kept.one(register).state != made.state
    assert register.policy("step").partition(".")[2] in kept.lines(made)
    assert "RecordStateChanged" in kept.facts()


@pytest.mark.parametrize("register", [one for one in EVERY if one.values[0].frozen])
def test_what_was_decided_stays(kept, register):
    kept.add(register)
    for state in sorted(register.frozen):
        with kept.inside():
            register.rows().update(state=state)
        with pytest.raises(RecordFrozen):
            changed(kept, register, title="Rewritten")
        with pytest.raises(RecordFrozen):
            services.withdraw_record(
                actor=kept.ada, register=register, subject=kept.one(register), reason="late"
            )
    assert kept.one(register).title == "Row 1"


@pytest.mark.parametrize("register", SHARED)
def test_sharing_is_done_once_and_undone(kept, register):
    kept.add(register)
    same = {"actor": kept.ada, "register": register}
    services.share_record(**same, subject=kept.one(register))
    with pytest.raises(VisibilityUnchanged):
        services.share_record(**same, subject=kept.one(register))
    assert kept.one(register).visibility == "shared"
    services.unshare_record(**same, subject=kept.one(register))
    assert kept.one(register).visibility == "internal"
    assert [one for one in kept.facts() if "hared" in one] == ["RecordShared", "RecordUnshared"]


@pytest.mark.parametrize("register", EVERY)
def test_somebody_of_another_project_writes_nothing(kept, register):
    """Olga administers the organization, Cleo is the client: neither plans."""
    kept.add(register)
    for name in ("olga", "cleo"):
        actor = getattr(kept.cast, name).actor()
        with pytest.raises((Denied, Missing)):
            services.edit_record(actor=actor, register=register, subject=kept.one(register), title="Not mine")
    assert kept.one(register).title == "Row 1"


@pytest.mark.parametrize("register", EVERY)
def test_a_form_sent_twice_adds_one(kept, register):
    browser, url = kept.cast.ada.browser(), kept.address(register, "add/")
    shown = browser.get(url)
    form = shown.context["form"] if shown.context else None
    assert shown.status_code == 200, shown.content
    with kept.inside():
        values = {**written(register, kept.project), "title": "Once"}
    once = _once(shown.content.decode())
    answers = [browser.post(url, {**values, **once}) for _time in range(2)]
    assert [one.status_code for one in answers] == [302, 302], form
    with kept.inside():
        assert register.rows().filter(title="Once").count() == 1


def _once(page):
    """The mark of a form, by which the same one sent twice is known."""
    _before, found, rest = page.partition('name="once"')
    assert found, "the form carries no mark"
    return {"once": rest.partition('value="')[2].partition('"')[0]}
