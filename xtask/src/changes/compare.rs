//! Compares two documents of a provider by what they mean: operations, credentials and servers here, types in `types`.

use std::collections::BTreeSet;

use super::rules::{self, Rule};
use super::types;
use crate::spec::{
    Document, Header, Link, Location, MediaType, Operation, Pages, Parameter, Path, RequestBody,
    Requirement, Response, ResponseBody, Schema, Scheme, SchemeKind, Segment,
};

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its kind.
    pub rule: Rule,
    /// What changed: `+ AutoTopUp.limit: Option<Decimal>`.
    pub what: String,
}

/// The differences between two documents of a provider, the gravest first.
pub fn documents(
    provider: &str,
    before: Option<&Document>,
    after: Option<&Document>,
) -> Vec<Change> {
    let mut found = Found::default();
    match (before, after) {
        (Some(before), Some(after)) => both(before, after, &mut found),
        (None, Some(_)) => found.add(rules::PROVIDER_ADDED, format!("+ {provider}")),
        (Some(_), None) => found.add(rules::PROVIDER_REMOVED, format!("- {provider}")),
        (None, None) => {}
    }
    let mut changes = found.changes;
    changes.sort_by_key(|c| std::cmp::Reverse(c.rule.class));
    changes
}

#[derive(Default)]
pub struct Found {
    changes: Vec<Change>,
    texts: usize,
}

impl Found {
    pub fn add(&mut self, rule: Rule, what: String) {
        self.changes.push(Change { rule, what });
    }

    /// Adds a change if two values differ.
    pub fn differ<T: PartialEq>(
        &mut self,
        rule: Rule,
        before: T,
        after: T,
        what: impl FnOnce() -> String,
    ) {
        if before != after {
            self.add(rule, what());
        }
    }

    /// Adds a change from one thing to another, as `show` shows them, if they differ.
    pub fn became<T: PartialEq>(
        &mut self,
        rule: Rule,
        place: &str,
        (before, after): (T, T),
        show: impl Fn(&T) -> String,
    ) {
        if before != after {
            let (before, after) = (show(&before), show(&after));
            self.add(rule, format!("~ {place}: {before} → {after}"));
        }
    }

    /// Adds what only one of two lists has; `show` gives the rules for what is gone and for what is new, and the text.
    pub fn only<T>(&mut self, pairs: &Pairs<'_, T>, show: impl Fn(&T) -> ([Rule; 2], String)) {
        for (list, side, sign) in [(&pairs.removed, 0, '-'), (&pairs.added, 1, '+')] {
            for item in list {
                let (rules, what) = show(item);
                self.add(rules[side], format!("{sign} {what}"));
            }
        }
    }

    /// Counts a text that differs.
    pub fn text<T: PartialEq>(&mut self, before: T, after: T) {
        self.texts += usize::from(before != after);
    }
}

/// Adds a change that no rule describes, if two values differ in more than these fields, which are compared one by one.
macro_rules! rest {
    ($found:ident, $old:ident, $new:ident, $type:ident [$($field:ident)*], $($what:tt)+) => {
        #[allow(clippy::needless_update, reason = "a field that comes later is compared")]
        let rest = $type { $($field: $new.$field.clone(),)* ..$old.clone() };
        $found.differ(rules::OTHER, &rest, $new, || format!($($what)+));
    };
}

pub(super) use rest;

/// The items of two lists that have the same key, and those that only one of them has.
pub struct Pairs<'a, T> {
    pub removed: Vec<&'a T>,
    pub both: Vec<(&'a T, &'a T)>,
    pub added: Vec<&'a T>,
    /// Whether those in both stand in another order.
    pub moved: Moved,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    Yes,
    No,
}

pub fn pairs<'a, T, K: PartialEq>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&'a T) -> K,
) -> Pairs<'a, T> {
    let find = |list: &'a [T], item: &'a T| list.iter().find(|other| key(other) == key(item));
    let both: Vec<(&T, &T)> = old.iter().filter_map(|o| Some((o, find(new, o)?))).collect();
    let in_new: Vec<K> = new.iter().filter(|n| find(old, n).is_some()).map(&key).collect();
    let in_old: Vec<K> = both.iter().map(|(o, _)| key(o)).collect();
    Pairs {
        removed: old.iter().filter(|o| find(new, o).is_none()).collect(),
        added: new.iter().filter(|n| find(old, n).is_none()).collect(),
        moved: if in_old == in_new { Moved::No } else { Moved::Yes },
        both,
    }
}

fn both(before: &Document, after: &Document, found: &mut Found) {
    let before = &types::renamed(before, after, found);
    let operations = pairs(&before.operations, &after.operations, |o| o.id.as_str());
    let sides = [rules::OPERATION_REMOVED, rules::OPERATION_ADDED];
    found.only(&operations, |o| (sides, format!("{}()", o.id)));
    for (old, new) in operations.both {
        operation(before, after, (old, new), found);
    }
    security(before, after, found);
    servers(before, after, found);
    types::types(before, after, found);
    found.text(&before.title, &after.title);
    found.text(&before.version, &after.version);
    found.text(&before.description, &after.description);
    found.text(before.examples, after.examples);
    found.text(&before.keywords, &after.keywords);
    link(before.page.as_ref(), after.page.as_ref(), found);
    rest!(found, before, after, Document[title version description page servers schemes security operations types examples keywords], "~ the document");
    if found.texts > 0 {
        let noun = if found.texts == 1 { "text" } else { "texts" };
        found.add(rules::TEXTS, format!("~ {} {noun}", found.texts));
    }
}

fn link(old: Option<&Link>, new: Option<&Link>, found: &mut Found) {
    found.text(old.map(|l| &l.url), new.map(|l| &l.url));
    found.text(old.map(|l| &l.description), new.map(|l| &l.description));
}

fn operation(
    before: &Document,
    after: &Document,
    (old, new): (&Operation, &Operation),
    found: &mut Found,
) {
    let id = &new.id;
    let request = |o: &Operation| format!("{} {}", o.method.as_str(), o.path);
    found.differ(
        rules::REQUEST_CHANGED,
        (old.method, nameless(&old.path)),
        (new.method, nameless(&new.path)),
        || format!("~ {id}(): {} → {}", request(old), request(new)),
    );
    parameters(old, new, found);
    constants(old, new, found);
    body(id, old.body.as_ref(), new.body.as_ref(), found);
    responses(old, new, found);
    operation_security((before, old), (after, new), found);
    pages((before, old), (after, new), found);
    found.became(
        rules::IDEMPOTENCY_CHANGED,
        &format!("{id}()"),
        (&old.idempotency_key, &new.idempotency_key),
        |key| key.as_deref().unwrap_or("no key").to_owned(),
    );
    found.differ(rules::DEPRECATED, old.deprecated, new.deprecated, || format!("~ {id}()"));
    found.text(&old.summary, &new.summary);
    found.text(&old.undocumented, &new.undocumented);
    found.text(&old.description, &new.description);
    link(old.page.as_ref(), new.page.as_ref(), found);
    rest!(found, old, new, Operation[at method path summary undocumented description deprecated page parameters constants body responses security pages idempotency_key], "~ {id}()");
}

/// A path without the names of its parameters, which are the method's business and not the request's.
fn nameless(path: &Path) -> Vec<Option<&str>> {
    let segments = path.segments.iter();
    segments
        .map(|segment| match segment {
            Segment::Literal(text) => Some(text.as_str()),
            Segment::Parameter(_) => None,
        })
        .collect()
}

fn parameters(old: &Operation, new: &Operation, found: &mut Found) {
    let id = &new.id;
    let before = renamed(old, new, found);
    // A parameter that moves from the query into a header is the same argument.
    let pairs = pairs(&before.parameters, &new.parameters, |p| p.name.as_str());
    found.only(&pairs, |parameter| {
        let added = match (parameter.required, before.parameters.iter().all(|p| p.required)) {
            (true, _) => rules::REQUIRED_PARAMETER_ADDED,
            (false, true) => rules::FIRST_OPTION_ADDED,
            (false, false) => rules::OPTIONAL_PARAMETER_ADDED,
        };
        ([rules::PARAMETER_REMOVED, added], format!("{id}({})", argument(parameter)))
    });
    for &(was, is) in &pairs.both {
        parameter(id, was, is, found);
    }
    // The required ones that are in both, in the order of the method's arguments.
    let kept = pairs.both.iter().filter(|(was, is)| was.required && is.required);
    let kept: Vec<&String> = kept.map(|(_, is)| &is.name).collect();
    let arguments = |o: &Operation| {
        let names = o.required().into_iter().map(|p| &p.name).filter(|name| kept.contains(name));
        names.cloned().collect::<Vec<_>>().join(", ")
    };
    let (was, is) = (arguments(&before), arguments(new));
    if was != is {
        found.add(rules::PARAMETERS_MOVED, format!("~ {id}({was} → {is})"));
    } else if pairs.moved == Moved::Yes {
        found.add(rules::ORDER_CHANGED, format!("~ {id}()"));
    }
}

fn parameter(id: &str, was: &Parameter, is: &Parameter, found: &mut Found) {
    let name = &is.name;
    if (was.required, &was.schema) != (is.required, &is.schema) {
        found
            .add(rules::PARAMETER_CHANGED, format!("~ {id}({} → {})", argument(was), argument(is)));
    }
    let place = format!("{id}({name})");
    let lower = |value: &dyn std::fmt::Debug| format!("{value:?}").to_lowercase();
    let locations = (was.location, is.location);
    found.became(rules::PARAMETER_SENT, &place, locations, |l| lower(l));
    if was.location == is.location {
        let styles = (was.style, is.style);
        found.became(rules::PARAMETER_SENT, &place, styles, |s| lower(s));
    }
    // An argument has no name for its callers, a setter has.
    if !is.required && was.rust != is.rust {
        found.add(rules::RUST_NAME_CHANGED, format!("~ {id}({} → {})", was.rust, is.rust));
    }
    found.differ(rules::DEPRECATED, was.deprecated, is.deprecated, || format!("~ {id}({name})"));
    found.text(&was.description, &is.description);
    types::marks(&was.marks, &is.marks, found);
    rest!(found, was, is, Parameter[rust location required schema style description deprecated marks], "~ {id}({name})");
}

/// The old operation with those required parameters renamed that have another name now: arguments go by their position.
fn renamed(old: &Operation, new: &Operation, found: &mut Found) -> Operation {
    let mut before = old.clone();
    let is_new =
        |p: &Parameter, other: &Operation| other.parameters.iter().all(|q| q.name != p.name);
    for (from, to) in old.required().into_iter().zip(new.required()) {
        let same = (from.location, &from.schema) == (to.location, &to.schema);
        if !same || !is_new(from, new) || !is_new(to, old) {
            continue;
        }
        let rule = match from.location {
            Location::Path => rules::PATH_PARAMETER_RENAMED,
            _ => rules::PARAMETER_RENAMED,
        };
        found.add(rule, format!("~ {}({} → {})", new.id, from.name, to.name));
        for parameter in &mut before.parameters {
            if (parameter.location, &parameter.name) == (from.location, &from.name) {
                (parameter.name, parameter.rust) = (to.name.clone(), to.rust.clone());
            }
        }
        for segment in &mut before.path.segments {
            if from.location == Location::Path && *segment == Segment::Parameter(from.name.clone())
            {
                *segment = Segment::Parameter(to.name.clone());
            }
        }
    }
    before
}

/// A parameter with its type and its place.
fn argument(parameter: &Parameter) -> String {
    let r#type = types::field_type(&parameter.schema, parameter.required);
    let location = format!("{:?}", parameter.location).to_lowercase();
    format!("{}: {type} in {location}", parameter.name)
}

fn constants(old: &Operation, new: &Operation, found: &mut Found) {
    let names: BTreeSet<&String> =
        old.constants.iter().chain(&new.constants).map(|(name, _)| name).collect();
    for name in names {
        let value = |o: &Operation| {
            let found = o.constants.iter().find(|(n, _)| n == name);
            found.map_or("nothing", |(_, value)| value).to_owned()
        };
        let place = format!("{}() {name}", new.id);
        let values = (value(old), value(new));
        found.became(rules::CONSTANT_CHANGED, &place, values, String::clone);
    }
}

fn body(id: &str, old: Option<&RequestBody>, new: Option<&RequestBody>, found: &mut Found) {
    let alone = |b: &RequestBody| format!("{id}(body: {})", types::rust(&b.schema));
    let (old, new) = match (old, new) {
        (None, None) => return,
        (Some(old), None) => return found.add(rules::BODY_REMOVED, format!("- {}", alone(old))),
        (None, Some(new)) => return found.add(rules::BODY_ADDED, format!("+ {}", alone(new))),
        (Some(old), Some(new)) => (old, new),
    };
    let shown = |b: &RequestBody| types::field_type(&b.schema, b.required);
    let types = ((&old.schema, old.required), (&new.schema, new.required));
    found.differ(rules::BODY_CHANGED, types.0, types.1, || {
        format!("~ {id}(body: {} → {})", shown(old), shown(new))
    });
    let media_types = (&old.media_types, &new.media_types);
    found.became(rules::BODY_FORMAT_CHANGED, &format!("{id}()"), media_types, |types| {
        list(types, |m| m.name.clone())
    });
    found.text(&old.description, &new.description);
    rest!(found, old, new, RequestBody[description required media_types schema], "~ {id}(body)");
}

/// The types of some responses, each once; a response without a body has none.
fn bodies<'a>(responses: impl Iterator<Item = &'a Response>) -> Vec<Option<&'a Schema>> {
    let mut all = Vec::new();
    for schema in responses.map(|r| r.body.as_ref().map(|b| &b.schema)) {
        if !all.contains(&schema) {
            all.push(schema);
        }
    }
    all
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kinds {
    /// The method has the same type.
    Alike,
    Differ,
}

/// Compares the types of some responses. Several are the variants of one enum.
fn kinds(place: &str, was: &[Option<&Schema>], is: &[Option<&Schema>], found: &mut Found) -> Kinds {
    let pairs = pairs(was, is, |kind| *kind);
    let several = |kinds: &[Option<&Schema>]| kinds.iter().flatten().count() > 1;
    let is_alike = pairs.removed.is_empty() && pairs.added.is_empty();
    let is_enum = several(was) && several(is);
    if !is_alike && !is_enum {
        return Kinds::Differ;
    }
    let sides = [rules::RESPONSE_KIND_REMOVED, rules::RESPONSE_KIND_ADDED];
    found.only(&pairs, |kind| {
        (sides, format!("{place} {}", kind.map_or_else(|| "()".to_owned(), types::rust)))
    });
    if pairs.moved == Moved::Yes {
        found.add(rules::ORDER_CHANGED, format!("~ {place}"));
    }
    Kinds::Alike
}

fn responses(old: &Operation, new: &Operation, found: &mut Found) {
    let id = &new.id;
    let shown = |types: &[Option<&Schema>]| match types {
        [] => "nothing".to_owned(),
        types => list(types, |t| t.map_or_else(|| "()".to_owned(), types::rust)),
    };
    let (was, is) = (bodies(old.successes()), bodies(new.successes()));
    let same_success = kinds(&format!("{id}() ->"), &was, &is, found) == Kinds::Alike;
    if !same_success {
        let what = format!("~ {id}() -> {} → {}", shown(&was), shown(&is));
        found.add(rules::RESPONSE_CHANGED, what);
    }
    let errors = |o| {
        let mut types = bodies(Operation::failures(o));
        types.retain(Option::is_some);
        types
    };
    let (was, is) = (errors(old), errors(new));
    let same_error = kinds(&format!("{id}() fails with"), &was, &is, found) == Kinds::Alike;
    if was.is_empty() && !same_error {
        found.add(rules::ERROR_ADDED, format!("+ {id}() fails with {}", shown(&is)));
    } else if !same_error {
        found.add(
            rules::ERROR_CHANGED,
            format!("~ {id}() fails with {} → {}", shown(&was), shown(&is)),
        );
    }
    let pairs = pairs(&old.responses, &new.responses, |r| r.status);
    for (responses, sign, rule) in
        [(&pairs.removed, '-', rules::STATUS_REMOVED), (&pairs.added, '+', rules::STATUS_ADDED)]
    {
        for response in responses {
            let status = response.status;
            let (rule, known) = match (status.is_success(), &response.body) {
                (true, _) => (rule, same_success),
                (false, Some(_)) => (rule, same_error),
                (false, None) => (rules::EMPTY_ERROR_CHANGED, true),
            };
            if known {
                found.add(rule, format!("{sign} {id}() {}", status));
            }
        }
    }
    for (was, is) in pairs.both {
        response(id, (was, is), found);
    }
    headers(old, new, found);
}

fn response(id: &str, (was, is): (&Response, &Response), found: &mut Found) {
    let place = format!("{id}() {}", is.status);
    media_types(&place, was.body.as_ref(), is.body.as_ref(), found);
    found.differ(rules::ERROR_WHEN_CHANGED, &was.error_when, &is.error_when, || {
        format!("~ {place} x-error-when")
    });
    found.text(&was.description, &is.description);
    rest!(found, was, is, Response[description body headers error_when], "~ {place}");
}

/// The response headers of an operation, whichever response has them: they are the fields of one struct.
fn headers(old: &Operation, new: &Operation, found: &mut Found) {
    let id = &new.id;
    let (was, is) = (old.headers(), new.headers());
    let headers = pairs(&was, &is, |h| h.name.to_ascii_lowercase());
    let sides = [rules::HEADER_CHANGED, rules::HEADER_ADDED];
    found.only(&headers, |h| (sides, format!("{id}() {}", h.name)));
    let waits =
        [&was, &is].map(|headers| headers.iter().copied().filter(|h| h.wait).collect::<Vec<_>>());
    let waits = pairs(&waits[0], &waits[1], |h| h.name.to_ascii_lowercase());
    found.only(&waits, |h| ([rules::WAIT_CHANGED; 2], format!("{id}() waits by {}", h.name)));
    for (&was, &is) in headers.both {
        let place = format!("{id}() {}", is.name);
        found.became(rules::HEADER_CHANGED, &place, (&was.schema, &is.schema), |s| types::rust(s));
        found.became(rules::RUST_NAME_CHANGED, &place, (&was.rust, &is.rust), |n| n.to_string());
        found.differ(rules::DEPRECATED, was.deprecated, is.deprecated, || format!("~ {place}"));
        found.text((&was.description, &was.example), (&is.description, &is.example));
        types::marks(&was.marks, &is.marks, found);
        rest!(found, was, is, Header[name rust description deprecated schema example wait marks], "~ {place}");
    }
}

fn media_types(
    place: &str,
    was: Option<&ResponseBody>,
    is: Option<&ResponseBody>,
    found: &mut Found,
) {
    // A body that came or went changed the type of the response, or its status' meaning.
    let (Some(was), Some(is)) = (was, is) else {
        return;
    };
    let pairs = pairs(&was.media_types, &is.media_types, |m| &m.name);
    let sides = [rules::MEDIA_TYPE_REMOVED, rules::MEDIA_TYPE_ADDED];
    found.only(&pairs, |m| (sides, format!("{place} {}", m.name)));
    if pairs.moved == Moved::Yes {
        let names = |types: &[MediaType]| list(types, |m| m.name.clone());
        let (was, is) = (names(&was.media_types), names(&is.media_types));
        found.add(rules::MEDIA_TYPES_MOVED, format!("~ {place}: {was} → {is}"));
    }
}

fn pages(
    (before, old): (&Document, &Operation),
    (after, new): (&Document, &Operation),
    found: &mut Found,
) {
    let id = &new.id;
    let items = |document: &Document, operation: &Operation, pages: &Pages| {
        let body = operation.successes().find_map(|r| r.body.as_ref())?;
        let list = document.at_pointer(&body.schema, &pages.items)?;
        match document.resolve(list) {
            Schema::List(items) => Some(types::rust(items)),
            _ => None,
        }
    };
    match (&old.pages, &new.pages) {
        (None, Some(_)) => found.add(rules::PAGES_ADDED, format!("+ {id}() pages")),
        (Some(_), None) => found.add(rules::PAGES_REMOVED, format!("- {id}() pages")),
        (Some(was), Some(is)) => {
            let (from, to) = (items(before, old, was), items(after, new, is));
            if from != to {
                let shown = |items: Option<String>| items.unwrap_or_else(|| "nothing".to_owned());
                let what = format!("~ {id}() pages: {} → {}", shown(from), shown(to));
                found.add(rules::ITEMS_CHANGED, what);
            } else if was != is {
                found.add(rules::PAGES_CHANGED, format!("~ {id}() pages"));
            }
        }
        (None, None) => {}
    }
}

/// What a user knows a scheme by: its kind, and the name of a key.
fn marker(scheme: &Scheme) -> String {
    match &scheme.kind {
        SchemeKind::Basic { .. } => "basic".to_owned(),
        SchemeKind::Bearer => "token".to_owned(),
        SchemeKind::ApiKey { name, .. } => format!("api key {name}"),
        SchemeKind::ClientCredentials(_) => "client credentials".to_owned(),
        SchemeKind::Login(_) => "login".to_owned(),
    }
}

/// The schemes of a document, where the only API key has no name: so that it can get another one.
fn markers(document: &Document) -> Vec<(String, &Scheme)> {
    let keys =
        document.schemes.iter().filter(|s| matches!(s.kind, SchemeKind::ApiKey { .. })).count();
    let marker = |scheme: &Scheme| match scheme.kind {
        SchemeKind::ApiKey { .. } if keys == 1 => "api key".to_owned(),
        _ => marker(scheme),
    };
    document.schemes.iter().map(|s| (marker(s), s)).collect()
}

/// Ways to authenticate, by what a user knows them by. Where no credentials are taken, an empty one is the only way.
fn ways(document: &Document, security: &[Requirement]) -> Vec<Requirement> {
    let markers = markers(document);
    let named = |name: &String| {
        let found = markers.iter().find(|(_, s)| s.name == *name);
        found.map_or_else(|| name.clone(), |(marker, _)| marker.clone())
    };
    match security.is_empty() {
        true => vec![Requirement::new()],
        false => security.iter().map(|way| way.iter().map(named).collect()).collect(),
    }
}

/// `client credentials, token + api key`
fn shown(ways: &[Requirement]) -> String {
    list(ways, |way| match way.as_slice() {
        [] => "none".to_owned(),
        schemes => schemes.join(" + "),
    })
}

fn security(before: &Document, after: &Document, found: &mut Found) {
    let (old, new) = (ways(before, &before.security), ways(after, &after.security));
    let ways = pairs(&old, &new, |way| way);
    let sides = [rules::SCHEME_REMOVED, rules::SCHEME_ADDED];
    found.only(&ways, |way| (sides, shown(std::slice::from_ref(way))));
    if ways.moved == Moved::Yes {
        found.add(rules::SCHEMES_MOVED, format!("~ {} → {}", shown(&old), shown(&new)));
    }
    let (old, new) = (markers(before), markers(after));
    for ((marker, was), (_, is)) in pairs(&old, &new, |(marker, _)| marker).both {
        let (from, to) = (was.kind.credentials(), is.kind.credentials());
        if from == to {
            let what = || format!("~ {marker}");
            found.differ(rules::AUTHENTICATION_CHANGED, &was.kind, &is.kind, what);
        }
        found.became(rules::CREDENTIALS_RENAMED, marker, (from, to), |names| names.join(", "));
    }
}

/// The credentials of an operation, where they are not those of the others.
fn operation_security(
    (before, old): (&Document, &Operation),
    (after, new): (&Document, &Operation),
    found: &mut Found,
) {
    let is_as_others = old.security == before.security && new.security == after.security;
    let (was, is) = (ways(before, &old.security), ways(after, &new.security));
    if is_as_others || was == is {
        return;
    }
    let taken: Vec<Requirement> = after.requirements().into_iter().cloned().collect();
    let taken = ways(after, &taken);
    let mut gone = was.iter().filter(|way| !is.contains(way));
    let fails = |way: &Requirement| {
        let is_open = is.iter().any(Vec::is_empty);
        !is_open || !way.is_empty() && !taken.contains(way)
    };
    let rule = match gone.any(fails) {
        true => rules::OPERATION_SECURITY_REMOVED,
        false => rules::OPERATION_SECURITY_CHANGED,
    };
    found.add(rule, format!("~ {}(): {} → {}", new.id, shown(&was), shown(&is)));
}

fn servers(before: &Document, after: &Document, found: &mut Found) {
    let first = |document: &Document| document.servers.first().map(|s| s.url.clone());
    let (was, is) = (first(before), first(after));
    if was != is && was.is_some() {
        let shown = |url: Option<String>| url.unwrap_or_else(|| "none".to_owned());
        let what = format!("~ {} → {}", shown(was), shown(is));
        found.add(rules::DEFAULT_SERVER_CHANGED, what);
    } else {
        let urls = |document: &Document| list(&document.servers, |s| s.url.clone());
        let both = (urls(before), urls(after));
        found.became(rules::SERVERS_CHANGED, "servers", both, String::clone);
    }
    for (old, new) in pairs(&before.servers, &after.servers, |s| &s.url).both {
        found.text(&old.description, &new.description);
    }
}

/// The items of a list, with commas.
fn list<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    items.iter().map(show).collect::<Vec<_>>().join(", ")
}
