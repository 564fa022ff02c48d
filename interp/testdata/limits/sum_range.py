# outcome: limit:fuel
sum(range(10**12))
