//! A point in time as a provider writes it: a wall-clock date and time, and its zone if one was given.

use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use jiff::fmt::StdFmtWrite;
use jiff::fmt::temporal::{DateTimePrinter, Pieces, PiecesNumericOffset, PiecesOffset};
use jiff::tz::Offset;
use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::body::decode::shorten;

/// A date and a time of day, as a provider wrote it.
///
/// Providers write times with `Z`, with an offset, or with no zone at all, and with nought to nine digits of fraction.
/// All of these are kept: [`Display`](fmt::Display) gives back `2019-01-15T14:58:22.830+03:00` as it came. A time
/// without a zone is no instant until somebody says where its clock hangs: see [`Timestamp::instant_in`].
///
/// The text is ISO 8601 as RFC 3339 and RFC 9557 have it: date and time are both needed, a zone name in brackets is
/// not accepted, and a leap second `:60` counts as `:59`.
///
/// Two are equal when they are written the same. To compare moments, compare their [`instant`](Timestamp::instant)s.
///
/// ```
/// # use bindery_runtime::Timestamp;
/// let time: Timestamp = "2021-06-07T21:16:48".parse()?;
/// assert_eq!(time.civil().hour(), 21);
/// assert_eq!(time.instant(), None);
/// # Ok::<(), bindery_runtime::TimestampError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timestamp {
    civil: DateTime,
    zone: Option<PiecesOffset>,
    /// How many digits of fraction were written, 0 to 9.
    digits: u8,
}

impl Timestamp {
    /// The date and the time that a clock on the wall shows.
    #[must_use]
    pub fn civil(&self) -> DateTime {
        self.civil
    }

    /// The offset from UTC, if one was written; zero for `Z`.
    #[must_use]
    pub fn offset(&self) -> Option<Offset> {
        self.zone.map(|zone| zone.to_numeric_offset())
    }

    /// The instant, if the zone was written. `None` also within a day of the years -9999 and 9999, where instants end.
    #[must_use]
    pub fn instant(&self) -> Option<jiff::Timestamp> {
        self.offset()?.to_timestamp(self.civil).ok()
    }

    /// The instant; a time without a zone is taken to be at `offset`, which comes from the provider's documentation
    /// (`Offset::UTC` for many). `None` only where instants end, as with [`instant`](Self::instant).
    #[must_use]
    pub fn instant_in(&self, offset: Offset) -> Option<jiff::Timestamp> {
        self.offset()
            .unwrap_or(offset)
            .to_timestamp(self.civil)
            .ok()
    }

    fn new(civil: DateTime, zone: Option<PiecesOffset>) -> Self {
        // As many digits as are needed.
        let nanoseconds = civil.subsec_nanosecond();
        let mut digits = 9;
        while digits > 0 && nanoseconds % 10_i32.pow(10 - u32::from(digits)) == 0 {
            digits -= 1;
        }
        Self {
            civil,
            zone,
            digits,
        }
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
        Self::new(Offset::UTC.to_datetime(instant), Some(PiecesOffset::Zulu))
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        parse(text).ok_or_else(|| TimestampError {
            found: shorten(text),
        })
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pieces = Pieces::from(self.civil);
        if let Some(zone) = self.zone {
            pieces = pieces.with_offset(zone);
        }
        let printer = DateTimePrinter::new().precision(Some(self.digits));
        printer
            .print_pieces(&pieces, StdFmtWrite(f))
            .map_err(|_| fmt::Error)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TimestampVisitor)
    }
}

struct TimestampVisitor;

impl Visitor<'_> for TimestampVisitor {
    type Value = Timestamp;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Timestamp, E> {
        text.parse()
            .map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Reads what jiff's `Pieces::parse` reads, with a time and without a zone name. With that one, the words of all errors
/// of jiff's would come into every program: some 100 kB of code.
fn parse(text: &str) -> Option<Timestamp> {
    let mut text = Text(text.as_bytes());
    let (year, month, day) = text.date()?;
    text.take(b" Tt")?;
    let time = text.clock()?;
    let zone = text.zone()?;
    text.annotations()?;
    let civil = DateTime::new(
        i16::try_from(year).ok()?,
        month,
        day,
        time.hour,
        time.minute,
        // A leap second.
        time.second - i8::from(time.second == 60),
        time.nanosecond,
    );
    text.0.is_empty().then_some(Timestamp {
        civil: civil.ok()?,
        zone,
        digits: time.digits,
    })
}

/// What is left of a text.
struct Text<'a>(&'a [u8]);

/// A time of day or an offset, unchecked.
struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
    nanosecond: i32,
    /// How many digits of fraction were written.
    digits: u8,
}

impl Text<'_> {
    /// Takes the next character, if it is one of these.
    fn take(&mut self, characters: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        let first = characters.contains(first).then_some(*first)?;
        self.0 = rest;
        Some(first)
    }

    /// A number of so many digits.
    fn number(&mut self, digits: usize) -> Option<i32> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.iter().try_fold(0, |number, digit| {
            let is_digit = digit.is_ascii_digit();
            is_digit.then(|| number * 10 + i32::from(digit - b'0'))
        })
    }

    fn two_digits(&mut self) -> Option<i8> {
        self.number(2)?.try_into().ok()
    }

    /// `2024-03-28`, `20240328`, `-002024-03-28`.
    fn date(&mut self) -> Option<(i32, i8, i8)> {
        let year = match self.take(b"+-") {
            None => self.number(4)?,
            Some(b'+') => self.number(6)?,
            Some(_) => -self.number(6).filter(|&year| year > 0)?,
        };
        let separator = self.take(b"-");
        let month = self.two_digits()?;
        if separator.is_some() {
            self.take(b"-")?;
        }
        Some((year, month, self.two_digits()?))
    }

    /// `08`, `08:00`, `08:00:14`, `08:00:14.99`, all of them with or without colons.
    fn clock(&mut self) -> Option<Clock> {
        let hour = self.two_digits()?;
        let has_colons = self.0.starts_with(b":");
        let separator: &[u8] = if has_colons { b":" } else { b"" };
        let minute = self.part(separator)?;
        let second = minute.map_or(Some(None), |_| self.part(separator))?;
        let mut clock = Clock {
            hour,
            minute: minute.unwrap_or(0),
            second: second.unwrap_or(0),
            nanosecond: 0,
            digits: 0,
        };
        if second.is_some() && self.take(b".,").is_some() {
            let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit());
            let digits = digits.count().min(9);
            clock.digits = u8::try_from(digits).ok().filter(|&digits| digits > 0)?;
            clock.nanosecond = self.number(digits)? * 10_i32.pow(9 - u32::from(clock.digits));
        }
        Some(clock)
    }

    /// The next part of a time, if there is one.
    fn part(&mut self, separator: &[u8]) -> Option<Option<i8>> {
        let Some(rest) = self.0.strip_prefix(separator) else {
            return Some(None);
        };
        if separator.is_empty() && !rest.first().is_some_and(u8::is_ascii_digit) {
            return Some(None);
        }
        self.0 = rest;
        self.two_digits().map(Some)
    }

    /// `Z`, `+03:00`, or none.
    fn zone(&mut self) -> Option<Option<PiecesOffset>> {
        let Some(sign) = self.take(b"Zz+-") else {
            return Some(None);
        };
        if matches!(sign, b'Z' | b'z') {
            return Some(Some(PiecesOffset::Zulu));
        }
        let clock = self.clock()?;
        if clock.hour > 25 || clock.minute > 59 || clock.second > 59 {
            return None;
        }
        let seconds = i32::from(clock.hour) * 3600
            + i32::from(clock.minute) * 60
            + i32::from(clock.second)
            + i32::from(clock.nanosecond >= 500_000_000);
        let offset = Offset::from_seconds(if sign == b'-' { -seconds } else { seconds });
        let offset = PiecesNumericOffset::from(offset.ok()?);
        Some(Some(PiecesOffset::from(if sign == b'-' {
            offset.with_negative_zero()
        } else {
            offset
        })))
    }

    /// `[u-ca=gregory]`: RFC 9557 has them passed over.
    fn annotations(&mut self) -> Option<()> {
        while self.take(b"[").is_some() {
            let (annotation, rest) = self.0.split_at(self.0.iter().position(|&b| b == b']')?);
            let mut sides = annotation.splitn(2, |&b| b == b'=');
            let (key, mut values) = (sides.next()?, sides.next()?.split(|&b| b == b'-'));
            let is_key = |b: &u8| matches!(b, b'_' | b'-' | b'0'..=b'9' | b'a'..=b'z');
            let is_start = |b: &u8| matches!(b, b'_' | b'a'..=b'z');
            let fits = key.first().is_some_and(is_start)
                && key.iter().all(is_key)
                && values.all(|v| !v.is_empty() && v.iter().all(u8::is_ascii_alphanumeric));
            self.0 = fits.then(|| rest.get(1..))??;
        }
        Some(())
    }
}

const EXPECTED: &str = "a time such as 2024-03-28T08:00:14Z";

/// A text that is not a date and a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimestampError {
    /// What was found instead, shortened.
    found: String,
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {EXPECTED}, found {}", self.found)
    }
}

impl std::error::Error for TimestampError {}

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
        assert_eq!(
            serde_json::from_value::<Timestamp>(written.into()).unwrap(),
            time
        );
    }

    #[test]
    fn the_dialects_of_the_five_pages() {
        check(
            "2024-01-15T14:58:22Z",
            "2024-01-15T14:58:22Z",
            Some("2024-01-15T14:58:22Z"),
        );
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
        check(
            "9999-12-31T23:59:59.9999999",
            "9999-12-31T23:59:59.9999999",
            None,
        );
        check(
            "9999-12-31T23:59:59.9999999Z",
            "9999-12-31T23:59:59.9999999Z",
            None,
        );
        check(
            "2024-03-28T08:00:14.000000000Z",
            "2024-03-28T08:00:14.000000000Z",
            Some("2024-03-28T08:00:14Z"),
        );
        check(
            "2024-03-28T08:00:14-00:00",
            "2024-03-28T08:00:14-00:00",
            Some("2024-03-28T08:00:14Z"),
        );
        check(
            "2024-03-28T08:00:14-09:30",
            "2024-03-28T08:00:14-09:30",
            Some("2024-03-28T17:30:14Z"),
        );
        check(
            "2016-12-31T23:59:60Z",
            "2016-12-31T23:59:59Z",
            Some("2016-12-31T23:59:59Z"),
        );
        check(
            "2024-03-28 08:00:14z",
            "2024-03-28T08:00:14Z",
            Some("2024-03-28T08:00:14Z"),
        );
        check("2024-02-29T08:00", "2024-02-29T08:00:00", None);
    }

    #[test]
    fn what_is_refused() {
        for text in [
            "",
            "now",
            "2024-03-28",
            "08:00:14",
            "2024-03-28T",
            "2024-13-28T08:00:14Z",
            "2023-02-29T08:00:14Z",
            "2024-03-28T24:00:00",
            "2024-03-28T08:00:14.0123456789Z",
            "2024-03-28T08:00:14.Z",
            "2024-03-28T08:00:14ZZ",
            "2024-03-28T08:00:14Z ",
            "2024-03-28T08:00:14+03:00[Europe/Minsk]",
            "2024-03-28T08:00:14[UTC]",
            "2024-03-28T08:00:14+99:00",
            "10.08.2016",
        ] {
            let error = text.parse::<Timestamp>().unwrap_err().to_string();
            assert_eq!(
                error,
                format!("expected a time such as 2024-03-28T08:00:14Z, found {text:?}")
            );
        }
        assert!(
            "2".repeat(100_000)
                .parse::<Timestamp>()
                .unwrap_err()
                .to_string()
                .len()
                < 200
        );
    }

    /// Reads a text with jiff, and holds our reader against that.
    #[track_caller]
    fn compare(text: &str) -> bool {
        let pieces = Pieces::parse(text).ok();
        let expected = pieces
            .as_ref()
            .filter(|pieces| pieces.time_zone_annotation().is_none())
            .and_then(|pieces| Some((pieces.date().to_datetime(pieces.time()?), pieces.offset())));
        let time = parse(text);
        assert_eq!(time.map(|time| (time.civil, time.zone)), expected, "{text}");
        time.is_some()
    }

    #[test]
    fn reads_what_jiff_reads() {
        let texts = [
            "2024-03-28T08:00:14.9946756+00:00",
            "20240328T080014Z",
            "2024-03-28 08",
            "2024-03-28t08:00z",
            "20240328 0800-0930",
            "+002024-03-28T23:59:60,5+25:59:59",
            "-009999-01-01T00:00:00-00:00",
            "-000000-01-01T00:00:00",
            "+000000-01-01T00:00:00",
            "+009999-12-31T23:59:59.999999999Z",
            "2024-02-29T08:00:14-00:00:00.5",
            "2024-02-29T08:00:14+25:59:59.5",
            "2024-03-28T08:00:14Z[u-ca=gregory][_x-1=a-B-9]",
            "2024-03-28T08:00:14[!u-ca=gregory]",
            "2024-03-28T08:00:14+03[Europe/Minsk][u-ca=gregory]",
            "2024-03-28T08:00:14[+03:00]",
        ];
        let read = texts.iter().filter(|text| compare(text)).count();
        assert_eq!(read, 11);
        // Each of them with a few characters changed, left out or put in.
        let mut random = fastrand::Rng::with_seed(7);
        for text in texts {
            for _ in 0..20_000 {
                let mut text = text.as_bytes().to_vec();
                for _ in 0..random.usize(1..4) {
                    let at = random.usize(..text.len());
                    let other = b"0123456789-+:.,TtZz []=!_au/"[random.usize(..28)];
                    match random.u8(..4) {
                        0 => text.insert(at, other),
                        1 => drop(text.remove(at)),
                        _ => text[at] = other,
                    }
                }
                compare(str::from_utf8(&text).unwrap());
            }
        }
    }

    #[test]
    fn a_time_without_a_zone_is_an_instant_once_its_zone_is_told() {
        let plain: Timestamp = "2021-06-07T21:16:48".parse().unwrap();
        assert_eq!(
            plain.instant_in(Offset::UTC).unwrap().to_string(),
            "2021-06-07T21:16:48Z"
        );
        let zoned: Timestamp = "2021-06-07T21:16:48+03:00".parse().unwrap();
        assert_eq!(
            zoned.instant_in(Offset::UTC).unwrap().to_string(),
            "2021-06-07T18:16:48Z"
        );
        assert_eq!(zoned.offset(), Offset::from_hours(3).ok());
    }

    #[test]
    fn made_from_jiffs_types() {
        let instant: jiff::Timestamp = "2024-03-28T08:00:14.25Z".parse().unwrap();
        assert_eq!(
            Timestamp::from(instant).to_string(),
            "2024-03-28T08:00:14.25Z"
        );
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
