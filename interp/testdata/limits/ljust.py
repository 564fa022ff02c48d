# outcome: limit:memory
'a'.ljust(10**10)
