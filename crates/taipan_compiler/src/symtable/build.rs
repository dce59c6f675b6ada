//! The walk over statements that notes definitions and uses.

use std::collections::{BTreeSet, HashMap, HashSet};

use indexmap::IndexMap;
use taipan_syntax::Span;
use taipan_syntax::ast::{Alias, Arguments, Expr, ExprKind, Mod, Stmt, StmtKind, WithItem};

use super::{Binding, MODULE, Name, Part, Scope, ScopeId, ScopeKind, Symbol, SymbolTable, address, flag};
use crate::depth::{Depth, with_stack};
use crate::error::{Result, SyntaxError};
use crate::mangle::mangle;

/// State of the walk.
pub(super) struct Builder {
    pub(super) table: SymbolTable,
    pub(super) current: ScopeId,
    pub(super) private: Option<Name>,
    pub(super) depth: Depth,
    /// Inside of `if`, loops, `try`, `with` or `match` of the current module or class body.
    pub(super) conditional: bool,
    /// The target of a comprehension's `for` is being visited.
    pub(super) iteration_target: bool,
    /// Inside of a `finally` body, and neither of a loop nor of a function there.
    pub(super) in_finally: bool,
    names: HashSet<Name>,
}

pub(super) fn build(module: &Mod, future_annotations: bool) -> Result<SymbolTable> {
    let table = SymbolTable {
        scopes: Vec::new(),
        by_node: HashMap::new(),
        future_annotations,
        warnings: Vec::new(),
        exits: Vec::new(),
    };
    let mut builder = Builder {
        table,
        current: MODULE,
        private: None,
        depth: Depth::default(),
        conditional: false,
        iteration_target: false,
        in_finally: false,
        names: HashSet::new(),
    };
    builder.enter(module, Part::Body, ScopeKind::Module);
    match module {
        Mod::Module { body } | Mod::Interactive { body } => builder.body(body)?,
        Mod::Expression { body } => builder.expr(body)?,
    }
    Ok(builder.table)
}

impl Builder {
    /// Opens a scope for `part` of `node` and makes it the current one. Leave it with [`Builder::leave`].
    pub(super) fn enter<T>(&mut self, node: &T, part: Part, kind: ScopeKind) -> ScopeId {
        let id = ScopeId(self.table.scopes.len() as u32);
        let parent = (id != MODULE).then_some(self.current);
        let mut scope = Scope {
            kind,
            parent,
            frame: id,
            symbols: IndexMap::new(),
            children: Vec::new(),
            free: BTreeSet::new(),
            private: self.private.clone(),
            sees_class: None,
            nested: false,
            method: false,
            is_generator: false,
            is_coroutine: false,
            is_async_def: false,
            has_walrus: false,
            class_cell: false,
            classdict_cell: false,
            conditional_cell: false,
            conditional_annotations: false,
            annotations: None,
            directives: Vec::new(),
            unevaluated: false,
            in_iterable: 0,
            what: "",
        };
        if let Some(parent) = parent {
            self.table.scope_mut(parent).children.push(id);
            let outer = self.table.scope(parent);
            if kind == ScopeKind::Comprehension {
                scope.frame = outer.frame;
            }
            scope.in_iterable = outer.in_iterable;
            scope.nested = outer.nested || outer.kind.is_function_like();
            scope.method = outer.kind == ScopeKind::Class;
            let textual = kind == ScopeKind::Annotation && self.table.future_annotations;
            if kind.is_annotation_like() && !textual {
                scope.sees_class =
                    if outer.kind == ScopeKind::Class { Some(parent) } else { outer.sees_class };
            }
        }
        let sees_class = scope.sees_class.is_some();
        self.table.scopes.push(scope);
        self.table.by_node.insert((address(node), part), id);
        self.current = id;
        if sees_class {
            self.define("__classdict__", flag::USE);
        }
        id
    }

    /// Closes the current scope.
    pub(super) fn leave(&mut self) {
        self.current = self.scope().parent.unwrap_or(MODULE);
    }

    pub(super) fn scope(&mut self) -> &mut Scope {
        self.table.scope_mut(self.current)
    }

    pub(super) fn frame(&mut self) -> &mut Scope {
        let frame = self.scope().frame;
        self.table.scope_mut(frame)
    }

    pub(super) fn name(&mut self, name: &str) -> Name {
        let mangled = mangle(self.private.as_deref(), name);
        if let Some(known) = self.names.get(&*mangled) {
            return known.clone();
        }
        let new = Name::from(&*mangled);
        self.names.insert(new.clone());
        new
    }

    /// The flags of a (not yet mangled) name in the current scope.
    pub(super) fn flags(&mut self, name: &str) -> u16 {
        let name = self.name(name);
        self.scope().symbols.get(&name).map_or(0, |symbol| symbol.flags)
    }

    pub(super) fn define(&mut self, name: &str, flags: u16) {
        self.define_in(self.current, name, flags);
    }

    pub(super) fn define_in(&mut self, scope: ScopeId, name: &str, flags: u16) {
        let name = self.name(name);
        let fresh = Symbol { flags: 0, binding: Binding::GlobalImplicit, owner: scope, cell: false };
        self.table.scope_mut(scope).symbols.entry(name).or_insert(fresh).flags |= flags;
    }

    /// Notes that the statement or target at `span` binds `name`.
    pub(super) fn assign(&mut self, name: &str, span: Span) -> Result {
        forbid_debug(name, "assign to", span)?;
        self.define(name, flag::LOCAL);
        Ok(())
    }

    pub(super) fn directive(&mut self, name: &str, span: Span) {
        let name = self.name(name);
        self.scope().directives.push((name, span));
    }

    pub(super) fn body(&mut self, body: &[Stmt]) -> Result {
        body.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn conditional_body(&mut self, body: &[Stmt]) -> Result {
        let outer = std::mem::replace(&mut self.conditional, true);
        let result = self.body(body);
        self.conditional = outer;
        result
    }

    fn loop_body(&mut self, body: &[Stmt]) -> Result {
        let outside = std::mem::replace(&mut self.in_finally, false);
        let result = self.conditional_body(body);
        self.in_finally = outside;
        result
    }

    fn stmt(&mut self, stmt: &Stmt) -> Result {
        self.depth.enter()?;
        with_stack(|| self.stmt_inner(stmt))?;
        self.depth.leave();
        Ok(())
    }

    fn stmt_inner(&mut self, stmt: &Stmt) -> Result {
        match &stmt.kind {
            StmtKind::FunctionDef { name, args, body, decorator_list, returns, type_params }
            | StmtKind::AsyncFunctionDef { name, args, body, decorator_list, returns, type_params } => {
                self.assign(name, stmt.span)?;
                self.exprs(decorator_list)?;
                self.defaults(args)?;
                let generic = !type_params.is_empty();
                if generic {
                    self.enter_type_params(stmt, type_params)?;
                    if !args.defaults.is_empty() {
                        self.define(".defaults", flag::PARAM);
                    }
                    if args.kw_defaults.iter().any(Option::is_some) {
                        self.define(".kwdefaults", flag::PARAM);
                    }
                }
                self.signature(args, returns.as_deref())?;
                let outer = std::mem::replace(&mut self.conditional, false);
                self.enter(stmt, Part::Body, ScopeKind::Function);
                if matches!(stmt.kind, StmtKind::AsyncFunctionDef { .. }) {
                    self.scope().is_coroutine = true;
                    self.scope().is_async_def = true;
                }
                self.parameters(args)?;
                let outside = std::mem::replace(&mut self.in_finally, false);
                self.body(body)?;
                self.in_finally = outside;
                self.leave();
                if generic {
                    self.leave();
                }
                self.conditional = outer;
                Ok(())
            }
            StmtKind::ClassDef { name, bases, keywords, body, decorator_list, type_params } => {
                self.assign(name, stmt.span)?;
                self.exprs(decorator_list)?;
                let outer = std::mem::replace(&mut self.conditional, false);
                let outer_private = self.private.clone();
                let generic = !type_params.is_empty();
                if generic {
                    self.private = Some(Name::from(&**name));
                    self.enter_type_params(stmt, type_params)?;
                    self.define(".type_params", flag::LOCAL);
                    self.define(".type_params", flag::USE);
                    self.define(".generic_base", flag::LOCAL | flag::USE);
                }
                self.exprs(bases)?;
                for keyword in keywords {
                    self.keyword(keyword)?;
                }
                self.private = Some(Name::from(&**name));
                self.enter(stmt, Part::Body, ScopeKind::Class);
                if generic {
                    self.define("__type_params__", flag::LOCAL);
                    self.define(".type_params", flag::USE);
                }
                self.body(body)?;
                self.leave();
                if generic {
                    self.leave();
                }
                self.private = outer_private;
                self.conditional = outer;
                Ok(())
            }
            StmtKind::Return { value } => {
                self.warn_of_exit("return", stmt.span);
                self.optional(value.as_deref())
            }
            StmtKind::Delete { targets } => {
                targets.iter().try_for_each(|target| self.target(target, "delete"))
            }
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                targets.iter().try_for_each(|target| self.target(target, "assign to"))
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.type_alias(stmt, name, type_params, value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target, "assign to")?;
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(stmt, target, annotation, value.as_deref(), *simple)
            }
            StmtKind::For { target, iter, body, orelse } => {
                self.expr(iter)?;
                self.target(target, "assign to")?;
                self.loop_body(body)?;
                self.conditional_body(orelse)
            }
            StmtKind::AsyncFor { target, iter, body, orelse } => {
                self.top_level_coroutine();
                self.expr(iter)?;
                self.target(target, "assign to")?;
                self.loop_body(body)?;
                self.conditional_body(orelse)
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test)?;
                self.loop_body(body)?;
                self.conditional_body(orelse)
            }
            StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.conditional_body(body)?;
                let mut rest = orelse;
                while let [Stmt { kind: StmtKind::If { test, body, orelse }, .. }] = rest.as_slice() {
                    self.expr(test)?;
                    self.conditional_body(body)?;
                    rest = orelse;
                }
                self.conditional_body(rest)
            }
            StmtKind::With { items, body } => {
                self.with_items(items)?;
                self.conditional_body(body)
            }
            StmtKind::AsyncWith { items, body } => {
                self.top_level_coroutine();
                self.with_items(items)?;
                self.conditional_body(body)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.optional(case.guard.as_deref())?;
                    self.conditional_body(&case.body)?;
                }
                Ok(())
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(exc.as_deref())?;
                self.optional(cause.as_deref())
            }
            StmtKind::Try { body, handlers, orelse, finalbody }
            | StmtKind::TryStar { body, handlers, orelse, finalbody } => {
                self.conditional_body(body)?;
                for handler in handlers {
                    self.optional(handler.r#type.as_deref())?;
                    if let Some(name) = &handler.name {
                        self.assign(name, handler.span)?;
                        self.define(name, flag::DELETED);
                    }
                    self.conditional_body(&handler.body)?;
                }
                self.conditional_body(orelse)?;
                let outside = std::mem::replace(&mut self.in_finally, true);
                self.conditional_body(finalbody)?;
                self.in_finally = outside;
                Ok(())
            }
            StmtKind::Assert { test, msg } => {
                self.warn_of_assertion(test, stmt.span);
                self.expr(test)?;
                self.optional(msg.as_deref())
            }
            StmtKind::Import { names } => names.iter().try_for_each(|alias| self.alias(alias)),
            StmtKind::ImportFrom { names, .. } => names.iter().try_for_each(|alias| {
                if &*alias.name == "*" {
                    if self.scope().kind == ScopeKind::Module {
                        return Ok(());
                    }
                    return Err(SyntaxError::new("import * only allowed at module level", alias.span));
                }
                self.alias(alias)
            }),
            StmtKind::Global { names } => names.iter().try_for_each(|name| self.global(name, stmt.span)),
            StmtKind::Nonlocal { names } => names.iter().try_for_each(|name| self.nonlocal(name, stmt.span)),
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Break => {
                self.warn_of_exit("break", stmt.span);
                Ok(())
            }
            StmtKind::Continue => {
                self.warn_of_exit("continue", stmt.span);
                Ok(())
            }
            StmtKind::Pass => Ok(()),
        }
    }

    fn with_items(&mut self, items: &[WithItem]) -> Result {
        for item in items {
            self.expr(&item.context_expr)?;
            if let Some(target) = &item.optional_vars {
                self.target(target, "assign to")?;
            }
        }
        Ok(())
    }

    /// `async for` and `async with` outside of functions make a module a coroutine (if that is allowed at all).
    pub(super) fn top_level_coroutine(&mut self) {
        if self.frame().kind == ScopeKind::Module {
            self.frame().is_coroutine = true;
        }
    }

    fn alias(&mut self, alias: &Alias) -> Result {
        let name = alias.asname.as_deref().unwrap_or_else(|| alias.name.split('.').next().unwrap_or(""));
        forbid_debug(name, "assign to", alias.span)?;
        self.define(name, flag::IMPORT);
        Ok(())
    }

    fn global(&mut self, name: &str, span: Span) -> Result {
        let flags = self.flags(name);
        if let Some(problem) = misplaced(flags, name, "global") {
            return Err(SyntaxError::new(problem, span));
        }
        self.define(name, flag::GLOBAL);
        // The module's own uses of the name then mean the globals too, should its namespace be another mapping.
        self.define_in(MODULE, name, flag::GLOBAL);
        self.directive(name, span);
        Ok(())
    }

    fn nonlocal(&mut self, name: &str, span: Span) -> Result {
        if self.scope().kind == ScopeKind::Module {
            return Err(SyntaxError::new("nonlocal declaration not allowed at module level", span));
        }
        let flags = self.flags(name);
        if let Some(problem) = misplaced(flags, name, "nonlocal") {
            return Err(SyntaxError::new(problem, span));
        }
        self.define(name, flag::NONLOCAL);
        self.directive(name, span);
        Ok(())
    }

    /// The default values, which belong to the scope around the function.
    pub(super) fn defaults(&mut self, args: &Arguments) -> Result {
        self.exprs(&args.defaults)?;
        args.kw_defaults.iter().flatten().try_for_each(|value| self.expr(value))
    }

    /// The parameters, in the order of `co_varnames`.
    pub(super) fn parameters(&mut self, args: &Arguments) -> Result {
        let lists = [&args.posonlyargs, &args.args, &args.kwonlyargs];
        let rest = args.vararg.iter().chain(args.kwarg.iter()).map(|arg| &**arg);
        for arg in lists.into_iter().flatten().chain(rest) {
            forbid_debug(&arg.arg, "assign to", arg.span)?;
            if self.flags(&arg.arg) & flag::PARAM != 0 {
                let message = format!("duplicate argument '{}' in function definition", arg.arg);
                return Err(SyntaxError::new(message, arg.span));
            }
            self.define(&arg.arg, flag::PARAM);
        }
        Ok(())
    }

    /// A place that is assigned to or deleted.
    pub(super) fn target(&mut self, target: &Expr, verb: &str) -> Result {
        match &target.kind {
            ExprKind::Name { id } => {
                forbid_debug(id, verb, target.span)?;
                if verb == "delete" {
                    self.define(id, flag::DELETED);
                }
                self.bind_target(id, target.span)
            }
            ExprKind::Tuple { elts } | ExprKind::List { elts } => {
                self.depth.enter()?;
                with_stack(|| elts.iter().try_for_each(|elt| self.target(elt, verb)))?;
                self.depth.leave();
                Ok(())
            }
            ExprKind::Starred { value } => self.target(value, verb),
            ExprKind::Attribute { attr, .. } => {
                forbid_debug(attr, verb, target.span)?;
                self.expr(target)
            }
            _ => self.expr(target),
        }
    }
}

/// Why a name may not be declared `global` or `nonlocal` any more.
fn misplaced(flags: u16, name: &str, what: &str) -> Option<String> {
    if flags & flag::PARAM != 0 {
        Some(format!("name '{name}' is parameter and {what}"))
    } else if flags & flag::USE != 0 {
        Some(format!("name '{name}' is used prior to {what} declaration"))
    } else if flags & flag::ANNOTATED != 0 {
        Some(format!("annotated name '{name}' can't be {what}"))
    } else if flags & flag::LOCAL != 0 {
        Some(format!("name '{name}' is assigned to before {what} declaration"))
    } else {
        None
    }
}

/// `__debug__` is a constant.
pub(super) fn forbid_debug(name: &str, verb: &str, span: Span) -> Result {
    if name == "__debug__" {
        return Err(SyntaxError::new(format!("cannot {verb} __debug__"), span));
    }
    Ok(())
}
