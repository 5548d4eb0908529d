"""Rounds of faults under a stream of writes: nothing acknowledged is lost, nothing is done twice.

In the suite a few rounds at short leases; `make prove ROUNDS=20` runs them at the leases of production.
"""

import os
import time
from collections import Counter
from contextlib import nullcontext
from random import Random

import pytest

from tests.faults.conftest import Build
from tests.faults.house import House
from tests.faults.mailserver import MailServer
from tests.faults.prove.counts import Counts, counted, is_settled
from tests.faults.prove.kinds import KINDS, Stage, drawn
from tests.faults.stream import Log, at_work

pytestmark = [pytest.mark.faults, pytest.mark.prove]
# As config/settings.py has them; only milestones are looked at more often, so that effects come all the time.
PRODUCTION = {
    "MILEPOST_SWEEP_SECONDS": "30",
    "MILEPOST_LEASE_SECONDS": "60",
    "MILEPOST_BACKOFF_SECONDS": "15",
    "MILEPOST_MAIL_BACKOFF_SECONDS": "90",
    "MILEPOST_VISIBILITY": "3600",
    "MILEPOST_OVERDUE_SECONDS": "5",
}
IN_EARNEST = os.environ.get("MILEPOST_PROVE") == "production"
ROUNDS = int(os.environ.get("ROUNDS") or 3)
SEED = int(os.environ.get("SEED") or (time.time_ns() % 10**6 if IN_EARNEST else 4))
SECONDS = float(os.environ.get("PROVE_SECONDS") or "inf")
PACE = 0.4
MINIMUM, SETTLING = 4, 900


def rounds(stage: Stage, log: Log, kinds: list[str]) -> Counter[str]:
    """One fault after the other, each followed by some writes that are acknowledged again."""
    done: Counter[str] = Counter()
    end = time.monotonic() + SECONDS
    for kind in kinds:
        if time.monotonic() > end:
            break
        KINDS[kind](stage)
        before = len(log.kept)
        stage.house.eventually(lambda before=before: len(log.kept) >= before + MINIMUM)
        done[kind] += 1
        print(f"  round {done.total():>3}: {kind}; {len(log.kept)} writes acknowledged", flush=True)
    return done


def run(house: House, mails: MailServer) -> tuple[Counter[str], Counts]:
    """All rounds, then patience until the house has nothing left to do."""
    stage = Stage(house, mails, Random(SEED))
    stage.open()
    with at_work(house, pace=PACE) as log:
        house.eventually(lambda: len(log.kept) >= MINIMUM)
        done = rounds(stage, log, drawn(ROUNDS, stage.chance))
    house.eventually(is_settled, within=SETTLING)
    return done, counted(log, mails)


def table(done: Counter[str], counts: Counts) -> str:
    """What a reader wants to see."""
    leases = "of production" if IN_EARNEST else "short"
    rows = [
        ("rounds", done.total()),
        *((f"  {kind}", number) for kind, number in sorted(done.items())),
        ("writes acknowledged (201)", counts.acknowledged),
        ("writes without an answer, or 503", counts.unanswered),
        ("answers 503", counts.busy),
        ("wrong answers", counts.wrong),
        ("lost", counts.lost),
        ("effects expected", counts.expected),
        ("effects found", counts.found),
        ("doubled", counts.doubled),
        ("parked", counts.parked),
        ("letters on the wire", counts.wire),
        ("  of these again, under the same Message-ID", counts.wire_again),
    ]
    lines = [f"{name:<46}{number:>8}" for name, number in rows]
    return "\n".join(["", f"faults: seed {SEED}, leases {leases}", *lines, ""])


def test_nothing_is_lost_and_nothing_doubled(
    build: Build, mails: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    house = build(**mails.environment(), **(PRODUCTION if IN_EARNEST else {}))
    with capsys.disabled() if IN_EARNEST else nullcontext():
        done, counts = run(house, mails)
        print(table(done, counts))
    assert counts.holds, table(done, counts) + house.logs()
