"""What a transition in this trade usually consists of, stage by stage. Names are written in the language of
whoever starts the plan; durations are typical practice, not a standard, and each project changes them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from planning.loading import LinkRow
from planning.starting.shapes import RelativePlan, RelativeRow

MINUTES_A_DAY = 480


@dataclass(frozen=True, slots=True)
class Step:
    """A row: a phase (without `days`), work of so many working `days`, or with none a milestone.

    It waits for the rows of `after`, or else begins `day` calendar days after the beginning.
    """

    ref: str
    name: str | Promise
    days: int | None = None
    after: tuple[str, ...] = ()
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Usual:
    """A plan under a name; `note` says in one sentence what it is for."""

    name: str | Promise
    note: str | Promise
    steps: tuple[Step, ...]

    def plan(self) -> RelativePlan:
        """The plan, in the language that is active now."""
        links = [
            LinkRow(predecessor=before, successor=step.ref) for step in self.steps for before in step.after
        ]
        return RelativePlan(tuple(map(_row, self.steps)), tuple(links))


def _row(step: Step) -> RelativeRow:
    is_phase = step.days is None
    return RelativeRow(
        ref=step.ref,
        name=str(step.name),
        level=1 if is_phase else 2,
        milestone=step.days == 0,
        minutes=step.days * MINUTES_A_DAY if step.days is not None else None,
        day=None if step.after else step.day,
    )


TRANSITION = Usual(
    _("Transition of a service, L1 to L7"),
    _("From the kick-off to the close-out: seven stages, their gates, and a steering committee each month."),
    (
        Step("L1", _("Mobilise and plan")),
        Step("kickoff", _("Kick-off with the client"), 0, day=0),
        Step("govern", _("Agree governance and the rhythm of meetings"), 5, ("kickoff",)),
        Step("volumes", _("Confirm volumes, handling times and systems"), 10, ("kickoff",)),
        Step("charter", _("Write the charter, the plan and the risk register"), 5, ("volumes",)),
        Step("hire", _("Recruit the team"), 25, ("volumes",)),
        Step("access", _("Set up site, network and system access"), 20, ("govern",)),
        Step("G1", _("G1 Plan baselined"), 0, ("govern", "charter")),
        Step("L2", _("Knowledge transfer")),
        Step("trainers", _("Transfer the knowledge to the trainers"), 10, ("G1",)),
        Step("sops", _("Write the operating procedures and have them signed"), 15, ("trainers",)),
        Step("train", _("Train the agents"), 15, ("hire", "access", "trainers")),
        Step("shadow", _("Shadowing and reverse shadowing"), 10, ("train", "sops")),
        Step("certify", _("Certify the agents"), 2, ("shadow",)),
        Step("G2", _("G2 Knowledge transfer signed off"), 0, ("certify",)),
        Step("L3", _("Pilot")),
        Step("pilot", _("Work live at limited volume"), 10, ("G2",)),
        Step("correct", _("Correct what the pilot has shown"), 5, ("pilot",)),
        Step("G3", _("G3 Pilot exit"), 0, ("correct",)),
        Step("L4", _("Ramp")),
        Step("wave1", _("Wave 1: a third of the volume"), 10, ("G3",)),
        Step("wave2", _("Wave 2: two thirds of the volume"), 10, ("wave1",)),
        Step("wave3", _("Wave 3: the whole volume"), 10, ("wave2",)),
        Step("G4", _("G4 Ramp complete"), 0, ("wave3",)),
        Step("L5", _("Go-live and hypercare")),
        Step("care", _("Daily hypercare with the client"), 20, ("G4",)),
        Step("G5", _("G5 Steady state accepted"), 0, ("care",)),
        Step("L6", _("Steady state")),
        Step("month", _("First month of service levels and its report"), 20, ("G5",)),
        Step("G6", _("G6 First periodic review"), 0, ("month",)),
        Step("L7", _("Close-out of the transition")),
        Step("lessons", _("Collect the lessons and write the final report"), 5, ("G6",)),
        Step("archive", _("Hand over to operations and archive"), 5, ("lessons",)),
        Step("revoke", _("Revoke the access of the transition team"), 2, ("archive",)),
        Step("G7", _("G7 Transition closed"), 0, ("revoke",)),
        Step("steer", _("Steering")),
        Step("steer1", _("Steering committee, month 1"), 0, day=28),
        Step("steer2", _("Steering committee, month 2"), 0, day=56),
        Step("steer3", _("Steering committee, month 3"), 0, day=84),
        Step("steer4", _("Steering committee, month 4"), 0, day=112),
        Step("steer5", _("Steering committee, month 5"), 0, day=140),
        Step("steer6", _("Steering committee, month 6"), 0, day=168),
    ),
)
WAVE = Usual(
    _("One more wave of agents"),
    _("From the requisition to agents who are live: recruiting, training, nesting."),
    (
        Step("W1", _("Recruit")),
        Step("open", _("Requisition approved"), 0, day=0),
        Step("select", _("Select and offer"), 15, ("open",)),
        Step("check", _("Background checks and contracts"), 10, ("select",)),
        Step("seats", _("Order seats, equipment and access"), 10, day=14),
        Step("W2", _("Train and nest")),
        Step("ready", _("Readiness review"), 0, day=42),
        Step("class", _("Train the class"), 15, ("check", "seats")),
        Step("nest", _("Nest with a coach"), 10, ("class",)),
        Step("exam", _("Certify the class"), 1, ("nest",)),
        Step("live", _("Wave live"), 0, ("exam",)),
    ),
)
USUAL = {"transition": TRANSITION, "wave": WAVE}
