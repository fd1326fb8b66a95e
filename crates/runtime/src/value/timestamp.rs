//! A point in time as written by a provider: a civil date and time, and its offset if there is one.

use std::fmt;
use std::str::FromStr;

use crate::value::scalar::{ParseError, written_as_text};
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// A date and a time of day, as written by a provider.
///
/// It decodes from the forms of ISO 8601 that providers use: a date with or without a time, `T` or a space between
/// them, with or without seconds, fraction and offset (`Z`, `UTC`, `+03:00`, `+0300`); and from RFC 2822 (`Thu, 04 Aug
/// 2022 12:50:56 GMT`) and .NET (`/Date(1490945333848)/`). Another form does not fit the type; see
/// [`decode`](crate::decode).
///
/// [`Display`](fmt::Display) writes ISO 8601 with the given digits and offset, such as `2019-01-15T14:58:22.830+03:00`.
/// A time without an offset has no instant; supply the offset with [`Timestamp::instant_in`]. Digits below a nanosecond
/// are dropped, `24:00` is the next day, and the leap second `:60` is `:59`.
///
/// Two timestamps are equal if they are written the same. To compare points in time, compare their
/// [`instant`](Timestamp::instant)s.
///
/// ```
/// # use bindery_runtime::Timestamp;
/// let time: Timestamp = "2021-06-07 21:16".parse()?;
/// assert_eq!(time.civil().hour(), 21);
/// assert_eq!(time.instant(), None);
/// assert_eq!(time.to_string(), "2021-06-07T21:16:00");
/// # Ok::<(), bindery_runtime::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timestamp {
    civil: DateTime,
    zone: Option<Zone>,
    precision: Precision,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Zone {
    Utc,
    Offset(Offset),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Precision {
    /// The date alone, at midnight.
    Day,
    /// So many digits of a second, 0 to 9.
    Digits(u8),
}

impl Timestamp {
    /// The civil date and time; midnight for a date without a time.
    #[must_use]
    pub fn civil(&self) -> DateTime {
        self.civil
    }

    /// The offset from UTC, if there is one; zero for `Z`.
    #[must_use]
    pub fn offset(&self) -> Option<Offset> {
        self.zone.map(|zone| match zone {
            Zone::Utc => Offset::UTC,
            Zone::Offset(offset) => offset,
        })
    }

    /// The instant, if there is an offset. Also `None` within a day of the years -9999 and 9999, the limits of
    /// instants.
    #[must_use]
    pub fn instant(&self) -> Option<jiff::Timestamp> {
        self.offset()?.to_timestamp(self.civil).ok()
    }

    /// The instant, with `offset` for a time without an offset. The provider's documentation may have it (`Offset::UTC`
    /// for many). `None` only at the limits of instants; see [`instant`](Self::instant).
    #[must_use]
    pub fn instant_in(&self, offset: Offset) -> Option<jiff::Timestamp> {
        let offset = self.offset().unwrap_or(offset);
        offset.to_timestamp(self.civil).ok()
    }

    fn new(civil: DateTime, zone: Option<Zone>) -> Self {
        // As many digits as are needed.
        let nanoseconds = civil.subsec_nanosecond();
        let is_enough = |digits: &u8| nanoseconds % 10_i32.pow(9 - u32::from(*digits)) == 0;
        let digits = (0..9).find(is_enough).unwrap_or(9);
        Self { civil, zone, precision: Precision::Digits(digits) }
    }
}

/// A time without a zone.
impl From<DateTime> for Timestamp {
    fn from(civil: DateTime) -> Self {
        Self::new(civil, None)
    }
}

/// A time in UTC, written with `Z`.
impl From<jiff::Timestamp> for Timestamp {
    fn from(instant: jiff::Timestamp) -> Self {
        Self::new(Offset::UTC.to_datetime(instant), Some(Zone::Utc))
    }
}

impl FromStr for Timestamp {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let trimmed = text.trim_ascii();
        let time = iso_8601(trimmed).or_else(|| rfc_2822(trimmed));
        let time = time.or_else(|| dot_net(trimmed));
        time.ok_or_else(|| ParseError::new(EXPECTED, text))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.civil.date(), f)?;
        if let Precision::Digits(digits) = self.precision {
            let (hour, minute) = (self.civil.hour(), self.civil.minute());
            write!(f, "T{hour:02}:{minute:02}:{:02}", self.civil.second())?;
            if digits > 0 {
                let unit = 10_i32.pow(9 - u32::from(digits));
                let fraction = self.civil.subsec_nanosecond() / unit;
                write!(f, ".{fraction:0digits$}", digits = usize::from(digits))?;
            }
        }
        match self.zone {
            None => Ok(()),
            Some(Zone::Utc) => f.write_str("Z"),
            Some(Zone::Offset(offset)) => {
                let sign = if offset.is_negative() { '-' } else { '+' };
                let minutes = offset.seconds().abs() / 60;
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

written_as_text!(Timestamp);

const EXPECTED: &str = "a time such as 2024-03-28T08:00:14Z";

/// Reads `2024-03-28T08:00:14.99+03:00`, less of it, or the same with other separators. By hand, since a body may have
/// many of them, and jiff's own parser takes twice the instructions.
fn iso_8601(text: &str) -> Option<Timestamp> {
    let text = text.strip_suffix("[UTC]").unwrap_or(text);
    let mut rest = text.as_bytes();
    let year = number(&mut rest, 4)?;
    take(&mut rest, b"-")?;
    let month = number(&mut rest, 2)?;
    take(&mut rest, b"-")?;
    let day = number(&mut rest, 2)?;
    let date = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let date = date.ok()?;
    if rest.is_empty() {
        return Some(Timestamp {
            civil: date.at(0, 0, 0, 0),
            zone: None,
            precision: Precision::Day,
        });
    }
    take(&mut rest, b" Tt")?;
    let hour = number(&mut rest, 2)?;
    take(&mut rest, b":")?;
    let minute = number(&mut rest, 2)?;
    let second = match take(&mut rest, b":") {
        Some(_) => number(&mut rest, 2)?,
        None => 0,
    };
    let mut nanosecond = 0;
    let mut digits = 0;
    if take(&mut rest, b".,").is_some() {
        let count = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let (fraction, after) = rest.split_at(count);
        for digit in fraction.iter().take(9) {
            nanosecond = nanosecond * 10 + i32::from(digit - b'0');
            digits += 1;
        }
        nanosecond *= 10_i32.pow(9 - u32::from(digits));
        rest = (count > 0).then_some(after)?;
    }
    let zone = zone(rest)?;
    let (date, hour) = match (hour, minute, second, nanosecond) {
        (24, 0, 0, 0) => (date.tomorrow().ok()?, 0),
        _ => (date, hour),
    };
    let second = if second == 60 { 59 } else { second };
    let part = |number: i16| i8::try_from(number).ok();
    let time = jiff::civil::Time::new(part(hour)?, part(minute)?, part(second)?, nanosecond);
    Some(Timestamp {
        civil: date.to_datetime(time.ok()?),
        zone,
        precision: Precision::Digits(digits),
    })
}

/// Takes the next character, if it is one of these.
fn take(rest: &mut &[u8], characters: &[u8]) -> Option<u8> {
    let (first, after) = rest.split_first()?;
    let first = characters.contains(first).then_some(*first)?;
    *rest = after;
    Some(first)
}

/// Takes a number of so many digits.
fn number(rest: &mut &[u8], digits: usize) -> Option<i16> {
    let (number, after) = rest.split_at_checked(digits)?;
    *rest = after;
    number.iter().try_fold(0, |number, digit| {
        let is_digit = digit.is_ascii_digit();
        is_digit.then(|| number * 10 + i16::from(digit - b'0'))
    })
}

/// `Z`, `UTC`, `+03:00`, `+0300`, `+03`, or nothing; with or without a space before it.
fn zone(rest: &[u8]) -> Option<Option<Zone>> {
    let mut rest = rest.strip_prefix(b" ").unwrap_or(rest);
    match rest {
        b"" => return Some(None),
        b"Z" | b"z" | b"UTC" | b"GMT" => return Some(Some(Zone::Utc)),
        _ => {}
    }
    let sign = take(&mut rest, b"+-")?;
    let hours = number(&mut rest, 2)?;
    let has_colon = take(&mut rest, b":").is_some();
    let minutes = match rest.is_empty() && !has_colon {
        true => 0,
        false => number(&mut rest, 2).filter(|&minutes| minutes < 60)?,
    };
    let seconds = i32::from(hours * 60 + minutes) * 60;
    let offset = Offset::from_seconds(if sign == b'-' { -seconds } else { seconds }).ok()?;
    (rest.is_empty() && hours < 24).then_some(Some(Zone::Offset(offset)))
}

/// Reads `Thu, 04 Aug 2022 12:50:56 GMT`, as in e-mail and HTTP.
fn rfc_2822(text: &str) -> Option<Timestamp> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text = text.split_once(", ").map_or(text, |(_, date)| date);
    let mut parts = text.split_ascii_whitespace();
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (time, zone) = (parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    iso_8601(&format!("{year}-{month:02}-{day:0>2}T{time}{zone}"))
        .filter(|_| parts.next().is_none())
}

/// Reads `/Date(1490945333848)/` and `/Date(1490945333848+0300)/`: milliseconds since 1970 in UTC, and an offset.
fn dot_net(text: &str) -> Option<Timestamp> {
    let text = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let end = text.rfind(['+', '-']).filter(|&at| at > 0);
    let (milliseconds, offset) = text.split_at(end.unwrap_or(text.len()));
    let instant = jiff::Timestamp::from_millisecond(milliseconds.parse().ok()?).ok()?;
    Some(match zone(offset.as_bytes())? {
        Some(Zone::Offset(offset)) => {
            Timestamp::new(offset.to_datetime(instant), Some(Zone::Offset(offset)))
        }
        _ => instant.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a text, writes it again, and says which instant it is.
    #[track_caller]
    fn check(text: &str, written: &str, instant: Option<&str>) {
        let time: Timestamp = text.parse().unwrap();
        assert_eq!(time.to_string(), written);
        assert_eq!(format!("{time:?}"), written);
        assert_eq!(time.instant().map(|i| i.to_string()).as_deref(), instant);
        assert_eq!(written.parse::<Timestamp>().unwrap(), time);
        assert_eq!(serde_json::to_value(time).unwrap(), written);
        assert_eq!(serde_json::from_value::<Timestamp>(written.into()).unwrap(), time);
    }

    #[test]
    fn the_dialects_of_the_five_pages() {
        check("2024-01-15T14:58:22Z", "2024-01-15T14:58:22Z", Some("2024-01-15T14:58:22Z"));
        check(
            "2023-11-07T05:31:56.123Z",
            "2023-11-07T05:31:56.123Z",
            Some("2023-11-07T05:31:56.123Z"),
        );
        check(
            "2023-11-07T05:31:56.123456Z",
            "2023-11-07T05:31:56.123456Z",
            Some("2023-11-07T05:31:56.123456Z"),
        );
        check("2021-06-07T21:16:48", "2021-06-07T21:16:48", None);
        let seven = "2024-03-28T08:00:14.9946756+00:00";
        check(seven, seven, Some("2024-03-28T08:00:14.9946756Z"));
        check(
            "2019-01-15T14:58:22.830+03:00",
            "2019-01-15T14:58:22.830+03:00",
            Some("2019-01-15T11:58:22.83Z"),
        );
    }

    #[test]
    fn the_edges() {
        check("0001-01-01T00:00:00", "0001-01-01T00:00:00", None);
        check("9999-12-31T23:59:59.9999999", "9999-12-31T23:59:59.9999999", None);
        check("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z", None);
        check(
            "2024-03-28T08:00:14.000000000Z",
            "2024-03-28T08:00:14.000000000Z",
            Some("2024-03-28T08:00:14Z"),
        );
        check(
            "2024-03-28T08:00:14-09:30",
            "2024-03-28T08:00:14-09:30",
            Some("2024-03-28T17:30:14Z"),
        );
        check("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", Some("2016-12-31T23:59:59Z"));
        check("2024-03-28 08:00:14z", "2024-03-28T08:00:14Z", Some("2024-03-28T08:00:14Z"));
        check("2024-02-29T08:00", "2024-02-29T08:00:00", None);
    }

    #[test]
    fn what_providers_send() {
        let written = |text: &str| text.parse::<Timestamp>().map(|time| time.to_string());
        for (text, expected) in [
            ("2024-03-28", "2024-03-28"),
            ("2024-03-28 08:00", "2024-03-28T08:00:00"),
            (" 2024-03-28T08:00:14+0300 ", "2024-03-28T08:00:14+03:00"),
            ("2024-03-28T08:00:14 +03", "2024-03-28T08:00:14+03:00"),
            ("2024-03-28T08:00:14-00:00", "2024-03-28T08:00:14+00:00"),
            ("2021-06-07 21:16:48 UTC", "2021-06-07T21:16:48Z"),
            ("2021-06-07T21:16:48Z[UTC]", "2021-06-07T21:16:48Z"),
            ("2021-06-07T24:00:00Z", "2021-06-08T00:00:00Z"),
            ("2024-03-28T08:00:14.0123456789Z", "2024-03-28T08:00:14.012345678Z"),
            ("Thu, 04 Aug 2022 12:50:56 GMT", "2022-08-04T12:50:56Z"),
            ("4 Aug 2022 12:50:56 -0930", "2022-08-04T12:50:56-09:30"),
            ("/Date(1490945333848)/", "2017-03-31T07:28:53.848Z"),
            ("/Date(1490945333848+0300)/", "2017-03-31T10:28:53.848+03:00"),
            ("/Date(-1)/", "1969-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(written(text).as_deref(), Ok(expected), "{text}");
            assert_eq!(written(expected).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_refused() {
        for text in [
            "",
            "now",
            "08:00:14",
            "20240328T080014Z",
            "2024-03-28T",
            "2024-13-28T08:00:14Z",
            "2023-02-29T08:00:14Z",
            "2023-02-29",
            "0000-00-00",
            "2024-03-28T24:00:01",
            "2024-03-28T08:61:00",
            "2024-03-28T08:00:14.Z",
            "2024-03-28T08:00:14ZZ",
            "2024-03-28T08:00:14+03:00[Europe/Minsk]",
            "2024-03-28T08:00:14+99:00",
            "2024-03-28T08:00:14+24:00",
            "2024-03-28T08:00:14+03:",
            "2024-03-28T08:00:14+03:60",
            "10.08.2016",
            "Thu, 04 Aug 2022 12:50:56",
            "Thu, 04 Aug 2022 12:50:56 GMT x",
            "/Date()/",
            "/Date(99999999999999999999)/",
            "/Date(1+)/",
        ] {
            let error = text.parse::<Timestamp>().unwrap_err().to_string();
            assert_eq!(
                error,
                format!("expected a time such as 2024-03-28T08:00:14Z, found {text:?}")
            );
        }
        let long = "2".repeat(100_000).parse::<Timestamp>().unwrap_err();
        assert!(long.to_string().len() < 200);
    }

    #[test]
    fn a_time_without_a_zone_is_an_instant_once_its_zone_is_told() {
        let plain: Timestamp = "2021-06-07T21:16:48".parse().unwrap();
        assert_eq!(plain.instant_in(Offset::UTC).unwrap().to_string(), "2021-06-07T21:16:48Z");
        let zoned: Timestamp = "2021-06-07T21:16:48+03:00".parse().unwrap();
        assert_eq!(zoned.instant_in(Offset::UTC).unwrap().to_string(), "2021-06-07T18:16:48Z");
        assert_eq!(zoned.offset(), Offset::from_hours(3).ok());
    }

    #[test]
    fn made_from_jiffs_types() {
        let instant: jiff::Timestamp = "2024-03-28T08:00:14.25Z".parse().unwrap();
        assert_eq!(Timestamp::from(instant).to_string(), "2024-03-28T08:00:14.25Z");
        assert_eq!(
            Timestamp::from(jiff::civil::date(2024, 3, 28).at(8, 0, 0, 0)).to_string(),
            "2024-03-28T08:00:00"
        );
        assert_eq!(
            Timestamp::from(jiff::civil::date(2024, 3, 28).at(8, 0, 0, 1)).to_string(),
            "2024-03-28T08:00:00.000000001"
        );
    }
}
