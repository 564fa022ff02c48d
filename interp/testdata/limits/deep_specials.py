# outcome: ok
class A:
    def __repr__(self): return str(self)
    __str__=__repr__
    def __getattr__(self,n): return getattr(self,n)
    def __eq__(self,o): return self==o
    def __hash__(self): return hash(self)
    def __bool__(self): return bool(self)
    def __len__(self): return len(self)
for f in (repr,lambda a:a.x,lambda a:a==a,hash,bool,len):
    try: f(A())
    except RecursionError as e: print("rec")
def r(): return r()
try: r()
except RecursionError as e: print(e)
