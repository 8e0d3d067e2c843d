"""Charts as plain geometry, which templates write as SVG, each with a table of the same data."""
