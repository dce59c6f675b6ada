//! Method resolution order (C3 linearisation).

use crate::{
    Gc, Res, Value, Vm,
    objects::{Tuple, Type},
};

/// The order of a class with one base.
pub(crate) fn mro_of(vm: &Vm, class: &Gc<Type>, base: &Gc<Type>) -> Gc<Tuple> {
    let mut order = vec![class.value().clone()];
    if let Some(above) = base.mro() {
        order.extend_from_slice(&above);
    }
    vm.tuple_gc(order)
}

/// The C3 order of a class with these bases.
pub(crate) fn linearise(vm: &Vm, class: &Gc<Type>, bases: &[Gc<Type>]) -> Res<Vec<Value>> {
    if let [base] = bases {
        return Ok(mro_of(vm, class, base).to_vec());
    }
    for (at, base) in bases.iter().enumerate() {
        if bases[..at].iter().any(|other| other.is(base)) {
            return Err(vm.type_error(format!("duplicate base class {}", base.name())));
        }
    }
    let mut lists: Vec<Vec<Value>> =
        bases.iter().map(|base| base.mro().map_or_else(Vec::new, |mro| mro.to_vec())).collect();
    lists.push(bases.iter().map(|base| base.value().clone()).collect());
    let mut heads = vec![0; lists.len()];
    let mut order = vec![class.value().clone()];
    loop {
        let rest = |at: usize| &lists[at][heads[at]..];
        if (0..lists.len()).all(|at| rest(at).is_empty()) {
            return Ok(order);
        }
        let next = (0..lists.len()).filter_map(|at| rest(at).first()).find(|candidate| {
            (0..lists.len()).all(|at| !rest(at).iter().skip(1).any(|later| later.is(candidate)))
        });
        let Some(next) = next.cloned() else {
            return Err(inconsistent(vm, &lists, &heads));
        };
        for (list, head) in lists.iter().zip(&mut heads) {
            if list.get(*head).is_some_and(|first| first.is(&next)) {
                *head += 1;
            }
        }
        order.push(next);
    }
}

#[cold]
fn inconsistent(vm: &Vm, lists: &[Vec<Value>], heads: &[usize]) -> crate::Raised {
    let mut names: Vec<(Value, String)> = Vec::new();
    for (list, head) in lists.iter().zip(heads) {
        if let Some(first) = list.get(*head)
            && !names.iter().any(|(known, _)| known.is(first))
        {
            names.push((first.clone(), vm.type_name_of(first)));
        }
    }
    let names: Vec<String> = names.into_iter().map(|(_, name)| name).collect();
    vm.type_error(format!(
        "Cannot create a consistent method resolution order (MRO) for bases {}",
        names.join(", ")
    ))
}

impl Vm {
    /// Works out `__mro__` of a class whose bases are set: by the metaclass's `mro()` where it has one of its own.
    pub(crate) fn compute_mro(&self, class: &Gc<Type>) -> Res<Gc<Tuple>> {
        let bases = self.base_list(class);
        let meta = self.class_of(class.value());
        if !meta.is(&self.types.type_) {
            let found = self.type_lookup(&meta, &self.names.mro);
            let native = self.type_lookup(&self.types.type_, &self.names.mro);
            if let (Some(found), Some(native)) = (found, native)
                && !found.is(&native)
            {
                return self.custom_mro(class, &found);
            }
        }
        Ok(self.tuple_gc(linearise(self, class, &bases)?))
    }

    fn custom_mro(&self, class: &Gc<Type>, method: &Value) -> Res<Gc<Tuple>> {
        let result = self.call_found(method, class.value(), &[])?;
        let order = self.collect(&result)?;
        for item in &order {
            let Some(base) = item.as_type() else {
                return Err(
                    self.type_error(format!("mro() returned a non-class ('{}')", self.type_of(item).name()))
                );
            };
            if !super::bases::solid_base(class).is_subclass_of(&super::bases::solid_base(&base.gc())) {
                return Err(self
                    .type_error(format!("mro() returned base with unsuitable layout ('{}')", base.name())));
            }
        }
        Ok(self.tuple_gc(order))
    }

    /// `__bases__`, typed.
    pub(crate) fn base_list(&self, class: &Type) -> Vec<Gc<Type>> {
        let bases = class.bases.borrow().clone();
        bases.iter().flat_map(|bases| bases.iter()).filter_map(Value::downcast_gc).collect()
    }
}
