import t"a"
