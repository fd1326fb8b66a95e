//! Open enums: the documented values are variants, any other value is kept.

use serde::de::Deserializer;
use serde::ser::{Serialize, Serializer};

use crate::value::any::Number;
use crate::value::decimal::Decimal;
use crate::value::inspect::Mark;
use crate::value::scalar::{SCALAR, Scalar, scalar, text};

/// Defines an enum of documented values; an undocumented value is kept in `Unknown`.
///
/// ```
/// bindery_runtime::open_enum! {
///     /// Whether the account may be used.
///     pub enum Status {
///         /// `active`
///         Active = "active",
///         /// `credit_hold`
///         CreditHold = "credit_hold",
///     }
/// }
/// assert_eq!(Status::from("active"), Status::Active);
/// assert_eq!(Status::from("frozen"), Status::Unknown("frozen".to_owned()));
/// assert_eq!(Status::CreditHold.as_str(), "credit_hold");
/// ```
///
/// If a provider uses both an integer and a string for a value, the variant has both: `All = "ALL" | 0`. Such an enum
/// encodes as integers where they are known; an undocumented integer is kept in `Unknown` in digits, and encodes as an
/// integer. An enum of numbers has each number twice: `Half = "0.5" | 0.5`.
///
/// A number or a boolean in place of a string is kept too, as its text, so that the rest of the body is not lost.
#[macro_export]
macro_rules! open_enum {
    (
        $(#[$($meta:tt)+])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal $(| $number:literal)? ),* $(,)?
        }
    ) => {
        $(#[$($meta)+])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )*
            /// An undocumented value, as sent.
            Unknown(::std::string::String),
        }

        impl $name {
            /// The documented values, in the order of the spec.
            #[allow(dead_code, reason = "a private enum need not use it")]
            pub const KNOWN: &'static [&'static str] = &[$($word),*];

            /// The value as sent by the provider.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $word, )*
                    Self::Unknown(word) => word,
                }
            }
        }

        impl $crate::open_enum::OpenEnum for $name {
            const NUMBERS: &'static [&'static str] = &[$( $(stringify!($number),)? )*];

            fn from_word(word: &str) -> ::std::option::Option<Self> {
                match word {
                    $( $word => ::std::option::Option::Some(Self::$variant), )*
                    _ => ::std::option::Option::None,
                }
            }

            #[allow(unused_variables, reason = "most enums have no numbers")]
            fn from_number(number: &str) -> ::std::option::Option<Self> {
                $( $( if $crate::open_enum::is_same(number, stringify!($number)) {
                    return ::std::option::Option::Some(Self::$variant);
                } )? )*
                ::std::option::Option::None
            }

            fn from_unknown(word: ::std::string::String) -> Self {
                Self::Unknown(word)
            }

            fn unknown(&self) -> ::std::option::Option<&str> {
                match self {
                    Self::Unknown(word) => ::std::option::Option::Some(word),
                    _ => ::std::option::Option::None,
                }
            }

            fn word(&self) -> &str {
                self.as_str()
            }

            fn number(&self) -> ::std::option::Option<&'static str> {
                match self {
                    $( $( Self::$variant => ::std::option::Option::Some(stringify!($number)), )? )*
                    _ => ::std::option::Option::None,
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(word: &str) -> Self {
                $crate::open_enum::from_str(word)
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(word: ::std::string::String) -> Self {
                $crate::open_enum::from_string(word)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(word: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                ::std::result::Result::Ok($crate::open_enum::from_str(word))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::open_enum::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::open_enum::deserialize(deserializer)
            }
        }

        $crate::open_enum_schema! { $name, [$( $crate::open_enum_docs!($($meta)+) ),*] }
    };
}

/// The JSON schema of what [`open_enum!`](crate::open_enum) makes.
#[cfg(feature = "schemars")]
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum_schema {
    ($name:ident, [$($docs:expr),*]) => {
        impl $crate::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(stringify!($name))
            }

            fn schema_id() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(concat!(module_path!(), "::", stringify!($name)))
            }

            fn json_schema(_: &mut $crate::schemars::SchemaGenerator) -> $crate::schemars::Schema {
                $crate::open_enum::schema(
                    &[$($docs),*],
                    Self::KNOWN,
                    <Self as $crate::open_enum::OpenEnum>::NUMBERS,
                )
            }
        }
    };
}

/// Nothing, where no schemas are wanted.
#[cfg(not(feature = "schemars"))]
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum_schema {
    ($($anything:tt)*) => {};
}

/// The line of a doc comment; nothing for other attributes.
#[doc(hidden)]
#[macro_export]
macro_rules! open_enum_docs {
    (doc = $line:literal) => {
        $line
    };
    ($($other:tt)*) => {
        ""
    };
}

/// The parts of an enum that [`open_enum!`](crate::open_enum) generates; the rest is generic.
pub trait OpenEnum: Sized {
    /// The numbers that are values on the wire; none for most enums.
    const NUMBERS: &'static [&'static str];
    /// The variant of a value.
    fn from_word(word: &str) -> Option<Self>;
    /// The variant of a number.
    fn from_number(number: &str) -> Option<Self>;
    /// The variant for anything else.
    fn from_unknown(word: String) -> Self;
    /// The value, if it has no variant.
    fn unknown(&self) -> Option<&str>;
    /// The value.
    fn word(&self) -> &str;
    /// The variant's number.
    fn number(&self) -> Option<&'static str>;
}

/// A JSON schema that lists the documented values and accepts any other.
#[cfg(feature = "schemars")]
#[must_use]
pub fn schema(docs: &[&str], words: &[&str], numbers: &[&str]) -> schemars::Schema {
    let lines: Vec<&str> = docs.iter().map(|line| line.trim()).collect();
    let words = words.iter().map(|word| serde_json::Value::from(*word));
    let numbers = numbers.iter().filter_map(|number| serde_json::from_str(number).ok());
    let numbers: Vec<serde_json::Value> = numbers.collect();
    let any = match numbers.iter().all(serde_json::Value::is_i64) {
        true if numbers.is_empty() => serde_json::json!("string"),
        true => serde_json::json!(["string", "integer"]),
        false => serde_json::json!(["string", "number"]),
    };
    schemars::json_schema!({
        "description": lines.join("\n").trim(),
        "anyOf": [{"enum": words.chain(numbers).collect::<Vec<_>>()}, {"type": any}],
    })
}

/// The enum of a value, or of a number in digits.
pub fn from_str<T: OpenEnum>(word: &str) -> T {
    known(word).unwrap_or_else(|| T::from_unknown(word.to_owned()))
}

/// The enum of a value, or of a number in digits, which is kept if it is undocumented.
pub fn from_string<T: OpenEnum>(word: String) -> T {
    known(&word).unwrap_or_else(|| T::from_unknown(word))
}

fn known<T: OpenEnum>(word: &str) -> Option<T> {
    T::from_word(word).or_else(|| match T::NUMBERS.is_empty() {
        true => None,
        false => T::from_number(word),
    })
}

/// Whether two numbers are the same, however they are written.
#[must_use]
pub fn is_same(found: &str, documented: &str) -> bool {
    let number = |text: &str| text.parse::<Decimal>().ok();
    found == documented || number(found).is_some_and(|found| Some(found) == number(documented))
}

/// The number of a value in digits, if this enum has numbers. `007` and `+7` are strings.
fn digits<T: OpenEnum>(word: &str) -> Option<Number> {
    let is_number =
        !T::NUMBERS.is_empty() && serde_json::from_str::<serde_json::Number>(word).is_ok();
    is_number.then(|| Number::of(word))
}

/// Writes the number if there is one, and the value otherwise.
pub fn serialize<T: OpenEnum, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    match (value.number(), value.unknown()) {
        (Some(number), _) => Number::of(number).serialize(serializer),
        (None, None) => serializer.serialize_str(value.word()),
        (None, Some(word)) => match digits::<T>(word) {
            Some(number) => Mark::UnknownValue.serialize(&number, serializer),
            None => Mark::UnknownValue.serialize(word, serializer),
        },
    }
}

/// Reads a string, a number, or another scalar in its place.
pub fn deserialize<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let read = |scalar: Scalar<'_>| {
        Some(match scalar {
            Scalar::Bool(value) => T::from_unknown(value.to_string()),
            Scalar::Number(word) | Scalar::Text(word) => from_str(word),
        })
    };
    match T::NUMBERS.is_empty() {
        true => text(deserializer, "a string", read),
        false => scalar(deserializer, SCALAR, "a string", read),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    crate::open_enum! {
        /// Whether an account may be used.
        pub enum Status {
            /// `active`
            Active = "active",
            /// `credit_hold`
            CreditHold = "credit_hold",
        }
    }

    crate::open_enum! {
        /// A setting of the portal.
        pub enum Preference {
            /// `ALL`, or 0.
            All = "ALL" | 0,
            /// `NONE`, or -1.
            None = "NONE" | -1,
            /// `OTHER`, which has no integer.
            Other = "OTHER",
        }
    }

    #[track_caller]
    fn check_status(body: Value, status: Status, written: Value) {
        assert_eq!(serde_json::from_value::<Status>(body.clone()).unwrap(), status);
        assert_eq!(serde_json::from_str::<Status>(&body.to_string()).unwrap(), status);
        assert_eq!(serde_json::to_value(&status).unwrap(), written);
        assert_eq!(serde_json::from_value::<Status>(written).unwrap(), status);
    }

    #[test]
    fn words() {
        let unknown = |word: &str| Status::Unknown(word.to_owned());
        check_status(json!("active"), Status::Active, json!("active"));
        check_status(json!("credit_hold"), Status::CreditHold, json!("credit_hold"));
        check_status(json!("frozen"), unknown("frozen"), json!("frozen"));
        check_status(json!("Active"), unknown("Active"), json!("Active"));
        check_status(json!(""), unknown(""), json!(""));
        check_status(json!("0"), unknown("0"), json!("0"));
        // Not a string, but no reason to lose the rest of the body.
        for word in ["7", "1.50", "true"] {
            assert_eq!(crate::decode::<Status>(None, word.as_bytes()).unwrap(), unknown(word));
        }
    }

    #[test]
    fn what_is_no_word() {
        for body in ["null", "{}", "[]", "[\"active\"]"] {
            let error = serde_json::from_str::<Status>(body).unwrap_err().to_string();
            assert!(error.contains("expected a string"), "{error}");
        }
    }

    #[track_caller]
    fn check_preference(body: Value, preference: Preference, written: Value) {
        assert_eq!(serde_json::from_value::<Preference>(body.clone()).unwrap(), preference);
        assert_eq!(serde_json::from_str::<Preference>(&body.to_string()).unwrap(), preference);
        assert_eq!(serde_json::to_value(&preference).unwrap(), written);
        assert_eq!(serde_json::from_value::<Preference>(written).unwrap(), preference);
    }

    #[test]
    fn integers_and_names_are_one() {
        let unknown = |word: &str| Preference::Unknown(word.to_owned());
        check_preference(json!(0), Preference::All, json!(0));
        check_preference(json!("ALL"), Preference::All, json!(0));
        check_preference(json!("0"), Preference::All, json!(0));
        check_preference(json!(-1), Preference::None, json!(-1));
        check_preference(json!("OTHER"), Preference::Other, json!("OTHER"));
        check_preference(json!(7), unknown("7"), json!(7));
        check_preference(json!("7"), unknown("7"), json!(7));
        check_preference(json!(i64::MIN), unknown("-9223372036854775808"), json!(i64::MIN));
        check_preference(json!(u64::MAX), unknown("18446744073709551615"), json!(u64::MAX));
        check_preference(json!("SOME"), unknown("SOME"), json!("SOME"));
        check_preference(json!("007"), unknown("007"), json!("007"));
        check_preference(json!("+7"), unknown("+7"), json!("+7"));
    }

    crate::open_enum! {
        /// A share.
        pub enum Share {
            /// 0.5.
            Half = "0.5" | 0.5,
            /// -1.
            None = "-1" | -1,
        }
    }

    #[test]
    fn numbers() {
        for (json, share, written) in [
            ("0.5", Share::Half, "0.5"),
            ("0.50", Share::Half, "0.5"),
            ("\"0.5\"", Share::Half, "0.5"),
            ("5e-1", Share::Half, "0.5"),
            ("-1.0", Share::None, "-1"),
            ("0.10", Share::Unknown("0.10".to_owned()), "0.10"),
            (
                "0.1234567890123456789",
                Share::Unknown("0.1234567890123456789".to_owned()),
                "0.1234567890123456789",
            ),
            ("\"all\"", Share::Unknown("all".to_owned()), "\"all\""),
        ] {
            let read: Share = serde_json::from_str(json).unwrap();
            assert_eq!(read, share, "{json}");
            assert_eq!(crate::decode::<Share>(None, json.as_bytes()).unwrap(), share);
            assert_eq!(serde_json::to_string(&read).unwrap(), written);
        }
    }

    #[test]
    fn conversions_and_printing() {
        assert_eq!(Status::from("active"), Status::Active);
        assert_eq!(Status::from("x".to_owned()), Status::Unknown("x".to_owned()));
        assert_eq!("credit_hold".parse::<Status>(), Ok(Status::CreditHold));
        assert_eq!(
            format!("{} {:?}", Status::CreditHold, Status::CreditHold),
            "credit_hold CreditHold"
        );
        assert_eq!(format!("[{:>8}]", Status::Active), "[  active]");
        assert_eq!(Status::KNOWN, ["active", "credit_hold"]);
        assert!(Status::Active < Status::CreditHold);
        assert_eq!(Preference::from("-1"), Preference::None);
        assert_eq!(Preference::All.as_str(), "ALL");
    }
}
