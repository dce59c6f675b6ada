//! Helper threads and the end of their VM.

use std::rc::Rc;

use taipan::{Interpreter, Machine, Vm};

/// Starts threads that compute, sleep and wait for a lock, none of which ever ends, and leaves them running.
const ENDLESS: &str = "
import _thread, time
lock = _thread.allocate_lock()
lock.acquire()
started = []
def forever():
    started.append(1)
    while True: pass
def sleeper(*args, **kwargs):
    started.append(1)
    try:
        time.sleep(1000)
    finally:
        print('the frames of a thread that is ended run no code')
def waiter():
    started.append(1)
    lock.acquire()
def raiser():
    started.append(1)
    while True:
        try:
            raise ValueError
        except ValueError:
            pass
_thread.start_new_thread(forever, ())
_thread.start_new_thread(sleeper, (1, 2), {'three': 3})
_thread.start_new_thread(waiter, ())
_thread.start_new_thread(raiser, ())
while len(started) < 4: time.sleep(0.001)
";

#[test]
fn a_vm_that_goes_ends_its_helpers() {
    for _ in 0..5 {
        let python = Interpreter::new(Rc::new(Machine::new()));
        assert_eq!(python.run_source(ENDLESS.as_bytes(), "<string>"), 0);
        assert!(python.helper_count() > 0);
        drop(python);
    }
}

#[test]
fn vms_and_their_helpers_do_not_know_of_one_another() {
    let sums: Vec<_> = (0..3)
        .map(|number| {
            std::thread::spawn(move || {
                let python = Interpreter::new(Rc::new(Machine::new()));
                let program = format!(
                    "
import _thread, time
results = []
def add(start):
    total = 0
    for n in range(start, 20_000): total += n
    results.append(total)
for start in range(4): _thread.start_new_thread(add, (start + {number},))
while len(results) < 4: time.sleep(0.001)
import sys
sys.exit(0 if sorted(results) == sorted(sum(range(s + {number}, 20_000)) for s in range(4)) else 1)
"
                );
                python.run_source(program.as_bytes(), "<string>")
            })
        })
        .collect();
    for sum in sums {
        assert_eq!(sum.join().expect("it ends"), 0);
    }
}

#[test]
fn a_sandbox_has_no_threads() {
    let vm = Vm::new();
    let run = vm.exec("import _thread\n_thread.start_new_thread(print, ())");
    let error = run.expect_err("the host allows no threads");
    assert!(error.to_string().contains("the host allows none"), "{error}");
}
