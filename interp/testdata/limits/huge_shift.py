# outcome: limit:memory
1 << 10**11
