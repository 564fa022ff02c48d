# outcome: limit:memory
l=[1]
while 1: l=l*1000
