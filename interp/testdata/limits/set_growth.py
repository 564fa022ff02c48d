# outcome: limit:memory
set(i for i in range(10**9))
