//! Moments, calendar fields and texts: each made of another.

use taipan_vm::{Res, Value, Vm};

use super::{calendar::Fields, format, zone};

/// Whole seconds since 1970 from an argument; those of now without one.
fn moment(vm: &Vm, value: &Value) -> Res<i64> {
    let Some(value) = value.not_none() else {
        return Ok(vm.host.clock().time_ns().div_euclid(1_000_000_000) as i64);
    };
    const RANGE: &str = "timestamp out of range for platform time_t";
    if let Some(float) = value.as_float() {
        if float.is_nan() {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        let whole = float.floor();
        // Both bounds are exact as floats.
        if !(-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&whole) {
            return Err(vm.overflow_error(RANGE));
        }
        return Ok(whole as i64);
    }
    vm.index(value)?.as_int().ok_or_else(|| vm.overflow_error(RANGE))
}

/// The fields of a moment in UTC or local time.
fn fields_at(vm: &Vm, moment: i64, offset: &taipan_host::LocalOffset) -> Res<Fields> {
    let fields = Fields::of(moment, offset);
    if fields.fits() {
        return Ok(fields);
    }
    Err(crate::os::os_error(vm, &std::io::Error::from_raw_os_error(libc::EOVERFLOW), None))
}

pub(super) fn gmtime(vm: &Vm, args: &[Value]) -> Res {
    let offset = taipan_host::LocalOffset { seconds: 0, dst: false, name: "GMT".to_owned() };
    Ok(fields_at(vm, moment(vm, &args[0])?, &offset)?.to_value(vm))
}

fn local_fields(vm: &Vm, moment: i64) -> Res<Fields> {
    fields_at(vm, moment, &zone::local(vm).offset_at(moment))
}

pub(super) fn localtime(vm: &Vm, args: &[Value]) -> Res {
    Ok(local_fields(vm, moment(vm, &args[0])?)?.to_value(vm))
}

fn local_moment(vm: &Vm, fields: &Fields) -> i64 {
    zone::local(vm).moment(fields.local_seconds(), (fields.dst >= 0).then_some(fields.dst > 0))
}

pub(super) fn mktime(vm: &Vm, args: &[Value]) -> Res {
    let fields = Fields::from_value(vm, &args[0], "mktime")?;
    Ok(vm.float(local_moment(vm, &fields) as f64))
}

fn text(fields: &Fields) -> String {
    format::format("%a %b %e %H:%M:%S %Y", fields, &|| 0)
}

pub(super) fn asctime(vm: &Vm, args: &[Value]) -> Res {
    let fields = match args[0].given() {
        Some(value) => {
            let mut fields = Fields::from_value(vm, value, "asctime")?;
            fields.check(vm)?;
            fields
        }
        None => local_fields(vm, moment(vm, &Value::NONE)?)?,
    };
    Ok(vm.str(&text(&fields)))
}

pub(super) fn ctime(vm: &Vm, args: &[Value]) -> Res {
    Ok(vm.str(&text(&local_fields(vm, moment(vm, &args[0])?)?)))
}

pub(super) fn strftime(vm: &Vm, args: &[Value]) -> Res {
    let Some(pattern) = args[0].as_str_object() else {
        return Err(vm.bad_argument("strftime", " 1", "str", &args[0]));
    };
    let mut fields = match args[1].given() {
        Some(value) => Fields::from_value(vm, value, "strftime")?,
        None => local_fields(vm, moment(vm, &Value::NONE)?)?,
    };
    fields.check(vm)?;
    if fields.zone.is_none() && fields.dst >= 0 {
        fields.zone = Some(zone::names(vm)[fields.dst as usize].clone());
    }
    let made = format::format(&pattern.to_lossy(), &fields, &|| local_moment(vm, &fields));
    Ok(vm.str(&made))
}
