# outcome: limit:memory
a='x'
for _ in range(60): a+=a
