# outcome: limit:memory
f'{1:>{10**9}}'
