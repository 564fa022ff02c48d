x = 1
t"{a}
y = 2
