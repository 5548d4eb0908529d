"""The mail server refuses, hangs up or is slow: F-28. People notice nothing, letters follow once."""

import pytest

from tests.faults.house import House
from tests.faults.mailserver import MailServer
from tests.faults.stream import at_work
from tests.faults.world import ADA, ONCE, add_late_milestone, letter_of, told

pytestmark = pytest.mark.faults


def test_f28_mail_server_refuses_for_now_and_hangs_up(posting: House, mails: MailServer) -> None:
    milestone = add_late_milestone()
    mails.refusals = [b"451 try later", b""]
    posting.worker(), posting.beat()
    posting.eventually(lambda: told(milestone).sent == 1)
    letter = letter_of(milestone)
    assert posting.settled(lambda: told(milestone)) == ONCE, posting.logs()
    assert set(mails.seen) == {(letter.message_id, ADA)}
    assert (letter.attempts, len(mails.seen), len(mails.taken)) == (3, 3, 1)


def test_f28_slow_mail_server_keeps_no_request_waiting(posting: House, mails: MailServer) -> None:
    milestone = add_late_milestone()
    mails.keep_waiting()
    posting.web(), posting.worker(), posting.beat()
    posting.eventually(lambda: len(mails.seen) == 1)
    with at_work(posting) as log:
        posting.eventually(lambda: len(log.kept) >= 10)
    assert (log.busy, log.unknown, log.wrong) == (0, [], []), posting.logs()
    assert told(milestone).sent == 0
    mails.let_go()
    posting.eventually(lambda: told(milestone).sent == 1)
