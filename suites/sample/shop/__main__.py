"""Print what is on the shelves of a small shop."""

from shelf.report import lines
from shelf.stock import Stock


def main():
    stock = Stock()
    stock.add("apple", 12, 30)
    stock.add("pear", 0, 45)
    stock.add("plum", 40, 15)
    for line in lines(stock):
        print(line)


if __name__ == "__main__":
    main()
