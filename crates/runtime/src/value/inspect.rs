//! A decoded value as JSON that may be shown: secrets hidden, and a list of what no spec knows.

use std::fmt::Display;

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::{Map, Value};

use crate::body::decode::{Fault, Path};
use crate::value::decimal::RAW_VALUE;
use crate::value::extra::UNKNOWN_FIELD;
use crate::value::open_enum::UNKNOWN_VALUE;
use crate::value::secret::{REDACTED, SECRET};

/// What [`inspect()`] finds in a decoded value.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Inspection {
    /// The value as JSON, each secret as `"[redacted]"`. A decimal with more digits than a floating-point number holds
    /// is a string here.
    pub json: Value,
    /// The paths of the fields that the spec does not know, as in `data.foo`. What is inside of one is not listed.
    pub unknown_fields: Vec<String>,
    /// The paths and the words where a vocabulary was left.
    pub unknown_values: Vec<(String, String)>,
}

/// Shows a decoded value as JSON without its secrets, and says what in it no spec knows.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Login {
///     user: &'static str,
///     password: bindery_runtime::Secret,
/// }
/// let login = Login { user: "ann", password: "swordfish".into() };
/// let shown = bindery_runtime::inspect(&login).json;
/// assert_eq!(shown["user"], "ann");
/// assert_eq!(shown["password"], "[redacted]");
/// ```
#[must_use]
pub fn inspect(value: &(impl Serialize + ?Sized)) -> Inspection {
    let mut inspector = Inspector::default();
    // Only a hand-written `Serialize` can fail here; it is then shown as null.
    let json = value.serialize(&mut inspector).unwrap_or_default();
    Inspection {
        json,
        unknown_fields: inspector.unknown_fields,
        unknown_values: inspector.unknown_values,
    }
}

#[derive(Default)]
struct Inspector {
    path: Path,
    unknown_fields: Vec<String>,
    unknown_values: Vec<(String, String)>,
}

impl Inspector {
    fn field(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<Value, Fault> {
        let before = self.path.enter(name);
        let json = value.serialize(&mut *self);
        self.path.leave(before);
        json
    }

    fn element(&mut self, index: usize, value: &(impl Serialize + ?Sized)) -> Result<Value, Fault> {
        let before = self.path.enter_element(index);
        let json = value.serialize(&mut *self);
        self.path.leave(before);
        json
    }
}

impl Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(message.to_string())
    }
}

impl<'i> Serializer for &'i mut Inspector {
    type Ok = Value;
    type Error = Fault;
    type SerializeSeq = List<'i>;
    type SerializeTuple = List<'i>;
    type SerializeTupleStruct = List<'i>;
    type SerializeTupleVariant = List<'i>;
    type SerializeMap = Object<'i>;
    type SerializeStruct = Object<'i>;
    type SerializeStructVariant = Object<'i>;

    fn serialize_bool(self, value: bool) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_i8(self, value: i8) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_u8(self, value: u8) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_f32(self, value: f32) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_char(self, value: char) -> Result<Value, Fault> {
        Ok(value.to_string().into())
    }

    fn serialize_str(self, value: &str) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Value, Fault> {
        Ok(value.into())
    }

    fn serialize_none(self) -> Result<Value, Fault> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Fault> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, Fault> {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, Fault> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Value, Fault> {
        Ok(variant.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Value, Fault> {
        match name {
            SECRET => Ok(REDACTED.into()),
            UNKNOWN_FIELD => {
                self.unknown_fields.push(self.path.0.clone());
                value.serialize(self)
            }
            UNKNOWN_VALUE => {
                let json = value.serialize(&mut *self)?;
                let word = json
                    .as_str()
                    .map_or_else(|| json.to_string(), str::to_owned);
                self.unknown_values.push((self.path.0.clone(), word));
                Ok(json)
            }
            _ => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Fault> {
        let json = self.field(variant, value)?;
        Ok(Map::from_iter([(variant.to_owned(), json)]).into())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'i>, Fault> {
        Ok(List {
            inspector: self,
            elements: Vec::new(),
            variant: None,
        })
    }

    fn serialize_tuple(self, _: usize) -> Result<List<'i>, Fault> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'i>, Fault> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<List<'i>, Fault> {
        Ok(List {
            inspector: self,
            elements: Vec::new(),
            variant: Some(variant),
        })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object<'i>, Fault> {
        Ok(Object {
            inspector: self,
            fields: Map::new(),
            key: String::new(),
            variant: None,
        })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'i>, Fault> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Object<'i>, Fault> {
        Ok(Object {
            inspector: self,
            fields: Map::new(),
            key: String::new(),
            variant: Some(variant),
        })
    }
}

struct List<'i> {
    inspector: &'i mut Inspector,
    elements: Vec<Value>,
    variant: Option<&'static str>,
}

impl List<'_> {
    fn push(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Fault> {
        let json = self.inspector.element(self.elements.len(), value)?;
        self.elements.push(json);
        Ok(())
    }

    fn finish(self) -> Result<Value, Fault> {
        Ok(of_variant(self.variant, self.elements.into()))
    }
}

struct Object<'i> {
    inspector: &'i mut Inspector,
    fields: Map<String, Value>,
    /// The key that came last, until its value comes.
    key: String,
    variant: Option<&'static str>,
}

impl Object<'_> {
    fn insert(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Fault> {
        let json = self.inspector.field(name, value)?;
        self.fields.insert(name.to_owned(), json);
        Ok(())
    }

    fn finish(mut self) -> Result<Value, Fault> {
        // A decimal that no floating-point number holds comes as serde_json's raw value.
        let json = self
            .fields
            .remove(RAW_VALUE)
            .unwrap_or_else(|| self.fields.into());
        Ok(of_variant(self.variant, json))
    }
}

fn of_variant(variant: Option<&'static str>, json: Value) -> Value {
    match variant {
        Some(variant) => Map::from_iter([(variant.to_owned(), json)]).into(),
        None => json,
    }
}

impl SerializeSeq for List<'_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.push(value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}

impl SerializeTuple for List<'_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.push(value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}

impl SerializeTupleStruct for List<'_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.push(value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}

impl SerializeTupleVariant for List<'_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.push(value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}

impl SerializeMap for Object<'_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Fault> {
        let key = serde_json::to_value(key).map_err(Error::custom)?;
        self.key = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        let key = std::mem::take(&mut self.key);
        self.insert(&key, value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}

impl SerializeStruct for Object<'_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        self.insert(name, value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}

impl SerializeStructVariant for Object<'_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        self.insert(name, value)
    }

    fn end(self) -> Result<Value, Fault> {
        self.finish()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Decimal, Extra, Secret, Timestamp};

    crate::open_enum! {
        /// Whether an account may be used.
        pub enum Status { /// `active`
            Active = "active" }
    }

    crate::open_enum! {
        /// What is shown.
        pub enum Preference { /// `ALL`, or 0
            All = "ALL" | 0 }
    }

    #[derive(serde::Deserialize, serde::Serialize)]
    struct Account {
        status: Option<Status>,
        #[serde(skip_serializing_if = "Option::is_none")]
        password: Option<Secret>,
        #[serde(default)]
        items: Vec<Account>,
        preferences: Option<Vec<Preference>>,
        balance: Option<Decimal>,
        created: Option<Timestamp>,
        #[serde(flatten)]
        extra: Extra,
    }

    #[track_caller]
    fn check(body: Value, json: Value, fields: &[&str], values: &[(&str, &str)]) {
        let account: Account = serde_json::from_value(body).unwrap();
        let found = inspect(&account);
        assert_eq!(found.json, json);
        assert_eq!(found.unknown_fields, fields);
        assert_eq!(
            found.unknown_values,
            values
                .iter()
                .map(|&(p, w)| (p.to_owned(), w.to_owned()))
                .collect::<Vec<_>>()
        );
        // Without the secrets it is what serde_json writes.
        if account.password.is_none() {
            assert_eq!(found.json, serde_json::to_value(&account).unwrap());
        }
    }

    const EMPTY: &[&str] = &[];

    #[test]
    fn secrets_are_hidden() {
        check(
            json!({"password": "swordfish", "items": [{"password": "s"}]}),
            json!({
                "status": null, "password": "[redacted]", "preferences": null, "balance": null, "created": null,
                "items": [{"status": null, "password": "[redacted]", "items": [], "preferences": null, "balance": null, "created": null}],
            }),
            EMPTY,
            &[],
        );
    }

    #[test]
    fn what_no_spec_knows_is_listed_by_its_path() {
        check(
            json!({
                "status": "frozen", "items": [{"status": "active", "new": {"deep": 1}, "items": [{"odd key": null}]}, {"status": "a\"b"}],
                "preferences": [0, 7, "SOME"], "balance": "453.2", "created": "2021-06-07T21:16:48", "": [1],
            }),
            json!({
                "status": "frozen",
                "items": [
                    {
                        "status": "active", "preferences": null, "balance": null, "created": null, "new": {"deep": 1},
                        "items": [{"status": null, "items": [], "preferences": null, "balance": null, "created": null, "odd key": null}],
                    },
                    {"status": "a\"b", "items": [], "preferences": null, "balance": null, "created": null},
                ],
                "preferences": [0, 7, "SOME"], "balance": 453.2, "created": "2021-06-07T21:16:48", "": [1],
            }),
            &["items[0].items[0][\"odd key\"]", "items[0].new", "[\"\"]"],
            &[
                ("status", "frozen"),
                ("items[1].status", "a\"b"),
                ("preferences[1]", "7"),
                ("preferences[2]", "SOME"),
            ],
        );
    }

    #[test]
    fn a_decimal_keeps_its_digits() {
        let number: Decimal = "0.1234567890123456789012345678".parse().unwrap();
        assert_eq!(
            inspect(&number).json,
            json!("0.1234567890123456789012345678")
        );
    }

    #[test]
    fn every_shape_is_shown_as_serde_json_shows_it() {
        #[derive(serde::Serialize)]
        enum Shape {
            Unit,
            Newtype(u8),
            Tuple(i8, char),
            Struct { a: f32 },
        }
        #[derive(serde::Serialize)]
        struct Pair((), Option<bool>);
        let value = (
            [
                Shape::Unit,
                Shape::Newtype(1),
                Shape::Tuple(-1, 'x'),
                Shape::Struct { a: 0.5 },
            ],
            Pair((), Some(true)),
            std::collections::BTreeMap::from([(3u8, f64::NAN)]),
        );
        assert_eq!(inspect(&value).json, serde_json::to_value(&value).unwrap());
    }
}
