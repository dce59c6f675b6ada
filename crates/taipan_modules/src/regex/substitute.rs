//! `sub`, `subn` and `split`.

use taipan_vm::{Res, Value, Vm};

use super::{
    engine::How,
    matched::Match,
    pattern::{Region, gave_up, of},
    template::Template,
};

/// What matches are replaced with.
enum Replacement {
    Call(Value),
    Template(Template),
}

fn limit(vm: &Vm, value: &Value) -> Res<usize> {
    match value.given() {
        Some(value) => Ok(match vm.index_clamped(value)? {
            0 => usize::MAX,
            // A negative limit allows none.
            count => usize::try_from(count).unwrap_or(usize::MAX),
        }),
        None => Ok(usize::MAX),
    }
}

fn replace(vm: &Vm, args: &[Value]) -> Res<(Value, usize)> {
    let pattern = of(vm, &args[0])?;
    let count = limit(vm, &args[3])?;
    let by = if vm.is_callable(&args[1]) {
        Replacement::Call(args[1].clone())
    } else {
        Replacement::Template(Template::parse(vm, pattern, &args[1])?)
    };
    let region = Region::new(vm, pattern, &args[2..3])?;
    let (subject, text) = (&region.subject, region.subject.text(vm)?);
    let (mut parts, mut done, mut at) = (Vec::new(), 0, 0);
    let Some(mut walk) = region.walk() else { return Ok((args[2].clone(), 0)) };
    while done < count {
        let found = walk.next(&pattern.engine, text, How::Search);
        let Some(spans) = found.map_err(|message| gave_up(vm, &message))? else { break };
        let Some((from, to)) = spans[0] else { break };
        vm.room_to_grow(&parts, 2)?;
        if at < from {
            parts.push(subject.part(vm, at, from));
        }
        let new = match &by {
            Replacement::Template(template) => template.expand(vm, subject, &spans)?,
            Replacement::Call(function) => vm.call(function, &[Match::make(vm, &args[0], &region, spans)])?,
        };
        if !new.is_none() {
            parts.push(new);
        }
        at = to;
        done += 1;
    }
    let end = subject.offset(subject.len());
    if done == 0 {
        return Ok((subject.part(vm, 0, end), 0));
    }
    if at < end {
        parts.push(subject.part(vm, at, end));
    }
    Ok((subject.join(vm, parts)?, done))
}

pub(super) fn sub(vm: &Vm, args: &[Value]) -> Res {
    Ok(replace(vm, args)?.0)
}

pub(super) fn subn(vm: &Vm, args: &[Value]) -> Res {
    let (text, count) = replace(vm, args)?;
    Ok(vm.tuple(vec![text, vm.int(count as i64)]))
}

pub(super) fn split(vm: &Vm, args: &[Value]) -> Res {
    let pattern = of(vm, &args[0])?;
    let count = limit(vm, &args[2])?;
    let region = Region::new(vm, pattern, &args[1..2])?;
    let (subject, text) = (&region.subject, region.subject.text(vm)?);
    let (mut parts, mut done, mut at) = (Vec::new(), 0, 0);
    let end = subject.offset(subject.len());
    if let Some(mut walk) = region.walk() {
        while done < count {
            let found = walk.next(&pattern.engine, text, How::Search);
            let Some(spans) = found.map_err(|message| gave_up(vm, &message))? else { break };
            let Some((from, to)) = spans[0] else { break };
            vm.room_to_grow(&parts, spans.len())?;
            parts.push(subject.part(vm, at, from));
            for span in &spans[1..] {
                parts.push(span.map_or(Value::NONE, |(from, to)| subject.part(vm, from, to)));
            }
            at = to;
            done += 1;
        }
    }
    parts.push(subject.part(vm, at, end));
    vm.list(parts)
}
