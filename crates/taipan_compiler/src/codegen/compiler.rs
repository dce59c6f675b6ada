//! The state of compiling a module, and its code objects.

use std::sync::Arc;

use indexmap::IndexSet;
use taipan_bytecode::{CodeFlags, CodeObject, Op};
use taipan_syntax::ast::{Expr, Mod, Stmt, StmtKind};
use taipan_syntax::{LineIndex, Span};

use crate::assemble::Assembler;
use crate::constants::Pool;
use crate::depth::Depth;
use crate::error::{Result, SyntaxError};
use crate::options::{CompileOptions, Mode};
use crate::registers::{FAR_START, Layout};
use crate::symtable::{Binding, MODULE, Name, ScopeId, SymbolTable};
use crate::unit::{Unit, UnitKind};

/// Near locals, where everything fits; then what is tried when the temporaries do not fit beside them.
const NEAR_LIMITS: [usize; 4] = [120, 60, 20, 1];

/// State of compiling a module.
pub(crate) struct Compiler<'a> {
    pub(crate) table: &'a SymbolTable,
    pub(crate) source: &'a LineIndex,
    filename: Arc<str>,
    options: CompileOptions,
    pub(super) depth: Depth,
    /// Where the statements end among which `from __future__` imports may stand.
    pub(super) future_end: u32,
    pub(crate) unit: Unit<'a>,
    pub(super) outer: Vec<Unit<'a>>,
}

/// What a new code object is.
#[derive(Clone, Copy)]
pub(crate) struct Spec<'n> {
    pub(crate) kind: UnitKind,
    pub(crate) scope: ScopeId,
    pub(crate) name: &'n str,
    /// Where `co_firstlineno` comes from.
    pub(crate) first: Option<Span>,
}

/// Compiles a whole module; see [`crate::compile`].
pub(crate) fn compile_module<'a>(
    module: &'a Mod,
    table: &'a SymbolTable,
    source: &'a LineIndex,
    filename: &str,
    options: CompileOptions,
) -> Result<CodeObject> {
    let spec = Spec { kind: UnitKind::Module, scope: MODULE, name: "<module>", first: None };
    for limit in NEAR_LIMITS {
        let mut compiler = Compiler {
            table,
            source,
            filename: filename.into(),
            options,
            depth: Depth::default(),
            future_end: future_end(module),
            unit: new_unit(table, spec, 1, "<module>".into(), limit),
            outer: Vec::new(),
        };
        if options.top_level_await && table.scope(MODULE).is_coroutine {
            compiler.unit.flags |= CodeFlags::COROUTINE;
        }
        compiler.module(module)?;
        let unit = compiler.unit;
        if unit.asm.overflow {
            continue;
        }
        return Ok(finish(unit, source, &compiler.filename));
    }
    Err(too_many_registers())
}

pub(super) fn too_many_registers() -> SyntaxError {
    SyntaxError::unsupported("too many values in use at once", None)
}

fn future_end(module: &Mod) -> u32 {
    let (Mod::Module { body } | Mod::Interactive { body }) = module else { return 0 };
    crate::future::prefix(body).checked_sub(1).map_or(0, |last| body[last].span.end)
}

fn new_unit<'a>(
    table: &SymbolTable,
    spec: Spec<'_>,
    first_line: u32,
    qualname: Arc<str>,
    limit: usize,
) -> Unit<'a> {
    let scope = table.scope(spec.scope);
    let params = scope.symbols.values().filter(|s| s.flags & crate::symtable::flag::PARAM != 0).count();
    let limit = if params <= 200 { limit.max(params) } else { limit };
    let layout = Layout::new(table, spec.scope, limit);
    let near = layout.near;
    let mut asm = Assembler::new();
    for register in 0..layout.params.min(near).min(128) {
        asm.assigned |= 1 << register;
    }
    Unit {
        kind: spec.kind,
        scope: spec.scope,
        scopes: vec![spec.scope],
        layout,
        asm,
        pool: Pool::default(),
        names: IndexSet::new(),
        free: scope.free.iter().cloned().collect(),
        name: spec.name.into(),
        qualname,
        first_line,
        flags: 0,
        arg_count: 0,
        pos_only: 0,
        kw_only: 0,
        next: near,
        high: near,
        blocks: Vec::new(),
        static_attributes: IndexSet::new(),
        annotations: Vec::new(),
        conditional: 0,
        conditional_depth: 0,
    }
}

fn finish(unit: Unit<'_>, source: &LineIndex, filename: &Arc<str>) -> CodeObject {
    let far = unit.layout.far();
    let nregs = if far > 0 { FAR_START + far } else { unit.high.max(1) };
    let assembled = unit.asm.finish(source);
    let mut static_attributes: Vec<Name> = unit.static_attributes.into_iter().collect();
    static_attributes.sort();
    CodeObject {
        name: unit.name,
        qualname: unit.qualname,
        filename: filename.clone(),
        first_line: unit.first_line,
        flags: CodeFlags(unit.flags),
        arg_count: unit.arg_count as u32,
        pos_only_arg_count: unit.pos_only as u32,
        kw_only_arg_count: unit.kw_only as u32,
        cells: unit.layout.cells.iter().map(|register| *register as u16).collect(),
        hidden: unit.layout.hidden.iter().map(|register| *register as u16).collect(),
        free_vars: unit.free,
        nlocals: unit.layout.near as u16,
        far_start: if far > 0 { FAR_START as u16 } else { nregs as u16 },
        nregs: nregs as u16,
        locals: unit.layout.names,
        code: assembled.code,
        consts: unit.pool.into_list(),
        names: unit.names.into_iter().collect(),
        exceptions: assembled.exceptions,
        positions: assembled.positions,
        static_attributes,
    }
}

impl<'a> Compiler<'a> {
    /// Compiles the code object of `spec`, whose body `body` emits (possibly more than once).
    pub(crate) fn nested(
        &mut self,
        spec: Spec<'_>,
        body: impl Fn(&mut Self) -> Result,
    ) -> Result<CodeObject> {
        let qualname: Arc<str> = self.qualname(spec.name, spec.kind).into();
        let first_line = spec.first.map_or(1, |span| self.source.line(span.start));
        for limit in NEAR_LIMITS {
            let mut unit = new_unit(self.table, spec, first_line, qualname.clone(), limit);
            let scope = self.table.scope(spec.scope);
            if scope.kind.is_function_like() {
                unit.flags |= CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
                if scope.nested {
                    unit.flags |= CodeFlags::NESTED;
                }
                if scope.method
                    && matches!(
                        spec.kind,
                        UnitKind::Function
                            | UnitKind::AsyncFunction
                            | UnitKind::Lambda
                            | UnitKind::GeneratorExp
                    )
                {
                    unit.flags |= CodeFlags::METHOD;
                }
                unit.flags |= match (scope.is_generator, scope.is_coroutine) {
                    _ if spec.kind == UnitKind::GeneratorExp && scope.is_coroutine => {
                        CodeFlags::ASYNC_GENERATOR
                    }
                    _ if spec.kind == UnitKind::GeneratorExp => CodeFlags::GENERATOR,
                    (true, true) => CodeFlags::ASYNC_GENERATOR,
                    (true, false) => CodeFlags::GENERATOR,
                    (false, true) => CodeFlags::COROUTINE,
                    (false, false) => 0,
                };
            }
            if self.table.future_annotations {
                unit.flags |= FUTURE_ANNOTATIONS;
            }
            self.outer.push(std::mem::replace(&mut self.unit, unit));
            self.prologue();
            let result = body(self);
            let Some(outer) = self.outer.pop() else { return Err(too_many_registers()) };
            let unit = std::mem::replace(&mut self.unit, outer);
            result?;
            if unit.asm.overflow {
                continue;
            }
            return Ok(finish(unit, self.source, &self.filename));
        }
        Err(too_many_registers())
    }

    fn qualname(&self, name: &str, kind: UnitKind) -> String {
        let mut parent = &self.unit;
        if matches!(parent.kind, UnitKind::TypeParams | UnitKind::Evaluator) {
            match self.outer.last() {
                Some(unit) if unit.kind != UnitKind::Module => parent = unit,
                _ => return name.to_owned(),
            }
        }
        let parent_scope = self.table.scope(parent.scope);
        if matches!(kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Class) {
            let mangled = crate::mangle::mangle(parent_scope.private.as_deref(), name);
            if parent_scope.symbols.get(&*mangled).is_some_and(|s| s.binding == Binding::GlobalExplicit) {
                return name.to_owned();
            }
        }
        match parent.kind {
            UnitKind::Module => name.to_owned(),
            UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda => {
                format!("{}.<locals>.{name}", parent.qualname)
            }
            _ => format!("{}.{name}", parent.qualname),
        }
    }

    fn prologue(&mut self) {
        self.unit.asm.place = None;
        for register in self.unit.layout.cells.clone() {
            self.make_cell(register);
        }
    }

    fn module(&mut self, module: &'a Mod) -> Result {
        self.prologue();
        if self.table.future_annotations {
            self.unit.flags |= FUTURE_ANNOTATIONS;
        }
        match module {
            Mod::Expression { body } => {
                let value = self.operand(body)?;
                self.emit(Op::Return, 0, value, self.take(value), &[]);
                Ok(())
            }
            Mod::Module { body } => {
                self.module_body(body, true)?;
                self.return_none();
                Ok(())
            }
            Mod::Interactive { body } => {
                self.module_body(body, false)?;
                self.return_none();
                Ok(())
            }
        }
    }

    fn module_body(&mut self, body: &'a [Stmt], docstring: bool) -> Result {
        self.begin_module_annotations(body)?;
        let mut rest = body;
        if docstring && let Some((text, span)) = self.docstring(body) {
            rest = &body[1..];
            if let Some(text) = text {
                self.at(span);
                let register = self.unit.alloc();
                self.load_const(register, text);
                self.store_special("__doc__", register);
                self.unit.next = register;
            }
        }
        for stmt in rest {
            self.stmt(stmt)?;
        }
        Ok(())
    }

    /// The docstring that `body` begins with; no text if docstrings are optimised away.
    pub(crate) fn docstring(&self, body: &'a [Stmt]) -> Option<(Option<taipan_bytecode::Const>, Span)> {
        let Some(Stmt { kind: StmtKind::Expr { value }, .. }) = body.first() else { return None };
        let text = docstring_text(value)?;
        let text = (self.options.optimize < 2).then(|| taipan_bytecode::Const::Str(text.into()));
        Some((text, value.span))
    }

    pub(crate) fn interactive(&self) -> bool {
        self.options.mode == Mode::Single && self.outer.is_empty()
    }

    pub(crate) fn options(&self) -> CompileOptions {
        self.options
    }
}

/// `from __future__ import annotations`
const FUTURE_ANNOTATIONS: u32 = 0x100_0000;

/// The text of a docstring without its common indentation.
fn docstring_text(value: &Expr) -> Option<Vec<u8>> {
    use taipan_syntax::ast::{Constant, ExprKind};
    match &value.kind {
        ExprKind::Constant { value: Constant::Str(text), .. } => {
            Some(crate::docstring::clean(text.as_bytes()))
        }
        _ => None,
    }
}
