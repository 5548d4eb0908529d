"""Reads plans that Microsoft Project saved as XML (MSPDI).

Pure: bytes in, a frozen `Plan` out (`reader.read_plan`); no database, no settings. The file is hostile until
proved otherwise: `guard` bounds what is read before anything is understood. The file is also somebody's work:
`fidelity` accounts for every value in it as kept, changed or dropped.
"""
