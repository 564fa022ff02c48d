a = list(range(10))
print(a[2:5], a[::-2], a[-3:], a[10:], a[5:2])
a[2:5] = ['x']
a[::2] = [0] * len(a[::2])
del a[-1], a[0]
print(a, a.count(0), a.index(0, 1))
a.insert(1, 'i')
a.extend('ab')
a.sort(key=str)
a.reverse()
print(a, a.pop(), a.pop(0), a)
d = {'b': 1, 'a': 2}
d['c'] = 3
del d['b']
d['b'] = 4
print(d, list(d.items()), d.get('z'), d.setdefault('z', []), d.pop('z'), list(reversed(d)), d | {'q': 1})
print(d.keys() & {'a', 'q'}, dict(zip('ab', [1, 2])), {**d, 'a': 0}, dict.fromkeys('ab', 0), d == {'b': 4, 'c': 3, 'a': 2})
print({3, 1, 2}, {10, 5, 30, 1000, 7}, set(range(20, 0, -3)), {1, 2} <= {1, 2, 3}, {1, 2} ^ {2, 3}, frozenset({1}) | {2})
s = {1, 2, 3}
s.discard(9)
s.update([4], {5})
s -= {1}
print(s, s.isdisjoint({9}), len(s), 3 in s)
print((1, 2) + (3,), (1,) * 3, (1, 2) < (1, 3), (1, 'a').index('a'), tuple('ab'), (), (1,))
print([1, [2, [3]]] == [1, [2, [3]]], [1, 2] < [1, 2, 0], [] or 'empty', sorted({'b': 1, 'a': 2}), sorted([(1, 'b'), (1, 'a')]))
print(min([3, 1, 2], key=lambda x: -x), max('a', 'bb', key=len), sum([[1], [2]], []), any([]), all([]), list(map(int, '123')))
print(list(filter(None, [0, 1, '', 'a'])), list(enumerate('ab', 1)), list(zip([1, 2], 'ab')), list(reversed([1, 2, 3])), range(5)[1:3], range(0, 10, 3)[-1])
a, *b, c = range(5)
(d, e), [f] = (1, 2), 'x'
print(a, b, c, d, e, f)
print('a-b-c'.split('-', 1), 'a b  c'.split(), 'abc'.center(9, '*'), 'x'.join('abc'), 'Hello'.swapcase(), 'hello world'.title(), 'abc'.find('z'), 'aXbX'.rsplit('X', 1))
print('tEST'.capitalize(), 'a\tb'.expandtabs(4), '42'.zfill(5), '-42'.zfill(5), 'abcabc'.replace('b', 'X', 1), 'abc'.startswith(('x', 'a')), 'a,b'.partition(','), 'ß'.upper())
print('abc'.isalpha(), '12'.isdigit(), 'a1'.isalnum(), ' '.isspace(), 'Ab'.istitle(), 'ab'.islower(), 'caf\u00e9'[::-1], repr('a\'b"\n\x00\u00e9'), 'abc' * 2, 'b' in 'abc')
print(b'abc'[1], b'abc'[1:], b'a' + b'b', bytes([1, 2]), b'a,b'.split(b','), bytearray(b'x') + b'y', b'\xff'.hex(), 'h\u00e9'.encode(), b'ab'.upper())
# want: [2, 3, 4] [9, 7, 5, 3, 1] [7, 8, 9] [] []
# want: [1, 0, 5, 0, 7, 0] 3 1
# want: ['b', 'a', 7, 5, 1, 0, 0] 0 i ['b', 'a', 7, 5, 1, 0, 0]
# want: {'a': 2, 'c': 3, 'b': 4} [('a', 2), ('c', 3), ('b', 4)] None [] [] ['b', 'c', 'a'] {'a': 2, 'c': 3, 'b': 4, 'q': 1}
# want: {'a'} {'a': 1, 'b': 2} {'a': 0, 'c': 3, 'b': 4} {'a': 0, 'b': 0} True
# want: {1, 2, 3} {5, 7, 1000, 10, 30} {2, 5, 8, 11, 14, 17, 20} True {1, 3} frozenset({1, 2})
# want: {2, 3, 4, 5} True 4 True
# want: (1, 2, 3) (1, 1, 1) True 1 ('a', 'b') () (1,)
# want: True True empty ['a', 'b'] [(1, 'a'), (1, 'b')]
# want: 3 bb [1, 2] False True [1, 2, 3]
# want: [1, 'a'] [(1, 'a'), (2, 'b')] [(1, 'a'), (2, 'b')] [3, 2, 1] range(1, 3) 9
# want: 0 [1, 2, 3] 4 1 2 x
# want: ['a', 'b-c'] ['a', 'b', 'c'] ***abc*** axbxc hELLO Hello World -1 ['aXb', '']
# want: Test a   b 00042 -0042 aXcabc True ('a', ',', 'b') SS
# want: True True True True True True éfac 'a\'b"\n\x00é' abcabc True
# want: 98 b'bc' b'ab' b'\x01\x02' [b'a', b'b'] bytearray(b'xy') ff b'h\xc3\xa9' b'AB'
