# outcome: limit:memory
7**7**7**7
