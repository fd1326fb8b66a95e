//! Reads a linted document: the few views of it that the stages share.

use serde_json::Value;

/// The named schemas, in the order of the file.
pub fn schemas(document: &Value) -> impl Iterator<Item = (&str, &Value)> {
    entries(&document["components"]["schemas"])
}

/// A key's entries, in the order of the file; none if it is no mapping.
pub fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, value)| (key.as_str(), value))
}

/// A key's items, in the order of the file; none if it is no list.
pub fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// A key's text, or nothing.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// What a schema comes to in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// `$ref`, also as the single part of `allOf`: the schema's name.
    Reference(&'a str),
    /// An object with documented properties.
    Object,
    /// A free-form object.
    Map,
    /// A vocabulary.
    Enum,
    /// A list.
    Array(&'a Value),
    /// Text, by its format.
    String(&'a str),
    /// A whole number, by its format.
    Integer(&'a str),
    /// A number, by its format.
    Number(&'a str),
    /// `true` or `false`.
    Boolean,
    /// Anything at all.
    Any,
}

/// What kind of schema this is.
pub fn kind(schema: &Value) -> Kind<'_> {
    let reference = schema
        .get("$ref")
        .or_else(|| schema.get("allOf")?.get(0)?.get("$ref"))
        .and_then(Value::as_str);
    if let Some(reference) = reference {
        return Kind::Reference(reference.rsplit('/').next().unwrap_or(reference));
    }
    if schema.get("enum").is_some() {
        return Kind::Enum;
    }
    let format = text(schema, "format");
    match text(schema, "type") {
        "object" if schema.get("properties").is_some() => Kind::Object,
        "object" => Kind::Map,
        "array" => Kind::Array(&schema["items"]),
        "string" => Kind::String(format),
        "integer" => Kind::Integer(format),
        "number" => Kind::Number(format),
        "boolean" => Kind::Boolean,
        _ => Kind::Any,
    }
}

/// A property of an object.
#[derive(Debug, Clone, Copy)]
pub struct Property<'a> {
    /// Its name on the wire.
    pub name: &'a str,
    /// Its schema.
    pub schema: &'a Value,
    /// Whether it is always there.
    pub required: bool,
}

impl Property<'_> {
    /// Whether its absence or null must be representable.
    pub fn optional(&self) -> bool {
        !self.required || self.schema["nullable"] == true
    }
}

/// An object's properties, in the order of the file.
pub fn properties(schema: &Value) -> impl Iterator<Item = Property<'_>> {
    entries(&schema["properties"]).map(move |(name, property)| Property {
        name,
        schema: property,
        required: schema["required"]
            .as_array()
            .is_some_and(|names| names.iter().any(|n| n == name)),
    })
}

/// The marks of a property or a parameter: what each one says, and its reason.
pub fn marks(object: &Value) -> impl Iterator<Item = (&'static str, &str)> {
    [
        ("x-undocumented", "Not on the provider's page"),
        ("x-differs", "Differs from the provider's page"),
    ]
    .into_iter()
    .map(|(mark, words)| (words, text(object, mark).trim()))
    .filter(|(_, reason)| !reason.is_empty())
}

/// What a property is called in XML: `xml.name`, of the items where those are all that there is, or its own name.
pub fn element<'a>(document: &'a Value, property: Property<'a>) -> &'a str {
    let own = |schema: &'a Value| schema["xml"]["name"].as_str();
    let name = match kind(property.schema) {
        Kind::Array(items) if is_unwrapped(property.schema) => match kind(items) {
            Kind::Reference(name) => {
                own(items).or_else(|| own(&document["components"]["schemas"][name]))
            }
            _ => own(items),
        },
        _ => own(property.schema),
    };
    name.unwrap_or(property.name)
}

/// Whether a list's items stand in no element of their own in XML.
pub fn is_unwrapped(schema: &Value) -> bool {
    matches!(kind(schema), Kind::Array(_)) && schema["xml"]["wrapped"] != true
}

/// An operation.
#[derive(Debug, Clone, Copy)]
pub struct Operation<'a> {
    /// Its path template.
    pub path: &'a str,
    /// Its method, in small letters as OpenAPI writes it.
    pub method: &'a str,
    /// Its `operationId`.
    pub id: &'a str,
    /// The operation object.
    pub object: &'a Value,
}

/// The operations, in the order of the file.
pub fn operations(document: &Value) -> impl Iterator<Item = Operation<'_>> {
    entries(&document["paths"]).flat_map(|(path, item)| {
        entries(item).map(move |(method, object)| Operation {
            path,
            method,
            id: text(object, "operationId"),
            object,
        })
    })
}

/// The operations by name, as the runtime's `Provider` has them.
pub fn sorted_operations(document: &Value) -> Vec<Operation<'_>> {
    let mut sorted: Vec<_> = operations(document).collect();
    sorted.sort_by_key(|o| o.id);
    sorted
}

impl<'a> Operation<'a> {
    /// Its parameters, in the order of the file.
    pub fn parameters(&self) -> impl Iterator<Item = Parameter<'a>> + use<'a> {
        items(&self.object["parameters"]).map(|parameter| Parameter {
            name: text(parameter, "name"),
            location: text(parameter, "in"),
            required: parameter["required"] == true,
            schema: &parameter["schema"],
            description: text(parameter, "description"),
            object: parameter,
        })
    }

    /// The parameters that are arguments of its method, in the method's order: those of the path as they stand in it, then
    /// those of the query, then headers, each by name. A constant header is none.
    pub fn arguments(&self) -> Vec<Parameter<'a>> {
        let mut arguments: Vec<_> = self
            .parameters()
            .filter(|p| p.constant().is_none())
            .collect();
        arguments.sort_by_key(|p| match p.location {
            "path" => (0, self.path.find(&format!("{{{}}}", p.name)), ""),
            "query" => (1, None, p.name),
            _ => (2, None, p.name),
        });
        arguments
    }

    /// Its responses, in the order of the file.
    pub fn responses(&self) -> impl Iterator<Item = Response<'a>> + use<'a> {
        entries(&self.object["responses"]).map(|(status, object)| Response {
            status,
            schema: entries(&object["content"])
                .map(|(_, media)| &media["schema"])
                .next(),
            object,
        })
    }

    /// The answer to a call that went well.
    pub fn success(&self) -> Option<Response<'a>> {
        self.responses().find(|r| r.status.starts_with('2'))
    }

    /// The answer to a call that failed.
    pub fn failure(&self) -> Option<Response<'a>> {
        self.responses()
            .find(|r| r.status.starts_with(['4', '5']) && r.schema.is_some())
    }

    /// The schema of the answer to a call that went well, by name: lint wants it to have one.
    pub fn success_type(&self) -> &'a str {
        self.success()
            .and_then(|r| r.schema_name())
            .unwrap_or_default()
    }

    /// The schema of the answer to a call that failed, by name: lint wants it to have one.
    pub fn failure_type(&self) -> &'a str {
        self.failure()
            .and_then(|r| r.schema_name())
            .unwrap_or_default()
    }
}

/// A parameter of an operation.
#[derive(Debug, Clone, Copy)]
pub struct Parameter<'a> {
    /// Its name on the wire.
    pub name: &'a str,
    /// `path`, `query` or `header`.
    pub location: &'a str,
    /// Whether a call must give it.
    pub required: bool,
    /// Its schema.
    pub schema: &'a Value,
    /// What it is, in a sentence.
    pub description: &'a str,
    /// The parameter object.
    pub object: &'a Value,
}

impl<'a> Parameter<'a> {
    /// The only value of a header that has exactly one: a constant of the client, no argument.
    pub fn constant(&self) -> Option<&'a str> {
        let [word] = self.schema.get("enum")?.as_array()?.as_slice() else {
            return None;
        };
        (self.location == "header").then_some(word.as_str()?)
    }
}

/// A response of an operation.
#[derive(Debug, Clone, Copy)]
pub struct Response<'a> {
    /// `200`, `4XX`.
    pub status: &'a str,
    /// The body's schema, the same for every media type.
    pub schema: Option<&'a Value>,
    /// The response object.
    pub object: &'a Value,
}

impl<'a> Response<'a> {
    /// The body's schema by name.
    pub fn schema_name(&self) -> Option<&'a str> {
        match kind(self.schema?) {
            Kind::Reference(name) => Some(name),
            _ => None,
        }
    }
}
