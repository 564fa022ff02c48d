# outcome: ok
a=[];a.append(a);print(a)
d={};d['d']=d;print(d)
try: print(a==a, a<a)
except RecursionError as e: print(e)
b=[a]
c=[];c.append(c)
try: print(a==c)
except RecursionError as e: print("rec")
