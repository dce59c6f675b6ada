//! Time zones: the offset from UTC at a moment, and the moment of a local time.

use jiff::{Timestamp, tz::TimeZone};

/// What a zone says of a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalOffset {
    /// Seconds east of UTC.
    pub seconds: i64,
    /// Whether this is daylight saving time.
    pub dst: bool,
    /// The abbreviation in use.
    pub name: String,
}

/// A time zone.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

const DAY: i64 = 86_400;
/// The calendar repeats after 400 years.
const CYCLE: i64 = 146_097 * DAY;

impl Zone {
    /// UTC.
    pub fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }

    /// The zone of a `TZ` setting: a name of the zone database or a rule in POSIX's notation. The system's own zone
    /// where nothing is set, UTC where the setting is unknown.
    pub fn of_setting(setting: Option<&str>) -> Zone {
        Zone(match setting.map(|text| text.strip_prefix(':').unwrap_or(text)) {
            None => TimeZone::try_system().unwrap_or(TimeZone::UTC),
            Some(text) => TimeZone::get(text).or_else(|_| TimeZone::posix(text)).unwrap_or(TimeZone::UTC),
        })
    }

    /// What holds at a moment, in seconds since 1970. Far moments take the rules of the same day of a nearer year.
    pub fn offset_at(&self, seconds: i64) -> LocalOffset {
        let (least, most) = (Timestamp::MIN.as_second() + DAY, Timestamp::MAX.as_second() - DAY);
        let near = match seconds {
            _ if seconds > most => most - CYCLE + (seconds - most).rem_euclid(CYCLE),
            _ if seconds < least => least + (seconds - least).rem_euclid(CYCLE),
            _ => seconds,
        };
        let info = self.0.to_offset_info(Timestamp::from_second(near).unwrap_or(Timestamp::UNIX_EPOCH));
        let name = match info.abbreviation() {
            "UTC" | "Etc/UTC" => "UTC",
            other => other,
        };
        LocalOffset {
            seconds: info.offset().seconds().into(),
            dst: info.dst().is_dst(),
            name: name.to_owned(),
        }
    }

    /// The moment of a local time, given as seconds since 1970 of a clock that shows it. Where it exists twice or not at
    /// all, `dst` says which rule is meant; without a hint the one that held before.
    pub fn moment(&self, local: i64, dst: Option<bool>) -> i64 {
        let before = self.offset_at(local.saturating_sub(2 * DAY));
        let after = self.offset_at(local.saturating_add(2 * DAY));
        let fits = |offset: &LocalOffset| {
            let moment = local.saturating_sub(offset.seconds);
            let there = self.offset_at(moment);
            there.seconds == offset.seconds && dst.is_none_or(|dst| dst == there.dst)
        };
        if let Some(offset) = [&before, &after].into_iter().find(|offset| fits(offset)) {
            return local.saturating_sub(offset.seconds);
        }
        let hinted = dst.map(|dst| {
            let nearest = self.nearest_with(local, dst);
            // A zone that never had it is an hour ahead where a program says so.
            nearest.unwrap_or(before.seconds + if dst { 3600 } else { 0 })
        });
        local.saturating_sub(hinted.unwrap_or(before.seconds))
    }

    /// The offset of the nearest moment at which daylight saving time is in use or not.
    fn nearest_with(&self, local: i64, dst: bool) -> Option<i64> {
        (0..=54).flat_map(|week| [-week, week]).find_map(|week: i64| {
            let there = self.offset_at(local.saturating_add(week * 7 * DAY));
            (there.dst == dst).then_some(there.seconds)
        })
    }
}
