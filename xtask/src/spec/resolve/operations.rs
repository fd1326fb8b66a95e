//! Operations and their parameters.

use super::super::document::{
    self, Located, OpenApi, Part, PathItem, Referable, Schema as Written, Style as Word,
};
use super::super::{
    At, End, Location, Method, Next, Operation, Pages, Parameter, Path, Requirement, Scalar, Schema,
};
use super::super::{Segment, Style, names};
use super::schemas::rust_name;
use super::{Resolver, refuse, texts};

/// What a parameter is for a client.
#[derive(Clone)]
pub(super) enum ParameterKind {
    Parameter(Parameter),
    /// A header with a single documented value: its name, its value.
    Constant(String, String),
}

impl<'d> Resolver<'d, '_> {
    /// The operations, in the order of the file.
    pub(super) fn operations(
        &mut self,
        open_api: &'d OpenApi,
        security: &[Requirement],
    ) -> Vec<Operation> {
        let mut written = Vec::new();
        for (path, item) in open_api.paths.value.iter().flat_map(|paths| paths.iter()) {
            let methods = [
                (Method::Get, &item.get),
                (Method::Head, &item.head),
                (Method::Post, &item.post),
                (Method::Put, &item.put),
                (Method::Patch, &item.patch),
                (Method::Delete, &item.delete),
            ];
            let parts = methods.into_iter().filter_map(|(m, o)| Some((m, o.as_ref()?)));
            written.extend(parts.map(|(method, operation)| (path, item, method, operation)));
        }
        written.sort_by_key(|(_, _, _, part)| (part.at.line, part.at.column));
        written
            .into_iter()
            .filter_map(|(path, item, method, part)| {
                Some(self.operation(path, item, method, part.value.as_ref()?, security))
            })
            .collect()
    }

    fn operation(
        &mut self,
        path: &'d Located<String>,
        item: &'d PathItem,
        method: Method,
        written: &'d document::Operation,
        security: &[Requirement],
    ) -> Operation {
        let id = &written.operation_id;
        let name = names::type_name(&id.value);
        if written.summary.is_none() && written.description.is_none() {
            self.report.undescribed.push(id.at);
        }
        let servers = [&item.servers, &written.servers].into_iter().flatten();
        for server in servers.filter_map(|part| part.value.as_ref()).flatten() {
            let url = |part: &Part<document::Server>| Some(part.value.as_ref()?.url.value.clone());
            let known = self.servers.iter().filter_map(|part| part.value.as_ref()).flatten();
            refuse! { self.report,
                !known.into_iter().any(|known| url(known) == url(server)) => server.at, "the servers are the same for all operations; list them at the top of the document";
            }
        }
        let mut operation = Operation {
            at: id.at,
            id: names::field(&id.value),
            method,
            path: self.path(path),
            summary: texts::sentence(written.summary.as_ref()),
            description: texts::sentence(written.description.as_ref()),
            deprecated: written.deprecated,
            page: written.external_docs.as_ref().and_then(super::link),
            parameters: Vec::new(),
            constants: Vec::new(),
            body: written.request_body.as_ref().and_then(|body| self.body(body, &name)),
            responses: self.responses(&written.responses, &name),
            security: match &written.security {
                Some(own) => self.requirements(own),
                None => security.to_vec(),
            },
            pages: written.x_pages.as_ref().and_then(|pages| self.pages(pages)),
            idempotency_key: written.x_idempotency_key.as_ref().map(|key| key.value.clone()),
            undocumented: written.x_undocumented.as_ref().map(texts::mark),
        };
        self.parameters(item, written, &name, &mut operation);
        operation
    }

    /// The parameters of an operation, those of its path first; its own replace them.
    fn parameters(
        &mut self,
        item: &'d PathItem,
        written: &'d document::Operation,
        name: &str,
        operation: &mut Operation,
    ) {
        let key = |kind: &ParameterKind| match kind {
            ParameterKind::Parameter(p) => (p.location, p.name.clone()),
            ParameterKind::Constant(name, _) => (Location::Header, name.clone()),
        };
        let mut resolved =
            |parts: &'d [Part<Referable<document::Parameter>>]| -> Vec<ParameterKind> {
                parts.iter().filter_map(|part| self.parameter(part, name)).collect()
            };
        let of_path = resolved(&item.parameters);
        let own = resolved(&written.parameters);
        let replaced = |kind: &ParameterKind| own.iter().any(|o| key(o) == key(kind));
        let inherited: Vec<_> = of_path.into_iter().filter(|kind| !replaced(kind)).collect();
        for kind in inherited.into_iter().chain(own) {
            match kind {
                ParameterKind::Parameter(parameter) => operation.parameters.push(parameter),
                ParameterKind::Constant(name, value) => operation.constants.push((name, value)),
            }
        }
    }

    fn parameter(
        &mut self,
        part: &'d Part<Referable<document::Parameter>>,
        operation: &str,
    ) -> Option<ParameterKind> {
        let (at, written, shared) =
            self.referable(part, "parameters", &self.components.parameters)?;
        // A parameter that operations share names its types by itself.
        let type_name = match shared {
            Some(name) => names::type_name(name),
            None => names::type_name(&format!("{operation} {}", written.name.value)),
        };
        Some(match constant(written) {
            Some(value) => ParameterKind::Constant(written.name.value.clone(), value),
            None => ParameterKind::Parameter(self.argument(at, written, &type_name)),
        })
    }

    fn argument(&mut self, at: At, written: &'d document::Parameter, type_name: &str) -> Parameter {
        let part = self.schema_of(at, written);
        let of_schema = part.and_then(|part| part.value.as_ref());
        let schema = match part {
            // Whichever it is, it is text.
            Some(_) if of_schema.is_some_and(|schema| self.is_one_of_scalars(schema)) => {
                Schema::Scalar(Scalar::String)
            }
            // Nothing is sent for null.
            Some(part) => self.schema(part, type_name).non_null().clone(),
            None => Schema::Any,
        };
        if written.description.is_none() && of_schema.is_none_or(|s| s.description.is_none()) {
            self.report.undescribed.push(at);
        }
        let location = written.location.value;
        refuse! { self.report,
            location == Location::Path && !written.required => at, "a part of the path cannot be left out; write `required: true`";
        }
        let given = written.x_rust_name.as_ref().or(of_schema.and_then(|s| s.x_rust_name.as_ref()));
        Parameter {
            at,
            name: written.name.value.clone(),
            rust: rust_name(given, &written.name.value),
            location,
            required: written.required || location == Location::Path,
            style: self.style(written, location),
            schema,
            description: texts::description(
                written.description.as_ref(),
                of_schema,
                written.example.as_ref(),
            ),
            deprecated: written.deprecated || of_schema.is_some_and(|s| s.deprecated),
            marks: texts::marks(
                written.x_undocumented.as_ref(),
                written.x_differs.as_ref(),
                of_schema,
            ),
        }
    }

    /// The schema of a parameter, or of its `content`.
    fn schema_of(&mut self, at: At, written: &'d document::Parameter) -> Option<&'d Part<Written>> {
        let content = written.content.as_ref().and_then(|content| content.value.as_ref());
        let in_json = match content.map(|content| content.iter().collect::<Vec<_>>()) {
            Some(types) => match types[..] {
                [(key, media_type)] if key.value == "application/json" => {
                    media_type.schema.as_ref()
                }
                _ => None,
            },
            None => None,
        };
        refuse! { self.report,
            written.content.is_some() && (in_json.is_none() || written.location.value != Location::Query) => at, "`content`: a query parameter is written as its `schema` says, or in `application/json`; write one of them";
            written.content.is_some() == written.schema.is_some() => at, "a parameter has a `schema`, or `content` in its place; write its type: `schema: {{type: string}}`";
        }
        written.schema.as_ref().or(in_json)
    }

    fn style(&mut self, written: &'d document::Parameter, location: Location) -> Style {
        let word = written.style.as_ref();
        let in_query = location == Location::Query;
        let remedy = match in_query {
            true => "write `form`, `deepObject`, `spaceDelimited` or `pipeDelimited`",
            false => "write `simple`, or remove it",
        };
        if let Some(Located { at, value }) = word {
            refuse! { self.report,
                (*value == Word::Simple) == in_query => *at, "no parameter is written in this style in this place; {remedy}";
            }
        }
        match word.map(|w| w.value) {
            _ if written.content.is_some() => Style::Json,
            Some(Word::DeepObject) => Style::DeepObject,
            Some(Word::SpaceDelimited) if written.explode != Some(true) => Style::Spaces,
            Some(Word::PipeDelimited) if written.explode != Some(true) => Style::Pipes,
            _ if in_query && written.explode != Some(false) => Style::Exploded,
            _ => Style::Commas,
        }
    }

    fn path(&mut self, key: &'d Located<String>) -> Path {
        let segments = segments(&key.value).unwrap_or_else(|message| {
            self.report.add(vec![(key.at, message)]);
            vec![Segment::Literal(key.value.clone())]
        });
        Path { at: key.at, segments }
    }

    fn pages(&mut self, part: &'d Part<document::Pages>) -> Option<Pages> {
        let written = part.value.as_ref()?;
        let text = |t: &Located<String>| t.value.clone();
        let mut ways = Vec::new();
        if let Some(cursor) = &written.cursor {
            ways.push(Next::Cursor {
                parameter: text(&cursor.parameter),
                from: self.pointer(&cursor.from)?,
            });
        }
        if let Some(offset) = &written.offset {
            ways.push(Next::Offset {
                parameter: text(&offset.parameter),
                limit: offset.limit.as_ref().map(text),
                end: self.end(offset.parameter.at, [&offset.more, &offset.total, &offset.pages])?,
            });
        }
        if let Some(number) = &written.number {
            ways.push(Next::Number {
                parameter: text(&number.parameter),
                first: number.first.unwrap_or(1),
                size: number.size.as_ref().map(text),
                end: self.end(number.parameter.at, [&number.more, &number.total, &number.pages])?,
            });
        }
        ways.extend(written.link.as_ref().map(|relation| Next::Link(text(relation))));
        if let Some(url) = &written.url {
            ways.push(Next::Url(self.pointer(url)?));
        }
        ways.extend(written.header.as_ref().map(|name| Next::Header(text(name))));
        let items = self.pointer(&written.items)?;
        let number = ways.len();
        refuse! { self.report,
            number != 1 => part.at, "{number} ways to the next page; write one of `cursor`, `offset`, `number`, `link`, `url` and `header`";
        }
        Some(Pages { at: part.at, items, next: ways.into_iter().next()? })
    }

    /// The criterion of the last page: `more`, `total` or `pages`.
    fn end(&mut self, at: At, ways: [&'d Option<document::Pointer>; 3]) -> Option<End> {
        let ends: [fn(super::super::Pointer) -> End; 3] = [End::More, End::Total, End::Pages];
        let mut given =
            ways.into_iter().zip(ends).filter_map(|(way, end)| Some((way.as_ref()?, end)));
        let first = given.next();
        refuse! { self.report,
            given.next().is_some() => at, "several criteria for the last page; write one of `more`, `total` and `pages`";
        }
        match first {
            Some((pointer, end)) => self.pointer(pointer).map(end),
            None => Some(End::Empty),
        }
    }
}

/// The only value of a header that has exactly one documented.
fn constant(parameter: &document::Parameter) -> Option<String> {
    let schema: &Written = parameter.schema.as_ref()?.value.as_ref()?;
    match schema.r#enum.as_deref() {
        Some([value]) if parameter.location.value == Location::Header => value.string(),
        _ => None,
    }
}

/// A path template in pieces, or why it is none.
fn segments(path: &str) -> Result<Vec<Segment>, String> {
    let Some(inner) = path.strip_prefix('/') else {
        return Err(
            "a path begins with a slash, and the base URL ends before it; write `/…`".to_owned()
        );
    };
    let parts: Vec<&str> = inner.split('/').collect();
    for (i, part) in parts.iter().enumerate() {
        let is_last = i + 1 == parts.len();
        if part.starts_with("{{") {
            return Err(format!(
                "`{part}` is a variable of a tool; remove it if it is the base URL, or write one pair of braces"
            ));
        }
        if let Some(name) = part.strip_prefix(':').filter(|name| !name.is_empty()) {
            return Err(format!(
                "`{part}` is no parameter in OpenAPI; write `{{{name}}}`, and describe it under `parameters`"
            ));
        }
        if let Some(name) = part.strip_prefix('<').and_then(|p| p.strip_suffix('>')) {
            return Err(format!(
                "`{part}` is no parameter in OpenAPI; write `{{{name}}}`, and describe it under `parameters`"
            ));
        }
        if matches!(*part, "." | "..") || part.is_empty() && !is_last {
            return Err("an empty part, `.` or `..` in the path; remove it".to_owned());
        }
    }
    let mut segments = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or("a `{` without its `}`; close it")?;
        if name.is_empty() || name.contains(['/', '{']) {
            return Err(
                "a parameter's name is missing, or has `/` or `{` in it; correct it".to_owned()
            );
        }
        segments.extend(literal(before)?);
        segments.push(Segment::Parameter(name.to_owned()));
        rest = after;
    }
    segments.extend(literal(rest)?);
    Ok(segments)
}

fn literal(text: &str) -> Result<Option<Segment>, String> {
    if text.contains('}') {
        return Err("a `}` without its `{`; remove it".to_owned());
    }
    if text.contains(['?', '#']) {
        return Err("a path ends before `?` and `#`; describe query parameters under `parameters`"
            .to_owned());
    }
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@%".contains(&b);
    if let Some(c) = text.chars().find(|c| !c.is_ascii() || !fits(*c as u8)) {
        return Err(format!(
            "`{}` does not stand in a path; write it percent-encoded",
            c.escape_debug()
        ));
    }
    Ok(Some(text).filter(|t| !t.is_empty()).map(|t| Segment::Literal(t.to_owned())))
}
