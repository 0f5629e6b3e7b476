"""Makes tests/examples.py importable from every test."""
