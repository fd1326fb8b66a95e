//! The OpenAPI objects, resolved into the model: references followed, `allOf` merged, inline types named.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{
    self, Components, Entries, ExternalDocs, Located, OpenApi, Part, Pointer, Referable,
};
use super::{At, Document, Examples, Link, Problem, Requirement, Server, Shape, Type, Uses};
use super::{names, remedies};

mod bodies;
mod operations;
mod schemas;
mod security;
mod texts;
mod uses;

/// A document, as far as it can be resolved, with the problems that were found on the way.
pub fn resolve(open_api: &OpenApi, report: &mut Report) -> Document {
    let nothing = Components::default();
    let components =
        open_api.components.as_ref().and_then(|c| c.value.as_ref()).unwrap_or(&nothing);
    let mut resolver = Resolver {
        components,
        servers: &open_api.servers,
        report: &mut *report,
        buckets: vec![Vec::new(); components.schemas.0.len() + 1],
        bucket: components.schemas.0.len(),
        states: BTreeMap::new(),
        names: BTreeMap::new(),
        bases: BTreeMap::new(),
        referred: BTreeSet::new(),
        scopes: BTreeMap::new(),
    };
    resolver.components();
    let written = open_api.security.as_ref().map(|part| resolver.requirements(part));
    let mut security = written.unwrap_or_default();
    let operations = resolver.operations(open_api, &security);
    let servers = servers(
        open_api.servers.iter().filter_map(|s| s.value.as_ref()).flatten(),
        resolver.report,
    );
    let own: Vec<Requirement> = operations.iter().flat_map(|o| o.security.clone()).collect();
    let schemes = resolver.schemes(&[security.as_slice(), &own].concat());
    if security.is_empty() && !own.is_empty() {
        let is_open = |o: &super::Operation| o.security.is_empty();
        let none = operations.iter().any(is_open).then(Requirement::new);
        for way in own.into_iter().chain(none) {
            if !security.contains(&way) {
                security.push(way);
            }
        }
        security.sort_by_key(Vec::is_empty);
    }
    resolver.unused();
    let info = open_api.info.value.as_ref();
    let text =
        |t: Option<&Located<String>>| t.map(|t| t.value.trim().to_owned()).unwrap_or_default();
    let mut document = Document {
        title: text(info.map(|i| &i.title)),
        version: text(info.map(|i| &i.version)),
        description: text(info.and_then(|i| i.description.as_ref())),
        page: open_api.external_docs.as_ref().and_then(link),
        examples: open_api.x_examples.unwrap_or(Examples::One),
        keywords: open_api.x_keywords.iter().map(|k| k.value.clone()).collect(),
        servers,
        schemes,
        security,
        operations,
        types: resolver.buckets.into_iter().flatten().collect(),
    };
    uses::uses(&mut document, report);
    document
}

/// Reports each thing that is wrong: whether it is, where, and the message.
macro_rules! refuse {
    ($report:expr, $($is_wrong:expr => $at:expr, $message:literal;)+) => {
        $(if $is_wrong { $report.problem($at, format!($message)); })+
    };
}

pub(super) use refuse;

/// The problems and the warnings of a document so far.
pub struct Report {
    pub file: String,
    pub problems: Vec<Problem>,
    pub warnings: Vec<Problem>,
    /// Whether some part could not be read, so that what refers to it is no mistake.
    pub incomplete: bool,
    /// Where something has no description.
    pub undescribed: Vec<At>,
    /// Where a number has no format.
    pub plain_numbers: Vec<At>,
}

impl Report {
    pub fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            problems: Vec::new(),
            warnings: Vec::new(),
            incomplete: false,
            undescribed: Vec::new(),
            plain_numbers: Vec::new(),
        }
    }

    /// Adds the mistakes of the readers, the first one of each place.
    pub fn add(&mut self, mut mistakes: Vec<super::yaml::Mistake>) {
        self.incomplete |= !mistakes.is_empty();
        mistakes.sort_by_key(|(at, _)| at.key());
        mistakes.dedup_by_key(|(at, _)| at.key());
        for (at, message) in mistakes {
            self.problem(at, message);
        }
    }

    /// The warnings; or the problems, if there are any. Both in the order of the file.
    pub fn finish(mut self) -> Result<Vec<Problem>, Vec<Problem>> {
        let undescribed = std::mem::take(&mut self.undescribed);
        self.summary(undescribed, "no description", "describe them, for the crate's docs");
        let numbers = std::mem::take(&mut self.plain_numbers);
        self.summary(
            numbers,
            "a number without a format is a double, which loses digits",
            "write `format: decimal` for money, or `format: double`",
        );
        match self.problems.is_empty() {
            true => Ok(sorted(self.warnings)),
            false => Err(sorted(self.problems)),
        }
    }

    /// Adds one warning for all places of a kind.
    fn summary(&mut self, mut places: Vec<At>, what: &str, remedy: &str) {
        places.sort_by_key(|at| at.key());
        places.dedup_by_key(|at| at.key());
        let Some(first) = places.first().copied() else {
            return;
        };
        let mut lines: Vec<String> = places.iter().map(|at| at.line.to_string()).collect();
        lines.dedup();
        if lines.len() > 5 {
            lines.splice(5.., ["…".to_owned()]);
        }
        let places = match places.len() {
            1 => "1 place".to_owned(),
            number => format!("{number} places"),
        };
        let lines = lines.join(", ");
        self.warning(first, format!("{what} ({places}: line {lines}); {remedy}"));
    }

    pub fn problem(&mut self, at: At, message: impl Into<String>) {
        self.problems.push(self.says(at, message.into()));
    }

    pub fn warning(&mut self, at: At, message: impl Into<String>) {
        self.warnings.push(self.says(at, message.into()));
    }

    fn says(&self, at: At, message: String) -> Problem {
        Problem { file: self.file.clone(), at: Some(at), message }
    }
}

/// In the order of the file, each once.
fn sorted(mut problems: Vec<Problem>) -> Vec<Problem> {
    let place = |p: &Problem| p.at.map(At::key);
    problems.sort_by_key(place);
    problems.dedup_by(|a, b| place(a) == place(b) && a.message == b.message);
    problems
}

/// What is known while a document is being resolved.
struct Resolver<'d, 'r> {
    components: &'d Components,
    /// As they are written at the top of the document.
    servers: &'d Option<Part<Vec<Part<document::Server>>>>,
    report: &'r mut Report,
    /// The types of each schema under `components`, with those inside it; last, those of operations.
    buckets: Vec<Vec<Type>>,
    /// The bucket that new types go into.
    bucket: usize,
    /// How far the schemas under `components` are.
    states: BTreeMap<&'d str, State>,
    /// The types' names, and where they stand.
    names: BTreeMap<String, At>,
    /// The objects that a discriminator makes unions of those that are made of them.
    bases: BTreeMap<&'d str, super::Object>,
    /// The schemas that something refers to.
    referred: BTreeSet<&'d str>,
    /// The scopes that requirements name, by scheme.
    scopes: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// Being resolved.
    Open,
    Done,
}

impl<'d> Resolver<'d, '_> {
    /// Resolves every schema under `components`.
    fn components(&mut self) {
        for (key, part) in &self.components.schemas.0 {
            let rust = names::type_name(&key.value);
            if !key.value.is_ascii() {
                let message = "a type has a name of ASCII letters and digits; rename the schema";
                self.report.problem(key.at, message);
            }
            if let Some(At { line, .. }) =
                self.names.insert(rust, part.at).filter(|_| part.value.is_some())
            {
                let message = format!(
                    "the schema at line {line} has the same name in Rust; rename one of them"
                );
                self.report.problem(key.at, message);
            }
        }
        for (key, _) in &self.components.schemas.0 {
            self.component(&key.value);
        }
    }

    /// Warns of schemas that nothing refers to.
    fn unused(&mut self) {
        for (key, _) in &self.components.schemas.0 {
            if !self.referred.contains(key.value.as_str()) {
                self.report.warning(
                    key.at,
                    format!("nothing refers to the schema `{}`; use it, or remove it", key.value),
                );
            }
        }
    }

    /// The object that a part is: itself, or what its reference leads to. The second is the name under `components`.
    fn referable<T>(
        &mut self,
        part: &'d Part<Referable<T>>,
        kind: &str,
        all: &'d Entries<Referable<T>>,
    ) -> Option<(At, &'d T, Option<&'d str>)> {
        let mut part = part;
        let mut name = None;
        // A chain of references is never longer than there are targets.
        for _ in 0..=all.0.len() {
            let reference = match part.value.as_ref()? {
                Referable::Inline(value) => return Some((part.at, value, name)),
                Referable::Reference(reference) => &reference.target,
            };
            let (key, target) = self.target(reference, kind, all)?;
            name = Some(key);
            part = target;
        }
        self.report.problem(part.at, "this reference leads back to itself; write the object out");
        None
    }

    /// What a reference leads to, or a problem.
    fn target<T>(
        &mut self,
        reference: &'d Located<String>,
        kind: &str,
        all: &'d Entries<T>,
    ) -> Option<(&'d str, &'d Part<T>)> {
        let Located { at, value: text } = reference;
        let prefix = format!("#/components/{kind}/");
        let name = text.strip_prefix(&prefix).map(unescape);
        let found = name.as_ref().and_then(|name| all.0.iter().find(|(key, _)| key.value == *name));
        if let Some((key, part)) = found {
            return Some((&key.value, part));
        }
        let known: Vec<&str> = all.0.iter().map(|(key, _)| &*key.value).collect();
        let name = name.unwrap_or_default();
        let meant = remedies::like(&name, &known);
        let remedy = meant.map_or("correct the name".to_owned(), |m| format!("write `{m}`"));
        let (is_there, is_inside) = (text.starts_with(&prefix), text.starts_with('#'));
        refuse! { self.report,
            is_there => *at, "there is no `{name}` under components.{kind}; {remedy}, or add it there";
            !is_there && is_inside => *at, "`{text}` does not lead to components.{kind}; write `{prefix}…`";
            !is_inside => *at, "`{text}` is outside of this document; copy its target to components.{kind}, and refer to that";
        }
        None
    }

    /// Adds a type whose shape is not known yet, unless it was added before, by another reference to what it stands in; the slot
    /// that it has. Nothing if its name is taken.
    fn slot(&mut self, name: &str, at: At) -> Option<usize> {
        let taken = self.names.get(name).filter(|other| other.key() != at.key());
        if let Some(At { line, .. }) = taken {
            self.report.problem(at, format!("the type of this would be called `{name}`, as is the one at line {line}; put it under components.schemas with a name of its own, and use $ref"));
            return None;
        }
        self.names.insert(name.to_owned(), at);
        let types = &mut self.buckets[self.bucket];
        if let Some(known) = types.iter().position(|t| t.name == name) {
            return Some(known);
        }
        types.push(Type {
            at,
            name: name.to_owned(),
            description: String::new(),
            deprecated: false,
            shape: Shape::Alias(super::Schema::Any),
            xml_name: None,
            uses: Uses::default(),
        });
        Some(types.len() - 1)
    }

    /// A JSON pointer's tokens; nothing, if it is none.
    fn pointer(&mut self, pointer: &Pointer) -> Option<super::Pointer> {
        match pointer.0.string() {
            Some(text) if text.is_empty() => Some(Vec::new()),
            Some(text) if text.starts_with('/') => {
                Some(text[1..].split('/').map(unescape).collect())
            }
            _ => {
                let message = format!(
                    "`{}` is not a JSON pointer; write one, such as `/error/code`",
                    pointer.0.text()
                );
                self.report.problem(pointer.0.at, message);
                None
            }
        }
    }
}

/// A token of a JSON pointer without its escapes.
fn unescape(token: &str) -> String {
    token.replace("~1", "/").replace("~0", "~")
}

fn link(part: &Part<ExternalDocs>) -> Option<Link> {
    let docs = part.value.as_ref()?;
    Some(Link {
        at: docs.url.at,
        url: docs.url.value.clone(),
        description: texts::text(docs.description.as_ref()),
    })
}

/// The base URLs, with every value of their variables, the default first.
fn servers<'d>(
    servers: impl Iterator<Item = &'d Part<super::document::Server>>,
    report: &mut Report,
) -> Vec<Server> {
    let mut found = Vec::new();
    for server in servers.filter_map(|part| part.value.as_ref()) {
        let at = server.url.at;
        let mut urls = vec![server.url.value.trim_end_matches('/').to_owned()];
        for (Located { at, value: name }, variable) in server.variables.iter() {
            let marker = format!("{{{name}}}");
            refuse! { report,
                !server.url.value.contains(&marker) => *at, "the URL has no `{marker}`; correct the name, or remove it";
            }
            let default = &variable.default.value;
            let others = variable.r#enum.iter().map(|v| &v.value).filter(|v| *v != default);
            let values: Vec<&String> = std::iter::once(default).chain(others).collect();
            let with =
                |url: &String| values.iter().map(|v| url.replace(&marker, v)).collect::<Vec<_>>();
            urls = urls.iter().flat_map(with).take(MOST_URLS + 1).collect();
        }
        refuse! { report,
            urls.len() > MOST_URLS => at, "more than {MOST_URLS} URLs; leave out the `enum` of a variable, and say what it may be in the description";
        }
        let description = texts::text(server.description.as_ref());
        let server = |url| Server { at, url, description: description.clone() };
        found.extend(urls.into_iter().map(server));
    }
    found
}

/// How many base URLs one server with variables stands for at most.
const MOST_URLS: usize = 20;
