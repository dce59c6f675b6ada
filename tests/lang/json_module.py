import collections
import enum
import inspect
import io
import json


def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e, getattr(e, "__notes__", None))


# === Reading ===
for s in ['', ' ', 'nul', '[', '[1', '[1,', '[1,]', '[,]', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{a:1}', '{"a" 1}', '[1 2]', '"abc', '"a\nb"', '"\\q"', '"\\u12"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ud83dx"', '1 2', '\ufeff1', '01', '-', '1.', '1.5e3', '1e', '-0', '1E400', 'NaN', '-Infinity', 'Infinity', '-Inf', 'tru', 'truex', '[]', '{}', ' [ 1 , 2 ] ', '{"a":1,"a":2}', '{"a":[{"b":null}]}', '12345678901234567890123', '"\\', '"\\u', '{"a":1 "b"}', '{1:2}', '[1,,2]', '"\\/\\b\\f\\n\\r\\t\\"\\\\"', '"\\u00e9é"', '{"a":}', '[nul]', '\n\n  x', '{"a":1,\n "b" x}', '0x1', '.5', '+1', '1.e5','--1','-a', '[1]]', '"\\uD83D\\u0041"', '"\\u 123"', '"\\u+123"', "{'a':1}", '1_000', '１']:
    print(ascii(s), end=' '); t(lambda: json.loads(s))
t(lambda: json.loads(b'{"a": "\xc3\xa9"}'))
t(lambda: json.loads('[1]'.encode('utf-16')))
t(lambda: json.loads('[1]'.encode('utf-32')))
t(lambda: json.loads(5))
t(lambda: json.loads(bytearray(b'1')))
t(lambda: json.loads(b'\xff'))
t(lambda: json.loads(b''))
t(lambda: json.loads('{"a":1.5,"b":[2]}', parse_float=str, parse_int=float))
t(lambda: json.loads('[NaN,-Infinity]', parse_constant=lambda c: c))
t(lambda: json.loads('{"a":{"b":1}}', object_hook=lambda d: list(d)))
t(lambda: json.loads('{"a":1,"a":2}', object_pairs_hook=lambda p: p))
t(lambda: json.loads('"a\nb"', strict=False))
t(lambda: json.loads('1', foo=1))
t(lambda: json.JSONDecoder().raw_decode('[1] x'))
t(lambda: json.JSONDecoder().raw_decode(' 1'))
t(lambda: json.JSONDecoder().raw_decode('x 12', 2))

# === Errors ===
try: json.loads('[1,\n x]')
except json.JSONDecodeError as e: print(e.msg, e.doc, e.pos, e.lineno, e.colno, e, repr(e), type(e).__module__, type(e).__mro__)


class C:
    def __repr__(self): return 'C()'
class E(enum.IntEnum): A=1
class F(float): 
    def __repr__(s): return 'F'
class S(str): pass


# === Writing ===
for o in [None,True,1,1.5,'a"\\\n\t\x00\x7fé\u2028😀\ud800',[],{}, [1,[2]], {'a':1,'b':[{}]}, (1,2), {1:2,1.5:3,None:4,True:5}, float('inf'), float('nan'), 1e100, 10**30, E.A, F(2), S('x'), collections.OrderedDict(a=1), {(1,):2}, {1,2}, C(), [C()], {'a':[1,{'b':C()}]}, b'x', collections.defaultdict(int,a=1), {E.A:1}, {F(1.5):1}, -0.0, 1e16, 1e-7, collections.namedtuple('N','a')(1), {'z':1,'a':2}]:
    t(lambda: json.dumps(o)); t(lambda: json.dumps(o, indent=2)); t(lambda: json.dumps(o, ensure_ascii=False, separators=(',',':'), sort_keys=True))
t(lambda: json.dumps(float('nan'), allow_nan=False))
t(lambda: json.dumps([float('inf')], allow_nan=False))
t(lambda: json.dumps({float('inf'):1}, allow_nan=False))
t(lambda: json.dumps({(1,):2,'a':1}, skipkeys=True))
t(lambda: json.dumps({(1,):2,'a':1}, skipkeys=True, indent=1))
t(lambda: json.dumps([1,{}], indent='\t'))
t(lambda: json.dumps([1,[]], indent=0))
t(lambda: json.dumps({'a':1}, indent=True))
t(lambda: json.dumps(C(), default=repr))
t(lambda: json.dumps([C()], default=lambda o: [o]))
t(lambda: json.dumps([C()], default=lambda o: 1/0))
a=[]
a.append(a)
t(lambda: json.dumps(a))
d={}
d['x']=[d]
t(lambda: json.dumps(d))
t(lambda: json.dumps({'b':1,2:3}, sort_keys=True))
t(lambda: json.dumps({'b':1}, separators=(', ',)))
t(lambda: json.dumps({}, foo=1))
t(lambda: json.dumps([1,2], separators=('; ',' = '), indent=1))
t(lambda: json.dumps({'a':{}}, indent=4, separators=None))


# === Encoders ===
class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, C): return {'c':1}
        return super().default(o)
t(lambda: json.dumps([C(),{C:1}], cls=Enc))
t(lambda: json.dumps([C(),{1}], cls=Enc))
t(lambda: Enc(indent=1).encode([C()]))
t(lambda: ''.join(json.JSONEncoder().iterencode([1,{'a':2}])))
t(lambda: json.JSONEncoder().encode('é'))
t(lambda: json.JSONEncoder().default(5))


# === Files ===
b=io.StringIO()
t(lambda: json.dump({'a':[1,2]}, b))
t(lambda: b.getvalue())
t(lambda: json.load(io.StringIO('[1]')))
t(lambda: json.load(io.BytesIO(b'[1]')))
t(lambda: json.__all__)
t(lambda: json.detect_encoding(b'a'))

# === Signatures ===
for f in (json.dumps,json.dump,json.loads,json.load,json.JSONEncoder,json.JSONDecoder,json.JSONDecodeError,json.JSONEncoder.default,json.JSONEncoder.encode,json.JSONEncoder.iterencode,json.JSONDecoder.raw_decode): print(f.__name__, inspect.signature(f))
t(lambda: json.JSONEncoder().item_separator)


# === Notes ===
def df(o): raise KeyError('k')
t(lambda: json.dumps({'a':(1,C())}, default=df))
json.loads('{"a": tru}')
