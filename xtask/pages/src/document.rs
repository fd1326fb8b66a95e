//! Reads documents that describe operations by themselves: OpenAPI and Swagger, Postman collections, ReadMe's page models.

use serde_json::Value;

use crate::extract::{Operation, Shown};
use crate::field;
use crate::place;
use crate::request::{self, Request};
use crate::sample::{self, Body, Place};
use crate::section::Section;
use xtask::spec::inventory::{Seen, Source, join, segment};

/// The operations that a document describes; none if it is of no kind that is known here.
pub fn operations(document: &Value) -> Vec<Operation> {
    let mut found = Vec::new();
    search(document, 0, &mut found);
    for operation in &mut found {
        operation.facts.request = operation.request.as_ref().map(Request::to_string);
    }
    found
}

/// How deep a document may stand inside of another, and how deep schemas may nest.
const MAX_DEPTH: usize = 32;

fn search(value: &Value, depth: usize, found: &mut Vec<Operation>) {
    if depth > MAX_DEPTH {
        return;
    }
    let is_version = |v: &Value| v.is_string() || v.is_number();
    if value["paths"].is_object()
        && (is_version(&value["openapi"]) || is_version(&value["swagger"]))
    {
        found.extend(openapi(value));
    } else if value["info"]["schema"].as_str().is_some_and(|s| s.contains("collection"))
        || value["info"]["_postman_id"].is_string()
    {
        postman(&value["item"], depth, found);
    } else if value["api"]["method"].is_string() && value["api"]["url"].is_string() {
        found.extend(readme(&value["api"]));
    } else {
        let children: Box<dyn Iterator<Item = &Value>> = match value {
            Value::Object(members) => Box::new(members.values()),
            Value::Array(items) => Box::new(items.iter()),
            _ => return,
        };
        children.for_each(|child| search(child, depth + 1, found));
    }
}

fn operation(method: &str, path: &str) -> Option<Operation> {
    let request = request::new(request::method(method)?, path)?;
    Some(Operation { request: Some(request), ..Operation::default() })
}

/// What a prefix stands for.
fn section(prefix: &str) -> Section {
    match prefix {
        "body:" => Section::Body,
        "error:" => Section::Error,
        _ => Section::Response,
    }
}

/// Adds a sample body of a response with this status, or of the request.
fn body(text: &str, prefix: &str, status: Option<u16>, operation: &mut Operation) {
    let Some(sample) = sample::read(text, Place::Code) else {
        return;
    };
    let source =
        if matches!(sample.body, Body::Json(_)) { Source::Sample } else { Source::XmlSample };
    place::sample(&sample.shape(None), prefix, source, operation);
    operation
        .facts
        .unreadable
        .extend(sample.unreadable.iter().map(|l| (crate::page::excerpt(l), source)));
    let of = section(prefix);
    let status = status.filter(|_| of != Section::Body);
    operation.samples.extend(Shown::new(of, status, &sample));
}

fn prefix(status: Option<u16>) -> &'static str {
    if status.is_some_and(|s| s >= 400) { "error:" } else { "" }
}

fn status(value: &Value) -> Option<u16> {
    value.as_u64().and_then(|s| s.try_into().ok())
}

/// A page of ReadMe's, as its editor keeps it.
fn readme(api: &Value) -> Option<Operation> {
    let mut operation = operation(api["method"].as_str()?, api["url"].as_str()?)?;
    for param in api["params"].as_array().into_iter().flatten() {
        let Some(mut field) = param["name"].as_str().and_then(field::name) else {
            continue;
        };
        field::describe(param["desc"].as_str().unwrap_or_default(), &mut field);
        if !param["in"].is_string() {
            // The document ends in the middle of it.
            operation.facts.unreadable.insert((crate::page::excerpt(&field.name), Source::Schema));
            continue;
        }
        let own_type = param["type"].as_str().unwrap_or_default();
        own_type.clone_into(&mut field.r#type);
        field.required = param["required"].as_bool().or(field.required);
        field.default = param["default"].as_str().and_then(field::value);
        let place = match param["in"].as_str().unwrap_or("query") {
            "form" | "formData" => "body",
            place => place,
        };
        place::add(&field, &format!("{place}:{}", field.name), Source::Schema, &mut operation);
    }
    for code in api["results"]["codes"].as_array().into_iter().flatten() {
        let status = status(&code["status"]);
        body(code["code"].as_str().unwrap_or_default(), prefix(status), status, &mut operation);
    }
    for example in api["examples"]["codes"].as_array().into_iter().flatten() {
        let sent = example["code"].as_str().and_then(request::curl).and_then(|r| r.data);
        body(&sent.unwrap_or_default(), "body:", None, &mut operation);
    }
    Some(operation)
}

fn postman(items: &Value, depth: usize, found: &mut Vec<Operation>) {
    if depth > MAX_DEPTH {
        return;
    }
    for item in items.as_array().into_iter().flatten() {
        postman(&item["item"], depth + 1, found);
        found.extend(postman_request(item));
    }
}

fn postman_request(item: &Value) -> Option<Operation> {
    let request = &item["request"];
    let url = &request["url"];
    let raw = url["raw"].as_str().or(url.as_str())?;
    let mut operation = operation(request["method"].as_str()?, raw)?;
    let lists = [
        ("path", &url["variable"]),
        ("query", &url["query"]),
        ("header", &request["header"]),
        ("body", &request["body"]["urlencoded"]),
        ("body", &request["body"]["formdata"]),
    ];
    for (place, list) in lists {
        for entry in list
            .as_array()
            .into_iter()
            .flatten()
            .filter(|e| e["disabled"] != Value::Bool(true) || place == "query")
        {
            let Some(mut field) = entry["key"].as_str().and_then(field::name) else {
                continue;
            };
            let description =
                entry["description"].as_str().or(entry["description"]["content"].as_str());
            field::describe(description.unwrap_or_default(), &mut field);
            place::add(&field, &format!("{place}:{}", field.name), Source::Schema, &mut operation);
        }
    }
    body(request["body"]["raw"].as_str().unwrap_or_default(), "body:", None, &mut operation);
    for response in item["response"].as_array().into_iter().flatten() {
        let status = status(&response["code"]);
        body(response["body"].as_str().unwrap_or_default(), prefix(status), status, &mut operation);
    }
    Some(operation)
}

fn openapi(document: &Value) -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        let item = resolve(document, item);
        for method in ["get", "post", "put", "patch", "delete", "head"] {
            let described = &item[method];
            let Some(mut operation) =
                described.is_object().then(|| operation(method, path)).flatten()
            else {
                continue;
            };
            let mut schemas = Schemas { document, operation: &mut operation, left: 20_000 };
            for list in [&item["parameters"], &described["parameters"]] {
                list.as_array()
                    .into_iter()
                    .flatten()
                    .for_each(|p| schemas.parameter(resolve(document, p)));
            }
            let content = content(resolve(document, &described["requestBody"]));
            schemas.fields("body:", &content["schema"], &mut Vec::new());
            let mut examples = vec![("body:", None, content)];
            let responses: Vec<(&String, &Value)> =
                described["responses"].as_object().into_iter().flatten().collect();
            for (status, response) in &responses {
                let response = resolve(document, response);
                // `default` is what is not described otherwise: an error, unless nothing else is.
                let other = responses.len() > 1 && *status == "default";
                let prefix = if other || status.starts_with(['4', '5']) { "error:" } else { "" };
                for (name, header) in response["headers"]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .filter(|_| prefix.is_empty())
                {
                    schemas.add(
                        &format!("response-header:{name}"),
                        resolve(document, header),
                        None,
                    );
                }
                // Swagger 2 has the schema where OpenAPI 3 has the content.
                let content =
                    if response["schema"].is_object() { response } else { self::content(response) };
                schemas.fields(prefix, &content["schema"], &mut Vec::new());
                examples.push((prefix, status.parse().ok(), content));
            }
            for (prefix, status, content) in examples {
                let named = content["examples"]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(_, e)| &resolve(document, e)["value"]);
                for example in
                    named.chain([&content["example"]]).filter(|e| e.is_object() || e.is_array())
                {
                    body(&example.to_string(), prefix, status, &mut operation);
                }
            }
            found.push(operation);
        }
    }
    found
}

/// What a reference refers to.
fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let mut value = value;
    for _ in 0..MAX_DEPTH {
        let Some(pointer) = value["$ref"].as_str().and_then(|r| r.strip_prefix('#')) else {
            break;
        };
        value = document.pointer(pointer).unwrap_or(&Value::Null);
    }
    value
}

/// The content in JSON, else the first one that has a schema.
fn content(body: &Value) -> &Value {
    let all = body["content"].as_object();
    let json = all.and_then(|all| all.iter().find(|(media, _)| media.contains("json")));
    json.or_else(|| all.and_then(|all| all.iter().find(|(_, c)| c["schema"].is_object())))
        .map_or(&Value::Null, |(_, c)| c)
}

struct Schemas<'a> {
    document: &'a Value,
    operation: &'a mut Operation,
    /// How many more fields are recorded: a bound for schemas that multiply.
    left: usize,
}

impl<'a> Schemas<'a> {
    fn parameter(&mut self, parameter: &'a Value) {
        let (Some(name), Some(place)) = (parameter["name"].as_str(), parameter["in"].as_str())
        else {
            return;
        };
        let required = Some(parameter["required"].as_bool().unwrap_or(false));
        match place {
            "body" => self.fields("body:", &parameter["schema"], &mut Vec::new()),
            "formData" => self.add(&format!("body:{name}"), parameter, required),
            place => self.add(&format!("{place}:{name}"), parameter, required),
        }
    }

    /// Adds a field that this schema, parameter or header describes.
    fn add(&mut self, path: &str, described: &'a Value, required: Option<bool>) {
        let schema = if described["schema"].is_object() {
            resolve(self.document, &described["schema"])
        } else {
            described
        };
        let text = |key: &str| match &schema[key] {
            Value::Null | Value::Object(_) | Value::Array(_) => None,
            Value::String(text) => Some(text.clone()).filter(|t| !t.contains([',', '|', '\n'])),
            value => Some(value.to_string()),
        };
        let seen = Seen {
            r#type: self.words(schema, 0),
            required,
            deprecated: described["deprecated"] == Value::Bool(true)
                || schema["deprecated"] == Value::Bool(true),
            default: text("default"),
            min: text("minimum"),
            max: text("maximum"),
        };
        let items = resolve(self.document, &schema["items"]);
        let values =
            [&schema["enum"], &items["enum"]].into_iter().filter_map(Value::as_array).flatten();
        let entry = self.operation.field(path);
        entry.values.extend(values.filter_map(|v| v.as_str().map(str::to_owned)));
        entry.seen.entry(Source::Schema).or_insert(seen);
    }

    /// The type in words, as samples have them: `string<uuid>`, `array of object or null`.
    fn words(&self, schema: &Value, depth: usize) -> String {
        if depth > MAX_DEPTH {
            return String::new();
        }
        let schema = resolve(self.document, schema);
        let mut names: Vec<String> = match &schema["type"] {
            Value::Array(names) => {
                names.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            Value::String(name) => vec![name.clone()],
            _ if schema["properties"].is_object() || schema["allOf"].is_array() => {
                vec!["object".to_owned()]
            }
            _ => Vec::new(),
        };
        if names.is_empty() {
            for part in ["oneOf", "anyOf"].iter().filter_map(|k| schema[*k].as_array()).flatten() {
                names.push(self.words(part, depth + 1));
            }
        }
        for name in &mut names {
            if let (true, Some(format)) = (
                *name != "object" && *name != "array" && *name != "null",
                schema["format"].as_str(),
            ) {
                *name = format!("{name}<{format}>");
            }
            if name == "array" {
                let items = self.words(&schema["items"], depth + 1);
                *name =
                    if items.is_empty() { "array".to_owned() } else { format!("array of {items}") };
            }
        }
        if schema["nullable"] == Value::Bool(true) {
            names.push("null".to_owned());
        }
        names.retain(|n| !n.is_empty());
        names.dedup();
        names.join(" or ")
    }

    /// Adds the fields of a schema below a path.
    fn fields(&mut self, path: &str, schema: &'a Value, open: &mut Vec<&'a Value>) {
        let schema = resolve(self.document, schema);
        if open.len() > MAX_DEPTH
            || open.iter().any(|s| std::ptr::eq(*s, schema))
            || !schema.is_object()
        {
            return;
        }
        open.push(schema);
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.fields(path, part, open);
        }
        for part in ["oneOf", "anyOf"].iter().filter_map(|k| schema[*k].as_array()).flatten() {
            self.fields(path, part, open);
        }
        if schema["items"].is_object() {
            self.fields(&format!("{path}[]"), &schema["items"], open);
        }
        let required =
            |name: &str| schema["required"].as_array().is_some_and(|r| r.iter().any(|n| n == name));
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            let below = join(path, &segment(name));
            self.add(&below, resolve(self.document, property), Some(required(name)));
            self.fields(&below, property, open);
        }
        open.pop();
    }
}
