//! A point in time as a provider writes it: a wall-clock date and time, and its zone if one was given.

use std::fmt;
use std::str::FromStr;

use jiff::civil::DateTime;
use jiff::fmt::StdFmtWrite;
use jiff::fmt::temporal::{DateTimePrinter, Pieces, PiecesOffset};
use jiff::tz::Offset;
use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::decode::shorten;

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
        let error = || TimestampError {
            found: shorten(text),
        };
        let pieces = Pieces::parse(text).map_err(|_| error())?;
        let (Some(time), None) = (pieces.time(), pieces.time_zone_annotation()) else {
            return Err(error());
        };
        // Whatever follows the point is digits and then the zone: the parser has seen to that.
        let digits = text
            .bytes()
            .skip_while(|b| !matches!(b, b'.' | b','))
            .skip(1)
            .take_while(u8::is_ascii_digit);
        let digits = u8::try_from(digits.count()).map_err(|_| error())?;
        Ok(Self {
            civil: pieces.date().to_datetime(time),
            zone: pieces.offset(),
            digits,
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
