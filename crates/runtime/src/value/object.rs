//! Objects: decoding of generated structs, field by field, and fields that do not fit.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::value::any::Value;
use crate::value::extra::Extra;

/// Reads a struct whose last field is `extra`. Generated code calls it.
///
/// Each line has a field and its name on the wire; then its name in XML, if that differs; and what else there is to
/// know: it is `unwrapped` if it is a list without an element around its items in XML, `secret` if a secret may be in it,
/// and `nullable` if it distinguishes null from absent: it is an option in an option. The text is what an error says was expected.
///
/// ```
/// #[derive(Debug)]
/// struct User {
///     name: Option<String>,
///     tags: Option<Vec<String>>,
///     extra: bindery_runtime::Extra,
/// }
/// bindery_runtime::object! {
///     User: "an object" {
///         name = "userName" | "Name",
///         tags = "tags" as unwrapped,
///     }
/// }
/// let user: User = bindery_runtime::decode(None, b"<User><Name>Ann</Name><tags>a</tags></User>")?;
/// assert_eq!((user.name.as_deref(), user.tags.map(|tags| tags.len())), (Some("Ann"), Some(1)));
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($name:ident: $expecting:literal {
        $( $field:ident = $wire:literal $(| $xml:literal)? $(as $($how:ident)+)? ),* $(,)?
    }) => {
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                #[allow(non_camel_case_types)]
                enum Key { $($field,)* }

                impl $crate::object::Key for Key {
                    fn in_json(name: &str) -> ::std::option::Option<Self> {
                        match name {
                            $( $wire => ::std::option::Option::Some(Self::$field), )*
                            _ => ::std::option::Option::None,
                        }
                    }

                    fn in_xml(name: &str) -> ::std::option::Option<Self> {
                        match name {
                            $( $( $xml => ::std::option::Option::Some(Self::$field), )? )*
                            _ => Self::in_json(name),
                        }
                    }
                }

                struct Visitor;

                impl<'de> $crate::serde::de::Visitor<'de> for Visitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_map<__A: $crate::serde::de::MapAccess<'de>>(
                        self,
                        map: __A,
                    ) -> ::std::result::Result<$name, __A::Error> {
                        let mut fields = $crate::object::Fields::new(map);
                        $( let mut $field = ::std::option::Option::None; )*
                        while let ::std::option::Option::Some(key) = fields.known::<Key>()? {
                            match key {
                                $( Key::$field => fields.read(&mut $field, &$crate::object::Field {
                                    $( $( $how: true, )+ )?
                                    ..$crate::object::Field::named($wire)
                                })?, )*
                            }
                        }
                        ::std::result::Result::Ok($name {
                            $( $field: $crate::object::missing($field, &$crate::object::Field {
                                $( $( $how: true, )+ )?
                                ..$crate::object::Field::named($wire)
                            })?, )*
                            extra: fields.extra(),
                        })
                    }
                }

                deserializer.deserialize_struct(stringify!($name), &[], Visitor)
            }
        }
    };
}

/// The properties of a field.
pub struct Field {
    /// Its name on the wire.
    pub name: &'static str,
    /// In XML, it is a list without an element around its items.
    pub unwrapped: bool,
    /// There may be a secret in it.
    pub secret: bool,
    /// It is an option in an option: `Some(None)` for null, `None` where it is absent.
    pub nullable: bool,
}

impl Field {
    /// A field of which its name is all.
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self { name, unwrapped: false, secret: false, nullable: false }
    }
}

/// The fields of a struct.
pub trait Key: Sized {
    /// The field of this name in JSON.
    fn in_json(name: &str) -> Option<Self>;
    /// The field of this name in XML.
    fn in_xml(name: &str) -> Option<Self>;
}

/// By this name a deserializer of ours knows that a field's value is wanted, which it may hand over more than once.
pub(crate) const FIELD: &str = "$bindery::Field";

/// The same for a list without an element around its items.
pub(crate) const UNWRAPPED_FIELD: &str = "$bindery::UnwrappedField";

/// The fields of an object, and those that no field of the struct has a place for.
pub struct Fields<A> {
    map: A,
    extra: Extra,
    /// Whether a documented field was met.
    any_known: bool,
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    /// Nothing is read yet.
    pub fn new(map: A) -> Self {
        Self { map, extra: Extra::default(), any_known: false }
    }

    /// The next field that is known, whose value is next. The unknown ones before it are kept.
    ///
    /// # Errors
    /// Those of the object.
    pub fn known<K: Key>(&mut self) -> Result<Option<K>, A::Error> {
        loop {
            match self.map.next_key_seed(KeySeed(PhantomData))? {
                None => return Ok(None),
                Some(Found::Known(key)) => {
                    self.any_known = true;
                    return Ok(Some(key));
                }
                Some(Found::Unknown(name)) => {
                    // Our own deserializer gives such fields as one list.
                    if self.extra.contains_key(&name) {
                        return Err(A::Error::custom("an unknown field is given more than once"));
                    }
                    let value = self.map.next_value()?;
                    self.extra.insert(name, value);
                }
            }
        }
    }

    /// Reads the value of a field.
    ///
    /// # Errors
    /// It came before, or it does not fit and has to be there.
    pub fn read<T: Deserialize<'de>>(
        &mut self,
        slot: &mut Option<T>,
        field: &Field,
    ) -> Result<(), A::Error> {
        if slot.is_some() {
            return Err(A::Error::duplicate_field(field.name));
        }
        let misfit = self.map.next_value_seed(FieldSeed(field, slot))?;
        if let Some(misfit) = misfit {
            self.extra.keep_misfit(field, misfit);
        }
        Ok(())
    }

    /// The undocumented fields.
    pub fn extra(self) -> Extra {
        match self.any_known {
            true => self.extra,
            false => self.extra.alone(),
        }
    }
}

/// The value of a field, which may not have come.
///
/// # Errors
/// It did not, and has to be there.
pub fn missing<'de, T: Deserialize<'de>, E: Error>(slot: Option<T>, field: &Field) -> Result<T, E> {
    slot.map_or_else(|| T::deserialize(Missing(field, PhantomData)), Ok)
}

/// An absent value: null for a type that accepts it, and an empty list if its items have no enclosing element.
struct Missing<'f, E>(&'f Field, PhantomData<E>);

impl<'de, E: Error> Deserializer<'de> for Missing<'_, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, E> {
        Err(E::missing_field(self.0.name))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        if self.0.unwrapped {
            return visitor
                .visit_seq(serde::de::value::SeqDeserializer::new(std::iter::empty::<()>()));
        }
        self.deserialize_any(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct KeySeed<K>(PhantomData<K>);

enum Found<K> {
    Known(K),
    Unknown(String),
}

impl<'de, K: Key> DeserializeSeed<'de> for KeySeed<K> {
    type Value = Found<K>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found<K>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<K: Key> Visitor<'_> for KeySeed<K> {
    type Value = Found<K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Found<K>, E> {
        Ok(K::in_json(name).map_or_else(|| Found::Unknown(name.to_owned()), Found::Known))
    }

    /// Our own deserializer gives a name from XML as bytes.
    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Found<K>, E> {
        let name = std::str::from_utf8(name).map_err(E::custom)?;
        Ok(K::in_xml(name).map_or_else(|| Found::Unknown(name.to_owned()), Found::Known))
    }
}

/// Reads a field's value into its place, and gives what came instead if that does not fit. A large value is moved once.
struct FieldSeed<'f, T>(&'f Field, &'f mut Option<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for FieldSeed<'_, T> {
    type Value = Option<Value>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let marker = match self.0.unwrapped {
            true => UNWRAPPED_FIELD,
            false => FIELD,
        };
        deserializer.deserialize_newtype_struct(marker, self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for FieldSeed<'_, T> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        *self.1 = Some(ValueSeed(self.0, PhantomData).deserialize(deserializer)?);
        Ok(None)
    }

    /// Our own deserializer gives the value as often as it is asked for: see `Again` there.
    fn visit_seq<A: SeqAccess<'de>>(self, mut again: A) -> Result<Self::Value, A::Error> {
        let Self(field, slot) = self;
        let seed = || ValueSeed::<T>(field, PhantomData);
        let fault = match again.next_element_seed(seed()) {
            Ok(None) => return Err(A::Error::custom("no value")),
            Ok(value) => {
                *slot = value;
                return Ok(None);
            }
            Err(fault) => fault,
        };
        if let Ok(Some(value)) = again.next_element_seed(seed()) {
            *slot = Some(value);
            return Ok(None);
        }
        let Ok(absent) = missing::<T, A::Error>(None, &Field::named("")) else {
            return Err(fault);
        };
        *slot = Some(absent);
        let found = again.next_element::<Value>()?.unwrap_or_default();
        Ok((!is_absent(&found)).then_some(found))
    }
}

/// Reads a field's value, which has come.
struct ValueSeed<'f, T>(&'f Field, PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for ValueSeed<'_, T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        match self.0.nullable {
            true => T::deserialize(Present(deserializer)),
            false => T::deserialize(deserializer),
        }
    }
}

/// A value that has come, be it null: the outer option has something in it.
struct Present<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Present<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_some(self.0)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// Whether what does not fit stands for nothing: an empty text, list or object, and the date that MySQL has for none.
fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => {
            let text = text.trim();
            text.is_empty() || text.starts_with("0000-00-00")
        }
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}
