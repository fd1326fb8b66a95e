//! What types cannot express: rules between the parts of a document.

use std::collections::BTreeMap;

use super::document::OpenApi;
use super::resolve::Report;
use super::{
    At, Document, End, Enum, Location, Method, Next, Object, Operation, Parameter, Path, Response,
    ResponseBody, Scalar, Schema, SchemeKind, Segment, Union,
};
use super::{Format, KeyPlace, Shape, Status, Style, names};

mod unsupported;

pub use unsupported::unsupported;

/// Checks a document that was resolved.
pub fn check(document: &Document, open_api: &OpenApi, report: &mut Report) {
    let version = &open_api.openapi;
    if !version.value.starts_with("3.0.") {
        report.problem(
            version.at,
            format!("OpenAPI `{}` is not supported; write `3.0.3`, and what it has", version.value),
        );
    }
    keywords(open_api, report);
    // Everything below follows aliases, so one that leads back to itself comes first.
    if !aliases(document, report) {
        return;
    }
    types(document, report);
    operations(document, report);
    urls(document, report);
    security(document, report);
}

/// The rules of crates.io, which takes five keywords; the crate's name and `api` are the others.
fn keywords(open_api: &OpenApi, report: &mut Report) {
    for (index, keyword) in open_api.x_keywords.iter().enumerate() {
        let text = &keyword.value;
        if index == 3 {
            report.problem(keyword.at, "at most three keywords; remove the others");
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if text.is_empty() || text.len() > 20 || text.starts_with('-') || !text.chars().all(plain) {
            let message = format!(
                "`{text}` is no keyword; write at most 20 lower-case letters, digits and hyphens"
            );
            report.problem(keyword.at, message);
        }
    }
}

/// Whether every alias leads to a type. Rust has no name for a list of itself either.
fn aliases(document: &Document, report: &mut Report) -> bool {
    let mut good = true;
    for start in &document.types {
        let mut name = &start.name;
        let mut steps = 0;
        while let Some(Shape::Alias(schema)) = document.named(name).map(|t| &t.shape) {
            let Some(Schema::Named(next)) = schema.nested().last() else {
                break;
            };
            name = next;
            steps += 1;
            if steps > document.types.len() {
                let message = format!(
                    "`{}` holds itself, or leads to a schema that does; put an object between, or leave the items' schema empty (`{{}}`)",
                    start.name
                );
                report.problem(start.at, message);
                good = false;
                break;
            }
        }
    }
    good
}

fn types(document: &Document, report: &mut Report) {
    for named in &document.types {
        match &named.shape {
            Shape::Object(object) => {
                let fields =
                    object.properties.iter().map(|p| (p.at, p.name.as_str(), p.rust.as_str()));
                twins(fields, "field", "give one of them an `x-rust-name`", report);
                for property in &object.properties {
                    rust_name(property.at, &property.rust, report);
                    if property.xml.attribute && !is_scalar(document, &property.schema) {
                        report.problem(property.at, "an attribute holds a string, a number or a boolean; remove `attribute`");
                    }
                    if property.xml.wrapped
                        && !matches!(document.resolve(&property.schema), Schema::List(_))
                    {
                        report.problem(property.at, "only a list is wrapped; remove `wrapped`");
                    }
                }
                pointers(document, named.at, &named.name, object, report);
                if named.uses.in_xml {
                    elements(object, report);
                }
            }
            Shape::Enum(values) => variants(named.at, values, report),
            Shape::Union(union) if union.variants.is_empty() => {
                report.problem(named.at, "`oneOf` or `anyOf` without a schema; list some");
            }
            Shape::Union(union) => {
                if is_in(document, &named.name, union, &mut Vec::new()) {
                    let message =
                        format!("`{}` is one of its own schemas; remove it from them", named.name);
                    report.problem(named.at, message);
                }
                discriminated(document, union, report);
            }
            Shape::Alias(_) => {}
        }
    }
}

/// Whether a union is one of the schemas of a union, or of one within that.
fn is_in<'d>(
    document: &'d Document,
    name: &str,
    union: &'d Union,
    seen: &mut Vec<&'d str>,
) -> bool {
    union.variants.iter().any(|variant| {
        let Schema::Named(inner) = document.resolve(&variant.schema) else {
            return false;
        };
        if inner == name {
            return true;
        }
        let is_new = !seen.contains(&inner.as_str());
        seen.push(inner);
        match document.named(inner).map(|t| &t.shape) {
            Some(Shape::Union(inner)) if is_new => is_in(document, name, inner, seen),
            _ => false,
        }
    })
}

/// Each variant has the property that distinguishes it from the others.
fn discriminated(document: &Document, union: &Union, report: &mut Report) {
    let Some(name) = &union.discriminator else {
        return;
    };
    for variant in &union.variants {
        let object = document.object(&variant.schema);
        if !object.is_some_and(|o| o.properties.iter().any(|p| p.name == *name)) {
            let message = format!(
                "`{}` has no property `{name}`, which distinguishes it from the others; describe it there, or remove the discriminator",
                variant.name
            );
            report.problem(variant.at, message);
        }
    }
}

/// Files are whole bodies or parts of multipart bodies: other formats have no place for bytes.
fn files(document: &Document, operation: &Operation, report: &mut Report) {
    let request = operation.body.iter().map(|b| (b.at, &b.schema, &b.media_types));
    let responses = operation.responses.iter();
    let responses = responses.filter_map(|r| Some((r.at, r.body.as_ref()?)));
    let responses = responses.map(|(at, body)| (at, &body.schema, &body.media_types));
    for (at, schema, media_types) in request.chain(responses) {
        let formats = media_types.iter().map(|m| m.format);
        let mut formats =
            formats.filter(|f| matches!(f, Format::Json | Format::Xml | Format::Form));
        if formats.next().is_some()
            && let Some(at) = file(document, schema, at, &mut Vec::new())
        {
            report.problem(
                at,
                "`format: binary` is a whole body or a part of `multipart/form-data`; write `format: byte` for base64 in a string",
            );
        }
    }
}

/// Where a file is in a value, if one is.
fn file<'d>(
    document: &'d Document,
    schema: &'d Schema,
    at: At,
    seen: &mut Vec<&'d str>,
) -> Option<At> {
    let inner = schema.nested().last()?;
    let Schema::Named(name) = inner else {
        return (*inner == Schema::Scalar(Scalar::Binary)).then_some(at);
    };
    if seen.contains(&name.as_str()) {
        return None;
    }
    seen.push(name);
    let named = document.named(name)?;
    let properties = match &named.shape {
        Shape::Object(object) => object.properties.as_slice(),
        _ => &[],
    };
    let places = properties.iter().map(|p| p.at);
    let places = places.chain(std::iter::repeat(named.at));
    let mut parts = named.shape.schemas().into_iter().zip(places);
    parts.find_map(|(schema, at)| file(document, schema, at, seen))
}

fn variants(at: At, values: &Enum, report: &mut Report) {
    if values.values.is_empty() {
        report.problem(at, "an enum without values; list those that are known, or remove `enum`");
    }
    let mut seen: BTreeMap<&str, At> = BTreeMap::new();
    let mut once = Vec::new();
    for value in &values.values {
        match seen.insert(&value.value, value.at) {
            Some(_) => {
                report.problem(value.at, format!("`{}` is listed twice; keep one", value.value))
            }
            None => once.push((value.at, value.value.as_str(), value.variant.as_str())),
        }
        rust_name(value.at, &value.variant, report);
    }
    let mut integers: Vec<i64> = values.values.iter().filter_map(|v| v.integer).collect();
    let count = integers.len();
    integers.sort_unstable();
    integers.dedup();
    if integers.len() != count {
        report.problem(at, "an integer is listed twice in `x-integers`; correct one of them");
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
    if !names::is_identifier(name) && !names::is_identifier(&format!("{name}_")) {
        report.problem(
            at,
            format!(
                "`{}` is not a name in Rust; write letters, digits and `_`",
                name.escape_debug()
            ),
        );
    }
}

/// `x-code` and `x-message` lead to a string, an integer or an enum.
fn pointers(document: &Document, at: At, name: &str, object: &Object, report: &mut Report) {
    let schema = Schema::Named(name.to_owned());
    for (keyword, pointer) in [("x-code", &object.code), ("x-message", &object.message)] {
        let Some(pointer) = pointer else { continue };
        let text = format!("/{}", pointer.join("/"));
        match document.at_pointer(&schema, pointer).map(|s| document.resolve(s)) {
            Some(Schema::Scalar(_) | Schema::Any) => {}
            Some(Schema::Named(n))
                if matches!(document.named(n).map(|t| &t.shape), Some(Shape::Enum(_))) => {}
            Some(_) => report.problem(
                at,
                format!(
                    "`{keyword}`: `{text}` points to neither a string nor a number; point to one"
                ),
            ),
            None => report.problem(
                at,
                format!("`{keyword}`: `{name}` has nothing at `{text}`; correct the pointer"),
            ),
        }
    }
}

/// Properties that XML cannot distinguish.
fn elements(object: &Object, report: &mut Report) {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for property in &object.properties {
        let element = super::samples::element(property);
        if let Some(other) = owners.insert(element, &property.name) {
            let message = format!(
                "in XML this is called `{element}`, as `{other}` is; give one of them another `xml.name`"
            );
            report.problem(property.at, message);
        }
    }
}

fn operations(document: &Document, report: &mut Report) {
    let mut ids: BTreeMap<&str, At> = BTreeMap::new();
    let mut requests: BTreeMap<(Method, String), &Path> = BTreeMap::new();
    let mut constants: BTreeMap<String, &str> = BTreeMap::new();
    for operation in &document.operations {
        if !operation.id.is_ascii() {
            let message = "a method has a name of ASCII letters and digits; find another name";
            report.problem(operation.at, message);
        }
        if let Some(first) = ids.insert(&operation.id, operation.at) {
            let message = format!(
                "`{}` names the operation at line {} already; find another name",
                operation.id, first.line
            );
            report.problem(operation.at, message);
        }
        let shape: String = operation
            .path
            .segments
            .iter()
            .map(|s| match s {
                Segment::Literal(text) => text.as_str(),
                Segment::Parameter(_) => "{}",
            })
            .collect();
        if let Some(other) = requests.insert((operation.method, shape), &operation.path) {
            report.problem(
                operation.path.at,
                format!("the same requests as `{other}`; keep one of them"),
            );
        }
        for (name, value) in &operation.constants {
            header_name(operation.at, name, report);
            let other = constants.insert(name.to_ascii_lowercase(), value);
            if let Some(other) = other.filter(|other| other != value) {
                let message = format!(
                    "`{name}` is `{other}` in another operation, and a client sends one with all of them; keep one"
                );
                report.problem(operation.at, message);
            }
        }
        if !report.incomplete {
            path_parameters(operation, report);
        }
        parameters(document, operation, report);
        bodies(document, operation, report);
        files(document, operation, report);
        pages(document, operation, report);
    }
}

fn path_parameters(operation: &Operation, report: &mut Report) {
    let in_path: Vec<&str> = operation.path.names().collect();
    let described = || operation.parameters.iter().filter(|p| p.location == Location::Path);
    for parameter in described().filter(|p| !in_path.contains(&p.name.as_str())) {
        let message = format!(
            "the path has no {{{}}}; correct the name, or remove the parameter",
            parameter.name
        );
        report.problem(parameter.at, message);
    }
    for (i, name) in in_path.iter().enumerate() {
        if in_path[..i].contains(name) {
            report.problem(
                operation.path.at,
                format!("{{{name}}} is in the path twice; give the second another name"),
            );
        } else if !described().any(|p| p.name == *name) {
            report.problem(
                operation.path.at,
                format!("nothing describes {{{name}}}; add it to `parameters`, with `in: path`"),
            );
        }
    }
}

/// Names of parameters that carry credentials, in small letters and digits alone, with and without `x` before them.
const CREDENTIALS: [&str; 17] = [
    "accesskey",
    "accesstoken",
    "apikey",
    "apisecret",
    "apitoken",
    "auth",
    "authkey",
    "authorization",
    "authtoken",
    "bearertoken",
    "clientsecret",
    "cookie",
    "password",
    "proxyauthorization",
    "secret",
    "secretkey",
    "token",
];

/// Headers that the client writes by itself.
const OWN_HEADERS: [&str; 6] =
    ["accept", "api-version", "connection", "content-length", "content-type", "host"];

fn parameters(document: &Document, operation: &Operation, report: &mut Report) {
    let all = operation.parameters.iter();
    let arguments = all.map(|p| (p.at, p.name.as_str(), p.rust.as_str()));
    twins(arguments, "argument", "give one of them an `x-rust-name`", report);
    for parameter in &operation.parameters {
        rust_name(parameter.at, &parameter.rust, report);
        if parameter.location == Location::Header {
            header_name(parameter.at, &parameter.name, report);
        }
        let plain: String = parameter
            .name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        let known = |word: &str| CREDENTIALS.contains(&word);
        let is_key = document.schemes.iter().any(|s| {
            matches!(&s.kind, SchemeKind::ApiKey { name, .. } if name.eq_ignore_ascii_case(&parameter.name))
        });
        let is_secret =
            matches!(document.resolve(&parameter.schema), Schema::Scalar(Scalar::Secret));
        if known(&plain) || plain.strip_prefix('x').is_some_and(known) || is_key || is_secret {
            let message = format!(
                "`{}` is a credential, which no call takes as an argument; describe it under components.securitySchemes, and remove it here",
                parameter.name
            );
            report.problem(parameter.at, message);
        }
        parameter_type(document, parameter, report);
    }
    if let Some(name) = &operation.idempotency_key {
        header_name(operation.at, name, report);
        if matches!(operation.method, Method::Get | Method::Head) {
            report.problem(
                operation.at,
                "`x-idempotency-key`: a read can be repeated without a key; remove it",
            );
        }
    }
}

fn header_name(at: At, name: &str, report: &mut Report) {
    if !is_header_name(name) {
        report.problem(
            at,
            format!(
                "`{}` is not a header's name; write letters, digits and `-`",
                name.escape_debug()
            ),
        );
    } else if OWN_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
        report.problem(at, format!("the client writes `{name}` by itself; remove it"));
    }
}

/// A token of RFC 9110, section 5.6.2.
fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

/// Whether a value is a string, a number, a boolean or an enum.
fn is_scalar(document: &Document, schema: &Schema) -> bool {
    match document.resolve(schema) {
        Schema::Scalar(scalar) => *scalar != Scalar::Binary,
        Schema::Named(name) => {
            matches!(document.named(name).map(|t| &t.shape), Some(Shape::Enum(_)))
        }
        _ => false,
    }
}

fn parameter_type(document: &Document, parameter: &Parameter, report: &mut Report) {
    let fits = match document.resolve(&parameter.schema) {
        Schema::List(items) => is_scalar(document, items),
        Schema::Map(values) => parameter.style == Style::DeepObject && is_scalar(document, values),
        other => match document.object(other) {
            Some(object) => {
                let in_query =
                    parameter.location == Location::Query && parameter.style != Style::Commas;
                in_query && object.properties.iter().all(|p| is_scalar(document, &p.schema))
            }
            None => is_scalar(document, other),
        },
    };
    if !fits {
        report.problem(
            parameter.at,
            "a parameter is a string, a number, a boolean or an enum, a list of these, or (in a query) an object of these; describe it as one",
        );
    }
}

fn bodies(document: &Document, operation: &Operation, report: &mut Report) {
    if let Some(body) =
        operation.body.as_ref().filter(|_| matches!(operation.method, Method::Get | Method::Head))
    {
        report.problem(
            body.at,
            "a GET or HEAD sends no body; describe its members as query parameters",
        );
    }
    for media_type in operation.body.iter().flat_map(|b| &b.media_types) {
        if media_type.name.contains('*') {
            report.problem(media_type.at, "a request body has one media type; write which");
        }
    }
    if let Some(body) = &operation.body {
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
            _ => "",
        };
        if !problem.is_empty() {
            report.problem(body.at, format!("this request body cannot be sent: {problem}"));
        }
    }
    if let (Some(file), true) = (
        operation.successes().find(|r| document.is_file(r)),
        operation.successes().nth(1).is_some(),
    ) {
        report.problem(
            file.at,
            "a file is a stream, which has no type with other successes; describe the file alone",
        );
    }
    if operation.successes().next().is_none() && !report.incomplete {
        let message = "no success is documented; add it under `responses`, such as \"200\", or \"204\" without a body";
        report.problem(operation.at, message);
    }
    let mut seen: Vec<Status> = Vec::new();
    for response in &operation.responses {
        if seen.contains(&response.status) {
            report.problem(response.at, "this status is described twice; keep one");
        }
        seen.push(response.status);
        let body = response.body.as_ref();
        if body.is_some()
            && (operation.method == Method::Head
                || matches!(response.status, Status::Code(204 | 205 | 304)))
        {
            report.problem(response.at, "this response never has a body; remove its `content`");
        }
        for media_type in body.iter().flat_map(|b| &b.media_types) {
            if matches!(media_type.format, Format::Form | Format::Multipart) {
                report.problem(media_type.at, "a response of this media type cannot be decoded; describe another, if there is one");
            }
        }
        headers(document, response, report);
        conditions(document, response, report);
    }
}

fn headers(document: &Document, response: &Response, report: &mut Report) {
    for header in &response.headers {
        if !is_header_name(&header.name) {
            let message = "not a header's name; write letters, digits and `-`";
            report.problem(header.at, message);
        }
        let is_integer = matches!(
            document.resolve(&header.schema),
            Schema::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::Uint64)
        );
        if header.wait && !is_integer {
            let message = "a time to wait is an integer; write `schema: {type: integer}`";
            report.problem(header.at, message);
        }
    }
}

/// `x-error-when`
fn conditions(document: &Document, response: &Response, report: &mut Report) {
    if !response.error_when.is_empty() && !response.status.is_success() {
        let message = "`x-error-when`: only a success may be an error in disguise; remove it";
        report.problem(response.at, message);
    }
    for condition in &response.error_when {
        let text = format!("/{}", condition.pointer.join("/"));
        let is_absent =
            |b: &ResponseBody| document.at_pointer(&b.schema, &condition.pointer).is_none();
        if condition.pointer.len() > 2 {
            let message =
                format!("`{text}` leads through more than two members; name one further up");
            report.problem(condition.at, message);
        } else if response.body.as_ref().is_some_and(is_absent) {
            let message = format!("the body has nothing at `{text}`; correct the pointer");
            report.problem(condition.at, message);
        }
    }
}

/// The place of the next page in the body, and the parameters that ask for it.
fn next(next: &Next) -> (Option<&[String]>, Vec<&String>) {
    match next {
        Next::Cursor { parameter, from } => (Some(from), vec![parameter]),
        Next::Offset { parameter, limit, end } => {
            (end.pointer(), std::iter::once(parameter).chain(limit).collect())
        }
        Next::Number { parameter, size, end, .. } => {
            (end.pointer(), std::iter::once(parameter).chain(size).collect())
        }
        Next::Url(pointer) => (Some(pointer), vec![]),
        Next::Link(_) | Next::Header(_) => (None, vec![]),
    }
}

fn pages(document: &Document, operation: &Operation, report: &mut Report) {
    let Some(pages) = &operation.pages else {
        return;
    };
    if operation.method != Method::Get {
        report.problem(pages.at, "only a GET has pages; remove `x-pages`");
    }
    let Some(body) = operation.successes().find_map(|r| r.body.as_ref()) else {
        report.problem(pages.at, "a page needs a body; describe the response's `content`");
        return;
    };
    let mut bodies = operation.successes().filter_map(|r| r.body.as_ref());
    if bodies.any(|other| other.schema != body.schema) {
        report.problem(
            pages.at,
            "the successes have several schemas, and a page has one; describe one",
        );
    }
    let name = format!("{}_pages", operation.id);
    if document.operations.iter().any(|o| o.id == name) {
        report.problem(pages.at, format!("another operation is called `{name}`, as the method that follows these pages; rename it"));
    }
    let find = |pointer: &[String]| {
        let mut schema = &body.schema;
        for token in pointer {
            let properties = &document.object(schema)?.properties;
            schema = &properties.iter().find(|p| p.name == *token)?.schema;
            // A name for what may be null would hide that in Rust.
            if let Schema::Named(name) = schema
                && let Some(Shape::Alias(Schema::Nullable(_))) =
                    document.named(name).map(|t| &t.shape)
            {
                return None;
            }
        }
        Some(document.resolve(schema))
    };
    let text = |pointer: &[String]| pointer.iter().map(|t| format!("/{t}")).collect::<String>();
    if !matches!(find(&pages.items), Some(Schema::List(_))) {
        report.problem(
            pages.at,
            format!(
                "`items`: the body has no list at `{}`; correct the pointer",
                text(&pages.items)
            ),
        );
    }
    let is_number = |schema: &Schema| {
        is_scalar(document, schema)
            && !matches!(schema, Schema::Scalar(Scalar::Boolean | Scalar::Secret))
    };
    let is_boolean = |schema: &Schema| *schema == Schema::Scalar(Scalar::Boolean);
    let (pointer, names) = next(&pages.next);
    let fits = |pointer: &&[String]| match &pages.next {
        Next::Offset { end: End::More(_), .. } | Next::Number { end: End::More(_), .. } => {
            find(pointer).is_some_and(is_boolean)
        }
        _ => find(pointer).is_some_and(is_number),
    };
    if let Some(pointer) = pointer.filter(|pointer| !fits(pointer)) {
        report.problem(
            pages.at,
            format!(
                "the body has no such value at `{}`: a boolean for `more`, else a number or a string; correct the pointer",
                text(pointer)
            ),
        );
    }
    for name in names {
        if !operation.parameters.iter().any(|p| p.name == *name && p.location == Location::Query) {
            report.problem(
                pages.at,
                format!("there is no query parameter `{name}`; describe it under `parameters`"),
            );
        }
    }
}

fn urls(document: &Document, report: &mut Report) {
    let mut seen = Vec::new();
    for server in &document.servers {
        if let Err(message) = absolute(&server.url) {
            report.problem(server.at, message);
        } else if server.url.contains(['?', '#']) {
            report.problem(server.at, "a base URL ends with its path; remove what follows");
        }
        if seen.contains(&&server.url) {
            report.problem(server.at, "this server is listed twice; keep one");
        }
        seen.push(&server.url);
    }
    let pages = document.operations.iter().filter_map(|o| o.page.as_ref());
    for page in document.page.iter().chain(pages) {
        if let Err(message) = absolute(&page.url) {
            report.problem(page.at, message);
        }
    }
    for scheme in &document.schemes {
        if let SchemeKind::ClientCredentials(token) | SchemeKind::Login(token) = &scheme.kind {
            let is_path = token.url.starts_with('/')
                && !token.url.starts_with("//")
                && token.url.chars().all(|c| c.is_ascii_graphic())
                && !token.url.contains(['{', '}', '#']);
            if !is_path && absolute(&token.url).is_err() {
                report.problem(scheme.at, "the token's URL is neither one with https:// nor a path below the base URL; write one of them");
            }
            if !token.token.starts_with('/') {
                report.problem(
                    scheme.at,
                    format!(
                        "`{}` is not a JSON pointer; write one, such as `/access_token`",
                        token.token
                    ),
                );
            }
        }
    }
}

/// Whether a text is an absolute URL with nothing secret or variable in it; else what to do.
fn absolute(text: &str) -> Result<(), &'static str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let rest = rest.ok_or("not an absolute URL; begin it with https://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() {
        Err("a URL without a host; write one")
    } else if host.contains('@') {
        Err("a URL with credentials; remove them")
    } else if text.contains(['{', '}']) {
        Err(
            "a URL with a variable that nothing describes; add it to the server's `variables`, or list no server where every customer has one of their own",
        )
    } else if !text.chars().all(|c| c.is_ascii_graphic())
        || text.contains(['"', '<', '>', '\\', '^', '`', '|'])
    {
        Err("a URL with characters that URLs do not have; percent-encode them")
    } else {
        Ok(())
    }
}

fn security(document: &Document, report: &mut Report) {
    let of_operations = document.operations.iter().flat_map(|o| o.security.iter().flatten());
    let used: Vec<&String> = document.security.iter().chain(of_operations).flatten().collect();
    let mut asked: BTreeMap<String, &str> = BTreeMap::new();
    for scheme in &document.schemes {
        if !used.contains(&&scheme.name) {
            report.problem(
                scheme.at,
                format!(
                    "no requirement under `security` uses `{}`; list it there, or remove it",
                    scheme.name
                ),
            );
        }
        if let SchemeKind::ApiKey { place: KeyPlace::Header, name } = &scheme.kind
            && !is_header_name(name)
        {
            report.problem(
                scheme.at,
                format!(
                    "`{}` is not a header's name; write letters, digits and `-`",
                    name.escape_debug()
                ),
            );
        }
        if let SchemeKind::Basic { username, password } = &scheme.kind {
            for word in [username, password] {
                if *word != names::field(word) || !word.is_ascii() {
                    let message = format!(
                        "`{}` names a variable; write it in snake_case: `client_id`",
                        word.escape_debug()
                    );
                    report.problem(scheme.at, message);
                }
            }
            if username == password {
                report.problem(scheme.at, "one name for both halves; write two");
            }
        }
        for word in scheme.kind.credentials() {
            let other = asked.insert(names::field(word), &scheme.name);
            if let Some(other) = other.filter(|other| *other != scheme.name) {
                let message = format!(
                    "`{other}` asks for a `{word}` as well, and the environment has one variable for it; keep one of them"
                );
                report.problem(scheme.at, message);
            }
        }
    }
}
