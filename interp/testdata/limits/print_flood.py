# outcome: limit:output
while 1: print()
