//! Reads the text of a header or an argument as any type.

use serde::de::value::SeqDeserializer;
use serde::de::{self, Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use crate::value::fault::Fault;

/// The values of a header or a parameter, one at least.
#[derive(Clone, Copy)]
pub(crate) struct Texts<'a>(pub(crate) &'a [&'a str]);

impl<'a> Texts<'a> {
    fn one(self) -> Result<&'a str, Fault> {
        match self.0 {
            [one] => Ok(one),
            several => Err(Fault::custom(format!("expected one value, found {}", several.len()))),
        }
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $expected:literal,)*) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
                let text = self.one()?;
                let value = text.parse().map_err(|_| Fault::invalid_value(Unexpected::Str(text), &$expected))?;
                visitor.$visit(value)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Texts<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.one()?)
    }

    parsed! {
        deserialize_bool visit_bool "true or false",
        deserialize_i8 visit_i8 "a whole number",
        deserialize_i16 visit_i16 "a whole number",
        deserialize_i32 visit_i32 "a whole number",
        deserialize_i64 visit_i64 "a whole number",
        deserialize_u8 visit_u8 "a whole number",
        deserialize_u16 visit_u16 "a whole number",
        deserialize_u32 visit_u32 "a whole number",
        deserialize_u64 visit_u64 "a whole number",
        deserialize_f32 visit_f32 "a number",
        deserialize_f64 visit_f64 "a number",
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    /// One value has its items between commas; several are the items.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let items: Vec<&str> = match self.0 {
            [one] => one.split(',').map(str::trim).collect(),
            several => several.to_vec(),
        };
        visitor.visit_seq(SeqDeserializer::new(items.chunks(1).map(Texts)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text = self.one()?;
        if !text.trim_start().starts_with('{') {
            let expected = "a JSON object, such as {\"from\": 1}";
            return Err(Fault::invalid_value(Unexpected::Str(text), &expected));
        }
        let mut json = serde_json::Deserializer::from_reader(text.as_bytes());
        json.deserialize_map(visitor).map_err(Fault::custom)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let variant: de::value::StrDeserializer<'_, Fault> = self.one()?.into_deserializer();
        variant.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Fault> for Texts<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize as _;

    use super::*;
    use crate::Object;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, &str>) {
        let found = Object::deserialize(Texts(&[text]));
        let found = found.map(|object| serde_json::to_string(&object).unwrap());
        let found = found.map_err(|problem| problem.to_string());
        assert_eq!(found.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn an_object_is_json() {
        check(r#"{"from": 1.50}"#, Ok(r#"{"from":1.50}"#));
        check("from=1", Err(r#"expected a JSON object, such as {"from": 1}, found "from=1""#));
    }
}
