"""Search: one tokeniser, one table, two databases behind one function. The rooms register what is found, and how."""
