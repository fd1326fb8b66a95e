//! Objects: decoding of generated structs, field by field, and fields that do not fit.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::value::any::Value;
use crate::value::extra::Extra;
use crate::value::secret::Secret;

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
/// let user: User = serde_json::from_str("{\"userName\": \"Ann\", \"tags\": [\"a\"]}")?;
/// assert_eq!((user.name.as_deref(), user.tags.map(|tags| tags.len())), (Some("Ann"), Some(1)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    (@field $wire:literal $($how:ident)*) => {
        const { &$crate::object::Field { $($how: true,)* ..$crate::object::Field::named($wire) } }
    };
    // Absent is `None`, and null is `Some(None)`.
    (@value $slot:ident $wire:literal nullable) => {
        $slot
    };
    (@value $slot:ident $wire:literal $how:ident nullable) => {
        $slot
    };
    (@value $slot:ident $wire:literal $how:ident $more:ident nullable) => {
        $slot
    };
    (@value $slot:ident $wire:literal $($how:ident)*) => {
        $crate::object::present($slot, $crate::object!(@field $wire $($how)*))?
    };
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
                    #[inline]
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

                // The struct goes to its place from here: as a result, it would be moved some times more.
                struct Visitor<'s>(&'s mut ::std::option::Option<$name>);

                impl<'de> $crate::serde::de::Visitor<'de> for Visitor<'_> {
                    type Value = ();

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_map<__A: $crate::serde::de::MapAccess<'de>>(
                        self,
                        map: __A,
                    ) -> ::std::result::Result<(), __A::Error> {
                        let mut fields = $crate::object::Fields::new(map);
                        $( let mut $field = ::std::option::Option::None; )*
                        while let ::std::option::Option::Some(key) = fields.known::<Key>()? {
                            match key {
                                $( Key::$field => {
                                    fields.read(&mut $field, $crate::object!(@field $wire $($($how)+)?))?;
                                } )*
                            }
                        }
                        let read = self.0.insert($name {
                            $( $field: $crate::object!(@value $field $wire $($($how)+)?), )*
                            extra: fields.extra(),
                        });
                        #[allow(unused_imports)]
                        use $crate::object::NoSecret as _;
                        if false $( || $crate::object::Of(&read.$field).is_secret() )* {
                            read.extra.hide();
                        }
                        ::std::result::Result::Ok(())
                    }
                }

                let mut read = ::std::option::Option::None;
                deserializer.deserialize_struct(stringify!($name), &[], Visitor(&mut read))?;
                read.ok_or_else(|| $crate::serde::de::Error::custom("no object"))
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

/// The size hints by which a struct knows that its fields come from our own deserializer, which may hand over a value more
/// than once.
pub(crate) const OWN_JSON: Option<usize> = Some(usize::MAX - 1);
pub(crate) const OWN_XML: Option<usize> = Some(usize::MAX);

/// The fields of an object, and those that no field of the struct has a place for.
pub struct Fields<A> {
    map: A,
    extra: Extra,
    /// The name of an unknown field.
    name: String,
    /// Whether a documented field was met.
    any_known: bool,
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    /// Nothing is read yet.
    #[inline]
    pub fn new(map: A) -> Self {
        Self { map, extra: Extra::default(), name: String::new(), any_known: false }
    }

    /// The next field that is known, whose value is next. The unknown ones before it are kept.
    ///
    /// # Errors
    /// Those of the object.
    #[inline]
    pub fn known<K: Key>(&mut self) -> Result<Option<K>, A::Error> {
        let is_xml = self.map.size_hint() == OWN_XML;
        loop {
            let unknown = &mut self.name;
            let key = match is_xml {
                true => self.map.next_key_seed(KeySeed { unknown, find: K::in_xml })?,
                false => self.map.next_key_seed(KeySeed { unknown, find: K::in_json })?,
            };
            let Some(key) = key else { return Ok(None) };
            if key.is_some() {
                self.any_known = true;
                return Ok(key);
            }
            self.keep()?;
        }
    }

    #[inline(never)]
    fn keep(&mut self) -> Result<(), A::Error> {
        // Our own deserializer gives such fields as one list.
        if self.extra.contains_key(&self.name) {
            return Err(A::Error::custom("an unknown field is given more than once"));
        }
        let value = self.map.next_value()?;
        self.extra.insert(std::mem::take(&mut self.name), value);
        Ok(())
    }

    /// Reads the value of a field.
    ///
    /// # Errors
    /// It came before, or it does not fit and has to be there.
    #[inline]
    pub fn read<T: Deserialize<'de>>(
        &mut self,
        slot: &mut Option<T>,
        field: &Field,
    ) -> Result<(), A::Error> {
        if matches!(self.map.size_hint(), OWN_JSON | OWN_XML) {
            return self.map.next_value_seed(FieldSeed { field, slot, extra: &mut self.extra });
        }
        if slot.is_some() {
            return Err(twice(slot, field));
        }
        *slot = Some(self.map.next_value()?);
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

/// The error of a field that came before. It is given the field, so that this stays in memory: if all fields of a large struct
/// were kept in registers, all of them would move with each that is read.
#[cold]
#[inline(never)]
fn twice<T, E: Error>(slot: &mut Option<T>, field: &Field) -> E {
    *slot = None;
    E::duplicate_field(field.name)
}

/// The value of a field, which may not have come.
///
/// # Errors
/// It did not, and has to be there.
pub fn present<'de, T: Deserialize<'de>, E: Error>(slot: Option<T>, field: &Field) -> Result<T, E> {
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

/// Reads a field's name: a known one, or one that is unknown and left in the string.
pub(crate) struct KeySeed<'n, F> {
    pub(crate) unknown: &'n mut String,
    pub(crate) find: F,
}

impl<'de, K, F: FnOnce(&str) -> Option<K>> DeserializeSeed<'de> for KeySeed<'_, F> {
    type Value = Option<K>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<K>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<K, F: FnOnce(&str) -> Option<K>> Visitor<'_> for KeySeed<'_, F> {
    type Value = Option<K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Option<K>, E> {
        let key = (self.find)(name);
        if key.is_none() {
            name.clone_into(self.unknown);
        }
        Ok(key)
    }
}

/// Reads a field's value into its place; or into `extra`, if it does not fit. A large value is moved once.
struct FieldSeed<'f, T> {
    field: &'f Field,
    slot: &'f mut Option<T>,
    extra: &'f mut Extra,
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for FieldSeed<'_, T> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let marker = match self.field.unwrapped {
            true => UNWRAPPED_FIELD,
            false => FIELD,
        };
        deserializer.deserialize_newtype_struct(marker, self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for FieldSeed<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.slot.is_some() {
            return Err(D::Error::custom("given more than once"));
        }
        *self.slot = Some(T::deserialize(deserializer)?);
        Ok(())
    }

    /// Our own deserializer gives the value as often as it is asked for.
    fn visit_seq<A: SeqAccess<'de>>(self, mut again: A) -> Result<(), A::Error> {
        let Self { field, slot, extra } = self;
        if slot.is_some() {
            // In XML, it came under its other name already.
            let value = again.next_element()?.unwrap_or_default();
            extra.insert(format!("{}$again", field.name), value);
            return Ok(());
        }
        let mut fault = None;
        for _ in 0..2 {
            match again.next_element() {
                Ok(Some(value)) => {
                    *slot = Some(value);
                    return Ok(());
                }
                Ok(None) => break,
                Err(error) => fault = fault.or(Some(error)),
            }
        }
        if !field.nullable {
            let absent = present::<T, A::Error>(None, &Field::named(""));
            *slot = Some(absent.map_err(|absent| fault.unwrap_or(absent))?);
        }
        let found = again.next_element::<Value>()?.unwrap_or_default();
        if !is_absent(&found) {
            extra.keep_misfit(field, found);
        }
        Ok(())
    }
}

/// A field, by whose type [`NoSecret::is_secret`] is chosen: an inherent method comes before that of a trait.
pub struct Of<'f, T>(pub &'f T);

/// All other types.
pub trait NoSecret {
    /// Whether the field is a secret, so that an undocumented one beside it may be one, too.
    fn is_secret(&self) -> bool {
        false
    }
}

impl<T> NoSecret for Of<'_, T> {}

macro_rules! secrets {
    ($($type:ty),*) => {$(
        impl Of<'_, $type> {
            /// Yes.
            #[must_use]
            pub fn is_secret(&self) -> bool {
                true
            }
        }
    )*};
}

secrets!(Secret, Option<Secret>, Option<Option<Secret>>, Vec<Secret>, Option<Vec<Secret>>);

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
