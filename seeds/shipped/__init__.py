"""The data that the project ships: read with line numbers, checked whole, compared, applied in one transaction."""
