"""The data that the project ships: read with line numbers, checked, compared, written at once."""
