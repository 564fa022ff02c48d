# outcome: limit:memory
print('x'*10**9)
