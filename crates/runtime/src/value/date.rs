//! A date without a time of day.

use std::fmt;
use std::str::FromStr;

use crate::value::scalar::{ParseError, written_as_text};
use crate::value::timestamp::Timestamp;

/// A date, such as a birthday or a due date: `2024-03-28`.
///
/// Some providers append midnight, as in `2024-03-28T00:00:00Z`. That is the same date with any offset, and encodes
/// without the time.
///
/// ```
/// # use bindery_runtime::Date;
/// let due: Date = "2024-03-28".parse()?;
/// assert_eq!(due.civil().month(), 3);
/// assert_eq!("2024-03-28T00:00:00+03:00".parse(), Ok(due));
/// # Ok::<(), bindery_runtime::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// The date as jiff's type, for arithmetic.
    #[must_use]
    pub fn civil(&self) -> jiff::civil::Date {
        self.0
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date)
    }
}

impl FromStr for Date {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let midnight = text.parse::<Timestamp>().ok().map(|time| time.civil());
        let midnight = midnight.filter(|civil| civil.time() == jiff::civil::Time::midnight());
        let date = midnight.map(|civil| Self(civil.date()));
        date.ok_or_else(|| ParseError::new(EXPECTED, text))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

written_as_text!(Date);

const EXPECTED: &str = "a date such as 2024-03-28";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, written: &str) {
        let json = serde_json::to_string(text).unwrap();
        let date: Date = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_value(date).unwrap(), written);
        assert_eq!(format!("{date} {date:?}"), format!("{written} {written}"));
        assert_eq!(written.parse(), Ok(date));
    }

    #[test]
    fn dates() {
        check("2024-03-28", "2024-03-28");
        check("0001-01-01", "0001-01-01");
        check("9999-12-31", "9999-12-31");
        check("2024-02-29", "2024-02-29");
        check(" 2024-03-28\n", "2024-03-28");
        check("2024-03-28T00:00:00", "2024-03-28");
        check("2024-03-28T00:00:00.000Z", "2024-03-28");
        check("2024-03-28T00:00:00+13:00", "2024-03-28");
    }

    #[test]
    fn what_is_refused() {
        for json in [
            "\"\"", "\"2023-02-29\"", "\"28.03.2024\"", "\"2024-03-28T08:00:00Z\"", "\"2024-03\"",
            "\"today\"", "20240328", "null",
        ] {
            let error = serde_json::from_str::<Date>(json).unwrap_err().to_string();
            assert!(error.contains("expected a"), "{json}: {error}");
        }
        assert_eq!(
            "today".parse::<Date>().unwrap_err().to_string(),
            "expected a date such as 2024-03-28, found \"today\""
        );
    }
}
