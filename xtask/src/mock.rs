//! The module `mock` of a provider's crate: a server for its users' tests, with a method for each operation.

use serde_json::Value;

use crate::read::{self, Kind, Operation};
use crate::spec::Spec;

/// The text of `mock.rs`, without its header.
pub fn mock(spec: &Spec) -> String {
    let title = read::text(&spec.document["info"], "title");
    let operations = read::sorted_operations(&spec.document);
    let methods: Vec<String> = operations.iter().map(|o| method(spec, o)).collect();
    let (rule, xml) = if methods.iter().any(|m| m.contains("Rule::")) {
        ("Rule, ", "Xml")
    } else if methods.iter().any(|m| m.contains("Some(Xml")) {
        ("", "Xml")
    } else {
        ("", "")
    };
    let imports = [rule, "Server", if xml.is_empty() { "" } else { ", " }, xml].concat();
    format!(
        r#"//! {title} for your own tests: a server on this machine that answers as documented, or as you say.
//!
//! ```
//! # async fn test() -> Result<(), Box<dyn std::error::Error>> {{
{example}//! # Ok(())
//! # }}
//! # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test()).unwrap();
//! ```
//!
//! Where nothing is said, a call gets the documented sample. A call without credentials gets a 401, and where credentials are
//! exchanged for a token, the server does that too. See [`Operation`] for all that can be said.

use std::ops::Deref;

pub use bindery_mock::{{Call, Operation}};
use bindery_mock::{{{imports}}};
use progenitor_client::erased::Entry;

use crate::{{Client, types}};

static ENTRIES: &[Entry] = &[crate::erased::ENTRY];

/// A server that answers as {title} documents, or as a test says. It stops when it is dropped.
#[derive(Debug)]
pub struct Mock {{
    server: Server<Client>,
}}

impl Mock {{
    /// Starts a server on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// When there is no port to be had.
    pub async fn start() -> std::io::Result<Self> {{
        Ok(Self {{ server: Server::start(ENTRIES).await? }})
    }}
{methods}}}

impl Deref for Mock {{
    type Target = Server<Client>;

    fn deref(&self) -> &Server<Client> {{
        &self.server
    }}
}}
"#,
        example = operations
            .first()
            .map(|o| example(spec, o))
            .unwrap_or_default(),
        methods = methods.concat(),
    )
}

/// How the mock is used, by an operation: lint wants a sample of the answer of each.
fn example(spec: &Spec, operation: &Operation<'_>) -> String {
    let name = &spec.provider;
    let id = operation.id;
    let arguments = crate::front::arguments(operation);
    let errors = || {
        spec.samples
            .iter()
            .filter(|sample| sample.status >= 400 && sample.operation == id)
    };
    let documented = errors()
        .find(|sample| sample.status != 401)
        .or_else(|| errors().next());
    let refusal = documented
        .map(|sample| {
            let case = sample.name.strip_prefix(id).unwrap_or_default().trim_start_matches('.');
            let status = sample.status;
            format!("//!\n//! // An error that the provider documents.\n//! mock.{id}().always().documented({case:?});\n//! let error = {name}.{id}({arguments}).await.unwrap_err();\n//! assert_eq!(error.status().map(|s| s.as_u16()), Some({status}));\n//! mock.forget();\n")
        })
        .unwrap_or_default();
    let in_xml = if crate::package::has_xml(spec) {
        format!(
            r#"//!
//! // A body of your own, asked for in XML.
//! let in_xml = mock.builder()?.accept(bindery_{name}::MediaType::Xml).build()?;
//! let body = mock.{id}().sample();
//! mock.{id}().answer(&body);
//! assert_eq!(in_xml.{id}({arguments}).await?.into_inner(), body);
"#
        )
    } else {
        String::new()
    };
    format!(
        r#"//! use bindery_{name}::mock::Mock;
//!
//! let mock = Mock::start().await?;
//! let {name} = mock.client()?;
//!
//! // The documented sample, where nothing else is said.
//! let answer = {name}.{id}({arguments}).await?;
//! assert_eq!(answer.into_inner(), mock.{id}().sample());
{in_xml}{refusal}//!
//! // Down for a moment: the client tries again.
//! mock.{id}().header("retry-after", "0").status(503);
//! assert!({name}.{id}({arguments}).await.is_ok());
//! assert_eq!(mock.calls().last().map(|call| call.status), Some(200));
"#
    )
}

fn method(spec: &Spec, operation: &Operation<'_>) -> String {
    let id = operation.id;
    let (success, failure) = (operation.success_type(), operation.failure_type());
    let in_xml = operation.success().is_some_and(|r| {
        read::entries(&r.object["content"]).any(|(name, _)| name.ends_with("xml"))
    });
    let xml = if in_xml {
        format!("Some({})", xml(spec, success))
    } else {
        "None".to_owned()
    };
    format!(
        r#"
    /// Says what `{id}` answers.
    pub fn {id}(&self) -> Operation<'_, types::{success}, types::{failure}> {{
        self.server.operation({id:?}, {xml})
    }}
"#
    )
}

/// What a body's XML looks like, where it is not as its JSON.
fn xml(spec: &Spec, name: &str) -> String {
    let schema = &spec.document["components"]["schemas"][name];
    let root = read::text(&schema["xml"], "name");
    let root = if root.is_empty() { name } else { root };
    let mut rules = Vec::new();
    members(spec, "", schema, &mut vec![name], &mut rules);
    let rules: String = rules
        .iter()
        .map(|(path, rule)| format!("\n                ({path:?}, Rule::{rule}),"))
        .collect();
    let end = if rules.is_empty() {
        ""
    } else {
        "\n            "
    };
    format!("Xml {{\n            root: {root:?},\n            rules: &[{rules}{end}],\n        }}")
}

/// The rules for an object's members. `open` are the schemas that we are in: one that contains itself is told once.
fn members<'a>(
    spec: &'a Spec,
    path: &str,
    schema: &'a Value,
    open: &mut Vec<&'a str>,
    rules: &mut Vec<(String, String)>,
) {
    for property in read::properties(schema) {
        let path = if path.is_empty() {
            property.name.to_owned()
        } else {
            format!("{path}.{}", property.name)
        };
        let notes = &property.schema["xml"];
        let mut value = property.schema;
        if let name @ (_, true) = (read::text(notes, "name"), notes.get("name").is_some()) {
            rules.push((path.clone(), format!("Name({:?})", name.0)));
        }
        if notes["attribute"] == true {
            rules.push((path.clone(), "Attribute".to_owned()));
        }
        if let Kind::Array(items) = read::kind(value) {
            if notes["wrapped"] != true {
                rules.push((path.clone(), "Unwrapped".to_owned()));
            }
            let named = resolve(spec, items).map_or(items, |(_, schema)| schema);
            let own = [items, named]
                .into_iter()
                .find_map(|s| s["xml"]["name"].as_str())
                .unwrap_or(property.name);
            rules.push((path.clone(), format!("Item({own:?})")));
            value = items;
        }
        let Some((name, target)) = resolve(spec, value) else {
            continue;
        };
        match read::kind(target) {
            Kind::Enum => {
                if let Some(integers) = target["x-integers"].as_array() {
                    let words = read::items(&target["enum"]);
                    let pairs: Vec<String> = integers
                        .iter()
                        .zip(words)
                        .map(|(integer, word)| format!("({integer}, {word})"))
                        .collect();
                    rules.push((path.clone(), format!("Words(&[{}])", pairs.join(", "))));
                }
            }
            _ if open.contains(&name) => {}
            _ => {
                open.push(name);
                members(spec, &path, target, open, rules);
                open.pop();
            }
        }
    }
}

/// The named schema that this one refers to.
fn resolve<'a>(spec: &'a Spec, schema: &'a Value) -> Option<(&'a str, &'a Value)> {
    match read::kind(schema) {
        Kind::Reference(name) => Some((name, &spec.document["components"]["schemas"][name])),
        _ => None,
    }
}
