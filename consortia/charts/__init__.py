"""Charts as geometry, which templates render as SVG, each with a table of the same data."""
