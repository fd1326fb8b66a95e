//! JSON schemas of the types that every provider's crate uses. Those of its own types are derived.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::{
    Base64, Date, Decimal, DecimalString, Extra, Object, Secret, Timestamp, UnixTime, UnixTimeMs,
    Value,
};

/// Types that are distinguished by their names, for reading and for writing.
macro_rules! named {
    ($($name:ident: $read:tt $(, written: $written:tt)?;)*) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                $(if generator.contract().is_serialize() {
                    return json_schema!($written);
                })?
                let _ = generator;
                json_schema!($read)
            }
        }
    )*};
}

named! {
    Base64: {"description": "Bytes in base64.", "type": "string", "contentEncoding": "base64"};
    Date: {"description": "A date in ISO 8601, or midnight of one.", "type": "string"},
        written: {"description": "A date in ISO 8601.", "type": "string", "format": "date"};
    Decimal: {"description": "An exact decimal number, as a number or as text.", "type": ["number", "string"]},
        written: {"description": "An exact decimal number.", "type": "number"};
    DecimalString: {"description": "An exact decimal number, as text or as a number.", "type": ["string", "number"]},
        written: {"description": "An exact decimal number, as text.", "type": "string"};
    Secret: {"description": "A text that must not be printed.", "type": "string", "format": "password"};
    // No `format: date-time`: that is RFC 3339's, which has no time without an offset.
    Timestamp: {
        "description": "A date and a time of day, with an offset if the provider gave one.",
        "type": "string",
        "pattern": concat!(
            r"^\s*(\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2})?([.,]\d+)? ?([Zz]|UTC|GMT|[-+]\d{2}(:?\d{2})?)?)?(\[UTC\])?",
            r"|([A-Za-z]+, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(:\d{2})? (GMT|UTC|Z|[-+]\d{4})",
            r"|/Date\(-?\d+([-+]\d{4})?\)/)\s*$",
        ),
    };
    UnixTime: {"description": "Seconds since 1970, as a number or as text.", "type": ["number", "string"]},
        written: {"description": "Seconds since 1970.", "type": "number"};
    UnixTimeMs: {"description": "Milliseconds since 1970, as a number or as text.", "type": ["number", "string"]},
        written: {"description": "Milliseconds since 1970.", "type": "number"};
}

impl JsonSchema for Extra {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Extra".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Object::json_schema(generator)
    }
}

impl JsonSchema for Value {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        true.into()
    }
}

#[cfg(test)]
mod tests {
    use schemars::generate::SchemaSettings;
    use schemars::schema_for;
    use serde_json::{Value, json};

    use super::*;

    crate::open_enum! {
        /// Whether an account may be used.
        ///
        /// For that module only.
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
            /// `ALL`
            All = "ALL" | 0,
        }
    }

    /// The schema without what every root has.
    #[track_caller]
    fn check<T: JsonSchema>(expected: Value) {
        let mut schema = schema_for!(T);
        schema.remove("$schema");
        schema.remove("title");
        schema.remove("description");
        assert_eq!(schema.as_value(), &expected);
    }

    #[test]
    fn the_types_of_the_runtime() {
        check::<Decimal>(json!({"type": ["number", "string"]}));
        check::<Secret>(json!({"type": "string", "format": "password"}));
        check::<Base64>(json!({"type": "string", "contentEncoding": "base64"}));
        check::<Date>(json!({"type": "string"}));
        check::<UnixTime>(json!({"type": ["number", "string"]}));
        check::<Extra>(json!({"type": "object", "additionalProperties": true}));
        let written = SchemaSettings::draft2020_12().for_serialize();
        let schema = written.into_generator().into_root_schema_for::<Decimal>();
        assert_eq!(schema.get("type"), Some(&json!("number")));
    }

    #[test]
    fn vocabularies_name_their_words_and_take_others() {
        check::<Status>(
            json!({"anyOf": [{"enum": ["active", "credit_hold"]}, {"type": "string"}]}),
        );
        check::<Preference>(
            json!({"anyOf": [{"enum": ["ALL", 0]}, {"type": ["string", "integer"]}]}),
        );
        let description = schema_for!(Status).get("description").cloned();
        assert_eq!(
            description,
            Some(json!("Whether an account may be used.\n\nFor that module only."))
        );
    }

    #[test]
    fn a_time_is_what_decodes_as_one() {
        let schema = schema_for!(Timestamp);
        let pattern = schema.get("pattern").and_then(Value::as_str).map(str::to_owned);
        assert!(pattern.is_some_and(|p| p.starts_with('^') && p.ends_with('$')));
    }

    #[test]
    fn an_object_takes_unknown_fields() {
        #[derive(JsonSchema)]
        #[expect(dead_code, reason = "only its schema is of interest")]
        struct Thing {
            status: Option<Status>,
            balance: Decimal,
            #[serde(flatten)]
            extra: Extra,
        }
        let schema = schema_for!(Thing);
        assert_eq!(schema.get("additionalProperties"), Some(&json!(true)));
        assert_eq!(schema.get("required"), Some(&json!(["balance"])));
    }
}
