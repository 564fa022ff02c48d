# outcome: ok
try: eval('('*10**5)
except (SyntaxError, MemoryError, RecursionError) as e: print(type(e))
