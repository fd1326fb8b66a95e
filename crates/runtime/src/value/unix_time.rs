//! A point in time as seconds or milliseconds since 1970.

use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::value::decimal::Decimal;
use crate::value::scalar::{ParseError, SCALAR, scalar};

macro_rules! unix_time {
    ($(#[$docs:meta])* $name:ident, $number:ident, $digits:literal) => {
        $(#[$docs])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Decimal);

        impl $name {
            const EXPECTED: &str = concat!("a number of ", stringify!($number), " since 1970");

            /// The number, as it was sent.
            #[must_use]
            pub fn $number(&self) -> Decimal {
                self.0
            }

            /// The instant, to the nanosecond; `None` outside of the years -9999 to 9999.
            #[must_use]
            pub fn instant(&self) -> Option<jiff::Timestamp> {
                let unit = rust_decimal::Decimal::from(10_i64.pow($digits));
                let nanoseconds = self.0.checked_mul(unit)?.floor().to_i128()?;
                jiff::Timestamp::from_nanosecond(nanoseconds).ok()
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number.into())
            }
        }

        impl From<jiff::Timestamp> for $name {
            fn from(instant: jiff::Timestamp) -> Self {
                // The nanoseconds of 9999 years have 21 digits.
                let number = rust_decimal::Decimal::from_i128_with_scale(instant.as_nanosecond(), $digits);
                Self(number.normalize().into())
            }
        }

        impl FromStr for $name {
            type Err = ParseError;

            /// Reads a decimal number.
            fn from_str(text: &str) -> Result<Self, ParseError> {
                let number = text.parse().map(Self);
                number.map_err(|_| ParseError::new(Self::EXPECTED, text))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                scalar(deserializer, SCALAR, Self::EXPECTED, |scalar| scalar.text()?.parse().ok())
            }
        }
    };
}

unix_time! {
    /// A point in time as seconds since 1970-01-01T00:00:00Z, a number in JSON; digits in a string are read, too. A
    /// fraction is kept.
    ///
    /// ```
    /// # use bindery_runtime::UnixTime;
    /// let time: UnixTime = serde_json::from_str("1711612814.25")?;
    /// assert_eq!(time.instant().map(|i| i.to_string()).as_deref(), Some("2024-03-28T08:00:14.25Z"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    UnixTime, seconds, 9
}

unix_time! {
    /// A point in time as milliseconds since 1970-01-01T00:00:00Z, a number in JSON; digits in a string are read, too. A
    /// fraction is kept.
    UnixTimeMs, milliseconds, 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<T>(
        json: &str,
        written: &str,
        instant: fn(&T) -> Option<jiff::Timestamp>,
        at: Option<&str>,
    ) where
        T: Serialize + for<'de> Deserialize<'de> + fmt::Debug + PartialEq + From<jiff::Timestamp>,
    {
        let time: T = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&time).unwrap(), written);
        let found = instant(&time);
        assert_eq!(found.map(|i| i.to_string()).as_deref(), at);
        if let Some(instant) = found {
            assert_eq!(T::from(instant), time);
        }
    }

    #[test]
    fn seconds_and_milliseconds() {
        let seconds = |json, written, at| check(json, written, UnixTime::instant, at);
        seconds("0", "0", Some("1970-01-01T00:00:00Z"));
        seconds("1711612814", "1711612814", Some("2024-03-28T08:00:14Z"));
        seconds("\"1711612814\"", "1711612814", Some("2024-03-28T08:00:14Z"));
        seconds("-1.5", "-1.5", Some("1969-12-31T23:59:58.5Z"));
        seconds("0.123456789", "0.123456789", Some("1970-01-01T00:00:00.123456789Z"));
        seconds("1711612814000", "1711612814000", None);
        let milliseconds = |json, written, at| check(json, written, UnixTimeMs::instant, at);
        milliseconds("1711612814123", "1711612814123", Some("2024-03-28T08:00:14.123Z"));
        milliseconds("\"1.25\"", "1.25", Some("1970-01-01T00:00:00.00125Z"));
        milliseconds("79228162514264337593543950335", "79228162514264337593543950335", None);
    }

    #[test]
    fn texts() {
        assert_eq!("12.50".parse::<UnixTime>().unwrap().to_string(), "12.50");
        assert_eq!(
            "now".parse::<UnixTimeMs>().unwrap_err().to_string(),
            "expected a number of milliseconds since 1970, found \"now\""
        );
        assert!(serde_json::from_str::<UnixTime>("\"2024-03-28\"").is_err());
    }
}
