//! Binds call arguments to the parameters of a Python function, with CPython's `TypeError` texts.

use taipan_bytecode::CodeFlags;

use crate::{
    Raised, Raw, Res, Value, Vm,
    native::Args,
    objects::{Function, Tuple},
};

impl Vm {
    /// Writes the arguments into the registers from `registers` on and empties the other locals.
    ///
    /// # Safety
    /// `registers` has room for the function's registers, none of which holds a reference.
    pub(crate) unsafe fn bind_arguments(
        &self,
        function: &Function,
        args: Args<'_>,
        registers: *mut Raw,
    ) -> Res<()> {
        let code = function.code();
        let object = &code.head;
        let positional = object.arg_count as usize;
        let named = positional + object.kw_only_arg_count as usize;
        let given = args.positionals();
        // SAFETY: see above. On an error the registers are released again.
        unsafe {
            for at in 0..code.nlocals as usize {
                registers.add(at).write(Raw::EMPTY);
            }
            for at in object.far_start as usize..object.nregs as usize {
                registers.add(at).write(Raw::EMPTY);
            }
            for (at, value) in given.iter().take(positional).enumerate() {
                registers.add(object.local_register(at)).write(value.clone().into_raw());
            }
            let result = self.bind_rest(function, args, registers, positional, named);
            if result.is_err() {
                super::generator::clear_registers(registers, 0, code.nlocals as usize);
                let (far, end) = (object.far_start as usize, object.nregs as usize);
                super::generator::clear_registers(registers, far, end);
            }
            result
        }
    }

    unsafe fn bind_rest(
        &self,
        function: &Function,
        args: Args<'_>,
        registers: *mut Raw,
        positional: usize,
        named: usize,
    ) -> Res<()> {
        let code = function.code();
        let object = &code.head;
        let given = args.positionals();
        let mut next = named;
        if object.flags.has(CodeFlags::VARARGS) {
            let rest = self.tuple(given.get(positional..).unwrap_or(&[]).to_vec());
            // SAFETY: the parameter has a register.
            unsafe { registers.add(object.local_register(next)).write(rest.into_raw()) };
            next += 1;
        }
        let extra = object.flags.has(CodeFlags::VARKEYWORDS).then(|| self.dict());
        if let Some(extra) = &extra {
            // SAFETY: as above.
            unsafe {
                registers.add(object.local_register(next)).write(Value::from(extra.clone()).into_raw())
            };
        }
        for (key, value) in args.keywords() {
            let place = code.local_names[..named].iter().position(|name| {
                name.is(key)
                    || name
                        .as_str_object()
                        .zip(key.as_str_object())
                        .is_some_and(|(a, b)| a.as_bytes() == b.as_bytes())
            });
            match place {
                Some(at) if at >= object.pos_only_arg_count as usize => {
                    // SAFETY: the parameter has a register.
                    let register = unsafe { &mut *registers.add(object.local_register(at)) };
                    if *register != Raw::EMPTY {
                        return Err(self.type_error(format!(
                            "{}() got multiple values for argument '{}'",
                            self.function_name(function),
                            code.object().locals[at]
                        )));
                    }
                    *register = value.clone().into_raw();
                }
                _ => match &extra {
                    Some(extra) => extra.set(self, key, value)?,
                    None => return Err(self.wrong_keyword(function, args, key)),
                },
            }
        }
        if given.len() > positional && !object.flags.has(CodeFlags::VARARGS) {
            return Err(self.too_many_positional(function, given.len(), registers));
        }
        let defaults = function.defaults.get();
        let defaults = defaults.as_tuple().map_or(&[][..], Tuple::as_slice);
        let first_default = positional - defaults.len().min(positional);
        let mut missing = Vec::new();
        for at in given.len().min(positional)..positional {
            // SAFETY: the parameter has a register.
            let register = unsafe { &mut *registers.add(object.local_register(at)) };
            if *register == Raw::EMPTY {
                match at.checked_sub(first_default).and_then(|n| defaults.get(n)) {
                    Some(value) => *register = value.clone().into_raw(),
                    None => missing.push(at),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, &missing, "positional"));
        }
        let kwdefaults = function.kwdefaults.get();
        for at in positional..named {
            // SAFETY: the parameter has a register.
            let register = unsafe { &mut *registers.add(object.local_register(at)) };
            if *register == Raw::EMPTY {
                let default =
                    kwdefaults.as_dict().and_then(|dict| dict.get_name(self, &code.local_names[at]));
                match default {
                    Some(value) => *register = value.into_raw(),
                    None => missing.push(at),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, &missing, "keyword-only"));
        }
        Ok(())
    }

    fn function_name(&self, function: &Function) -> String {
        function.qualname.get().as_str().unwrap_or("?").to_owned()
    }

    #[cold]
    fn wrong_keyword(&self, function: &Function, args: Args<'_>, key: &Value) -> Raised {
        let object = function.code().object();
        let name = self.function_name(function);
        let only: Vec<&str> = args
            .keywords()
            .filter_map(|(key, _)| key.as_str())
            .filter(|key| {
                object.locals[..object.pos_only_arg_count as usize].iter().any(|local| **local == **key)
            })
            .collect();
        if !only.is_empty() {
            return self.type_error(format!(
                "{name}() got some positional-only arguments passed as keyword arguments: '{}'",
                only.join(", ")
            ));
        }
        let Some(text) = key.as_str() else {
            return self.type_error(format!("{name}() keywords must be strings"));
        };
        let named =
            object.pos_only_arg_count as usize..(object.arg_count + object.kw_only_arg_count) as usize;
        let names: Vec<&str> = object.locals[named].iter().map(|local| &**local).collect();
        self.unexpected_keyword(&name, text, &names)
    }

    #[cold]
    fn too_many_positional(&self, function: &Function, given: usize, registers: *mut Raw) -> Raised {
        let object = function.code().object();
        let positional = object.arg_count as usize;
        let defaults = function.defaults.get().as_tuple().map_or(0, |defaults| defaults.len());
        let (takes, plural) = if defaults > 0 {
            (format!("from {} to {positional}", positional - defaults), true)
        } else {
            (positional.to_string(), positional != 1)
        };
        let keyword_only = (positional..positional + object.kw_only_arg_count as usize)
            // SAFETY: the parameters have registers.
            .filter(|at| unsafe { *registers.add(object.local_register(*at)) } != Raw::EMPTY)
            .count();
        let mut tail = String::new();
        if keyword_only > 0 {
            tail = format!(
                " positional argument{} (and {keyword_only} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if keyword_only == 1 { "" } else { "s" }
            );
        }
        self.type_error(format!(
            "{}() takes {takes} positional argument{} but {given}{tail} {} given",
            self.function_name(function),
            if plural { "s" } else { "" },
            if given == 1 && keyword_only == 0 { "was" } else { "were" }
        ))
    }

    #[cold]
    fn missing_arguments(&self, function: &Function, missing: &[usize], kind: &str) -> Raised {
        let code = function.code();
        let names: Vec<String> =
            missing.iter().map(|at| format!("'{}'", code.object().locals[*at])).collect();
        let list = match &names[..] {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        self.type_error(format!(
            "{}() missing {} required {kind} argument{}: {list}",
            self.function_name(function),
            names.len(),
            if names.len() == 1 { "" } else { "s" }
        ))
    }
}
