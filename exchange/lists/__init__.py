"""Lists from spreadsheets: read safely, columns guessed, cells read as what they are. No tables."""
