//! The module `itertools`.
//!
//! Every iterator is an object of its own kind, 24 to 45 of the native kinds, and holds its state in cells: nothing stays
//! borrowed while code of a program runs.

mod accumulate;
mod batched;
mod chain;
mod combinations;
mod count;
mod cycle;
mod groupby;
mod islice;
mod permutations;
mod product;
mod repeat;
mod row;
mod select;
mod starmap;
mod tee;
mod zip_longest;

use taipan_vm::{
    Gc, Vm,
    native::{Function, ModuleSpec},
    objects::Type,
};

type Make = fn(&Vm) -> Gc<Type>;

const CLASSES: &[(&str, Make)] = &[
    ("accumulate", |vm| vm.add_type::<accumulate::Accumulate>(&accumulate::spec())),
    ("batched", |vm| vm.add_type::<batched::Batched>(&batched::spec())),
    ("pairwise", |vm| vm.add_type::<batched::Pairwise>(&batched::pairwise_spec())),
    ("chain", |vm| vm.add_type::<chain::Chain>(&chain::spec())),
    ("combinations", |vm| vm.add_type::<combinations::Combinations>(&combinations::spec())),
    ("combinations_with_replacement", |vm| {
        vm.add_type::<combinations::WithReplacement>(&combinations::with_replacement_spec())
    }),
    ("compress", |vm| vm.add_type::<select::Compress>(&select::compress_spec())),
    ("count", |vm| vm.add_type::<count::Count>(&count::spec())),
    ("cycle", |vm| vm.add_type::<cycle::Cycle>(&cycle::spec())),
    ("dropwhile", |vm| vm.add_type::<select::DropWhile>(&select::dropwhile_spec())),
    ("filterfalse", |vm| vm.add_type::<select::FilterFalse>(&select::filterfalse_spec())),
    ("groupby", |vm| vm.add_type::<groupby::GroupBy>(&groupby::spec())),
    ("_grouper", |vm| vm.add_type::<groupby::Grouper>(&groupby::grouper_spec())),
    ("islice", |vm| vm.add_type::<islice::ISlice>(&islice::spec())),
    ("permutations", |vm| vm.add_type::<permutations::Permutations>(&permutations::spec())),
    ("product", |vm| vm.add_type::<product::Product>(&product::spec())),
    ("repeat", |vm| vm.add_type::<repeat::Repeat>(&repeat::spec())),
    ("starmap", |vm| vm.add_type::<starmap::StarMap>(&starmap::spec())),
    ("takewhile", |vm| vm.add_type::<select::TakeWhile>(&select::takewhile_spec())),
    ("_tee", |vm| vm.add_type::<tee::Tee>(&tee::spec())),
    ("_tee_dataobject", |vm| vm.add_type::<tee::Block>(&tee::block_spec())),
    ("zip_longest", |vm| vm.add_type::<zip_longest::ZipLongest>(&zip_longest::spec())),
];

/// The module's row.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "itertools",
    doc: "Iterators for efficient loops.",
    functions: &[Function::new(
        "tee(iterable, n=2, /)",
        tee::tee,
        "Independent iterators over one iterable.",
    )],
    init: |vm, module| {
        CLASSES.iter().try_for_each(|(name, make)| vm.module_set(module, name, make(vm).into()))
    },
};
