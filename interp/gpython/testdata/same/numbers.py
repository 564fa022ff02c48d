print(7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3)
print(7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, 0.0 // 1, -0.0 % 3, 1e308 * 10)
print(2 ** 10, 2 ** -1, (-2) ** 3, 2 ** 100, 0 ** 0, 2.0 ** 0.5, 10 ** 20)
print(1 / 3, 10 / 5, 2 ** 70 / 3, -1 / 7, 1e22, 1e16, 123456789012345680.0, 1e-5, 0.0001, 5e-324)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(0.5), round(1e20))
print(round(12345.678, -2), round(-0.4), round(3.14159, 3), round(5, 2))
print(abs(-3), abs(-3.5), abs(True), divmod(7, -2), divmod(-7.5, 2), divmod(2 ** 70, 10 ** 9))
print(1 << 70, (1 << 70) >> 68, -1 >> 3, ~5, ~-1, 6 & 3, 6 | 3, 6 ^ 3, True & False, True | False, True ^ True, True + True)
print(int("12"), int("-0x1f", 16), int("0b101", 0), int(" 42 "), int("1_000"), int(3.99), int(-3.99), int(True), int("z", 36))
print(float("1e3"), float(" -2.5 "), float("inf"), float("-inf"), float("nan"), float(3), float("1_0.5"))
print(bin(10), oct(64), hex(255), bin(-5), hex(2 ** 70))
print(1 == 1.0, 1 < 1.5, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 10 ** 400 > 1e308, float("nan") == float("nan"))
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 == 2, not 1 == 2)
print(sum([0.1] * 10), sum([1, 2, 3], 10), sum([[1], [2]], []), sum([0.1, 0.2, 0.3]), max(3, 1, 2), min([3, 1, 2]), max("abc"), max([1, 5, 3], key=lambda x: -x))
print(max([], default=None), min(2, 2.0), max(2, 2.0))
print((5).bit_length(), (255).bit_count(), (2.0).is_integer(), (0.5).as_integer_ratio(), (7).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"))
print(pow(2, 10, 1000), pow(3, -1, 7), pow(-2, 3, 5), pow(2, 3))
print(0.1 + 0.2, 1e100, 1.0, -0.0, 100.0, 1.5e-7, 123.456)
print(3 .real, (3).imag, 1_000_000, 0xff, 0o17, 0b11, 1e3, .5, 5.)
print(hash(1), hash(-1), hash(True), hash(0.0), hash(12345))
print(isinstance(True, int), isinstance(1, bool), type(1), type(1.0), type("x"), type(None), type([]), type({}))
for f in (lambda: 1 / 0, lambda: 1 % 0, lambda: 1.0 // 0, lambda: 0 ** -1, lambda: int("x"), lambda: int("1.5"), lambda: float("x"),
          lambda: 1 + "a", lambda: "a" + 1, lambda: [] + 1, lambda: -"a", lambda: 1 < "a", lambda: int([]), lambda: round("x"),
          lambda: int(float("nan")), lambda: int(float("inf")), lambda: 1 << -1, lambda: abs("x"), lambda: chr(-1), lambda: ord("ab"),
          lambda: 10 ** 400 * 1.0, lambda: divmod(1, 0), lambda: pow(2, -1, 4), lambda: (1).foo, lambda: [1, 2] < 3,
          lambda: max([]), lambda: int("12", 1), lambda: None + 1, lambda: len(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
