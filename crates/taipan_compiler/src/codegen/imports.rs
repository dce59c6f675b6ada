//! Imports.

use taipan_bytecode::{Const, Op};
use taipan_syntax::Span;
use taipan_syntax::ast::Alias;

use super::Compiler;
use crate::constants::text;
use crate::error::Result;

impl<'a> Compiler<'a> {
    pub(super) fn import(&mut self, span: Span, names: &'a [Alias]) -> Result {
        for alias in names {
            let before = self.unit.next;
            self.at(span);
            let module = self.unit.alloc();
            self.import_name(&alias.name, 0, Const::None, module);
            match &alias.asname {
                None => {
                    let top = alias.name.split('.').next().unwrap_or_default();
                    self.store_name(top, span, module)?;
                }
                Some(name) => {
                    // `import a.b.c as d` binds a.b.c, looked up step by step.
                    for part in alias.name.split('.').skip(1) {
                        let child = self.unit.alloc();
                        let part = self.name_index(part);
                        self.emit(Op::ImportFrom, child, module, 0, &[part]);
                        self.drop_register(module);
                        self.mov(module, child);
                        self.unit.next = module + 1;
                    }
                    self.store_name(name, span, module)?;
                }
            }
            self.unit.next = before;
        }
        Ok(())
    }

    fn import_name(&mut self, name: &str, level: u32, names: Const, dst: usize) {
        let name = self.name_index(name);
        let names = self.const_index(names);
        self.emit(Op::ImportName, dst, level as usize, 0, &[name, names]);
    }

    pub(super) fn import_from(
        &mut self,
        span: Span,
        module: Option<&str>,
        names: &'a [Alias],
        level: u32,
    ) -> Result {
        let before = self.unit.next;
        let register = self.unit.alloc();
        let wanted = names.iter().map(|alias| text(&alias.name)).collect();
        self.import_name(module.unwrap_or_default(), level, Const::Tuple(wanted), register);
        if names.iter().any(|alias| &*alias.name == "*") {
            self.emit_take(Op::ImportStar, 0, register, &[]);
            self.unit.next = before;
            return Ok(());
        }
        for alias in names {
            let value = self.unit.alloc();
            self.at(span);
            let name = self.name_index(&alias.name);
            self.emit(Op::ImportFrom, value, register, 0, &[name]);
            self.store_name(alias.asname.as_deref().unwrap_or(&alias.name), span, value)?;
            self.unit.next = register + 1;
        }
        self.drop_register(register);
        self.unit.next = before;
        Ok(())
    }
}
