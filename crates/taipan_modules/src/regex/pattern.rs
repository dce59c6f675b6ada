//! `re.Pattern`: searching.

use std::rc::Rc;

use taipan_vm::{
    Body, CompareOp, Kind, Raised, Res, Tracer, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
    objects::class_getitem,
};

use super::{
    engine::{Engine, How, Walk},
    flags::{ASCII, DEBUG, DOTALL, IGNORECASE, LOCALE, MULTILINE, UNICODE, VERBOSE},
    matched::Match,
    scanner::Scanner,
    subject::Subject,
    substitute::{split, sub, subn},
};

/// A pattern that has been compiled.
pub(super) struct Pattern {
    pub(super) engine: Rc<Engine>,
    pub(super) pattern: Value,
    pub(super) flags: u32,
    /// `groupindex`: a view of a dict.
    pub(super) index: Value,
}

impl Body for Pattern {
    const KIND: Kind = Kind::ext(98);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.pattern);
        tracer.visit(&self.index);
    }
}

impl Pattern {
    pub(super) fn is_bytes(&self) -> bool {
        self.pattern.as_str_object().is_none()
    }
}

/// The pattern that a method was called on.
pub(super) fn of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Pattern, Raised> {
    value.downcast::<Pattern>().ok_or_else(|| vm.type_error("a re.Pattern is required"))
}

/// Raises what the engine says.
#[cold]
pub(super) fn gave_up(vm: &Vm, message: &str) -> Raised {
    vm.runtime_error(format!("the regular expression engine gave up: {message}"))
}

/// A text and the part of it that is looked at.
pub(super) struct Region {
    pub(super) subject: Subject,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Region {
    /// From the arguments `string`, `pos` and `endpos`.
    pub(super) fn new(vm: &Vm, pattern: &Pattern, args: &[Value]) -> Result<Region, Raised> {
        let subject = Subject::new(vm, &args[0], pattern.is_bytes())?;
        let len = subject.len();
        let limit = |value: Option<&Value>, default: usize| -> Res<usize> {
            match value {
                Some(value) => Ok((vm.index_clamped(value)?.max(0) as usize).min(len)),
                None => Ok(default),
            }
        };
        let from = limit(args.get(1).and_then(Value::given), 0)?;
        let to = limit(args.get(2).and_then(Value::given), len)?;
        Ok(Region { subject, from, to })
    }

    /// A walk over its matches; nothing where the end lies before the start.
    pub(super) fn walk(&self) -> Option<Walk> {
        let (from, to) = (self.subject.offset(self.from), self.subject.offset(self.to));
        (from <= to).then(|| Walk::new(from, to))
    }
}

fn find(vm: &Vm, args: &[Value], how: How) -> Res {
    let pattern = of(vm, &args[0])?;
    let region = Region::new(vm, pattern, &args[1..])?;
    if region.from > region.to {
        return Ok(Value::NONE);
    }
    let (from, to) = (region.subject.offset(region.from), region.subject.offset(region.to));
    let found = pattern.engine.find(region.subject.text(vm)?, from, to, how);
    match found.map_err(|message| gave_up(vm, &message))? {
        Some(spans) => Ok(Match::make(vm, &args[0], &region, spans)),
        None => Ok(Value::NONE),
    }
}

fn findall(vm: &Vm, args: &[Value]) -> Res {
    let pattern = of(vm, &args[0])?;
    let region = Region::new(vm, pattern, &args[1..])?;
    let all = vm.list_gc();
    let Some(mut walk) = region.walk() else { return Ok(all.into()) };
    let (subject, text) = (&region.subject, region.subject.text(vm)?);
    let empty = || subject.part(vm, 0, 0);
    while let Some(spans) =
        walk.next(&pattern.engine, text, How::Search).map_err(|message| gave_up(vm, &message))?
    {
        let part = |at: usize| match spans[at] {
            Some((from, to)) => subject.part(vm, from, to),
            None => empty(),
        };
        all.push(match spans.len() {
            1 => part(0),
            2 => part(1),
            count => vm.tuple((1..count).map(part).collect()),
        })?;
        vm.tick(1)?;
    }
    Ok(all.into())
}

fn finditer(vm: &Vm, args: &[Value]) -> Res {
    let scanner = Scanner::make(vm, args)?;
    let search = vm.get_attr_str(&scanner, "search")?;
    vm.callable_iterator(&search, &Value::NONE)
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let this = of(vm, value)?;
    let shown: String = vm.repr_string(&this.pattern)?.chars().take(200).collect();
    let mut flags = this.flags;
    if !this.is_bytes() && flags & (LOCALE | UNICODE | ASCII) == UNICODE {
        flags &= !UNICODE;
    }
    let names = [
        (IGNORECASE, "re.IGNORECASE"),
        (MULTILINE, "re.MULTILINE"),
        (DOTALL, "re.DOTALL"),
        (VERBOSE, "re.VERBOSE"),
        (DEBUG, "re.DEBUG"),
        (ASCII, "re.ASCII"),
        (LOCALE, "re.LOCALE"),
        (UNICODE, "re.UNICODE"),
    ];
    let mut parts = Vec::new();
    for (flag, name) in names {
        if flags & flag != 0 {
            parts.push(name.to_owned());
            flags &= !flag;
        }
    }
    if flags != 0 {
        parts.push(format!("{flags:#x}"));
    }
    Ok(vm.str(&if parts.is_empty() {
        format!("re.compile({shown})")
    } else {
        format!("re.compile({shown}, {})", parts.join("|"))
    }))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let wanted = match op {
        CompareOp::Eq => true,
        CompareOp::Ne => false,
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    let (Some(left), Some(right)) = (a.downcast::<Pattern>(), b.downcast::<Pattern>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let same = a.is(b)
        || left.flags == right.flags
            && left.is_bytes() == right.is_bytes()
            && vm.equal(&left.pattern, &right.pattern)?;
    Ok(Value::bool(same == wanted))
}

fn same(_: &Vm, args: &[Value]) -> Res {
    Ok(args[0].clone())
}

const METHODS: &[Method] = &[
    Method::new(
        "match(string, pos=0, endpos=9223372036854775807)",
        |vm, args| find(vm, args, How::Match),
        "Matches zero or more characters at the beginning of the string.",
    ),
    Method::new(
        "fullmatch(string, pos=0, endpos=9223372036854775807)",
        |vm, args| find(vm, args, How::Full),
        "Matches against all of the string.",
    ),
    Method::new(
        "search(string, pos=0, endpos=9223372036854775807)",
        |vm, args| find(vm, args, How::Search),
        "Scan through string looking for a match, and return a corresponding match object instance.",
    ),
    Method::new("sub(repl, string, count=0)", sub, "The string with matches replaced by repl."),
    Method::new(
        "subn(repl, string, count=0)",
        subn,
        "The string with matches replaced by repl, and how many there were.",
    ),
    Method::new(
        "findall(string, pos=0, endpos=9223372036854775807)",
        findall,
        "A list of all matches that do not overlap.",
    ),
    Method::new("split(string, maxsplit=0)", split, "Split string by the occurrences of pattern."),
    Method::new(
        "finditer(string, pos=0, endpos=9223372036854775807)",
        finditer,
        "An iterator over all matches that do not overlap.",
    ),
    Method::new(
        "scanner(string, pos=0, endpos=9223372036854775807)",
        Scanner::make,
        "What finds one match after the other.",
    ),
    Method::new("__copy__()", same, ""),
    Method::new("__deepcopy__(memo, /)", same, ""),
    Method::class("__class_getitem__(object, /)", class_getitem, "See PEP 585"),
];

/// An attribute that says of itself that it is read-only.
pub(super) const fn fixed(name: &'static str, get: fn(&Vm, &Value) -> Res) -> GetSet {
    GetSet::write(name, get, |vm, v, _| Err(vm.attribute_error(v, &Value::NONE, "readonly attribute")))
}

const GETSET: &[GetSet] = &[
    fixed("pattern", |vm, v| Ok(of(vm, v)?.pattern.clone())),
    fixed("flags", |vm, v| Ok(vm.int(of(vm, v)?.flags.into()))),
    fixed("groups", |vm, v| Ok(vm.int(of(vm, v)?.engine.groups() as i64))),
    GetSet::read("groupindex", |vm, v| Ok(of(vm, v)?.index.clone())),
];

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "Pattern",
        module: "re",
        kind: Pattern::KIND,
        base: None,
        flags: TypeFlags { no_new: true, weak: true, ..TypeFlags::default() },
        doc: "Compiled regular expression object.",
        slots: |slots| {
            slots.repr = Some(repr);
            slots.compare = Some(compare);
            slots.hash = Some(|vm, v| {
                let this = of(vm, v)?;
                Ok(vm.hash(&this.pattern)? ^ i64::from(this.flags))
            });
        },
        methods: METHODS,
        getset: GETSET,
    }
}
