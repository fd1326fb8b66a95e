//! Unions: a value of one of several schemas. A value that fits none of them is kept.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, Error, SeqAccess, Unexpected,
    Visitor,
};
use serde::ser::{Serialize, Serializer};

use crate::value::any::{Number, Value};
use crate::value::document::{self, Tolerance};
use crate::value::fault::{Step, path};
use crate::value::inspect::{Mark, inspect, is_inspecting, to_value};
use crate::value::scalar::{SCALAR, Scalar, scalar};
use crate::value::secret::REDACTED;

/// Reads and writes an enum whose variants hold one value each, the last of them `Unknown(Value)`. Generated code calls it.
///
/// With `by "type"`, the property of that name says which variant a value is: each line has a variant and its values of
/// that property. A value that no line has, or that does not fit its variant, is `Unknown`.
///
/// Without it, a value is the variant that fits best: the one with the fewest documented fields that do not fit their
/// types, then with the fewest unknown fields and enum values, then, for a scalar, one that is encoded as it was sent, and
/// of equals the first. An object that has none of a variant's documented fields does not fit it.
///
/// `as secret` says that a secret may be in a value.
///
/// ```
/// use bindery_runtime::Value;
///
/// #[derive(Clone, PartialEq)]
/// pub enum Id {
///     Integer(i64),
///     String(String),
///     Unknown(Value),
/// }
/// bindery_runtime::union! {
///     Id {
///         Integer,
///         String,
///     }
/// }
/// assert_eq!(serde_json::from_str::<Id>("7")?, Id::Integer(7));
/// assert_eq!(serde_json::from_str::<Id>("true")?, Id::Unknown(true.into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident $(by $discriminator:literal)? $(as $secret:ident)? {
        $( $variant:ident $(= $value:literal $(| $more:literal)*)? ),* $(,)?
    }) => {
        impl $crate::union::Union for $name {
            const DISCRIMINATOR: ::std::option::Option<&'static str> = $crate::union_option!($($discriminator)?);
            const VARIANTS: &'static [&'static [&'static str]] = &[$( &[$($value $(, $more)*)?] ),*];
            const SECRET: bool = $crate::union_option!($($secret)?).is_some();

            fn read<'de, D: $crate::serde::Deserializer<'de>>(
                variant: usize,
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let read: &[fn(D) -> ::std::result::Result<Self, D::Error>] = &[$(
                    |deserializer| $crate::serde::Deserialize::deserialize(deserializer).map(Self::$variant)
                ),*];
                match read.get(variant) {
                    ::std::option::Option::Some(read) => read(deserializer),
                    ::std::option::Option::None => {
                        $crate::serde::Deserialize::deserialize(deserializer).map(Self::Unknown)
                    }
                }
            }

            fn unknown(value: $crate::Value) -> Self {
                Self::Unknown(value)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::union::deserialize(deserializer)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                match self {
                    $( Self::$variant(value) => $crate::serde::Serialize::serialize(value, serializer), )*
                    Self::Unknown(value) => $crate::union::serialize_unknown::<Self, S>(value, serializer),
                }
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $( Self::$variant(value) => f.debug_tuple(stringify!($variant)).field(value).finish(), )*
                    Self::Unknown(value) => $crate::union::debug_unknown::<Self>(value, f),
                }
            }
        }
    };
}

/// Something that may be left out, as an `Option`.
#[doc(hidden)]
#[macro_export]
macro_rules! union_option {
    () => {
        ::std::option::Option::None::<&'static str>
    };
    ($literal:literal) => {
        ::std::option::Option::Some($literal)
    };
    ($ident:ident) => {
        ::std::option::Option::Some(stringify!($ident))
    };
}

/// The parts of a union that `union!` generates; the rest is generic.
pub trait Union: DeserializeOwned + Serialize {
    /// The property that distinguishes the variants.
    const DISCRIMINATOR: Option<&'static str>;
    /// For each variant, its values of that property.
    const VARIANTS: &'static [&'static [&'static str]];
    /// Whether a secret may be in a value.
    const SECRET: bool;
    /// Reads a value as the variant with this index.
    ///
    /// # Errors
    /// It does not fit.
    fn read<'de, D: Deserializer<'de>>(variant: usize, deserializer: D) -> Result<Self, D::Error>;
    /// Keeps a value that fits no variant.
    fn unknown(value: Value) -> Self;
}

/// By this name our own deserializer knows that a value is wanted more than once.
pub(crate) const UNION: &str = "$bindery::Union";

thread_local! {
    /// Whether variants are being tried. Unions and JSON values inside of one are then passed over: they fit any value,
    /// and reading them for each variant would multiply the work with each level of nesting.
    static TRYING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a value is read only to see whether a variant fits.
pub(crate) fn is_trying() -> bool {
    TRYING.get()
}

/// Restores what was before, when it is dropped.
pub(crate) struct Trying(bool);

impl Trying {
    fn start() -> Self {
        Self(TRYING.replace(true))
    }

    pub(crate) fn pause() -> Self {
        Self(TRYING.replace(false))
    }
}

impl Drop for Trying {
    fn drop(&mut self) {
        TRYING.set(self.0);
    }
}

/// Reads a union.
///
/// # Errors
/// The value is null, which no variant takes; or the deserializer failed.
pub fn deserialize<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(UNION, UnionVisitor(PhantomData))
}

/// Writes a value that fits no variant.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_unknown<T: Union, S: Serializer>(
    value: &Value,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match (is_trying(), T::SECRET) {
        (true, _) => value.serialize(serializer),
        (false, true) if is_inspecting() => Mark::Misfit.serialize(REDACTED, serializer),
        (false, _) => Mark::Misfit.serialize(value, serializer),
    }
}

/// Prints a value that fits no variant, unless a secret may be in it.
///
/// # Errors
/// Those of the formatter.
pub fn debug_unknown<T: Union>(value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut tuple = f.debug_tuple("Unknown");
    match T::SECRET {
        true => tuple.field(&format_args!("{REDACTED}")),
        false => tuple.field(value),
    };
    tuple.finish()
}

struct UnionVisitor<T>(PhantomData<T>);

impl<'de, T: Union> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of one of several types")
    }

    /// Another deserializer than ours gives a value only once.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let text = Value::deserialize(deserializer)?.to_string();
        let document = document::json(&text);
        document.read(Tolerance::Misfits).map_err(D::Error::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut again: A) -> Result<T, A::Error> {
        if is_trying() {
            return Ok(T::unknown(Value::Null));
        }
        let variant = match T::DISCRIMINATOR {
            Some(name) => named::<T, A>(name, &mut again),
            None => best::<T, A>(&mut again),
        };
        if let Some(variant) = variant
            && let Ok(Some(read)) = again.next_element_seed(Variant(variant, PhantomData))
        {
            return Ok(read);
        }
        match again.next_element()?.unwrap_or_default() {
            Value::Null => Err(A::Error::invalid_type(Unexpected::Unit, &self)),
            value => Ok(T::unknown(value)),
        }
    }
}

/// The variant that the discriminator names.
fn named<'de, T: Union, A: SeqAccess<'de>>(name: &str, again: &mut A) -> Option<usize> {
    let fields: BTreeMap<String, Option<Shallow>> = again.next_element().ok()??;
    let tag = match fields.get(name)?.as_ref()? {
        Shallow(Value::String(text)) => text.clone(),
        Shallow(other) => other.to_string(),
    };
    T::VARIANTS.iter().position(|tags| tags.contains(&tag.as_str()))
}

/// The variant that fits a value best.
fn best<'de, T: Union, A: SeqAccess<'de>>(again: &mut A) -> Option<usize> {
    let _trying = Trying::start();
    let Shallow(value) = again.next_element().ok()??;
    let is_scalar = !matches!(value, Value::Array(_));
    let fit = |variant: usize| {
        let read: T = again.next_element_seed(Variant(variant, PhantomData)).ok()??;
        let found = inspect(&read);
        let is_unknown = |name: &String| {
            let path = path([Step::Field(name.clone())].iter());
            found.unknown_fields.contains(&path)
        };
        let fields = found.json.as_object().filter(|fields| !fields.is_empty());
        let all_unknown = fields.is_some_and(|fields| fields.keys().all(is_unknown));
        let unknown = found.unknown_fields.len() + found.unknown_values.len();
        let json = to_value(&read).ok()?;
        let differs = is_scalar && json != value;
        // A number or a boolean is no string and no enum value, though both are read from one.
        let is_text = json.as_str().is_some() && value.as_str().is_none();
        let is_none = all_unknown || differs && (is_text || unknown > 0);
        (!is_none).then_some(((found.misfits.len(), unknown, differs), variant))
    };
    let best = (0..T::VARIANTS.len()).filter_map(fit).min()?;
    Some(best.1)
}

/// A scalar, or something that stands for an object or a list.
pub(crate) struct Shallow(pub(crate) Value);

impl<'de> Deserialize<'de> for Shallow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = scalar(deserializer, SCALAR, "a scalar", |scalar| {
            Some(match scalar {
                Scalar::Bool(value) => value.into(),
                Scalar::Number(digits) => Value::Number(Number::of(digits)),
                Scalar::Text(text) => text.into(),
            })
        });
        Ok(Self(value.unwrap_or_else(|_| vec![Value::Null].into())))
    }
}

/// Reads a value as one variant.
struct Variant<T>(usize, PhantomData<T>);

impl<'de, T: Union> DeserializeSeed<'de> for Variant<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(self.0, deserializer)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use serde::de::DeserializeOwned;

    use crate::value::any::Value;
    use crate::{Decimal, Extra, Secret, decode, inspect};

    /// An object with optional fields.
    macro_rules! structure {
        ($name:ident { $($field:ident $wire:literal: $type:ty),* }) => {
            #[derive(Clone, Debug, PartialEq, serde::Serialize)]
            struct $name {
                $(#[serde(skip_serializing_if = "Option::is_none")] $field: Option<$type>,)*
                #[serde(flatten)]
                extra: Extra,
            }
            crate::object! { $name: "an object" { $($field = $wire),* } }
        };
    }

    structure!(Card { kind "kind": String, number "number": Secret, limit "limit": Decimal });
    structure!(Bank { kind "kind": String, iban "iban": String, next "next": Box<Payment> });
    structure!(Cat { name "name": String, lives "lives": i64 });
    structure!(Dog { name "name": String, barks "barks": bool, friend "friend": Box<Pet> });

    #[derive(Clone, PartialEq)]
    enum Payment {
        Card(Card),
        Bank(Bank),
        Unknown(Value),
    }

    crate::union! {
        Payment by "kind" as secret {
            Card = "card" | "1",
            Bank = "bank",
        }
    }

    #[derive(Clone, PartialEq)]
    enum Pet {
        Cat(Cat),
        Dog(Dog),
        Unknown(Value),
    }

    crate::union! { Pet { Cat, Dog } }

    crate::open_enum! {
        /// A keyword.
        pub enum Word {
            /// `auto`
            Auto = "auto",
        }
    }

    #[derive(Clone, PartialEq)]
    enum Any {
        Word(Word),
        Integer(i64),
        Amount(Decimal),
        String(String),
        List(Vec<Any>),
        Unknown(Value),
    }

    crate::union! { Any { Word, Integer, Amount, String, List } }

    /// Reads a value in both ways, and writes it again as it was.
    #[track_caller]
    fn check<T: DeserializeOwned + serde::Serialize + fmt::Debug + PartialEq>(
        json: &str,
        debug: &str,
    ) {
        let read: T = decode(None, json.as_bytes()).unwrap();
        assert_eq!(format!("{read:?}"), debug, "{json}");
        assert_eq!(serde_json::from_str::<T>(json).unwrap(), read);
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }

    #[test]
    fn the_discriminator_says_which_variant() {
        check::<Payment>(
            r#"{"kind":"card","number":"4711","limit":0.1234567890123456789012345678}"#,
            r#"Card(Card { kind: Some("card"), number: Some([redacted]), limit: Some(0.1234567890123456789012345678), extra: {} })"#,
        );
        check::<Payment>(
            r#"{"kind":"bank","next":{"kind":"bank","new":1.50}}"#,
            r#"Bank(Bank { kind: Some("bank"), iban: None, next: Some(Bank(Bank { kind: Some("bank"), iban: None, next: None, extra: {"new": 1.50} })), extra: {} })"#,
        );
        // Undocumented data may contain a secret.
        for json in [r#"{"kind":"coins","number":"4711"}"#, "{}", "7", r#"{"kind":null}"#] {
            check::<Payment>(json, "Unknown([redacted])");
        }
        let found = inspect(&serde_json::from_str::<Payment>(r#"{"kind":"coins"}"#).unwrap());
        assert_eq!(found.misfits, [""]);
        assert_eq!(found.json, Value::from("[redacted]"));
    }

    #[test]
    fn the_best_fit_is_the_variant() {
        check::<Pet>(r#"{"lives":9}"#, "Cat(Cat { name: None, lives: Some(9), extra: {} })");
        check::<Pet>(
            r#"{"name":"a","barks":true}"#,
            r#"Dog(Dog { name: Some("a"), barks: Some(true), friend: None, extra: {} })"#,
        );
        check::<Pet>(r#"{"name":"a"}"#, r#"Cat(Cat { name: Some("a"), lives: None, extra: {} })"#);
        check::<Pet>(
            r#"{"name":"a","friend":{"lives":9,"new":1}}"#,
            r#"Dog(Dog { name: Some("a"), barks: None, friend: Some(Cat(Cat { name: None, lives: Some(9), extra: {"new": 1} })), extra: {} })"#,
        );
        check::<Pet>(r#"{"wings":2}"#, r#"Unknown({"wings":2})"#);
        check::<Pet>("[1.50]", "Unknown([1.50])");
    }

    #[test]
    fn scalars_stay_what_they_are() {
        check::<Any>(r#""auto""#, "Word(Auto)");
        check::<Any>(r#""other""#, r#"String("other")"#);
        check::<Any>(r#""5.00""#, r#"String("5.00")"#);
        check::<Any>("5", "Integer(5)");
        check::<Any>("0.1234567890123456789", "Amount(0.1234567890123456789)");
        check::<Any>("1e400", "Unknown(1e400)");
        check::<Any>(
            r#"[1,["auto"],{"a":1e400}]"#,
            r#"List([Integer(1), List([Word(Auto)]), Unknown({"a":1e400})])"#,
        );
    }

    #[test]
    fn null_is_no_variant() {
        assert!(serde_json::from_str::<Pet>("null").is_err());
        assert_eq!(serde_json::from_str::<Option<Pet>>("null").unwrap(), None);
        check::<Vec<Option<Pet>>>("[null]", "[None]");
    }

    #[test]
    fn unions_within_unions_take_no_more_than_they_are_long() {
        let depth = 100;
        let json = format!("{}{{\"lives\":9}}{}", "{\"friend\":".repeat(depth), "}".repeat(depth));
        let read: Pet = decode(None, json.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }

    #[cfg(feature = "xml")]
    #[test]
    fn xml_too() {
        let read: Pet = decode(None, b"<Pet><name>a</name><lives>9</lives></Pet>").unwrap();
        assert_eq!(
            format!("{read:?}"),
            r#"Cat(Cat { name: Some("a"), lives: Some(9), extra: {} })"#
        );
        let read: Payment =
            decode(None, b"<Payment><kind>card</kind><limit>1.50</limit></Payment>").unwrap();
        assert!(matches!(read, Payment::Card(Card { limit: Some(_), .. })), "{read:?}");
    }
}
