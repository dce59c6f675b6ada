# === Pairs from iterators, slices without a step ===
def f():
    for i,x in enumerate([1,2,3]): print(i,x)
    for i,x in enumerate(iter('ab'), 2**63-1): print(i,x)
    for a,b in zip([1,2,3],[4,5]): print(a,b)
    for a,b in zip([1,2],[4,5,6]): print(a,b)
    for a,b in zip('ab',[4,5,6]): print(a,b)
    for k,v in {1:2,3:4}.items(): print(k,v)
    d={1:2,3:4}
    try:
        for k,v in d.items(): d[k+10]=1
    except RuntimeError as e: print(e)
    try:
        for a,b in zip([1,2],[1],strict=True): print(a,b)
    except ValueError as e: print(e)
    for k,v in reversed({1:2,3:4}.items()): print(k,v)
    for k,v in {(1,2):3}.keys(): print(k,v)
    try:
        for k,v in {1:3}: print(k,v)
    except TypeError as e: print(e)
    for i,(a,b) in enumerate(zip([1],[2])): print(i,a,b)
    l=[1,2,3]
    for i,x in enumerate(l):
        if i<3: l.append(x*10)
        print(i,x)
    print(list(enumerate(l)), 1<2.5, 2.5>1, 2**53+1 == float(2**53), 2**53+1 > float(2**53), float('nan')==1, True<1.5)
    l[1:3]=[7]; print(l); l[:2]=l[-2:]; print(l); l[1:]=iter('xyz'); print(l, l[1:2], l[-2:], l[5:], (1,2,3)[1:], 'héllo'[1:3], l[:], 'abc'[:], (1,)[:])
    x=[1,2,3]; x[0:2]=x; print(x); y=[[1],[2]]; y[0:2]=[y[1],y[0]]; print(y)
    try: x['a':2]
    except TypeError as e: print(e)
    try: x[1:2]=5
    except TypeError as e: print(e)
    a,b=x[:2]; print(a,b)
    try: a,b=x
    except ValueError as e: print(e)
    try: a,b=[1]
    except ValueError as e: print(e)
    a,a=1,2; a,a=[3,4]; print(a)
f()
