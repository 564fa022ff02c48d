# outcome: limit:memory
sorted(range(5_000_000), reverse=True)
