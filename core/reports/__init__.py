"""Counts as tables: from the journal or from the database, for `export`, the app and people's spreadsheets."""
