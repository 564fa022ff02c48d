# outcome: limit:memory
list(range(10**10))
