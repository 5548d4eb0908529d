"""An ask: by mail to one person, open until her own midnight, answered once, and kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from records import asking, services
from records.models import Ask
from records.selectors import approval_by_id, asked_of_me, unanswered
from records.selectors.asks import ask_by_token, ask_letter, ask_of_user
from records.services.asks import (
    AnswerMissing,
    AnswersUnknown,
    AskDayOver,
    AskedGone,
    AskedOfOtherClient,
    AskedWithoutAddress,
    AskGone,
    AskNotOpen,
    AskSentByHouse,
    RemarkMissing,
    TooManyAsks,
    end_of,
)
from tenancy.models import AuditLine, Event, Person
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.records.asking import answer, found, token_of
from toolkit.errors import Denied, Missing, Stale


def set_person(stage, **values):
    with tenant_tx(stage.cast.acme.pk):
        Person.objects.filter(pk=stage.cast.cleo.person.pk).update(**values)
        stage.cast.cleo.person.refresh_from_db()


class TestSending:
    def test_keeps_the_text_and_only_the_digest_of_the_link(self, stage):
        ask = stage.fresh(
            stage.ask(text="我们于12月7日上线。", text_beside="We go live on 7 December.", language="zh-hans")
        )
        assert (ask.expires_on, ask.language, ask.email) == (date(2026, 12, 4), "zh-hans", "cleo@acme.test")
        row = str({name: str(value) for name, value in vars(ask).items()})
        assert token_of(ask) not in row
        with tenant_tx(stage.cast.acme.pk):
            trail = str(list(AuditLine.objects.values())) + str(list(Event.objects.values()))
        assert token_of(ask) not in trail
        assert ask_letter_of(stage, ask).link == f"/a/{token_of(ask)}/"

    def test_the_text_cannot_be_changed_by_anybody(self, stage):
        ask = stage.ask()
        for values in (
            {"text": "else"},
            {"title": "else"},
            {"person": stage.cast.ben.person},
            {"fingerprint": ""},
        ):
            with tenant_tx(stage.cast.acme.pk), pytest.raises(IntegrityError), transaction.atomic():
                Ask.objects.filter(pk=ask.pk).update(**values)

    def test_only_people_who_can_be_asked(self, stage):
        cast = stage.cast
        with pytest.raises(AskedOfOtherClient):
            stage.ask(to=cast.carl)
        with pytest.raises(AskedGone):
            stage.ask(to=cast.zoe)
        set_person(stage, email="")
        with pytest.raises(AskedWithoutAddress):
            stage.ask()
        set_person(stage, left_at=NOW)
        with pytest.raises(AskedGone):
            stage.ask()
        stage.ask(to=cast.ben)

    def test_only_what_is_sent_by_hand_and_within_a_year(self, stage):
        for kind in ("records.approve", "lunch.menu"):
            with pytest.raises(AnswersUnknown):
                stage.ask(answers=kind)
        for days in (-1, 367):
            with pytest.raises(AskDayOver):
                stage.ask(expires_on=NOW.date() + timedelta(days=days))
        assert stage.ask(expires_on=NOW.date()).expires_at > NOW

    def test_is_limited_within_the_hour(self, stage):
        for _n in range(60):
            stage.ask()
        with pytest.raises(TooManyAsks):
            stage.ask()
        stage.ask(now=NOW + timedelta(hours=1, minutes=1))

    def test_is_for_those_who_know_the_record(self, stage):
        carrier = stage.carrier(stage.cast.ada)
        for member in (stage.cast.zoe, stage.cast.cleo):
            with pytest.raises((Missing, Denied)):
                services.send_ask(
                    actor=member.actor(),
                    carrier=carrier,
                    person_id=stage.cast.ben.person.pk,
                    title="x",
                    text="x",
                )


def ask_letter_of(stage, ask):
    with tenant_tx(stage.cast.acme.pk):
        return ask_letter(ask_id=ask.pk)


class TestTheLastDay:
    @pytest.mark.parametrize(
        ("day", "zone", "instant"),
        [
            (date(2028, 2, 29), "Asia/Shanghai", datetime(2028, 2, 29, 16, tzinfo=UTC)),
            (date(2028, 2, 28), "UTC", datetime(2028, 2, 29, tzinfo=UTC)),
            # Both ends of summer time, and a zone whose clocks change at midnight.
            (date(2027, 3, 28), "Europe/Warsaw", datetime(2027, 3, 28, 22, tzinfo=UTC)),
            (date(2027, 10, 31), "Europe/Warsaw", datetime(2027, 10, 31, 23, tzinfo=UTC)),
            (date(2026, 3, 28), "Asia/Beirut", datetime(2026, 3, 28, 22, tzinfo=UTC)),
            (date(2026, 12, 31), "Pacific/Kiritimati", datetime(2026, 12, 31, 10, tzinfo=UTC)),
        ],
    )
    def test_is_over_at_midnight_where_the_person_is(self, day, zone, instant):
        assert end_of(day, zone) == instant

    def test_counts_for_the_link_and_the_verb(self, stage):
        set_person(stage, zone="Asia/Shanghai")
        ask = stage.ask(expires_on=date(2026, 11, 30))
        last = datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC)
        assert found(ask, last).id == ask.pk
        over = last + timedelta(seconds=1)
        assert ask_by_token(token=token_of(ask), now=over) is None
        actor = found(ask, last).actor(now=over)
        with pytest.raises(AskGone):
            services.answer_ask(actor=actor, ask=ask, answer="agree")
        answer(ask, "agree", now=last)


class TestAnswering:
    def test_keeps_who_when_where_from_and_what(self, stage):
        ask = stage.ask()
        answer(ask, "agree_with_remark", remark="  除节假日外。 ", now=NOW + timedelta(hours=1))
        kept = stage.fresh(ask)
        assert (kept.answer, kept.remark, kept.via, kept.ip) == (
            "agree_with_remark",
            "除节假日外。",
            "link",
            "192.0.2.7",
        )
        assert kept.answered_at == NOW + timedelta(hours=1)
        assert len(kept.receipt) == 64 != kept.fingerprint
        with tenant_tx(stage.cast.acme.pk):
            line = AuditLine.objects.get(action="records.answer_ask")
            assert (line.actor_name, line.actor_person, str(line.ip)) == (
                "Cleo",
                stage.cast.cleo.person.pk,
                "192.0.2.7",
            )
            assert line.after["receipt"] == kept.receipt
            for values in ({"answer": "refuse"}, {"remark": ""}, {"receipt": "0"}, {"withdrawn_at": NOW}):
                with pytest.raises(IntegrityError), transaction.atomic():
                    Ask.objects.filter(pk=ask.pk).update(**values)

    def test_once(self, stage):
        ask = stage.ask()
        answer(ask, "agree")
        with pytest.raises(AskGone):
            answer(ask, "refuse", remark="No.")
        for verb in (services.resend_ask, services.withdraw_ask):
            more = {"reason": "x"} if verb is services.withdraw_ask else {}
            with pytest.raises(AskNotOpen):
                verb(actor=stage.cast.ada.actor(), ask=stage.fresh(ask), **more)

    def test_one_of_the_answers_with_the_remark_that_it_needs(self, stage):
        ask = stage.ask()
        with pytest.raises(AnswerMissing):
            answer(ask, "perhaps")
        for choice in ("refuse", "agree_with_remark"):
            with pytest.raises(RemarkMissing):
                answer(ask, choice, remark="  ")
        assert stage.fresh(ask).answered_at is None

    def test_whoever_is_asked_may_answer_this_one_and_nothing_else(self, stage):
        first, second = stage.ask(), stage.ask()
        actor = found(first).actor(now=NOW)
        with pytest.raises(Denied):
            services.answer_ask(actor=actor, ask=second, answer="agree")
        other = stage.ask(to=stage.cast.ben)
        with pytest.raises((Denied, Missing)):
            services.answer_ask(actor=actor, ask=other, answer="agree")
        for member in (stage.cast.ada, stage.cast.cleo, stage.cast.zoe):
            with pytest.raises((Denied, Missing)):
                services.answer_ask(actor=member.actor(), ask=first, answer="agree")
        for policy in (
            "records.view_asks",
            "records.send_ask",
            "projects.view_project",
            "records.decide_approval",
        ):
            assert not actor.may(policy)
        with tenant_tx(stage.cast.acme.pk), pytest.raises((Missing, Denied)):
            approval_by_id(actor=actor, entry_id=stage.project.pk, approval_id=stage.project.pk)

    def test_what_a_room_does_with_it_is_one_transaction_with_the_answer(self, stage):
        class Bang(Exception):
            pass

        @asking.answers("tests.kettle", name="Tea", choices=(asking.Choice("boil", "Boil it"),), by_hand=True)
        def boil(*, actor, ask, answer, remark, given):
            assert (ask.answer, given) == ("boil", {"cups": 2})
            raise Bang()

        try:
            ask = stage.ask(answers="tests.kettle")
            with pytest.raises(Bang):
                answer(ask, "boil", given={"cups": 2})
            kept = stage.fresh(ask)
            assert (kept.answered_at, kept.version) == (None, 1)
            with tenant_tx(stage.cast.acme.pk):
                assert not Event.objects.filter(name="records.AskAnswered").exists()
        finally:
            asking.forget("tests.kettle")


class TestTheLink:
    def test_dies_when_a_newer_one_is_sent(self, stage):
        ask = stage.ask()
        old = token_of(ask)
        holder = found(ask)
        set_person(stage, email="cleo@new.test")
        services.resend_ask(actor=stage.cast.ada.actor(), ask=ask)
        assert ask_by_token(token=old, now=NOW) is None
        assert ask_letter_of(stage, ask).email == "cleo@new.test"
        assert found(ask).nonce == 2
        with pytest.raises(AskGone):
            services.answer_ask(
                actor=holder.actor(now=NOW),
                ask=stage.fresh(ask),
                answer="agree",
                via="link",
                nonce=holder.nonce,
            )

    def test_opens_nothing_once_it_is_taken_back_or_the_person_has_left(self, stage):
        ask, other = stage.ask(), stage.ask()
        services.withdraw_ask(actor=stage.cast.ada.actor(), ask=ask, reason="Not needed.")
        assert ask_by_token(token=token_of(ask), now=NOW) is None
        assert ask_letter_of(stage, ask) is None
        set_person(stage, left_at=NOW)
        assert ask_by_token(token=token_of(other), now=NOW) is None

    def test_shows_the_receipt_for_a_year(self, stage):
        ask = stage.ask()
        answer(ask, "agree")
        assert found(ask, NOW + timedelta(days=364)).is_answered
        assert ask_by_token(token=token_of(ask), now=NOW + timedelta(days=366)) is None
        own = ask_of_user(ask_id=ask.pk, user_id=stage.cast.cleo.user.pk, now=NOW + timedelta(days=3660))
        assert own is not None

    def test_finds_nothing_by_guessing(self, stage):
        ask = stage.ask()
        for guess in (str(ask.pk), ask.digest, "", "x" * 43, "x" * 5000, token_of(ask)[:-1]):
            assert ask_by_token(token=guess, now=NOW) is None
        for member in (stage.cast.carl, stage.cast.zoe, stage.cast.ada):
            assert ask_of_user(ask_id=ask.pk, user_id=member.user.pk, now=NOW) is None


class TestKeeping:
    def test_senders_and_managers_send_again_and_take_back(self, stage):
        ask = stage.ask(stage.cast.ben)
        for member in (stage.cast.olga,):
            for verb, more in ((services.resend_ask, {}), (services.withdraw_ask, {"reason": "x"})):
                with pytest.raises(Denied):
                    verb(actor=member.actor(), ask=stage.fresh(ask), **more)
        services.resend_ask(actor=stage.cast.ada.actor(), ask=stage.fresh(ask))
        with pytest.raises(Stale):
            services.resend_ask(actor=stage.cast.ben.actor(), ask=stage.fresh(ask), version=1)

    def test_what_a_request_asks_the_request_takes_back(self, stage):
        approval = stage.request(amount=90_000, currency="USD")
        services.decide(actor=stage.dana.actor(), approval=stage.fresh(approval), outcome="approve")
        ask = stage.asked(stage.steps(approval)[1])
        with pytest.raises(AskSentByHouse):
            services.withdraw_ask(actor=stage.cast.ada.actor(), ask=ask, reason="x")
        services.withdraw_approval(
            actor=stage.cast.ada.actor(), approval=stage.fresh(approval), reason="Not needed."
        )
        assert stage.fresh(ask).withdrawn_reason == "Not needed."

    def test_the_last_two_days_are_announced_once_for_each_sending(self, stage):
        ask = stage.ask()
        stage.ask(expires_on=NOW.date() + timedelta(days=1))
        warned = [
            services.warn_of_asks(actor=stage.cast.system(NOW + timedelta(days=day))) for day in range(16)
        ]
        assert [day for day, n in enumerate(warned) if n] == [13]
        services.resend_ask(actor=stage.cast.ada.actor(NOW + timedelta(days=14)), ask=stage.fresh(ask))
        assert services.warn_of_asks(actor=stage.cast.system(NOW + timedelta(days=28))) == 1

    def test_both_sides_see_what_waits(self, stage):
        mine, theirs = stage.ask(to=stage.cast.ben), stage.ask()
        with tenant_tx(stage.cast.acme.pk):
            assert list(asked_of_me(actor=stage.cast.ben.actor())) == [mine]
            assert list(unanswered(actor=stage.cast.ada.actor())) == [mine, theirs]
