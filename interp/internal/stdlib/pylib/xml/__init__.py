"""The package of xml."""
