"""What the engine makes of a plan as it is stored: where every row would stand, and which rows would move.

Nothing here writes. `planning.services.reschedule` writes what `reckon` answers.
"""

from planning.reckoning.moves import Move, Reckoning
from planning.reckoning.whole import NoTimeToWork, preview, reckon

__all__ = ["Move", "NoTimeToWork", "Reckoning", "preview", "reckon"]
