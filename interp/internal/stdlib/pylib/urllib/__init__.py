"""The package of urllib."""
