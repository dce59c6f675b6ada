# === The order in which containers and frames let go ===
class D:
    def __init__(s,n): s.n=n
    def __del__(s): print('del',s.n, end=' ')
def f():
    l=[D(1),D(2),D(3)]; del l; print()
    l=[D(1),D(2),D(3)]; l.clear(); print()
    l=[D(1),D(2),D(3)]; l[:]=[]; print()
    l=[D(1),D(2),D(3)]; del l[:]; print()
    l=[D(1),D(2),D(3)]; del l[1:]; print(); del l; print()
    l=[D(1),D(2),D(3)]; l[0:2]=[5,6]; print(); del l; print()
    l=[D(1),D(2),D(3)]; l.__init__(); print()
    l=[D(1),D(2),D(3),D(4)]; del l[::2]; print(); l[::2]=[0]; print(); del l; print()
    t=(D(1),D(2),D(3)); del t; print()
    t=[(D(1),D(2)),[D(3),D(4)]]; del t; print()
    d={1:D(1),2:D(2)}; del d; print()
    d={1:D(1),2:D(2)}; d.clear(); print()
    s={D(1)}; del s; print()
    import collections
    q=collections.deque([D(1),D(2),D(3)]); del q; print()
    q=collections.deque([D(1),D(2),D(3)]); q.clear(); print()
    l=[D(1),D(2),D(3)]; l*=0; print()
    try: (lambda a,b: 1/0)(D(1),D(2))
    except ZeroDivisionError: pass
    print()
    def gen():
        a=D(1); b=D(2); yield 1; c=D(3)
    list(gen()); print()
    x=gen(); next(x); del x; print()
    l=[D(1),D(2),D(3)]; del l[-2:]; print(); del l; print()
    def g(a,b,c): pass
    g(D(1),D(2),D(3)); print()
    def h():
        a=D(1); b=D(2); c=D(3)
    h(); print()
    g(*[D(1),D(2),D(3)]); print()
    print([D(1),D(2)] and 0)
    max([D(1)],key=id); print()
    print(len([D(1),D(2)]))
    class P: pass
    p=P(); p.a=D(1); p.b=D(2); del p; print()
    p=P(); p.a=D(1); p.b=D(2); p.__dict__; del p; print()
    f2=lambda x=D(1),y=D(2):0; del f2; print()
f()
