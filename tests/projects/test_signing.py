"""The client signs a statement of work: by a question to its signatory, or on paper."""

from datetime import date, timedelta

import pytest

from projects import services
from projects.models import SowVersion
from projects.services.signing import SignatureAsked
from projects.services.sows import SignatoryMissing
from records.models import Ask
from records.selectors.asks import ask_by_token
from tenancy.models import AuditLine
from tenancy.transitions import StateRefused
from tests.cast import NOW
from tests.records.asking import answer, token_of

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def signing(cast, head, sky):
    """A version in client review that names Dora and Cleo."""
    dora = head.actor()
    told = {"starts_on": date(2026, 1, 1)}
    engagement = services.add_engagement(actor=dora, client_id=cast.skyharp.pk, code="MSA", title="A", **told)
    services.add_sow(
        actor=dora, engagement=engagement, code="SOW-1", title="Care", pricing="fte", currency="USD", **told
    )
    SowVersion.objects.update(author=cast.ada.person)
    services.write_sow(
        actor=dora,
        sow_version=current(),
        items={"in_scope": ["Calls in German"]},
        our_signatory_id=head.person.pk,
        client_signatory_id=cast.cleo.person.pk,
    )
    services.add_price(
        actor=dora, sow_version=current(), unit="FTE", rate=2900, effective_on=told["starts_on"]
    )
    SowVersion.objects.update(state="client_review")
    return current()


def current():
    return SowVersion.objects.select_related("sow", "ask", "client_signatory").get()


def test_the_answer_signs_and_says_who_when_and_what(cast, head, signing):
    services.ask_sow_signature(actor=head.actor(), sow_version=signing)
    ask = Ask.objects.get()
    assert (ask.person_id, ask.title) == (cast.cleo.person.pk, "SOW-1 v1 Care")
    assert "– Calls in German" in ask.text
    assert "– FTE: 2900 USD" in ask.text
    answer(ask, "agree", now=NOW + timedelta(hours=2))
    signed, ask = current(), Ask.objects.get()
    assert (signed.state, signed.signed_on) == ("signed", NOW.date())
    assert signed.signed_at == NOW + timedelta(hours=2)
    assert (signed.text_hash, signed.receipt) == (ask.fingerprint, ask.receipt)
    actions = list(
        AuditLine.objects.filter(subject_id=signed.pk).order_by("pk").values_list("action", flat=True)
    )
    assert actions[-2:] == ["projects.ask_sow_signature", "projects.change_sow_state"]


def test_a_refusal_leaves_it_in_review_and_it_can_be_asked_again(cast, head, signing):
    services.ask_sow_signature(actor=head.actor(), sow_version=signing)
    answer(Ask.objects.get(), "refuse", remark="The volume is too low.")
    assert (current().state, current().signed_at) == ("client_review", None)
    services.ask_sow_signature(actor=head.actor(), sow_version=current())
    assert Ask.objects.count() == 2


def test_one_question_at_a_time(head, signing):
    services.ask_sow_signature(actor=head.actor(), sow_version=signing)
    with pytest.raises(SignatureAsked):
        services.ask_sow_signature(actor=head.actor(), sow_version=current())


def test_ink_and_a_step_back_take_the_question_back(cast, head, signing):
    services.ask_sow_signature(actor=head.actor(), sow_version=signing)
    services.change_sow_state(actor=head.actor(), sow_version=current(), step="sign", signed_on=NOW.date())
    signed, ask = current(), Ask.objects.get()
    assert (signed.state, signed.signed_at, signed.receipt) == ("signed", None, "")
    assert ask.withdrawn_at is not None
    assert ask_by_token(token=token_of(ask), now=NOW) is None


def test_only_a_version_in_client_review_with_both_names_is_sent(head, signing):
    SowVersion.objects.update(state="draft")
    with pytest.raises(StateRefused):
        services.ask_sow_signature(actor=head.actor(), sow_version=current())
    SowVersion.objects.update(client_signatory=None, state="client_review")
    with pytest.raises(SignatoryMissing):
        services.ask_sow_signature(actor=head.actor(), sow_version=current())
