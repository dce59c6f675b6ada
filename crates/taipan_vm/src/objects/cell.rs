//! Cells: variables that closures share.

use taipan_bytecode::CompareOp;

use crate::{
    Body, Kind, Res, Tracer, Value, Vm,
    native::{Args, GetSet, TypeFlags, TypeSpec},
    objects::{Slot, Type},
};

/// A cell; empty while the variable is not bound.
#[derive(Default)]
pub struct CellObject {
    /// What it holds.
    pub contents: Slot,
}

impl Body for CellObject {
    const KIND: Kind = Kind::Cell;
    fn trace(&self, tracer: &mut Tracer<'_>) {
        self.contents.trace(tracer);
    }
    fn clear(&self, _: &Vm) {
        drop(self.contents.take());
    }
}

fn of(value: &Value) -> Option<&CellObject> {
    value.core()
}

fn new(vm: &Vm, class: &Type, args: Args<'_>) -> Res {
    if args.keyword_count() > 0 {
        return Err(vm.type_error("cell() takes no keyword arguments"));
    }
    let contents = match args.values {
        [] => Slot::empty(),
        [value] => Slot::new(value.clone()),
        others => {
            return Err(vm.type_error(format!("cell expected at most 1 argument, got {}", others.len())));
        }
    };
    Ok(vm.make_instance(class, CellObject { contents })?.into())
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Res {
    let (Some(x), Some(y)) = (of(a), of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    match (x.contents.given(), y.contents.given()) {
        (Some(x), Some(y)) => {
            let _depth = vm.enter_native(" in comparison")?;
            vm.compare(op, &x, &y)
        }
        // An empty cell is less than any other.
        (x, y) => {
            let (x, y) = (vm.int(x.is_some().into()), vm.int(y.is_some().into()));
            vm.compare(op, &x, &y)
        }
    }
}

/// The type's row.
pub(crate) fn spec() -> TypeSpec {
    const GETSET: &[GetSet] = &[GetSet::write(
        "cell_contents",
        |vm, v| of(v).and_then(|cell| cell.contents.given()).ok_or_else(|| vm.value_error("Cell is empty")),
        |_, v, value| {
            if let Some(cell) = of(v) {
                cell.contents.set(value.cloned().unwrap_or(Value::EMPTY));
            }
            Ok(())
        },
    )];
    TypeSpec {
        name: "cell",
        module: "builtins",
        kind: Kind::Cell,
        base: None,
        flags: TypeFlags::default(),
        doc: "Create a new cell object.",
        slots: |slots| {
            slots.new = Some(new);
            slots.compare = Some(compare);
            slots.repr = Some(|vm, v| {
                let at = vm.id_of(v);
                Ok(vm.str(&match of(v).and_then(|cell| cell.contents.given()) {
                    Some(held) => format!(
                        "<cell at {at:#x}: {} object at {:#x}>",
                        vm.type_of(&held).name(),
                        vm.id_of(&held)
                    ),
                    None => format!("<cell at {at:#x}: empty>"),
                }))
            });
        },
        methods: &[],
        getset: GETSET,
    }
}
