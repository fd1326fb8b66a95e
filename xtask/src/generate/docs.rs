//! The prose of a provider's crate: README, front page, the mock's docs and example programs, from templates.
//!
//! Every text from a spec is escaped where a template prints it, unless it is marked as safe here: code that was printed from
//! syntax, and names.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value, context};
use quote::{ToTokens, quote};
use syn::{Expr, parse_quote};

use crate::generate::{body, headers, outcome, pages, rust};
use crate::spec::{
    Direction, Document, Examples, Format, Kind, Method, Operation, RequestBody, Requirement,
    Sample, Scalar, Schema, Scheme, SchemeKind, Shape, Spec,
};

/// The README of the crate.
pub fn readme(spec: &Spec) -> String {
    render("front.md", &context! { readme => true, ..front(spec) })
}

/// The front page of the crate's docs. Its code is tested, and its links are to items.
pub fn front_page(spec: &Spec) -> String {
    render("front.md", &context! { readme => false, ..front(spec) })
}

/// The docs of the module `mock`.
pub fn mock(spec: &Spec) -> String {
    let first = spec.document.operations.first().map(|operation| {
        let error = errors(spec, operation)
            .find(|(_, status)| *status != 401)
            .or_else(|| errors(spec, operation).next());
        let media_types =
            operation.successes().find_map(|r| r.body.as_ref()).map(|b| &b.media_types);
        context! {
            call => call(spec, operation, "client", None),
            call_in_xml => call(spec, operation, "in_xml", None),
            method => safe(rust::method(operation)),
            sample => has_sample(spec, operation),
            xml => media_types.is_some_and(|m| m.iter().any(|m| m.format == Format::Xml)),
            error_case => error.as_ref().map(|(case, _)| literal(case)),
            error_status => error.as_ref().map(|(_, status)| *status),
            retried => matches!(operation.method, Method::Get | Method::Head),
            status => operation.success_status(),
        }
    });
    render("mock.md", &context! { first, ..names(spec) })
}

/// Whether an operation has a sample of a response with a type.
fn has_sample(spec: &Spec, operation: &Operation) -> bool {
    let mut samples = spec.samples_of(&operation.id);
    samples.any(|s| s.direction == Direction::Response(0))
        && outcome::success(&spec.document, operation) != outcome::Outcome::File
}

/// An example program of the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    FetchOne,
    FetchMany,
    CustomHttpClient,
    HandleErrors,
    TypesOnly,
}

/// The example programs of a crate. Each needs an operation; some need an id to call it with, or a sample.
pub fn examples(spec: &Spec) -> Vec<Example> {
    let Some(operation) = spec.document.operations.first() else {
        return Vec::new();
    };
    let mut examples = vec![Example::FetchOne];
    if spec.document.examples == Examples::All {
        if id(&spec.document, operation).is_some() && operation.body.is_none() {
            examples.push(Example::FetchMany);
        }
        examples.extend([Example::CustomHttpClient, Example::HandleErrors]);
        if decoded(operation).is_some() && json_sample(spec, operation).is_some() {
            examples.push(Example::TypesOnly);
        }
    }
    examples
}

impl Example {
    fn name(self) -> &'static str {
        match self {
            Self::FetchOne => "fetch_one",
            Self::FetchMany => "fetch_many",
            Self::CustomHttpClient => "custom_http_client",
            Self::HandleErrors => "handle_errors",
            Self::TypesOnly => "types_only",
        }
    }

    fn about(self) -> &'static str {
        match self {
            Self::FetchOne => "one call",
            Self::FetchMany => "many calls with bounded concurrency",
            Self::CustomHttpClient => "a client on top of your own `reqwest::Client`",
            Self::HandleErrors => "the kinds of errors and how to handle them",
            Self::TypesOnly => "decoding saved responses without a client",
        }
    }

    pub fn needs_mock(self) -> bool {
        self != Self::TypesOnly
    }

    pub fn uses_futures(self) -> bool {
        self == Self::FetchMany
    }

    /// The name of its target. It starts with the provider's: a workspace builds all examples into one folder.
    pub fn target(self, spec: &Spec) -> String {
        format!("{}_{}", spec.provider, self.name())
    }

    /// The program.
    pub fn text(self, spec: &Spec) -> String {
        let context = spec.document.operations.first().map(|operation| {
            let id = id(&spec.document, operation);
            let variable = id.as_ref().map(|_| "id");
            context! {
                call => call(spec, operation, "client", variable),
                method => safe(rust::method(operation)),
                error_cases => errors(spec, operation).map(|(case, _)| literal(case)).collect::<Vec<_>>(),
                decoded => decoded(operation),
                sample => json_sample(spec, operation).map(|s| literal(s.file_name())),
                target => safe(self.target(spec)),
                id,
            }
        });
        render(
            &format!("{}.rs", self.name()),
            &context! { ..context.unwrap_or_default(), ..names(spec) },
        )
    }
}

/// A text of a spec in one line, without invisible characters.
pub fn line(text: &str) -> String {
    let visible = text.replace(|c: char| !rust::is_plain(c), " ");
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn names(spec: &Spec) -> Value {
    context! {
        package => safe(format!("bindery-{}", spec.provider)),
        module => safe(format!("bindery_{}", spec.provider)),
        title => line(&spec.document.title),
    }
}

fn front(spec: &Spec) -> Value {
    let document = &spec.document;
    let operations = document.operations.iter().map(|o| {
        context! {
            id => &o.id,
            request => format!("{} {}", o.method.as_str(), o.path),
            summary => line(&o.summary),
            deprecated => o.deprecated,
        }
    });
    let examples = examples(spec).into_iter().map(|example| {
        let target = example.target(spec);
        let url = format!(
            "{}/tree/main/crates/{}/examples/{target}.rs",
            env!("CARGO_PKG_REPOSITORY"),
            spec.provider
        );
        context! { target, url => safe(url), about => safe(example.about()) }
    });
    let is_open = |o: &&Operation| o.security.iter().all(Vec::is_empty);
    let open: Vec<String> =
        document.operations.iter().filter(is_open).map(|o| o.id.clone()).collect();
    let servers = document
        .servers
        .iter()
        .map(|s| context! { url => &s.url, description => line(&s.description) });
    let first = document.operations.first();
    let is_typed = |b: &RequestBody| b.required && body::Passing::of(b) == body::Passing::Typed;
    let write = document.operations.iter().find(|o| o.body.as_ref().is_some_and(is_typed));
    context! {
        description => &document.description,
        page => document.page.as_ref().map(|page| safe(link(&page.url))),
        docs_rs => safe(format!("https://docs.rs/bindery-{0}/latest/bindery_{0}", spec.provider)),
        repository => safe(env!("CARGO_PKG_REPOSITORY")),
        rust => safe(env!("CARGO_PKG_RUST_VERSION")),
        first => first.map(|o| context! { call => call(spec, o, "client", None) }),
        decoded => first.and_then(decoded),
        operations => operations.collect::<Vec<_>>(),
        schemes => document.requirements().into_iter().map(|r| credentials(spec, r)).collect::<Vec<_>>(),
        by_operation => document.operations.iter().any(|o| o.security != document.security),
        open,
        servers => servers.collect::<Vec<_>>(),
        base_url => bindery_runtime::variable(&spec.provider, "base_url"),
        xml => document.formats().contains(&Format::Xml),
        examples => examples.collect::<Vec<_>>(),
        quirks => quirks(document),
        list => document.operations.iter().find(|o| o.pages.is_some()).map(|o| list(document, o)),
        headers => document.operations.iter().find_map(headers::name).map(safe),
        write => write.map(|o| context! { call => call(spec, o, "client", None) }),
        ..names(spec)
    }
}

/// How a list is followed.
fn list(document: &Document, operation: &Operation) -> Value {
    let method = pages::name(operation);
    let mut arguments: Vec<Expr> = rust::arguments(document, operation)
        .iter()
        .map(|argument| rust::example(document, argument))
        .collect();
    if rust::options(operation).is_some() {
        arguments.push(parse_quote!(Default::default()));
    }
    let about = format!(
        "`{method}` follows the list from page to page, with one page in memory. `resume_token` names the place in the list, and \
         `starting_at` continues there, after an error or in another process."
    );
    let pages = code(&parse_quote!(client.#method(#(#arguments),*)));
    let code = format!(
        "let mut items = {pages}.items();\nwhile let Some(item) = items.try_next().await? {{\n    println!(\"{{item:?}}\");\n}}"
    );
    context! { about => safe(about), code => safe(code) }
}

/// A way to authenticate, as the table of credentials has it.
fn credentials(spec: &Spec, requirement: &Requirement) -> Value {
    let document = &spec.document;
    let schemes = document.schemes_of(requirement);
    let names = schemes.iter().flat_map(|s| s.kind.credentials());
    let variables = names.map(|name| bindery_runtime::variable(&spec.provider, name));
    let calls: Vec<String> = schemes.iter().map(|s| constructor(document, s)).collect();
    let call = match calls.split_first() {
        Some((one, [])) => format!(".{one}"),
        Some((first, others)) => {
            let others = others.iter().map(|call| format!(".and(Credentials::{call})"));
            format!(".credentials(Credentials::{first}{})", others.collect::<String>())
        }
        None => String::new(),
    };
    let kinds: Vec<String> = schemes.iter().map(|s| kind(document, s)).collect();
    let takes = |o: &&Operation| o.security.contains(requirement);
    let (others, own): (Vec<&Operation>, Vec<&Operation>) =
        document.operations.iter().filter(takes).partition(|o| o.security == document.security);
    let is_optional = |security: &[Requirement]| security.iter().any(Vec::is_empty);
    let own = own.iter().map(|o| context! { id => &o.id, optional => is_optional(&o.security) });
    let others = (!others.is_empty())
        .then(|| context! { others => true, optional => is_optional(&document.security) });
    context! {
        call,
        variables => variables.collect::<Vec<_>>(),
        kind => safe(kinds.join(", together with ")),
        operations => others.into_iter().chain(own).collect::<Vec<_>>(),
    }
}

/// The function of `Credentials` for a scheme, which the builder has as a method, with its arguments.
fn constructor(document: &Document, scheme: &Scheme) -> String {
    let arguments = scheme.kind.credentials().into_iter().map(|name| {
        let name = bindery_runtime::variable("", name).to_ascii_lowercase();
        name.trim_start_matches('_').to_owned()
    });
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let method = builder_method(document, &scheme.kind);
    match &scheme.kind {
        SchemeKind::ApiKey { name, .. } if has_keys(document) => {
            format!("{method}({}, {arguments})", quote!(#name))
        }
        _ => format!("{method}({arguments})"),
    }
}

/// Whether there are several API keys, so that each needs its name.
fn has_keys(document: &Document) -> bool {
    document.schemes.iter().filter(|s| matches!(s.kind, SchemeKind::ApiKey { .. })).count() > 1
}

/// What an operation takes for credentials, where that is not what the others take: `API key, or none`.
pub fn own_credentials(document: &Document, operation: &Operation) -> Option<String> {
    let one = |requirement: &Requirement| match document.schemes_of(requirement) {
        none if none.is_empty() => "none".to_owned(),
        schemes => {
            let kinds = schemes.into_iter().map(|s| match &s.kind {
                SchemeKind::ClientCredentials(_) => "OAuth 2.0 client credentials".to_owned(),
                SchemeKind::Login(_) => "user name and password".to_owned(),
                _ => kind(document, s),
            });
            kinds.collect::<Vec<_>>().join(" with ")
        }
    };
    if operation.security == document.security {
        return None;
    }
    let all: Vec<String> = operation.security.iter().map(one).collect();
    Some(if all.is_empty() { "none".to_owned() } else { all.join(", or ") })
}

/// The builder's method for a scheme.
pub fn builder_method(document: &Document, kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Basic { .. } => "basic",
        SchemeKind::Bearer => "token",
        SchemeKind::ApiKey { .. } if has_keys(document) => "api_key_named",
        SchemeKind::ApiKey { .. } => "api_key",
        SchemeKind::ClientCredentials(_) => "client_credentials",
        SchemeKind::Login(_) => "login",
    }
}

/// The kind of a scheme, in Markdown.
fn kind(document: &Document, scheme: &Scheme) -> String {
    let kind = match &scheme.kind {
        SchemeKind::Basic { .. } => "HTTP basic",
        SchemeKind::Bearer => "bearer token",
        SchemeKind::ApiKey { name, .. } if has_keys(document) => {
            return format!("API key {}", rust::code(&line(name).replace('|', "\\|")));
        }
        SchemeKind::ApiKey { .. } => "API key",
        SchemeKind::ClientCredentials(_) => {
            "OAuth 2.0 client credentials; the client requests and renews the token"
        }
        SchemeKind::Login(_) => "user name and password; the client requests and renews the token",
    };
    kind.to_owned()
}

/// The fields where the spec differs from the provider's page, in its order, those with one reason together.
fn quirks(document: &Document) -> Vec<Value> {
    let properties = document.types.iter().flat_map(|ty| match &ty.shape {
        Shape::Object(object) => object
            .properties
            .iter()
            .map(|p| (format!("{}::{}", ty.name, p.rust), &p.marks))
            .collect(),
        _ => Vec::new(),
    });
    let parameters = document.operations.iter().flat_map(|operation| {
        operation.parameters.iter().map(|p| (format!("{}({})", operation.id, p.rust), &p.marks))
    });
    let mut quirks: Vec<(String, Vec<String>)> = Vec::new();
    for (field, marks) in properties.chain(parameters) {
        for mark in [&marks.undocumented, &marks.differs].into_iter().flatten() {
            let reason = line(&mark.reason);
            match quirks.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, fields)) => fields.push(field.clone()),
                None => quirks.push((reason, vec![field.clone()])),
            }
        }
    }
    quirks.into_iter().map(|(reason, fields)| context! { reason, fields }).collect()
}

/// The first required parameter, where an example can read it from its command line: its default as a literal, and whether it
/// is parsed.
fn id(document: &Document, operation: &Operation) -> Option<Value> {
    let argument = rust::arguments(document, operation).into_iter().next()?;
    let text = rust::example_text(document, argument.parameter)?;
    Some(context! { default => literal(&text), parsed => argument.passing != rust::Passing::Text })
}

/// A call with example values; with a variable's name, that takes the first argument's place.
fn call(spec: &Spec, operation: &Operation, client: &str, variable: Option<&str>) -> Value {
    let document = &spec.document;
    let mut arguments: Vec<Expr> = rust::arguments(document, operation)
        .iter()
        .enumerate()
        .map(|(index, argument)| match variable {
            Some(variable) if index == 0 => {
                let passed = argument.pass(rust::ident(variable));
                parse_quote!(#passed)
            }
            _ => rust::example(document, argument),
        })
        .collect();
    arguments.extend(operation.body.as_ref().map(|b| body_example(spec, operation, b)));
    if rust::options(operation).is_some() {
        arguments.push(parse_quote!(Default::default()));
    }
    let (client, method) = (rust::ident(client), rust::method(operation));
    code(&parse_quote!(#client.#method(#(#arguments),*)))
}

/// A request body for an example: one with what is required, or the documented sample.
fn body_example(spec: &Spec, operation: &Operation, body: &RequestBody) -> Expr {
    let sample = || {
        let mut samples = spec.samples_of(&operation.id);
        let is_json =
            |s: &&Sample| s.direction == Direction::Request && s.media_type == "application/json";
        let json = serde_json::from_slice::<serde_json::Value>(&samples.find(is_json)?.body);
        Some(json.ok()?.to_string())
    };
    match (body::Passing::of(body), body.required) {
        (_, false) => parse_quote!(None),
        (body::Passing::Text, _) => parse_quote!("text"),
        (body::Passing::Bytes, _) => parse_quote!("bytes"),
        (body::Passing::Typed, _) => {
            let module = rust::ident(&format!("bindery_{}", spec.provider));
            if let Some(value) = example_value(&spec.document, &module, &body.schema, 0) {
                return parse_quote!(&#value);
            }
            let json = sample().unwrap_or_else(|| "{}".to_owned());
            parse_quote!(&#module::decode(Some("application/json"), #json.as_bytes())?)
        }
    }
}

/// A made-up value of a schema, if a short one exists.
fn example_value(
    document: &Document,
    module: &syn::Ident,
    schema: &Schema,
    depth: usize,
) -> Option<Expr> {
    let value = |schema: &Schema| example_value(document, module, schema, depth + 1);
    let parsed = |text: &str| Some(parse_quote!(#text.parse()?));
    match document.kind(schema) {
        Kind::Scalar(Scalar::String) => Some(parse_quote!("text".to_owned())),
        Kind::Scalar(Scalar::Boolean) => Some(parse_quote!(true)),
        Kind::Scalar(Scalar::Int32 | Scalar::Int64 | Scalar::Uint64) => Some(parse_quote!(1)),
        Kind::Scalar(Scalar::Decimal | Scalar::DecimalString) => parsed("9.99"),
        Kind::Scalar(scalar @ (Scalar::Uuid | Scalar::DateTime | Scalar::Date)) => {
            parsed(scalar.example()?)
        }
        Kind::List(items) => {
            let item = value(items)?;
            Some(parse_quote!(vec![#item]))
        }
        Kind::Object(named, object) if depth < 3 && !object.properties.is_empty() => {
            let required =
                object.properties.iter().filter(|p| p.required && !p.schema.is_nullable());
            let values: Option<Vec<Expr>> = required.map(|p| value(&p.schema)).collect();
            let (name, values) = (rust::ident(&named.name), values?);
            Some(parse_quote!(#module::types::#name::new(#(#values),*)))
        }
        Kind::Enum(named, values) if depth < 3 => {
            let variant = rust::ident(&values.values.first()?.variant);
            let name = rust::ident(&named.name);
            Some(parse_quote!(#module::types::#name::#variant))
        }
        _ => None,
    }
}

/// An expression as people write it.
fn code(expression: &Expr) -> Value {
    let file = parse_quote!(const _: () = #expression;);
    let printed = prettyplease::unparse(&file);
    safe(printed.trim_end().trim_start_matches("const _: () = ").trim_end_matches(';'))
}

/// The type that a success decodes to, if it is one that the spec names.
fn decoded(operation: &Operation) -> Option<Value> {
    match &operation.successes().find_map(|r| r.body.as_ref())?.schema {
        Schema::Named(name) => Some(safe(name)),
        _ => None,
    }
}

fn json_sample<'a>(spec: &'a Spec, operation: &'a Operation) -> Option<&'a Sample> {
    let mut samples = spec.samples_of(&operation.id);
    samples.find(|s| s.direction == Direction::Response(0) && s.media_type == "application/json")
}

/// The cases and the statuses of an operation's documented errors.
fn errors<'a>(spec: &'a Spec, operation: &'a Operation) -> impl Iterator<Item = (&'a str, u16)> {
    spec.samples_of(&operation.id).filter_map(|sample| match sample.direction {
        Direction::Response(status) if status >= 400 => Some((sample.case()?, status)),
        _ => None,
    })
}

fn literal(text: &str) -> Value {
    safe(quote!(#text).to_token_stream())
}

fn safe(code: impl ToString) -> Value {
    Value::from_safe_string(code.to_string())
}

/// A URL that a link of Markdown can hold.
fn link(url: &str) -> String {
    let allowed = |b: &u8| b.is_ascii_alphanumeric() || b"-._~:/?#@!$&*+,;=%".contains(b);
    url.bytes()
        .map(|b| if allowed(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// A text as code in Markdown, in a table too.
fn code_span(text: &str) -> Value {
    safe(rust::code(&line(text).replace('|', "\\|")))
}

#[expect(
    clippy::expect_used,
    reason = "the templates are part of this program, and tests render them"
)]
fn render(template: &str, context: &Value) -> String {
    let mut syntax = SyntaxConfig::builder();
    let syntax = syntax
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .expect("the syntax of templates");
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_syntax(syntax);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("Markdown".into()));
    environment.set_formatter(print);
    environment.add_filter("code", |text: &str| code_span(text));
    for (name, text) in TEMPLATES {
        environment.add_template(name, text).expect("a template");
    }
    environment
        .get_template(template)
        .and_then(|template| template.render(context))
        .expect("a template and its context")
}

/// Prints a value, escaped if it is a text that is not marked as safe.
fn print(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let text = match value.as_str() {
        Some(text) if !value.is_safe() => rust::markdown(text),
        _ => value.to_string(),
    };
    Ok(std::fmt::Write::write_str(out, &text)?)
}

const TEMPLATES: [(&str, &str); 9] = [
    ("front.md", include_str!("templates/front.md")),
    ("mock.md", include_str!("templates/mock.md")),
    ("connect", include_str!("templates/connect")),
    ("id", include_str!("templates/id")),
    ("fetch_one.rs", include_str!("templates/fetch_one.rs.jinja")),
    ("fetch_many.rs", include_str!("templates/fetch_many.rs.jinja")),
    ("custom_http_client.rs", include_str!("templates/custom_http_client.rs.jinja")),
    ("handle_errors.rs", include_str!("templates/handle_errors.rs.jinja")),
    ("types_only.rs", include_str!("templates/types_only.rs.jinja")),
];
