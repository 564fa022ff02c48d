# outcome: limit:memory
hex(1<<10**9)
