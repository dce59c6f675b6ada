//! The local time zone, and what the module says of it.

use std::cell::OnceCell;
use std::cell::RefCell;

use taipan_host::{LocalOffset, Zone};
use taipan_vm::{Res, Value, Vm};

/// The zone of the VM, looked up on first use.
#[derive(Default)]
struct Local {
    zone: RefCell<OnceCell<Zone>>,
    names: RefCell<[String; 2]>,
}

/// `TZ` of the environment: of `os.environ`, which a program may have changed, or of the host.
fn setting(vm: &Vm) -> Option<String> {
    if let Some(os) = vm.modules().get_str(vm, "os")
        && let Ok(environ) = vm.get_attr_str(&os, "environ")
        && let Ok(get) = vm.get_attr_str(&environ, "get")
        && let Ok(found) = vm.call(&get, &[vm.str("TZ")])
    {
        return found.as_str().map(str::to_owned);
    }
    vm.host.env_vars().into_iter().find(|(name, _)| name == "TZ").map(|(_, value)| value)
}

/// The local time zone.
pub(super) fn local(vm: &Vm) -> Zone {
    let local = vm.state::<Local>();
    if let Some(zone) = local.zone.borrow().get() {
        return zone.clone();
    }
    let zone = vm.host.zone(setting(vm).as_deref());
    local.zone.borrow().get_or_init(|| zone).clone()
}

/// The names without and with daylight saving time.
pub(super) fn names(vm: &Vm) -> [String; 2] {
    vm.state::<Local>().names.borrow().clone()
}

/// Sets `timezone`, `altzone`, `daylight` and `tzname`: what holds in winter and summer of the present year.
pub(super) fn start(vm: &Vm, module: &Value) -> Res<()> {
    const YEAR: i64 = (365 * 24 + 6) * 3600;
    let now = vm.host.clock().time_ns().div_euclid(1_000_000_000) as i64;
    let new_year = now.div_euclid(YEAR) * YEAR;
    let zone = local(vm);
    let (january, july) = (zone.offset_at(new_year), zone.offset_at(new_year + YEAR / 2));
    // South of the equator July is the winter.
    let (standard, summer): (LocalOffset, LocalOffset) =
        if january.seconds < july.seconds { (january, july) } else { (july, january) };
    let daylight = standard.seconds != summer.seconds;
    let put = |name: &str, value: Value| vm.module_set(module, name, value);
    put("timezone", vm.int(-standard.seconds))?;
    put("altzone", vm.int(-summer.seconds))?;
    put("daylight", vm.int(daylight.into()))?;
    put("tzname", vm.tuple(vec![vm.str(&standard.name), vm.str(&summer.name)]))?;
    *vm.state::<Local>().names.borrow_mut() = [standard.name, summer.name];
    Ok(())
}

pub(super) fn tzset(vm: &Vm, _: &[Value]) -> Res {
    drop(vm.state::<Local>().zone.take());
    let module = vm.import_module("time")?;
    start(vm, &module)?;
    Ok(Value::NONE)
}
