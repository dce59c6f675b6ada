# === Calls of every kind give back the references that they take ===
import sys
def p(*a): print(*a,flush=True)
o=[1]; 
def h(a,**k): pass
class C:
    def __init__(self,a,*,b=None,**k): pass
class D:
    def __init__(self,a,*,b=None): pass
    def m(self,a,b=2): pass
def g(a,b=3): yield 1
def gg(a,b=3,**k): yield 1
class E:
    __slots__=("a","b","c")
    def __init__(self,a,*,b=None,**k): self.a=a; self.b,self.c=a,b
    @property
    def q(self): return self.a
def test(name,f):
    a=sys.getrefcount(o)
    for i in range(10): f()
    b=sys.getrefcount(o)
    if a!=b: p(name,a,b)
test('h',lambda:h(o)); test('hk',lambda:h(a=o)); test('hkk',lambda:h(o,b=o))
test('C',lambda:C(o)); test('Ck',lambda:C(a=o)); test('Ckk',lambda:C(o,b=o)); test('Ckk2',lambda:C(o,b=o,c=o))
test('D',lambda:D(o)); test('Dk',lambda:D(a=o)); test('Dkk',lambda:D(o,b=o))
test('g',lambda:g(o)); test('gk',lambda:g(a=o)); test('gkk',lambda:g(o,b=o))
test('gg',lambda:gg(o)); test('ggk',lambda:gg(a=o)); test('ggkk',lambda:gg(o,b=o)); test('ggkk',lambda:gg(o,b=o,c=o))
test('E',lambda:E(o)); test('Ek',lambda:E(a=o)); test('Ekk',lambda:E(o,b=o,c=o))
e=E(o,b=o)
test('q', lambda:e.q)
test('a', lambda:e.a)
d=D(o)
m=d.m
test('m',lambda:m(o)); test('mk',lambda:m(a=o,b=o)); test('mkk',lambda:m(o,b=o))
def aa(a,b,c=[1]): return a
def err(f,*a,**k):
    try: f(*a,**k)
    except TypeError: pass
def e1():
    try: D(o,c=o)
    except TypeError: pass
def e2():
    try: g(o,o,o)
    except TypeError: pass
def e3():
    try: m(o,o,o)
    except TypeError: pass
def e4():
    try: aa(b=o)
    except TypeError: pass
def e5():
    try: aa(o,a=o)
    except TypeError: pass
def e6():
    try: gg(o,o,o,a=o)
    except TypeError: pass
for e in (e1,e2,e3,e4,e5,e6): test(e.__name__,e)
def gen(f):
    def inner():
        f(); yield
    return lambda: list(inner())
test('G', gen(lambda:h(o)))
def inner():
    h(o); h(a=o); h(o,b=o); C(o); C(o,b=o); C(o,b=o,c=o); D(o); D(a=o); D(o,b=o); g(o); g(a=o); gg(o); gg(o,b=o,c=o); E(o); E(o,b=o,c=o); m(o); m(a=o,b=o); m(o,b=o)
    for e in (e1,e2,e3,e4,e5,e6): e()
    yield
test('inner', lambda:list(inner()))
print("done")
