"""Small pictures drawn on the server as SVG: a sparkline, a bullet, a waterfall, a matrix of positions.

They carry classes only and the stylesheet colours them: they follow the theme, print, and need no script.
"""

from toolkit.sketches.bullets import Target, bullet
from toolkit.sketches.matrix import Cell, Matrix, Pin, Position, matrix
from toolkit.sketches.sparklines import sparkline
from toolkit.sketches.waterfalls import Step, waterfall

__all__ = [
    "Cell",
    "Matrix",
    "Pin",
    "Position",
    "Step",
    "Target",
    "bullet",
    "matrix",
    "sparkline",
    "waterfall",
]
