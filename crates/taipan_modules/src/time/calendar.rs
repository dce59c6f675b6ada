//! Calendar fields: from seconds since 1970 and back, and as Python's `struct_time`.

use taipan_host::LocalOffset;
use taipan_vm::{Res, Value, Vm, native::StructSpec};

/// `time.struct_time`.
pub(super) static STRUCT_TIME: StructSpec = StructSpec {
    name: "struct_time",
    module: "time",
    doc: "A moment as calendar fields, as gmtime(), localtime() and strptime() give it and asctime(), mktime() and \
          strftime() take it: a sequence of nine integers.",
    fields: &[
        ("tm_year", "the year"),
        ("tm_mon", "the month, 1 to 12"),
        ("tm_mday", "the day of the month, 1 to 31"),
        ("tm_hour", "the hour, 0 to 23"),
        ("tm_min", "the minute, 0 to 59"),
        ("tm_sec", "the second, 0 to 61"),
        ("tm_wday", "the day of the week; 0 is Monday"),
        ("tm_yday", "the day of the year, 1 to 366"),
        ("tm_isdst", "1 with daylight saving time, 0 without, -1 where that is not known"),
        ("tm_zone", "the abbreviation of the time zone"),
        ("tm_gmtoff", "seconds east of UTC"),
    ],
    visible: 9,
    closed: false,
};

const DAY: i64 = 86_400;

/// A moment taken apart. The ranges are those of the data that it came from: a program may pass anything.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    pub(super) year: i64,
    /// 1 is January.
    pub(super) month: i64,
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    /// 0 is Monday.
    pub(super) weekday: i64,
    /// 1 is the first of January.
    pub(super) year_day: i64,
    /// -1 where it is unknown whether daylight saving time is in use.
    pub(super) dst: i64,
    pub(super) zone: Option<String>,
    /// Seconds east of UTC.
    pub(super) offset: i64,
}

/// Days from 1970-01-01 to the first day of a month; any month number will do.
fn days_before(year: i64, month: i64) -> i64 {
    // Years begin in March here, so that the leap day is the last one.
    let months = year * 12 + (month - 1) - 2;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    let (cycle, of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
    let days = of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + (153 * month + 2) / 5;
    cycle * 146_097 + days - 719_468
}

/// Year, month and day of a day since 1970-01-01.
fn date(days: i64) -> (i64, i64, i64) {
    let (cycle, of_cycle) = ((days + 719_468).div_euclid(146_097), (days + 719_468).rem_euclid(146_097));
    let year = (of_cycle - of_cycle / 1460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (cycle * 400 + year + i64::from(month <= 2), month, day)
}

impl Fields {
    /// The fields of a moment where `offset` holds.
    pub(super) fn of(seconds: i64, offset: &LocalOffset) -> Fields {
        let local = i128::from(seconds) + i128::from(offset.seconds);
        let days = local.div_euclid(i128::from(DAY)) as i64;
        let rest = local.rem_euclid(i128::from(DAY)) as i64;
        let (year, month, day) = date(days);
        Fields {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: (days + 3).rem_euclid(7),
            year_day: days - days_before(year, 1) + 1,
            dst: i64::from(offset.dst),
            zone: Some(offset.name.clone()),
            offset: offset.seconds,
        }
    }

    /// Seconds since 1970 of a clock that shows these fields, whatever their ranges.
    pub(super) fn local_seconds(&self) -> i64 {
        let days = days_before(self.year, self.month) + self.day - 1;
        days * DAY + self.hour * 3600 + self.minute * 60 + self.second
    }

    /// Whether this is a year that the platform's functions can hold.
    pub(super) fn fits(&self) -> bool {
        i32::try_from(self.year - 1900).is_ok()
    }

    /// The `struct_time`.
    pub(super) fn to_value(&self, vm: &Vm) -> Value {
        let numbers = [
            self.year,
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second,
            self.weekday,
            self.year_day,
            self.dst,
        ];
        let mut items: Vec<Value> = numbers.into_iter().map(|number| vm.int(number)).collect();
        items.push(self.zone.as_ref().map_or(Value::NONE, |zone| vm.str(zone)));
        items.push(vm.int(self.offset));
        vm.struct_value(&STRUCT_TIME, items)
    }

    /// The fields of an argument of `function`.
    pub(super) fn from_value(vm: &Vm, value: &Value, function: &str) -> Res<Fields> {
        let Some(tuple) = value.as_tuple() else {
            return Err(vm.type_error("Tuple or struct_time argument required"));
        };
        if tuple.len() != 9 {
            return Err(vm.type_error(format!("{function}(): illegal time tuple argument")));
        }
        let mut numbers = [0; 9];
        for (number, item) in numbers.iter_mut().zip(tuple.iter()) {
            *number = vm.index_c_int(item)?;
        }
        let [year, month, day, hour, minute, second, weekday, year_day, dst] = numbers;
        if year < i64::from(i32::MIN) + 1900 {
            return Err(vm.overflow_error("year out of range"));
        }
        let mut fields =
            Fields { year, month, day, hour, minute, second, weekday, year_day, dst, zone: None, offset: 0 };
        if vm.class_of(value).is(&vm.struct_class(&STRUCT_TIME)) {
            let zone = vm.get_attr_str(value, "tm_zone")?;
            fields.zone = zone.as_str().map(str::to_owned);
            let offset = vm.get_attr_str(value, "tm_gmtoff")?;
            fields.offset = if offset.is_none() { 0 } else { vm.index_i64(&offset)? };
        }
        Ok(fields)
    }

    /// Checks the ranges, and takes 0 for the first month, day of the month and day of the year.
    pub(super) fn check(&mut self, vm: &Vm) -> Res<()> {
        for first in [&mut self.month, &mut self.day, &mut self.year_day] {
            *first = if *first == 0 { 1 } else { *first };
        }
        let ranges = [
            ("month", self.month, 1..=12),
            ("day of month", self.day, 1..=31),
            ("hour", self.hour, 0..=23),
            ("minute", self.minute, 0..=59),
            ("seconds", self.second, 0..=61),
            ("day of week", self.weekday, -1..=i64::MAX),
            ("day of year", self.year_day, 1..=366),
        ];
        for (what, number, range) in ranges {
            if !range.contains(&number) {
                return Err(vm.value_error(format!("{what} out of range")));
            }
        }
        self.weekday = self.weekday.rem_euclid(7);
        self.dst = self.dst.clamp(-1, 1);
        Ok(())
    }
}
