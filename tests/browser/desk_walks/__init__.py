"""An editor's day in a browser: thirteen walks, each on a desk, on a laptop and on a phone."""
