"""The stock as text."""

from .stock import Stock


def lines(stock):
    """Return a line for each thing, and one for their worth."""
    assert isinstance(stock, Stock)
    shown = []
    for name, amount, price in stock.items:
        note = " (sold out)" if amount == 0 else ""
        shown.append("%s: %d at %d%s" % (name, amount, price, note))
    shown.append("worth %d" % stock.value())
    return shown
