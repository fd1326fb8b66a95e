//! `cargo xtask new`: the folder of a provider, from sample bodies and the pages that show them. What cannot be known from
//! either is left empty, and lint asks for it until a person has written it.

pub mod command;
mod schemas;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use crate::docs::inventory::{self, Facts, Inventory};
use crate::docs::shape::Shape;
use crate::docs::types::{self, Meaning};
use crate::docs::{self, xml};
use crate::tree::Tree;
use crate::{load, names, yaml};

use schemas::Schemas;

/// A sample body as a person gave it.
pub struct Given {
    /// The file's name.
    pub file: String,
    /// The body.
    pub text: String,
    /// The text of the page that documents it, with the file's name.
    pub page: Option<(String, String)>,
}

/// The first lines of the document.
const HEAD: &str = "\
# What `cargo xtask new` made of a sample body. What is empty here is for a person to fill in; `cargo xtask regen` says what it is.
# A sample shows one answer only: check every type against what else is known.
# `servers`, a list of url and description, goes below externalDocs. Without it the caller gives the base URL.
# CONTRIBUTING.md has the ways to sign in, under \"How a spec is written\".
";

/// Every file of the new provider, or why there is none.
pub fn files(provider: &str, given: &[Given]) -> Result<Tree, String> {
    load::provider_word(provider).map_err(|message| format!("{provider}: {message}"))?;
    let mut operations: Vec<Operation> = Vec::new();
    for given in given {
        let sample = Sample::read(given)?;
        let operation = match operations.iter_mut().position(|o| o.id == sample.operation) {
            Some(index) => &mut operations[index],
            None => {
                operations.push(Operation::new(&sample.operation));
                let last = operations.len() - 1;
                &mut operations[last]
            }
        };
        operation.take(sample, given)?;
    }
    let mut tree = Tree::new();
    let folder = PathBuf::from("specs").join(provider);
    let mut inventory = Inventory::new();
    for operation in &operations {
        for (name, text) in &operation.samples {
            let path = folder.join("samples").join(name);
            if tree.insert(path, text.clone().into_bytes()).is_some() {
                return Err(format!(
                    "two samples are called {name}; give one of them a case: {}.<case>.json",
                    operation.id
                ));
            }
        }
        if let Some((facts, _)) = &operation.page {
            inventory.insert(operation.id.clone(), facts.clone());
        }
    }
    if !inventory.is_empty() {
        tree.insert(
            folder.join("inventory.txt"),
            inventory::print(&inventory).into_bytes(),
        );
    }
    let document = format!("{HEAD}{}", yaml::write(&document(&operations)));
    tree.insert(folder.join("openapi.yaml"), document.into_bytes());
    Ok(tree)
}

/// What is known of an operation.
struct Operation {
    id: String,
    /// The answer in JSON.
    json: Option<Shape>,
    /// The answer in XML, and its root's name.
    xml: Option<(Shape, String)>,
    /// The error body.
    error: Option<Shape>,
    /// The files under `samples/`.
    samples: Vec<(String, String)>,
    /// What the page says, and the path that it shows.
    page: Option<(Facts, Option<String>)>,
}

/// A sample body that was read.
struct Sample {
    operation: String,
    /// `404`, `no-alerts`
    case: Option<String>,
    body: Body,
}

enum Body {
    Json(Value),
    Xml(xml::Element),
}

impl Sample {
    fn read(given: &Given) -> Result<Self, String> {
        let text = given.text.trim_start_matches('\u{feff}').trim();
        let problem = |message: &str| Err(format!("{}: {message}", given.file));
        let body = if text.starts_with('<') {
            match xml::read(text) {
                Some(sample) if sample.unreadable.is_none() && sample.length >= text.len() => {
                    Body::Xml(sample.root)
                }
                Some(xml::Sample {
                    unreadable: Some(why),
                    ..
                }) => return problem(&format!("this is not XML ({why})")),
                Some(_) => return problem("something follows the body; remove it"),
                None => {
                    return problem(
                        "neither JSON nor XML with elements in it; give a body as the provider sends it",
                    );
                }
            }
        } else {
            match serde_json::from_str::<Value>(text) {
                Ok(body) => Body::Json(body),
                Err(e) if text.starts_with(['{', '[']) => {
                    return problem(&format!("this is not JSON ({e})"));
                }
                Err(_) => {
                    return problem("neither JSON nor XML; give a body as the provider sends it");
                }
            }
        };
        match &body {
            Body::Json(Value::Object(members)) if members.is_empty() => {
                return problem("an object without members; give a body that shows some");
            }
            Body::Json(Value::Object(_)) | Body::Xml(_) => {}
            Body::Json(_) => return problem("no object; Bindery binds answers that are objects"),
        }
        let stem = given.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = stem
            .strip_suffix(".json")
            .or_else(|| stem.strip_suffix(".xml"))
            .unwrap_or(stem);
        let (name, case) = match stem.split_once('.') {
            Some((name, case)) => (name, Some(case)),
            None => (stem, None),
        };
        Ok(Self {
            operation: operation_id(name),
            case: case
                .map(|case| word(case, '-'))
                .filter(|case| !case.is_empty()),
            body,
        })
    }
}

/// The operation that a file is named for: `get_account`, also for `Account`.
fn operation_id(name: &str) -> String {
    let name = word(&names::field(name), '_');
    let name = name.trim_matches('_');
    let verbs = ["get", "list", "read", "fetch", "find", "search", "show"];
    if name
        .split_once('_')
        .is_some_and(|(verb, rest)| verbs.contains(&verb) && !rest.is_empty())
    {
        name.to_owned()
    } else {
        format!("get_{}", if name.is_empty() { "it" } else { name })
    }
}

/// Small letters and digits, with one sign for all else.
fn word(text: &str, sign: char) -> String {
    let mut word = String::new();
    for c in text.to_lowercase().chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            word.push(c);
        } else if !word.ends_with(sign) && !word.is_empty() {
            word.push(sign);
        }
    }
    word.trim_end_matches(sign).to_owned()
}

impl Operation {
    fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            json: None,
            xml: None,
            error: None,
            samples: Vec::new(),
            page: None,
        }
    }

    /// Takes in a sample and its page.
    fn take(&mut self, sample: Sample, given: &Given) -> Result<(), String> {
        let ending = match sample.body {
            Body::Json(_) => "json",
            Body::Xml(_) => "xml",
        };
        let is_error = sample
            .case
            .as_ref()
            .is_some_and(|case| case.starts_with(['4', '5']));
        let first = !self
            .samples
            .iter()
            .any(|(name, _)| name.ends_with(ending) && *name == format!("{}.{ending}", self.id));
        // Every operation has a sample without a case.
        let name = match sample.case.filter(|_| !first || is_error) {
            Some(case) => format!("{}.{case}.{ending}", self.id),
            None => format!("{}.{ending}", self.id),
        };
        self.samples
            .push((name, given.text.trim_start_matches('\u{feff}').to_owned()));
        match sample.body {
            Body::Json(body) if is_error => {
                self.error.get_or_insert_default().merge(Shape::of(&body))
            }
            Body::Json(body) => self.json.get_or_insert_default().merge(Shape::of(&body)),
            Body::Xml(_) if is_error => {
                return Err(format!(
                    "{}: an error body in XML; give the one in JSON",
                    given.file
                ));
            }
            Body::Xml(root) => {
                let shape = root.shape(self.json.as_ref());
                match &mut self.xml {
                    Some((all, _)) => all.merge(shape),
                    None => self.xml = Some((shape, root.name)),
                }
            }
        }
        if let Some((file, page)) = &given.page {
            let facts = docs::extract(page, &Facts::default());
            if facts.fields.is_empty() {
                return Err(docs::no_fields(file));
            }
            self.page = Some((facts, docs::request_path(page)));
        }
        Ok(())
    }

    /// The answer in all its forms.
    fn answer(&self) -> Shape {
        let mut shape = self.json.clone().unwrap_or_default();
        if let Some((xml, _)) = &self.xml {
            shape.merge(xml.clone());
        }
        shape
    }

    fn facts(&self) -> Option<&Facts> {
        self.page.as_ref().map(|(facts, _)| facts)
    }

    /// The path of its request: the page's, else one that lint will not have.
    fn path(&self) -> String {
        let shown = self.page.as_ref().and_then(|(_, path)| path.clone());
        shown.unwrap_or_else(|| self.id.clone())
    }

    fn parameters(&self) -> Vec<Value> {
        let path = self.path();
        let mut parameters = Vec::new();
        for name in path
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
        {
            parameters.push(self.parameter("path", name.0));
        }
        let documented = self.facts().into_iter().flat_map(|f| f.fields.keys());
        for place in documented {
            let Some((location @ ("path" | "query" | "header"), name)) = place.split_once(':')
            else {
                continue;
            };
            let known = parameters
                .iter()
                .any(|p| p["in"] == location && p["name"] == name);
            if !known && !place.eq_ignore_ascii_case("header:Authorization") {
                parameters.push(self.parameter(location, name));
            }
        }
        parameters
    }

    fn parameter(&self, location: &str, name: &str) -> Value {
        let field = self
            .facts()
            .and_then(|f| f.fields.get(&format!("{location}:{name}")));
        let seen = field.and_then(|f| f.seen.values().next());
        let schema = match (
            field.map(|f| &f.words),
            seen.map(|s| types::meaning(&s.r#type)),
        ) {
            (Some(words), _) if words.len() == 1 && location == "header" => {
                json!({"type": "string", "enum": words})
            }
            (_, Some(Meaning::Integer)) => json!({"type": "integer", "format": "int64"}),
            (_, Some(Meaning::Number)) => json!({"type": "number", "format": "decimal"}),
            (_, Some(Meaning::Boolean)) => json!({"type": "boolean"}),
            (_, Some(Meaning::Uuid)) => json!({"type": "string", "format": "uuid"}),
            _ => json!({"type": "string"}),
        };
        let mut parameter = Map::new();
        parameter.insert("name".to_owned(), name.into());
        parameter.insert("in".to_owned(), location.into());
        if location == "path" || seen.is_some_and(|s| s.required == Some(true)) {
            parameter.insert("required".to_owned(), true.into());
        }
        parameter.insert("description".to_owned(), "".into());
        parameter.insert("schema".to_owned(), schema);
        parameter.into()
    }
}

/// The document, with nothing where a person has to write.
fn document(operations: &[Operation]) -> Value {
    let mut schemas = Schemas::default();
    let mut paths = Map::new();
    let mut error = Shape::default();
    for operation in operations {
        let noun = operation.id.split_once('_').map_or("", |(_, noun)| noun);
        let shape = operation.answer();
        let root = operation.xml.as_ref().map(|(_, name)| name.as_str());
        let schema = schemas.answer(&shape, noun, root, operation.facts());
        let reference = json!({"schema": {"$ref": format!("#/components/schemas/{schema}")}});
        let mut content = Map::new();
        if operation.json.is_some() || operation.xml.is_none() {
            content.insert("application/json".to_owned(), reference.clone());
        }
        if operation.xml.is_some() {
            content.insert("application/xml".to_owned(), reference);
        }
        if let Some(shape) = &operation.error {
            error.merge(shape.clone());
        }
        let refused = json!({
            "description": "",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorResponse"}}},
        });
        let get = json!({"get": {
            "operationId": operation.id,
            "summary": "",
            "parameters": operation.parameters(),
            "responses": {
                "200": {"description": "", "content": content},
                "4XX": refused,
                "5XX": refused,
            },
        }});
        paths.insert(operation.path(), get);
    }
    schemas.error(&error);
    json!({
        "openapi": "3.0.3",
        "info": {"title": "", "version": "", "description": ""},
        "externalDocs": {"url": "", "description": ""},
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": ""}},
            "schemas": schemas.into_value(),
        },
    })
}
