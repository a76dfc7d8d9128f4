"""Filling in a form: one editor for each type of answer, the page of a question, the session that keeps answers."""
