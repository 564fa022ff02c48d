t"{x = 1 = 2 :}"
t"{import a}"
