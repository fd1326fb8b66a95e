//! What types cannot express: rules between the parts of a document.

use std::collections::{BTreeMap, BTreeSet};

use super::document::OpenApi;
use super::model::*;
use super::names;
use super::resolve::{Report, refuse};

/// Checks a document that was resolved.
pub fn check(document: &Document, open_api: &OpenApi, report: &mut Report) {
    let version = &open_api.openapi;
    let written = &version.value;
    refuse! { report,
        !written.starts_with("3.0.") => version.at, "OpenAPI `{written}` is not supported; write `3.0.3`, and what it has";
    }
    keywords(open_api, report);
    // Everything below follows aliases, so one that leads back to itself comes first.
    if !aliases(document, report) {
        return;
    }
    types(document, report);
    files(document, report);
    operations(document, report);
    urls(document, report);
    security(document, report);
}

/// The rules of crates.io, which takes five keywords; the crate's name and `api` are the others.
fn keywords(open_api: &OpenApi, report: &mut Report) {
    for (index, keyword) in open_api.x_keywords.iter().enumerate() {
        let text = &keyword.value;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_one = text.len() <= 20 && !text.starts_with('-') && text.chars().all(plain);
        refuse! { report,
            index == 3 => keyword.at, "at most three keywords; remove the others";
            !is_one => keyword.at, "`{text}` is no keyword; write at most 20 lower-case letters, digits and hyphens";
        }
    }
}

/// Whether every alias leads to a type. Rust has no name for a list of itself either.
fn aliases(document: &Document, report: &mut Report) -> bool {
    let mut good = true;
    for start in &document.types {
        let steps = std::iter::successors(Some(start), |named| match &named.shape {
            Shape::Alias(schema) => match schema.nested().last() {
                Some(Schema::Named(name)) => document.named(name),
                _ => None,
            },
            _ => None,
        });
        let Type { at, name, .. } = start;
        if steps.take(document.types.len() + 1).count() > document.types.len() {
            good = false;
            report.problem(*at, format!("`{name}` holds itself, or leads to a schema that does; put an object between, or leave the items' schema empty (`{{}}`)"));
        }
    }
    good
}

fn types(document: &Document, report: &mut Report) {
    for named in &document.types {
        let Type { at, name, .. } = named;
        match &named.shape {
            Shape::Object(object) => self::object(document, named, object, report),
            Shape::Enum(values) => variants(*at, values, report),
            Shape::Union(union) => {
                refuse! { report,
                    union.variants.is_empty() => *at, "`oneOf` or `anyOf` without a schema; list some";
                    is_in(document, name, union) => *at, "`{name}` is one of its own schemas; remove it from them";
                }
                discriminated(document, union, report);
            }
            Shape::Alias(_) => {}
        }
    }
}

fn object(document: &Document, named: &Type, object: &Object, report: &mut Report) {
    let fields = object.properties.iter().map(|p| (p.at, p.name.as_str(), p.rust.as_str()));
    twins(fields, "field", "give one of them an `x-rust-name`", report);
    for Property { at, rust, schema, xml, .. } in &object.properties {
        rust_name(*at, rust, report);
        let is_list = matches!(document.resolve(schema), Schema::List(_));
        refuse! { report,
            xml.attribute && !is_scalar(document, schema) => *at, "an attribute holds a string, a number or a boolean; remove `attribute`";
            xml.wrapped && !is_list => *at, "only a list is wrapped; remove `wrapped`";
        }
    }
    if named.uses.in_xml {
        elements(object, report);
    }
    pointers(document, named, object, report);
}

/// Whether a union is one of the schemas of a union, or of one within that.
fn is_in(document: &Document, name: &str, union: &Union) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut open: Vec<&Variant> = union.variants.iter().collect();
    while let Some(variant) = open.pop() {
        if let Kind::Union(Type { name: inner, .. }, union) = document.kind(&variant.schema)
            && !seen.contains(&inner.as_str())
        {
            seen.push(inner);
            open.extend(&union.variants);
        }
    }
    seen.contains(&name)
}

/// Each variant has the property that distinguishes it from the others.
fn discriminated(document: &Document, union: &Union, report: &mut Report) {
    let Some(name) = &union.discriminator else { return };
    for Variant { at, name: variant, schema, .. } in &union.variants {
        refuse! { report,
            document.object(schema).is_none_or(|o| o.property(name).is_none()) => *at, "`{variant}` has no property `{name}`, which distinguishes it from the others; describe it there, or remove the discriminator";
        }
    }
}

/// Files are whole bodies or parts of multipart bodies: other formats have no place for bytes.
fn files(document: &Document, report: &mut Report) {
    let has_no_place =
        |m: &MediaType| matches!(m.format, Format::Json | Format::Xml | Format::Form);
    let bodies: Vec<(At, &Schema)> = document
        .operations
        .iter()
        .flat_map(Operation::bodies)
        .filter(|body| body.media_types.iter().any(has_no_place))
        .map(|body| (body.at, body.schema))
        .collect();
    let held = document.types_in(bodies.iter().map(|(_, schema)| *schema)).into_iter();
    let held = held.flat_map(|named| match &named.shape {
        Shape::Object(object) => object.properties.iter().map(|p| (p.at, &p.schema)).collect(),
        shape => shape.schemas().into_iter().map(|schema| (named.at, schema)).collect::<Vec<_>>(),
    });
    for (at, schema) in held.chain(bodies) {
        let is_file = schema.nested().last() == Some(&Schema::Scalar(Scalar::Binary));
        refuse! { report,
            is_file => at, "`format: binary` is a whole body or a part of `multipart/form-data`; write `format: byte` for base64 in a string";
        }
    }
}

fn variants(at: At, values: &Enum, report: &mut Report) {
    let mut seen = BTreeSet::new();
    let mut once = Vec::new();
    for EnumValue { at, value, variant, .. } in &values.values {
        match seen.insert(value) {
            false => report.problem(*at, format!("`{value}` is listed twice; keep one")),
            true => once.push((*at, value.as_str(), variant.as_str())),
        }
        rust_name(*at, variant, report);
    }
    let integers: Vec<i64> = values.values.iter().filter_map(|v| v.integer).collect();
    let distinct: BTreeSet<&i64> = integers.iter().collect();
    refuse! { report,
        values.values.is_empty() => at, "an enum without values; list those that are known, or remove `enum`";
        distinct.len() < integers.len() => at, "an integer is listed twice in `x-integers`; correct one of them";
    }
    twins(once.into_iter(), "variant", "name them all with `x-enum-varnames`", report);
}

/// Names that differ on the wire, and not in Rust: where, the name, the name in Rust.
fn twins<'a>(
    all: impl Iterator<Item = (At, &'a str, &'a str)>,
    what: &str,
    remedy: &str,
    report: &mut Report,
) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for (at, name, rust) in all {
        if let Some(first) = seen.insert(rust, name) {
            report.problem(
                at,
                format!("`{first}` and `{name}` make the same {what} in Rust, `{rust}`; {remedy}"),
            );
        }
    }
}

/// A name that was given is one in Rust; those that are made always are.
fn rust_name(at: At, name: &str, report: &mut Report) {
    let is_one = names::is_identifier(name) || names::is_identifier(&format!("{name}_"));
    let name = name.escape_debug();
    refuse! { report,
        !is_one => at, "`{name}` is not a name in Rust; write letters, digits and `_`";
    }
}

/// `x-code` and `x-message` lead to a string, an integer or an enum.
fn pointers(document: &Document, named: &Type, object: &Object, report: &mut Report) {
    let Type { at, name, .. } = named;
    let schema = Schema::Named(name.clone());
    for (keyword, pointer) in [("x-code", &object.code), ("x-message", &object.message)] {
        let Some(pointer) = pointer else { continue };
        let text = written(pointer);
        let found = document.at_pointer(&schema, pointer);
        let fits = |found| is_scalar(document, found) || *document.resolve(found) == Schema::Any;
        refuse! { report,
            found.is_none() => *at, "`{keyword}`: `{name}` has nothing at `{text}`; correct the pointer";
            found.is_some_and(|found| !fits(found)) => *at, "`{keyword}`: `{text}` points to neither a string nor a number; point to one";
        }
    }
}

/// A JSON pointer as a person writes it.
fn written(pointer: &[String]) -> String {
    pointer.iter().map(|token| format!("/{token}")).collect()
}

/// Properties that XML cannot distinguish.
fn elements(object: &Object, report: &mut Report) {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for property in &object.properties {
        let element = super::samples::element(property);
        if let Some(other) = owners.insert(element, &property.name) {
            report.problem(property.at, format!("in XML this is called `{element}`, as `{other}` is; give one of them another `xml.name`"));
        }
    }
}

fn operations(document: &Document, report: &mut Report) {
    let mut ids: BTreeMap<&str, At> = BTreeMap::new();
    let mut requests: BTreeMap<(Method, String), &Path> = BTreeMap::new();
    let mut constants: BTreeMap<String, &str> = BTreeMap::new();
    for operation in &document.operations {
        let Operation { at, id, path, .. } = operation;
        refuse! { report,
            !id.is_ascii() => *at, "a method has a name of ASCII letters and digits; find another name";
        }
        if let Some(At { line, .. }) = ids.insert(id, *at) {
            report.problem(
                *at,
                format!("`{id}` names the operation at line {line} already; find another name"),
            );
        }
        let literal = |segment: &Segment| match segment {
            Segment::Literal(text) => text.clone(),
            Segment::Parameter(_) => "{}".to_owned(),
        };
        let shape = path.segments.iter().map(literal).collect();
        if let Some(other) = requests.insert((operation.method, shape), path) {
            report.problem(path.at, format!("the same requests as `{other}`; keep one of them"));
        }
        for (name, value) in &operation.constants {
            header_name(*at, name, report);
            let other = constants.insert(name.to_ascii_lowercase(), value);
            if let Some(other) = other.filter(|other| other != value) {
                report.problem(*at, format!("`{name}` is `{other}` in another operation, and a client sends one with all of them; keep one"));
            }
        }
        if !report.incomplete {
            path_parameters(operation, report);
        }
        parameters(document, operation, report);
        request(document, operation, report);
        responses(document, operation, report);
        pages(document, operation, report);
    }
}

fn path_parameters(operation: &Operation, report: &mut Report) {
    let at = operation.path.at;
    let in_path: Vec<&str> = operation.path.names().collect();
    let described = || operation.parameters.iter().filter(|p| p.location == Location::Path);
    for Parameter { at, name, .. } in described() {
        refuse! { report,
            !in_path.contains(&name.as_str()) => *at, "the path has no {{{name}}}; correct the name, or remove the parameter";
        }
    }
    for (i, name) in in_path.iter().enumerate() {
        refuse! { report,
            in_path[..i].contains(name) => at, "{{{name}}} is in the path twice; give the second another name";
            described().all(|p| p.name != *name) => at, "nothing describes {{{name}}}; add it to `parameters`, with `in: path`";
        }
    }
}

/// Names of parameters that carry credentials, in small letters and digits alone, with and without `x` before them.
const CREDENTIALS: [&str; 17] = [
    "accesskey", "accesstoken", "apikey", "apisecret", "apitoken", "auth", "authkey",
    "authorization", "authtoken", "bearertoken", "clientsecret", "cookie", "password",
    "proxyauthorization", "secret", "secretkey", "token",
];

/// Headers that the client writes by itself.
const OWN_HEADERS: [&str; 6] =
    ["accept", "api-version", "connection", "content-length", "content-type", "host"];

fn parameters(document: &Document, operation: &Operation, report: &mut Report) {
    let at = operation.at;
    let all = operation.parameters.iter();
    let arguments = all.map(|p| (p.at, p.name.as_str(), p.rust.as_str()));
    twins(arguments, "argument", "give one of them an `x-rust-name`", report);
    for parameter in &operation.parameters {
        let Parameter { at, name, schema, .. } = parameter;
        rust_name(*at, &parameter.rust, report);
        if parameter.location == Location::Header {
            header_name(*at, name, report);
        }
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = plain.to_ascii_lowercase();
        let known = |word: &str| CREDENTIALS.contains(&word);
        let is_key = document.schemes.iter().any(
            |s| matches!(&s.kind, SchemeKind::ApiKey { name: key, .. } if key.eq_ignore_ascii_case(name)),
        );
        let is_credential = known(&plain)
            || plain.strip_prefix('x').is_some_and(known)
            || is_key
            || *document.resolve(schema) == Schema::Scalar(Scalar::Secret);
        refuse! { report,
            is_credential => *at, "`{name}` is a credential, which no call takes as an argument; describe it under components.securitySchemes, and remove it here";
            !is_sendable(document, parameter) => *at, "a parameter is a string, a number, a boolean or an enum, a list of these, or (in a query) an object of these; describe it as one";
        }
    }
    if let Some(name) = &operation.idempotency_key {
        header_name(at, name, report);
        refuse! { report,
            operation.method.is_read() => at, "`x-idempotency-key`: a read can be repeated without a key; remove it";
        }
    }
}

fn header_name(at: At, name: &str, report: &mut Report) {
    let is_own = OWN_HEADERS.contains(&name.to_ascii_lowercase().as_str());
    let shown = name.escape_debug();
    refuse! { report,
        !is_header_name(name) => at, "`{shown}` is not a header's name; write letters, digits and `-`";
        is_own => at, "the client writes `{name}` by itself; remove it";
    }
}

/// A token of RFC 9110, section 5.6.2.
fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Whether a value is a string, a number, a boolean or an enum.
fn is_scalar(document: &Document, schema: &Schema) -> bool {
    match document.kind(schema) {
        Kind::Scalar(scalar) => scalar != Scalar::Binary,
        kind => matches!(kind, Kind::Enum(..)),
    }
}

/// Whether two schemas have the same values, be it under two names.
fn are_alike(document: &Document, one: &Schema, other: &Schema) -> bool {
    match (document.resolve(one), document.resolve(other)) {
        (Schema::List(one), Schema::List(other)) => are_alike(document, one, other),
        (Schema::Named(one), Schema::Named(other)) => {
            document.named(one).map(|t| &t.shape) == document.named(other).map(|t| &t.shape)
        }
        (one, other) => one == other,
    }
}

/// Whether a value is one of these, or a list of them.
fn is_scalar_or_list(document: &Document, schema: &Schema) -> bool {
    match document.resolve(schema) {
        Schema::List(items) => is_scalar(document, items),
        other => is_scalar(document, other),
    }
}

/// Whether a parameter can be written where it belongs.
fn is_sendable(document: &Document, Parameter { schema, location, style, .. }: &Parameter) -> bool {
    match document.kind(schema) {
        _ if *style == Style::Json => true,
        Kind::List(items) => is_scalar(document, items),
        Kind::Map(values) => *style == Style::DeepObject && is_scalar(document, values),
        Kind::Object(_, object) => {
            let in_query = *location == Location::Query && *style != Style::Commas;
            in_query && object.properties.iter().all(|p| is_scalar(document, &p.schema))
        }
        _ => is_scalar(document, schema),
    }
}

fn request(document: &Document, operation: &Operation, report: &mut Report) {
    let Some(body) = &operation.body else { return };
    refuse! { report,
        operation.method.is_read() => body.at, "a GET or HEAD sends no body; describe its members as query parameters";
    }
    let schema = document.resolve(&body.schema);
    let is_object = document.object(schema).is_some();
    let problem = match body.sent().map(|m| m.format) {
        Some(Format::Xml | Format::Multipart) if !is_object => {
            "its parts are properties; describe it as an object"
        }
        Some(Format::Form) if !is_object && !matches!(schema, Schema::Map(_)) => {
            "a form's fields are properties; describe it as an object"
        }
        Some(Format::Text) if *schema != Schema::Scalar(Scalar::String) => {
            "a text is a string; write `schema: {type: string}`"
        }
        _ => return,
    };
    report.problem(body.at, format!("this request body cannot be sent: {problem}"));
}

fn responses(document: &Document, operation: &Operation, report: &mut Report) {
    let successes: Vec<&Response> = operation.successes().collect();
    if let Some(file) = successes.iter().find(|r| document.is_file(r)) {
        refuse! { report,
            successes.iter().any(|r| r.body.is_some() && !document.is_file(r)) => file.at, "a file is a stream, which has no type with the body of another success; describe the file alone";
        }
    }
    refuse! { report,
        successes.is_empty() && !report.incomplete => operation.at, "no success is documented; add it under `responses`, such as \"200\", or \"204\" without a body";
    }
    let mut seen: Vec<Status> = Vec::new();
    for response in &operation.responses {
        let Response { at, status, body, .. } = response;
        let has_none =
            operation.method == Method::Head || matches!(status, Status::Code(204 | 205 | 304));
        refuse! { report,
            seen.contains(status) => *at, "this status is described twice; keep one";
            body.is_some() && has_none => *at, "this response never has a body; remove its `content`";
        }
        seen.push(*status);
        for MediaType { at, format, .. } in body.iter().flat_map(|b| &b.media_types) {
            refuse! { report,
                matches!(format, Format::Form | Format::Multipart) => *at, "a response of this media type cannot be decoded; describe another, if there is one";
            }
        }
        for Header { at, name, schema, wait, .. } in &response.headers {
            let is_integer = matches!(
                document.resolve(schema),
                Schema::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::Uint64)
            );
            refuse! { report,
                !is_header_name(name) => *at, "not a header's name; write letters, digits and `-`";
                !is_scalar_or_list(document, schema) => *at, "a header is a string, a number, a boolean or an enum, or a list of these; describe it as one";
                *wait && !is_integer => *at, "a time to wait is an integer; write `schema: {{type: integer}}`";
            }
        }
        conditions(document, response, report);
    }
    let headers = operation.headers();
    for header in operation.responses.iter().flat_map(|r| &r.headers) {
        let twin = headers.iter().find(|other| other.name.eq_ignore_ascii_case(&header.name));
        refuse! { report,
            twin.is_some_and(|twin| !are_alike(document, &twin.schema, &header.schema)) => header.at, "this header has another type in another response, and its field has one; describe the same";
        }
    }
    let fields = headers.iter().map(|h| (h.at, h.name.as_str(), h.rust.as_str()));
    twins(fields, "field", "describe one of them", report);
}

/// `x-error-when`
fn conditions(document: &Document, response: &Response, report: &mut Report) {
    refuse! { report,
        !response.error_when.is_empty() && !response.status.is_success() => response.at, "`x-error-when`: only a success may be an error in disguise; remove it";
    }
    for Condition { at, pointer, .. } in &response.error_when {
        let text = written(pointer);
        let is_absent = |b: &ResponseBody| document.at_pointer(&b.schema, pointer).is_none();
        refuse! { report,
            pointer.len() > 2 => *at, "`{text}` leads through more than two members; name one further up";
            response.body.as_ref().is_some_and(is_absent) => *at, "the body has nothing at `{text}`; correct the pointer";
        }
    }
}

/// The place of the next page in the body, and the parameters that ask for it.
fn next(next: &Next) -> (Option<&[String]>, Vec<&String>) {
    match next {
        Next::Cursor { parameter, from } => (Some(from), vec![parameter]),
        Next::Offset { parameter, limit: size, end }
        | Next::Number { parameter, size, end, .. } => {
            (end.pointer(), std::iter::once(parameter).chain(size).collect())
        }
        Next::Url(pointer) => (Some(pointer), vec![]),
        Next::Link(_) | Next::Header(_) => (None, vec![]),
    }
}

fn pages(document: &Document, operation: &Operation, report: &mut Report) {
    let Some(pages) = &operation.pages else { return };
    let (at, name) = (pages.at, format!("{}_pages", operation.id));
    let mut bodies = operation.successes().filter_map(|r| r.body.as_ref()).map(|b| &b.schema);
    let Some(body) = bodies.next() else {
        return report.problem(at, "a page needs a body; describe the response's `content`");
    };
    let find = |pointer: &[String]| {
        let mut schema = body;
        for token in pointer {
            schema = &document.object(schema)?.property(token)?.schema;
            // A name for what may be null would hide that in Rust.
            if let Schema::Named(name) = schema
                && let Shape::Alias(Schema::Nullable(_)) = document.named(name)?.shape
            {
                return None;
            }
        }
        Some(document.resolve(schema))
    };
    let (pointer, names) = next(&pages.next);
    let more = matches!(
        &pages.next,
        Next::Offset { end: End::More(_), .. } | Next::Number { end: End::More(_), .. }
    );
    let fits = |found: Option<&Schema>| match found {
        Some(Schema::Scalar(Scalar::Boolean)) => more,
        Some(Schema::Scalar(Scalar::Secret)) | None => false,
        Some(other) => !more && is_scalar(document, other),
    };
    let (list, value) = (written(&pages.items), written(pointer.unwrap_or_default()));
    refuse! { report,
        operation.method != Method::Get => at, "only a GET has pages; remove `x-pages`";
        bodies.any(|other| other != body) => at, "the successes have several schemas, and a page has one; describe one";
        document.operations.iter().any(|o| o.id == name) => at, "another operation is called `{name}`, as the method that follows these pages; rename it";
        !matches!(find(&pages.items), Some(Schema::List(_))) => at, "`items`: the body has no list at `{list}`; correct the pointer";
        pointer.is_some_and(|pointer| !fits(find(pointer))) => at, "the body has no such value at `{value}`: a boolean for `more`, else a number or a string; correct the pointer";
    }
    for name in names {
        let is_it = |p: &Parameter| p.name == *name && p.location == Location::Query;
        refuse! { report,
            !operation.parameters.iter().any(is_it) => at, "there is no query parameter `{name}`; describe it under `parameters`";
        }
    }
}

fn urls(document: &Document, report: &mut Report) {
    let mut seen = BTreeSet::new();
    for Server { at, url, .. } in &document.servers {
        refuse! { report,
            url.contains(['?', '#']) => *at, "a base URL ends with its path; remove what follows";
            !seen.insert(url) => *at, "this server is listed twice; keep one";
        }
    }
    let servers = document.servers.iter().map(|s| (s.at, &s.url));
    let pages = document.operations.iter().filter_map(|o| o.page.as_ref()).chain(&document.page);
    for (at, url) in servers.chain(pages.map(|p| (p.at, &p.url))) {
        if let Err(message) = absolute(url) {
            report.problem(at, message);
        }
    }
    for Scheme { at, kind, .. } in &document.schemes {
        let (SchemeKind::ClientCredentials(request) | SchemeKind::Login(request)) = kind else {
            continue;
        };
        let TokenRequest { url, token, .. } = request;
        let is_path = url.starts_with('/')
            && !url.starts_with("//")
            && url.chars().all(|c| c.is_ascii_graphic())
            && !url.contains(['{', '}', '#']);
        refuse! { report,
            !is_path && absolute(url).is_err() => *at, "the token's URL is neither one with https:// nor a path below the base URL; write one of them";
            url.contains(['?', '#']) => *at, "the token's URL ends with its path; write what follows under `x-token-parameters`";
            !token.starts_with('/') => *at, "`{token}` is not a JSON pointer; write one, such as `/access_token`";
        }
    }
}

/// Whether a text is an absolute URL with nothing secret or variable in it; else what to do.
fn absolute(text: &str) -> Result<(), &'static str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let rest = rest.ok_or("not an absolute URL; begin it with https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`|".contains(c);
    if host.is_empty() {
        Err("a URL without a host; write one")
    } else if host.contains('@') {
        Err("a URL with credentials; remove them")
    } else if text.contains(['{', '}']) {
        Err(
            "a URL with a variable that nothing describes; add it to the server's `variables`, or list no server where every customer has one of their own",
        )
    } else if !text.chars().all(is_plain) {
        Err("a URL with characters that URLs do not have; percent-encode them")
    } else {
        Ok(())
    }
}

fn security(document: &Document, report: &mut Report) {
    let mut asked: BTreeMap<String, &str> = BTreeMap::new();
    for Scheme { at, name, kind } in &document.schemes {
        if let SchemeKind::ApiKey { place: KeyPlace::Header, name } = kind {
            header_name(*at, name, report);
        }
        if let SchemeKind::Basic { username, password } = kind {
            for word in [username, password] {
                let shown = word.escape_debug();
                refuse! { report,
                    *word != names::field(word) || !word.is_ascii() => *at, "`{shown}` names a variable; write it in snake_case: `client_id`";
                }
            }
            refuse! { report,
                username == password => *at, "one name for both halves; write two";
            }
        }
        for word in kind.credentials() {
            let other = asked.insert(names::field(word), name).unwrap_or(name);
            refuse! { report,
                other != name => *at, "`{other}` asks for a `{word}` as well, and the environment has one variable for it; keep one of them";
            }
        }
    }
    let in_authorization = |name: &String| {
        let scheme = document.schemes.iter().find(|s| s.name == *name);
        scheme.filter(|s| !matches!(s.kind, SchemeKind::ApiKey { .. }))
    };
    let requirements = document.operations.iter().flat_map(|o| &o.security);
    for requirement in document.security.iter().chain(requirements) {
        let mut both = requirement.iter().filter_map(in_authorization);
        if let (Some(Scheme { name: one, .. }), Some(Scheme { at, name, .. })) =
            (both.next(), both.next())
        {
            report.problem(*at, format!("`{one}` and `{name}` are both sent in the header Authorization, so no request has both; list them one after the other"));
        }
    }
}
