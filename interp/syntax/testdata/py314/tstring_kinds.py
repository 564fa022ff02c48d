# Where a template stands, and what stands beside it.
x = t"a"
x = t"a", t"b"
x = [t"a{1}" t"b{2}", "c" "d", f"e" "f"]
x = t"a".strings
x = t"{1}"[0]
x = t"{1}" + t"{2}"
x = -1 if t"" else +1
x = {t"a": t"b", **{}}
x = {t"a"}
x = not t"a"
x = lambda: t"{x}"
x = t"a" if t"b" else t"c"
x = t"\
{x}\
"
x = (t"{x}"
     t'{x}'
     t"""{x}"""
     t'''{x}''')
t = 1
t
t"{t}"
rt = tr = t
rt, tr
x = t
for t in t"": pass
with t as t: pass
def t(t=t): return t
