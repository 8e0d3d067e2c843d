"""A second reader of facts: a model behind a chat-completions endpoint that the operator names.

It is off until the environment names one. What it answers counts only as far as it stands on the page.
"""
