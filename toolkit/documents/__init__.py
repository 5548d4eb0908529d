"""Papers: what is printed, sent or edited on outside, as PDF and as Word document, from one description.

A `Paper` says what stands on it; `pdf.render` and `docx.render` set it. Text is data there, never markup.
"""

from toolkit.documents.paper import Facts, MissingGlyph, Paper, Part, Table, Text

__all__ = ["Facts", "MissingGlyph", "Paper", "Part", "Table", "Text"]
