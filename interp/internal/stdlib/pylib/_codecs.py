"""Encoding and decoding by name."""


def encode(obj, encoding='utf-8', errors='strict'):
    """A text as bytes."""
    return str.encode(obj, encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    """Bytes as a text."""
    return bytes(obj).decode(encoding, errors)
