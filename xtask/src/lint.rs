//! Tells everything that is wrong in a spec, before anything is made of it.
//!
//! Each concern is a module with one public function. What a keyword must look like is told by `keywords` alone, so the
//! other rules pass over what is missing or of the wrong type.

use serde_json::Value;

use crate::docs;
use crate::spec::{Problem, Spec};

mod keywords;
mod operations;
mod references;
mod responses;
mod samples;

mod schemas;
mod security;
mod texts;
mod urls;
mod xml;

pub use schemas::is_taken;
pub use xml::in_xml;

/// Every problem of a spec and its samples, sorted.
pub fn lint(spec: &Spec) -> Vec<Problem> {
    let document = Node::root(&spec.document);
    let mut report = Report {
        file: spec.file(),
        problems: Vec::new(),
    };
    rules(&document, &mut report);
    samples::check(spec, &document, &mut report);
    report.problems.extend(docs::coverage::lint(spec));
    report.problems.sort();
    report.problems.dedup();
    report.problems
}

/// Everything that concerns the document alone.
fn rules(document: &Node<'_>, report: &mut Report) {
    keywords::check(document, report);
    texts::check(document, report);
    urls::check(document, report);
    security::check(document, report);
    schemas::check(document, report);
    operations::check(document, report);
    // Without an answer nothing is used, and to say so of each part would help nobody.
    if document.operations().next().is_some() {
        responses::check(document, report);
        references::check(document, report);
        xml::check(document, report);
    }
}

/// The problems of a file so far.
struct Report {
    file: String,
    problems: Vec<Problem>,
}

impl Report {
    /// Adds a problem at a JSON pointer.
    fn add(&mut self, place: &str, message: impl Into<String>) {
        self.problems.push(Problem {
            file: self.file.clone(),
            place: place.to_owned(),
            message: message.into(),
        });
    }
}

/// A value of the document, and where it is.
#[derive(Clone)]
struct Node<'a> {
    value: &'a Value,
    /// A JSON pointer.
    at: String,
}

impl<'a> Node<'a> {
    fn root(value: &'a Value) -> Self {
        Self {
            value,
            at: String::new(),
        }
    }

    /// A member of an object.
    fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value.as_object()?.get(key)?;
        Some(Node {
            value,
            at: pointer(&self.at, key),
        })
    }

    /// The members of an object, in order; none of anything else.
    fn members(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        let at = self.at.clone();
        self.value
            .as_object()
            .into_iter()
            .flatten()
            .map(move |(key, value)| {
                let at = pointer(&at, key);
                (key.as_str(), Node { value, at })
            })
    }

    /// The members of a member that is an object.
    fn members_of(&self, key: &str) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        self.get(key).into_iter().flat_map(|node| node.members())
    }

    /// The items of a list, in order; none of anything else.
    fn items(&self) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let at = self.at.clone();
        self.value
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
            .map(move |(i, value)| Node {
                value,
                at: format!("{at}/{i}"),
            })
    }

    /// The items of a member that is a list.
    fn items_of(&self, key: &str) -> impl Iterator<Item = Node<'a>> + use<'a> {
        self.get(key).into_iter().flat_map(|node| node.items())
    }

    /// A member that is a text.
    fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }

    /// Whether a member is `true`.
    fn is(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    /// Every named schema.
    fn schemas(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        self.get("components")
            .into_iter()
            .flat_map(|components| components.members_of("schemas"))
    }

    /// A named schema.
    fn schema(&self, name: &str) -> Option<&'a Value> {
        self.value.get("components")?.get("schemas")?.get(name)
    }

    /// Every GET operation, with its path.
    fn operations(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        self.members_of("paths")
            .filter_map(|(path, item)| Some((path, item.get("get")?)))
    }
}

/// A JSON pointer to a member of what another one points to.
fn pointer(at: &str, key: &str) -> String {
    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
pub mod testing;
