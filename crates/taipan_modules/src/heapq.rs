//! The module `_heapq`: binary heaps in lists. Comparing may change the list, which is then an error.

use taipan_vm::{
    Gc, Raised, Res, Value, Vm,
    native::{Function, ModuleSpec},
    objects::List,
};

/// The module's row.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_heapq",
    doc: "Heap queue algorithm.",
    functions: FUNCTIONS,
    init: |vm, module| {
        let about = "Heaps are lists in which no item is less than the one at half its position.";
        vm.module_set(module, "__about__", vm.str(about))
    },
};

/// Which end of the order comes first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Least,
    Greatest,
}

struct Heap<'a> {
    vm: &'a Vm,
    list: Gc<List>,
    first: First,
    len: usize,
}

impl<'a> Heap<'a> {
    fn of(vm: &'a Vm, name: &str, args: &[Value], first: First) -> Res<Heap<'a>> {
        match args[0].downcast_gc::<List>() {
            Some(list) => Ok(Heap { vm, len: list.len(), list, first }),
            None => {
                let at = if args.len() > 1 { " 1" } else { "" };
                let class = vm.type_of(&args[0]).name().to_owned();
                Err(vm.type_error(format!("{name}() argument{at} must be list, not {class}")))
            }
        }
    }

    fn changed(&self) -> Raised {
        self.vm.runtime_error("list changed size during iteration")
    }

    fn get(&self, at: usize) -> Res {
        self.list.get(at).ok_or_else(|| self.changed())
    }

    /// Whether `a` comes before `b`.
    fn before(&self, a: &Value, b: &Value) -> Res<bool> {
        let before = match self.first {
            First::Least => self.vm.less(a, b)?,
            First::Greatest => self.vm.less(b, a)?,
        };
        if self.list.len() == self.len { Ok(before) } else { Err(self.changed()) }
    }

    fn swap(&self, a: usize, b: usize) {
        if let (Some(x), Some(y)) = (self.list.get(a), self.list.get(b)) {
            self.list.set(a, y);
            self.list.set(b, x);
        }
    }

    /// Moves the item at `at` towards the root, not past `root`, until its parent comes before it.
    fn rise(&self, root: usize, mut at: usize) -> Res<()> {
        while at > root {
            let parent = (at - 1) / 2;
            if !self.before(&self.get(at)?, &self.get(parent)?)? {
                break;
            }
            self.swap(at, parent);
            at = parent;
        }
        Ok(())
    }

    /// Moves the item at `root` down to a leaf, the child that comes first taking its place each time, then up again.
    fn sink(&self, root: usize) -> Res<()> {
        let mut at = root;
        while at < self.len / 2 {
            let mut child = 2 * at + 1;
            if child + 1 < self.len && !self.before(&self.get(child)?, &self.get(child + 1)?)? {
                child += 1;
            }
            self.swap(at, child);
            at = child;
        }
        self.rise(root, at)
    }

    fn push(self, item: &Value) -> Res {
        self.list.push(item.clone())?;
        let grown = Heap { len: self.len + 1, ..self };
        grown.rise(0, grown.len - 1)?;
        Ok(Value::NONE)
    }

    fn pop(self) -> Res {
        let Some(last) = self.list.pop() else { return Err(self.vm.index_error("index out of range")) };
        if self.len == 1 {
            return Ok(last);
        }
        let shrunk = Heap { len: self.len - 1, ..self };
        let Some(root) = shrunk.list.set(0, last) else { return Err(shrunk.changed()) };
        shrunk.sink(0)?;
        Ok(root)
    }

    fn replace(self, item: &Value) -> Res {
        let Some(root) = self.list.set(0, item.clone()) else {
            return Err(self.vm.index_error("index out of range"));
        };
        self.sink(0)?;
        Ok(root)
    }

    fn push_pop(self, item: &Value) -> Res {
        if self.len == 0 || !self.before(&self.get(0)?, item)? {
            return Ok(item.clone());
        }
        self.replace(item)
    }

    fn heapify(self) -> Res {
        (0..self.len / 2).rev().try_for_each(|at| self.sink(at))?;
        Ok(Value::NONE)
    }
}

const FUNCTIONS: &[Function] = &[
    Function::new(
        "heappush(heap, item, /)",
        |vm, args| Heap::of(vm, "heappush", args, First::Least)?.push(&args[1]),
        "Adds an item to a heap.",
    ),
    Function::new(
        "heappop(heap, /)",
        |vm, args| Heap::of(vm, "heappop", args, First::Least)?.pop(),
        "Takes the least item from a heap.",
    ),
    Function::new(
        "heapreplace(heap, item, /)",
        |vm, args| Heap::of(vm, "heapreplace", args, First::Least)?.replace(&args[1]),
        "Takes the least item from a heap and adds another.",
    ),
    Function::new(
        "heappushpop(heap, item, /)",
        |vm, args| Heap::of(vm, "heappushpop", args, First::Least)?.push_pop(&args[1]),
        "Adds an item to a heap and takes the least one.",
    ),
    Function::new(
        "heapify(heap, /)",
        |vm, args| Heap::of(vm, "heapify", args, First::Least)?.heapify(),
        "Makes a list a heap.",
    ),
    Function::new(
        "heappush_max(heap, item, /)",
        |vm, args| Heap::of(vm, "heappush_max", args, First::Greatest)?.push(&args[1]),
        "Adds an item to a max-heap.",
    ),
    Function::new(
        "heappop_max(heap, /)",
        |vm, args| Heap::of(vm, "heappop_max", args, First::Greatest)?.pop(),
        "Takes the greatest item from a max-heap.",
    ),
    Function::new(
        "heapreplace_max(heap, item, /)",
        |vm, args| Heap::of(vm, "heapreplace_max", args, First::Greatest)?.replace(&args[1]),
        "Takes the greatest item from a max-heap and adds another.",
    ),
    Function::new(
        "heappushpop_max(heap, item, /)",
        |vm, args| Heap::of(vm, "heappushpop_max", args, First::Greatest)?.push_pop(&args[1]),
        "Adds an item to a max-heap and takes the greatest one.",
    ),
    Function::new(
        "heapify_max(heap, /)",
        |vm, args| Heap::of(vm, "heapify_max", args, First::Greatest)?.heapify(),
        "Makes a list a max-heap.",
    ),
];
