# Line numbers in tracebacks survive lowering.
def one(
    a,
    b,
):
    text = """several
lines"""
    value = [
        1,
        2,
    ]
    if a: return b[0]

    return (
        a +
        b["x"]
    )

class K:
    @property
    def p(self):
        return one(0, {})

def two(): pass; x = 1; return [
    K().p for _ in range(1)]

if True: pass
elif False:
    pass
else:
    pass

try:
    pass
except ValueError: pass

else:

    for i in range(1): total = i; total += 1
    while False: pass
    else: total = 3

x = f"""{
    1
}""" + \
    "b"
print(x)
two()
