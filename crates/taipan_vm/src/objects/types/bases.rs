//! What the bases of a class decide: its metaclass and its layout.

use crate::{Gc, Res, Value, Vm, objects::Type};

/// The class that gave instances of `class` their layout.
pub(crate) fn solid_base(class: &Gc<Type>) -> Gc<Type> {
    let mut class = class.clone();
    loop {
        let Some(base) = class.base() else { return class };
        if class.kind != base.kind || class.slot_count.get() != base.slot_count.get() {
            return class;
        }
        class = base;
    }
}

impl Vm {
    /// The most derived metaclass of `meta` and those of the bases.
    pub(crate) fn winning_metaclass(&self, meta: &Gc<Type>, bases: &[Value]) -> Res<Gc<Type>> {
        let mut winner = meta.clone();
        for base in bases {
            let other = self.class_of(base);
            if winner.is_subclass_of(&other) {
                continue;
            }
            if other.is_subclass_of(&winner) {
                winner = other;
                continue;
            }
            return Err(self.type_error(
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the \
                 metaclasses of all its bases",
            ));
        }
        Ok(winner)
    }

    /// The base whose layout the class extends (`__base__`), and all bases typed.
    pub(crate) fn best_base(&self, bases: &[Value]) -> Res<(Gc<Type>, Vec<Gc<Type>>)> {
        let mut typed = Vec::with_capacity(bases.len());
        let mut best: Option<(Gc<Type>, Gc<Type>)> = None;
        for base in bases {
            let Some(base) = base.downcast_gc::<Type>() else {
                return Err(self.type_error("bases must be types"));
            };
            if !base.heap_type && !base.flags.get().base {
                return Err(self.type_error(format!("type '{}' is not an acceptable base type", base.name())));
            }
            let solid = solid_base(&base);
            typed.push(base.clone());
            best = Some(match best {
                None => (base, solid),
                Some(known) if known.1.is_subclass_of(&solid) => known,
                Some(known) if solid.is_subclass_of(&known.1) => (base, solid),
                Some(_) => {
                    return Err(self.type_error("multiple bases have instance lay-out conflict"));
                }
            });
        }
        match best {
            Some((base, _)) => Ok((base, typed)),
            None => Ok((self.types.object.clone(), vec![self.types.object.clone()])),
        }
    }
}
