"""Search: one tokeniser, one table and one function for two databases.

Each room registers its kinds of record.
"""
