"""Recovery plans: approved by somebody else, with actions, done before they count as recovered."""

from datetime import date

import pytest

from projects.registers.services import add_record, edit_record, step_record
from schedule.models import RecoveryAction, RecoveryPlan
from schedule.registers.recovery import RECOVERY_ACTIONS, RECOVERY_PLANS
from toolkit.errors import BadInput, Denied, DomainError

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def draft(cast, waves) -> RecoveryPlan:
    return add_record(
        actor=cast.ada.actor(), register=RECOVERY_PLANS, project=waves.project, title="Back by Monday"
    )


def act(cast, waves, draft) -> RecoveryAction:
    return add_record(
        actor=cast.ada.actor(),
        register=RECOVERY_ACTIONS,
        project=waves.project,
        title="Two trainers more",
        plan_id=draft.pk,
        task_id=waves["Train"].pk,
        lever="re_staff",
        before_on=date(2026, 12, 4),
        after_on=date(2026, 11, 24),
        owner_id=cast.ben.person.pk,
    )


def take(member, subject, step, **more):
    register = RECOVERY_PLANS if isinstance(subject, RecoveryPlan) else RECOVERY_ACTIONS
    return step_record(actor=member.actor(), register=register, subject=subject, step=step, **more)


def test_a_plan_without_actions_is_not_approved(head, draft):
    with pytest.raises(DomainError) as caught:
        take(head, draft, "approve")
    assert caught.value.code == "nothing_to_do"


def test_its_author_does_not_approve_it(cast, waves, draft):
    act(cast, waves, draft)
    with pytest.raises(Denied) as caught:
        take(cast.ada, draft, "approve")
    assert caught.value.code == "same_person"


def test_it_is_recovered_once_its_actions_are_done(cast, head, waves, draft):
    action = act(cast, waves, draft)
    take(head, draft, "approve")
    take(cast.ada, draft, "execute")
    with pytest.raises(DomainError, match="RA1") as caught:
        take(cast.ada, draft, "recover")
    assert caught.value.code == "actions_open"
    take(cast.ada, action, "finish")
    take(cast.ada, draft, "recover")
    assert RecoveryPlan.objects.get().state == "recovered"


def test_an_approved_plan_stays_as_it_was_approved(cast, head, waves, draft):
    action = act(cast, waves, draft)
    take(head, draft, "approve")
    for change in (
        lambda: act(cast, waves, draft),
        lambda: edit_record(actor=cast.ada.actor(), register=RECOVERY_ACTIONS, subject=action, title="x"),
        lambda: edit_record(actor=cast.ada.actor(), register=RECOVERY_PLANS, subject=draft, title="x"),
    ):
        with pytest.raises(DomainError):
            change()
    take(head, draft, "reopen", reason="another lever")
    assert act(cast, waves, draft).number == 2


def test_a_cost_is_in_a_currency(cast, draft):
    about = {"actor": cast.ada.actor(), "register": RECOVERY_PLANS, "subject": draft}
    with pytest.raises(BadInput) as caught:
        edit_record(**about, cost=1200)
    assert caught.value.code == "currency_missing"
    edit_record(**about, cost=1200, currency="USD")
    assert RecoveryPlan.objects.get().cost == 1200
