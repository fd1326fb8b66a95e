//! An exact number for money, from a JSON number or a string.

use std::fmt;
use std::num::IntErrorKind;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::value::scalar::{ParseError, SCALAR, scalar};

macro_rules! decimal {
    ($(#[$docs:meta])* $name:ident, $other:ident) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(rust_decimal::Decimal);

        impl Deref for $name {
            type Target = rust_decimal::Decimal;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl DerefMut for $name {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.0
            }
        }

        impl From<rust_decimal::Decimal> for $name {
            fn from(number: rust_decimal::Decimal) -> Self {
                Self(number)
            }
        }

        impl From<$name> for rust_decimal::Decimal {
            fn from(number: $name) -> Self {
                number.0
            }
        }

        impl From<$other> for $name {
            fn from(number: $other) -> Self {
                Self(number.0)
            }
        }

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number.into())
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

        impl FromStr for $name {
            type Err = ParseError;

            /// Reads a number as JSON writes it. White space around it, a plus sign and leading zeros are accepted too.
            fn from_str(text: &str) -> Result<Self, ParseError> {
                let number = parse(text.trim_ascii()).map(Self);
                number.ok_or_else(|| ParseError::new(EXPECTED, text))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                scalar(deserializer, SCALAR, EXPECTED, |scalar| scalar.text()?.parse().ok())
            }
        }
    };
}

decimal! {
    /// An exact decimal number of up to 28 significant digits, with the arithmetic of
    /// [`rust_decimal::Decimal`](https://docs.rs/rust_decimal/1/rust_decimal/struct.Decimal.html).
    ///
    /// It decodes from a JSON number or a string, never through a binary floating-point number and never rounded; a number
    /// with more digits is an error. It encodes as a JSON number with the same digits, zeros at the end included.
    ///
    /// ```
    /// # use bindery_runtime::Decimal;
    /// let balance: Decimal = serde_json::from_str("\"453.20\"")?;
    /// assert_eq!(balance, serde_json::from_str("453.2")?);
    /// assert_eq!(serde_json::to_string(&balance)?, "453.20");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Decimal, DecimalString
}

decimal! {
    /// A [`Decimal`] that encodes as a JSON string.
    ///
    /// ```
    /// # use bindery_runtime::{Decimal, DecimalString};
    /// let price: DecimalString = "10.50".parse::<Decimal>().unwrap().into();
    /// assert_eq!(serde_json::to_string(&price)?, "\"10.50\"");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    DecimalString, Decimal
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.to_string();
        // A plain number wherever that is written the same, so that any serializer can write it.
        if let Ok(number) = text.parse::<i64>()
            && number.to_string() == text
        {
            return serializer.serialize_i64(number);
        }
        if let Ok(number) = text.parse::<f64>()
            && format!("{number:?}") == text
        {
            return serializer.serialize_f64(number);
        }
        RawValue::from_string(text).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl Serialize for DecimalString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

const EXPECTED: &str = "a decimal number of at most 28 digits";

/// Reads a number exactly, or not at all.
fn parse(text: &str) -> Option<rust_decimal::Decimal> {
    const MAX: u128 = u128::MAX >> 32;
    const MAX_SCALE: i64 = rust_decimal::Decimal::MAX_SCALE as i64;
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    let append = |number: u128, digit: u8| match number > MAX / 10 {
        true => None,
        false => Some(number * 10 + u128::from(digit - b'0')),
    };
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mut number, mut scale, mut zeros, mut in_fraction) = (0, 0_i64, 0, false);
    let (mut last, mut exponent) = (b'.', None);
    for (at, byte) in digits.bytes().enumerate() {
        match byte {
            b'0' if in_fraction => zeros += 1,
            b'0'..=b'9' => {
                for _ in 0..zeros {
                    number = append(number, b'0')?;
                }
                number = append(number, byte)?;
                scale += zeros + i64::from(in_fraction);
                zeros = 0;
            }
            // A number on the wire has digits on both sides of its point.
            b'.' if last != b'.' && !in_fraction => in_fraction = true,
            b'e' | b'E' if last != b'.' => {
                exponent = digits.get(at + 1..);
                break;
            }
            _ => return None,
        }
        last = byte;
    }
    if last == b'.' {
        return None;
    }
    // Zeros at the end of a fraction are kept only if there is room for all of them.
    let all = (0..zeros).try_fold(number, |number, _| append(number, b'0'));
    if let Some(all) = all.filter(|_| scale + zeros <= MAX_SCALE) {
        (number, scale) = (all, scale + zeros);
    }
    let mut number = i128::try_from(number).ok()?;
    if let Some(exponent) = exponent {
        let exponent = match exponent.parse::<i32>() {
            Ok(exponent) => exponent,
            Err(error) => match error.kind() {
                IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => i32::MAX,
                _ => return None,
            },
        };
        scale -= if number == 0 { 0 } else { i64::from(exponent) };
        while scale > MAX_SCALE && number % 10 == 0 {
            number /= 10;
            scale -= 1;
        }
        while scale < 0 {
            number = number.checked_mul(10)?;
            scale += 1;
        }
    }
    let number = if text.starts_with('-') { -number } else { number };
    rust_decimal::Decimal::try_from_i128_with_scale(number, u32::try_from(scale).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// Reads a JSON value in each way that there is, and writes it again.
    #[track_caller]
    fn check(json: &str, number: &str, written: &str) {
        let decimal: Decimal = serde_json::from_str(json).unwrap();
        assert_eq!(decimal.to_string(), number);
        assert_eq!(format!("{decimal:?}"), number);
        assert_eq!(serde_json::from_slice::<Decimal>(json.as_bytes()).unwrap(), decimal);
        assert_eq!(serde_json::from_reader::<_, Decimal>(json.as_bytes()).unwrap(), decimal);
        assert_eq!(serde_json::to_string(&decimal).unwrap(), written);
        assert_eq!(serde_json::from_str::<Decimal>(written).unwrap(), decimal);
        let string: DecimalString = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_value(string).unwrap(), number);
    }

    #[test]
    fn numbers_and_strings() {
        check("453.2", "453.2", "453.2");
        check("\"453.2\"", "453.2", "453.2");
        check("\" 453.2\\n\"", "453.2", "453.2");
        check("\"\\u0034\"", "4", "4");
        check("24.0", "24.0", "24.0");
        check("0", "0", "0");
        check("-0.0320", "-0.0320", "-0.0320");
        check("\"+5.00\"", "5.00", "5.00");
        check("\"007\"", "7", "7");
        check("1.1000000000000001", "1.1000000000000001", "1.1000000000000001");
        check("9223372036854775807", "9223372036854775807", "9223372036854775807");
    }

    #[test]
    fn more_digits_than_a_float_has() {
        check(
            "0.1234567890123456789012345678", "0.1234567890123456789012345678",
            "0.1234567890123456789012345678",
        );
        check(
            "79228162514264337593543950335", "79228162514264337593543950335",
            "79228162514264337593543950335",
        );
        check("12345678901234567.89", "12345678901234567.89", "12345678901234567.89");
        check("1.10000000000000000000000000000000000000", "1.1", "1.1");
    }

    #[test]
    fn exponents() {
        check("1e3", "1000", "1000");
        check("1.5E+2", "150", "150");
        check("1.50e1", "15.0", "15.0");
        check("-25e-3", "-0.025", "-0.025");
        check("1e28", "10000000000000000000000000000", "10000000000000000000000000000");
        check("1000e-30", "0.0000000000000000000000000010", "0.0000000000000000000000000010");
        check("0e9999", "0", "0");
        check("0e99999999999", "0", "0");
        check("\"1e-7\"", "0.0000001", "0.0000001");
    }

    #[test]
    fn from_other_deserializers() {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Buffered {
            Decimal(Decimal),
        }
        for (value, number) in [
            (json!(1), "1"),
            (json!(-1), "-1"),
            (json!(u64::MAX), "18446744073709551615"),
            (json!(0.1), "0.1"),
            (json!("2.50"), "2.50"),
        ] {
            assert_eq!(
                serde_json::from_value::<Decimal>(value.clone()).unwrap().to_string(),
                number
            );
            assert_eq!(Decimal::deserialize(&value).unwrap().to_string(), number);
            let Buffered::Decimal(decimal) = serde_json::from_value(value).unwrap();
            assert_eq!(decimal.to_string(), number);
        }
    }

    #[test]
    fn to_values() {
        let to_value = |text: &str| serde_json::to_value(text.parse::<Decimal>().unwrap()).unwrap();
        assert_eq!(to_value("453.25"), json!(453.25));
        // With serde_json's `arbitrary_precision`, the zero stays.
        assert_eq!(to_value("453.20").as_f64(), Some(453.2));
        assert_eq!(to_value("453"), json!(453));
        assert!(matches!(to_value("0.1234567890123456789012345678"), Value::Number(_)));
    }

    #[test]
    fn what_is_refused() {
        for json in [
            "\"\"",
            "\" \"",
            "\"abc\"",
            "\"1_000\"",
            "\"1,5\"",
            "\"1.\"",
            "\".5\"",
            "\"--1\"",
            "\"1e\"",
            "\"1e2e3\"",
            "\"NaN\"",
            "\"0x10\"",
            "\"\u{0664}\"",
            "79228162514264337593543950336",
            "100000000000000000000000000000",
            "0.12345678901234567890123456789",
            "1.7976931348623157E+308",
            "1e-29",
            "1e99999999999",
            "-1e99999",
            "true",
            "null",
            "{}",
            "[]",
            "[1]",
            "{\"$serde_json::private::RawValue\": 1}",
        ] {
            let error = serde_json::from_str::<Decimal>(json).unwrap_err().to_string();
            assert!(error.contains("expected a decimal number"), "{json}: {error}");
        }
    }

    #[test]
    fn a_long_text_is_shortened_in_the_error() {
        assert!("9".repeat(100_000).parse::<Decimal>().unwrap_err().to_string().len() < 200);
    }
}
