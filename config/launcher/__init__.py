"""Sets Milepost up, starts it, watches it and stops it, with nothing but a bare Python.

Stands on the standard library only, because it runs before the virtual environment exists.
Every command is one `Session`: a lock on the state folder, a guardian that outlives a killed
launcher, and a marker by which nothing that was started can be lost.
"""
