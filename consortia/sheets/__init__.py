"""Lists that people keep in spreadsheets: reading a table, and the members in it."""
