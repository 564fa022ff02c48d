# outcome: limit:memory
''.join(str(i)*1000 for i in range(10**9))
