# outcome: limit:memory
'\t'.expandtabs(10**10)
