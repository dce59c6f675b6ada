//! `re.Match`.

use taipan_vm::{
    Body, Kind, Raised, Res, Tracer, Value, Vm,
    native::{GetSet, Method, TypeFlags, TypeSpec},
    objects::class_getitem,
};

use super::{
    engine::Spans,
    pattern::{Pattern, Region, fixed, of as pattern_of},
    subject::Subject,
    template::Template,
};

/// A match of a pattern in a text.
pub(super) struct Match {
    pattern: Value,
    pub(super) subject: Subject,
    pub(super) spans: Spans,
    from: usize,
    to: usize,
}

impl Body for Match {
    const KIND: Kind = Kind::ext(99);
    fn trace(&self, tracer: &mut Tracer<'_>) {
        tracer.visit(&self.pattern);
        self.subject.trace(tracer);
    }
}

impl Match {
    /// A match object.
    pub(super) fn make(vm: &Vm, pattern: &Value, region: &Region, spans: Spans) -> Value {
        let (pattern, subject) = (pattern.clone(), region.subject.clone());
        vm.make(Match { pattern, subject, spans, from: region.from, to: region.to }).into()
    }

    fn pattern<'a>(&'a self, vm: &Vm) -> Result<&'a Pattern, Raised> {
        pattern_of(vm, &self.pattern)
    }

    /// The group that a number or a name means.
    fn group(&self, vm: &Vm, which: &Value) -> Res<usize> {
        let number = match vm.index_clamped(which) {
            Ok(number) => usize::try_from(number).ok(),
            Err(raised) => {
                drop(vm.catch(raised, &vm.exceptions.type_error)?);
                let names = &self.pattern(vm)?.engine.names;
                let found = which.as_str().and_then(|name| names.iter().find(|(known, _)| known == name));
                found.map(|(_, group)| *group)
            }
        };
        match number.filter(|number| *number < self.spans.len()) {
            Some(number) => Ok(number),
            None => Err(vm.index_error("no such group")),
        }
    }

    /// The text of a group.
    pub(super) fn text(&self, vm: &Vm, group: usize) -> Option<Value> {
        self.spans[group].map(|(from, to)| self.subject.part(vm, from, to))
    }

    fn span(&self, group: usize) -> (i64, i64) {
        match self.spans[group] {
            Some((from, to)) => (self.subject.position(from) as i64, self.subject.position(to) as i64),
            None => (-1, -1),
        }
    }

    fn last(&self, vm: &Vm) -> Res<Option<usize>> {
        Ok(self.pattern(vm)?.engine.last_group(&self.spans))
    }
}

fn of<'a>(vm: &Vm, value: &'a Value) -> Result<&'a Match, Raised> {
    value.downcast::<Match>().ok_or_else(|| vm.type_error("a re.Match is required"))
}

fn one(vm: &Vm, this: &Match, which: &Value) -> Res {
    Ok(this.text(vm, this.group(vm, which)?).unwrap_or(Value::NONE))
}

fn group(vm: &Vm, args: &[Value]) -> Res {
    let this = of(vm, &args[0])?;
    let wanted = args[1].as_tuple().map_or(&[][..], |wanted| wanted.as_slice());
    match wanted {
        [] => Ok(this.text(vm, 0).unwrap_or(Value::NONE)),
        [which] => one(vm, this, which),
        _ => {
            let parts: Res<Vec<Value>> = wanted.iter().map(|which| one(vm, this, which)).collect();
            Ok(vm.tuple(parts?))
        }
    }
}

fn groups(vm: &Vm, args: &[Value]) -> Res {
    let this = of(vm, &args[0])?;
    let default = args[1].given().cloned().unwrap_or(Value::NONE);
    let part = |at| this.text(vm, at).unwrap_or_else(|| default.clone());
    Ok(vm.tuple((1..this.spans.len()).map(part).collect()))
}

fn groupdict(vm: &Vm, args: &[Value]) -> Res {
    let this = of(vm, &args[0])?;
    let default = args[1].given().cloned().unwrap_or(Value::NONE);
    let dict = vm.dict();
    for (name, at) in &this.pattern(vm)?.engine.names {
        dict.set_str(vm, name, this.text(vm, *at).unwrap_or_else(|| default.clone()))?;
    }
    Ok(dict.into())
}

fn span_of(vm: &Vm, args: &[Value]) -> Res<(i64, i64)> {
    let this = of(vm, &args[0])?;
    let at = match args[1].given() {
        Some(which) => this.group(vm, which)?,
        None => 0,
    };
    Ok(this.span(at))
}

fn pair(vm: &Vm, (from, to): (i64, i64)) -> Value {
    vm.tuple(vec![vm.int(from), vm.int(to)])
}

fn expand(vm: &Vm, args: &[Value]) -> Res {
    let this = of(vm, &args[0])?;
    let template = Template::parse(vm, this.pattern(vm)?, &args[1])?;
    template.expand(vm, &this.subject, &this.spans)
}

fn repr(vm: &Vm, value: &Value) -> Res {
    let this = of(vm, value)?;
    let (from, to) = this.span(0);
    let text = vm.repr_string(&this.text(vm, 0).unwrap_or(Value::NONE))?;
    let text: String = text.chars().take(50).collect();
    Ok(vm.str(&format!("<re.Match object; span=({from}, {to}), match={text}>")))
}

fn same(_: &Vm, args: &[Value]) -> Res {
    Ok(args[0].clone())
}

const METHODS: &[Method] = &[
    Method::new("group(*groups)", group, "One or more groups of the match."),
    Method::new("start(group=0, /)", |vm, args| Ok(vm.int(span_of(vm, args)?.0)), "Where a group begins."),
    Method::new("end(group=0, /)", |vm, args| Ok(vm.int(span_of(vm, args)?.1)), "Where a group ends."),
    Method::new(
        "span(group=0, /)",
        |vm, args| Ok(pair(vm, span_of(vm, args)?)),
        "Where a group begins and ends.",
    ),
    Method::new("groups(default=None)", groups, "All groups of the match, from 1 on."),
    Method::new("groupdict(default=None)", groupdict, "All named groups of the match."),
    Method::new("expand(template)", expand, "The template with its references to groups filled in."),
    Method::new("__copy__()", same, ""),
    Method::new("__deepcopy__(memo, /)", same, ""),
    Method::class("__class_getitem__(object, /)", class_getitem, "See PEP 585"),
];

const GETSET: &[GetSet] = &[
    fixed("string", |vm, v| Ok(of(vm, v)?.subject.string.clone())),
    fixed("re", |vm, v| Ok(of(vm, v)?.pattern.clone())),
    fixed("pos", |vm, v| Ok(vm.int(of(vm, v)?.from as i64))),
    fixed("endpos", |vm, v| Ok(vm.int(of(vm, v)?.to as i64))),
    GetSet::read("lastindex", |vm, v| {
        Ok(of(vm, v)?.last(vm)?.map_or(Value::NONE, |group| vm.int(group as i64)))
    }),
    GetSet::read("lastgroup", |vm, v| {
        let this = of(vm, v)?;
        let last = this.last(vm)?;
        let names = &this.pattern(vm)?.engine.names;
        let name = names.iter().find(|(_, group)| Some(*group) == last);
        Ok(name.map_or(Value::NONE, |(name, _)| vm.str(name)))
    }),
    GetSet::read("regs", |vm, v| {
        let this = of(vm, v)?;
        Ok(vm.tuple((0..this.spans.len()).map(|at| pair(vm, this.span(at))).collect()))
    }),
];

pub(super) fn spec() -> TypeSpec {
    TypeSpec {
        name: "Match",
        module: "re",
        kind: Match::KIND,
        base: None,
        flags: TypeFlags { no_new: true, ..TypeFlags::default() },
        doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
        slots: |slots| {
            slots.repr = Some(repr);
            slots.getitem = Some(|vm, v, which| one(vm, of(vm, v)?, which));
        },
        methods: METHODS,
        getset: GETSET,
    }
}
