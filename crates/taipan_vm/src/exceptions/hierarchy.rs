//! The built-in exception classes (library reference, "Exception hierarchy"): one row each.

use crate::{Gc, Vm, objects::Type, vm::Late};

macro_rules! exceptions {
    ($($field:ident $name:literal : $base:ident $doc:literal;)*) => {
        /// The exception classes by field: `vm.exceptions.type_error`.
        #[allow(missing_docs, reason = "each is the class of that name")]
        pub struct ExceptionTypes { pub base_exception: Late<Gc<Type>>, $(pub $field: Late<Gc<Type>>,)* }

        impl Default for ExceptionTypes {
            fn default() -> ExceptionTypes {
                ExceptionTypes { base_exception: Late::new(), $($field: Late::new(),)* }
            }
        }

        impl ExceptionTypes {
            /// Makes every class below `BaseException`, which exists already.
            pub(crate) fn start(vm: &Vm) {
                $(vm.exceptions.$field.set(vm.exception_type($name, &vm.exceptions.$base, $doc));)*
            }

            /// Every class, for the builtins module.
            pub(crate) fn all(&self) -> Vec<&Gc<Type>> {
                vec![&self.base_exception, $(&self.$field),*]
            }
        }
    };
}

exceptions! {
    exception "Exception": base_exception "Common base class for all non-exit exceptions.";
    system_exit "SystemExit": base_exception "Request to exit from the interpreter.";
    keyboard_interrupt "KeyboardInterrupt": base_exception "Program interrupted by user.";
    generator_exit "GeneratorExit": base_exception "Request that a generator exit.";
    base_exception_group "BaseExceptionGroup": base_exception "A combination of multiple unrelated exceptions.";
    exception_group "ExceptionGroup": base_exception_group "A combination of multiple unrelated exceptions.";
    stop_iteration "StopIteration": exception "Signal the end from iterator.__next__().";
    stop_async_iteration "StopAsyncIteration": exception "Signal the end from iterator.__anext__().";
    arithmetic_error "ArithmeticError": exception "Base class for arithmetic errors.";
    floating_point_error "FloatingPointError": arithmetic_error "Floating-point operation failed.";
    overflow_error "OverflowError": arithmetic_error "Result too large to be represented.";
    zero_division_error "ZeroDivisionError": arithmetic_error "Second argument to a division or modulo operation was zero.";
    assertion_error "AssertionError": exception "Assertion failed.";
    attribute_error "AttributeError": exception "Attribute not found.";
    buffer_error "BufferError": exception "Buffer error.";
    eof_error "EOFError": exception "Read beyond end of file.";
    import_error "ImportError": exception "Import can't find module, or can't find name in module.";
    module_not_found_error "ModuleNotFoundError": import_error "Module not found.";
    lookup_error "LookupError": exception "Base class for lookup errors.";
    index_error "IndexError": lookup_error "Sequence index out of range.";
    key_error "KeyError": lookup_error "Mapping key not found.";
    memory_error "MemoryError": exception "Out of memory.";
    name_error "NameError": exception "Name not found globally.";
    unbound_local_error "UnboundLocalError": name_error "Local name referenced but not bound to a value.";
    os_error "OSError": exception "Base class for I/O related errors.";
    blocking_io_error "BlockingIOError": os_error "I/O operation would block.";
    child_process_error "ChildProcessError": os_error "Child process error.";
    connection_error "ConnectionError": os_error "Connection error.";
    broken_pipe_error "BrokenPipeError": connection_error "Broken pipe.";
    connection_aborted_error "ConnectionAbortedError": connection_error "Connection aborted.";
    connection_refused_error "ConnectionRefusedError": connection_error "Connection refused.";
    connection_reset_error "ConnectionResetError": connection_error "Connection reset.";
    file_exists_error "FileExistsError": os_error "File already exists.";
    file_not_found_error "FileNotFoundError": os_error "File not found.";
    interrupted_error "InterruptedError": os_error "Interrupted by signal.";
    is_a_directory_error "IsADirectoryError": os_error "Operation doesn't work on directories.";
    not_a_directory_error "NotADirectoryError": os_error "Operation only works on directories.";
    permission_error "PermissionError": os_error "Not enough permissions.";
    process_lookup_error "ProcessLookupError": os_error "Process not found.";
    timeout_error "TimeoutError": os_error "Timeout expired.";
    reference_error "ReferenceError": exception "Weak ref proxy used after referent went away.";
    runtime_error "RuntimeError": exception "Unspecified run-time error.";
    not_implemented_error "NotImplementedError": runtime_error "Method or function hasn't been implemented yet.";
    python_finalization_error "PythonFinalizationError": runtime_error "Operation blocked during Python finalization.";
    recursion_error "RecursionError": runtime_error "Recursion limit exceeded.";
    syntax_error "SyntaxError": exception "Invalid syntax.";
    indentation_error "IndentationError": syntax_error "Improper indentation.";
    tab_error "TabError": indentation_error "Improper mixture of spaces and tabs.";
    incomplete_input_error "_IncompleteInputError": syntax_error "incomplete input.";
    system_error "SystemError": exception "Internal error in the Python interpreter.";
    type_error "TypeError": exception "Inappropriate argument type.";
    value_error "ValueError": exception "Inappropriate argument value (of correct type).";
    unicode_error "UnicodeError": value_error "Unicode related error.";
    unicode_decode_error "UnicodeDecodeError": unicode_error "Unicode decoding error.";
    unicode_encode_error "UnicodeEncodeError": unicode_error "Unicode encoding error.";
    unicode_translate_error "UnicodeTranslateError": unicode_error "Unicode translation error.";
    warning "Warning": exception "Base class for warning categories.";
    bytes_warning "BytesWarning": warning "Base class for warnings about bytes and buffer related problems.";
    deprecation_warning "DeprecationWarning": warning "Base class for warnings about deprecated features.";
    encoding_warning "EncodingWarning": warning "Base class for warnings about encodings.";
    future_warning "FutureWarning": warning "Base class for warnings about constructs that will change semantically in the future.";
    import_warning "ImportWarning": warning "Base class for warnings about probable mistakes in module imports";
    pending_deprecation_warning "PendingDeprecationWarning": warning "Base class for warnings about features which will be deprecated in the future.";
    resource_warning "ResourceWarning": warning "Base class for warnings about resource usage.";
    runtime_warning "RuntimeWarning": warning "Base class for warnings about dubious runtime behavior.";
    syntax_warning "SyntaxWarning": warning "Base class for warnings about dubious syntax.";
    unicode_warning "UnicodeWarning": warning "Base class for warnings about Unicode related problems.";
    user_warning "UserWarning": warning "Base class for warnings generated by user code.";
}
