//! A decoded value as JSON with redacted secrets, and its differences from the spec.

use std::fmt::Display;

use serde::ser::{
    Error, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer,
};

use crate::value::any::{NUMBER, Number, Object, Value};
use crate::value::document::{self, Tolerance};
use crate::value::extra::{MISFIT, SECRET_MISFIT, UNKNOWN_FIELD};
use crate::value::fault::{Fault, Step, path};
use crate::value::open_enum::UNKNOWN_VALUE;
use crate::value::scalar::RAW_VALUE;
use crate::value::secret::{REDACTED, SECRET};

/// The result of [`inspect()`].
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Inspection {
    /// The value as JSON, with each secret as `"[redacted]"`.
    pub json: Value,
    /// The paths of undocumented fields, such as `data.foo`, without the fields within them.
    pub unknown_fields: Vec<String>,
    /// The paths and values of undocumented enum values.
    pub unknown_values: Vec<(String, String)>,
    /// The paths of documented fields whose value does not fit their type and is kept in `extra`.
    pub misfits: Vec<String>,
}

/// Returns a decoded value as JSON with redacted secrets, and lists its differences from the spec.
///
/// ```
/// #[derive(serde::Serialize)]
/// struct Login {
///     user: &'static str,
///     password: bindery_runtime::Secret,
/// }
/// let login = Login { user: "ann", password: "swordfish".into() };
/// let shown = bindery_runtime::inspect(&login).json;
/// assert_eq!(shown["user"].as_str(), Some("ann"));
/// assert_eq!(shown["password"].as_str(), Some("[redacted]"));
/// ```
#[must_use]
pub fn inspect(value: &(impl Serialize + ?Sized)) -> Inspection {
    let mut inspector = Inspector::default();
    // Only a hand-written `Serialize` can fail here; it is then shown as null.
    let json = value.serialize(&mut inspector).unwrap_or_default();
    Inspection { json, ..inspector.found }
}

/// A value as JSON, its secrets in clear, with every digit of its numbers.
pub(crate) fn to_value(value: &(impl Serialize + ?Sized)) -> serde_json::Result<Value> {
    let json = serde_json::to_string(value)?;
    document::json(&json).read(Tolerance::None).map_err(Error::custom)
}

#[derive(Default)]
struct Inspector {
    /// The path to what is being looked at.
    steps: Vec<Step>,
    found: Inspection,
}

impl Inspector {
    fn look(&mut self, step: Step, value: &(impl Serialize + ?Sized)) -> Result<Value, Fault> {
        self.steps.push(step);
        let json = value.serialize(&mut *self);
        self.steps.pop();
        json
    }
}

impl Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(message.to_string())
    }
}

macro_rules! scalars {
    ($($method:ident($type:ty) => $value:ident $json:expr;)*) => {$(
        fn $method(self, $value: $type) -> Result<Value, Fault> {
            Ok($json)
        }
    )*};
}

/// Shapes that no generated type has.
macro_rules! refuse {
    ($($method:ident($($type:ty),*) -> $shape:ident;)*) => {$(
        fn $method(self, name: &'static str $(, _: $type)*) -> Result<Self::$shape, Fault> {
            Err(Fault::new(name))
        }
    )*};
}

impl<'i> Serializer for &'i mut Inspector {
    type Ok = Value;
    type Error = Fault;
    type SerializeSeq = List<'i>;
    type SerializeTuple = Impossible<Value, Fault>;
    type SerializeTupleStruct = Impossible<Value, Fault>;
    type SerializeTupleVariant = Impossible<Value, Fault>;
    type SerializeMap = Fields<'i>;
    type SerializeStruct = Fields<'i>;
    type SerializeStructVariant = Impossible<Value, Fault>;

    scalars! {
        serialize_bool(bool) => value value.into();
        serialize_i8(i8) => value i64::from(value).into();
        serialize_i16(i16) => value i64::from(value).into();
        serialize_i32(i32) => value i64::from(value).into();
        serialize_i64(i64) => value value.into();
        serialize_u8(u8) => value u64::from(value).into();
        serialize_u16(u16) => value u64::from(value).into();
        serialize_u32(u32) => value u64::from(value).into();
        serialize_u64(u64) => value value.into();
        // The shortest digits that are this number, of which a double would make more.
        serialize_f32(f32) => value if value.is_finite() { Value::Number(Number::of(&format!("{value:?}"))) } else { Value::Null };
        serialize_f64(f64) => value value.into();
        serialize_char(char) => value value.to_string().into();
        serialize_str(&str) => value value.into();
        serialize_bytes(&[u8]) => value Value::Array(value.iter().map(|&byte| u64::from(byte).into()).collect());
        serialize_unit_struct(&'static str) => _name Value::Null;
    }

    refuse! {
        serialize_tuple_struct(usize) -> SerializeTupleStruct;
        serialize_tuple_variant(u32, &'static str, usize) -> SerializeTupleVariant;
        serialize_struct_variant(u32, &'static str, usize) -> SerializeStructVariant;
    }

    fn serialize_none(self) -> Result<Value, Fault> {
        Ok(Value::Null)
    }

    fn serialize_unit(self) -> Result<Value, Fault> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Fault> {
        value.serialize(self)
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
        let path = || path(self.steps.iter());
        match name {
            UNKNOWN_FIELD => self.found.unknown_fields.push(path()),
            MISFIT | SECRET_MISFIT => self.found.misfits.push(path()),
            UNKNOWN_VALUE => {
                let path = path();
                let json = value.serialize(&mut *self)?;
                let word = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
                self.found.unknown_values.push((path, word));
                return Ok(json);
            }
            _ => {}
        }
        match name {
            SECRET | SECRET_MISFIT => Ok(REDACTED.into()),
            _ => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Fault> {
        let mut fields = self.serialize_struct(name, 1)?;
        fields.insert(variant, value)?;
        SerializeMap::end(fields)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List<'i>, Fault> {
        Ok(List { inspector: self, items: Vec::new() })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields<'i>, Fault> {
        Ok(Fields { inspector: self, fields: Object::new(), name: String::new() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'i>, Fault> {
        self.serialize_map(None)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Fault> {
        Err(Fault::new("a tuple"))
    }
}

struct List<'i> {
    inspector: &'i mut Inspector,
    items: Vec<Value>,
}

impl SerializeSeq for List<'_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        let step = Step::Element(self.items.len());
        self.items.push(self.inspector.look(step, value)?);
        Ok(())
    }

    fn end(self) -> Result<Value, Fault> {
        Ok(self.items.into())
    }
}

struct Fields<'i> {
    inspector: &'i mut Inspector,
    fields: Object,
    /// The name that came last, until its value comes.
    name: String,
}

impl Fields<'_> {
    fn insert(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Fault> {
        let json = self.inspector.look(Step::Field(name.to_owned()), value)?;
        self.fields.insert(name.to_owned(), json);
        Ok(())
    }
}

impl SerializeMap for Fields<'_> {
    type Ok = Value;
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Fault> {
        let key = serde_json::to_value(key).map_err(Error::custom)?;
        self.name = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        let name = std::mem::take(&mut self.name);
        self.insert(&name, value)
    }

    fn end(mut self) -> Result<Value, Fault> {
        // A number that no number of Rust's is comes as serde_json's own.
        for name in [RAW_VALUE, NUMBER] {
            if let Some(Value::String(digits)) = self.fields.swap_remove(name) {
                return Ok(Value::Number(Number::of(&digits)));
            }
        }
        Ok(self.fields.into())
    }
}

impl SerializeStruct for Fields<'_> {
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
        SerializeMap::end(self)
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
        /// A setting of the portal.
        pub enum Preference { /// `ALL`, or 0
            All = "ALL" | 0 }
    }

    #[derive(serde::Serialize)]
    struct Account {
        status: Option<Status>,
        #[serde(skip_serializing_if = "Option::is_none")]
        password: Option<Secret>,
        items: Vec<Account>,
        preferences: Option<Vec<Preference>>,
        balance: Option<Decimal>,
        created: Option<Timestamp>,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Account: "an object" {
            status = "status",
            password = "password" as secret,
            items = "items" as unwrapped,
            preferences = "preferences",
            balance = "balance",
            created = "created",
        }
    }

    #[track_caller]
    fn check(
        body: serde_json::Value,
        json: serde_json::Value,
        fields: &[&str],
        values: &[(&str, &str)],
    ) {
        let account: Account = serde_json::from_value(body).unwrap();
        let found = inspect(&account);
        assert_eq!(found.json, Value::from(json));
        assert_eq!(found.unknown_fields, fields);
        assert_eq!(
            found.unknown_values,
            values.iter().map(|&(p, w)| (p.to_owned(), w.to_owned())).collect::<Vec<_>>()
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
        assert_eq!(inspect(&number).json.to_string(), "0.1234567890123456789012345678");
    }

    #[test]
    fn what_does_not_fit_is_listed_and_its_secrets_are_hidden() {
        let body = br#"{"created": "today", "password": ["swordfish"], "items": []}"#;
        let account: Account = crate::decode(None, body).unwrap();
        assert_eq!(
            format!("{:?}", account.extra),
            r#"{"created": "today", "password": [redacted]}"#
        );
        let found = inspect(&account);
        assert_eq!(found.misfits, ["created", "password"]);
        assert_eq!(found.json["password"].as_str(), Some("[redacted]"));
        assert_eq!(found.json["created"].as_str(), Some("today"));
        assert_eq!(found.unknown_fields, EMPTY);
    }

    #[test]
    fn every_shape_is_shown_as_serde_json_shows_it() {
        #[derive(serde::Serialize)]
        enum Shape {
            Unit,
            Newtype(u8),
        }
        #[derive(serde::Serialize)]
        struct Shapes {
            variants: Vec<Shape>,
            unit: (),
            some: Option<bool>,
            float: f32,
            char: char,
            map: std::collections::BTreeMap<u8, f64>,
        }
        let value = Shapes {
            variants: vec![Shape::Unit, Shape::Newtype(1)],
            unit: (),
            some: Some(true),
            float: 0.5,
            char: 'x',
            map: [(3, f64::NAN)].into(),
        };
        let json = serde_json::to_value(&value).unwrap();
        assert_eq!(inspect(&value).json, json);
        assert_eq!(to_value(&value).unwrap(), json);
    }
}
