"""Search: one tokeniser, one table, two databases behind one function; each app registers its records."""
