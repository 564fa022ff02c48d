# outcome: limit:memory
[0]*10**10
