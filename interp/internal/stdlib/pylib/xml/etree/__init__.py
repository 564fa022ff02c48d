"""The package of xml.etree."""
