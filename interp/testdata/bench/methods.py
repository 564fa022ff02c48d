class Shape:
    def area(self):
        return 0


class Square(Shape):
    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s * self.s


class Rect(Shape):
    def __init__(self, w, h):
        self.w, self.h = w, h

    def area(self):
        return self.w * self.h + super().area()


shapes = [Square(3), Rect(2, 5)] * 50
total = 0
for _ in range(3000):
    for s in shapes:
        total += s.area()
print(total)
