//! Named schemas for the shapes of bodies: one for each object, with the types that its values suggest.

use std::collections::BTreeSet;

use heck::ToSnakeCase;
use serde_json::{Map, Value, json};

use crate::docs::inventory::{Facts, Field, join, segment};
use crate::docs::shape::{Number, Shape, Text, XmlForm};
use crate::docs::types::{Meaning, meaning};
use crate::{lint, names};

/// The schemas so far, in the order of the bodies.
#[derive(Default)]
pub struct Schemas {
    list: Vec<(String, Value)>,
    /// The names of schemas whose members are being read.
    open: BTreeSet<String>,
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// Its path on the page.
    path: &'a str,
    /// Its name.
    name: &'a str,
    /// The schema that it belongs to.
    parent: &'a str,
    facts: Option<&'a Facts>,
}

impl<'a> Place<'a> {
    /// What the page says of the value, or of the list that it is in.
    fn field(self) -> Option<&'a Field> {
        self.facts?.fields.get(self.path.trim_end_matches("[]"))
    }

    /// The type that a table or a list gives it.
    fn documented(self) -> Option<Meaning> {
        let mut seen = self.field()?.seen.iter();
        seen.find(|(source, _)| source.documents())
            .map(|(_, seen)| meaning(&seen.r#type))
    }
}

impl Schemas {
    /// Adds the schema of an answer, and those below it; its name.
    pub fn answer(
        &mut self,
        shape: &Shape,
        noun: &str,
        root: Option<&str>,
        facts: Option<&Facts>,
    ) -> String {
        let noun = names::type_name(noun);
        // What stands in an envelope has the noun for a name.
        let envelope = shape
            .members
            .iter()
            .flatten()
            .any(|(name, member)| is_envelope(name, &noun) && member.object().is_some());
        let name = if envelope {
            format!("{noun}Response")
        } else {
            noun.clone()
        };
        let place = Place {
            path: "",
            name: if envelope { &noun } else { "" },
            parent: "",
            facts,
        };
        let name = self.object(shape, &name, place);
        if let Some(root) = root
            && root != name
            && let Some((_, schema)) = self.list.iter_mut().find(|(n, _)| *n == name)
        {
            insert_behind(schema, "description", "xml", json!({"name": root}));
        }
        name
    }

    /// Adds the schema of the error body: what was seen of it, or whatever object comes.
    pub fn error(&mut self, shape: &Shape) {
        if shape.members.as_ref().is_some_and(|m| !m.is_empty()) {
            let place = Place {
                path: "error:",
                name: "",
                parent: "",
                facts: None,
            };
            let name = self.object(shape, "ErrorResponse", place);
            debug_assert_eq!(name, "ErrorResponse");
        } else {
            let schema = json!({"type": "object", "additionalProperties": true, "description": ""});
            self.list.push(("ErrorResponse".to_owned(), schema));
        }
    }

    /// The schemas by name.
    pub fn into_value(self) -> Value {
        self.list.into_iter().collect::<Map<_, _>>().into()
    }

    /// Adds the schema of an object, and those below it; its name. `place.name` is the noun for what is in an envelope.
    fn object(&mut self, shape: &Shape, wanted: &str, place: Place<'_>) -> String {
        let mut name = wanted.to_owned();
        if lint::is_taken(&name) {
            name.push_str("Detail");
        }
        if self.open.contains(&name) {
            name = self.unused(&format!("{}{name}", place.parent));
        }
        let start = self.list.len();
        self.open.insert(name.clone());
        let mut properties = Map::new();
        let mut required = Vec::new();
        for (member, shape) in shape.members.iter().flatten() {
            let path = join(place.path, &segment(member));
            let noun = match place {
                Place {
                    path: "",
                    name: noun,
                    ..
                } if is_envelope(member, noun) => noun,
                _ => member.as_str(),
            };
            let inner = Place {
                path: &path,
                name: noun,
                parent: &name,
                facts: place.facts,
            };
            let field = place.facts.and_then(|f| f.fields.get(&path));
            if field.is_some_and(|f| f.seen.values().any(|s| s.required == Some(true))) {
                required.push(member.clone());
            }
            let is_required = required.last() == Some(member);
            properties.insert(member.clone(), self.property(shape, inner, is_required));
        }
        self.open.remove(&name);
        let mut schema = json!({"type": "object", "description": ""});
        if !required.is_empty() {
            schema["required"] = required.into();
        }
        schema["properties"] = properties.into();
        let same = |(_, other): &&(String, Value)| *other == schema;
        let found = self.list[..start]
            .iter()
            .filter(|(n, _)| n.contains(wanted))
            .find(same);
        if let Some((found, _)) = found {
            // The same object again: one type for both, and for what is below.
            let found = found.clone();
            self.list.truncate(start);
            return found;
        }
        if self.list.iter().any(|(n, _)| *n == name) {
            name = self.unused(&format!("{}{wanted}", place.parent));
        }
        self.list.insert(start, (name.clone(), schema));
        name
    }

    /// A name that no schema has.
    fn unused(&self, wanted: &str) -> String {
        let free = |name: &str| {
            !self.open.contains(name)
                && !lint::is_taken(name)
                && self.list.iter().all(|(n, _)| n != name)
        };
        if free(wanted) {
            return wanted.to_owned();
        }
        (2..)
            .map(|n| format!("{wanted}{n}"))
            .find(|name| free(name))
            .unwrap_or_default()
    }

    fn property(&mut self, shape: &Shape, place: Place<'_>, required: bool) -> Value {
        let list = shape.items.is_some();
        let mut schema = self.value(shape, place);
        let any = schema.as_object().is_some_and(Map::is_empty);
        let open = list || schema.get("additionalProperties").is_some();
        let items = schema.as_object_mut().and_then(|s| s.remove("items"));
        if shape.null || (open && !any && !required) {
            schema["nullable"] = true.into();
        }
        schema["description"] = "".into();
        match &shape.xml {
            Some(XmlForm::Attribute) => schema["xml"] = json!({"attribute": true}),
            Some(XmlForm::Wrapped(_)) if items.is_some() => {
                schema["xml"] = json!({"wrapped": true})
            }
            _ => {}
        }
        if let Some(items) = items {
            schema["items"] = items;
        }
        schema
    }

    /// A value's schema without a description: nothing where it may be anything.
    fn value(&mut self, shape: &Shape, place: Place<'_>) -> Value {
        let kinds = [
            shape.boolean,
            shape.number.is_some(),
            !shape.texts.is_empty(),
            shape.items.is_some(),
            shape.members.is_some(),
        ];
        let kinds = kinds.iter().filter(|k| **k).count();
        if shape.xml == Some(XmlForm::Dressed) {
            return json!({});
        }
        let documented = place.documented();
        if documented == Some(Meaning::Any) {
            return json!({});
        }
        if kinds == 0 {
            return match documented {
                Some(Meaning::Integer) => json!({"type": "integer", "format": "int64"}),
                Some(Meaning::Number) => json!({"type": "number", "format": "decimal"}),
                Some(Meaning::Boolean) => json!({"type": "boolean"}),
                Some(Meaning::Uuid) => json!({"type": "string", "format": "uuid"}),
                Some(Meaning::DateTime) => json!({"type": "string", "format": "date-time"}),
                Some(Meaning::Text) => json!({"type": "string"}),
                _ if shape.empty => json!({"type": "string"}),
                _ => json!({}),
            };
        }
        if let (Some(_), Some(Text::Decimal), 2) = (shape.number, shape.text(), kinds) {
            return json!({"type": "number", "format": "decimal"});
        }
        if kinds != 1 {
            return json!({});
        }
        if shape.boolean {
            return json!({"type": "boolean"});
        }
        if let Some(number) = shape.number {
            return match number {
                Number::Integer => json!({"type": "integer", "format": "int64"}),
                Number::Fraction => json!({"type": "number", "format": "decimal"}),
            };
        }
        if let Some(items) = &shape.items {
            return json!({"type": "array", "items": self.items(items, shape, place)});
        }
        if let Some(members) = &shape.members {
            if members.is_empty() {
                return json!({"type": "object", "additionalProperties": true});
            }
            let name = self.object(shape, &names::type_name(place.name), place);
            return json!({"allOf": [{"$ref": format!("#/components/schemas/{name}")}]});
        }
        self.text(shape, place)
    }

    fn items(&mut self, items: &Shape, list: &Shape, place: Place<'_>) -> Value {
        // A list keeps no null among items of a type.
        if items.null {
            return json!({});
        }
        let element = match &list.xml {
            Some(XmlForm::Wrapped(name)) => Some(name.as_str()),
            _ => None,
        };
        let singular = singular(place.name);
        let path = format!("{}[]", place.path);
        let inner = Place {
            path: &path,
            name: element.unwrap_or(&singular),
            ..place
        };
        let mut schema = self.value(items, inner);
        if let Some(parts) = schema.get("allOf").cloned() {
            schema = parts[0].clone();
        }
        let Some(element) = element else {
            return schema;
        };
        let reference = schema.get("$ref").and_then(Value::as_str);
        match reference.and_then(|r| r.rsplit('/').next()) {
            Some(name) => {
                if let Some((_, schema)) = self.list.iter_mut().find(|(n, _)| n == name) {
                    insert_behind(schema, "description", "xml", json!({"name": element}));
                }
            }
            None => schema["xml"] = json!({"name": element}),
        }
        schema
    }

    fn text(&mut self, shape: &Shape, place: Place<'_>) -> Value {
        let field = place.field();
        let is_number = place.documented() == Some(Meaning::Number);
        let times = shape
            .texts
            .iter()
            .all(|t| matches!(t, Text::DateTime | Text::LocalDateTime));
        if let Some(words) = field.map(|f| &f.words).filter(|w| !w.is_empty()) {
            let wanted = names::type_name(place.name);
            let schema = json!({"type": "string", "description": "", "enum": words});
            let name = match self
                .list
                .iter()
                .find(|(n, s)| n.ends_with(&wanted) && *s == schema)
            {
                Some((name, _)) => name.clone(),
                None => {
                    let name = self.unused(&format!("{}{wanted}", place.parent));
                    self.list.push((name.clone(), schema));
                    name
                }
            };
            return json!({"allOf": [{"$ref": format!("#/components/schemas/{name}")}]});
        }
        match shape.text() {
            _ if is_secret(place.name) => json!({"type": "string", "format": "password"}),
            Some(Text::Uuid) => json!({"type": "string", "format": "uuid"}),
            _ if times => json!({"type": "string", "format": "date-time"}),
            Some(Text::Decimal) if is_number || is_money(place.name) => {
                json!({"type": "number", "format": "decimal"})
            }
            _ => json!({"type": "string"}),
        }
    }
}

/// Whether what a member of the root holds is what was asked for.
fn is_envelope(name: &str, noun: &str) -> bool {
    let generic = matches!(name, "data" | "result" | "response" | "item" | "items");
    !noun.is_empty() && (generic || names::type_name(name) == noun)
}

/// Whether a field of this name holds what nobody should print.
fn is_secret(name: &str) -> bool {
    let words = name.to_snake_case();
    words.split('_').any(|w| {
        matches!(
            w,
            "password" | "passwd" | "passphrase" | "secret" | "token" | "smspassword"
        )
    }) || ["api_key", "apikey", "private_key"]
        .iter()
        .any(|w| words.contains(w))
        || words.ends_with("password")
}

/// Whether a field of this name holds an amount of money, which many providers send as text.
fn is_money(name: &str) -> bool {
    name.to_snake_case().split('_').any(|w| {
        [
            "amount",
            "balance",
            "charge",
            "commitment",
            "cost",
            "credit",
            "debit",
            "debt",
            "discount",
            "due",
            "fee",
            "limit",
            "paid",
            "payment",
            "price",
            "rate",
            "sum",
            "tax",
            "total",
        ]
        .contains(&w)
    })
}

/// One of many: `contacts` → `contact`.
fn singular(name: &str) -> String {
    let ends = |end: &str| name.to_lowercase().ends_with(end);
    if ends("ies") && name.len() > 4 {
        format!("{}y", &name[..name.len() - 3])
    } else if ["sses", "xes", "ches", "shes"].iter().any(|e| ends(e)) {
        name[..name.len() - 2].to_owned()
    } else if ends("s") && !ends("ss") && !ends("us") && name.len() > 2 {
        name[..name.len() - 1].to_owned()
    } else {
        name.to_owned()
    }
}

/// Adds a key behind another one, in the order in which a person would write them.
fn insert_behind(schema: &mut Value, behind: &str, key: &str, value: Value) {
    let Some(members) = schema.as_object_mut() else {
        return;
    };
    let mut all = Map::new();
    for (name, member) in std::mem::take(members) {
        let here = name == behind;
        all.insert(name, member);
        if here {
            all.insert(key.to_owned(), value.clone());
        }
    }
    *members = all;
}
