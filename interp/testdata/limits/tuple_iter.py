# outcome: limit:memory
tuple(iter(int,1))
