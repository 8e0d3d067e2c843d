"""Reviewing proposals: the form, the plan of what it writes, the decision, and undoing it."""
