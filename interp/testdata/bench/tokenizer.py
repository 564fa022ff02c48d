def tokens(text):
    out, i = [], 0
    while i < len(text):
        c = text[i]
        if c == " ":
            i += 1
        elif c.isdigit():
            j = i
            while j < len(text) and text[j].isdigit():
                j += 1
            out.append(("num", int(text[i:j])))
            i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum():
                j += 1
            out.append(("name", text[i:j]))
            i = j
        else:
            out.append(("op", c))
            i += 1
    return out


source = "x1 = (foo + 42) * bar - 1000 / y " * 40
n = 0
for _ in range(60):
    n += len(tokens(source))
print(n)
