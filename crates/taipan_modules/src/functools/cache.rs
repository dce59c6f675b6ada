//! `_lru_cache_wrapper`: a function with a cache of results. The order of the dict is the order of use.

use std::cell::Cell;

use taipan_vm::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, Method, TypeFlags, TypeSpec},
    objects::{BoundMethod, DictRef, INSTANCE_DICT, Slot, Type},
};

use super::State;

/// A cached function.
pub(super) struct Cache {
    function: Value,
    info_type: Value,
    /// No limit where there is none.
    limit: Option<usize>,
    typed: bool,
    results: DictRef,
    hits: Cell<i64>,
    misses: Cell<i64>,
    dict: Slot,
}

impl Body for Cache {
    const KIND: Kind = Kind::ext(60);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.function);
        tracer.visit(&self.info_type);
        tracer.visit(self.results.value());
        self.dict.trace(tracer);
    }
    fn dict(&self) -> Option<&Slot> {
        Some(&self.dict)
    }
    fn clear(&self, _: &Vm) {
        drop(self.dict.take());
        self.results.clear();
    }
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    let bound = vm.bind_args("lru_cache(user_function, maxsize, typed, cache_info_type)", args)?;
    if !vm.is_callable(&bound[0]) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let limit = if bound[1].is_none() {
        None
    } else if bound[1].as_int().is_some() || vm.special(&bound[1], &vm.names.dunder_index)?.is_some() {
        Some(vm.index_i64(&bound[1])?.max(0) as usize)
    } else {
        return Err(vm.type_error("maxsize should be integer or None"));
    };
    let body = Cache {
        function: bound[0].clone(),
        info_type: bound[3].clone(),
        limit,
        typed: vm.truth(&bound[2])?,
        results: vm.dict(),
        hits: Cell::new(0),
        misses: Cell::new(0),
        dict: Slot::empty(),
    };
    Ok(vm.make_instance(class, body)?.into())
}

fn key(vm: &Vm, typed: bool, args: Args<'_>) -> Value {
    if !typed
        && args.keyword_count() == 0
        && let [only] = args.values
        && (only.as_small_int().is_some() || vm.is_exact(only, Kind::Str))
    {
        return only.clone();
    }
    let mut parts = args.positionals().to_vec();
    if args.keyword_count() > 0 {
        parts.push(vm.state::<State>().placeholder.get());
        for (name, value) in args.keywords() {
            parts.extend([name.clone(), value.clone()]);
        }
    }
    if typed {
        parts.extend(args.values.iter().map(|value| Value::from(vm.class_of(value))));
    }
    vm.tuple(parts)
}

fn call(vm: &Vm, value: &Value, args: Args<'_>) -> Res {
    let Some(cache) = value.downcast::<Cache>() else { return Ok(Value::NONE) };
    vm.check_native_stack()?;
    if cache.limit == Some(0) {
        cache.misses.set(cache.misses.get() + 1);
        return vm.call_args(&cache.function, args);
    }
    let key = key(vm, cache.typed, args);
    let hash = vm.hash(&key)?;
    if let Some(known) = cache.results.get_hashed(vm, &key, hash)? {
        cache.hits.set(cache.hits.get() + 1);
        if cache.limit.is_some() {
            cache.results.move_to_end(vm, &key, true)?;
        }
        return Ok(known);
    }
    cache.misses.set(cache.misses.get() + 1);
    let result = vm.call_args(&cache.function, args)?;
    // The call may have filled this key, or the cache.
    if let Some(limit) = cache.limit {
        if cache.results.get_hashed(vm, &key, hash)?.is_some() {
            return Ok(result);
        }
        if cache.results.len() >= limit {
            drop(cache.results.pop_first());
        }
    }
    cache.results.set_hashed(vm, &key, hash, result.clone())?;
    Ok(result)
}

fn cache_info(vm: &Vm, args: &[Value]) -> Res {
    let Some(cache) = args[0].downcast::<Cache>() else { return Ok(Value::NONE) };
    let limit = cache.limit.map_or(Value::NONE, |limit| vm.int(limit as i64));
    let size = vm.int(cache.results.len() as i64);
    vm.call(&cache.info_type, &[vm.int(cache.hits.get()), vm.int(cache.misses.get()), limit, size])
}

fn cache_clear(_: &Vm, args: &[Value]) -> Res {
    if let Some(cache) = args[0].downcast::<Cache>() {
        cache.hits.set(0);
        cache.misses.set(0);
        cache.results.clear();
    }
    Ok(Value::NONE)
}

const METHODS: &[Method] = &[
    Method::new("cache_info()", cache_info, "Report cache statistics"),
    Method::new("cache_clear()", cache_clear, "Clear the cache and cache statistics"),
    Method::new("__copy__()", |_, a| Ok(a[0].clone()), ""),
    Method::new("__deepcopy__(memo, /)", |_, a| Ok(a[0].clone()), ""),
    Method::new("__reduce__()", |vm, a| vm.get_attr(&a[0], &vm.names.dunder_qualname), ""),
];

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "_lru_cache_wrapper",
        module: "functools",
        kind: Cache::KIND,
        base: None,
        flags: TypeFlags { base: true, dict: true, weak: true, ..TypeFlags::default() },
        doc: "Create a cached callable that wraps another function.",
        slots: |slots| {
            slots.new = Some(new);
            slots.call = Some(call);
            slots.get = Some(|vm, v, object, _| match object.filter(|object| !object.is_none()) {
                Some(object) => {
                    Ok(vm.make(BoundMethod { function: v.clone(), receiver: object.clone() }).into())
                }
                None => Ok(v.clone()),
            });
        },
        methods: METHODS,
        getset: const { &[INSTANCE_DICT] },
    }
}
