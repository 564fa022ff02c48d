"""The stock: names, amounts and prices."""


class Stock:
    """Things with how many there are of them and what one costs, in cents."""

    def __init__(self):
        self.items = []

    def add(self, name, amount, price):
        """Put a thing on the shelf."""
        if amount < 0:
            raise ValueError("a shelf cannot hold less than nothing")
        self.items.append((name, amount, price))

    def value(self):
        """Return what everything is worth, in cents."""
        total = 0
        for item in self.items:
            total += item[1] * item[2]
        return total
