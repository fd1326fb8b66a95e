//! `cargo xtask new`: a first spec of a provider, or a first version of an operation of one that exists, from sample bodies and what
//! is read of the pages that show them. What is guessed has a comment, and what only a person can know is left empty.

pub mod command;
mod schemas;
#[cfg(test)]
mod tests;
mod yaml;

use std::collections::BTreeMap;
use std::path::PathBuf;

use heck::ToSnakeCase;
use serde_json::Value;

use crate::extract::{self, Shown};
use crate::request::Request;
use crate::section::Section;
use crate::{place, request};
use schemas::{Body, Schemas};
use xtask::spec::inventory::{self, Facts, Inventory};
use xtask::spec::meaning::meaning;
use xtask::spec::shape::{Shape, xml};
use xtask::spec::{
    Direction, Document, Location, Method, Scalar, Schema, Spec, names, yaml as reader,
};
use yaml::{Additions, Map, Node};

/// A sample body as a person gave it.
pub struct Given<'a> {
    /// The file that it was in: `get_account.json`, `create_account.request.json`, `get_account.404.json`.
    pub file: &'a str,
    /// What was in it.
    pub body: &'a [u8],
}

/// What is to be written.
#[derive(Debug)]
pub struct Written {
    /// The files from the workspace's root.
    pub files: BTreeMap<PathBuf, Vec<u8>>,
    /// What a person has to decide, as sentences.
    pub open: Vec<String>,
}

/// The files of a new provider, or those of an existing one with new operations; why there are none, if the samples cannot be used.
/// Of an existing provider, `openapi.yaml` is given as it stands, and keeps every byte. A page is given as the operations that it
/// documents; one that documents no operation of a sample is read for what it shows itself.
pub fn spec(
    provider: &str,
    existing: Option<(&str, &Spec)>,
    given: &[Given<'_>],
    pages: &[Vec<extract::Operation>],
) -> Result<Written, String> {
    let mut open = Vec::new();
    let mut operations = from_samples(given, pages)?;
    document_by_pages(&mut operations, pages)?;
    let Some(first) = operations.first() else {
        return Err("neither a sample body nor a page is given; give at least one".to_owned());
    };
    let file = PathBuf::from("specs").join(provider);
    let yaml = match existing {
        Some((text, spec)) => extended(text, spec, &operations, &mut open)?,
        None => first.start(&operations, &mut open),
    };
    let mut files = BTreeMap::from([(file.join("openapi.yaml"), yaml.into_bytes())]);
    let document = existing.map(|(_, spec)| &spec.document);
    let mut inventory = existing.map(|(_, spec)| spec.inventory.clone()).unwrap_or_default();
    for operation in &operations {
        if document.is_some_and(|d| d.operations.iter().any(|o| o.id == operation.id)) {
            return Err(format!(
                "specs/{provider} has an operation `{}`; edit it, or name the sample for another one",
                operation.id
            ));
        }
        for (name, body) in operation.samples() {
            if files.insert(file.join("samples").join(&name), body).is_some() {
                let [stem, ending] =
                    [operation.id.as_str(), name.rsplit('.').next().unwrap_or("json")];
                return Err(format!(
                    "two samples are called {name}; give one of them a case: {stem}.<case>.{ending}"
                ));
            }
        }
        if operation.is_made_up() {
            open.push(format!(
                "`{0}`: its page shows no response, so samples/{0}.json is made from its tables; put a real one there",
                operation.id
            ));
        }
        if let Some(page) = operation.page {
            inventory.insert(operation.id.clone(), page.facts.clone());
        }
    }
    if inventory != Inventory::new() {
        files.insert(file.join("inventory.txt"), inventory::print(&inventory).into_bytes());
    }
    Ok(Written { files, open })
}

/// The operations that samples are named for.
fn from_samples<'a>(
    given: &[Given<'_>],
    pages: &[Vec<extract::Operation>],
) -> Result<Vec<Operation<'a>>, String> {
    let mut operations: Vec<Operation<'_>> = Vec::new();
    for given in given {
        let text = std::str::from_utf8(given.body).map_err(|_| {
            format!("{}: not text in UTF-8; give a body in JSON or XML", given.file)
        })?;
        let sample = Sample::read(given.file, text.trim_start_matches('\u{feff}'), pages)?;
        let index = operations.iter().position(|o| o.id == sample.operation);
        let index = index.unwrap_or_else(|| {
            operations.push(Operation::new(sample.operation.clone()));
            operations.len() - 1
        });
        operations[index].take(sample);
    }
    Ok(operations)
}

/// Gives each operation its page, and adds the operations of the pages that no sample belongs to.
fn document_by_pages<'a>(
    operations: &mut Vec<Operation<'a>>,
    pages: &'a [Vec<extract::Operation>],
) -> Result<(), String> {
    let alone = pages.iter().map(Vec::len).sum::<usize>() == 1;
    let sampled = operations.len();
    for operation in operations.iter_mut() {
        let all = pages.iter().flatten();
        let named = all.clone().find(|p| name_of(p).as_ref() == Some(&operation.id));
        let fitting = || {
            let fits = all.clone().map(|p| (operation.share(p), p));
            let best = fits.max_by_key(|(share, _)| *share);
            best.filter(|(share, _)| *share >= 50).map(|(_, p)| p)
        };
        let only = all.clone().next().filter(|_| alone && sampled == 1);
        operation.page = named.or_else(fitting).or(only);
    }
    let is_used = |page: &&Vec<extract::Operation>| {
        let used = operations.iter().filter_map(|o| o.page);
        used.into_iter().any(|o| page.iter().any(|p| std::ptr::eq(p, o)))
    };
    let unused: Vec<&extract::Operation> = pages.iter().filter(|p| !is_used(p)).flatten().collect();
    for page in unused {
        if page.facts.fields.is_empty() {
            continue;
        }
        let id = name_of(page).unwrap_or_else(|| "get_it".to_owned());
        let mut operation = Operation::new(id);
        operation.named_by_page = page.request.is_some();
        operation.page = Some(page);
        for shown in &page.samples {
            operation.show(shown)?;
        }
        match operations.iter_mut().find(|o| o.id == operation.id) {
            Some(other) if other.page.is_none() => other.page = Some(page),
            Some(other) => {
                return Err(format!(
                    "two operations would be called `{}`; give the page of one alone, with a sample that is named for it",
                    other.id
                ));
            }
            None => operations.push(operation),
        }
    }
    if operations.is_empty() && !pages.is_empty() {
        return Err(
            "the pages document no field; save the whole page, with its tables and samples"
                .to_owned(),
        );
    }
    Ok(())
}

/// A name for the operation of a page, from its request: `get_boat` for `GET /boats/{id}`, `open_gate` for `POST /gates/{id}/open`.
fn name_of(page: &extract::Operation) -> Option<String> {
    let request = page.request.as_ref()?;
    let segments: Vec<&str> = request.path.split('/').skip(1).collect();
    let is_name = |s: &&&str| request::parameter(s).is_none() && s.len() > 2 && !is_version(s);
    let mut nouns = segments.iter().filter(is_name).rev();
    let last = nouns.next()?.split('.').next()?;
    let noun = word(&last.to_snake_case(), '_');
    let one = schemas::singular(&noun);
    let on_one = segments.last().is_some_and(|s| request::parameter(s).is_some());
    let lists = page.facts.fields.keys().any(|p| p.starts_with("[]"));
    let verb = match request.method {
        Method::Get if !on_one && (one != noun || lists) => return Some(format!("list_{noun}")),
        Method::Get | Method::Head => "get",
        // What is done with one of something: `/gates/{id}/open`.
        Method::Post if one == noun && !on_one && request.variables() > 0 => {
            let of = schemas::singular(&word(&nouns.next()?.to_snake_case(), '_'));
            return Some(format!("{noun}_{of}"));
        }
        Method::Post => "create",
        Method::Put | Method::Patch => "update",
        Method::Delete => "delete",
    };
    Some(format!("{verb}_{one}"))
}

/// `v2`
fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix('v').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Whether pages of other operations are recorded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    Recorded,
    None,
}

/// What is known of an operation.
struct Operation<'a> {
    id: String,
    request: Received,
    response: Received,
    error: Received,
    /// The success status that a sample's name gives.
    status: Option<u16>,
    /// The error statuses of samples.
    errors: Vec<u16>,
    /// The files under `samples/`.
    samples: Vec<(String, String)>,
    page: Option<&'a extract::Operation>,
    /// Whether its name is made from its request.
    named_by_page: bool,
}

/// The sample bodies of one kind, taken together.
#[derive(Default)]
struct Received {
    json: Option<Shape>,
    /// With the root's name.
    xml: Option<(Shape, String)>,
}

impl Received {
    fn take(&mut self, body: Parsed) {
        match body {
            Parsed::Json(body) => self.json.get_or_insert_default().merge(Shape::of(&body)),
            Parsed::Xml(root) => {
                let shape = root.shape(self.json.as_ref());
                match &mut self.xml {
                    Some((all, _)) => all.merge(shape),
                    None => self.xml = Some((shape, root.name)),
                }
            }
        }
    }

    /// The body in all its forms; nothing if there is no sample.
    fn shape(&self) -> Option<Shape> {
        let mut shapes = self.json.iter().chain(self.xml.iter().map(|(shape, _)| shape)).cloned();
        let mut shape = shapes.next()?;
        shapes.for_each(|other| shape.merge(other));
        Some(shape)
    }

    fn root(&self) -> Option<&str> {
        self.xml.as_ref().map(|(_, root)| root.as_str())
    }

    /// `content` with this schema.
    fn content(&self, schema: &Map) -> Map {
        let types = [
            ("application/json", self.json.is_some() || self.xml.is_none()),
            ("application/xml", self.xml.is_some()),
        ];
        let types = types.into_iter().filter(|(_, is_there)| *is_there);
        types.fold(Map::default(), |content, (name, _)| {
            content.map(name, Map::default().map("schema", schema.clone()))
        })
    }
}

/// A sample body that was read.
struct Sample {
    operation: String,
    direction: Direction,
    /// What is left of the name: `no-crew`
    case: String,
    body: Parsed,
    text: String,
}

enum Parsed {
    Json(Value),
    Xml(xml::Element),
}

impl Sample {
    /// Reads a sample by the name of its file. The method, where no verb says it, is that of the only page.
    fn read(file: &str, text: &str, pages: &[Vec<extract::Operation>]) -> Result<Self, String> {
        let body = parse(text.trim()).map_err(|message| format!("{file}: {message}"))?;
        let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.strip_suffix(".json").or_else(|| name.strip_suffix(".xml")).unwrap_or(name);
        let mut parts = stem.split('.');
        let noun = parts.next().unwrap_or_default();
        let mut cases: Vec<String> =
            parts.map(|part| word(part, '-')).filter(|case| !case.is_empty()).collect();
        let direction = match cases.first().map(String::as_str) {
            Some("request") => Direction::Request,
            Some(case) => Direction::Response(
                case.parse().ok().filter(|s| (200..600).contains(s)).unwrap_or(0),
            ),
            None => Direction::Response(0),
        };
        if direction != Direction::Response(0) {
            cases.remove(0);
        }
        let method = match pages.iter().flatten().collect::<Vec<_>>()[..] {
            [only] => only.request.as_ref().map(|r| r.method),
            _ => None,
        };
        let method = method.or((direction == Direction::Request).then_some(Method::Post));
        Ok(Self {
            operation: operation_id(noun, method),
            direction,
            case: cases.join("."),
            body,
            text: text.to_owned(),
        })
    }
}

fn parse(text: &str) -> Result<Parsed, String> {
    if !text.starts_with('<') {
        return match serde_json::from_str(text) {
            Ok(body) => Ok(Parsed::Json(body)),
            Err(e) if text.starts_with(['{', '[']) => Err(format!("this is not JSON ({e})")),
            Err(_) => Err("neither JSON nor XML; give a body as the provider sends it".to_owned()),
        };
    }
    match xml::read(text) {
        None => {
            Err("neither JSON nor XML with elements in it; give a body as the provider sends it"
                .to_owned())
        }
        Some(xml::Sample { unreadable: Some(why), .. }) => Err(format!("this is not XML ({why})")),
        Some(sample) if sample.length < text.len() => {
            Err("something follows the body; remove it".to_owned())
        }
        Some(sample) => Ok(Parsed::Xml(sample.root)),
    }
}

/// What an operation's name may begin with, and the method that it stands for.
const VERBS: [(&str, Method); 22] = [
    ("get", Method::Get),
    ("list", Method::Get),
    ("read", Method::Get),
    ("fetch", Method::Get),
    ("find", Method::Get),
    ("search", Method::Get),
    ("show", Method::Get),
    ("create", Method::Post),
    ("update", Method::Put),
    ("patch", Method::Patch),
    ("delete", Method::Delete),
    ("add", Method::Post),
    ("send", Method::Post),
    ("post", Method::Post),
    ("assign", Method::Post),
    ("cancel", Method::Post),
    ("register", Method::Post),
    ("put", Method::Put),
    ("replace", Method::Put),
    ("set", Method::Put),
    ("edit", Method::Put),
    ("remove", Method::Delete),
];

/// The operation that a file is named for: `get_account`, also for `Account`.
fn operation_id(name: &str, method: Option<Method>) -> String {
    let name = word(&names::field(name), '_');
    if verb(&name).is_some() {
        return name;
    }
    let method = method.unwrap_or(Method::Get);
    let verb = match method {
        Method::Patch => "update",
        _ => VERBS.iter().find(|(_, m)| *m == method).map_or("get", |(verb, _)| verb),
    };
    format!("{verb}_{}", if name.is_empty() { "it" } else { &name })
}

fn verb(id: &str) -> Option<Method> {
    let (verb, noun) = id.split_once('_')?;
    let found = VERBS.iter().find(|(v, _)| *v == verb && !noun.is_empty());
    found.map(|(_, method)| *method)
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

impl<'a> Operation<'a> {
    fn new(id: String) -> Self {
        Self {
            id,
            request: Received::default(),
            response: Received::default(),
            error: Received::default(),
            status: None,
            errors: Vec::new(),
            samples: Vec::new(),
            page: None,
            named_by_page: false,
        }
    }

    /// Takes in a sample.
    fn take(&mut self, sample: Sample) {
        let ending = match sample.body {
            Parsed::Json(_) => "json",
            Parsed::Xml(_) => "xml",
        };
        let mut parts = vec![self.id.clone()];
        match sample.direction {
            Direction::Request => parts.push("request".to_owned()),
            Direction::Response(0) => {}
            Direction::Response(status) => parts.push(status.to_string()),
        }
        let plain = format!("{}.{ending}", parts.join("."));
        // Every kind of body has a sample without a case.
        let is_first = self.samples.iter().all(|(name, _)| *name != plain);
        if !sample.case.is_empty() && !is_first {
            parts.push(sample.case);
        }
        let name = format!("{}.{ending}", parts.join("."));
        self.samples.push((name, sample.text));
        match sample.direction {
            Direction::Request => self.request.take(sample.body),
            Direction::Response(status @ 300..) => {
                self.error.take(sample.body);
                if !self.errors.contains(&status) {
                    self.errors.push(status);
                }
            }
            Direction::Response(status) => {
                self.response.take(sample.body);
                self.status = self.status.or((status > 0).then_some(status));
            }
        }
    }

    /// Takes in a body that the page shows. Further ones of the same kind are cases with a number.
    fn show(&mut self, shown: &Shown) -> Result<(), String> {
        let kind = match (shown.of, shown.status) {
            (Section::Body, _) => "request".to_owned(),
            // An error that the page gives no status is most often the caller's.
            (Section::Error, status) => status.unwrap_or(400).to_string(),
            (_, status) => {
                self.status = self.status.or(status.filter(|s| (200..300).contains(s)));
                String::new()
            }
        };
        let stem = [self.id.as_str(), &kind];
        let stem = stem.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".");
        let is_used = |name: &String| self.samples.iter().any(|(n, _)| n == name);
        let numbered = (2..100).map(|n| format!("{stem}.{n}.{}", shown.format));
        let names = std::iter::once(format!("{stem}.{}", shown.format)).chain(numbered);
        if let Some(name) = names.into_iter().find(|name| !is_used(name)) {
            let mut sample = Sample::read(&name, &shown.text, &[])?;
            sample.operation.clone_from(&self.id);
            self.take(sample);
        }
        Ok(())
    }

    /// The files under `samples/`; where the page shows no response and has tables of one, a body that is made from them.
    fn samples(&self) -> Vec<(String, Vec<u8>)> {
        let own = self.samples.iter();
        let own = own.map(|(name, text)| (name.clone(), text.clone().into_bytes()));
        let made = self.shape("").filter(|_| self.is_made_up()).map(|shape| {
            let body = schemas::example(&shape, "", self.facts());
            let text = serde_json::to_string_pretty(&body).unwrap_or_default() + "\n";
            (format!("{}.json", self.id), text.into_bytes())
        });
        own.chain(made).collect()
    }

    fn is_made_up(&self) -> bool {
        self.response.shape().is_none() && self.shape("").is_some()
    }

    /// How many of a hundred names in the samples the page's operation has as well; nothing if its method is another one.
    fn share(&self, page: &extract::Operation) -> usize {
        let bodies = [&self.request, &self.response, &self.error];
        let names: Vec<String> = bodies
            .iter()
            .filter_map(|b| b.shape())
            .flat_map(|shape| place::names(&shape))
            .collect();
        let same = |name: &&String| {
            page.facts.fields.keys().any(|p| place::last(p).trim_end_matches("[]") == **name)
        };
        let method = page.request.as_ref().map(|r| r.method);
        let other = verb(&self.id).zip(method).is_some_and(|(own, shown)| own != shown);
        match names.len() {
            _ if other => 0,
            0 => 0,
            all => names.iter().filter(same).count() * 100 / all,
        }
    }

    fn facts(&self) -> Option<&'a Facts> {
        self.page.map(|page| &page.facts)
    }

    fn received(&self, prefix: &str) -> &Received {
        match prefix {
            "body:" => &self.request,
            "error:" => &self.error,
            _ => &self.response,
        }
    }

    /// What a body is made of: what its samples have, and what the page's tables and lists add to it.
    fn shape(&self, prefix: &str) -> Option<Shape> {
        let documented = self.page.and_then(|p| schemas::documented_shape(p, prefix));
        match (self.received(prefix).shape(), documented) {
            (Some(mut shape), Some(more)) => {
                schemas::fill(&mut shape, more);
                Some(shape)
            }
            (shape, documented) => shape.or(documented),
        }
    }

    fn line(&self) -> Option<&'a Request> {
        self.page.and_then(|p| p.request.as_ref())
    }

    /// The method, and what it was guessed from if no page says it.
    fn method(&self) -> (Method, Option<&'static str>) {
        match self.line() {
            Some(request) => (request.method, None),
            None => (verb(&self.id).unwrap_or(Method::Get), Some("the operation's name")),
        }
    }

    /// A whole document with the operations.
    fn start(&self, operations: &[Operation<'_>], open: &mut Vec<String>) -> String {
        let server = operations.iter().find_map(|o| o.line()?.server.clone());
        let version = operations.iter().find_map(|o| {
            let mut segments = o.line()?.path.split('/');
            segments.find(|s| is_version(s)).map(str::to_owned)
        });
        let mut info = Map::default().text("title", "");
        open.push(
            "`info`: write the provider's name as the title, and its version of the API".to_owned(),
        );
        info = match version {
            Some(version) => info.text("version", &version).guessed("the path"),
            None => info.text("version", ""),
        };
        let mut document = Map::default().text("openapi", "3.0.3").map("info", info);
        if let Some(server) = server {
            let server = Map::default().text("url", &server).guessed("the page's request");
            document = document.with("servers", Node::List(vec![Node::Map(server)]));
        } else {
            open.push(
                "`servers`: list the base URLs, unless every customer has one of their own"
                    .to_owned(),
            );
        }
        let schemes = credentials(operations, open);
        let security = Map::default().with("credentials", Node::List(Vec::new()));
        document = document.with("security", Node::List(vec![Node::Map(security)]));
        let mut schemas = Schemas::new(None);
        let mut paths: Vec<(String, Map)> = Vec::new();
        for operation in operations {
            let path = operation.path(None, open);
            let others = match operations.iter().any(|o| o.page.is_some()) {
                true => Others::Recorded,
                false => Others::None,
            };
            let member = operation.member(&path, None, others, &mut schemas);
            match paths.iter_mut().find(|(p, _)| *p == path) {
                Some((_, item)) => *item = std::mem::take(item).and(member),
                None => paths.push((path, member)),
            }
        }
        let paths =
            paths.into_iter().fold(Map::default(), |all, (path, item)| all.map(&path, item));
        let components = Map::default()
            .map("securitySchemes", Map::default().map("credentials", schemes))
            .map("schemas", schemas.into_map());
        let document = document.map("paths", paths).map("components", components);
        format!("{HEAD}{}", document.write(0))
    }

    /// The path template, in the words of the document that it is added to; if no page shows one, a path that is refused until
    /// a person has written it.
    fn path(&self, existing: Option<&Document>, open: &mut Vec<String>) -> String {
        let Some(request @ Request { server, .. }) = self.line() else {
            open.push(format!(
                "`{}`: write the path of the request, and its parameters; no page shows it",
                self.id
            ));
            return format!("/{{path of {}}}", self.id);
        };
        // A parameter that the page writes like any other segment: `/contacts/CONTACT_ID`.
        let path = request.template(|segment| {
            let path = format!("path:{segment}");
            self.facts().is_some_and(|f| f.fields.contains_key(&path))
        });
        let Some(document) = existing else {
            return path;
        };
        let full = format!("{}{path}", server.clone().unwrap_or_default());
        let bases = document.servers.iter().map(|s| s.url.as_str());
        let stripped = bases
            .clone()
            .find_map(|base| full.strip_prefix(base).filter(|rest| rest.starts_with('/')));
        if let (Some(server), None) = (server, stripped)
            && !document.servers.is_empty()
        {
            open.push(format!(
                "`{}`: its page has the server {server}, which `servers` does not list",
                self.id
            ));
        }
        let path = stripped.unwrap_or(&path);
        // Templates that differ in names only are the same path.
        let same =
            document.operations.iter().find(|o| nameless(&o.path.to_string()) == nameless(path));
        same.map_or_else(|| path.to_owned(), |o| o.path.to_string())
    }

    /// The operation below its method.
    fn member(
        &self,
        path: &str,
        existing: Option<&Document>,
        others: Others,
        schemas: &mut Schemas<'_>,
    ) -> Map {
        let mut operation = Map::default().text("operationId", &self.id);
        if self.named_by_page {
            operation = operation.guessed("the request");
        }
        if self.page.is_none() && others == Others::Recorded {
            operation = operation.text("x-undocumented", "only samples show it");
        }
        let parameters: Vec<Node> =
            self.parameters(path, existing).into_iter().map(Node::Map).collect();
        if !parameters.is_empty() {
            operation = operation.with("parameters", Node::List(parameters));
        }
        let (method, guess) = self.method();
        let mut schema =
            |prefix: &'static str, name: &dyn Fn(&mut Schemas<'_>, &Body<'_>) -> Map| {
                let received = self.received(prefix);
                let shape = self.shape(prefix)?;
                let body =
                    Body { shape: &shape, facts: self.facts(), prefix, root: received.root() };
                Some(received.content(&name(schemas, &body)))
            };
        let name = names::type_name(&self.id);
        if let Some(content) = schema("body:", &|s, b| s.named(b, &format!("{name}Request"))) {
            let body = Map::default().with("required", Node::True).guessed("there being one");
            operation = operation.map("requestBody", body.map("content", content));
        }
        let noun = self.id.split_once('_').map_or("", |(_, noun)| noun);
        let content = schema("", &|s, b| s.response(b, noun));
        let (status, from) = self.success(method, content.is_some());
        let mut success = Map::default().text("description", "Success.");
        success = match content {
            Some(content) => success.map("content", content),
            None => success.commented("no sample shows a body"),
        };
        let mut responses = Map::default().map(&status, success);
        if let Some(from) = from {
            responses = responses.guessed(from);
        }
        let content = schema("error:", &|s, b| s.named(b, "ErrorResponse"));
        let unknown = (self.errors.is_empty() && content.is_some()).then(|| "4XX".to_owned());
        for status in self.errors.iter().map(u16::to_string).chain(unknown) {
            let failure = Map::default().text("description", "Failure.");
            let failure = content
                .iter()
                .fold(failure, |failure, content| failure.map("content", content.clone()));
            responses = responses.map(&status, failure);
        }
        if let (None, Some(error)) = (content, existing.and_then(common_error)) {
            let reference =
                Map::default().with("$ref", Node::Quoted(format!("#/components/schemas/{error}")));
            let content =
                Map::default().map("application/json", Map::default().map("schema", reference));
            for range in ["4XX", "5XX"] {
                let failure =
                    Map::default().text("description", "Failure.").map("content", content.clone());
                responses = responses.map(range, failure).guessed("the other operations");
            }
        }
        let key = method.as_str().to_lowercase();
        let member = Map::default().map(&key, operation.map("responses", responses));
        guess.map_or(member.clone(), |from| member.guessed(from))
    }

    /// The success status, and what it was guessed from.
    fn success(&self, method: Method, has_body: bool) -> (String, Option<&'static str>) {
        match (self.status, method, has_body) {
            (Some(status), ..) => (status.to_string(), None),
            (None, _, false) => ("204".to_owned(), Some("the samples, which have no response")),
            (None, Method::Post, true) => ("201".to_owned(), Some("the method")),
            (None, _, true) => ("200".to_owned(), Some("the method")),
        }
    }

    fn parameters(&self, path: &str, existing: Option<&Document>) -> Vec<Map> {
        let mut names: Vec<(Location, String)> = Vec::new();
        let in_path = path.split('{').skip(1).filter_map(|part| part.split_once('}'));
        // A path that nobody knows has no parameters.
        names.extend(
            in_path
                .filter(|(name, _)| !name.contains(' '))
                .map(|(name, _)| (Location::Path, name.to_owned())),
        );
        for place in self.page.into_iter().flat_map(|p| &p.order) {
            let (location, name) = match place.split_once(':') {
                Some(("query", name)) => (Location::Query, name),
                Some(("header", name)) if !is_written_by_client(name) => (Location::Header, name),
                _ => continue,
            };
            let name = serde_json::from_str(name).unwrap_or_else(|_| name.to_owned());
            let is_credential = credential_in(place).is_some();
            if !is_credential && !name.contains(['.', '[']) {
                names.push((location, name));
            }
        }
        names.iter().map(|(location, name)| self.parameter(*location, name, existing)).collect()
    }

    fn parameter(&self, location: Location, name: &str, existing: Option<&Document>) -> Map {
        let prefix = match location {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
        };
        let path = format!("{prefix}:{}", inventory::segment(name));
        let field = self.facts().and_then(|f| f.fields.get(&path));
        let seen = field.and_then(|f| f.seen.values().next());
        let values: Vec<Node> =
            field.iter().flat_map(|f| &f.values).map(|v| Node::Quoted(v.clone())).collect();
        let documented =
            seen.map(|s| schemas::documented_schema(&meaning(&s.r#type))).unwrap_or_default();
        let known = existing.and_then(|d| {
            let mut others = d.operations.iter().flat_map(|o| &o.parameters);
            let same = others.find(|p| p.name == name && p.location == location)?;
            let uuid = same.schema == Schema::Scalar(Scalar::Uuid);
            let schema =
                if uuid { schemas::string().text("format", "uuid") } else { schemas::string() };
            Some(schema.guessed("the parameter of this name in another operation"))
        });
        let schema = match (values.is_empty(), documented.is_empty()) {
            (false, _) => schemas::string()
                .with("enum", Node::List(values))
                .guessed("the page, which may know more values"),
            (true, false) => documented,
            (true, true) => known.unwrap_or_else(|| {
                schemas::string().guessed("its place, since no page gives a type")
            }),
        };
        let mut parameter = Map::default().text("name", name).text("in", prefix);
        if location == Location::Path || seen.is_some_and(|s| s.required == Some(true)) {
            parameter = parameter.with("required", Node::True);
        }
        if seen.is_some_and(|s| s.deprecated) {
            parameter = parameter.with("deprecated", Node::True);
        }
        if self.page.is_some() && field.is_none() {
            parameter = parameter.text("x-undocumented", "only the path shows it");
        }
        parameter.map("schema", schemas::limited(schema, seen))
    }
}

/// A path without the names in it.
fn nameless(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + "{" + part.split_once('}').map_or(part, |(_, rest)| rest))
}

fn is_written_by_client(header: &str) -> bool {
    ["Accept", "Authorization", "Content-Length", "Content-Type", "Host", "User-Agent"]
        .iter()
        .any(|name| header.eq_ignore_ascii_case(name))
}

/// The header or query parameter of an API key that a page's field looks like.
fn credential_in(place: &str) -> Option<(&str, &str)> {
    let (location @ ("header" | "query"), name) = place.split_once(':')? else {
        return None;
    };
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let is_key = ["apikey", "apitoken", "accesstoken", "authtoken", "accounttoken"]
        .iter()
        .any(|w| plain.ends_with(w));
    (is_key || plain == "token").then_some((location, name))
}

/// The security scheme, from what the pages have among the parameters; else one that is refused until a person has written it.
fn credentials(operations: &[Operation<'_>], open: &mut Vec<String>) -> Map {
    let fields = || operations.iter().filter_map(Operation::facts).flat_map(|f| f.fields.keys());
    if let Some((location, name)) = fields().find_map(|path| credential_in(path)) {
        let scheme = Map::default().text("type", "apiKey").text("in", location).text("name", name);
        return scheme.guessed("the page's parameters");
    }
    if fields().any(|path| path.eq_ignore_ascii_case("header:Authorization")) {
        return Map::default()
            .text("type", "http")
            .text("scheme", "bearer")
            .guessed("the page's header Authorization");
    }
    open.push("`securitySchemes`: write how calls authenticate, or remove it and `security` if they do not".to_owned());
    Map::default().text("type", "http").text("scheme", "")
}

/// The error type that most operations of a document have.
fn common_error(document: &Document) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let bodies =
        document.operations.iter().flat_map(|o| o.failures()).filter_map(|r| r.body.as_ref());
    for name in bodies.filter_map(|b| match &b.schema {
        Schema::Named(name) => Some(name),
        _ => None,
    }) {
        *counts.entry(name).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name.to_owned())
}

/// The text of an existing document with the operations added.
fn extended(
    text: &str,
    spec: &Spec,
    operations: &[Operation<'_>],
    open: &mut Vec<String>,
) -> Result<String, String> {
    let document = &spec.document;
    let file = spec.file();
    let (root, mistakes) = reader::read(text);
    let root = root.filter(|_| mistakes.is_empty()).ok_or_else(|| {
        format!("{file}: correct it first; `cargo xtask regen` says what is wrong")
    })?;
    let mut schemas = Schemas::new(Some(document));
    let mut additions = Additions::default();
    let mut paths: Vec<(String, Map)> = Vec::new();
    for operation in operations {
        let path = operation.path(Some(document), open);
        let (method, _) = operation.method();
        let taken = |o: &&xtask::spec::Operation| o.path.to_string() == path && o.method == method;
        if let Some(other) = document.operations.iter().find(taken) {
            return Err(format!(
                "`{}` has the request of `{}`, {} {path}; edit that one",
                operation.id,
                other.id,
                method.as_str()
            ));
        }
        let recorded = !spec.inventory.is_empty() || operations.iter().any(|o| o.page.is_some());
        let others = match recorded {
            true => Others::Recorded,
            false => Others::None,
        };
        let member = operation.member(&path, Some(document), others, &mut schemas);
        match paths.iter_mut().find(|(p, _)| *p == path) {
            Some((_, item)) => *item = std::mem::take(item).and(member),
            None => paths.push((path, member)),
        }
    }
    let mut add = |path: &[&str], members: Map| {
        let added = additions.add(text, &root, path, members);
        added.map_err(|message| format!("{file}: {message}"))
    };
    let mut new = Map::default();
    for (path, item) in paths {
        match document.operations.iter().any(|o| o.path.to_string() == path) {
            true => add(&["paths", &path], item)?,
            false => new = new.map(&path, item),
        }
    }
    if !new.is_empty() {
        add(&["paths"], new)?;
    }
    let schemas = schemas.into_map();
    if !schemas.is_empty() {
        add(&["components", "schemas"], schemas)?;
    }
    Ok(additions.apply(text))
}

/// The first lines of a document.
const HEAD: &str = "\
# A first version by `cargo xtask new`. What is empty is for a person to write; `cargo xtask regen` says what that is.
# A comment says what a type or a status is guessed from: check it against what else is known, then remove the comment.
";
