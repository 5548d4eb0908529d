"""Calculations of planning without Django: working time, local time, outlines, networks.

Nothing here reads the database or the clock; everything can be tried on plain values.
"""
