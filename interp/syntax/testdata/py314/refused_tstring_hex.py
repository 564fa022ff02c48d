x = 1
t"{x}\x1"
