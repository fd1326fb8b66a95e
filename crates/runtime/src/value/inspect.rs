//! A decoded value as JSON with redacted secrets, and its differences from the spec.

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use serde::ser::{Error, Serialize, Serializer};

use crate::value::any::{Object, Value};
use crate::value::document::{self, Tolerance};
use crate::value::fault::{Step, path};
use crate::value::union::Trying;

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
    let before = INSPECTING.replace(true);
    // Only a hand-written `Serialize` can fail here; it is then shown as null.
    let marked = to_value(value).unwrap_or_default();
    INSPECTING.set(before);
    let mut found = Inspection::default();
    found.json = find(marked, &mut Vec::new(), &mut found);
    found
}

/// A value as JSON, its secrets in clear, with every digit of its numbers.
pub(crate) fn to_value(value: &(impl Serialize + ?Sized)) -> serde_json::Result<Value> {
    let json = serde_json::to_string(value)?;
    let _whole = Trying::pause();
    document::json(&json).read(Tolerance::None).map_err(Error::custom)
}

thread_local! {
    /// Whether values are serialized to be inspected: differences from the spec are marked then, and secrets hidden.
    static INSPECTING: Cell<bool> = const { Cell::new(false) };
}

pub(crate) fn is_inspecting() -> bool {
    INSPECTING.get()
}

/// A difference from the spec.
#[derive(Clone, Copy)]
pub(crate) enum Mark {
    UnknownField,
    UnknownValue,
    Misfit,
}

/// The names of the fields that mark differences. No body can know them.
static MARKS: LazyLock<[(String, Mark); 3]> = LazyLock::new(|| {
    [Mark::UnknownField, Mark::UnknownValue, Mark::Misfit]
        .map(|mark| (format!("{:x}", RandomState::new().hash_one(0_u8)), mark))
});

impl Mark {
    /// Serializes a value that differs so.
    pub(crate) fn serialize<S: Serializer>(
        self,
        value: &(impl Serialize + ?Sized),
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match MARKS.get(self as usize).filter(|_| is_inspecting()) {
            Some((name, _)) => serializer.collect_map([(name, value)]),
            None => value.serialize(serializer),
        }
    }
}

/// Lists what is marked in a value, and returns the value without the marks.
fn find(value: Value, steps: &mut Vec<Step>, found: &mut Inspection) -> Value {
    let mut within = |step: Step, value: Value| {
        steps.push(step);
        let value = find(value, steps, found);
        steps.pop();
        value
    };
    let mut fields = match value {
        Value::Object(fields) => fields,
        Value::Array(items) => {
            let items = items.into_iter().enumerate();
            let items = items.map(|(index, item)| within(Step::Element(index), item));
            return items.collect::<Vec<_>>().into();
        }
        scalar => return scalar,
    };
    let marked = MARKS.iter().find_map(|(name, mark)| Some((fields.swap_remove(name)?, mark)));
    let Some((value, mark)) = marked else {
        let fields = fields.into_iter();
        let fields = fields.map(|(name, value)| (name.clone(), within(Step::Field(name), value)));
        return fields.collect::<Object>().into();
    };
    let path = path(steps.iter());
    match mark {
        Mark::UnknownField => found.unknown_fields.push(path),
        Mark::Misfit => found.misfits.push(path),
        Mark::UnknownValue => {
            let word = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            found.unknown_values.push((path, word));
        }
    }
    value
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
        #[serde(skip_serializing_if = "Option::is_none")]
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
        // Without what is hidden it is what serde_json writes.
        if account.password.is_none() && fields.is_empty() {
            assert_eq!(found.json, serde_json::to_value(&account).unwrap());
        }
    }

    const EMPTY: &[&str] = &[];

    #[test]
    fn secrets_are_hidden() {
        check(
            json!({"password": "swordfish", "items": [{"password": "s"}]}),
            json!({
                "status": null, "password": "[redacted]", "preferences": null, "balance": null,
                "items": [{"status": null, "password": "[redacted]", "items": [], "preferences": null, "balance": null}],
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
                        "status": "active", "preferences": null, "balance": null, "new": "[redacted]",
                        "items": [{"status": null, "items": [], "preferences": null, "balance": null, "odd key": "[redacted]"}],
                    },
                    {"status": "a\"b", "items": [], "preferences": null, "balance": null},
                ],
                "preferences": [0, 7, "SOME"], "balance": 453.2, "created": "2021-06-07T21:16:48", "": "[redacted]",
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
    fn what_no_spec_knows_beside_a_secret_is_hidden() {
        let body = r#"{"status":null,"items":[{"new":{"password":"swordfish"}}],"preferences":null,"balance":null}"#;
        let account: Account = crate::decode(None, body.as_bytes()).unwrap();
        let item = account.items.first().unwrap();
        assert_eq!(format!("{:?}", item.extra), r#"{"new": [redacted]}"#);
        let found = inspect(&account);
        assert_eq!(found.json["items"][0]["new"].as_str(), Some("[redacted]"));
        assert_eq!(found.unknown_fields, ["items[0].new"]);
        // Encoding loses nothing.
        assert!(serde_json::to_string(&account).unwrap().contains(r#"{"password":"swordfish"}"#));
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
