# === Constant subscripts, unpacking into locals and when old values go ===
def f():
    l=[1,2,3]; l[0]+=5; l[-1]-=1; print(l, l[0], l[-1], (1,2)[1], 'abc'[2], {'k':1}['k'])
    d={}; d['a']=1; d['a']+=1; d[None]=2; d[1.5]=3; print(d, d[None])
    try: l[3]
    except IndexError as e: print(e)
    try: l[10]=1
    except IndexError as e: print(e)
    try: d['zz']
    except KeyError as e: print(repr(e))
    try: 5[0]
    except TypeError as e: print(e)
    a,b,c=l; print(a,b,c)
    a,b,c=[c,b,a]; print(a,b,c)
    a,b,c=(a,a,a); print(a,b,c)
    a,b,c='xyz'; print(a,b,c)
    a,b,c=c,b,a; print(a,b,c)
    try: a,b,c=(1,2)
    except ValueError as e: print(e)
    try: a,b,c=[1,2,3,4]
    except ValueError as e: print(e)
    try: a,b,c=iter([1,2])
    except ValueError as e: print(e)
    try: a,b,c=5
    except TypeError as e: print(e)
    print(a,b,c)
    a=[7,8,9]
    a,b,c=a
    print(a,b,c)
    class D:
        def __init__(s,n): s.n=n
        def __del__(s): print('del',s.n)
    p=D(1); q=D(2); r=D(3)
    p,q,r=(4,5,6)
    print(p,q,r)
    g=lambda: 0
    (x1,y1,z1),v,m=((1,2,3),4,5)
    print(x1,y1,z1,v,m)
    a0,a1,a2,a3,a4,a5,a6,a7,a8,a9=range(10); print(a9,a0)
    a0,a1,a2,a3,a4,a5,a6,a7,a8,a9=tuple(range(10,20)); print(a9,a0)
    print(2.0**-1.5, 0.0**0.5, 2**0.5, 1e300**2 if 0 else 0, (-8)**(1/3), 2.0**3, float('inf')**2.0, 2.0**float('-inf'), 1.5**float('nan'))
    try: 10.0**400
    except OverflowError as e: print(e)
    try: 0.0**-1
    except ZeroDivisionError as e: print(e)
    [l][0][1]+=100; print(l)
    x=[[0]]; x[0][0]+=1; print(x)
    (lambda: l)()[0]+=2; print(l)
f()
i,j,k=1,2,3
print(i,j,k)
class D:
    def __init__(s,n): s.n=n
    def __del__(s): print('del',s.n)
def two():
    p=D(1); q=D(2)
    p,q=4,5
    p=D(1); q=D(2); r=D(3)
    p,q,r=4,5,6
    p=D(1); q=D(2); r=D(3); s=D(4)
    p,q,r,s=4,5,6,7
    p=D(1); q=D(2)
    p,p=4,5
    t=(4,5,6)
    p=D(1); q=D(2); r=D(3)
    p,q,r=t
    p=D(1); q=D(2)
    p,q=t[:2]
    p=D(1); q=D(2)
    q,p=t[:2]
    for p,q in enumerate([D(7),D(8)]): pass
    l=[D(1),D(2)]
    l[0],l[1]=5,6
two()
p=D(1); q=D(2)
p,q=4,5
