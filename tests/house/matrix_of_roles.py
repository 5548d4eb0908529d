"""DOMAIN section 5 as it is printed, and what it says of one policy. Knows nothing of the policies' code."""

import re
from dataclasses import dataclass

ROLES = ("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "CS", "CV", "AU")
PRINTED = """
Users, roles, SSO, tenant settings | CRU | R | – | – | – | – | – | – | – | – | R
Project, charter, plan | R | CRUAX | CRUX | R | R(o) | R | R | R | R s, A | R s | R
Baseline, stage gate | – | RA | CRU | R | – | R | R | R | RA s | R s | R
SOW / SLA / pricing | – | CRUA | RU | – | – | R(SLA) | R(SLA) | CRU | RA s | R(SLA) s | R
Requirement / deliverable | – | R | CRU | RU | R(o)U(o) | R | R | R | CRA s | R s | R
Task, timesheet | – | R | CRUA | CRUA(o) | R(o)U(o) | R(o)U(o) | R(o)U(o) | R | R s | R s | R
Allocation, skill, roster | – | RA | CRU | RU(o) | R(o) | – | CRU | R | – | – | R
Forecast, staffing | – | R | R | R | – | – | CRU | R | R s, C(volume) | R s | R
Person cost, salary, incentive amount | – | R | – | – | own | – | – | CRU | – | – | R(masked)
Scorecard | – | RA | RA | R | R | CRU | – | – | RA s | R s | R
Evaluation | – | R | R | R(o) dispute | R(o) ack, dispute | CRU (not own team/line) | – | – | \
R s pseudonymised | R s aggregate | R
Calibration, lot, control chart, CAPA | – | R, A(CAPA) | RU, A | RU(o) | R(o) | CRU | R | – | R s | R s | R
Risk / issue | – | RUA | CRUA | CRU | C, R(o) | CRU | CRU | CRU(fin.) | CR s | R s | R
Communication plan, meeting, decision, action | – | R | CRU | CRU | R, U(own action) | RU(own) | RU(own) | \
RU(own) | R s, U(own) | R s | R
Status report | – | RA | CRU | R | – | R | R | R | R s, ack | R s | R
KPI definition | – | A | CRU | R | R | CRU(quality) | CRU(WFM) | R | RA s | R s | R
KPI reading / lock period | – | A(lock, restate) | RU, propose lock | R(o) | R(own) | U(quality) | U(WFM) | \
R | RA s (agree/dispute) | R s | R
Service-credit run, invoice | – | RA | R, propose | – | – | – | – | CRU | RA s | – | R
Budget, actual, EAC, margin | – | RA | RU (no salary) | – | – | – | – | CRUA | – | – | R
Change request | – | A by matrix | CRU, A small | C | C | C | C | C, cost impact | CA s | R s | R
Appraisal, PIP | – | RA | RU(reports) | CRU(o) | own | input | – | – | – | – | R(aggregated)
Acceptance, handover, closure | – | RA | CRU | U(own item) | – | U | – | U(fin.) | RA s (sign) | R s | R
Lessons, knowledge | R | CRUA | CRU | CRU | CR | CRU | CRU | CR | R s | R s | R
Audit log | R(own tenant) | R(project) | – | – | – | – | – | – | – | – | RX
"""
LETTERS = re.compile(r"\b([CRUAX]+)(?![a-z])\s?(\([^)]*\))?")
SHARED = re.compile(r" s\b")
WHOLE, OWN, PART = "", "own", "part"
OWN_WORDS = {"(o)", "(own)", "(own action)", "(own item)"}


@dataclass(frozen=True)
class Cell:
    """What one role may do with one object: letter -> "" (all), "own" or "part"; `shared`: of that only."""

    letters: dict[str, str]
    shared: bool

    def says(self, letter: str) -> str | None:
        """How far the letter goes; None for not at all. Whoever may write or approve may read."""
        if letter == "R" and "R" not in self.letters and self.letters:
            return max(self.letters.values())
        return self.letters.get(letter)


def cell(printed: str) -> Cell:
    """A printed cell as letters."""
    if printed.strip() == "own":
        return Cell({"R": OWN}, False)
    found: dict[str, str] = {}
    for letters, limit in LETTERS.findall(printed):
        reach = WHOLE if not limit else OWN if limit in OWN_WORDS else PART
        found.update(dict.fromkeys(letters, reach))
    return Cell(found, bool(SHARED.search(printed)))


def matrix() -> dict[str, dict[str, Cell]]:
    """Object -> role -> cell."""
    rows = [line.split(" | ") for line in PRINTED.strip().splitlines()]
    return {name: dict(zip(ROLES, map(cell, cells), strict=True)) for name, *cells in rows}
